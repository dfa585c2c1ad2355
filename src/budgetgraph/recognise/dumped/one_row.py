"""One line of a table whose blank cells were lost: the rows that it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import column_measure, forms
from budgetgraph.recognise.columns import Column
from budgetgraph.recognise.dumped.adding_up.figures import ListOfNames, list_of_names
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.values import code_notation
from budgetgraph.values.amount import is_amount, is_left_blank, is_share

Line = Sequence[Passage]
#: The first part of a code, 类, has three digits; the others have no more than two.
_PART_OF_CODE = 2


def readings(line: Line, columns: Sequence[Column]) -> Iterator[GridRow]:
    """Give the rows that a line may be: its cells in the columns where blanks show them to be, else
    in every way that keeps their order and fits each of them.
    """
    row = _shown(line, columns)
    if row is not None:
        yield row
        return
    cells = list(filter(None, line))
    for places in _placements(cells, columns, 0):
        placed = _placed(cells, places, _blank(line), len(columns))
        if _is_named(placed, columns):
            yield placed


def _shown(line: Line, columns: Sequence[Column]) -> GridRow | None:
    """Give the row that a line shows by itself: it numbers the columns, or it is whole and each of
    its cells fits.
    """
    missing = len(columns) - len(line)
    if missing < 0:
        return None
    if missing == 0 and numbers_columns(texts(tuple(line))):
        return tuple(line)
    if missing and all(line):
        return None
    padded = (*line, *[_blank(line)] * missing)
    fits = all(map(_fits, padded, columns))
    return padded if fits else None


def _placements(cells: Line, columns: Sequence[Column], start: int) -> Iterator[list[int]]:
    """Give every choice of columns for cells, from left to right, each of which fits its column."""
    if not cells:
        yield []
        return
    for place in range(start, len(columns) - len(cells) + 1):
        if not _fits(cells[0], columns[place]):
            continue
        for rest in _placements(cells[1:], columns, place + 1):
            yield [place, *rest]


def _placed(cells: Line, places: Sequence[int], blank: Passage, width: int) -> GridRow:
    """Put cells into their columns: 合计, 43.00 at 1, 2 → `"" | 合计 | 43.00`."""
    row = [blank] * width
    for cell, place in zip(cells, places, strict=True):
        row[place] = cell
    return tuple(row)


def _is_named(row: GridRow, columns: Sequence[Column]) -> bool:
    """Tell whether each amount has a name in its own list of names, and no part of a code stands
    behind a blank one.
    """
    parts: list[bool] = []
    filled: list[Column] = []
    for cell, column in zip(row, columns, strict=True):
        if _is_part(column):
            parts.append(bool(cell))
        if cell:
            filled.append(column)
    if parts != sorted(parts, reverse=True):
        return False
    named = _lists_of(filled, ("item", "code"))
    return _lists_of(filled, ("value",)) <= named


def _lists_of(columns: Sequence[Column], roles: Sequence[str]) -> set[ListOfNames]:
    """Give the lists of names that the columns with some roles belong to."""
    return {list_of_names(column) for column in columns if column.role in roles}


def _is_part(column: Column) -> bool:
    return column.role == "code_part"


# --- whether a cell fits a column -----------------------------------------------------------------
def _fits(cell: Passage, column: Column) -> bool:
    """Tell whether a column may hold a cell; a blank cell fits everywhere."""
    fits = _FITS.get(column.role)
    return not cell or (fits is not None and fits(cell.squeezed, column))


def _fits_code(text: str, column: Column) -> bool:
    return code_notation.kind(code_notation.printed_code(text) or "") is not None


def _fits_code_part(text: str, column: Column) -> bool:
    """Tell whether a text is a part of a code: three digits below 类, two below 款 and 项."""
    is_first = column.name in forms().heading["code_class"]
    is_long = len(text) > _PART_OF_CODE
    return text.isdigit() and is_long == is_first


def _fits_item(text: str, column: Column) -> bool:
    return not is_amount(text) and not is_left_blank(text)


def _fits_serial(text: str, column: Column) -> bool:
    return text.isdigit()


def _fits_value(text: str, column: Column) -> bool:
    """Tell whether a column of values may hold a text: a number, a mark for none; any text where
    the column is not known to hold money.
    """
    if is_amount(text) or is_left_blank(text) or is_share(text):
        return True
    is_of_money = column_measure(column.name) is not None or "预算" in column.name
    return not is_of_money


_FITS: dict[str, Callable[[str, Column], bool]] = {
    "code": _fits_code,
    "code_part": _fits_code_part,
    "item": _fits_item,
    "serial": _fits_serial,
    "unit_code": _fits_serial,
    "value": _fits_value,
}


def _blank(line: Line) -> Passage:
    return passage("", line[0].where)
