"""Which columns of a table hold money."""

from __future__ import annotations

import re
from collections.abc import Set

from budgetgraph.disclosure import Cell
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern

_NO_PART_COLUMN = pattern("table_sums", "no_part_column")
_NO_AMOUNT = pattern("table_sums", "no_amount")
_MONEY = pattern("table_sums", "money")


def is_amount(cell: Cell) -> bool:
    """Tell whether the column of a cell may hold money: not 自评得分, 单价 or 备注."""
    return not _has(cell, _NO_AMOUNT)


def is_money(cell: Cell, added_up: Set[str]) -> bool:
    """Tell whether the column of a cell is one of money, by its heading or because the rows add it
    up: `added_up` are the columns that they do.
    """
    name = cell.full_heading
    is_called_money = name in added_up or _MONEY.search(fold(name)) is not None
    return is_called_money and is_amount(cell)


def may_be_part(cell: Cell) -> bool:
    """Tell whether a column may be a part of its row's total: not 其中：政府采购, 上年结转."""
    return not _has(cell, _NO_PART_COLUMN)


def _has(cell: Cell, words: re.Pattern[str]) -> bool:
    """Tell whether a heading above a cell holds one of these words."""
    return any(words.search(fold(name)) for name in cell.headings)
