"""Rows of an indicator table in plain text: words between blanks, put together into name,
description, target and basis by what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from budgetgraph.document import GridRow, Paragraph, Passage, join, passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.dumped import aligned_words
from budgetgraph.values import document_number
from budgetgraph.values.target import read_target

_SIGNS = frozenset("≥≤≧≦><=＞＜＝")
_CJK = re.compile(r"[㐀-鿿]")


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
    level1: Passage | None = None
    level2: Passage | None = None
    rest: list[tuple[Passage, bool]] = []
    words = [word for segment in body for word in _tokens(segment)]
    for index, (token, glued) in enumerate(words):
        level = _level(token.text, words[index + 1][0].text if index + 1 < len(words) else "")
        starts = not glued or (level == 2 and level2 is None and not rest)
        if level is None or not starts or (level == 2 and level2 is not None and not rest):
            rest.append((token, glued))
            continue
        if level2 is not None:
            yield _indicator_row(level1, level2, rest, heading)
            level1, level2 = None, None
        level1, level2 = (token, None) if level == 1 else (level1, token)
        rest = []
    if level2 is not None:
        yield _indicator_row(level1, level2, rest, heading)


def _level(text: str, following: str) -> int | None:
    """The level that a name belongs to; one that may be either (满意度指标) is the first where a second
    level stands behind it.
    """
    first, second = (text in forms().indicator[f"level{level}_names"] for level in (1, 2))
    if first and second:
        return 1 if following in forms().indicator["level2_names"] else 2
    return 1 if first else 2 if second else None


def _tokens(segment: Paragraph) -> Iterator[tuple[Passage, bool]]:
    """The words of a line, each with whether a blank in the same line stands before it; a wrapped
    cell is one word.
    """
    if len(segment.passage.pieces) > 1:
        yield segment.passage, False
        return
    for index, word in enumerate(segment.text.split()):
        yield passage(word, segment.where), index > 0


def _indicator_row(
    level1: Passage | None, level2: Passage, words: list[tuple[Passage, bool]], heading: GridRow
) -> GridRow:
    where = level2.where
    blank = passage("", where)
    cells = _four_cells(words, blank)
    by_role = dict(zip(("level3", "description", "target", "basis"), cells, strict=True)) | {
        "level1": level1 or blank,
        "level2": level2,
    }
    return tuple(by_role.get(role(forms().indicator, cell.text) or "", blank) for cell in heading)


def _four_cells(words: list[tuple[Passage, bool]], blank: Passage) -> list[Passage]:
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
