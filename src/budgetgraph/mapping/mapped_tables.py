"""What became of a table in the graph: the IRIs of its rows and figures, beside what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Row, Table


@dataclass(frozen=True, slots=True)
class MappedFigure:
    """One cell in the graph.

    `measure` is what its column measures, `whole` what it is the whole amount of; None where the
    catalogue does not say. `phase` is `approved` or `executed`. `amount` is in 元, None where the
    cell is no amount. `year` is that of the amount, `fund` its kind of money; None where that
    cannot be told.
    """

    iri: str
    column: str
    measure: str | None
    whole: str | None
    phase: str
    amount: Decimal | None
    year: int = 0
    fund: str | None = None


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row in the graph; `is_total` says that it is a total of the table or of its side."""

    iri: str
    row: Row
    is_total: bool
    figures: tuple[MappedFigure, ...]

    @property
    def side(self) -> str | None:
        """`收入` or `支出` where the row is one side of a table of two."""
        sides = {figure.column.partition("/")[0] for figure in self.figures}
        return next((side for side in SIDES if side in sides), None)


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One table in the graph."""

    iri: str
    table: Table
    rows: tuple[MappedRow, ...]


#: The two sides of a table of revenue and expenditure, as its columns begin.
SIDES = ("收入", "支出")
