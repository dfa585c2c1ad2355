"""The totals of a disclosure: of each measure the one figure to quote, and what it covers.

A row 合计 with 一般公共预算 120.00 and 上年结转 5.00 → total_expenditure, scope all+carry-over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.mapping.key_figures.catalogue import PROSE, TotalPlaces, catalogue
from budgetgraph.mapping.key_figures.of_prose import WholeAmount, stated_figures
from budgetgraph.mapping.key_figures.record import CARRY_OVER, KeyFigure
from budgetgraph.mapping.mapped_tables import MappedFigure, MappedRow, MappedTable

REVENUE = "total_revenue"


@dataclass(frozen=True, slots=True)
class _PrintedTotal:
    """A printed total: its amount, and where it stands."""

    amount: Decimal
    figure: MappedFigure
    row: MappedRow
    mapped: MappedTable

    @property
    def scope(self) -> str:
        """What the amount covers; money of earlier years is said where it is in it."""
        scope = catalogue().scope_of_table(self.mapped.table)
        return scope + CARRY_OVER if self._holds_carry_over() else scope

    def _holds_carry_over(self) -> bool:
        """Tell whether money of earlier years is in it: a column of its row, or a row above
        a 总计.
        """
        for figure in self.row.figures:
            is_beside = figure.iri != self.figure.iri and figure.amount
            if is_beside and catalogue().is_carry_over(figure.column.rpartition("/")[2]):
                return True
        return "总计" in self.row.row.item and any(map(_carries_over, self.mapped.rows))


def totals(
    tables: Sequence[MappedTable], stated: Sequence[WholeAmount], phase: str, year: int
) -> list[KeyFigure]:
    """Give the key figures of one phase and year: totals first, then what rows and columns name in
    words, then what the prose alone states.
    """
    by_measure = {
        stated_figure.measure: stated_figure
        for stated_figure in stated_figures(stated, phase, year)
    }
    figures: dict[str, KeyFigure] = {}
    for places in catalogue().totals:
        figure = _of_places(places, tables, by_measure.get(places.measure), phase, year)
        if figure is not None:
            figures[places.measure] = _with_carry_over(figure, figures.get(REVENUE))
    for figure in (*_named(tables, phase, year), *by_measure.values()):
        figures.setdefault(figure.measure, figure)
    return list(figures.values())


def _of_places(
    places: TotalPlaces,
    tables: Sequence[MappedTable],
    of_prose: KeyFigure | None,
    phase: str,
    year: int,
) -> KeyFigure | None:
    """Give the total at the first of its places that has one."""
    for place in places.places:
        of_table = _of_table(places, place, tables, phase, year)
        figure = of_prose if place == PROSE else of_table
        if figure is not None:
            return figure
    return None


def _of_table(
    places: TotalPlaces, table_type: str, tables: Sequence[MappedTable], phase: str, year: int
) -> KeyFigure | None:
    """Give the total that the tables of one type print; the largest, where a total and a subtotal
    stand there: 总计 holds what 本年合计 leaves out.
    """
    printed: list[_PrintedTotal] = []
    for mapped in tables:
        if mapped.table.type == table_type:
            printed += _printed_totals(places, mapped, phase)
    if not printed:
        return None
    total = max(printed, key=lambda candidate: candidate.amount)
    origins, certain = (total.figure.iri,), total.mapped.table.is_certain
    return KeyFigure(places.measure, total.amount, origins, total.scope, phase, year, certain)


def _printed_totals(
    places: TotalPlaces, mapped: MappedTable, phase: str
) -> Iterator[_PrintedTotal]:
    """Give the amounts in the total's column of each row of totals, on the total's side."""
    wanted = (places.column, phase)
    for row in mapped.rows:
        if not row.is_total or row.side not in (None, places.side):
            continue
        for figure in row.figures:
            if (figure.measure, figure.phase) == wanted and figure.amount is not None:
                yield _PrintedTotal(figure.amount, figure, row, mapped)


def _carries_over(row: MappedRow) -> bool:
    """Tell whether a row is of money of earlier years, and prints an amount of it."""
    if not catalogue().is_carry_over(row.row.item):
        return False
    return any(figure.amount for figure in row.figures)


def _with_carry_over(figure: KeyFigure, revenue: KeyFigure | None) -> KeyFigure:
    """Give the figure, said to hold money of earlier years where the revenue that it equals
    does.
    """
    if revenue is None or figure.amount != revenue.amount:
        return figure
    return figure.with_carry_over() if revenue.scope.endswith(CARRY_OVER) else figure


def _named(tables: Sequence[MappedTable], phase: str, year: int) -> Iterator[KeyFigure]:
    """Tell what rows or columns name in words, as receptions in a table of the three public
    expenses: of each measure the largest amount of each table that has it.
    """
    for mapped in tables:
        scope, certain = catalogue().scope_of_table(mapped.table), mapped.table.is_certain
        for measure, (amount, iri) in _largest(mapped, phase).items():
            yield KeyFigure(measure, amount, (iri,), scope, phase, year, certain)


def _largest(mapped: MappedTable, phase: str) -> dict[str, tuple[Decimal, str]]:
    """Give the largest amount of each measure that a table names in words, with its figure; the
    first one, where several are as large.
    """
    best: dict[str, tuple[Decimal, str]] = {}
    for row in mapped.rows:
        for figure in row.figures:
            amount, whole = figure.amount, figure.whole
            if whole is None or amount is None or figure.phase != phase:
                continue
            if whole not in best or amount > best[whole][0]:
                best[whole] = (amount, figure.iri)
    return best
