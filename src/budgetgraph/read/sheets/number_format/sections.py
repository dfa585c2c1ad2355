"""The sections of a number format, and which of them shows a number.

`0.00;-0.00;"零"` has three: for positive numbers, negative ones and nought. A section may have a
condition of its own: `[>=10000]0!.0,"万"`.
"""

from __future__ import annotations

import operator
import re
from decimal import Decimal

from budgetgraph.read.sheets.number_format.unformatted import GENERAL

#: A section: text up to a semicolon that stands in no quotes, behind no escape.
_SECTION = re.compile(r'(?:"[^"]*"|\\.|!.|[^;"\\!])*+(?:;|$)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
#: So many sections are for numbers; the fourth one is for texts.
_FOR_NUMBERS = 3


def sections(code: str) -> list[str]:
    """Give the sections of a format: `0.00;"零;"` → `0.00`, `"零;"`."""
    parts = [match[0].removesuffix(";") for match in _SECTION.finditer(code)]
    if code.endswith(";"):
        return parts
    # the pattern finds an empty text at the end, which is a section only behind a semicolon
    return parts[:-1] or [code]


def chosen(all_sections: list[str], number: Decimal) -> tuple[str, bool]:
    """Give the section that shows a number, and whether it shows it without its sign.

    -5 in `0.00;(0.00)` → `(0.00)`, without its sign
    """
    conditions = list(map(_CONDITION.search, all_sections[:_FOR_NUMBERS]))
    if any(conditions):
        return _by_condition(all_sections, conditions, number)
    if number < 0 and len(all_sections) > 1:
        return all_sections[1], True
    if number == 0 and len(all_sections) > 2:
        return all_sections[2], True
    return all_sections[0], False


def _by_condition(
    all_sections: list[str], conditions: list[re.Match[str] | None], number: Decimal
) -> tuple[str, bool]:
    """Give the first section whose condition holds, else the last one without a condition."""
    otherwise = GENERAL
    for section, condition in zip(all_sections, conditions, strict=False):
        if condition is None:
            otherwise = section
            continue
        sign, bound = condition[1], Decimal(condition[2])
        if _COMPARE[sign](number, bound):
            is_for_negatives = sign in ("<", "<=") and bound <= 0
            return section, is_for_negatives
    return otherwise, False
