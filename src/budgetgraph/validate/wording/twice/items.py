"""One item that a paragraph gives two amounts for the same year, and which one the tables print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetgraph.disclosure import Cell, Disclosure, Statement, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.forms.column_paths import TOTAL, measure_of_column
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, head
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.values.money import in_yuan

_CLASSES = "class_expenditure"
_THIS_YEAR, _NEXT_LIST = pattern("items", "this_year"), pattern("items", "next_list")
#: The tables that print what a class is to spend this year.
_TABLES = (
    "general_public_expenditure",
    "expenditure_summary",
    "revenue_summary",
    "fiscal_appropriation_expenditure",
    "government_fund_expenditure",
)


def two_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every item with two amounts of one year in one paragraph: 56.12万元 at its beginning, then
    2026年预算安排57.8万元.
    """
    for passage in paper.prose:
        for told in _by_item(paper.disclosure, passage).values():
            first, other = told[0], _other(told)
            if other is None:
                paper.right["items"] += 1
            elif not _is_of_two_lists(passage, first, other):
                yield _fault(paper, passage, first, other)


def _by_item(disclosure: Disclosure, passage: Passage) -> dict[str, list[Statement]]:
    """Give the amounts of this year in a paragraph, by the item that they are told of.

    An item is a class by its code, else by its name.
    """
    by_item: dict[str, list[Statement]] = {}
    for statement in disclosure.of_own_year:
        name = statement.code or statement.subject
        is_inside = passage.where.first <= statement.where.first <= passage.where.last
        if statement.measure == _CLASSES and name and is_inside:
            by_item.setdefault(name, []).append(statement)
    if len(by_item) == 1:
        for told in by_item.values():
            told += _said_again(passage, told)
    return by_item


def _said_again(passage: Passage, told: Sequence[Statement]) -> list[Statement]:
    """Give what a paragraph of one item says of this year behind its first amount: 今年安排112.00万元."""
    again: list[Statement] = []
    known = {(statement.value, statement.unit) for statement in told}
    for match in _THIS_YEAR.finditer(fold_in_place(passage.text)):
        if match["year"] and int(match["year"]) != told[0].year:
            continue
        digits, unit = match["digits"].replace(",", ""), match["unit"]
        if (digits, unit) not in known:
            place = passage.place(match.start("digits"), match.end("digits"))
            again.append(replace(told[0], value=digits, unit=unit, printed=None, where=place))
    return again


def _other(told: Sequence[Statement]) -> Statement | None:
    """Give the first amount that cannot be the one told first, rounded.

    56.12万元, 56.1万元, 57.8万元 → 57.8万元.
    """
    first = Quantity.stated(told[0])
    for statement in told[1:]:
        if not first.is_same(Quantity.stated(statement)):
            return statement
    return None


def _is_of_two_lists(passage: Passage, first: Statement, other: Statement) -> bool:
    """Tell whether two amounts of a name without a code stand in lists of two wholes: 基本支出…，其中：
    商品和服务支出96.50万元；项目支出…，其中：商品和服务支出200.00万元.
    """
    if first.code is not None:
        return False
    text = fold_in_place(passage.text)
    starts = [text.find(told.value + told.unit) for told in (first, other)]
    return _NEXT_LIST.search(text, *sorted(starts)) is not None


def _fault(paper: CheckedPaper, passage: Passage, earlier: Statement, other: Statement) -> Fault:
    """Say both amounts of an item, and which of them a table prints."""
    name = head(passage.text)
    first, second = f"{earlier.value}{earlier.unit}", f"{other.value}{other.unit}"
    table = _printed(
        paper.disclosure, earlier.code, (Quantity.stated(earlier), Quantity.stated(other))
    )
    zh = en = ""
    if table is not None:
        title, printed = table
        zh, en = f"；{title}列示 {printed}", f"; {title} prints {printed}"
    return Fault(
        "item-two-amounts",
        f"{name} {first} {second}",
        f"{name}：同一段中 {paper.disclosure.year} 年先写 {first}，后写 {second}{zh}。",
        f"{name}: the same paragraph says {first} and then {second} "
        f"for {paper.disclosure.year}{en}.",
        (other.where, earlier.where),
        gap=abs(Quantity.stated(earlier).value - Quantity.stated(other).value),
    )


def _printed(
    disclosure: Disclosure, code: str | None, told: Sequence[Quantity]
) -> tuple[str, str] | None:
    """Give the table that prints one of the two amounts for the class, and the amount as it prints
    it; else what the first table prints.

    56.12 and 57.8 told of 2080501 → 支出总表, 561,240.00 元.
    """
    rows: list[tuple[Table, str]] = []
    for table in disclosure.tables:
        if table.type in _TABLES and code is not None:
            rows += [(table, cell.value) for cell in _totals(table, code, disclosure.year)]
    for table, value in rows:
        amount = in_yuan(value, table.scale)
        if amount is not None and any(_is_near(amount, quantity) for quantity in told):
            return table.title, f"{value} {table.scale}"
    return (rows[0][0].title, f"{rows[0][1]} {rows[0][0].scale}") if rows else None


def _totals(table: Table, code: str, year: int) -> Iterator[Cell]:
    """Give the amounts that a table prints of a class as a whole: not those of one kind of
    money.
    """
    for row in table.rows:
        if row.code != code:
            continue
        for cell in row.cells:
            if measure_of_column(cell.headings, table.type, year) == TOTAL:
                yield cell


def _is_near(amount: Decimal, quantity: Quantity) -> bool:
    """Tell whether an amount of a table is one of the prose, up to its rounding."""
    return abs(amount - quantity.value) <= 2 * quantity.half
