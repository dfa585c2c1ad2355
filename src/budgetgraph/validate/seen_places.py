"""Places as the reader of the file sees them: the sheet and cell of a workbook, the table, row and
column of a Word document or a web page, a paragraph by the heading above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from budgetgraph.disclosure import Disclosure, Table
from budgetgraph.document import Passage
from budgetgraph.document.list_marks import is_entry
from budgetgraph.document.personal_data import mask
from budgetgraph.document.where import Where
from budgetgraph.mapping import key_of
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.tables import map_tables
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.validate.findings import Finding, QuotedPassage

_LETTERS = 26
#: A heading is not longer, and ends with no full stop: 一、收支总体情况说明.
_LONGEST_HEADING = 40


class SeenPlaces:
    """Where the things of a disclosure stand in its file."""

    def __init__(self, disclosure: Disclosure, base: str = BASE) -> None:
        iris = Iris(base)
        key = key_of(disclosure)
        out = SourcedQuads(iris, iris.graph(key), disclosure.source)
        mapped = map_tables(out, iris.disclosure(key), disclosure)
        self._source = disclosure.source
        self._figures = dict(_figures(mapped))
        self._lines = dict(reversed(list(_lines(disclosure))))
        self._headings = list(_headings(disclosure.prose))

    def placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Give the findings with the cells of their passages, those of their consequences too."""
        return tuple(map(self._placed, findings))

    def _placed(self, finding: Finding) -> Finding:
        cells = [self._figures.get(node) for node in (finding.value_text, *finding.figures)]
        by_line = {where.first: where for where in reversed(cells) if where is not None}
        passages = tuple(self._passage(passage, by_line) for passage in finding.passages)
        return replace(finding, passages=passages, consequences=self.placed(finding.consequences))

    def _passage(self, passage: QuotedPassage, cells: dict[int, Where]) -> QuotedPassage:
        if passage.first_line is None or not self._source.has_cells:
            return passage
        where = cells.get(passage.first_line) or self._lines.get(passage.first_line)
        if where is None or where.row is None:
            if passage.table is not None:
                return passage
            return replace(passage, cell=self._below(passage.first_line))
        return replace(passage, cell=self.cell(where), where=where)

    def cell(self, where: Where) -> str | None:
        """Tell a cell, or a row, as its reader does: 收支总表!C25, 第 2 张表第 5 行第 3 列."""
        if where.table is None or where.row is None:
            return None
        sheets = self._source.sheets
        if sheets:
            return f"{mask(sheets[where.table - 1])}!{_address(where.row, where.column)}"
        column = f"第 {where.column} 列" if where.column is not None else ""
        return f"第 {where.table} 张表第 {where.row} 行{column}"

    def _below(self, line: int) -> str | None:
        """Name the heading that a line of the prose stands below."""
        above = [text for first, text in self._headings if first <= line]
        return f"“{above[-1]}”" if above else None


def _figures(tables: Iterable[MappedTable]) -> Iterator[tuple[str, Where]]:
    for table in tables:
        for row in table.rows:
            for figure, cell in zip(row.figures, row.row.cells, strict=True):
                yield figure.iri, cell.where


def _lines(disclosure: Disclosure) -> Iterator[tuple[int, Where]]:
    """Give the row that each line of the text is, where it is one."""
    for table in disclosure.tables:
        for row in table.rows:
            yield row.where.first, row.where
        yield from _head(table)
    for project in disclosure.projects:
        yield project.where.first, project.where
        for indicator in project.indicators:
            yield indicator.where.first, indicator.where


def _head(table: Table) -> Iterator[tuple[int, Where]]:
    if table.where.table is not None:
        yield table.where.first, replace(table.where, row=table.where.row or 1)


def _headings(prose: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    for passage in prose:
        text = passage.text
        if is_entry(text) and len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；")):
            yield passage.where.first, text


def _address(row: int, column: int | None) -> str:
    """Give a cell by its letters (row 25, column 3 → C25), a whole row as 25:25."""
    if column is None:
        return f"{row}:{row}"
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
