"""What a row, a cell and a text print: asked by every reader of forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from operator import attrgetter

from budgetgraph.disclosure import ProjectUnit
from budgetgraph.document import GridRow, Passage
from budgetgraph.recognise.labels import value_text
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber

#: A unit's code in front of its name: 120 石桥县农业农村局, 105001-石桥县林业局.
_CODE_OF_UNIT = re.compile(
    r"[\[(]?(?P<code>\d{3,6})[\])]?[-—\s]{0,3}(?P<name>[一-鿿].*)", re.DOTALL
)


def filled_cells(row: GridRow) -> list[tuple[int, Passage]]:
    """Give the cells of a row that are not blank, each with its column: ` | 60.00 | ` → (1,
    60.00).
    """
    return [(column, cell) for column, cell in enumerate(row) if cell]


def text_of(cell: Passage | None) -> str | None:
    """Give the text of a value, None where there is no cell."""
    return value_text(cell) if cell else None


def given(cells: Mapping[str, Passage], key: str) -> list[Passage]:
    """Give the cell of a label, an empty list where the form has none."""
    return [cells[key]] if key in cells else []


def numbers_in(text: str) -> tuple[DocumentNumber, ...]:
    """Give each document number of a text once, in the order in which they stand.

    `按青水发〔2021〕14号和青财〔2022〕3号执行` → 青水发〔2021〕14号, 青财〔2022〕3号
    """
    numbers = list(map(attrgetter("number"), document_number.find(text)))
    return tuple(dict.fromkeys(numbers))


def numbers_of(cells: Iterable[Passage]) -> tuple[DocumentNumber, ...]:
    """Give each document number of several cells once, in the order in which they stand."""
    numbers: list[DocumentNumber] = []
    for cell in cells:
        numbers += numbers_in(cell.text)
    return tuple(dict.fromkeys(numbers))


def unit_named(text: str) -> ProjectUnit:
    """Give the unit of a cell: `105001-石桥县林业局` → 105001, 石桥县林业局."""
    match = _CODE_OF_UNIT.fullmatch(text)
    return ProjectUnit(None, text) if match is None else ProjectUnit(match["code"], match["name"])
