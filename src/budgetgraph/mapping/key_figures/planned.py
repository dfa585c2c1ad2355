"""What final accounts say in their prose that was planned for a class.

社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）年初预算为54.53万元 → 54.53 万元
planned for 2080501, where a table of the paper prints these three names at 208, 20805 and 2080501.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Row, Statement
from budgetgraph.forms import fold
from budgetgraph.mapping.key_figures.record import ClassFigure, KeyFigure
from budgetgraph.mapping.mapped_tables import MappedRow, MappedTable
from budgetgraph.mapping.phases import APPROVED, EXECUTED
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

_MEASURE, _PHASE = "class_expenditure", "budgeted"
#: The names of a path of classes: 某支出（类）某事务（款）某项目（项）, folded.
_LEVEL = re.compile(r"([^()]{1,60}+)\([类款项]\)")
_LENGTHS = (3, 5, 7)


def planned_classes(
    disclosure: Disclosure, tables: Sequence[MappedTable], scope: str
) -> Iterator[ClassFigure]:
    """Give the planned amounts of classes, each at its place in the prose.

    One whose class no table of the paper prints is left out, and so is one of a class that spent
    other money than the general public budget's, which is all that the prose speaks of.
    """
    mixed = _of_other_money(tables)
    by_path = _paths(_coded_rows(tables))
    year = disclosure.year
    for statement in filter(_is_plan, disclosure.statements):
        row = _row_of(statement, by_path)
        code = None if row is None else row.code
        amount = in_yuan(statement.value, statement.unit)
        if row is None or code is None or amount is None or code in mixed:
            continue
        figure = KeyFigure("total", amount, (), scope, APPROVED, year, where=statement.where)
        yield ClassFigure(figure, "function", code, row.item, is_leaf=True)


def _is_plan(statement: Statement) -> bool:
    """Tell whether a statement says what was planned for a class."""
    return (statement.measure, statement.phase) == (_MEASURE, _PHASE)


def _coded_rows(tables: Sequence[MappedTable]) -> list[Row]:
    """Give the rows of all tables that have a code."""
    rows: list[Row] = []
    for mapped in tables:
        rows += [mapped_row.row for mapped_row in mapped.rows if mapped_row.row.code]
    return rows


def _of_other_money(tables: Sequence[MappedTable]) -> set[str]:
    """Give the classes whose amount in the summary is not that of the general public budget."""
    summary = _spent(tables, "expenditure_summary")
    general = _spent(tables, "general_public_expenditure")
    return {code for code, amount in summary.items() if general.get(code, amount) != amount}


def _spent(tables: Sequence[MappedTable], table_type: str) -> dict[str, Decimal]:
    """Tell what was spent by class, in the tables of a type."""
    by_code: dict[str, Decimal] = {}
    for mapped in tables:
        if mapped.table.type != table_type:
            continue
        for row in mapped.rows:
            amount = _spent_in(row)
            if row.row.code and amount is not None:
                by_code[row.row.code] = amount
    return by_code


def _spent_in(row: MappedRow) -> Decimal | None:
    """Tell what a row says was spent in all; the last figure that says it."""
    spent: Decimal | None = None
    for figure in row.figures:
        is_total = (figure.measure, figure.phase) == ("total", EXECUTED)
        if is_total and figure.amount is not None:
            spent = figure.amount
    return spent


def _paths(rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
    """Give the rows of the lowest functional classes (项), each by the names of the classes above.

    2080501 | 行政单位离退休 → (社会保障和就业支出, 行政事业单位养老支出, 行政单位离退休)
    """
    names = {row.code or "": fold(row.item) for row in rows}
    paths: dict[tuple[str, ...], Row] = {}
    for row in rows:
        code = row.code or ""
        if codes.kind(code) == "function" and len(code) == _LENGTHS[-1]:
            path = tuple(names.get(code[:length], "") for length in _LENGTHS)
            paths.setdefault(path, row)
    return paths


def _row_of(statement: Statement, by_path: dict[tuple[str, ...], Row]) -> Row | None:
    """Give the row of the class that a statement is about: by its code, else by its path of
    names.
    """
    if statement.code:
        return _row_of_code(statement.code, by_path.values())
    return by_path.get(tuple(_LEVEL.findall(fold(statement.subject or ""))))


def _row_of_code(code: str, rows: Iterable[Row]) -> Row | None:
    """Give the first row with a code."""
    for row in rows:
        if row.code == code:
            return row
    return None
