"""The rows of a table whose blank cells were lost: which cell stands in which column.

    heading  编码 | 名称 | 合计 | 基本支出 | 项目支出
    line     合计 386.20 296.20 90.00   →   "" | 合计 | 386.20 | 296.20 | 90.00

Where several readings are possible the one that adds up is taken; where none or several do, nothing
is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import chain, islice, product
from math import prod
from operator import attrgetter

from budgetgraph.document import GridRow
from budgetgraph.forms import column_measure
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.dumped.adding_up.choice import consistent
from budgetgraph.recognise.dumped.adding_up.figures import amount_of, figures
from budgetgraph.recognise.dumped.one_row import Line, readings
from budgetgraph.recognise.headings import numbers_columns, texts

#: More readings of one line or of one table than these are not tried.
_MOST_OF_LINE, _MOST_OF_TABLE = 24, 512
#: A total and two parts: of fewer columns, an amount printed twice says nothing.
_FEWEST_OF_SUM = 3


def grid(heading: tuple[GridRow, ...], lines: Sequence[Line]) -> tuple[GridRow, ...] | None:
    """Give the rows below a heading, None where a cell fits no column or the columns cannot be
    told.
    """
    of_table = columns(heading)
    if not set(map(attrgetter("role"), of_table)) & {"item", "code"}:
        return None
    of_lines: list[list[GridRow]] = []
    for line in lines:
        of_line = list(islice(readings(line, of_table), _MOST_OF_LINE + 1))
        if not 0 < len(of_line) <= _MOST_OF_LINE:
            return None
        of_lines.append(of_line)
    return _chosen(_that_agree(_that_sum_up(of_lines, of_table), of_table), of_table)


def adds_up(heading: tuple[GridRow, ...], rows: Sequence[GridRow]) -> bool:
    """Tell whether the rows close, and there is something to add up."""
    return closes(figures(rows, columns(heading))) is True


def _chosen(of_lines: list[list[GridRow]], of_table: list[Column]) -> tuple[GridRow, ...] | None:
    """Give the one reading of all lines that closes, or the only one there is."""
    if prod(map(len, of_lines)) > _MOST_OF_TABLE:
        return None
    whole = list(product(*of_lines))
    if len(whole) == 1:
        return whole[0]
    closing = [rows for rows in whole if closes(figures(rows, of_table))]
    return closing[0] if len(closing) == 1 else None


def _that_sum_up(of_lines: list[list[GridRow]], of_table: list[Column]) -> list[list[GridRow]]:
    """Give the readings; where in every certain row the first amount is the sum of the others, only
    those rows where it is so too.
    """
    is_sum = partial(_is_sum_of_parts, of_table=of_table)
    counted: list[GridRow] = []
    for of_line in of_lines:
        is_certain = len(of_line) == 1
        if is_certain and not numbers_columns(texts(of_line[0])):
            counted += of_line
    if not counted or not all(map(is_sum, counted)):
        return of_lines
    kept: list[list[GridRow]] = []
    for of_line in of_lines:
        summed = list(filter(is_sum, of_line))
        kept.append(summed or of_line)
    return kept


def _is_sum_of_parts(row: GridRow, of_table: list[Column]) -> bool:
    """Tell whether the first column of amounts is headed as the total and is the sum of the
    others.
    """
    amounts: list[Decimal] = []
    names: list[str] = []
    for cell, column in zip(row, of_table, strict=True):
        if _is_value(column):
            amounts.append(amount_of(cell) or Decimal())
            names.append(column.name)
    if len(amounts) < _FEWEST_OF_SUM or column_measure(names[0]) != "total":
        return False
    total, *parts = amounts
    return total == sum(parts)


def _is_value(column: Column) -> bool:
    return column.role == "value"


def _that_agree(of_lines: list[list[GridRow]], of_table: list[Column]) -> list[list[GridRow]]:
    """Give the readings; of a table of one list those that add up with the classes around them."""
    lines = []
    for of_line in of_lines:
        of_rows = [figures([row], of_table) for row in of_line]
        if not set(map(len, of_rows)) <= {1}:
            return of_lines
        lines.append(list(chain.from_iterable(of_rows)))
    kept: list[list[GridRow]] = []
    for of_line, numbers in zip(of_lines, consistent(lines), strict=True):
        kept.append(list(map(of_line.__getitem__, numbers)))
    return kept
