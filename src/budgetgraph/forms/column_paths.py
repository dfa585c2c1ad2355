"""What the column of a table measures, by all headings that stand over it.

2025年预算数 › 基本支出 › 小计     → basic expenditure, of 2025
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from budgetgraph.forms import YEAR, column_measure, fold, forms, is_one_of, printed_years

#: The measures that are kinds of money.
FUNDS = frozenset({"general_public", "government_fund", "state_capital", "special_account"})
#: Money of one source that is no kind of its own: 财政拨款 over 小计.
ONE_SOURCE = "one_source"
TOTAL = "total"
#: Tables of all money, of which 财政拨款 over 小计 is a part.
_OF_ALL_MONEY = frozenset(
    {"revenue_summary", "expenditure_summary", "revenue_expenditure_summary", "project_expenditure"}
)
#: The measures of a heading that is no part of the whole below which a sum would be the part's.
_NO_PARTS = FUNDS | {TOTAL, "quantity", None}

#: The same few headings are asked for every cell, and each answer takes a dozen patterns.
_KEPT = 4096

Path = tuple[str, ...]
"""The headings over a column, from top to bottom."""


@lru_cache(maxsize=_KEPT)
def measure_of_column(path: Path, table_type: str, year: int | None = None) -> str | None:
    """Give the measure of a column in a disclosure of `year`, None where the catalogue has none.

    2025年预算数 › 合计 → total; 基本支出 › 小计 → basic_expenditure; 一般公共预算 › 小计 → general_public in a
    table of all money; 2024年预算数 › 合计 and 比上年增减 › 合计 → None in a disclosure of 2025
    """
    if is_of_another_year(path, year):
        return None
    own = path_of_part(path, table_type)
    return measure_of_fund(column_measure(own[-1], year), fund_over(own), table_type)


@lru_cache(maxsize=_KEPT)
def is_of_another_year(path: Path, year: int | None) -> bool:
    """Tell whether a heading says another year than `year`, or that two years are compared.

    Of a disclosure whose year is not known only words tell it: 上年预算数, 比上年增减.
    """
    printed = printed_years(path)
    is_told = year is not None and bool(printed - {year})
    headings = forms().heading
    return is_told or headings["year_before"].in_any(path) or headings["compared"].in_any(path)


@lru_cache(maxsize=_KEPT)
def year_of_path(path: Path, year: int) -> int:
    """Give the year of the amounts of a column in a disclosure of `year`.

    2024年决算数 → 2024; 上年预算数 → the year before; 比上年增减, 2024年与2025年 → `year`, which is compared
    """
    if forms().heading["compared"].in_any(path):
        return year
    printed = printed_years(path)
    if len(printed) == 1:
        return printed.pop()
    is_before = not printed and forms().heading["year_before"].in_any(path)
    return year - 1 if is_before else year


@lru_cache(maxsize=_KEPT)
def path_of_part(path: Path, table_type: str) -> Path:
    """Give a path without the sum of a part at its end: 公务用车购置及运行费 › 小计 → 公务用车购置及运行费.

    基本支出 is no part in a table of basic expenditure.
    """
    if len(path) < 2 or not _is_sum(path[-1]):
        return path
    is_whole = (column_measure(path[-2]) or "total") in table_type
    return path[:-1] if is_part(path[-2]) and not is_whole else path


def _is_sum(leaf: str) -> bool:
    """Tell whether a leaf stands for the whole of what is above it: 小计, 2025年预算数, 决算数."""
    return column_measure(_without_year(leaf)) == TOTAL or is_executed((leaf,))


def is_executed(path: Path) -> bool:
    """Tell whether a leaf says that all of it was spent, and nothing more: 决算数, 2024年决算数."""
    return _without_year(path[-1]) in forms().heading["executed"]


def _without_year(heading: str) -> str:
    """Give a heading without its year: 2025年预算数, 2025年度预算数 → 预算数."""
    return YEAR.sub("", heading)


def is_part(heading: str) -> bool:
    """Tell whether a heading is a part of all that is spent, and no kind of money: 基本支出, 人员经费."""
    return column_measure(heading) not in _NO_PARTS or heading in forms().heading["part"]


def says_when(heading: str) -> bool:
    """Tell whether a heading says a year or a phase and nothing more: 2025年, 本年预算数, 预算数."""
    bare = _without_year(heading)
    return not bare or bare in forms().heading["when"]


def heads_years(words: Iterable[str]) -> bool:
    """Tell whether words are the heading of several years and no captions: 2024年度, 2025年度."""
    years = (YEAR.fullmatch(fold(word)) for word in words)
    return len({year["year"] for year in years if year is not None}) > 1


def fund_over(path: Path) -> str | None:
    """Give the kind of money that a heading over the leaf of a column names, the lowest one first.

    一般公共预算 › 小计 → general_public, 财政拨款 › 小计 → one_source, 合计 → None; 其中 › 项目支出 → None, but
    其中 › 小计 → one_source
    """
    is_sum = column_measure(path[-1]) == TOTAL
    for heading in reversed(path[:-1]):
        if not is_sum and heading in forms().heading["of_which"]:
            continue
        measure = column_measure(heading)
        if measure in FUNDS:
            return measure
        if _is_of_one_source(heading):
            return ONE_SOURCE
    return None


def _is_of_one_source(heading: str) -> bool:
    """Tell whether a heading names money of one source, or says that it is a part."""
    return is_one_of(forms().heading, ("one_source", "among"), heading)


@lru_cache(maxsize=_KEPT)
def fund_of_path(path: Path) -> str | None:
    """Give the kind of money of a column: that of its own heading, or of one above it.

    政府性基金预算拨款 → government_fund, 财政拨款 › 小计 → one_source, 合计 → None
    """
    leaf = path[-1]
    measure = column_measure(leaf)
    if measure in FUNDS:
        return measure
    return ONE_SOURCE if _is_of_one_source(leaf) else fund_over(path)


def measure_of_fund(measure: str | None, fund: str | None, table_type: str) -> str | None:
    """Give what a column measures whose leaf measures `measure`, below the heading of a `fund`.

    小计 below 一般公共预算 is the amount of that fund. 基本支出 below it is basic expenditure only in a
    table of that fund, and in one of all money it has no measure.
    """
    if fund is None or table_type.startswith(fund):
        return measure
    is_part = fund in FUNDS or table_type in _OF_ALL_MONEY
    if not is_part:
        return measure
    return fund if measure == TOTAL and fund in FUNDS else None
