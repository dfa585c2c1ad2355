"""The totals of a disclosure: of each measure the one figure to quote, and what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.mapping.key_figures.catalogue import PROSE, TotalPlaces, catalogue
from budgetgraph.mapping.key_figures.record import CARRY_OVER, KeyFigure
from budgetgraph.mapping.mapped_tables import MappedFigure, MappedRow, MappedTable
from budgetgraph.mapping.phases import APPROVED, EXECUTED
from budgetgraph.values.money import in_yuan

REVENUE = "total_revenue"
#: A printed total: its amount, and where it stands.
_PrintedTotal = tuple[Decimal, MappedFigure, MappedRow, MappedTable]


@dataclass(frozen=True, slots=True)
class WholeAmount:
    """An amount in prose that is of the whole body; `iri` is its node, None where it has none."""

    statement: Statement
    iri: str | None
    amount: Decimal
    year: int
    phase: str


def stated_wholes(disclosure: Disclosure, iris: Mapping[int, str], phase: str) -> list[WholeAmount]:
    """The amounts of the prose that are of the whole body, in their order.

    `iris` are the nodes of the statements by their positions; `phase` is the disclosure's.
    """
    found: list[WholeAmount] = []
    for position, statement in enumerate(disclosure.statements):
        amount = in_yuan(statement.value, statement.unit)
        if amount is None or statement.subject or not catalogue().is_whole(statement.measure):
            continue
        year = disclosure.year if statement.year is None else statement.year
        own = {"executed": EXECUTED, "budgeted": APPROVED}.get(statement.phase or "", phase)
        found.append(WholeAmount(statement, iris.get(position), amount, year, own))
    return found


def totals(
    tables: Sequence[MappedTable], stated: Sequence[WholeAmount], phase: str, year: int
) -> list[KeyFigure]:
    """The key figures of one phase and year: totals first, then what rows and columns name in
    words, then what the prose alone states.
    """
    found: dict[str, KeyFigure] = {}
    for places in catalogue().totals:
        figure = _of_places(places, tables, stated, phase, year)
        if figure is not None:
            found[places.measure] = _with_carry_over(figure, found.get(REVENUE))
    for figure in [*_named(tables, phase, year), *_of_prose(stated, phase, year)]:
        found.setdefault(figure.measure, figure)
    return list(found.values())


def recalled(stated: Sequence[WholeAmount], own_year: int) -> list[KeyFigure]:
    """What the prose says of other years: the first amount of each measure, phase and year."""
    others = [one for one in stated if one.year != own_year and one.iri is not None]
    keys = dict.fromkeys((one.phase, one.year) for one in others)
    return [figure for phase, year in keys for figure in _of_prose(others, phase, year)]


def _of_places(
    places: TotalPlaces,
    tables: Sequence[MappedTable],
    stated: Sequence[WholeAmount],
    phase: str,
    year: int,
) -> KeyFigure | None:
    """The total at the first of its places that has one."""
    for place in places.places:
        if place == PROSE:
            of_prose = {one.measure: one for one in _of_prose(stated, phase, year)}
            found = of_prose.get(places.measure)
        else:
            found = _of_table(places, place, tables, phase, year)
        if found is not None:
            return found
    return None


def _of_table(
    places: TotalPlaces, table_type: str, tables: Sequence[MappedTable], phase: str, year: int
) -> KeyFigure | None:
    """The total that the tables of one type print; the largest, where a total and a subtotal stand
    there: 总计 holds what 本年合计 leaves out.
    """
    found: list[_PrintedTotal] = []
    for mapped in tables:
        if mapped.table.type == table_type:
            found += _printed_totals(places, mapped, phase)
    if not found:
        return None
    amount, figure, row, mapped = max(found, key=lambda one: one[0])
    scope = catalogue().scope_of_table(mapped.table.type, mapped.table.title)
    if _holds_carry_over(row, figure, mapped):
        scope += CARRY_OVER
    certain = mapped.table.closes is not False
    return KeyFigure(places.measure, amount, (figure.iri,), scope, phase, year, certain)


def _printed_totals(
    places: TotalPlaces, mapped: MappedTable, phase: str
) -> Iterator[_PrintedTotal]:
    """The amounts in the total's column of each row of totals, on the total's side."""
    for row in mapped.rows:
        if not row.is_total or row.side not in (None, places.side):
            continue
        for figure in row.figures:
            is_wanted = figure.measure == places.column and _counts(figure, phase)
            if is_wanted and figure.amount is not None:
                yield figure.amount, figure, row, mapped


def _counts(figure: MappedFigure, phase: str) -> bool:
    return figure.amount is not None and figure.phase == phase


def _holds_carry_over(row: MappedRow, total: MappedFigure, mapped: MappedTable) -> bool:
    """Whether a total holds money of earlier years: a column of its row, or a row above a 总计."""
    for one in row.figures:
        is_beside = one.iri != total.iri and one.amount
        if is_beside and catalogue().is_carry_over(one.column.rpartition("/")[2]):
            return True
    return "总计" in row.row.item and any(map(_carries_over, mapped.rows))


def _carries_over(row: MappedRow) -> bool:
    """Whether a row is of money of earlier years, and prints an amount of it."""
    if not catalogue().is_carry_over(row.row.item):
        return False
    return any(figure.amount for figure in row.figures)


def _with_carry_over(figure: KeyFigure, revenue: KeyFigure | None) -> KeyFigure:
    """The figure, said to hold money of earlier years where the revenue that it equals does."""
    if revenue is None or figure.amount != revenue.amount:
        return figure
    return figure.with_carry_over() if revenue.scope.endswith(CARRY_OVER) else figure


def _named(tables: Sequence[MappedTable], phase: str, year: int) -> Iterator[KeyFigure]:
    """What rows or columns name in words, as receptions in a table of the three public expenses: of
    each measure the largest amount of the first table that has it.
    """
    for mapped in tables:
        best: dict[str, MappedFigure] = {}
        figures = [figure for row in mapped.rows for figure in row.figures]
        for figure in figures:
            if figure.whole is None or figure.amount is None or not _counts(figure, phase):
                continue
            known = best.get(figure.whole)
            if known is None or known.amount is None or figure.amount > known.amount:
                best[figure.whole] = figure
        scope = catalogue().scope_of_table(mapped.table.type, mapped.table.title)
        certain = mapped.table.closes is not False
        for measure, figure in best.items():
            if figure.amount is not None:
                origins = (figure.iri,)
                yield KeyFigure(measure, figure.amount, origins, scope, phase, year, certain)


def _of_prose(stated: Sequence[WholeAmount], phase: str, year: int) -> Iterator[KeyFigure]:
    """What the prose states for a year: the first amount of each measure, doubtful where it states
    another one, too.
    """
    own = [one for one in stated if one.phase == phase and one.year == year]
    for measure in dict.fromkeys(one.statement.measure for one in own):
        every = [one for one in own if one.statement.measure == measure]
        first = every[0]
        place = None if first.iri else first.statement.where
        yield KeyFigure(
            measure=measure,
            amount=first.amount,
            origins=tuple(filter(None, [first.iri])),
            scope=catalogue().scope_of_statement(measure),
            phase=phase,
            year=year,
            certain=len({one.amount for one in every}) == 1,
            where=place,
        )
