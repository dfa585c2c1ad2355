"""The rows of one project's form → what its labels, its plan of spending, its goals and its indicator
table say, put together over page breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount, ScheduleEntry
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms, printed_scale, role
from budgetgraph.parse.project_forms.indicator_rows import (
    LEVELS,
    Cells,
    Columns,
    cells_of,
    columns_of,
)
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.labels import Pair, label_of, labelled_cells, pairs
from budgetgraph.recognise.shapes import is_project_list
from budgetgraph.values.amount import is_amount, read_amount

_AMOUNTS = frozenset({"total", "total_of_year", "fiscal", "fiscal_of_year", "other"})
_PASSAGES = frozenset({"name", "code", "purpose", "overview", "unit", "unit_above"})
_LONGEST_LABEL = 20
#: Heads the column of what was reached, beside that of a goal.
_RESULT = "result"


@dataclass(slots=True)
class FormRows:
    """What the rows of a form have said so far."""

    unit: str
    passages: dict[str, Passage] = field(default_factory=dict)
    amounts: dict[str, Amount] = field(default_factory=dict)
    schedule: list[ScheduleEntry] = field(default_factory=list)
    goals: list[Passage] = field(default_factory=list)
    basis: list[Passage] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    #: The column from which on amounts are those of the year, beside those of the whole project.
    year_column: int | None = None

    def amount(self, *keys: str) -> Amount | None:
        """The amount of the first of the keys that the form prints."""
        return next((self.amounts[key] for key in keys if key in self.amounts), None)


def read_form(claim: FormClaim) -> FormRows:
    """Read all rows of all pages of a form."""
    scales = (printed_scale(caption.text) for caption in claim.captions)
    walk = _FormWalk(FormRows(next(filter(None, scales), "万元")))
    for number, page in enumerate(claim.pages):
        filled = [row for row in page if any(row)]
        walk.fresh = number > 0
        for index, row in enumerate(filled):
            below = filled[index + 1] if index + 1 < len(filled) else None
            walk.row(row, below)
    return walk.form


class _FormWalk:
    """Goes down the rows of a form; `section` is the label that rows with a blank one belong to."""

    def __init__(self, form: FormRows) -> None:
        self.form = form
        self.section = ""
        self.columns: Columns | None = None
        self.by: dict[int, str] = {}
        self.fresh = False

    def row(self, row: GridRow, below: GridRow | None) -> None:
        if is_indicator_heading(row) and not is_project_list(row):
            self._heading(row)
        elif self.section == "indicators" and _ends(row):
            self.section, self.columns = "end", None
        elif self.section == "indicators" and self.columns is not None:
            self._indicator(row, self.columns)
            self.fresh = False
        elif self.section != "end":
            self._labelled(row, below)
        if self.section != "end":
            self.form.places.append(row_where(row))

    # --- indicators -------------------------------------------------------------------------------
    def _heading(self, row: GridRow) -> None:
        columns = columns_of(row)
        before = self.columns
        if before is not None and {*before.roles, ""} != {*columns.roles, ""}:
            self.form.rows.append({})
        self.section, self.columns = "indicators", columns
        self.form.columns.append(columns)

    def _indicator(self, row: GridRow, columns: Columns) -> None:
        """A new indicator; first on a page and without a level, the rest of the one above."""
        cells = cells_of(row, columns)
        goes_on = (
            self.fresh
            and bool(self.form.rows)
            and not any(key in cells for key in LEVELS)
            and not {"level3", "target"} <= cells.keys()
        )
        if not goes_on:
            self.form.rows.append(cells)
            return
        above = self.form.rows[-1]
        for key, cell in cells.items():
            above[key] = above[key].joined(cell) if key in above else cell

    # --- labels -----------------------------------------------------------------------------------
    def _labelled(self, row: GridRow, below: GridRow | None) -> None:
        if self.section == "schedule":
            row = _spread(row)
        first = row[0]
        name = _first_label(row)
        self._scale(row)
        for pair in pairs(row, below, forms().label):
            self._pair(pair)
        is_in_column = self._in_plan_or_goals() and 0 in self.by
        if first and name is None and not is_in_column:
            self.section, self.by = "other", {}
        elif name in {"schedule", "goals"} or (name is None and self._in_plan_or_goals()):
            self.by = self.by if name is None else {}
            self.section = name or self.section
            self._plan_or_goals(row)
        elif name == "schedule_by" and len(_heads(row, "schedule_by")) > 1:
            self.section = "schedule"
            self._plan_or_goals(row)
        elif name == "schedule_by":
            self._step_of_plan(row)
        else:
            self._rest(row, name)

    def _in_plan_or_goals(self) -> bool:
        return self.section in {"schedule", "goals"}

    def _scale(self, row: GridRow) -> None:
        """The unit of money that a label prints: 项目资金（元）."""
        for cell in row:
            if cell and len(cell.text) < _LONGEST_LABEL:
                self.form.unit = printed_scale(cell.text) or self.form.unit

    def _pair(self, pair: Pair) -> None:
        form = self.form
        if pair.key in _PASSAGES:
            form.passages.setdefault(pair.key, pair.value)
        elif pair.key in _AMOUNTS:
            self._amount(pair)
        elif pair.key == "legal_basis":
            form.basis.append(pair.value)

    def _amount(self, pair: Pair) -> None:
        """Keep an amount; beside the whole project's those of the year count."""
        printed = read_amount(pair.value.text)
        if printed is None:
            return
        amounts = self.form.amounts
        unit = printed.unit or self.form.unit
        amount = Amount(printed.text, pair.value.where, unit)
        if pair.key == "total_of_year" and "total" in amounts:
            self.form.year_column = pair.column
        is_of_year = self.form.year_column is not None and pair.column >= self.form.year_column
        if is_of_year or pair.key not in amounts:
            amounts[pair.key] = amount

    def _is_goal(self, column: int) -> bool:
        """Whether a cell below kinds of goals stands in the column of a goal, not of its result."""
        heads = [index for index in self.by if index <= column]
        return not heads or self.by[max(heads)] != _RESULT

    def _step_of_plan(self, row: GridRow) -> None:
        """A step of the plan beside its date: `3月底 | 25.00`."""
        steps = [cell for cell in row[1:2] if cell]
        self.form.schedule += [
            ScheduleEntry(fold(row[0].text), squeeze(cell.text), cell.where) for cell in steps
        ]
        self.section = "schedule"

    def _rest(self, row: GridRow, name: str | None) -> None:
        if name is None and self.section == "size" and "purpose" not in self.form.passages:
            cells = labelled_cells(row, forms().label)
            if len(cells) == 1 and cells[0].key is None:
                self.form.passages["purpose"] = cells[0].passage
        self.section, self.by = name or self.section, {}

    def _plan_or_goals(self, row: GridRow) -> None:
        """The plan (dates in one row, values below in the same columns), the goals (beside or below
        their label).
        """
        key = "schedule_by" if self.section == "schedule" else "goal_column"
        heads = _heads(row, key)
        filled = [(index, cell) for index, cell in enumerate(row) if cell]
        if heads and (self.section == "schedule" or len(heads) == len(_unlabelled(filled, key))):
            self.by = heads
            return
        values = [
            (index, cell)
            for index, cell in filled
            if index not in heads and label_of(cell.text, forms().label) is None
        ]
        if self.section == "goals":
            goals = [cell for index, cell in values if self._is_goal(index)]
            self.form.goals += [_after_label(cell) for cell in goals]
            return
        self.form.schedule += [
            ScheduleEntry(self.by[index], squeeze(cell.text), cell.where)
            for index, cell in values
            if index in self.by
        ]


