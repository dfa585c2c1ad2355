"""The rows of a form that hold its plan of spending and its goals: under heads, or beside a label.

资金支出计划 | 3月底 | 6月底              项目总目标 | 年度总目标
             | 25.00 | 50.00             河道整洁。 | 完成养护。
"""

from __future__ import annotations

import re

from budgetgraph.disclosure import ScheduleEntry
from budgetgraph.document import GridRow, Passage, squeeze
from budgetgraph.forms import fold, forms, role
from budgetgraph.recognise.labels import label_of, labelled_cells
from budgetgraph.values.amount import is_amount

_WORD = re.compile(r"\S+")
_GOALS = frozenset({"goals", "goal_column"})
#: The head of a column that holds no goals: 实际完成情况.
REACHED = ""


def dates(row: GridRow) -> dict[int, str]:
    """The dates of a plan that a row prints, by column."""
    found = forms().label["schedule_by"]
    cells = enumerate(spread(row))
    return {index: fold(cell.text) for index, cell in cells if cell and cell.text in found}


def steps(row: GridRow, by: dict[int, str]) -> list[ScheduleEntry]:
    """The steps of a plan below their dates `by`."""
    return [
        ScheduleEntry(by[index], squeeze(cell.text), cell.where)
        for index, cell in enumerate(spread(row))
        if cell and index in by and label_of(cell.text) is None
    ]


def goal_columns(row: GridRow) -> dict[int, str]:
    """The heads of columns of goals by column, where a row holds nothing else; else none.

    What was reached (实际完成情况) is a head too, whose column holds no goals.
    """
    heads: dict[int, str] = {}
    for index, cell in _filled(row):
        if cell.text in forms().label["goal_reached"]:
            heads[index] = REACHED
        elif cell.text in forms().label["goal_column"]:
            heads[index] = fold(cell.text)
        else:
            return {}
    return heads


def goals(row: GridRow, heads: dict[int, str]) -> list[Passage]:
    """The goals of a row: its texts, but for those beside another label or under what was reached."""
    found: list[Passage] = []
    is_goal = True
    for index, cell in enumerate(row):
        is_goal = heads[index] != REACHED if index in heads else is_goal
        label = label_of(cell.text.strip())
        if label is not None:
            is_goal = label in _GOALS
        elif cell and is_goal:
            found.append(_after_label(cell))
    return found


def spread(row: GridRow) -> GridRow:
    """A row of dates or shares of which a cell holds several, parted by blanks, as a cell each.

    `3月底 6月底 10月底` → `3月底 | 6月底 | 10月底`.
    """
    filled = [cell for cell in row if cell]
    tokens = [cell.part(*match.span()) for cell in filled for match in _WORD.finditer(cell.text)]
    texts = [token.text for token in tokens]
    is_dates = all(text in forms().label["schedule_by"] for text in texts)
    is_shares = all(is_amount(text) or text.endswith("%") for text in texts)
    is_crowded = len(tokens) > len(filled)
    return tuple(tokens) if is_crowded and (is_dates or is_shares) else row


def _filled(row: GridRow) -> list[tuple[int, Passage]]:
    """The filled cells of a row but for a label of the whole section at its left (项目绩效目标)."""
    filled = [(index, cell) for index, cell in enumerate(row) if cell]
    first = filled[0][1].text if filled else ""
    is_label = role(forms().label, first) == "goals"
    is_beside_heads = len(filled) > 1 and all(_is_head(cell.text) for _, cell in filled[1:])
    is_over_all = len(filled) > 2 or not _is_head(first)
    return filled[1:] if is_label and is_beside_heads and is_over_all else filled


def _is_head(text: str) -> bool:
    return text in forms().label["goal_column"] or text in forms().label["goal_reached"]


def _after_label(cell: Passage) -> Passage:
    """The value of a cell that holds its own label: `绩效目标：养护路面` → 养护路面."""
    parts = labelled_cells((cell,))
    is_pair = len(parts) == 2 and parts[0].key is not None and parts[1].key is None
    return parts[1].passage if is_pair else cell
