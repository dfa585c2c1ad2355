"""Classes that the prose names and the tables do not, with the amount of one that they print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.validate.wording.classes.rows import (
    ClassRows,
    PrintedClass,
    bare_name,
    class_names,
)
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan

_RULE = "class-name-code"
_CLASSES = "class_expenditure"
_CLASS, _SECTION, _ITEM = 3, 5, 7
#: Names that share so much are one name, abbreviated or mistyped.
_ALIKE = 0.75
_SLACK = Decimal(100)


def strange_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each item (项) that no table prints below its section (款), with the amount of one that
    they print there and the prose does not name.

    `政府办公厅（室）及相关机构事务（款）其他共产党事务支出（项）2012.00万元`, and 2010399 其他政府办公厅…支出 2012.00.
    """
    rows = ClassRows(paper.disclosure)
    told = list(_told(paper.disclosure))
    named = {printed.code for statement in told for printed in rows.of(statement)}
    for statement in told:
        printed = _meant(rows, statement, named)
        if printed is not None:
            yield _fault(statement, printed)


def _told(disclosure: Disclosure) -> Iterator[Statement]:
    """Give what the prose tells of classes for the paper's own year."""
    for statement in disclosure.of_own_year:
        is_of_class = statement.measure == _CLASSES and statement.phase != "budgeted"
        if is_of_class and statement.subject:
            yield statement


def _meant(rows: ClassRows, statement: Statement, named: set[str]) -> PrintedClass | None:
    """Give the one item of the tables that an item of another name must be, by its amount."""
    names = class_names(statement.subject or "")
    if statement.code is not None or _ITEM not in names or _SECTION not in names:
        return None
    section = _section(rows, statement, names)
    if section is None or rows.of(statement):
        return None
    printing = rows.printing(yuan(statement), _SLACK)
    below = [code for code in printing if len(code) == _ITEM and code.startswith(section)]
    meant = [printing[code] for code in below if code not in named]
    if len(meant) != 1 or _are_alike(names[_ITEM], meant[0]):
        return None
    return meant[0]


def _section(rows: ClassRows, statement: Statement, names: Mapping[int, str]) -> str | None:
    """Give the code of the section that an item is told of; None where the tables print several of
    that name, or none.
    """
    name = f"{names[_SECTION]}（款）"
    if _CLASS in names:
        name = f"{names[_CLASS]}（类）{name}"
    codes = {printed.code for printed in rows.of(replace(statement, subject=name))}
    return codes.pop() if len(codes) == 1 else None


def _are_alike(name: str, printed: PrintedClass) -> bool:
    """Tell whether two names are one, abbreviated: 其他人大事务, 其他人大事务支出.

    Words that changed their places are no abbreviation: 其他社区城乡管理事务 of 其他城乡社区管理事务.
    """
    other = bare_name(printed.row.item)
    if sorted(name) == sorted(other):
        return False
    return SequenceMatcher(None, name, other).ratio() >= _ALIKE


def _fault(statement: Statement, printed: PrintedClass) -> Fault:
    """Say which item the tables print the amount for."""
    amount, right = f"{statement.value} {statement.unit}", f"{printed.code} {printed.row.item}"
    return Fault(
        _RULE,
        f"{statement.subject} {amount}",
        f"{statement.subject}：报表中没有该科目，{amount} 是 {right} 的金额。",
        f"{statement.subject}: no table prints it; {amount} is the amount of {right}.",
        [statement.where, printed.row.where],
    )
