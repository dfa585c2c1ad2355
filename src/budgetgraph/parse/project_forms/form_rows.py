"""The rows of one form → what its labels, its plan of spending, its goals and its indicator table
say, put together over page breaks.
"""

from __future__ import annotations

from budgetgraph.document import GridRow, row_where
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.table import IndicatorTable
from budgetgraph.parse.project_forms.labelled_rows import LabelledRows, first_label
from budgetgraph.parse.project_forms.money import Money, captioned_unit
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.shapes import is_project_list

#: Labels of a project that no table of indicators holds: behind one they end it.
_FIELDS = frozenset({"name", "code", "total", "total_of_year", "fiscal", "unit", "purpose"})


def read_form(claim: FormClaim) -> Said:
    """Read all rows of all pages of a form."""
    walk = _FormWalk(Said(Money(captioned_unit(claim.captions))))
    for number, page in enumerate(claim.pages):
        walk.page(page, is_first=number == 0)
    return walk.said


class _FormWalk:
    """Goes down the rows of a form: rows of labels, tables of indicators, what stands behind.

    项目名称 | 河道清淤 |          |            labels with their values
    一级指标 | 二级指标 | 三级指标 | 指标值     opens a table of indicators
    产出指标 | 数量指标 | 清淤长度 | ≥12公里    a row of it
    备注     |          |          |            ends the form
    """

    def __init__(self, said: Said) -> None:
        self.said = said
        self.labels = LabelledRows(said)
        self.table = IndicatorTable(said)
        self.is_over = False

    def page(self, page: tuple[GridRow, ...], *, is_first: bool) -> None:
        """Take the rows of a page; blank ones say nothing."""
        self.table.is_after_break = not is_first
        rows = list(filter(any, page))
        above: GridRow | None = None
        for row, below in zip(rows, [*rows[1:], None], strict=True):
            if above is not None and row_where(row).page != row_where(above).page:
                self.table.is_after_break = True
            self._row(row, above, below)
            above = row

    def _row(self, row: GridRow, above: GridRow | None, below: GridRow | None) -> None:
        """Take a row by what it is; behind the end only a field of the project begins anew."""
        if _heads_indicators(row):
            self.labels.leave()
            self.table.open(row, above)
            self.is_over = False
        elif self.table.is_open:
            self._below_heading(row, below)
        elif not self.is_over or _begins_field(row):
            self.labels.take(row, below)
            self.is_over = False
        if not self.is_over:
            self.said.places.append(row_where(row))

    def _below_heading(self, row: GridRow, below: GridRow | None) -> None:
        """Take a row below a heading: a second row of it, an indicator, or what ends the table."""
        if self.table.goes_on_with_heading(row):
            return
        if _ends(row):
            self.table.close()
            self.is_over = True
        elif _begins_field(row):
            self.table.close()
            self.labels.take(row, below)
        else:
            self.table.take(row)


def _heads_indicators(row: GridRow) -> bool:
    """Tell whether a row heads the indicators of one project, not a list of several projects."""
    return is_indicator_heading(row) and not is_project_list(row)


def _begins_field(row: GridRow) -> bool:
    """Tell whether a row begins with the label of a field of the project: 项目名称, 资金总额."""
    return first_label(row) in _FIELDS


def _ends(row: GridRow) -> bool:
    """Tell whether a row stands behind the indicators: notes, opinions, the end of the form.

    `备注 | …`, ` | 备注` and ` | 审核意见：同意` do.
    """
    filled = filled_cells(row)
    if not filled:
        return False
    _, first = filled[0]
    is_first_column = bool(row[0]) or len(filled) == 1
    is_end = is_first_column and first.text in forms().label["end"]
    return is_end or first.text in forms().label["behind"]
