"""The rows of a form that hold its plan of spending and its goals: under heads, or beside a label.

资金支出计划 | 3月底 | 6月底              项目总目标 | 年度总目标
             | 25.00 | 50.00             河道整洁。 | 完成养护。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetgraph.disclosure import ScheduleEntry
from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import fold, forms, role
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.recognise.labels import label_of, labelled_cells
from budgetgraph.values.amount import is_amount

Heads = dict[int, str]
"""The words over the columns of a plan or of goals, by column."""

_WORD = re.compile(r"\S+")
_GOALS = frozenset({"goals", "goal_column"})
#: The head of a column that holds no goals: 实际完成情况.
REACHED = ""


# --- the plan of spending -------------------------------------------------------------------------
def dates(row: GridRow) -> Heads:
    """Give the dates of a plan that a row prints: `资金支出计划 | 3月底 | 6月底` → 3月底, 6月底."""
    heads: Heads = {}
    for column, cell in filled_cells(spread(row)):
        if _is_date(cell.text):
            heads[column] = fold(cell.text)
    return heads


def steps(row: GridRow, by: Heads) -> list[ScheduleEntry]:
    """Give the steps of a plan below their dates `by`.

    ` | 25.00 | 50.00` below 3月底 and 6月底 → 25.00 by 3月底, 50.00 by 6月底
    """
    entries: list[ScheduleEntry] = []
    for column, cell in filled_cells(spread(row)):
        if column in by and label_of(cell.text) is None:
            entries.append(step(by[column], cell))
    return entries


def step(by: str, cell: Passage) -> ScheduleEntry:
    """Give one step of a plan, its text without blanks."""
    return ScheduleEntry(by, cell.squeezed, cell.where)


def spread(row: GridRow) -> GridRow:
    """Take a row apart where a cell holds several dates or shares, parted by blanks.

    `3月底 6月底 10月底` → `3月底 | 6月底 | 10月底`.
    """
    tokens: list[Passage] = []
    cells = filled_cells(row)
    for _, cell in cells:
        tokens += _words(cell)
    is_crowded = len(tokens) > len(cells)
    is_of_plan = _are_dates(tokens) or _are_shares(tokens)
    return tuple(tokens) if is_crowded and is_of_plan else row


def _words(cell: Passage) -> list[Passage]:
    """Give the words of a cell between blanks, each with its place."""
    return [cell.part(*match.span()) for match in _WORD.finditer(cell.text)]


def _is_date(text: str) -> bool:
    """Tell whether a text is a date of a plan: 3月底, 第二季度."""
    return text in forms().label["schedule_by"]


def _are_dates(tokens: Iterable[Passage]) -> bool:
    """Tell whether all words are dates of a plan: `3月底 6月底`."""
    return all(_is_date(token.text) for token in tokens)


def _are_shares(tokens: Iterable[Passage]) -> bool:
    """Tell whether all words are amounts or shares: `25.00 50.00`, `25% 50%`."""
    return all(is_amount(token.text) or token.text.endswith("%") for token in tokens)


# --- goals ----------------------------------------------------------------------------------------
def goal_columns(row: GridRow) -> Heads:
    """Give the heads of columns of goals, where a row holds nothing else; else none.

    `年度目标 | 实际完成情况`: what was reached is a head too, whose column holds no goals.
    """
    heads: Heads = {}
    for column, cell in _without_section_label(filled_cells(row)):
        if not _is_head(cell.text):
            return {}
        heads[column] = REACHED if _is_reached(cell.text) else fold(cell.text)
    return heads


def inner_goal_columns(row: GridRow) -> Heads:
    """Give the heads of columns of goals behind the labels of a section; none where a row holds
    anything else, or labels behind words that do not tell goals from what was reached.

    项目基本情况 | 1.目标完成情况 | 项目年度目标 | 年度目标完成情况 → those of the last three columns;
     | 实施期目标 | 年度目标 → both, where the label of the section stands in a row below
    """
    heads = goal_columns(row[1:])
    told = {head == REACHED for head in heads.values()}
    is_told = not row[0] or told == {True, False}
    return {column + 1: head for column, head in heads.items()} if is_told else {}


def put_below_heads(row: GridRow, heads: Heads) -> GridRow:
    """Give a row of goals below their heads, where the blank cells at its left were lost.

    项目基本情况 | 1.目标完成情况 | 项目年度目标 | 年度目标完成情况
    养护路面。   | 已养护。       |              |                      → below the last two
    """
    cells = filled_cells(row)
    columns = [column for column, _ in cells]
    lost = max(heads, default=0) + 1 - len(cells)
    is_at_left = columns == list(range(len(cells))) and 0 not in heads
    are_goals = 1 < len(cells) <= len(heads) and label_of(row[0].text.strip()) is None
    if not (is_at_left and are_goals) or lost < 1:
        return row
    blank = passage("", row[0].where)
    return (*[blank] * lost, *row[: len(cells)])


def goals(row: GridRow, heads: Heads) -> list[Passage]:
    """Give the goals of a row: its texts, but for those beside another label or under what was
    reached.

    `绩效目标 | 养护路面 | 项目负责人 | 某某` → 养护路面
    """
    passages: list[Passage] = []
    is_goal = True
    is_of_section = True
    for column, cell in enumerate(row):
        if column in heads and is_of_section:
            is_goal = heads[column] != REACHED
        label = label_of(cell.text.strip())
        if label is not None:
            is_of_section = is_goal = label in _GOALS
        elif cell and is_goal:
            passages.append(_after_label(cell))
    return passages


def _without_section_label(cells: Sequence[tuple[int, Passage]]) -> Sequence[tuple[int, Passage]]:
    """Give the cells of a row of heads without the label of the whole section at their left.

    `项目绩效目标 | 实施期目标 | 年度目标` → 实施期目标, 年度目标; of `总目标 | 年度目标` both stay, for
    the first is a head itself.
    """
    if len(cells) < 2:
        return cells
    first, *others = (cell.text for _, cell in cells)
    is_label = role(forms().label, first) == "goals"
    is_head_itself = len(others) == 1 and _is_head(first)
    if not is_label or is_head_itself:
        return cells
    return cells[1:] if all(map(_is_head, others)) else cells


def _is_head(text: str) -> bool:
    """Tell whether a text heads a column of goals, or of what was reached beside them.

    年度目标 and 实际完成情况 do, 养护路面 does not.
    """
    return text in forms().label["goal_column"] or _is_reached(text)


def _is_reached(text: str) -> bool:
    """Tell whether a text heads what is no goal: what was reached (实际完成情况), or what a goal is
    called (名称).
    """
    return text in forms().label["goal_reached"] or text in forms().form["goal_called"]


def _after_label(cell: Passage) -> Passage:
    """Give the value of a cell that holds its own label: `绩效目标：养护路面` → 养护路面."""
    parts = labelled_cells((cell,))
    is_pair = len(parts) == 2 and parts[0].key is not None and parts[1].key is None
    return parts[1].passage if is_pair else cell
