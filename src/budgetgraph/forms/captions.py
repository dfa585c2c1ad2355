"""Rows of captions: what stands above a table beside its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from budgetgraph.forms import fold, forms, is_caption, is_furniture, printed_scale
from budgetgraph.forms.bodies import is_certain
from budgetgraph.forms.column_paths import heads_years
from budgetgraph.forms.patterns import KEPT_ROLES
from budgetgraph.forms.titles import words

#: What says when a table was made, or which page of it this is; a year alone.
_DATED = re.compile(r"(?:编制|编报|填报|制表|报送|填表|打印)?(?:日期|时间):\S+|第\d+页\S{0,6}")
_YEAR = re.compile(r"\(?20\d\d年?度?\)?")
_COLON = (":", "：")
#: What every unit of money ends with; most cells hold none.
_YUAN = "元"


def are_captions(texts: Iterable[str]) -> bool:
    """Tell whether the filled cells of a row are captions and marks of the page, and head no
    columns.

    公开01表, 单位：万元 → True; 2024年, 2025年 → False, for they head columns;
    部门：, 石桥县水利局, 年度：, 2025年 → True, each label with its value; without a colon it may be
    of a form, 部门名称, 石桥县水利局 → False;
    表8, 石桥县水利局, 2025年, 单位：元 → True, for its unit of money
    """
    cells = list(texts)
    if not cells or heads_years(cells):
        return False
    if all(map(_is_caption_or_mark, cells)):
        return True
    labelled = _with_labels(cells)
    begins_with_label = cells[0].rstrip().endswith(_COLON)
    has_unit_alone = len(list(filter(_unit_alone, labelled))) == 1
    is_told = begins_with_label or has_unit_alone or any(map(_is_unit, labelled))
    return is_told and all(map(_may_stand_beside_unit, labelled))


def captioned_scale(text: str) -> str | None:
    """Give the unit of money that a text above a table prints, with or without a word before it:
    单位：元, 元.
    """
    return printed_scale(text) or _unit_alone(text)


def stands_as_caption(text: str) -> bool:
    """Tell whether a line above a table is a caption, or the unit of money alone: 万元."""
    return is_caption(text) or _unit_alone(text) is not None


def _unit_alone(text: str) -> str | None:
    """Give the unit that a text is, and nothing more: 元, （万元）; 万元以上 is none."""
    if _YUAN not in text:
        return None
    match = forms().caption["unit_alone"].match(text)
    return match.group("unit") if match else None


def _with_labels(texts: Iterable[str]) -> list[str]:
    """Give the cells with each label put before its value: 编制单位：, 石桥县水利局 → one; 部门名称, too,
    where a body stands behind it.
    """
    cells: list[str] = []
    for text in texts:
        if cells and _goes_on(cells[-1], text):
            label = cells.pop().rstrip().rstrip(":：")
            cells.append(f"{label}：{text}")
        else:
            cells.append(text)
    return cells


def _goes_on(cell: str, text: str) -> bool:
    """Tell whether a text is the value of the label before it; one with a colon is a label."""
    if any(colon in text for colon in _COLON):
        return False
    return cell.rstrip().endswith(_COLON) or (_is_label(cell) and is_certain(text))


def _is_label(text: str) -> bool:
    """Tell whether a cell is a label of the body: 部门名称, 编制单位."""
    return re.search(words("pair", "department"), fold(text)) is not None


def _is_unit(text: str) -> bool:
    """Tell whether a cell is a caption that prints the unit of money: 单位：元."""
    return is_caption(text) and printed_scale(text) is not None


@lru_cache(maxsize=KEPT_ROLES)
def _may_stand_beside_unit(text: str) -> bool:
    """Tell whether a cell may stand beside the unit of money above a table: a caption, a mark, the
    name of a body, a year, a date.
    """
    folded = fold(text)
    is_of_time = _YEAR.fullmatch(folded) is not None or _DATED.fullmatch(folded) is not None
    is_known = is_of_time or _is_caption_or_mark(text) or is_certain(text)
    return is_known or _unit_alone(text) is not None


@lru_cache(maxsize=KEPT_ROLES)
def _is_caption_or_mark(text: str) -> bool:
    """Tell whether a text is a caption, or a mark such as 表一; a bare number may be a value."""
    is_number = fold(text).strip("-—").isdigit()
    return is_caption(text) or (is_furniture(text) and not is_number)
