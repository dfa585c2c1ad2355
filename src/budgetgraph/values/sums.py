"""Tell whether a printed name is that of a sum: of a total (合计, 总计) or of a part (小计)."""

from __future__ import annotations

import re
from functools import cache

from budgetgraph.document.data_file import read_patterns
from budgetgraph.document.folding import fold


def is_total(name: str) -> bool:
    """Tell whether a name is that of a whole and nothing more: 合计, 总 计."""
    return _patterns()["total"].fullmatch(fold(name)) is not None


def is_sum(name: str) -> bool:
    """Tell whether a name is that of a whole or of a part and nothing more: 合计, 小计."""
    return _patterns()["sum"].fullmatch(fold(name)) is not None


def is_total_row(name: str) -> bool:
    """Tell whether a row of this name is the total of a table: 合计, 本年支出合计, 收入总计."""
    return _patterns()["total_row"].fullmatch(fold(name)) is not None


def stands_centred(name: str) -> bool:
    """Tell whether a page may print a name centred beside the amounts it sums up: 合 计, 小计."""
    return _patterns()["centred"].fullmatch(name) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give the pattern of each kind of names, from `sums.toml`."""
    written = read_patterns("budgetgraph.values", "sums.toml")
    return {kind: re.compile(names) for kind, names in written.items()}
