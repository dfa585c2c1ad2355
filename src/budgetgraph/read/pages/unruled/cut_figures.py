"""Figures that a narrow cell cuts in two, put together again.

    205080   培训支   9451.4           2050803   培训支   9451.45
    3        出       5          →               出

The rest of a figure stands right below it, begins or ends where it does, and is none by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from budgetgraph.read.pages.page import Word
from budgetgraph.values import code_notation
from budgetgraph.values.amount import is_number
from budgetgraph.values.cut_amount import goes_on

#: Two lines of one cell are nearer to each other than this (heights).
_NEAR = 0.6
#: The lines of one cell begin or end at one place but for this (heights).
_SAME = 0.3
#: A cell that a figure fills has less room than this behind it (heights), that of a digit.
_FULL = 0.6
#: The rest of a figure has no more digits.
_LONGEST_REST = 4


def with_whole_figures(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Give the lines of a table with the two pieces of each figure put together in the upper one.

    Where a line holds a number that is not the rest of one above, it is a row of its own.
    """
    whole: list[list[Word]] = []
    for line in lines:
        rests = _rests(line, whole[-1], lines) if whole else {}
        numbers = [piece for piece in line if is_number(piece.text)]
        if numbers and all(piece in rests for piece in numbers):
            whole[-1] = [_joined(piece, rests) for piece in whole[-1]]
            line = [piece for piece in line if piece not in rests]
        if line:
            whole.append(list(line))
    return whole


def _rests(
    line: Sequence[Word], upper: Sequence[Word], lines: Sequence[Sequence[Word]]
) -> dict[Word, Word]:
    """Give each piece of a line that is the rest of a figure of the line above, with that one."""
    rests: dict[Word, Word] = {}
    for piece in line:
        for figure in upper:
            if _is_rest(piece, figure) and _fills(figure, lines):
                rests[piece] = figure
    return rests


def _joined(figure: Word, rests: dict[Word, Word]) -> Word:
    """Give a figure with its rest."""
    for rest, upper in rests.items():
        if upper is figure:
            return replace(figure, text=figure.text + rest.text, bottom=rest.bottom)
    return figure


def _is_rest(piece: Word, figure: Word) -> bool:
    """Tell whether a piece is the rest of a figure above it, and no figure of its own."""
    if not piece.text.isdecimal() or len(piece.text) > _LONGEST_REST:
        return False
    is_below = 0 <= piece.middle - figure.middle < (1 + _NEAR) * figure.height
    distance = min(abs(piece.x0 - figure.x0), abs(piece.x1 - figure.x1))
    if not is_below or distance > _SAME * piece.height:
        return False
    return goes_on(figure.text, piece.text) or _is_code(figure.text, piece.text)


def _is_code(text: str, rest: str) -> bool:
    """Tell whether two figures are one code of a class: 205080 and 3; 208 and 05 are, too, for 05
    is none.
    """
    is_whole = text.isdecimal() and code_notation.kind(text + rest) is not None
    return is_whole and code_notation.kind(rest) is None


def _fills(figure: Word, lines: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a figure leaves no room for another digit in its column."""
    ends = []
    for piece in chain.from_iterable(lines):
        if piece.stands_over(figure) and is_number(piece.text):
            ends.append(piece.x1)
    return max(ends) - figure.x1 < _FULL * figure.height
