"""Signs that the cells of a form came out in pieces.

Where nothing draws the cells of a form, a cell that takes several lines of its page may come out as
several cells, and what then stands in a row looks like an indicator and is none:

    产出指标   数量指标   清扫保洁面   ≥286万平
                          积           方米         → 清扫保洁面 | ≥286万平,   积 | 方米
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Indicator, Project
from budgetgraph.document import GridRow
from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms, is_furniture, role
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.forms.title_kinds import stands_beside_rows
from budgetgraph.parse.project_forms.indicator_table.column_roles import LEVELS
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.parse.tables.torn_headings import is_half
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.labels import UNKNOWN, label_of, labelled_cells, value_text
from budgetgraph.values.amount import is_number
from budgetgraph.values.cut_amount import is_piece
from budgetgraph.values.target import compares, read_target

_SIGNS = frozenset("≥≤≧≦><=＞＜＝")
_STOPS = ("。", "；", ";", "！")

#: A word that may be a piece of a longer one: 局, 资金, （本级）.
_SHORT_WORD = re.compile(r"[（(]?[㐀-鿿]{1,3}[）)]?")
#: A shorter label may be a word of a name as well: 单位.
_SHORTEST_LABEL = 4

#: The labels of what a form may be without: who carries the project out.
UNITS = frozenset({"unit", "unit_above", "unit_code"})

_INDICATORS = "its indicators came out in pieces"


def torn_sign(claim: FormClaim, said: Iterable[Said], projects: Iterable[Project]) -> str | None:
    """Give the first sign that the cells of a form are none, in words; None where there is none."""
    parts = tuple(said)
    if cut_labels(claim) - UNITS:
        return "its cells came out in pieces"
    if any(map(_has_cut_goal, parts)):
        return "words of other cells stand in its goals"
    if any(map(_lacks_level, parts)):
        return _INDICATORS
    for project in projects:
        sign = _sign_of_project(project)
        if sign is not None:
            return sign
    return None


def cut_labels(claim: FormClaim) -> set[str]:
    """Give the labels whose values may go on in a piece of a cell that stands in a row of its own,
    in the rows above the indicators of a form.

        主管部门 | 平乡县住房和城乡建设 | 实施单位 | 平乡县环卫中心
        局       |                      |          |                    → unit_above, unit
    """
    labels: set[str] = set()
    for page in claim.pages:
        labels |= _cut_labels(page[: first_place(page, is_indicator_heading)])
    return labels


def _cut_labels(rows: Sequence[GridRow]) -> set[str]:
    """Give the labels of each row below which a piece stands; `rows` are those of one page."""
    cut: set[str] = set()
    above: set[str] = set()
    for number, row in enumerate(filter(any, rows)):
        keys = {cell.key or "" for cell in labelled_cells(row)}
        if keys != {""}:
            above = keys - {""}
        elif number and _is_scrap(row):
            cut |= above or {UNKNOWN}
    return cut


def _is_scrap(row: GridRow) -> bool:
    """Tell whether a row without a label has a word too short to say anything, or with half of a
    pair of brackets.
    """
    return any(_is_piece_of_words(cell.text) for cell in row if cell)


def _is_piece_of_words(text: str) -> bool:
    """Tell whether a text is a short word without a figure that no form knows, or half a pair."""
    is_short = _SHORT_WORD.fullmatch(text) is not None
    return is_half(text) or (is_short and role(forms().indicator, text) is None)


def _lacks_level(said: Said) -> bool:
    """Tell whether an indicator has no level, or lacks one that a column is headed by."""
    has_first, has_second = (_is_headed(said, level) for level in ("level1", "level2"))
    for row in indicators(said.rows):
        lacks_first, lacks_second = row.level1 is None, row.level2 is None
        if (has_first and lacks_first) or (has_second and lacks_second):
            return True
        if lacks_first and lacks_second:
            return True
    return False


def _is_headed(said: Said, level: str) -> bool:
    """Tell whether a heading of indicators has a column of a level."""
    return any(level in heading.columns for heading in said.headings)


def _has_cut_goal(said: Said) -> bool:
    """Tell whether a goal is an amount or a word of a heading (0.00, 数量指标), or goes on in
    the next one.
    """
    texts = list(map(value_text, said.goals))
    goes_on = any(_is_cut_in_two(text, following) for text, following in pairwise(texts))
    return goes_on or any(map(_is_of_other_cell, texts))


def _is_cut_in_two(text: str, following: str) -> bool:
    """Tell whether a goal goes on in the next cell: `开展流动文化服`, `务。`."""
    return not text.endswith(_STOPS) and not is_entry(following)


def _is_of_other_cell(text: str) -> bool:
    is_heading = role(forms().indicator, text) is not None or label_of(text) is not None
    return is_heading or is_number(text) or is_furniture(text)


def _sign_of_project(project: Project) -> str | None:
    """Give the sign that a project is none, or that its indicators came out in pieces."""
    if _is_no_name(project.name):
        return "its name came out in pieces"
    unit = "" if project.unit is None else project.unit.name
    if _holds_label(project.name) or _holds_label(unit):
        return "words of other cells stand in its values"
    if _has_cut_amount(project):
        return "an amount came out in pieces"
    is_torn = any(map(_is_torn, project.indicators))
    are_in_pieces = is_torn or _has_unknown_level(project.indicators)
    return _INDICATORS if are_in_pieces else None


def _holds_label(value: str) -> bool:
    """Tell whether a value holds a label of the form: 食品抽样年初预算数."""
    for start in range(len(value)):
        for end in range(start + _SHORTEST_LABEL, len(value) + 1):
            if role(forms().label, value[start:end]) is not None:
                return True
    return False


def _has_cut_amount(project: Project) -> bool:
    """Tell whether an amount is a piece, or parts are printed without their total."""
    parts = (project.fiscal, project.other)
    amounts = (project.total, *parts)
    lacks_total = project.total is None and any(parts)
    return lacks_total or any(amount and is_piece(amount.value) for amount in amounts)


def _is_no_name(name: str) -> bool:
    """Tell whether a text is no name of a project: half of one, a title, a note, a body, an
    amount.
    """
    return stands_beside_rows(name) or is_half(name) or is_named_body(name) or is_number(name)


def _is_torn(indicator: Indicator) -> bool:
    """Tell whether an indicator is a piece of one, or of two: a name without anything, a target
    that stands where a name does, brackets that are not shut.
    """
    target = "" if indicator.target is None else indicator.target.text
    description = indicator.description or ""
    is_alone = not any((target, description, indicator.basis))
    has_half = any(map(is_half, (indicator.level3, description, target)))
    if is_alone or has_half:
        return True
    return _is_value(indicator.level3) or _has_sign_within(target)


def _is_value(name: str) -> bool:
    """Tell whether the name of an indicator is a target, or the name of a level, be it cut at its
    end: ≥85%, 数量指标, 服务对象满意度指.
    """
    is_level = any(map(_names_level, (name, f"{name}标", f"{name}度指标", f"{name}益指标")))
    return is_level or is_number(name) or read_target(name).operator is not None


def _names_level(text: str) -> bool:
    return any(text in forms().indicator[f"{level}_names"] for level in LEVELS)


def _has_sign_within(target: str) -> bool:
    """Tell whether a sign stands behind other words of a target: 亩≥10."""
    return any(sign in target[1:] for sign in _SIGNS) and not compares(target)


def _has_unknown_level(indicators: Iterable[Indicator]) -> bool:
    """Tell whether a level of an indicator has no known name (产出, above 指标), or both are no
    levels of one indicator: 效益指标, 数量指标.
    """
    for indicator in indicators:
        if f"{indicator.level1}/{indicator.level2}" in forms().form["levels_apart"]:
            return True
        for level in LEVELS:
            name = getattr(indicator, level)
            if name and name not in forms().indicator[f"{level}_names"]:
                return True
    return False
