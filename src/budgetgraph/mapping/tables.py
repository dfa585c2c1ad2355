"""Budget tables and the amounts that the prose states, as figures with their dimensions, their
money in 元 and their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from budgetgraph.disclosure import Row, Statement, Table
from budgetgraph.forms import column_measure
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.mapping.amounts import Amounts
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values import codes
from budgetgraph.values.money import UNIT_MULTIPLIER, decimal_or_none, in_yuan

_SIDES = ("收入", "支出")
#: A table asks the same few headings for every cell, and each answer takes a dozen patterns.
_measure = lru_cache(maxsize=4096)(column_measure)
_is_money = lru_cache(maxsize=4096)(is_money_column)
_PROPERTIES = {"function": "bg:function", "economic": "bg:economicClass"}


def map_tables(out: SourcedQuads, owner: str, tables: Iterable[Table], year: int) -> None:
    """Every table of the disclosure `owner`, with its rows and figures; codes mean what they mean
    in the fiscal year `year`.
    """
    seen: Counter[str] = Counter()
    for table in tables:
        seen[table.type] += 1
        count = seen[table.type]
        iri = out.iris.part(owner, "table", table.type if count == 1 else f"{table.type}-{count}")
        out.a(iri, "bg:Table")
        out.link(iri, "bg:disclosure", owner)
        out.link(iri, "bg:tableType", out.iris.concept("table-type", table.type))
        out.zh(iri, "dcterms:title", table.title or _untitled(table.type))
        out.text(iri, "bg:scale", table.scale)
        out.integer(
            iri,
            "sdmx-attribute:unitMult",
            UNIT_MULTIPLIER.get(table.scale) if table.scale else None,
        )
        out.boolean(iri, "bg:empty", table.empty)
        out.cite(iri, table.where)
        columns = {column: place for place, column in enumerate(column_order(table.rows), start=1)}
        amounts = Amounts(table, year)
        for position, row in enumerate(table.rows, start=1):
            _row(out, iri, table, row, position, year, columns, amounts)


def _untitled(table_type: str) -> str:
    """What to call a table that prints no title: the name of its type, and that it has no title."""
    concept = codes.concepts("table-types").get(table_type)
    name = concept.first("prefLabel") if concept else None
    return f"（无标题）{name or table_type}"


def column_order(rows: Iterable[Row]) -> list[str]:
    """The columns of a table in the order in which its rows print them.

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


def _class(out: SourcedQuads, code: str | None, year: int) -> tuple[str, str] | None:
    """Property and concept of the class that a row's code names in that year (`2080505`); None for
    no code or one of another kind.
    """
    kind = codes.kind(code) if code else None
    if code is None or kind is None:
        return None
    return _PROPERTIES[kind], out.iris.concept(kind, codes.concept_key(kind, code, year) or code)


def _row(
    out: SourcedQuads,
    owner: str,
    table: Table,
    row: Row,
    position: int,
    year: int,
    columns: dict[str, int],
    amounts: Amounts,
) -> None:
    iri = out.iris.row(owner, position)
    out.a(iri, "bg:TableRow")
    out.link(iri, "bg:table", owner)
    out.integer(iri, "bg:position", position)
    out.text(iri, "bg:item", row.item)
    out.text(iri, "bg:code", row.code)
    out.cite(iri, row.where)
    sides = {cell.column.partition("/")[0] for cell in row.cells if "/" in cell.column}
    for side in _SIDES:
        out.text(iri, "bg:side", side if side in sides else None)
    named = _class(out, row.code, year)
    if named is not None:
        out.link(iri, *named)
    for cell in row.cells:
        figure = out.fresh(out.iris.figure(iri, cell.column))
        out.a(figure, "bg:Figure")
        out.link(figure, "qb:dataSet", owner)
        out.link(figure, "bg:row", iri)
        if named is not None:
            out.link(figure, *named)
        out.integer(figure, "bg:columnPosition", columns[cell.column])
        measure = _measure(cell.column, year)
        concept = out.iris.concept("measure", measure) if measure else None
        out.link(figure, "bg:measure", concept)
        _value(out, figure, table, cell.column, cell.value)
        whole = amounts.of(row, cell.column)
        out.link(figure, "bg:amountOf", out.iris.concept("measure", whole) if whole else None)
        out.cite(figure, cell.where)


def _value(out: SourcedQuads, figure: str, table: Table, column: str, printed: str) -> None:
    """A cell's value as printed, and as money in 元 or as a count where it is a number; its scale
    unknown, it stays as printed.
    """
    out.text(figure, "bg:column", column)
    out.text(figure, "bg:printed", printed)
    if not _is_money(table.type, column):
        out.decimal(figure, "bg:quantity", decimal_or_none(printed))
    else:
        out.decimal(figure, "bg:amount", in_yuan(printed, table.scale))


def map_statements(
    out: SourcedQuads, owner: str, statements: Iterable[Statement], fiscal_year: int
) -> list[str]:
    """Every amount that the prose of the disclosure `owner` states: their IRIs, in their order.

    One without a year of its own is of the fiscal year.
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
        if statement.unit in UNIT_MULTIPLIER:
            out.decimal(iri, "bg:amount", in_yuan(statement.value, statement.unit))
        else:
            out.decimal(iri, "bg:quantity", decimal_or_none(statement.value))
        out.year(iri, "bg:forYear", year)
        phase = out.iris.concept("phase", statement.phase) if statement.phase else None
        out.link(iri, "bg:phase", phase)
        out.text(iri, "bg:subject", statement.subject)
        out.cite(iri, statement.where)
        mapped.append(iri)
    return mapped
