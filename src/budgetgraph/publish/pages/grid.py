"""Put the rows of a table back into a grid, as it is printed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgetgraph.publish.pages.descriptions import Record
from budgetgraph.store.answer import Value

_NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?%?")
_REVENUE, _EXPENDITURE = "收入", "支出"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A table's row: the record that names it and, column by column, its figure or None."""

    record: Record
    cells: tuple[Record | None, ...]


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table as it is printed.

    Each line has a row. Where revenue and expenditure stand side by side, it has a second row.
    """

    columns: tuple[str, ...]
    right: tuple[str, ...]
    lines: tuple[tuple[GridRow | None, GridRow | None], ...]


class _Cells:
    """The cells of a table by row and column, and the columns in their printed order."""

    def __init__(self, cells: Iterable[Record]) -> None:
        self.rows: dict[Value, Record] = {}
        self.figures: dict[Value, dict[str, Record]] = {}
        ranks: dict[str, tuple[int, str]] = {}
        for cell in cells:
            self.rows.setdefault(cell["row"], cell)
            if cell["column"] is None:
                continue
            column = str(cell["column"])
            numeric = _NUMBER.fullmatch(str(cell["printed"])) is not None
            self.figures.setdefault(cell["row"], {})[column] = {**cell, "numeric": numeric}
            ranks[column] = _rank(cell["place"], column)
        self.columns = sorted(ranks, key=lambda column: ranks[column])

    def grid_row(self, iri: Value, columns: Sequence[str]) -> GridRow | None:
        """Make a row with these columns; None where there is no row."""
        if not iri:
            return None
        figures = self.figures.get(iri, {})
        return GridRow(self.rows[iri], tuple(figures.get(column) for column in columns))

    def on_the_right(self, right: Iterable[str]) -> set[Value]:
        """Choose the rows of the expenditure side.

        A row with figures belongs to the side of its columns. A row without any tells its side by
        its name only.
        """
        rows: set[Value] = set()
        for iri, record in self.rows.items():
            figures = self.figures.get(iri)
            if figures is None:
                belongs = _EXPENDITURE in str(record["item"])
            else:
                belongs = not figures.keys().isdisjoint(right)
            if belongs:
                rows.add(iri)
        return rows


def grid(cells: Iterable[Record]) -> TableGrid:
    """Make the grid of the section `cells`, in the table's order."""
    table = _Cells(cells)
    left, right = _sides(table.columns)
    lines: list[tuple[GridRow | None, GridRow | None]] = []
    if not right:
        for iri in table.rows:
            lines.append((table.grid_row(iri, left), None))
        return TableGrid(left, right, tuple(lines))
    for one_side, other_side in _pairs(table.rows, table.on_the_right(right)):
        lines.append((table.grid_row(one_side, left), table.grid_row(other_side, right)))
    return TableGrid(left, right, tuple(lines))


def _sides(columns: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the columns of a table that has revenue on the left and expenditure on the right.

    `收入/合计`, `支出/合计` → (`收入/合计`), (`支出/合计`). In every other table all columns are on the left.
    """
    right = tuple(column for column in columns if column.startswith(f"{_EXPENDITURE}/"))
    left = tuple(column for column in columns if column not in right)
    has_revenue = any(column.startswith(f"{_REVENUE}/") for column in left)
    if right and has_revenue:
        return left, right
    return tuple(columns), ()


def _pairs(rows: Mapping[Value, Record], on_the_right: set[Value]) -> Iterator[tuple[Value, Value]]:
    """Pair the rows of a two-sided table: two rows of one source line stand side by side."""
    waiting: Value = None
    for iri, record in rows.items():
        if waiting is not None and record["row_span"] == rows[waiting]["row_span"]:
            yield waiting, iri
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
            waiting = None
        if iri in on_the_right:
            yield None, iri
        else:
            waiting = iri
    if waiting is not None:
        yield waiting, None


def _rank(place: Value, column: str) -> tuple[int, str]:
    """Give a column's place as printed; one without a place comes last."""
    return int(place) if isinstance(place, int) else sys.maxsize, column
