"""A form that came out one cell a line → its grid.

项目支出绩效目标表
项目名称 · 河道清淤 · 年度资金总额 · 60.00           a label, and what stands behind it
一级指标 · 二级指标 · 三级指标 · 指标值              the heading
产出指标 · 数量指标 · 清淤长度 · ≥12公里            a row from one name of a level to the next
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage, filled, passage
from budgetgraph.forms import forms, role
from budgetgraph.forms.title_kinds import FORM_TITLES
from budgetgraph.recognise.dumped.beside import beside
from budgetgraph.recognise.dumped.blank_lines.indicators import are_beside, rows_of
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.titles import is_part, title_of

_LEVELS = frozenset({"level1", "level2", "level3"})
#: A heading of fewer columns is none; so many of them may have words that are not known.
_FEWEST, _MOST_UNKNOWN = 3, 2
_LONGEST_HEADING = 12

_NOTHING = range(0)


def with_forms(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks, with the forms among them that stand one cell a line as grids."""
    run: list[Paragraph] = []
    for block in blocks:
        is_title = is_form_title(block)
        if is_title or isinstance(block, Grid):
            yield from _form(run)
            run = []
        if isinstance(block, Paragraph) and (run or is_title):
            run.append(block)
        else:
            yield block
    yield from _form(run)


def is_form_title(block: Block) -> bool:
    """Tell whether a line is the title of a form."""
    title = title_of(block) if isinstance(block, Paragraph) else None
    return title is not None and title.kind in FORM_TITLES


def _form(run: Sequence[Paragraph]) -> Iterator[Block]:
    """Give the title, the grid below it and what follows; the lines as they are where they make no
    form.
    """
    end = first_place(run[1:], _ends)
    body, following = (run[1:], ()) if end is None else (run[1 : end + 1], run[end + 1 :])
    lines = list(map(attrgetter("passage"), body))
    heading = heading_of(lines)
    rows, behind = _with_blanks(lines, heading) if heading else ([], 0)
    if not rows:
        yield from run
        return
    yield run[0]
    labelled = _labelled(lines[: heading.start])
    yield Grid((*labelled, _cells(lines, heading), *rows), guessed=True)
    yield from map(Paragraph, lines[behind:])
    yield from following


def _cells(lines: Sequence[Passage], places: range) -> GridRow:
    return tuple(lines[places.start : places.stop])


def _ends(line: Paragraph) -> bool:
    """Tell whether a line ends a form: it heads a part, or is another title."""
    return is_part(line) or title_of(line) is not None


def heading_of(lines: Sequence[Passage]) -> range:
    """Find the lines that are the heading: from the first one that names a level (一级指标) up to the
    first row; no lines where there is none.
    """
    start = first_place(lines, _heads_level)
    if start is None:
        return _NOTHING
    length = first_place(lines[start:], level_of) or 0
    words = [line.text.strip() for line in lines[start : start + length]]
    return range(start, start + length) if _are_heading(words) else _NOTHING


def _are_heading(words: Sequence[str]) -> bool:
    """Tell whether words are enough for a heading, short, and known to the catalogue."""
    longest = max(map(len, words), default=0)
    if len(words) < _FEWEST or longest > _LONGEST_HEADING:
        return False
    roles = [role(forms().indicator, word) for word in words]
    return roles.count(None) <= _MOST_UNKNOWN


def _heads_level(line: Passage) -> bool:
    """Tell whether a line heads the column of a level: 一级指标."""
    return role(forms().indicator, line.text.strip()) in _LEVELS


def level_of(line: Passage) -> str | None:
    """Give the level that a line is the name of: 产出指标 → level1; None for another line."""
    names = forms().indicator
    text = line.text.strip()
    for level in ("level1", "level2"):
        if text in names[f"{level}_names"]:
            return level
    return None


def _with_blanks(lines: Sequence[Passage], heading: range) -> tuple[list[GridRow], int]:
    """Give the rows below a heading, by their blank cells where these are told."""
    rows = rows_of(lines, heading, level_of)
    taken = len(list(filled(chain.from_iterable(rows))))
    return (rows, heading.stop + taken) if rows else _rows(lines, heading)


def _rows(lines: Sequence[Passage], heading: range) -> tuple[list[GridRow], int]:
    """Give the rows below a heading, and where what follows them begins.

    A row begins at the name of a first level, or of a second one below the same first. A row of
    another number of cells ends the table: nobody knows which of its cells lacks, and what is left
    comes back as one cell, which is no row of the table.
    """
    rows: list[GridRow] = []
    at = heading.stop
    while at < len(lines) and level_of(lines[at]) is not None:
        blank = _blank_first_level(lines[at])
        length = len(heading) - len(blank)
        cells = lines[at : at + length]
        is_whole = len(cells) == length and are_beside(cells, lines)
        if not is_whole or any(map(level_of, cells[2:])):
            break
        rows.append((*blank, *cells))
        at += length
    is_left = any(map(level_of, lines[at:]))
    if rows and is_left:
        rows.append((beside(lines[at:]),))
        at = len(lines)
    return rows, at


def _blank_first_level(line: Passage) -> GridRow:
    """Give the blank cell in front of a row that begins with its second level; none in front of
    another row.
    """
    return () if level_of(line) == "level1" else (passage("", line.where),)


def _labelled(lines: Sequence[Passage]) -> Iterator[GridRow]:
    """Give the lines above the heading as rows: a label begins one, with the lines that follow
    it.
    """
    row: list[Passage] = []
    for line in lines:
        if row and label_of(line.text.strip()) is not None:
            yield tuple(row)
            row = []
        row.append(line)
    if row:
        yield tuple(row)
