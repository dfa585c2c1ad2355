"""Names of totals that are centred over a whole side of a table, put into a column of names.

功能科目名称   金额      项目名称   金额
一、教育       90.00     一、基本   90.00         "", 当年支出小计, "", 90.00
          当年支出小计              90.00     →   "", "", 当年支出小计, 90.00
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.values.amount import is_number
from budgetgraph.values.code_notation import kind

#: So many numbers at least show that a column is one of amounts.
_FEWEST_NUMBERS = 2


def with_totals_beside_amounts(rows: Sequence[list[str]]) -> None:
    """Put each word that stands in a column of amounts into the column of names on its right, where
    that one is blank; a column of codes may stand between.
    """
    columns = list(zip(*rows, strict=True))
    are_amounts = list(map(_holds_amounts, columns))
    are_codes = list(map(_holds_codes, columns))
    for right in range(1, len(columns)):
        left = right - 2 if are_codes[right - 1] else right - 1
        is_beside_names = left >= 0 and are_amounts[left] and not are_amounts[right]
        if is_beside_names:
            _move_words(rows, left, right)


def _holds_codes(column: Sequence[str]) -> bool:
    """Tell whether numbers of digits alone, the codes of classes, stand in a column: 301, 30101."""
    texts = list(filter(None, column))
    codes = [text for text in texts if kind(text) is not None]
    return len(codes) >= _FEWEST_NUMBERS and len(codes) == len(texts)


def _holds_amounts(column: Sequence[str]) -> bool:
    """Tell whether at least as many numbers stand in a column as words."""
    texts = list(filter(None, column))
    numbers = sum(map(is_number, texts))
    return numbers >= max(_FEWEST_NUMBERS, len(texts) - numbers)


def _move_words(rows: Sequence[list[str]], column: int, right: int) -> None:
    """Move the words of a column of amounts to the one on its right."""
    for row in rows:
        word = row[column]
        is_free = not any(row[column + 1 : right + 1])
        if not is_free or is_number(word):
            continue
        row[column], row[right] = "", word
