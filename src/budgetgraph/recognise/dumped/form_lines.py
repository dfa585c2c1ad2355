"""A form that came out one cell a line → its grid.

项目支出绩效目标表
项目名称 · 河道清淤 · 年度资金总额 · 60.00           a label, and what stands behind it
一级指标 · 二级指标 · 三级指标 · 指标值              the heading
产出指标 · 数量指标 · 清淤长度 · ≥12公里            a row from one name of a level to the next
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage, join, passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.titles import is_part, title_of

_KINDS = frozenset({"project", "generic_project", "department"})
_LEVELS = frozenset({"level1", "level2", "level3"})
#: A heading of fewer columns is none; so many of them may have words that are not known.
_FEWEST, _MOST_UNKNOWN = 3, 2
_LONGEST_HEADING = 12


def with_forms(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the forms among them that stand one cell a line as grids."""
    run: list[Paragraph] = []
    for block in blocks:
        is_title = isinstance(block, Paragraph) and _is_title(block)
        if is_title or isinstance(block, Grid):
            yield from _form(run)
            run = []
        if isinstance(block, Paragraph) and (run or is_title):
            run.append(block)
        else:
            yield block
    yield from _form(run)


def _is_title(paragraph: Paragraph) -> bool:
    found = title_of(paragraph)
    return found is not None and found.kind in _KINDS


def _form(run: Sequence[Paragraph]) -> Iterator[Block]:
    """The title, the grid below it and what follows; the lines as they are where they make no form."""
    end = next((at for at, line in enumerate(run) if at > 0 and _ends(line)), len(run))
    lines = [line.passage for line in run[1:end]]
    start, width = _heading(lines)
    rows, behind = _rows(lines, start + width, width) if width else ([], 0)
    if not rows:
        yield from run
        return
    if behind < len(lines) and _level(lines[behind]) is not None:
        rows.append((_joined(lines[behind:]),))
        behind = len(lines)
    yield run[0]
    yield Grid((*_labelled(lines[:start]), tuple(lines[start : start + width]), *rows))
    yield from (Paragraph(line) for line in lines[behind:])
    yield from run[end:]


def _ends(line: Paragraph) -> bool:
    return is_part(line) or title_of(line) is not None


def _heading(lines: Sequence[Passage]) -> tuple[int, int]:
    """Where the words of a heading begin, and how many they are; no words where there is none."""
    for start, line in enumerate(lines):
        if role(forms().indicator, line.text.strip()) not in _LEVELS:
            continue
        end = next((at for at in range(start, len(lines)) if _level(lines[at])), start)
        words = [line.text.strip() for line in lines[start:end]]
        unknown = [text for text in words if role(forms().indicator, text) is None]
        is_heading = all(len(text) <= _LONGEST_HEADING for text in words)
        if is_heading and len(words) >= _FEWEST and len(unknown) <= _MOST_UNKNOWN:
            return start, len(words)
        return 0, 0
    return 0, 0


def _level(line: Passage) -> str | None:
    """The level that a line names: 产出指标 → level1."""
    names = forms().indicator
    text = line.text.strip()
    return next((key for key in ("level1", "level2") if text in names[f"{key}_names"]), None)


def _rows(lines: Sequence[Passage], start: int, width: int) -> tuple[list[GridRow], int]:
    """The rows below a heading of so many columns, and where what follows them begins.

    A row begins at the name of a first level, or of a second one below the same first. A row of
    another number of cells ends the table: nobody knows which of its cells lacks, and what is left
    comes back as one cell, which is no row of the table.
    """
    rows: list[GridRow] = []
    at = start
    while at < len(lines) and _level(lines[at]) is not None:
        is_first = _level(lines[at]) == "level1"
        length = width if is_first else width - 1
        cells = lines[at : at + length]
        if len(cells) < length or any(map(_level, cells[2:])):
            break
        blank = [] if is_first else [passage("", cells[0].where)]
        rows.append((*blank, *cells))
        at += length
    return rows, at


def _joined(lines: Sequence[Passage]) -> Passage:
    blank = passage(" ", lines[0].where)
    return join([part for line in lines for part in (line, blank)])


def _labelled(lines: Sequence[Passage]) -> Iterator[GridRow]:
    """The lines above the heading: a label begins a row, with the lines that follow it."""
    row: list[Passage] = []
    for line in lines:
        if row and label_of(line.text.strip()) is not None:
            yield tuple(row)
            row = []
        row.append(line)
    if row:
        yield tuple(row)
