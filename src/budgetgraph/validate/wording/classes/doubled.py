"""Two classes that the prose calls by one name: one of them is another class of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.validate.wording.classes.rows import ClassRows, PrintedClass
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.validate.wording.said import Quantity

_RULE = "class-name-code"
_CLASSES = "class_expenditure"
#: Items (项) of one 款 share its digits: neighbours, of which one may be told by the other's name.
_ITEM, _ABOVE = 7, 5
_SLACK = Decimal(100)


def doubled_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each name that the prose tells with two amounts in two paragraphs, where the tables
    print one of them for that class and the other for its neighbour, of which the prose tells
    nothing.

    `机关事业单位基本养老保险缴费支出（项）71.84万元` and again 35.92万元, which is 2080506 机关事业单位职业年金缴费支出.
    """
    rows = ClassRows(paper.disclosure)
    told = _told(paper.disclosure)
    named: set[str] = set()
    for statements in told.values():
        named |= {printed.code for printed in rows.of(statements[0])}
    for statements in told.values():
        own = rows.of(statements[0])
        if len(statements) != 2 or not own:
            continue
        yield from _strange(rows, own[0], statements, named)


def _told(disclosure: Disclosure) -> dict[str, list[Statement]]:
    """Give what is told of each class for the paper's own year, by the name it is told under."""
    told: dict[str, list[Statement]] = {}
    for statement in disclosure.of_own_year:
        is_of_class = statement.measure == _CLASSES and statement.phase != "budgeted"
        if is_of_class and statement.subject:
            told.setdefault(statement.subject, []).append(statement)
    return told


def _strange(
    rows: ClassRows, own: PrintedClass, statements: list[Statement], named: set[str]
) -> Iterator[Fault]:
    """Give the one of two amounts that is printed for a neighbour of the class alone."""
    found = [rows.printing(Quantity.stated(one).value, _SLACK) for one in statements]
    strange = [at for at, printed in enumerate(found) if own.code not in printed]
    if len(strange) != 1:
        return
    [at] = strange
    beside: list[PrintedClass] = []
    for code, printed in found[at].items():
        is_item = len(code) == _ITEM and code[:_ABOVE] == own.code[:_ABOVE]
        if is_item and code not in named:
            beside.append(printed)
    if len(beside) == 1:
        yield _fault(statements[at], own, beside[0])


def _fault(statement: Statement, own: PrintedClass, other: PrintedClass) -> Fault:
    """Say which class the tables print the amount for."""
    amount = Quantity.stated(statement).printed
    name, right = own.row.item, f"{other.code} {other.row.item}"
    return Fault(
        _RULE,
        f"{own.code} {name} {amount}",
        f"{name}（{own.code}）：说明文字两处写有该科目，其中 {amount} 在报表中是 {right} 的金额。",
        f"{name} ({own.code}): the prose tells it twice; the tables print {amount} for {right}.",
        [statement.where, other.row.where],
    )
