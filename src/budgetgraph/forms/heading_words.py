"""The words that head the columns of budget tables."""

from __future__ import annotations

from budgetgraph.forms import column_measure, forms

#: The entries of the catalogue that tell no whole heading: how one begins (其中), which pieces end
#: none, which headings come in several lines, which words names leave out,
#: which items have no ordinal, and which words of items tell their side.
_NO_WORDS = (
    *("among", "cut", "rest", "twice", "wraps", "left_out", "unmarked"),
    *("revenue_items", "expenditure_items"),
)


def is_word(text: str) -> bool:
    """Tell whether a text is a whole heading of a table, known to the catalogue."""
    for name, patterns in forms().heading.items():
        if name not in _NO_WORDS and text in patterns:
            return True
    return column_measure(text) is not None


def is_side(text: str) -> bool:
    """Tell whether a text heads all columns of one side of a table (收入, 支出)."""
    heading = forms().heading
    return text in heading["revenue_side"] or text in heading["expenditure_side"]


def wraps(text: str) -> bool:
    """Tell whether a text is a long heading that narrow columns print in several lines, whose
    pieces may be headings, too: 一般公共预算财政 above 拨款.
    """
    return text in forms().heading["wraps"]
