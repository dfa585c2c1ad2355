"""Which lines hold a value of the disclosure.

A value may name more lines than its text takes up: a form's place is the whole form, the place of a
row covers both halves of one that a page break tore. Only a line that holds a piece of the text
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import filterfalse
from operator import attrgetter

from budgetgraph.disclosure import Disclosure, Indicator, Performance, Project, Row, Table, Unit
from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.recognise import Recognised, TableClaim

#: What parts the cells of a line: tabs, bars, tags, two blanks or more.
_CELLS = re.compile(r"\t|\||<[^<>]{0,200}>| {2,}|　")
#: What a label ends with, before its value in one cell.
_LABEL = re.compile(r"^[^:]{1,20}:")
_CHINESE = re.compile("[㐀-鿿]")
#: A shorter piece of a line says too little to be a piece of a longer text.
_SHORTEST_PIECE = 2


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A text of the disclosure and the lines that it names."""

    text: str
    where: Where


def read_lines(recognised: Recognised, disclosure: Disclosure, stated: Iterable[Where]) -> set[int]:
    """Give the numbers of the lines that hold a value. `stated` are the places of the amounts that
    were read in the running text.
    """
    lines = disclosure.source.lines
    numbers: set[int] = set()
    for where in (*_whole_places(recognised, disclosure), *stated):
        numbers.update(range(where.first, where.last + 1))
    pieces: dict[int, tuple[str, ...]] = {}
    for value in _values(recognised, disclosure):
        text = fold(value.text)
        open_lines = range(max(value.where.first, 1), min(value.where.last, len(lines)) + 1)
        for number in filterfalse(numbers.__contains__, open_lines):
            if number not in pieces:
                pieces[number] = pieces_of(lines[number - 1])
            if text and any(is_piece(piece, text) for piece in pieces[number]):
                numbers.add(number)
    return numbers


def pieces_of(line: str) -> tuple[str, ...]:
    """Cut a line into its cells, the cells into label and value, and the line at its blanks, all
    folded.

    `项目名称：清淤 | 60.00` → 项目名称:清淤, 清淤, 60.00
    """
    cells = list(filter(None, map(fold, _CELLS.split(line))))
    values = [_LABEL.sub("", cell) for cell in cells]
    words = list(map(fold, line.split()))
    return tuple(dict.fromkeys(filter(None, (*cells, *values, *words))))


def is_piece(piece: str, text: str) -> bool:
    """Tell whether a cell of a line holds the text, or is a part of it that a line break tore.

    One character alone has to be the whole of both, or the Chinese end of a text: 率 of 参保率.
    """
    if min(len(piece), len(text)) >= _SHORTEST_PIECE:
        return text in piece or piece in text
    is_end = _CHINESE.fullmatch(piece) is not None and text.endswith(piece)
    return is_end or piece == text


# --- values that stand in their place as a whole --------------------------------------------------
def _whole_places(recognised: Recognised, disclosure: Disclosure) -> Iterator[Where]:
    """Give the places of titles, captions, and of amounts and numbers, each with nothing else."""
    yield from _first_captions(recognised)
    department = disclosure.department
    if department is not None and department.where is not None:
        yield department.where
    for claim in recognised.tables:
        yield claim.title.where
    for project in disclosure.projects:
        yield project.title
        yield from _amounts(project)
    yield from map(attrgetter("where"), disclosure.statements)
    if disclosure.performance is not None:
        yield disclosure.performance.title
    for document in disclosure.documents:
        yield from map(attrgetter("where"), document.mentions)


def _first_captions(recognised: Recognised) -> Iterator[Where]:
    seen: set[str] = set()
    for caption in recognised.captions:
        if fold(caption.text) not in seen:
            seen.add(fold(caption.text))
            yield caption.where


def _amounts(project: Project) -> Iterator[Where]:
    for amount in (project.total, project.fiscal, project.other):
        if amount is not None:
            yield amount.where


# --- values whose place may be wider than their text ----------------------------------------------
def _values(recognised: Recognised, disclosure: Disclosure) -> Iterator[PlacedValue]:
    for unit in disclosure.units:
        yield from _of_unit(unit)
    for listed in recognised.units:
        yield from _words(listed.heading)
    for table, claim in zip(disclosure.tables, recognised.tables, strict=True):
        yield from _of_table(table, claim)
    for project in disclosure.projects:
        yield from _of_project(project)
    if disclosure.performance is not None:
        yield from _of_performance(disclosure.performance)


def _of_unit(unit: Unit) -> Iterator[PlacedValue]:
    for text in (unit.name, unit.code, unit.nature, unit.rank, unit.funding):
        if text:
            yield PlacedValue(text, unit.where)


def _of_table(table: Table, claim: TableClaim) -> Iterator[PlacedValue]:
    """Give the rows of a table, and the words of its first heading that name its columns."""
    names: set[str] = set()
    for row in table.rows:
        yield from _of_row(row)
        names.update(fold(cell.column) for cell in row.cells)
    for fragment in claim.fragments[:1]:
        for heading in fragment.heading:
            named = (cell for cell in heading if cell and _names_column(cell, names))
            yield from _words(list(named))


def _names_column(cell: Passage, names: set[str]) -> bool:
    """Tell whether a word of a heading stands in the name of a column with values."""
    word = fold(cell.text)
    return any(word in name for name in names)


def _words(cells: Sequence[Passage]) -> Iterator[PlacedValue]:
    for cell in cells:
        if cell:
            yield PlacedValue(cell.text, cell.where)


def _of_row(row: Row) -> Iterator[PlacedValue]:
    yield PlacedValue(row.item, row.where)
    if row.code:
        yield PlacedValue(row.code, row.where)
    for cell in row.cells:
        yield PlacedValue(cell.printed or cell.value, cell.where)


def _of_project(project: Project) -> Iterator[PlacedValue]:
    texts = [project.name, project.code, project.purpose, project.overview]
    if project.unit is not None:
        texts += [project.unit.name, project.unit.code]
    texts += list(map(str, project.basis_documents))
    for text in filter(None, texts):
        yield PlacedValue(text, project.where)
    for entry in project.schedule:
        yield PlacedValue(entry.by, project.where)
        yield PlacedValue(entry.value, entry.where)
    for goal in project.goals:
        yield PlacedValue(goal.text, goal.where)
    for indicator in project.indicators:
        yield from _of_indicator(indicator)


def _of_performance(performance: Performance) -> Iterator[PlacedValue]:
    for goal in performance.goals:
        yield PlacedValue(goal.text, goal.where)
    for indicator in performance.indicators:
        yield from _of_indicator(indicator)


def _of_indicator(indicator: Indicator) -> Iterator[PlacedValue]:
    """Give the texts of an indicator, the columns that are not known included."""
    texts = [indicator.level1, indicator.level2, indicator.level3, indicator.description]
    texts += [indicator.basis, indicator.achieved, indicator.score, indicator.reason]
    texts += [text for _, text in indicator.other]
    if indicator.target is not None:
        texts.append(indicator.target.text)
    for text in filter(None, texts):
        yield PlacedValue(text, indicator.where)
