"""A list of projects whose indicators stand in words below their levels → one below the other.

项目名称 | 产出指标                     | 效益指标        项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
养护     | ①县道≥186公里；②及时率100% | 受益村≥138个 → 养护     | 产出指标 |          | 县道     | ≥186公里
                                                                 | 产出指标 |          | 及时率   | 100%
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetgraph.document import GridRow, passage, row_where
from budgetgraph.forms import forms, role
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
    pages: list[tuple[GridRow, ...]] = []
    columns: _Columns | None = None
    for page in claim.pages:
        rows: list[GridRow] = []
        for at, row in enumerate(page):
            headed = _headed(row, page[at + 1 : at + 2])
            if headed is not None:
                columns = headed
                rows.append((*_of_project(row, columns), *heading(row_where(row))))
            elif columns is None:
                rows.append(row)
            elif not _is_second_heading(row):
                rows += _rows(row, columns)
        pages.append(tuple(rows))
    return claim if columns is None else replace(claim, pages=tuple(pages))


def _headed(row: GridRow, below: Sequence[GridRow]) -> _Columns | None:
    """Tell the columns that levels head beside the name of a project; None for another row."""
    words = texts(row)
    first = _named(words, "level1")
    is_of_projects = any(role(forms().label, word) == "name" for word in words)
    if len(first) < _FEWEST_LEVELS or not is_of_projects or is_indicator_heading(row):
        return None
    second = [word for under in filter(_is_second_heading, below) for word in texts(under)]
    if not _APART.isdisjoint(role(forms().indicator, word) for word in (*words, *second)):
        return None
    return _Columns(_merged(words, first, second), _named(second, "level2"))


def _named(words: Sequence[str], level: str) -> dict[int, str]:
    """Give the words that name a level, by column."""
    names = forms().indicator[f"{level}_names"]
    return {at: word for at, word in enumerate(words) if word and word in names}


def _merged(words: Sequence[str], first: dict[int, str], second: Sequence[str]) -> dict[int, str]:
    """Give the first levels by column, each over the second ones below and right of it."""
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
