"""Rows of an indicator table in plain text: words between blanks, put together into name,
description, target and basis by what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from budgetgraph.document import GridRow, Paragraph, Passage, passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.dumped import aligned_words
from budgetgraph.recognise.dumped.beside import beside
from budgetgraph.recognise.dumped.centred_levels import LevelledLine, levelled_lines
from budgetgraph.recognise.dumped.four_cells import GluedWord, four_cells

#: The columns that words are put together for by what they hold, in their order; below other
#: headings each column takes words of its own kind.
_USUAL = ("level1", "level2", "level3", "description", "target", "basis")
_LEVELS = ("level1", "level2")
_NAME_AND_TARGET = ("level3", "target")
#: A shorter word may be the first piece of a name, and one that ends so the last piece: 合格率.
_SHORTEST_NAME = 4
_END_OF_NAME = re.compile("[率数度量额费]$|情况$|时间$|成本$|标准$|能力$|水平$")
_OF_FOUR_CELLS = ("level3", "description", "target", "basis")


def indicator_rows(body: Sequence[Paragraph], heading: GridRow) -> Iterator[GridRow]:
    """Give the rows of an indicator table; a line that does not fit the heading comes back as one
    cell.
    """
    roles = _roles(heading)
    levelled = levelled_lines(body) if "level1" in roles else None
    if levelled is not None:
        yield from _levelled_rows(levelled, roles)
        return
    if _are_usual(roles):
        yield from _usual_rows(body, roles)
        return
    for segment in body:
        yield _aligned(segment, roles)


def _aligned(segment: Paragraph, roles: Sequence[str]) -> GridRow:
    """Give the cells of a line, each column with words of its own kind; else the line as one."""
    words = list(map(attrgetter("passage"), _words(segment)))
    cells = aligned_words.cells(words, roles)
    return (segment.passage,) if cells is None else tuple(cells)


def _levelled_rows(lines: Sequence[LevelledLine], roles: Sequence[str]) -> Iterator[GridRow]:
    """Give the rows of lines whose first levels stood in the middle of their rows."""
    column = roles.index("level1")
    for levelled in lines:
        row = _aligned(levelled.line, roles)
        if levelled.level1 is None or len(row) < len(roles):
            yield row
        else:
            yield (*row[:column], levelled.level1, *row[column + 1 :])


def _are_usual(roles: Sequence[str]) -> bool:
    """Tell whether columns are the usual ones in their order, those of levels and names among them.

    level2, level3, target, basis → yes     level2, level3, target, description → no
    """
    in_order = [name for name in _USUAL if name in roles]
    return list(roles) == in_order and {"level2", "level3"} <= set(roles)


def _roles(heading: GridRow) -> list[str]:
    """Give the role of each column: 二级指标 | 指标值 → level2, target; "" for an unknown one."""
    return [role(forms().indicator, cell.text) or "" for cell in heading]


def _usual_rows(body: Sequence[Paragraph], roles: Sequence[str]) -> Iterator[GridRow]:
    """Give the rows of name, description, target and basis.

    A row starts at the name of a second level, with the first level before it where printed.
    """
    row = _OpenRow()
    words = [word for segment in body for word in _words(segment)]
    followings = (*map(attrgetter("text"), words[1:]), "")
    # A heading may be all that is printed: no word, and still the end of the text.
    for word, following in zip(words, followings, strict=False):
        level = row.level(word.text, following)
        if level is None or not row.may_end(level, word):
            row.rest.append(word)
            continue
        yield from row.finish(roles)
        row = row.next(level, word.passage)
    yield from row.finish(roles)


def _words(segment: Paragraph) -> Iterator[GluedWord]:
    """Give the words of a line, each with whether a blank in the same line stands before it; a
    wrapped cell is one word.
    """
    if len(segment.passage.pieces) > 1:
        yield GluedWord(segment.passage, glued=False)
        return
    for index, text in enumerate(segment.text.split()):
        yield GluedWord(passage(text, segment.where), glued=index > 0)


@dataclass(slots=True)
class _OpenRow:
    """The row that words are being put into: its levels, and the words behind them."""

    level1: Passage | None = None
    level2: Passage | None = None
    rest: list[GluedWord] = field(default_factory=list)

    @property
    def _awaits_second(self) -> bool:
        """Tell whether the last word was a first level."""
        return self.level1 is not None and self.level2 is None and not self.rest

    def level(self, text: str, following: str) -> int | None:
        """Give the level that a name belongs to; None where it names none.

        One that may be either (满意度指标) is the second behind a first level, else the first where a
        second level stands behind it.
        """
        seconds = forms().indicator["level2_names"]
        is_first, is_second = text in forms().indicator["level1_names"], text in seconds
        heads_second = following in seconds and not self._awaits_second
        if is_first and (heads_second or not is_second):
            return 1
        return 2 if is_second else None

    def may_end(self, level: int, word: GluedWord) -> bool:
        """Tell whether the name of a level ends this row.

        In the middle of a line, or just behind a second level, it is a word of the row.
        """
        if level == 1 or self.rest:
            return not word.glued
        return self.level2 is None

    def next(self, level: int, name: Passage) -> _OpenRow:
        """Give the row that begins with the name of a level; a first level waits for its second
        one.
        """
        if level == 1:
            return _OpenRow(level1=name)
        above = self.level1 if self._awaits_second else None
        return _OpenRow(level1=above, level2=name)

    def finish(self, roles: Sequence[str]) -> Iterator[GridRow]:
        """Give the finished row; words without a second level, and those whose target is not told,
        come back as one cell, so that they are said to be unread.
        """
        cells = None if self.level2 is None else self._cells(self.level2, roles)
        if cells is not None:
            yield cells
            return
        if self.level1 is not None and self.level2 is not None:
            yield _alone("level1", self.level1, roles)
        if self.rest:
            levels = filter(None, (self.level1, self.level2))
            yield (beside([*levels, *map(attrgetter("passage"), self.rest)]),)

    def _cells(self, level2: Passage, roles: Sequence[str]) -> GridRow | None:
        """Put the words into the columns of a heading; None where the target is not told, or where
        a word stands under none of them.
        """
        blank = passage("", level2.where)
        by_role = self._word_a_column(roles) or self._put_together(blank)
        if by_role is None:
            return None
        if any(cell and name not in roles for name, cell in by_role.items()):
            return None
        by_role["level1"] = self.level1 or blank
        by_role["level2"] = level2
        return tuple(by_role.get(name, blank) for name in roles)

    def _put_together(self, blank: Passage) -> dict[str, Passage] | None:
        """Give the words as cells by what they hold; None where the target is not told."""
        told = four_cells(self.rest, blank)
        return None if told is None else dict(zip(_OF_FOUR_CELLS, told, strict=True))

    def _word_a_column(self, roles: Sequence[str]) -> dict[str, Passage] | None:
        """Give the words of one line as name and target where these are the only columns beside
        the levels: a target in words (明显改善) is told by nothing else.

        居住条件 | 明显改善 are two cells; 居民 | 满意度 may be a name in two pieces.
        """
        is_of_one_line = self.level1 is not None and all(word.glued for word in self.rest)
        if tuple(roles) != (*_LEVELS, *_NAME_AND_TARGET) or not is_of_one_line:
            return None
        texts = list(map(attrgetter("text"), self.rest))
        if len(texts) != len(_NAME_AND_TARGET) or not _are_two_cells(*texts):
            return None
        return dict(zip(_NAME_AND_TARGET, map(attrgetter("passage"), self.rest), strict=True))


def _are_two_cells(name: str, target: str) -> bool:
    """Tell whether a name is long enough to be whole, and what follows ends as no name does."""
    return len(name) >= _SHORTEST_NAME and _END_OF_NAME.search(target) is None


def _alone(level: str, name: Passage, roles: Sequence[str]) -> GridRow:
    """Give the row that holds the name of a level and nothing else."""
    cells = [passage("", name.where)] * len(roles)
    if level in roles:
        cells[roles.index(level)] = name
    return tuple(cells)
