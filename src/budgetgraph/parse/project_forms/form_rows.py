"""The rows of one form → what its labels, its plan of spending, its goals and its indicator table
say, put together over page breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.disclosure import ScheduleEntry
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms, printed_scale
from budgetgraph.parse.project_forms import plan_and_goals
from budgetgraph.parse.project_forms.columns import LEVELS, Columns, columns_of, refined
from budgetgraph.parse.project_forms.indicator_rows import Cells, cells_of, is_foreign
from budgetgraph.parse.project_forms.money import Money
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.labels import Pair, labelled_cells, pairs
from budgetgraph.recognise.shapes import is_project_list, row_passage

_PASSAGES = frozenset({"name", "code", "purpose", "overview", "unit", "unit_code", "unit_above"})
#: Labels of a project that no table of indicators holds: behind one they end it.
_FIELDS = frozenset({"name", "code", "total", "total_of_year", "fiscal", "unit", "purpose"})
_LONGEST_LABEL = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an indicator table and its place."""

    columns: Columns
    where: Where


@dataclass(slots=True)
class FormRows:
    """What the rows of a form have said so far."""

    money: Money
    passages: dict[str, Passage] = field(default_factory=dict)
    schedule: list[ScheduleEntry] = field(default_factory=list)
    goals: list[Passage] = field(default_factory=list)
    basis: list[Passage] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    #: Rows below a heading that are no indicators and no end of the table.
    unread: list[Passage] = field(default_factory=list)


def read_form(claim: FormClaim) -> FormRows:
    """Read all rows of all pages of a form."""
    scales = (printed_scale(caption.text) for caption in claim.captions)
    walk = _FormWalk(FormRows(Money(next(filter(None, scales), "万元"))))
    for number, page in enumerate(claim.pages):
        filled = [row for row in page if any(row)]
        walk.fresh = number > 0
        for above, row, below in zip([None, *filled], filled, [*filled[1:], None], strict=False):
            walk.row(row, above, below)
    return walk.form


class _FormWalk:
    """Goes down the rows of a form; `section` is the label that rows with a blank one belong to."""

    def __init__(self, form: FormRows) -> None:
        self.form = form
        self.section = ""
        self.columns: Columns | None = None
        self.by: dict[int, str] = {}
        self.fresh = False

    def row(self, row: GridRow, above: GridRow | None, below: GridRow | None) -> None:
        if is_indicator_heading(row) and not is_project_list(row):
            self._heading(row, above)
        elif self.section == "indicators" and self.columns is not None:
            self._below_heading(row, below, self.columns)
        elif self.section != "end" or _first_label(row) in _FIELDS:
            self._labelled(row, below)
        if self.section != "end":
            self.form.places.append(row_where(row))

    # --- indicators -------------------------------------------------------------------------------
    def _heading(self, row: GridRow, above: GridRow | None) -> None:
        columns = columns_of(row, above)
        before = self.columns
        if before is not None and {*before.roles, ""} != {*columns.roles, ""}:
            self.form.rows.append({})
        self.section, self.columns = "indicators", columns
        self.form.headings.append(Heading(columns, row_where(row)))

    def _below_heading(self, row: GridRow, below: GridRow | None, columns: Columns) -> None:
        """A row below the heading: a second row of it, the end of the table, or an indicator."""
        second = refined(columns, row)
        if second is not None:
            self.columns = second
            self.form.headings[-1] = Heading(second, self.form.headings[-1].where)
        elif _ends(row):
            self.section, self.columns = "end", None
        elif _first_label(row) in _FIELDS:
            self.section, self.columns = "", None
            self._labelled(row, below)
        elif is_foreign(row, columns) and not self.fresh:
            self.form.unread.append(row_passage(row))
        else:
            self._indicator(row, columns)
            self.fresh = False

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
            row = plan_and_goals.spread(row)
        name = _first_label(row)
        self._scale(row)
        self.form.money.heads(row)
        for pair in pairs(row, below):
            self._pair(pair)
        is_in_column = self._in_plan_or_goals() and 0 in self.by
        if row[0] and name is None and not is_in_column:
            self.section, self.by = "other", {}
        elif name in {"schedule", "goals"} or (name is None and self._in_plan_or_goals()):
            self.by = self.by if name is None else {}
            self.section = name or self.section
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
                self.form.money.unit = printed_scale(cell.text) or self.form.money.unit

    def _pair(self, pair: Pair) -> None:
        form = self.form
        if pair.key in _PASSAGES:
            form.passages.setdefault(pair.key, pair.value)
        elif pair.key == "legal_basis":
            form.basis.append(pair.value)
        else:
            form.money.take(pair)

    def _step_of_plan(self, row: GridRow) -> None:
        """A step of the plan beside its date, `3月底 | 25.00`, or the dates of the row below."""
        dates = plan_and_goals.dates(row)
        if len(dates) > 1:
            self.by = dates
        else:
            steps = [cell for cell in row[1:2] if cell]
            self.form.schedule += [
                ScheduleEntry(fold(row[0].text), squeeze(cell.text), cell.where) for cell in steps
            ]
        self.section = "schedule"

    def _rest(self, row: GridRow, name: str | None) -> None:
        if name is None and self.section == "size" and "purpose" not in self.form.passages:
            cells = labelled_cells(row)
            if len(cells) == 1 and cells[0].key is None:
                self.form.passages["purpose"] = cells[0].passage
        self.section, self.by = name or self.section, {}

    def _plan_or_goals(self, row: GridRow) -> None:
        """The plan (dates in one row, values below in the same columns), the goals (beside or below
        their label).
        """
        if self.section == "schedule":
            dates = plan_and_goals.dates(row)
            self.by = dates or self.by
            self.form.schedule += [] if dates else plan_and_goals.steps(row, self.by)
            return
        heads = plan_and_goals.goal_columns(row)
        if heads:
            self.by = heads
        else:
            self.form.goals += plan_and_goals.goals(row, self.by)


def _first_label(row: GridRow) -> str | None:
    """The label that a row begins with, in a cell of its own or before its value."""
    if not row[0]:
        return None
    cells = labelled_cells((row[0],))
    return cells[0].key if cells else None


def _ends(row: GridRow) -> bool:
    """Whether a row stands behind the indicators: notes, opinions, the end of the form."""
    filled = [cell for cell in row if cell]
    is_end = any(cell.text in forms().label["end"] for cell in row[:1] if cell)
    return is_end or (bool(filled) and filled[0].text in forms().label["behind"])
