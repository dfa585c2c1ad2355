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
    amounts: tuple[tuple[Decimal, str], ...]


def class_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class whose amount in the prose no table prints, where those of its sisters are
    printed: `行政运行（项）1434.89万元` of 1690.69 in the table.
    """
    rows = _rows(paper.disclosure)
    carried = _carried(paper.disclosure)
    alike: list[Statement] = []
    unlike: list[tuple[Statement, list[_Printed]]] = []
    for one in _own(paper.disclosure):
        of_class = _rows_of(one, rows)
        if of_class and _is_printed(one, of_class, carried):
            alike.append(one)
        elif of_class:
            unlike.append((one, of_class))
    paper.right.update({"classes": len(alike)} if alike else {})
    if not unlike:
        return
    if len(alike) < _FEWEST_ALIKE or len(unlike) * _ONE_OF > len(alike) + len(unlike):
        paper.unsure["classes"] += len(unlike)
        return
    for one, of_class in unlike:
        yield _fault(one, of_class)


def _own(disclosure: Disclosure) -> Iterator[Statement]:
    """Give what the prose tells of classes for the paper's own year, in the phase of its tables;
    a class with two amounts is left to `item-two-amounts`.
    """
    told: dict[str, list[Statement]] = {}
    for one in disclosure.statements:
        is_own = one.year == disclosure.fiscal_year and disclosure.is_own(one)
        if one.measure == _CLASSES and is_own and one.phase != "budgeted":
            told.setdefault(one.code or one.subject or "", []).append(one)
    for alike in told.values():
        if len({in_yuan(one.value, one.unit) for one in alike}) == 1:
            yield alike[0]


def _rows(disclosure: Disclosure) -> list[_Printed]:
    found: list[_Printed] = []
    for table in disclosure.tables:
        for row in table.rows if table.is_certain else ():
            if row.code and codes.kind(row.code) == "function":
                found.append(_Printed(table, row, tuple(_amounts(table, row))))
    return [one for one in found if one.amounts]


def _amounts(table: Table, row: Row) -> Iterator[tuple[Decimal, str]]:
    for cell in row.cells:
        amount = in_yuan(cell.value, table.scale)
        if amount is not None:
            yield amount, f"{cell.value} {table.scale}"


def _carried(disclosure: Disclosure) -> set[Decimal]:
    """Give the amounts carried over: prose and table may differ by one of them."""
    told = (
        in_yuan(one.value, one.unit)
        for one in disclosure.statements
        if one.measure == "carryover_revenue"
    )
    return {amount for amount in told if amount}


def _rows_of(one: Statement, rows: Sequence[_Printed]) -> list[_Printed]:
    """Give the rows of the class that a statement names, by its code or by its names; none where
    they are of more than one class.
    """
    names = _names(one.subject or "")
    found = [printed for printed in rows if _is_of(printed, one.code, names, rows)]
    return found if len({printed.row.code for printed in found}) == 1 else []


def _names(subject: str) -> dict[int, str]:
    """Give the name of each level: 教育支出（类）普通教育（款） → {3: 教育支出, 5: 普通教育}."""
    pieces = _LEVEL.split(fold(subject))
    if len(pieces) > 1:
        marked = zip(pieces[0::2], pieces[1::2], strict=False)
        return {_LENGTHS[level]: _bare(name) for name, level in marked}
    names = _DASH.split(fold(subject))
    if len(names) > len(_LENGTHS):
        return {}
    return dict(zip(_LENGTHS.values(), map(_bare, names), strict=False))


def _is_of(
    printed: _Printed, code: str | None, names: dict[int, str], rows: Sequence[_Printed]
) -> bool:
    own = printed.row.code or ""
    if code is not None:
        return own == code
    if not names or len(own) != max(names):
        return False
    return all(_is_called(own[:length], name, printed, rows) for length, name in names.items())


def _is_called(code: str, name: str, printed: _Printed, rows: Sequence[_Printed]) -> bool:
    """Tell whether the table of a row calls a code so."""
    here = (one.row for one in rows if one.table is printed.table)
    return any(row.code == code and _is_same_name(row.item, name) for row in here)


def _is_same_name(item: str, name: str) -> bool:
    """Tell whether two names are one: 社会保障和就业 is 社会保障和就业支出."""
    printed = _bare(item)
    return printed.removesuffix("支出") == name.removesuffix("支出")


def _bare(name: str) -> str:
    return _NO_NAME.sub("", fold(name))


def _is_printed(one: Statement, found: Sequence[_Printed], carried: set[Decimal]) -> bool:
    told = Quantity(one.value, one.unit, 0, 0)
    gaps = (abs(amount - told.value) for printed in found for amount, _ in printed.amounts)
    return any(
        gap <= told.half + _SLACK or any(abs(gap - kept) <= _SLACK for kept in carried)
        for gap in gaps
    )


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
