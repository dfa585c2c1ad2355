"""Amounts that the prose gives classes, against the rows of the tables that print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Row, Statement, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

_RULE = "statement-matches-table"
_CLASSES = "class_expenditure"
#: The mark of a level behind a name: 社会保障和就业支出(208类), 行政单位医疗(项).
_LEVEL = re.compile(r"\(\d{0,3}([类款项])\)")
#: Names of a class and what is below it in a row: 教育支出-普通教育-小学教育.
_DASH = re.compile("[-—－–]{1,2}")
_LENGTHS = {"类": 3, "款": 5, "项": 7}
_NO_NAME = re.compile(r"[^一-鿿]")
#: Where so many classes agree with the tables, and no more than one of so many does not, the odd
#: one is wrong; else the prose tells of other money than the tables.
_FEWEST_ALIKE, _ONE_OF = 3, 4
#: What 0.01 万元 and the rounding of its parts may take or give, in 元.
_SLACK = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A row of a table that prints a class: its amounts in 元, each with its text."""

    table: Table
    row: Row
    code: str
    amounts: tuple[tuple[Decimal, str], ...]


class _ClassRows:
    """The rows of all certain tables that print classes, by their codes and by their names."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._by_code: dict[str, list[_Printed]] = {}
        self._by_name: dict[tuple[int, str], list[_Printed]] = {}
        self._names: dict[tuple[int, str], str] = {}
        for table in disclosure.tables:
            if table.is_certain:
                self._take(table)

    def _take(self, table: Table) -> None:
        """Take the rows of a table that print classes with amounts."""
        for row in table.rows:
            amounts = tuple(_amounts(table, row))
            is_class = row.code is not None and codes.kind(row.code) == "function"
            if not is_class or not amounts:
                continue
            assert row.code is not None
            printed = _Printed(table, row, row.code, amounts)
            name = _bare(row.item)
            self._names[id(table), row.code] = name
            self._by_code.setdefault(row.code, []).append(printed)
            self._by_name.setdefault((len(row.code), name), []).append(printed)

    def of(self, statement: Statement) -> list[_Printed]:
        """Give the rows of the class that a statement names, by its code or by its names; none
        where they are of more than one class.
        """
        if statement.code is not None:
            return self._by_code.get(statement.code, [])
        names = _names(statement.subject or "")
        if not names:
            return []
        length = max(names)
        rows: list[_Printed] = []
        classes: set[str] = set()
        for printed in self._by_name.get((length, names[length]), []):
            if self._stands_below(printed, names):
                rows.append(printed)
                classes.add(printed.code)
        if len(classes) != 1:
            return []
        return rows

    def _stands_below(self, printed: _Printed, names: dict[int, str]) -> bool:
        """Tell whether the table calls the classes above a row as the prose does."""
        for length, name in names.items():
            above = self._names.get((id(printed.table), printed.code[:length]))
            if above != name:
                return False
        return True


#: What the prose tells of a class, and the rows that print it otherwise.
_Unlike = tuple[Statement, list[_Printed]]


def class_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class whose amount in the prose no table prints, where those of its sisters are
    printed: `行政运行（项）1434.89万元` of 1690.69 in the table.
    """
    alike, unlike = _compared(paper.disclosure)
    if alike:
        paper.right["classes"] += alike
    is_odd = alike >= _FEWEST_ALIKE and len(unlike) * _ONE_OF <= alike + len(unlike)
    if unlike and not is_odd:
        paper.unsure["classes"] += len(unlike)
        return
    for statement, rows in unlike:
        yield _fault(statement, rows)


def _compared(disclosure: Disclosure) -> tuple[int, list[_Unlike]]:
    """Tell how many amounts of classes the tables print as the prose does, and give the others."""
    rows = _ClassRows(disclosure)
    carried = _carried(disclosure)
    alike = 0
    unlike: list[_Unlike] = []
    for statement in _own(disclosure):
        of_class = rows.of(statement)
        if not of_class:
            continue
        if _is_printed(statement, of_class, carried):
            alike += 1
        else:
            unlike.append((statement, of_class))
    return alike, unlike


