"""Show a number as a cell of a spreadsheet shows it, by the cell's number format (ECMA-376
§18.8.31).

`show(1234.5, "#,##0.00")` gives `1,234.50`. A format has up to four sections (positive; negative;
zero; text), each perhaps with a condition of its own: `[>=10000]0!.0,"万";0.00`. What this module
does not know how to show is None, and the caller says so: a raw number is never taken for what the
page prints.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from budgetgraph.read.sheets.number_format.dates import date_of, shown_date
from budgetgraph.read.sheets.number_format.digits import shown_number
from budgetgraph.read.sheets.number_format.sections import chosen, sections
from budgetgraph.read.sheets.number_format.tokens import (
    Token,
    is_fraction,
    is_spelled,
    kinds_of,
    literal,
    tokens,
)

#: What shows that a number is below nought, beside the minus itself.
_NEGATIVE_MARKS = re.compile(r"[-−–－(（△▲]")
#: A format with so many sections has one for texts, the last one.
_WITH_TEXT = 4


def show(value: float | datetime.date, code: str) -> str | None:
    """Give the text that a cell of this format shows; None where that cannot be told.

    An empty text is what a format such as `0.00;-0.00;;` shows of nought.
    """
    if isinstance(value, datetime.date):
        first = sections(code)[0]
        return shown_date(value, tokens(first))
    number = Decimal(repr(value))
    section, is_absolute = chosen(sections(code), number)
    parts = tokens(section)
    if not _is_known(parts):
        return None
    if "date" in kinds_of(parts):
        return shown_date(date_of(value), parts)
    given = abs(number) if is_absolute else number
    shown = shown_number(given, parts).strip()
    if number < 0 and _hides_its_sign(shown):
        return "-" + shown
    return shown


def _is_known(section: list[Token]) -> bool:
    """Tell whether it is known how to show a section: no exponent, no vulgar fraction, no Chinese
    numerals.
    """
    has_exponent = any(token.kind == "exponent" for token in section)
    return not has_exponent and not is_fraction(section) and not is_spelled(section)


def _hides_its_sign(shown: str) -> bool:
    """Tell whether a negative amount shows no sign.

    Then its colour alone says that it is below nought, or nothing at all.
    """
    is_amount = any(digit in shown for digit in "123456789")
    return is_amount and _NEGATIVE_MARKS.search(shown) is None


def show_text(text: str, code: str) -> str:
    """Give what a cell of this format shows of a text: its fourth section, if it has one."""
    parts = sections(code)
    if len(parts) < _WITH_TEXT:
        return text
    shown = [text if token.kind == "text" else literal(token) for token in tokens(parts[3])]
    return "".join(shown).strip()
