"""The rows of the tables that print classes, found by their codes and by their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Row, Statement, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

#: The mark of a level behind a name: 社会保障和就业支出(208类), 行政单位医疗(项).
_LEVEL = re.compile(r"\(\d{0,3}([类款项])\)")
#: Names of a class and what is below it in a row: 教育支出-普通教育-小学教育.
_DASH = re.compile("[-—－–]{1,2}")
_LENGTHS = {"类": 3, "款": 5, "项": 7}
_CODE_BEFORE = pattern("classes", "code_before")
_PROJECTS = "project_expenditure"
_NO_NAME = re.compile(r"[^一-鿿]")


@dataclass(frozen=True, slots=True)
class PrintedClass:
    """A row of a table that prints a class: its amounts in 元, each with its text, and those of them
    that are certain: of a table whose sums do not close those that another table prints as well.
    """

    table: Table
    row: Row
    code: str
    amounts: tuple[tuple[Decimal, str], ...]
    certain: tuple[tuple[Decimal, str], ...] = ()


class ClassRows:
    """The rows of the tables that print classes, by their codes and by their names."""

    def __init__(self, disclosure: Disclosure) -> None:
        every = list(_printed(disclosure))
        self._places = _places(every)
        self._by_code: dict[str, list[PrintedClass]] = {}
        self._by_name: dict[tuple[int, str], list[PrintedClass]] = {}
        self._names: dict[tuple[int, str], str] = {}
        for printed in every:
            self._take(printed)

    def _take(self, printed: PrintedClass) -> None:
        """Take a row, and note which amounts of it are certain."""
        name = bare_name(printed.row.item)
        row = replace(printed, certain=self._certain(printed))
        self._names[id(printed.table), printed.code] = name
        self._by_code.setdefault(printed.code, []).append(row)
        self._by_name.setdefault((len(printed.code), name), []).append(row)

    def _certain(self, printed: PrintedClass) -> tuple[tuple[Decimal, str], ...]:
        """Give the amounts of a row that its table, or another one beside it, makes certain."""
        if printed.table.is_certain:
            return printed.amounts
        confirmed: list[tuple[Decimal, str]] = []
        for amount in printed.amounts:
            if len(self._places[printed.code, amount[0]]) > 1:
                confirmed.append(amount)
        return tuple(confirmed)

    def of(self, statement: Statement) -> list[PrintedClass]:
        """Give the rows of the class that a statement names, by its code or by its names; none
        where they are of more than one class.
        """
        if statement.code is not None:
            return self._by_code.get(statement.code, [])
        coded = _coded(statement.subject or "")
        if coded is not None:
            code, name = coded
            called = self._by_name.get((len(code), name), [])
            return [printed for printed in called if printed.code == code]
        names = class_names(statement.subject or "")
        if not names:
            return []
        length = max(names)
        rows: list[PrintedClass] = []
        classes: set[str] = set()
        for printed in self._by_name.get((length, names[length]), []):
            if self._stands_below(printed, names):
                rows.append(printed)
                classes.add(printed.code)
        if len(classes) != 1:
            return []
        return rows

    def printing(self, amount: Decimal, slack: Decimal) -> dict[str, PrintedClass]:
        """Give a row of each class for which an amount is printed, by the codes."""
        found: dict[str, PrintedClass] = {}
        for code, rows in self._by_code.items():
            for printed in rows:
                if any(abs(told - amount) <= slack for told, _ in printed.certain):
                    found.setdefault(code, printed)
        return found

    def _stands_below(self, printed: PrintedClass, names: dict[int, str]) -> bool:
        """Tell whether the table calls the classes above a row as the prose does."""
        for length, name in names.items():
            above = self._names.get((id(printed.table), printed.code[:length]))
            if above != name:
                return False
        return True


def _printed(disclosure: Disclosure) -> Iterator[PrintedClass]:
    """Give the rows that print classes with amounts; none of a table that a picture shows."""
    for table, row in function_rows(disclosure):
        amounts = tuple(_amounts(table, row))
        if amounts and row.code and table.where.picture is None:
            yield PrintedClass(table, row, row.code, amounts)


def function_rows(disclosure: Disclosure) -> Iterator[tuple[Table, Row]]:
    """Give the rows that name classes of functions beside their codes, each with its table.

    A list of projects names projects beside the codes of their classes: 2130122 高标准农田管护.
    """
    for table in disclosure.tables:
        if table.type == _PROJECTS:
            continue
        for row in table.rows:
            if row.code is not None and codes.kind(row.code) == "function":
                yield table, row


def _places(every: Iterable[PrintedClass]) -> Mapping[tuple[str, Decimal], set[int]]:
    """Tell which tables print an amount of a class."""
    places: dict[tuple[str, Decimal], set[int]] = defaultdict(set)
    for printed in every:
        for amount, _ in printed.amounts:
            places[printed.code, amount].add(id(printed.table))
    return places


def _amounts(table: Table, row: Row) -> Iterator[tuple[Decimal, str]]:
    """Give the amounts of a row in 元, each as it is printed: 1,434.89 万元."""
    for cell in row.cells:
        amount = in_yuan(cell.value, table.scale)
        if amount is not None:
            yield amount, f"{cell.value} {table.scale}"


def _coded(subject: str) -> tuple[str, str] | None:
    """Give the code and the bare name that tell a class: 2.2050202（小学教育）支出 → 2050202, 小学教育."""
    match = _CODE_BEFORE.match(fold(subject))
    if match is None:
        return None
    return match["code"], bare_name(match["bracketed"] or match["plain"])


def class_names(subject: str) -> dict[int, str]:
    """Give the name of each level: 教育支出（类）普通教育（款） → {3: 教育, 5: 普通教育}."""
    pieces = _LEVEL.split(fold(subject))
    if len(pieces) > 1:
        named: dict[int, str] = {}
        for name, level in zip(pieces[0::2], pieces[1::2], strict=False):
            named[_LENGTHS[level]] = bare_name(name)
        return named
    names = _DASH.split(fold(subject))
    if len(names) > len(_LENGTHS):
        return {}
    bare = map(bare_name, names)
    return dict(zip(_LENGTHS.values(), bare, strict=False))


def bare_name(name: str) -> str:
    """Give the Chinese of a name without its last 支出: 社会保障和就业 is 社会保障和就业支出."""
    return _NO_NAME.sub("", fold(name)).removesuffix("支出")
