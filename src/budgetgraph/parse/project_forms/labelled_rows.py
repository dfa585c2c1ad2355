"""The rows of a form above and below its indicators: labels with their values, a plan, goals."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms
from budgetgraph.parse.project_forms import plan_and_goals
from budgetgraph.parse.project_forms.money_heads import is_of_source, stand_over_labels
from budgetgraph.parse.project_forms.plan_and_goals import Heads
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import Pair, label_of, labelled_cells, pairs

#: Labels with one value that a project has a field for.
_PASSAGES = frozenset({"name", "code", "purpose", "overview", "unit", "unit_code", "unit_above"})
#: Labels whose values stand in further rows, too.
_SECTIONS = frozenset({"schedule", "goals"})
#: The section of a row whose label is not known.
_UNKNOWN = "other"
#: What words over several goals end with: 部门总体目标.
_GOAL = "目标"


class LabelledRows:
    """Takes the labelled rows of a form one after the other.

    `section` is the label that rows with a blank one belong to, `heads` are the words over its
    columns:

    资金支出计划 | 3月底 | 6月底      section schedule, heads 3月底 and 6月底
                 | 25.00 | 50.00      two steps of the plan
    """

    def __init__(self, said: Said) -> None:
        self._said = said
        self._section = ""
        self._heads: Heads = {}

    def leave(self) -> None:
        """End the section: what follows is no part of it."""
        self._begin("")

    def take(self, row: GridRow, below: GridRow | None) -> None:
        """Take a row; the row below it may hold the values of its labels.

        A row without a label goes on with the section above it; a first cell that is no known
        label ends that section.
        """
        if forms().form["all_years"].in_any(texts(row)):
            self._said.is_of_all_years = True
        if self._section == "schedule":
            row = plan_and_goals.spread(row)
        elif self._section == "goals":
            row = plan_and_goals.put_below_heads(row, self._heads)
        self._take_pairs(row, below)
        label = first_label(row)
        if not self._names_heads_above(row, label):
            self._take_part(row, label)

    def _take_part(self, row: GridRow, label: str | None) -> None:
        """Take a row as a part of its section, or as the beginning of another one."""
        inner = plan_and_goals.inner_goal_columns(row)
        if inner and label not in _SECTIONS:
            self._begin("goals")
            self._heads = inner
        elif row[0] and label is None and not self._is_under_head():
            self._begin(_UNKNOWN)
            self._said.goals += _goals_inside(row)
        elif label in _SECTIONS:
            self._begin(label)
            self._go_on(row)
        elif label is None and self._section in _SECTIONS:
            self._go_on(row)
        elif label == "schedule_by":
            self._step_of_plan(row)
        else:
            self._take_purpose(row, label)
            self._begin(label or self._section)
            self._said.goals += _goals_inside(row)

    def _begin(self, section: str) -> None:
        """Begin a section; no heads stand over its columns yet."""
        self._section, self._heads = section, {}

    def _names_heads_above(self, row: GridRow, label: str | None) -> bool:
        """Tell whether the label of a section stands alone, below the heads of its columns:

                 | 预期目标   | 实际完成情况
        总体目标 |            |
                 | 养护路面。 | 已养护。
        """
        is_alone = label == "goals" and len(filled_cells(row)) == 1
        return is_alone and self._section == "goals" and bool(self._heads)

    def _is_under_head(self) -> bool:
        """Tell whether the first cell of a row stands under a head of the plan or of the goals."""
        return self._section in _SECTIONS and 0 in self._heads

    def _go_on(self, row: GridRow) -> None:
        """Take a row of the plan or of the goals."""
        if self._section == "schedule":
            self._row_of_plan(row)
        else:
            self._row_of_goals(row)

    # --- labels with their values -----------------------------------------------------------------
    def _take_pairs(self, row: GridRow, below: GridRow | None) -> None:
        """Take all labels of a row with their values: `实施单位 | 河道所 | 预算数 | 60.00` has two."""
        money = self._said.money
        money.scale(row)
        money.heads(row)
        money.take_spent(row)
        if plan_and_goals.inner_goal_columns(row):
            below = None
        if below is not None and (is_of_source(row, below) or stand_over_labels(row, below)):
            below = None
        for pair in pairs(row, below):
            self._take_pair(pair)

    def _take_pair(self, pair: Pair) -> None:
        """Keep a value where its label has a field: the first name, every basis, the amounts."""
        if pair.key in _PASSAGES:
            self._said.passages.setdefault(pair.key, pair.value)
        elif pair.key == "legal_basis":
            self._said.basis.append(pair.value)
        else:
            self._said.money.take(pair)

    def _take_purpose(self, row: GridRow, label: str | None) -> None:
        """Take the text below the amounts of 预算规模及资金用途, which has no label of its own.

        预算规模及资金用途 | 预算数 | 60.00
                           | 用于河道清淤        → purpose 用于河道清淤
        """
        if label is not None or self._section != "size":
            return
        cells = labelled_cells(row)
        if len(cells) == 1 and cells[0].key is None:
            self._said.passages.setdefault("purpose", cells[0].passage)

    # --- the plan of spending and the goals -------------------------------------------------------
    def _step_of_plan(self, row: GridRow) -> None:
        """Take a step of the plan beside its date, `3月底 | 25.00`, or the dates of the row below."""
        dates = plan_and_goals.dates(row)
        self._section = "schedule"
        if len(dates) > 1:
            self._heads = dates
            return
        for cell in _second_cell(row):
            self._said.schedule.append(plan_and_goals.step(fold(row[0].text), cell))

    def _row_of_plan(self, row: GridRow) -> None:
        """Take the dates of the plan, or its steps in the columns of the dates above."""
        dates = plan_and_goals.dates(row)
        if dates:
            self._heads = dates
        else:
            self._said.schedule += plan_and_goals.steps(row, self._heads)

    def _row_of_goals(self, row: GridRow) -> None:
        """Take the heads of columns of goals, or goals beside or below their label."""
        heads = plan_and_goals.goal_columns(row)
        if heads:
            self._heads = heads
        else:
            self._said.goals += plan_and_goals.goals(row, self._heads)


def first_label(row: GridRow) -> str | None:
    """Give the label that a row begins with, in a cell of its own or before its value."""
    cells = labelled_cells(row[:1])
    return cells[0].key if cells else None


def _goals_inside(row: GridRow) -> Sequence[Passage]:
    """Give the goals whose label stands inside a row, below or behind the words over them all.

    部门总体目标 | 部门职责     | 管理水利
                 | 总体绩效目标 | 疏浚河道     → 疏浚河道
    """
    behind = [cell for _, cell in filled_cells(row[1:])]
    heads_all = not row[0] or fold(row[0].text).endswith(_GOAL)
    pair = behind if heads_all else _behind_value(behind)
    is_pair = len(pair) == 2 and label_of(pair[0].text) == "goals"
    return pair[1:] if is_pair and label_of(pair[1].text) is None else []


def _behind_value(cells: Sequence[Passage]) -> Sequence[Passage]:
    """Give the cells behind the value of a first label; none where a label stands right behind it.

    部门预算 | 498.65 | 整体绩效目标 | 疏浚河道     → 整体绩效目标, 疏浚河道
    """
    is_value = bool(cells) and label_of(cells[0].text) is None
    return cells[1:] if is_value else ()


def _second_cell(row: GridRow) -> list[Passage]:
    """Give the cell beside the first one of a row, if it is filled."""
    return list(filter(None, row[1:2]))
