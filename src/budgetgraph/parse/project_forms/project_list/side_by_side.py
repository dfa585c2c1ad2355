"""Indicators whose first levels stand side by side over a list of projects → one below the other.

项目名称 | 成本指标 |        | 产出指标 |             项目名称 | 一级指标 | 三级指标 | 指标值
         | 三级指标 | 指标值 | 三级指标 | 指标值   →  河道清淤 | 成本指标 | 总成本   | ≤60万元
河道清淤 | 总成本   | ≤60万元 | 长度    | ≥5公里                | 产出指标 | 长度     | ≥5公里
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetgraph.document import GridRow, Passage, passage, row_where
from budgetgraph.forms import forms, role
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.headings import numbers_columns, texts

#: What heads the columns of a list that prints its indicators one below the other.
_HEADING = ("一级指标", "三级指标", "指标值")
_NOTHING = Passage(())
#: The heading has so many rows: what the columns are of, the first levels, names and targets.
_ROWS_OF_HEADING = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """The indicators of one first level: its name, and the column of their names."""

    level: str
    column: int


def one_below_the_other(claim: FormClaim) -> FormClaim:
    """Give a form with first levels side by side as a list of indicators; others as they are."""
    pages: list[tuple[GridRow, ...]] = []
    groups: list[_Group] = []
    for page in claim.pages:
        at, headed = _heading(page)
        groups = headed or groups
        if not groups:
            pages.append(page)
        elif headed:
            pages.append((*page[: max(at + 1 - _ROWS_OF_HEADING, 0)], *_list(page, at, groups)))
        else:
            pages.append(tuple(_rows(page, groups)))
    return replace(claim, pages=tuple(pages)) if groups else claim


def _heading(page: Sequence[GridRow]) -> tuple[int, list[_Group]]:
    """Give the last row of the heading, and the first levels over it; none where there are not
    two.
    """
    for at in range(1, len(page)):
        groups = list(_groups(texts(page[at - 1]), texts(page[at])))
        if len(groups) > 1:
            return at, groups
    return 0, []


def _groups(above: Sequence[str], leaves: Sequence[str]) -> Iterator[_Group]:
    """Give the first levels of a row that stand over a name and its target: 成本指标 over 三级指标
    | 指标值.
    """
    names = forms().indicator["level1_names"]
    for at, (level, leaf) in enumerate(zip(above, leaves, strict=False)):
        heads = (role(forms().indicator, text) for text in (leaf, *leaves[at + 1 : at + 2]))
        if level in names and tuple(heads) == ("level3", "target"):
            yield _Group(level, at)


def _list(page: Sequence[GridRow], at: int, groups: Sequence[_Group]) -> Iterator[GridRow]:
    """Give the heading of the list, and its rows."""
    heading = page[max(at + 1 - _ROWS_OF_HEADING, 0) : at + 1]
    where = row_where(page[at])
    of_project = [_lowest(heading, column) for column in range(groups[0].column)]
    yield (*of_project, *(passage(text, where) for text in _HEADING))
    yield from _rows(page[at + 1 :], groups)


def _lowest(heading: Sequence[GridRow], column: int) -> Passage:
    """Give the lowest words over a column."""
    filled = [row[column] for row in heading if column < len(row) and row[column]]
    return filled[-1] if filled else _NOTHING


def _rows(rows: Sequence[GridRow], groups: Sequence[_Group]) -> Iterator[GridRow]:
    """Give a row for each indicator; what a row says of its project stands in the first one."""
    for row in rows:
        if numbers_columns(texts(row)):
            continue
        of_project = row[: groups[0].column]
        indicators = list(_indicators(row, groups)) or [(_NOTHING,) * len(_HEADING)]
        for cells in indicators:
            yield (*of_project, *cells)
            of_project = (_NOTHING,) * len(of_project)


def _indicators(row: GridRow, groups: Sequence[_Group]) -> Iterator[GridRow]:
    """Give the indicators of a row, each with its first level: 产出指标 | 长度 | ≥5公里."""
    for group in groups:
        cells = row[group.column : group.column + 2]
        if any(cells):
            yield (passage(group.level, row_where(row)), *cells)
