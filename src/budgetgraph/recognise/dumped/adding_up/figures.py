"""The amounts of the rows of a grid, as they are added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.document import GridRow, Passage
from budgetgraph.recognise.closing import Figures
from budgetgraph.recognise.columns import Column
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.values import code_notation
from budgetgraph.values.amount import read_amount

#: The side of a list of names, and which of that side it is.
ListOfNames = tuple[str | None, int]
_Part = list[tuple[Passage, Column]]


def figures(rows: Sequence[GridRow], columns: Sequence[Column]) -> list[Figures]:
    """Give the amounts of rows as they are added up, each list of names for itself."""
    result: list[Figures] = []
    for row in rows:
        if not numbers_columns(texts(row)):
            result += filter(_says_anything, _of_row(row, columns))
    return result


def list_of_names(column: Column) -> ListOfNames:
    """Say which list of names a column belongs to: (支出, 0) are the functions, (支出, 1) the uses."""
    return column.side, column.block


def amount_of(cell: Passage) -> Decimal | None:
    """Give the amount that a cell is; None for a blank cell and for words."""
    amount = read_amount(cell.text) if cell else None
    return None if amount is None else amount.value


def _of_row(row: GridRow, columns: Sequence[Column]) -> Iterator[Figures]:
    """Give the amounts of one row, once for each list of names."""
    parts: dict[ListOfNames, _Part] = {list_of_names(column): [] for column in columns}
    for cell, column in zip(row, columns, strict=True):
        parts[list_of_names(column)].append((cell, column))
    for (side, number), part in parts.items():
        name_of_list = f"{side}#{number}" if side else ""
        yield _figures(part, name_of_list)


def _says_anything(row: Figures) -> bool:
    return bool(row.item or row.amounts)


def _figures(part: _Part, block: str) -> Figures:
    """Give the code, the name and the amounts of one list of names in a row.

    The code may stand in a column of its own or in front of the name: `208 社会保障和就业支出`.
    """
    code = _text(part, "code", "code_part")
    item = _text(part, "item")
    named = None if code else code_notation.split_code(item)
    if named is not None:
        code, item = named
    return Figures(code or None, item, _amounts(part), block)


def _text(part: _Part, *roles: str) -> str:
    """Give the cells of some roles, written together: 208 | 05 → 20805."""
    return "".join(cell.squeezed for cell, column in part if column.role in roles)


def _amounts(part: _Part) -> dict[str, Decimal]:
    """Give the amounts by the names of their columns; a blank cell and words give none."""
    amounts: dict[str, Decimal] = {}
    for cell, column in part:
        amount = amount_of(cell) if column.role == "value" else None
        if amount is not None:
            amounts[column.name] = amount
    return amounts
