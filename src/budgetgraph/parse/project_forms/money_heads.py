"""The heads over the amounts of a form: of years, of what was spent, of sources.

项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额     | 120.00     | 120.00     | 95.50
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from budgetgraph.document import GridRow, Passage, squeeze
from budgetgraph.forms import forms
from budgetgraph.forms.patterns import Patterns
from budgetgraph.recognise.labels import AMOUNTS, NO_PROJECT, LabelledCell, labelled_cells
from budgetgraph.values.amount import read_amount
from budgetgraph.values.sums import is_sum

#: Labels of money that has no field.
MORE_MONEY = "more_money"
#: Labels that a block of money holds: behind another one its heads are in force no more.
_MONEY = AMOUNTS | {MORE_MONEY, NO_PROJECT, "spent", "beside_budget"}
#: The heads of the amounts of one year: 年初预算数 | 全年预算数 | 全年执行数 | 执行率.
_OF_YEAR = frozenset({"total_of_year", "spent", "beside_budget"})
#: Rows whose amounts are of the whole project, not of a source.
WHOLE = ("total_of_year", "total")
_YEAR_ALONE = re.compile(r"20\d\d年度?")


def is_of_source(heads: GridRow, row: GridRow) -> bool:
    """Tell whether a row below nothing but heads of money is of one source, not of the whole.

    项目资金 | 年初预算数 | 全年预算数
    一般债券 | 1.00       | 1.00           is; `年度资金总额 | …` is not, nor is a row of figures alone
    """
    keys = {cell.key for cell in labelled_cells(heads)} - {"plain"}
    if not keys or not keys <= _MONEY:
        return False
    names = [cell for cell in labelled_cells(row) if not is_figure(cell.passage)]
    own = next((cell.key for cell in names if cell.key != "plain"), NO_PROJECT)
    return own not in {*WHOLE, NO_PROJECT}


def stand_over_labels(heads: GridRow, row: GridRow) -> bool:
    """Tell whether a head of the year's money stands over a label, and no head over the amount
    right of that, as where blank space alone tells the columns: then none surely stands over its
    amounts.

     | 年初预算数   |         | 全年预算数
     | 年度资金总额 | 1560.00 | 1602.00
    """
    cells = labelled_cells(heads)
    of_year = [cell for cell in cells if cell.key in _OF_YEAR]
    over = columns_of(of_year, "total_of_year")
    headed = {cell.column for cell in cells}
    for label, amount in pairwise(labelled_cells(row)):
        is_under_head = label.key is not None and label.column in over
        is_amount_alone = is_figure(amount.passage) and amount.column not in headed
        if is_under_head and is_amount_alone:
            return len(of_year) > 1
    return False


def are_heads(cells: Sequence[LabelledCell]) -> bool:
    """Tell whether a row holds several labels and no value.

    `年初预算数 | 全年执行数` does, `项目 | 年初预算数` with the kinds of money below 项目 too,
    `年初预算数 | 60.00` does not.
    """
    of_kinds = forms().form["kinds_of_money"]
    return len(cells) > 1 and all(_heads(cell, of_kinds) for cell in cells)


def _heads(cell: LabelledCell, of_kinds: Patterns) -> bool:
    return cell.key is not None or cell.passage.text in of_kinds


def columns_of(cells: Sequence[LabelledCell], key: str) -> frozenset[int]:
    """Give the columns of the labels with a key."""
    return frozenset(cell.column for cell in cells if cell.key == key)


def total_heads(cells: Sequence[LabelledCell]) -> frozenset[int]:
    """Give the columns of the words of a total in a row of nothing but labels of money.

    项目资金（万元） | 合计  | 财政拨款 | 其他资金
                     | 60.00 | 50.00    | 10.00     → the column of 60.00
    """
    keys = {cell.key for cell in cells}
    has_source = not keys.isdisjoint({MORE_MONEY, "fiscal", "fiscal_of_year", "other"})
    if not has_source or not keys <= _MONEY | {"plain"}:
        return frozenset()
    of_total = (cell for cell in cells if is_sum(cell.passage.text))
    return frozenset(cell.column for cell in of_total)


def leaves_money(cells: Sequence[LabelledCell]) -> bool:
    """Tell whether a row begins with a label that is none of money: `绩效目标 | …`, not ` | 60.00`."""
    if not cells or is_figure(cells[0].passage):
        return False
    return cells[0].column == 0 and cells[0].key not in _MONEY


def is_year(text: str) -> bool:
    """Tell whether a head is nothing but a year: 2024年, 2024年度."""
    return _YEAR_ALONE.fullmatch(squeeze(text)) is not None


def is_figure(cell: Passage) -> bool:
    """Tell whether a cell is an amount or a rate: 95.50, 79.6%."""
    return read_amount(cell.text.strip().rstrip("%％")) is not None
