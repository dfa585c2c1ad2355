"""The rows of a table whose blank cells were lost: which cell stands in which column.

    heading  编码 | 名称 | 合计 | 基本支出 | 项目支出
    line     合计 386.20 296.20 90.00   →   "" | 合计 | 386.20 | 296.20 | 90.00

Where several readings are possible the one that adds up is taken; where none or several do, nothing
is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, product
from math import prod

from budgetgraph.document import GridRow
from budgetgraph.forms import column_measure
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.dumped.choice import consistent
from budgetgraph.recognise.dumped.figures import amount_of, figures
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
    if not {column.role for column in of_table} & {"item", "code"}:
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
    certain = [of_line[0] for of_line in of_lines if len(of_line) == 1]
    counted = [row for row in certain if not numbers_columns(texts(row))]
    if not counted or not all(_is_sum_of_parts(row, of_table) for row in counted):
        return of_lines
    kept: list[list[GridRow]] = []
    for of_line in of_lines:
        summed = [row for row in of_line if _is_sum_of_parts(row, of_table)]
        kept.append(summed or of_line)
    return kept


def _is_sum_of_parts(row: GridRow, of_table: list[Column]) -> bool:
    """Tell whether the first column of amounts is headed as the total and is the sum of the
    others.
    """
    values = [
        (cell, column) for cell, column in zip(row, of_table, strict=True) if _is_value(column)
    ]
    if len(values) < _FEWEST_OF_SUM or column_measure(values[0][1].name) != "total":
        return False
    total, *parts = [amount_of(cell) or Decimal() for cell, _ in values]
    return total == sum(parts)


def _is_value(column: Column) -> bool:
    return column.role == "value"


def _that_agree(of_lines: list[list[GridRow]], of_table: list[Column]) -> list[list[GridRow]]:
    """Give the readings; of a table of one list those that add up with the classes around them."""
    lines = []
    for of_line in of_lines:
        of_rows = [figures([row], of_table) for row in of_line]
        if any(len(of_row) != 1 for of_row in of_rows):
            return of_lines
        lines.append([of_row[0] for of_row in of_rows])
    kept: list[list[GridRow]] = []
    for of_line, numbers in zip(of_lines, consistent(lines), strict=True):
        kept.append([of_line[number] for number in numbers])
    return kept
