"""Places as the reader of the file sees them: the sheet and cell of a workbook, the table, row and
column of a Word document or a web page, a paragraph by the heading above it, the place on the paper
of a scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from budgetgraph.disclosure import Disclosure, Table
from budgetgraph.document.list_marks import is_entry
from budgetgraph.document.personal_data import mask
from budgetgraph.document.where import Where
from budgetgraph.mapping import key_of
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.tables import map_tables
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.values.sums import is_total_row

_LETTERS = 26
#: A heading is not longer, and ends with no full stop: 一、收支总体情况说明.
_LONGEST_HEADING = 40
_ENDS = ("。", "；")
#: A heading without a number holds none of these: 其他相关情况说明.
_INNER_MARK = re.compile("[。；，、：;,:]")
_POINTS_OF_CENTIMETRE = 72 / 2.54


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
        self._forms = _forms(disclosure)
        titles = {**_headings(disclosure), **_titles(disclosure), **self._forms}
        self._headings = sorted(titles.items())
        self._pictured = {place.first: place for place in reversed(disclosure.source.pictured)}

    def placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Give the findings with the cells of their passages, those of their consequences too."""
        return tuple(map(self._placed, findings))

    def _placed(self, finding: Finding) -> Finding:
        """Give a finding with the cells of its passages, and so its consequences."""
        by_line: dict[int, Where] = {}
        for node in reversed((finding.value_text, *finding.figures)):
            where = self._figures.get(node)
            if where is not None:
                by_line[where.first] = where
        passages: list[QuotedPassage] = []
        for passage in finding.passages:
            passages.append(self._passage(passage, by_line))
        consequences = self.placed(finding.consequences)
        return replace(finding, passages=tuple(passages), consequences=consequences)

    def _passage(self, passage: QuotedPassage, cells: dict[int, Where]) -> QuotedPassage:
        """Give a passage with the cell that its reader sees, or with the heading above it in
        running text, or the place on the paper of a scan.
        """
        line = passage.first_line
        if line in self._pictured:
            return replace(passage, cell=on_paper(cells.get(line, self._pictured[line])))
        if line is None or not self._source.has_cells:
            return passage
        where = cells.get(line, self._lines.get(line))
        if where is not None and where.row is not None:
            return replace(passage, cell=self.cell(where), where=where)
        if passage.table is not None:
            return passage
        heading = self._below(line)
        return replace(passage, cell=heading)

    def cell(self, where: Where) -> str | None:
        """Tell a cell, or a row, as its reader does: 收支总表!C25, 第 2 张表第 5 行第 3 列."""
        if where.table is None or where.row is None:
            return None
        sheets = self._source.sheets
        if sheets:
            sheet = mask(sheets[where.table - 1])
            return f"{sheet}!{_address(where.row, where.column)}"
        row = f"第 {where.table} 张表第 {where.row} 行"
        if where.column is None:
            return row
        return f"{row}第 {where.column} 列"

    def _below(self, line: int) -> str | None:
        """Name the heading that a line of the prose stands below."""
        heading: str | None = None
        for first, text in self._headings:
            is_itself = first == line and (is_entry(text) or line in self._forms)
            if first < line or is_itself:
                heading = f"“{text}”"
        return heading


def on_paper(where: Where) -> str | None:
    """Tell a place on the picture of a page, as a ruler finds it: 第 3 页，左起 21.9 cm、上起 7.2 cm.

    None for a place that was not recognised on a picture.
    """
    if where.picture is None:
        return None
    left = where.picture.x0 / _POINTS_OF_CENTIMETRE
    top = where.picture.top / _POINTS_OF_CENTIMETRE
    return f"第 {where.page} 页，左起 {left:.1f} cm、上起 {top:.1f} cm"


def _figures(tables: Iterable[MappedTable]) -> Iterator[tuple[str, Where]]:
    """Give the cell of each figure, by the IRI that the graph names it with."""
    for table in tables:
        for row in table.rows:
            for figure, cell in zip(row.figures, row.row.cells, strict=True):
                yield figure.iri, cell.where


def _lines(disclosure: Disclosure) -> Iterator[tuple[int, Where]]:
    """Give the row that each line of the text is, where it is one; in a workbook the cell of each
    line of running text, too.
    """
    if disclosure.source.sheets:
        for passage in disclosure.prose:
            yield from ((piece.where.first, piece.where) for piece in passage.pieces)
    for table in disclosure.tables:
        for row in table.rows:
            yield row.where.first, row.where
        yield from _head(table)
    for unclaimed in disclosure.unclaimed:
        yield from ((row[0].first, replace(row[0], column=None)) for row in unclaimed.places)
    for project in disclosure.projects:
        yield project.where.first, project.where
        for indicator in project.indicators:
            yield indicator.where.first, indicator.where


def _head(table: Table) -> Iterator[tuple[int, Where]]:
    """Give the first row of a table for its title, where the source counts rows."""
    if table.where.table is not None:
        yield table.where.first, replace(table.where, row=table.where.row or 1)


def _headings(disclosure: Disclosure) -> dict[int, str]:
    """Give the headings of the prose by their lines: 一、收支总体情况说明, 其他相关情况说明."""
    headings: dict[int, str] = {}
    for passage in disclosure.prose:
        text = passage.text
        has_number = is_entry(text) and not text.endswith(_ENDS)
        # The last row of an empty table may stand behind it as a paragraph.
        is_name = _INNER_MARK.search(text) is None and not is_total_row(text)
        is_heading = has_number or is_name
        if is_heading and len(text) <= _LONGEST_HEADING:
            headings[passage.where.first] = text
    return headings


def _titles(disclosure: Disclosure) -> dict[int, str]:
    """Give the titles of the tables by their lines: a note stands below that of its table."""
    return {table.where.first: table.title for table in disclosure.tables}


def _forms(disclosure: Disclosure) -> dict[int, str]:
    """Give the titles of the forms of projects by their lines: what is told of a whole project
    stands there, not below the table before it.
    """
    forms: dict[int, str] = {}
    for project in disclosure.projects:
        text = " ".join(disclosure.source.lines[project.where.first - 1].split())
        if text and len(text) <= _LONGEST_HEADING:
            forms[project.where.first] = mask(text)
    return forms


def _address(row: int, column: int | None) -> str:
    """Give a cell by its letters (row 25, column 3 → C25), a whole row as 25:25."""
    if column is None:
        return f"{row}:{row}"
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
