"""What final accounts say in their prose that was planned for a class.

社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）年初预算为54.53万元 → 54.53 万元
planned for 2080501, where a table of the paper prints these three names at 208, 20805 and 2080501.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from budgetgraph.disclosure import Disclosure, Row, Statement
from budgetgraph.forms import fold
from budgetgraph.mapping.key_figures.record import ClassFigure, KeyFigure
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.phases import APPROVED, EXECUTED
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

_MEASURE, _PHASE = "class_expenditure", "budgeted"
#: The names of a path of classes: 某支出（类）某事务（款）某项目（项）, folded.
_LEVEL = re.compile(r"([^()]{1,60}+)\([类款项]\)")
_LENGTHS = (3, 5, 7)
_TABLES = ("expenditure_summary", "general_public_expenditure")


def planned_classes(
    disclosure: Disclosure, tables: Sequence[MappedTable], scope: str
) -> Iterator[ClassFigure]:
    """The planned amounts of classes, each at its place in the prose.

    One whose class no table of the paper prints is left out, and so is one of a class that spent
    other money than the general public budget's, which is all that the prose speaks of.
    """
    mixed = _of_other_money(tables)
    rows = [row.row for mapped in tables for row in mapped.rows]
    by_path = _paths([row for row in rows if row.code])
    for statement in disclosure.statements:
        if (statement.measure, statement.phase) != (_MEASURE, _PHASE):
            continue
        row = _row_of(statement, by_path)
        amount = in_yuan(statement.value, statement.unit)
        if row is None or row.code is None or row.code in mixed or amount is None:
            continue
        year = disclosure.year
        figure = KeyFigure("total", amount, (), scope, APPROVED, year, where=statement.where)
        yield ClassFigure(figure, "function", row.code, row.item, is_leaf=True)


def _of_other_money(tables: Sequence[MappedTable]) -> set[str]:
    """The classes whose amount in the summary is not that of the general public budget."""
    summary, general = (_spent(tables, name) for name in _TABLES)
    return {code for code, amount in summary.items() if general.get(code, amount) != amount}


def _spent(tables: Sequence[MappedTable], table_type: str) -> dict[str, Decimal]:
    """What was spent by class, in the tables of a type."""
    found: dict[str, Decimal] = {}
    of_type = [one for one in tables if one.table.type == table_type]
    for row in chain.from_iterable(one.rows for one in of_type):
        for figure in row.figures:
            is_total = figure.measure == "total" and figure.phase == EXECUTED
            if row.row.code and is_total and figure.amount is not None:
                found[row.row.code] = figure.amount
    return found


def _paths(rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
    """The rows of the narrowest functional classes by the names of their classes from the top."""
    names = {row.code or "": fold(row.item) for row in rows}
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        code = row.code or ""
        if codes.kind(code) == "function" and len(code) == _LENGTHS[-1]:
            path = tuple(names.get(code[:length], "") for length in _LENGTHS)
            found.setdefault(path, row)
    return found


def _row_of(statement: Statement, by_path: dict[tuple[str, ...], Row]) -> Row | None:
    """The row of the class that a statement is about: by its code, else by its path of names."""
    if statement.code:
        return _row_of_code(statement.code, by_path.values())
    return by_path.get(tuple(_LEVEL.findall(fold(statement.subject or ""))))


def _row_of_code(code: str, rows: Iterable[Row]) -> Row | None:
    """The first row with a code."""
    for row in rows:
        if row.code == code:
            return row
    return None
