"""Rows of a table in the shape that its files are written from, as it is kept for each graph."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, compress

from budgetgraph.export.table_specs import TableSpec
from budgetgraph.store.answer import Value, text_of
from budgetgraph.store.answer_table import csv_lines

Cell = str | int | None
"""A cell of a column: a decimal is its text here."""

#: Types of columns whose cells are numbers; all others hold texts.
_WHOLE = frozenset({"integer", "year"})


@dataclass(frozen=True, slots=True)
class TableRows:
    """Some rows of a table: the cells of each column, and the rows as lines of CSV.

    To write a file of many rows costs little then: columns and lines are put behind each other.
    """

    columns: tuple[Sequence[Cell], ...]
    csv: bytes

    def __len__(self) -> int:
        return len(self.columns[0])

    def without(self, things: Collection[Cell]) -> TableRows:
        """Give the rows of other things than these: the first cell of a row names its thing."""
        stay = [thing not in things for thing in self.columns[0]]
        if all(stay):
            return self
        columns = tuple(list(compress(cells, stay)) for cells in self.columns)
        return TableRows(columns, csv_lines(zip(*columns, strict=True)))

    def columns_as_json(self) -> bytes:
        """Write the columns, for `of_json`."""
        return json.dumps(self.columns, ensure_ascii=False).encode()

    @classmethod
    def of_json(cls, columns: bytes, csv: bytes) -> TableRows:
        """Read what was kept of some rows."""
        return cls(tuple(json.loads(columns)), csv)


def table_rows(spec: TableSpec, rows: Sequence[tuple[Value, ...]]) -> TableRows:
    """Make them of the rows that the query of a table gives."""
    columns: list[Sequence[Cell]] = []
    for place, column in enumerate(spec.columns):
        cells = [row[place] for row in rows]
        columns.append([_cell(cell, column.type) for cell in cells])
    return TableRows(tuple(columns), csv_lines(rows))


def _cell(cell: Value, kind: str) -> Cell:
    if cell is None:
        return None
    if kind in _WHOLE and not isinstance(cell, Decimal):
        return cell
    return text_of(cell)


def joined(pieces: Sequence[TableRows]) -> TableRows:
    """Put rows behind each other; there is at least one piece."""
    columns = zip(*(piece.columns for piece in pieces), strict=True)
    behind = tuple(list(chain.from_iterable(cells)) for cells in columns)
    return TableRows(behind, b"".join(piece.csv for piece in pieces))