def _own(disclosure: Disclosure) -> Iterator[Statement]:
    """Give what the prose tells of classes for the paper's own year, in the phase of its tables;
    a class with two amounts is left to `item-two-amounts`.
    """
    told: dict[str, list[Statement]] = {}
    for statement in disclosure.statements:
        is_of_class = statement.measure == _CLASSES and statement.phase != "budgeted"
        is_of_year = statement.year == disclosure.fiscal_year
        if is_of_class and is_of_year and disclosure.is_own(statement):
            name = statement.code or statement.subject or ""
            told.setdefault(name, []).append(statement)
    for statements in told.values():
        amounts = {in_yuan(statement.value, statement.unit) for statement in statements}
        if len(amounts) == 1:
            yield statements[0]


def _amounts(table: Table, row: Row) -> Iterator[tuple[Decimal, str]]:
    """Give the amounts of a row in 元, each as it is printed: 1,434.89 万元."""
    for cell in row.cells:
        amount = in_yuan(cell.value, table.scale)
        if amount is not None:
            yield amount, f"{cell.value} {table.scale}"


def _carried(disclosure: Disclosure) -> set[Decimal]:
    """Give the amounts carried over: prose and table may differ by one of them."""
    nothing = Decimal(0)
    carried: set[Decimal] = set()
    for statement in disclosure.statements:
        if statement.measure == "carryover_revenue":
            amount = in_yuan(statement.value, statement.unit)
            carried.add(amount or nothing)
    return carried - {nothing}


def _names(subject: str) -> dict[int, str]:
    """Give the name of each level: 教育支出（类）普通教育（款） → {3: 教育, 5: 普通教育}."""
    pieces = _LEVEL.split(fold(subject))
    if len(pieces) > 1:
        named: dict[int, str] = {}
        for name, level in zip(pieces[0::2], pieces[1::2], strict=False):
            named[_LENGTHS[level]] = _bare(name)
        return named
    names = _DASH.split(fold(subject))
    if len(names) > len(_LENGTHS):
        return {}
    bare = map(_bare, names)
    return dict(zip(_LENGTHS.values(), bare, strict=False))


def _bare(name: str) -> str:
    """Give the Chinese of a name without its last 支出: 社会保障和就业 is 社会保障和就业支出."""
    return _NO_NAME.sub("", fold(name)).removesuffix("支出")


def _is_printed(statement: Statement, rows: Sequence[_Printed], carried: set[Decimal]) -> bool:
    """Tell whether one of the rows prints the amount, or differs from it by what is carried
    over.
    """
    told = Quantity(statement.value, statement.unit, 0, 0)
    for printed in rows:
        for amount, _ in printed.amounts:
            gap = abs(amount - told.value)
            if gap <= told.half + _SLACK or _is_near(gap, carried):
                return True
    return False


def _is_near(gap: Decimal, carried: set[Decimal]) -> bool:
    """Tell whether a gap is one of the amounts carried over."""
    return any(abs(gap - kept) <= _SLACK for kept in carried)


def _fault(statement: Statement, rows: Sequence[_Printed]) -> Fault:
    """Say what the prose tells of a class, and the largest amount that a table prints for it."""
    told = Quantity(statement.value, statement.unit, 0, 0)
    first = rows[0]
    amount, text = max(first.amounts)
    where = f"{first.table.title}·{first.row.code} {first.row.item}"
    name = statement.subject or first.row.item
    return Fault(
        _RULE,
        f"{name} {told.printed}",
        f"{name}：说明文字为 {told.printed}，报表中为 {where} {text}，"
        f"相差 {abs(amount - told.value) / 10000:f} 万元。",
        f"{name}: the prose says {told.printed}, the tables say {where} {text}: "
        f"a gap of {abs(amount - told.value) / 10000:f} 万元.",
        [statement.where, *(printed.row.where for printed in rows)],
        gap=abs(amount - told.value),
    )
