"""What a column measures that the catalogue does not know: a kind of revenue, the worth of things.

revenue_summary, 本年收入 › 其他收入   → other_revenue
revenue_summary, 事业收入 › 小计      → business_revenue, for a sum is named by what stands above it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from budgetgraph.document.data_file import read_patterns
from budgetgraph.forms import column_measure, fold
from budgetgraph.forms.column_paths import Path, is_of_another_year
from budgetgraph.values.sums import is_sum

#: Patterns over the name of a column, by measure, by type of table.
_Names = Mapping[str, Mapping[str, re.Pattern[str]]]


@lru_cache(maxsize=4096)
def measure_by_name(path: Path, table_type: str, year: int | None) -> str | None:
    """Give the measure that a column's name says in a table of this type, None where none does.

    A column of another year than the paper's measures nothing of the paper's.
    """
    if is_of_another_year(path, year):
        return None
    name = _name(path)
    measures = _names().get(table_type, {})
    return next((measure for measure, words in measures.items() if words.search(name)), None)


def _name(path: Path) -> str:
    """Give the folded heading that names a column: 事业收入 › 小计 → 事业收入."""
    leaf = fold(path[-1])
    return fold(path[-2]) if len(path) > 1 and is_sum(leaf) else leaf


def why_no_measure(column: str, path: Path, year: int | None) -> tuple[str, str]:
    """Tell in Chinese and English why a figure of this column has no measure.

    2024年预算数 in a paper of 2025 → it is of another year; 一般公共预算 › 人员经费 → it is a part of one
    kind of money; 采购组织形式 → the catalogue does not know it
    """
    if is_of_another_year(path, year):
        return (
            f"“{column}”是其他年度的数，或与其他年度比较的数",
            f"the column {column} is of another year, or compares with one",
        )
    if len(path) > 1 and column_measure(path[-1], year) is not None:
        above = path[-2]
        return (
            f"“{column}”只是“{above}”的一部分，不是全部资金的数",
            f"the column {column} counts only a part of {above}, not all money",
        )
    return (
        f"度量目录没有“{column}”这一栏",
        f"the catalogue of measures has no column {column}",
    )


@cache
def _names() -> _Names:
    """Give the patterns of `column_names.toml`."""
    data = read_patterns("budgetgraph.mapping.cells", "column_names.toml")
    return {table: _compiled(measures) for table, measures in data.items()}


def _compiled(measures: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {measure: re.compile("|".join(words)) for measure, words in measures.items()}
