"""The form of a department on pages of a scan, which lose columns and headings → indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.disclosure import Indicator
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.headings import texts
from budgetgraph.values.target import read_target

#: A share of the goal (任务1) stands in the place of a second level.
_TASK = re.compile(r"^任务[\d一二三四五六七八九十]{1,2}$")


def rows_of_form(claim: FormClaim) -> Iterator[GridRow]:
    """Give the filled rows of a form down to the boxes for its review."""
    for page in claim.pages:
        for row in filter(any, page):
            if row[0].text in forms().label["end"]:
                return
            yield row


def torn_indicators(claim: FormClaim) -> Iterator[Indicator]:
    """Give the indicators below the heading that names a 目标值.

    A row holds levels, a name and a target, nothing else; behind a second level the target may be
    blank:

    部门履职目标 | 任务1 | 医疗待遇报销平均时限 | ≤20天
                 | 任务2 | 受益者满意度         |
    """
    levels: dict[str, str] = {}
    is_below = False
    for row in rows_of_form(claim):
        if _heads_targets(row):
            is_below = True
            continue
        own, rest = _sorted(row)
        levels = own if "level1" in own else levels | own
        if is_below and _is_indicator(own, rest):
            yield _indicator(levels, rest, row)


def _is_indicator(own: dict[str, str], rest: Sequence[Passage]) -> bool:
    """Tell whether a row, parted in its levels and its other cells, is an indicator."""
    if len(rest) == 1:
        return "level2" in own and read_target(rest[0].text.strip()).operator is None
    return len(rest) == 2


def _heads_targets(row: GridRow) -> bool:
    """Tell whether a row is the heading of the indicators, which names their targets (目标值)."""
    return any(text in forms().indicator["target"] for text in texts(row))


def _sorted(row: GridRow) -> tuple[dict[str, str], list[Passage]]:
    """Give the levels of a row by their known names, and its other cells but for labels.

    Of three other cells the first one is a second level: `资金投入 | 基本支出预算执行率 | 100%`.
    """
    levels: dict[str, str] = {}
    rest: list[Passage] = []
    for _, cell in filled_cells(row):
        if cell.text in forms().label["plain"]:
            continue
        level = _level(cell.text)
        if level is None:
            rest.append(cell)
        else:
            levels[level] = cell.squeezed
    if len(rest) == 3:
        levels["level2"] = squeeze(rest.pop(0).text)
    return levels, rest


def _level(text: str) -> str | None:
    """Give the level that a known name or a task is: 部门履职目标 → level1, 任务1 → level2."""
    if text in forms().indicator["level1_names"]:
        return "level1"
    is_second = _TASK.match(squeeze(text)) or text in forms().indicator["level2_names"]
    return "level2" if is_second else None


def _indicator(levels: dict[str, str], rest: Sequence[Passage], row: GridRow) -> Indicator:
    """Give the indicator of a row by its name and, where it is printed, its target."""
    name, *targets = rest
    target = read_target(targets[0].text.strip()) if targets else None
    return Indicator(
        level1=levels.get("level1"),
        level2=levels.get("level2"),
        level3=name.squeezed,
        description=None,
        target=target,
        basis=None,
        documents=(),
        where=row_where(row),
    )
