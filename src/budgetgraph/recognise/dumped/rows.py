"""The rows of a table whose blank cells were lost: which cell stands in which column.

    heading  编码 | 名称 | 合计 | 基本支出 | 项目支出
    line     合计 386.20 296.20 90.00   →   "" | 合计 | 386.20 | 296.20 | 90.00

Where several readings are possible the one that adds up is taken; where none or several do, nothing
is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from budgetgraph.document import GridRow, Passage, passage, squeeze
from budgetgraph.forms import column_measure, forms
from budgetgraph.recognise.closing import Figures, closes
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.dumped.choice import consistent
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.values import code_notation
from budgetgraph.values.amount import PrintedAmount, is_left_blank, is_share, read_amount

Line = Sequence[Passage]
#: More readings of one line or of one table than these are not tried.
_MOST_OF_LINE, _MOST_OF_TABLE = 24, 512
_PART_OF_CODE = 2


def grid(heading: tuple[GridRow, ...], lines: Sequence[Line]) -> tuple[GridRow, ...] | None:
    """The rows below a heading, None where a cell fits no column or the columns cannot be told."""
    found = columns(heading)
    if not any(column.role in {"item", "code"} for column in found):
        return None
    readings: list[list[GridRow]] = []
    for line in lines:
        of_line = list(islice(_readings(line, found), _MOST_OF_LINE + 1))
        if not of_line or len(of_line) > _MOST_OF_LINE:
            return None
        readings.append(of_line)
    return _chosen(_that_agree(_that_sum_up(readings, found), found), found)


def adds_up(heading: tuple[GridRow, ...], rows: Sequence[GridRow]) -> bool:
    """Whether the rows close, and there is something to add up."""
    return closes(figures(rows, columns(heading))) is True


def _chosen(readings: list[list[GridRow]], found: list[Column]) -> tuple[GridRow, ...] | None:
    """The one reading of all lines that closes, or the only one there is."""
    count = 1
    for of_line in readings:
        count *= len(of_line)
    if count > _MOST_OF_TABLE:
        return None
    whole = list(product(*readings))
    if len(whole) == 1:
        return whole[0]
    closing = [rows for rows in whole if closes(figures(rows, found))]
    return closing[0] if len(closing) == 1 else None


def _that_sum_up(readings: list[list[GridRow]], found: list[Column]) -> list[list[GridRow]]:
    """The readings; where in every certain row the first amount is the sum of the others, only
    those rows where it is so too.
    """
    certain = [of_line[0] for of_line in readings if len(of_line) == 1]
    summed = [_is_sum_of_parts(row, found) for row in certain if not numbers_columns(texts(row))]
    if not summed or not all(summed):
        return readings
    return [
        [row for row in of_line if _is_sum_of_parts(row, found)] or of_line for of_line in readings
    ]


def _that_agree(readings: list[list[GridRow]], found: list[Column]) -> list[list[GridRow]]:
    """The readings; of a table of one list those that add up with the classes around them."""
    lines = [[figures([row], found) for row in of_line] for of_line in readings]
    if any(len(of_row) != 1 for of_line in lines for of_row in of_line):
        return readings
    left = consistent([[of_row[0] for of_row in of_line] for of_line in lines])
    return [
        [of_line[number] for number in numbers]
        for of_line, numbers in zip(readings, left, strict=True)
    ]


def _is_sum_of_parts(row: GridRow, found: list[Column]) -> bool:
    values = [index for index, column in enumerate(found) if column.role == "value"]
    if len(values) <= _PART_OF_CODE or column_measure(found[values[0]].name) != "total":
        return False
    amounts = [amount.value if amount else 0 for amount in (_amount(row[at]) for at in values)]
    return amounts[0] == sum(amounts[1:])


def figures(rows: Sequence[GridRow], found: Sequence[Column]) -> list[Figures]:
    """The amounts of rows as they are added up, each list of names for itself."""
    blocks = list(dict.fromkeys((column.side, column.block) for column in found))
    result = []
    for row in rows:
        if numbers_columns(texts(row)):
            continue
        for side, number in blocks:
            part = [
                (cell, column)
                for cell, column in zip(row, found, strict=True)
                if (column.side, column.block) == (side, number)
            ]
            result.append(_figures(part, f"{side or ''}#{number}" if side else ""))
    return [one for one in result if one.item or one.amounts]


def _figures(part: list[tuple[Passage, Column]], block: str) -> Figures:
    code = "".join(squeeze(cell.text) for cell, column in part if column.role.startswith("code"))
    item = "".join(squeeze(cell.text) for cell, column in part if column.role == "item")
    named = code_notation.split_code(item) if not code else None
    amounts = {
        column.name: amount.value
        for cell, column in part
        if column.role == "value" and (amount := _amount(cell)) is not None
    }
    if named is not None:
        code, item = named
    return Figures(code or None, item, amounts, block)


def _amount(cell: Passage) -> PrintedAmount | None:
    return read_amount(cell.text) if cell else None


# --- one line -------------------------------------------------------------------------------------
def _readings(line: Line, found: list[Column]) -> Iterator[GridRow]:
    """The rows that a line may be: its cells in the columns where blanks show them to be, else in
    every way that keeps their order and fits each of them.
    """
    width = len(found)
    if len(line) == width and numbers_columns(texts(tuple(line))):
        yield tuple(line)
        return
    if len(line) <= width:
        padded = [*line, *[_blank(line)] * (width - len(line))]
        if _is_whole(line, width) and all(map(_fits, padded, found)):
            yield tuple(padded)
            return
    filled = [cell for cell in line if cell]
    for places in _placements(filled, found, 0):
        row = [_blank(line)] * width
        for cell, place in zip(filled, places, strict=True):
            row[place] = cell
        if _is_named(row, found):
            yield tuple(row)


def _is_whole(line: Line, width: int) -> bool:
    """Whether a line shows where its blank cells are: all are filled, or a blank stands in it."""
    return len(line) == width or any(not cell for cell in line)


def _placements(cells: Line, found: list[Column], start: int) -> Iterator[list[int]]:
    if not cells:
        yield []
        return
    for place in range(start, len(found) - len(cells) + 1):
        if _fits(cells[0], found[place]):
            for rest in _placements(cells[1:], found, place + 1):
                yield [place, *rest]


def _is_named(row: list[Passage], found: list[Column]) -> bool:
    """Whether each amount has a name in its own list of names, and no part of a code stands behind
    a blank one.
    """
    parts = [
        bool(cell) for cell, column in zip(row, found, strict=True) if column.role == "code_part"
    ]
    if parts != sorted(parts, reverse=True):
        return False
    named = {
        (column.side, column.block)
        for cell, column in zip(row, found, strict=True)
        if cell and column.role in {"item", "code"}
    }
    return all(
        (column.side, column.block) in named
        for cell, column in zip(row, found, strict=True)
        if cell and column.role == "value"
    )


def _fits(cell: Passage, column: Column) -> bool:
    return not cell or _FITS.get(column.role, _is_anything)(squeeze(cell.text), column)


def _is_code(text: str, column: Column) -> bool:
    if column.role == "code_part":
        is_first = column.name in forms().heading["code_class"]
        return text.isdigit() and (len(text) > _PART_OF_CODE) == is_first
    return code_notation.kind(code_notation.printed_code(text) or "") is not None


def _is_item(text: str, _: Column) -> bool:
    return read_amount(text) is None and not is_left_blank(text)


def _is_serial(text: str, _: Column) -> bool:
    return text.isdigit()


def _is_value(text: str, column: Column) -> bool:
    is_number = read_amount(text) is not None or is_left_blank(text) or is_share(text)
    return is_number or (column_measure(column.name) is None and "预算" not in column.name)


def _is_anything(_: str, __: Column) -> bool:
    return False


_FITS: dict[str, Callable[[str, Column], bool]] = {
    "code": _is_code,
    "code_part": _is_code,
    "item": _is_item,
    "serial": _is_serial,
    "value": _is_value,
}


def _blank(line: Line) -> Passage:
    return passage("", line[0].where)
