"""Budget tables and the amounts that the prose states, as figures with their dimensions, their
money in 元 and their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from decimal import Decimal
from functools import lru_cache

from budgetgraph.disclosure import Cell, Disclosure, Row, Statement, Table
from budgetgraph.forms.amounts import counts_things, is_money_column
from budgetgraph.forms.column_paths import year_of_path
from budgetgraph.mapping.amounts import Amounts
from budgetgraph.mapping.cells.column_names import measure_by_name, why_no_measure
from budgetgraph.mapping.cells.column_phases import (
    column_phase,
    measure_in_phase,
    measure_of_figure,
)
from budgetgraph.mapping.cells.funds import fund_of_cell
from budgetgraph.mapping.corrections import map_correction
from budgetgraph.mapping.mapped_tables import SIDES, MappedFigure, MappedRow, MappedTable
from budgetgraph.mapping.partly_read import has_unread_cells
from budgetgraph.mapping.total_rows import total_rows
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values import codes
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.money import UNIT_MULTIPLIER, in_yuan

_is_money = lru_cache(maxsize=4096)(is_money_column)
_counts_things = lru_cache(maxsize=4096)(counts_things)
#: What stands for a character that the font of a page does not show.
_UNSHOWN = "\ufffd"
_PROPERTIES = {"function": "bg:function", "economic": "bg:economicClass"}


def map_tables(out: SourcedQuads, owner: str, disclosure: Disclosure) -> tuple[MappedTable, ...]:
    """Give every table of the disclosure `owner`, with its rows and figures; codes mean what they
    mean in its fiscal year.
    """
    seen: Counter[str] = Counter()
    mapped: list[MappedTable] = []
    for table in disclosure.tables:
        seen[table.type] += 1
        count = seen[table.type]
        key = table.type if count == 1 else f"{table.type}-{count}"
        iri = out.iris.part(owner, "table", key)
        _table(out, owner, iri, table)
        has_unshown = any(row.code and _shown(row.code) is None for row in table.rows)
        if has_unshown or has_unread_cells(disclosure, table):
            out.boolean(iri, "bg:partlyRead", True)
        rows = _Rows(out, iri, table, disclosure).mapped()
        mapped.append(MappedTable(iri, table, rows))
    return tuple(mapped)


def _table(out: SourcedQuads, owner: str, iri: str, table: Table) -> None:
    """Write what is said of a table as a whole."""
    out.a(iri, "bg:Table")
    out.link(iri, "bg:disclosure", owner)
    out.link(iri, "bg:tableType", out.iris.concept("table-type", table.type))
    out.zh(iri, "dcterms:title", table.title or _untitled(table.type))
    out.text(iri, "bg:scale", table.scale)
    multiplier = UNIT_MULTIPLIER.get(table.scale) if table.scale else None
    out.integer(iri, "sdmx-attribute:unitMult", multiplier)
    out.boolean(iri, "bg:empty", table.empty)
    if table.closes is not None:
        out.boolean(iri, "bg:closes", table.closes)
    out.cite(iri, table.where)


def _untitled(table_type: str) -> str:
    """Tell what to call a table that prints no title: the name of its type, and that it has no
    title.
    """
    concept = codes.concepts("table-types").get(table_type)
    name = concept.first("prefLabel") if concept else None
    return f"（无标题）{name or table_type}"


def column_order(rows: Iterable[Row]) -> list[str]:
    """Give the columns of a table in the order in which its rows print them.

    A row lacks its empty cells, so the order is that of all rows together; where they leave it open
    or contradict each other, the column that is met first comes first.
    """
    before: dict[str, set[str]] = {}
    for row in rows:
        above = ""
        for cell in row.cells:
            before.setdefault(cell.column, set())
            if above not in ("", cell.column):
                before[cell.column].add(above)
            above = cell.column
    order: list[str] = []
    waiting = list(before)
    while waiting:
        free = next((column for column in waiting if before[column] <= set(order)), waiting[0])
        order.append(free)
        waiting.remove(free)
    return order


def _shown(code: str | None) -> str | None:
    """Give a code whose characters the font shows all: `2080\ufffd` names no class."""
    return None if code is None or _UNSHOWN in code else code


def _class(out: SourcedQuads, code: str | None, year: int) -> tuple[str, str] | None:
    """Property and concept of the class that a row's code names in that year (`2080505`); None for
    no code or one of another kind.
    """
    kind = codes.kind(code) if code else None
    if code is None or kind is None:
        return None
    return _PROPERTIES[kind], out.iris.concept(kind, codes.concept_key(kind, code, year) or code)


class _Rows:
    """The rows of one table on their way into the graph."""

    def __init__(
        self, out: SourcedQuads, table_iri: str, table: Table, disclosure: Disclosure
    ) -> None:
        self._out = out
        self._owner = table_iri
        self._table = table
        self._disclosure = disclosure
        self._columns = {
            column: place for place, column in enumerate(column_order(table.rows), start=1)
        }
        self._amounts = Amounts(table, disclosure.year)
        self._totals = total_rows(table.rows)

    def mapped(self) -> tuple[MappedRow, ...]:
        """Write every row with its figures."""
        return tuple(self._row(place, row) for place, row in enumerate(self._table.rows))

    def _row(self, place: int, row: Row) -> MappedRow:
        out, iri = self._out, self._out.iris.row(self._owner, place + 1)
        out.a(iri, "bg:TableRow")
        out.link(iri, "bg:table", self._owner)
        out.integer(iri, "bg:position", place + 1)
        out.text(iri, "bg:item", row.item)
        out.text(iri, "bg:code", _shown(row.code))
        out.cite(iri, row.where)
        sides = {cell.column.partition("/")[0] for cell in row.cells if "/" in cell.column}
        for side in SIDES:
            if side in sides:
                out.text(iri, "bg:side", side)
        is_total = place in self._totals
        if is_total:
            out.boolean(iri, "bg:isTotal", True)
        named = _class(out, row.code, self._disclosure.year)
        if named is not None:
            out.link(iri, *named)
        figures = tuple(self._figure(iri, place, cell, named) for cell in row.cells)
        return MappedRow(iri, row, is_total, figures)

    def _figure(
        self, row_iri: str, place: int, cell: Cell, named: tuple[str, str] | None
    ) -> MappedFigure:
        row = self._table.rows[place]
        out, figure = self._out, self._out.fresh(self._out.iris.figure(row_iri, cell.column))
        out.a(figure, "bg:Figure")
        out.link(figure, "qb:dataSet", self._owner)
        out.link(figure, "bg:row", row_iri)
        if named is not None:
            out.link(figure, *named)
        out.integer(figure, "bg:columnPosition", self._columns[cell.column])
        phase = column_phase(cell, self._disclosure)
        counts = _counts_things(self._table.type, row.item)
        in_phase = None if counts else measure_in_phase(cell, self._table.type, self._disclosure)
        measure = measure_of_figure(in_phase, phase, self._disclosure)
        is_money = not counts and _is_money(self._table.type, cell.column)
        whole = self._amounts.of(row, cell) if is_money else None
        if counts:
            self._count(figure)
        else:
            self._measure(figure, cell, measure or whole)
        amount = _value(out, figure, cell, self._table.scale, is_money=is_money)
        out.link(figure, "bg:amountOf", _concept(out, whole))
        out.cite(figure, cell.where)
        map_correction(out, figure, cell.corrected)
        year = year_of_path(cell.headings, self._disclosure.year)
        fund = fund_of_cell(cell, row, self._table, in_phase, place in self._totals)
        return MappedFigure(figure, cell.column, in_phase, whole, phase, amount, year, fund)

    def _count(self, figure: str) -> None:
        """Write why a figure has no measure of money."""
        self._out.zh(figure, "skos:note", "这一行是数量，不是金额")
        self._out.en(figure, "skos:note", "the row counts things and holds no money")

    def _measure(self, figure: str, cell: Cell, measure: str | None) -> None:
        """Write what a figure measures, by the catalogue or its column's name, or why nothing."""
        year = self._disclosure.year
        known = measure or measure_by_name(cell.headings, self._table.type, year)
        self._out.link(figure, "bg:measure", _concept(self._out, known))
        if known is None:
            in_chinese, in_english = why_no_measure(cell.column, cell.headings, year)
            self._out.zh(figure, "skos:note", in_chinese)
            self._out.en(figure, "skos:note", in_english)


