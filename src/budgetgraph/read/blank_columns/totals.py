"""Names of totals that are centred over a whole side of a table, put into a column of names.

功能科目名称   金额      项目名称   金额
一、教育       90.00     一、基本   90.00         "", 当年支出小计, "", 90.00
          当年支出小计              90.00     →   "", "", 当年支出小计, 90.00
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.values.amount import is_number

#: So many numbers at least show that a column is one of amounts.
_FEWEST_NUMBERS = 2


def with_totals_beside_amounts(rows: Sequence[list[str]]) -> None:
    """Put each word that stands in a column of amounts into the column of names on its right, where
    that one is blank.
    """
    columns = list(zip(*rows, strict=True))
    are_amounts = list(map(_holds_amounts, columns))
    for right in range(1, len(columns)):
        is_beside_names = are_amounts[right - 1] and not are_amounts[right]
        if is_beside_names:
            _move_words(rows, right - 1, right)


def _holds_amounts(column: Sequence[str]) -> bool:
    """Tell whether at least as many numbers stand in a column as words."""
    texts = list(filter(None, column))
    numbers = sum(map(is_number, texts))
    return numbers >= max(_FEWEST_NUMBERS, len(texts) - numbers)


def _move_words(rows: Sequence[list[str]], column: int, right: int) -> None:
    """Move the words of a column of amounts to the one on its right."""
    for row in rows:
        word, beside = row[column], row[right]
        if beside or is_number(word):
            continue
        row[column], row[right] = "", word
