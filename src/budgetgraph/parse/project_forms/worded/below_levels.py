"""A list of projects whose indicators stand in words below their levels → one below the other.

项目名称 | 产出指标                     | 效益指标        项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
养护     | ①县道≥186公里；②及时率100% | 受益村≥138个 → 养护     | 产出指标 |          | 县道     | ≥186公里
                                                                 | 产出指标 |          | 及时率   | 100%
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from budgetgraph.document import GridRow, passage, row_where
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.worded.indicator_rows import (
    NOTHING,
    heading,
    indicator_rows,
)
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import texts

#: Levels over fewer columns may be words of another table.
_FEWEST_LEVELS = 2
#: Columns of indicators that are no words: where one is there, names and targets stand apart.
_APART = frozenset({"level3", "target", "operator", "unit"})


@dataclass(frozen=True, slots=True)
class _Columns:
    """The levels that head columns, by column."""

    level1: dict[int, str]
    level2: dict[int, str]

    @property
    def all(self) -> set[int]:
        """The columns of indicators."""
        return {*self.level1, *self.level2}


def below_levels(claim: FormClaim) -> FormClaim:
    """Give a list with words below its levels as a list of indicators; other forms as they are."""
    walk = _Walk()
    pages = tuple(map(walk.page, claim.pages))
    return claim if walk.columns is None else replace(claim, pages=pages)


class _Walk:
    """Goes down the pages; the columns of a heading hold for the rows below it, and on the next
    page.
    """

    def __init__(self) -> None:
        self.columns: _Columns | None = None

    def page(self, page: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        """Give the rows of a page with a row for each indicator."""
        rows: list[GridRow] = []
        for row, below in zip_longest(page, page[1:], fillvalue=()):
            rows += self._row(row, below)
        return tuple(rows)

    def _row(self, row: GridRow, below: GridRow) -> Iterator[GridRow]:
        """Give what a row of a page becomes: a heading, no row for its second row, indicators."""
        headed = _headed(row, below)
        if headed is not None:
            self.columns = headed
            yield (*_of_project(row, headed), *heading(row_where(row)))
        elif self.columns is None:
            yield row
        elif not _is_second_heading(row):
            yield from _rows(row, self.columns)


def _headed(row: GridRow, below: GridRow) -> _Columns | None:
    """Tell the columns that levels head beside the name of a project; None for another row.

    The row below it may be the second one of the heading, of second levels alone.
    """
    words = texts(row)
    first = _named(words, "level1")
    is_of_levels = len(first) >= _FEWEST_LEVELS and not is_indicator_heading(row)
    is_of_projects = "name" in map(forms().label.role, words)
    if not is_of_levels or not is_of_projects:
        return None
    second = texts(below) if _is_second_heading(below) else []
    roles = map(forms().indicator.role, (*words, *second))
    if not _APART.isdisjoint(roles):
        return None
    return _Columns(_merged(words, first, second), _named(second, "level2"))


def _named(words: Sequence[str], level: str) -> dict[int, str]:
    """Give the words that name a level, by column."""
    names = forms().indicator[f"{level}_names"]
    return {at: word for at, word in enumerate(words) if word and word in names}


def _merged(words: Sequence[str], first: dict[int, str], second: Sequence[str]) -> dict[int, str]:
    """Give the first levels by column, each over the second ones below and right of it.

    产出指标 |          | 效益指标
    数量指标 | 质量指标 | 社会效益指标     → 产出指标, 产出指标, 效益指标
    """
    levels = dict(first)
    for at, word in enumerate(second):
        is_below_level = at - 1 in levels and at < len(words) and not words[at]
        if word and is_below_level:
            levels[at] = levels[at - 1]
    return levels


def _is_second_heading(row: GridRow) -> bool:
    """Tell whether a row holds nothing but second levels: | | 数量指标 | 质量指标 |."""
    words = list(filter(None, texts(row)))
    names = forms().indicator["level2_names"]
    return len(words) >= _FEWEST_LEVELS and all(word in names for word in words)


def _of_project(row: GridRow, columns: _Columns) -> GridRow:
    """Give the cells of a row that are of its project."""
    return tuple(cell for at, cell in enumerate(row) if at not in columns.all)


def _rows(row: GridRow, columns: _Columns) -> Iterator[GridRow]:
    """Give a row for each indicator; what a row says of its project stands in the first one."""
    of_project = _of_project(row, columns)
    indicators = list(_indicators(row, columns)) or [(NOTHING,) * len(heading(row_where(row)))]
    for cells in indicators:
        yield (*of_project, *cells)
        of_project = (NOTHING,) * len(of_project)


def _indicators(row: GridRow, columns: _Columns) -> Iterator[GridRow]:
    """Give the indicators of a row with the levels over them."""
    where = row_where(row)
    for at in sorted(columns.all & set(range(len(row)))):
        level1 = passage(columns.level1.get(at, ""), where)
        level2 = passage(columns.level2.get(at, ""), where)
        yield from indicator_rows(level1, level2, row[at])