def _concept(out: SourcedQuads, measure: str | None) -> str | None:
    return out.iris.concept("measure", measure) if measure else None


def _value(
    out: SourcedQuads, figure: str, cell: Cell, scale: str | None, *, is_money: bool
) -> Decimal | None:
    """Give a cell's value as printed, and as money in 元 or as a count where it is a number; its
    scale unknown, it stays as printed. The money is given back.
    """
    out.text(figure, "bg:column", cell.column)
    out.text(figure, "bg:printed", cell.value)
    if not is_money:
        out.decimal(figure, "bg:quantity", decimal_or_none(cell.value))
        return None
    amount = in_yuan(cell.value, scale)
    out.decimal(figure, "bg:amount", amount)
    return amount


def map_statements(
    out: SourcedQuads,
    owner: str,
    statements: Iterable[Statement],
    fiscal_year: int,
    partly: Set[Statement] = frozenset(),
) -> list[str]:
    """Give every amount that the prose of the disclosure `owner` states: their IRIs, in their
    order.

    One without a year of its own is of the fiscal year. `partly` are those near which an
    amount was not read.
    """
    mapped: list[str] = []
    for statement in statements:
        year = fiscal_year if statement.year is None else statement.year
        iri = out.fresh(out.iris.statement(owner, statement.measure, year))
        out.a(iri, "bg:StatedFigure")
        out.link(iri, "bg:disclosure", owner)
        out.link(iri, "bg:measure", out.iris.concept("measure", statement.measure))
        out.text(iri, "bg:printed", statement.printed or statement.value)
        out.text(iri, "bg:unitText", statement.unit)
        map_correction(out, iri, statement.corrected)
        if statement.unit in UNIT_MULTIPLIER:
            out.decimal(iri, "bg:amount", in_yuan(statement.value, statement.unit))
        else:
            out.decimal(iri, "bg:quantity", decimal_or_none(statement.value))
        out.year(iri, "bg:forYear", year)
        phase = out.iris.concept("phase", statement.phase) if statement.phase else None
        out.link(iri, "bg:phase", phase)
        out.text(iri, "bg:subject", statement.subject)
        if statement in partly:
            out.boolean(iri, "bg:partlyRead", True)
        out.cite(iri, statement.where)
        mapped.append(iri)
    return mapped
