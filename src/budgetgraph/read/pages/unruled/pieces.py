"""Pieces of a line that are one text, though a hair of space stands between a figure and a word:
2024 | 年预算 → 2024年预算, 213 | 农林水支出 → 213农林水支出 where the codes stand in the cell of the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.read.pages.page import Word

#: A figure and the character beside it are nearer than this (heights): 2025 年.
AUTOSPACE = 0.4
#: A code and the name in its cell are nearer than this (heights): a blank is between.
_BLANK = 0.5
#: The blanks of all rows are as wide as each other but for this (heights).
_SAME = 0.15
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}")
_CHINESE = re.compile(r"[㐀-鿿]")


def beside(left: Word, right: Word) -> Word:
    """Put two pieces of a line together."""
    top, bottom = min(left.top, right.top), max(left.bottom, right.bottom)
    return Word(left.text + right.text, left.x0, right.x1, top, bottom)


def joined_pieces(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Give the lines with years, and codes in front of names, put to the words behind them."""
    joined = [list(_with_years(line)) for line in lines]
    if not _have_codes_in_front(joined):
        return joined
    return list(map(_with_code, joined))


def _gap(left: Word, right: Word) -> float:
    """Give the space between two pieces in heights."""
    return (right.x0 - left.x1) / right.height


def _with_years(line: Sequence[Word]) -> Iterator[Word]:
    """Give the pieces of a line, a year and what stands right behind it (年…) as one."""
    last: Word | None = None
    for piece in line:
        if last is not None and _is_year(last, piece):
            last = beside(last, piece)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _is_year(figure: Word, word: Word) -> bool:
    is_before_word = word.text.startswith("年") and _gap(figure, word) < AUTOSPACE
    return is_before_word and _YEAR.fullmatch(figure.text) is not None


def _have_codes_in_front(lines: Sequence[Sequence[Word]]) -> bool:
    """Tell whether the codes of a table stand in the cells of the names.

    Codes of several lengths have a name as far behind them, all of them: in a column of their own
    the names would begin at one place.
    """
    coded = [line for line in lines if _CODE.fullmatch(line[0].text)]
    if not all(map(_has_name_behind, coded)):
        return False
    gaps = [_gap(*line[:2]) for line in coded]
    lengths = {len(line[0].text) for line in coded}
    return len(lengths) > 1 and max(gaps) - min(gaps) < _SAME


def _has_name_behind(line: Sequence[Word]) -> bool:
    """Tell whether a word stands a blank behind the first piece of a line."""
    if len(line) < 2 or _CHINESE.match(line[1].text) is None:
        return False
    return _gap(line[0], line[1]) < _BLANK


def _with_code(line: list[Word]) -> list[Word]:
    """Give a line with its code put to the name behind it."""
    if _CODE.fullmatch(line[0].text) is None:
        return line
    code, name, *rest = line
    return [beside(code, name), *rest]
