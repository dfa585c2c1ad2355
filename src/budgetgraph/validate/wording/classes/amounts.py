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
        for row in table.rows:
            amounts = tuple(_amounts(table, row))
            if row.code is None or codes.kind(row.code) != "function" or not amounts:
                continue
            printed = _Printed(table, row, row.code, amounts)
            name = _bare(row.item)
            self._names[id(table), row.code] = name
            self._by_code.setdefault(row.code, []).append(printed)
            self._by_name.setdefault((len(row.code), name), []).append(printed)

    def of(self, one: Statement) -> list[_Printed]:
        """Give the rows of the class that a statement names, by its code or by its names; none
        where they are of more than one class.
        """
        if one.code is not None:
            return self._by_code.get(one.code, [])
        names = _names(one.subject or "")
        if not names:
            return []
        length = max(names)
        found: list[_Printed] = []
        for printed in self._by_name.get((length, names[length]), []):
            if self._stands_below(printed, names):
                found.append(printed)
        classes = {printed.code for printed in found}
        return found if len(classes) == 1 else []

    def _stands_below(self, printed: _Printed, names: dict[int, str]) -> bool:
        """Tell whether the table calls the classes above a row as the prose does."""
        for length, name in names.items():
            above = self._names.get((id(printed.table), printed.code[:length]))
            if above != name:
                return False
        return True


def class_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class whose amount in the prose no table prints, where those of its sisters are
    printed: `行政运行（项）1434.89万元` of 1690.69 in the table.
    """
    rows = _ClassRows(paper.disclosure)
    carried = _carried(paper.disclosure)
    alike = 0
    unlike: list[tuple[Statement, list[_Printed]]] = []
    for one in _own(paper.disclosure):
        of_class = rows.of(one)
        if not of_class:
            continue
        if _is_printed(one, of_class, carried):
            alike += 1
        else:
            unlike.append((one, of_class))
    if alike:
        paper.right["classes"] += alike
    is_odd = alike >= _FEWEST_ALIKE and len(unlike) * _ONE_OF <= alike + len(unlike)
    if unlike and not is_odd:
        paper.unsure["classes"] += len(unlike)
        return
    for one, of_class in unlike:
        yield _fault(one, of_class)


def _own(disclosure: Disclosure) -> Iterator[Statement]:
    """Give what the prose tells of classes for the paper's own year, in the phase of its tables;
    a class with two amounts is left to `item-two-amounts`.
    """
    told: dict[str, list[Statement]] = {}
    for statement in disclosure.statements:
        if statement.measure != _CLASSES or statement.phase == "budgeted":
            continue
        if statement.year == disclosure.fiscal_year and disclosure.is_own(statement):
            told.setdefault(statement.code or statement.subject or "", []).append(statement)
    for alike in told.values():
        amounts = {in_yuan(one.value, one.unit) for one in alike}
        if len(amounts) == 1:
            yield alike[0]


def _amounts(table: Table, row: Row) -> Iterator[tuple[Decimal, str]]:
    for cell in row.cells:
        amount = in_yuan(cell.value, table.scale)
        if amount is not None:
            yield amount, f"{cell.value} {table.scale}"


def _carried(disclosure: Disclosure) -> set[Decimal]:
    """Give the amounts carried over: prose and table may differ by one of them."""
    found: set[Decimal] = set()
    for statement in disclosure.statements:
        if statement.measure == "carryover_revenue":
            found.add(in_yuan(statement.value, statement.unit) or Decimal(0))
    return found - {Decimal(0)}


def _names(subject: str) -> dict[int, str]:
    """Give the name of each level: 教育支出（类）普通教育（款） → {3: 教育, 5: 普通教育}."""
    pieces = _LEVEL.split(fold(subject))
    found: dict[int, str] = {}
    if len(pieces) > 1:
        for name, level in zip(pieces[0::2], pieces[1::2], strict=False):
            found[_LENGTHS[level]] = _bare(name)
        return found
    names = _DASH.split(fold(subject))
    if len(names) > len(_LENGTHS):
        return {}
    return dict(zip(_LENGTHS.values(), map(_bare, names), strict=False))


def _bare(name: str) -> str:
    """Give the Chinese of a name without its last 支出: 社会保障和就业 is 社会保障和就业支出."""
    return _NO_NAME.sub("", fold(name)).removesuffix("支出")


def _is_printed(one: Statement, found: Sequence[_Printed], carried: set[Decimal]) -> bool:
    """Tell whether one of the rows prints the amount, or differs from it by what is carried
    over.
    """
    told = Quantity(one.value, one.unit, 0, 0)
    for printed in found:
        for amount, _ in printed.amounts:
            gap = abs(amount - told.value)
            if gap <= told.half + _SLACK or _is_near(gap, carried):
                return True
    return False


def _is_near(gap: Decimal, carried: set[Decimal]) -> bool:
    return any(abs(gap - kept) <= _SLACK for kept in carried)


def _fault(one: Statement, found: Sequence[_Printed]) -> Fault:
    told = Quantity(one.value, one.unit, 0, 0)
    first = found[0]
    amount, text = max(first.amounts)
    where = f"{first.table.title}·{first.row.code} {first.row.item}"
    name = one.subject or first.row.item
    return Fault(
        _RULE,
        f"{name} {told.printed}",
        f"{name}：说明文字为 {told.printed}，报表中为 {where} {text}，"
        f"相差 {abs(amount - told.value) / 10000:f} 万元。",
        f"{name}: the prose says {told.printed}, the tables say {where} {text}: "
        f"a gap of {abs(amount - told.value) / 10000:f} 万元.",
        [one.where, *(printed.row.where for printed in found)],
        gap=abs(amount - told.value),
    )
