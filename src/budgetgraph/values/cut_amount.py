"""Pieces of an amount that a narrow cell or a page break cut in two."""

from __future__ import annotations

import re

from budgetgraph.values.amount import is_amount

#: No amount ends or begins so: `1841.`, `,82`, `00`, `15,37`.
_PIECE = re.compile(r"[\d,]{0,20}[.,]|[.,]\d{0,20}|0\d{1,20}|\d{1,3}(?:,\d{3}){0,5},\d{1,2}")
#: The first piece of an amount: it ends so, or lacks a second digit behind its point.
_FIRST_PIECE = re.compile(r"\d[\d,]{0,20}(?:[.,]|\.\d|,\d{1,2})")


def is_piece(text: str) -> bool:
    """Tell whether a text is a piece of an amount and cannot be a whole one: `1841.`, `00`.

    `1841.8` may be whole, so it is none.
    """
    return _PIECE.fullmatch(text) is not None


def goes_on(text: str, rest: str) -> bool:
    """Tell whether two texts may be one amount that was cut: `1267.` and `20`, `1841.8` and `2`.

    `208` and `05` are none: without a point or a comma nothing says that the first one goes on.
    """
    return _FIRST_PIECE.fullmatch(text) is not None and is_amount(text + rest)
