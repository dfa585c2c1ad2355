"""The words that head the columns of budget tables."""

from __future__ import annotations

from budgetgraph.forms import column_measure, forms

#: The entry of the catalogue that only tells how a heading begins (其中), and no whole one.
_BEGINNING = "among"


def is_word(text: str) -> bool:
    """Tell whether a text is a whole heading of a table, known to the catalogue."""
    for name, patterns in forms().heading.items():
        if name != _BEGINNING and text in patterns:
            return True
    return column_measure(text) is not None


def is_side(text: str) -> bool:
    """Tell whether a text heads all columns of one side of a table (收入, 支出)."""
    heading = forms().heading
    return text in heading["revenue_side"] or text in heading["expenditure_side"]
