"""Rows of an indicator table in plain text: words between blanks, put together into name,
description, target and basis by what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from budgetgraph.document import GridRow, Paragraph, Passage, join, passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.dumped import aligned_words
from budgetgraph.values import document_number
from budgetgraph.values.target import read_target

_SIGNS = frozenset("≥≤≧≦><=＞＜＝")
_CJK = re.compile(r"[㐀-鿿]")

_Word = tuple[Passage, bool]
"""A word, and whether a blank in the same line stands before it."""

#: The columns that words are put together for by what they hold; other headings take a word each.
_USUAL = frozenset({"level1", "level2", "level3", "description", "target", "basis"})


def indicator_rows(body: list[Paragraph], heading: GridRow) -> Iterator[GridRow]:
    """Rows of an indicator table; a line that does not fit the heading comes back as one cell."""
    roles = [role(forms().indicator, cell.text) or "" for cell in heading]
    if set(roles) <= _USUAL and {"level2", "level3"} <= set(roles):
        yield from _usual_rows(body, heading)
        return
    for segment in body:
        words = [token for token, _ in _tokens(segment)]
        cells = aligned_words.cells(words, roles)
        yield tuple(cells) if cells is not None else (segment.passage,)


def _usual_rows(body: list[Paragraph], heading: GridRow) -> Iterator[GridRow]:
    """Rows of name, description, target and basis.

    A row starts at the name of a second level, with the first level before it where printed.
    """
    row = _OpenRow()
    words = [word for segment in body for word in _tokens(segment)]
    followings = [token.text for token, _ in words[1:]] + [""]
    for (token, glued), following in zip(words, followings, strict=True):
        level = row.level(token.text, following)
        if level is None or not row.may_end(level, glued):
            row.rest.append((token, glued))
            continue
        yield from row.cells(heading)
        row = row.next(level, token)
    yield from row.cells(heading)


@dataclass(slots=True)
class _OpenRow:
    """The row that words are being put into: its levels, and the words behind them."""

    level1: Passage | None = None
    level2: Passage | None = None
    rest: list[_Word] = field(default_factory=list)

    @property
    def _awaits_second(self) -> bool:
        """Whether the last word was a first level."""
        return self.level1 is not None and self.level2 is None and not self.rest

    def level(self, text: str, following: str) -> int | None:
        """The level that a name belongs to.

        One that may be either (满意度指标) is the second behind a first level, else the first where a
        second level stands behind it.
        """
        names = forms().indicator
        is_first, is_second = text in names["level1_names"], text in names["level2_names"]
        if is_first and is_second:
            heads_second = not self._awaits_second and following in names["level2_names"]
            return 1 if heads_second else 2
        if is_first:
            return 1
        return 2 if is_second else None

    def may_end(self, level: int, glued: bool) -> bool:
        """Whether the name of a level ends this row; in the middle of a line, or just behind a second
        level, it is a word of the row.
        """
        if level == 2 and self.level2 is not None and not self.rest:
            return False
        return not glued or (level == 2 and self.level2 is None and not self.rest)

    def next(self, level: int, token: Passage) -> _OpenRow:
        """The row that begins with the name of a level; a first level waits for its second one."""
        if level == 1:
            return _OpenRow(level1=token)
        above = self.level1 if self._awaits_second else None
        return _OpenRow(level1=above, level2=token)

    def cells(self, heading: GridRow) -> Iterator[GridRow]:
        """The finished row; words without a second level come back as one cell, so that they are
        said to be unread.
        """
        if self.level2 is not None:
            yield _indicator_row(self.level1, self.level2, self.rest, heading)
        elif self.rest:
            words = [word for word, _ in self.rest]
            words = [self.level1, *words] if self.level1 is not None else words
            yield (_beside(words),)


def _beside(words: list[Passage]) -> Passage:
    """The words as one passage, a blank between each two."""
    blank = passage(" ", words[0].where)
    parted = [part for word in words for part in (blank, word)]
    return join(parted[1:])


def _tokens(segment: Paragraph) -> Iterator[_Word]:
    """The words of a line, each with whether a blank in the same line stands before it; a wrapped
    cell is one word.
    """
    if len(segment.passage.pieces) > 1:
        yield segment.passage, False
        return
    for index, word in enumerate(segment.text.split()):
        yield passage(word, segment.where), index > 0


def _indicator_row(
    level1: Passage | None, level2: Passage, words: list[_Word], heading: GridRow
) -> GridRow:
    where = level2.where
    blank = passage("", where)
    cells = _four_cells(words, blank)
    by_role = dict(zip(("level3", "description", "target", "basis"), cells, strict=True)) | {
        "level1": level1 or blank,
        "level2": level2,
    }
    return tuple(by_role.get(role(forms().indicator, cell.text) or "", blank) for cell in heading)


def _four_cells(words: list[_Word], blank: Passage) -> list[Passage]:
    """The words as (name, description, target, basis): of all ways to put words of one line
    together, the best reading.
    """
    best: list[Passage] = []
    best_score = float("-inf")
    free = [index for index, (_, glued) in enumerate(words) if glued and index > 0]
    for choice in product((True, False), repeat=min(len(free), 8)):
        merged = {index for index, merge in zip(free, choice, strict=False) if merge}
        cells: list[Passage] = []
        score = 0.0
        for index, (word, glued) in enumerate(words):
            if index in merged:
                score -= _cost_of_joining(cells[-1].text, word.text)
                cells[-1] = join((cells[-1], passage(" ", word.where), word))
            else:
                score -= _cost_of_parting(words[index - 1][0].text, word.text) if glued else 0.0
                cells.append(word)
        placed = _placed(cells, blank)
        if read_target(placed[2].text).operator:
            score += 4
        score -= 1.5 * (4 - len(cells)) if _ends_in_target(cells) else 3 * abs(len(cells) - 4)
        if score > best_score:
            best, best_score = placed, score
    return best or [blank] * 4


def _ends_in_target(cells: list[Passage]) -> bool:
    """Whether the cells are name, description and target, or name and target: the basis of a target
    is often blank.
    """
    targets = [read_target(cell.text).operator is not None for cell in cells]
    return targets in ([False, False, True], [False, True])


def _cost_of_joining(left: str, right: str) -> float:
    """Chinese text has no blanks of its own; a blank between a figure and its sign or its unit is
    how some programs print them.
    """
    if left in _SIGNS:
        return 0.0
    if _CJK.match(left[-1]) and _CJK.match(right[0]):
        return 5.0
    return 0.5 if left[-1].isdigit() else 1.0


def _cost_of_parting(left: str, right: str) -> float:
    """A figure is not parted from its sign or its unit."""
    if left[-1] in _SIGNS:
        return 5.0
    return 3.0 if left[-1].isdigit() and (_CJK.match(right[0]) or right[0].isdigit()) else 0.0


def _placed(cells: list[Passage], blank: Passage) -> list[Passage]:
    """Cells in their columns: what is too much belongs to the last one, of three the one that is no
    target may be missing.
    """
    if len(cells) > 4:
        cells = [*cells[:3], join(cells[3:])]
    if (
        len(cells) == 3
        and read_target(cells[1].text).operator
        and not read_target(cells[2].text).operator
    ):
        return [cells[0], blank, cells[1], cells[2]]
    if len(cells) == 3 and document_number.find(
        cells[2].text
    ):  # a document is the basis of a target, never the target
        return [cells[0], cells[1], blank, cells[2]]
    if len(cells) == 2 and read_target(cells[1].text).operator:
        return [cells[0], blank, cells[1], blank]
    return [*cells, *[blank] * (4 - len(cells))]