def _heads(row: GridRow, key: str) -> dict[int, str]:
    """The columns that a row of dates, or of kinds of goals, heads."""
    found: dict[int, str] = {}
    for index, cell in enumerate(row):
        if not cell:
            continue
        if cell.text in forms().label[key]:
            found[index] = fold(cell.text)
        elif key == "goal_column" and cell.text in forms().label["goal_result"]:
            found[index] = _RESULT
    return found


def _spread(row: GridRow) -> GridRow:
    """A row of dates or shares of which a cell holds several, parted by blanks, as a cell each.

    `3月底 6月底 10月底` → `3月底 | 6月底 | 10月底`.
    """
    filled = [cell for cell in row if cell]
    tokens = [
        cell.part(*match.span()) for cell in filled for match in re.finditer(r"\S+", cell.text)
    ]
    texts = [token.text for token in tokens]
    is_dates = all(text in forms().label["schedule_by"] for text in texts)
    is_shares = all(is_amount(text) or text.endswith("%") for text in texts)
    is_crowded = len(tokens) > len(filled)
    return tuple(tokens) if is_crowded and (is_dates or is_shares) else row


def _unlabelled(filled: list[tuple[int, Passage]], key: str) -> list[Passage]:
    """The cells of a row but for a label of the whole section at its left (项目绩效目标)."""
    first = filled[0][1].text if filled else ""
    is_label = role(forms().label, first) == "goals" and first not in forms().label[key]
    return [cell for _, cell in (filled[1:] if is_label and len(filled) > 1 else filled)]


def _after_label(cell: Passage) -> Passage:
    """The value of a cell that holds its own label: `绩效目标：养护路面` → 养护路面."""
    parts = labelled_cells((cell,), forms().label)
    is_pair = len(parts) == 2 and parts[0].key is not None and parts[1].key is None
    return parts[1].passage if is_pair else cell


def _first_label(row: GridRow) -> str | None:
    """The label that a row begins with, in a cell of its own or before its value."""
    if not row[0]:
        return None
    cells = labelled_cells((row[0],), forms().label)
    return cells[0].key if cells else None


def _ends(row: GridRow) -> bool:
    """Whether a row begins what stands below the indicators: 备注, 总分."""
    first = next((cell for cell in row if cell), None)
    return first is not None and first.text in forms().label["end"]
