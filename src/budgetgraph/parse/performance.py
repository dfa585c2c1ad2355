"""The form of the whole department (部门整体支出绩效目标表) → its goals, amounts and indicators.

Its goals and indicators are read as those of a project's form. Pages of a scan lose columns and
their heading: there only a row that holds a name and, right beside it, a target gives an indicator;
no target is looked for in another row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from budgetgraph.disclosure import Goal, Indicator, Performance, Statement
from budgetgraph.document import GridRow, Passage
from budgetgraph.document.problems import Note
from budgetgraph.document.where import span
from budgetgraph.forms import fold
from budgetgraph.forms.captions import captioned_scale
from budgetgraph.parse.goals import split_goals
from budgetgraph.parse.project_forms.indicator_table.cells import Cells
from budgetgraph.parse.project_forms.indicator_table.column_roles import VALUES
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.parse.project_forms.indicator_table.torn import rows_of_form, torn_indicators
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.read_forms import ReadForm
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import is_amount
from budgetgraph.values.amount import cell_text

#: The unit of money at the end of a label: 当年预算申请金额（万元）.
_MONEY = re.compile(r"\((?P<unit>亿元|万元|元)\)$")
_LAST_YEAR = "上年"
_NOT_NOTHING = re.compile("[1-9]")


def parse_performance(read: Iterable[ReadForm]) -> Performance | None:
    """Give the goals and indicators of the department's forms; None where there is no such form."""
    goals: list[Goal] = []
    listed: list[Indicator] = []
    own = _of_department(read)
    for form in own:
        for said in form.said:
            for cell in said.goals:
                goals += split_goals(cell)
            listed += _indicators(form.claim, said)
    if not goals and not listed:
        return None
    return Performance(tuple(goals), tuple(listed), own[0].claim.title.where)


def parse_amounts(read: Iterable[ReadForm], fiscal_year: int) -> tuple[Statement, ...]:
    """Give the money of the form: each number of a row of numbers, under the words above it, in the
    field that names its unit.

    当年预算申请金额（万元） | 合计  | 上级拨款
                             | 88.00 | 80.00      → 合计 88.00 and 上级拨款 80.00 of 当年预算申请金额
    """
    statements: list[Statement] = []
    for form in _of_department(read):
        statements += _amounts(form.claim, fiscal_year)
    return tuple(statements)


def unread_amounts(read: Iterable[ReadForm]) -> Iterator[Note]:
    """Say which amounts of the form are in no field: those beside or below a word with a unit, or
    all of them where the unit stands above the form.

    任务名称 | 主要内容 | 预算金额（万元）
    粮食生产 | 稳定面积 | 500.00            → 500.00 of 预算金额（万元） is not read
    """
    for form in _of_department(read):
        label = ""
        head = _money_above(form.claim)
        for row in rows_of_form(form.claim):
            if is_indicator_heading(row):
                break
            label = fold(row[0].text) or label
            head = _money_head(row) or head
            is_stated = _MONEY.search(label) is not None and _holds_amounts(row)
            if head is not None and not is_stated:
                yield from _not_read(row, *head)


def _money_head(row: GridRow) -> tuple[int, str] | None:
    """Give the first word with a unit of money behind the first column: its column and its text."""
    for column, cell in filled_cells(row):
        text = fold(cell.text)
        if column > 0 and _MONEY.search(text):
            return column, text
    return None


def _money_above(claim: FormClaim) -> tuple[int, str] | None:
    """Give a head over all columns but the first one where a caption prints a unit: 单位：万元."""
    caption = next((one for one in claim.captions if captioned_scale(one.text)), None)
    return (1, fold(caption.text)) if caption is not None else None


def _not_read(row: GridRow, from_column: int, head: str) -> Iterator[Note]:
    """Give a note for the amounts of a row from a column on, but for those of nothing."""
    cells: list[Passage] = []
    for column, cell in filled_cells(row):
        is_told = is_amount(cell.text) and _NOT_NOTHING.search(cell.text) is not None
        if column >= from_column and is_told:
            cells.append(cell)
    if cells:
        amounts = ", ".join(cell.squeezed for cell in cells)
        reason = f"{amounts} of {head} in the department's form is in no field"
        yield Note("amount-not-read", reason, span([cell.where for cell in cells]))


def _of_department(read: Iterable[ReadForm]) -> list[ReadForm]:
    """Give the forms of the whole department; those of projects are none."""
    return list(filter(attrgetter("is_of_department"), read))


def _amounts(claim: FormClaim, fiscal_year: int) -> Iterator[Statement]:
    """Give the amounts of one form; a row without a label of its own belongs to the one above.

    Under a label that begins with 上年 they are of the year before.
    """
    label = ""
    above: GridRow = ()
    for row in rows_of_form(claim):
        if row[0]:
            label = fold(row[0].text)
        if _holds_amounts(row):
            year = fiscal_year - 1 if label.startswith(_LAST_YEAR) else fiscal_year
            yield from _statements(row, above, label, year)
        above = row


def _holds_amounts(row: GridRow) -> bool:
    """Tell whether a row holds nothing but amounts: ` | 88.00 | 80.00`."""
    return all(is_amount(cell.text) for _, cell in filled_cells(row))


def _statements(row: GridRow, above: GridRow, label: str, year: int) -> Iterator[Statement]:
    """Give a statement for each amount of a row, where its label names a unit of money.

    88.00 below 合计, in 当年预算申请金额（万元） → 当年预算申请金额(万元)/合计 88.00
    """
    unit = _MONEY.search(label)
    if unit is None:
        return
    for column, cell in filled_cells(row):
        head = above[column].squeezed if column < len(above) else ""
        subject = f"{label}/{head}" if head else label
        value, _ = cell_text(cell.text, unit["unit"])
        yield Statement("form_amount", value, unit["unit"], year, subject, cell.where)


# --- goals and indicators -------------------------------------------------------------------------
def _indicators(claim: FormClaim, said: Said) -> Iterator[Indicator]:
    """Give the indicators by the columns of their heading; of torn pages those that stand whole in
    a row.
    """
    return indicators(said.rows) if _keeps_columns(said) else torn_indicators(claim)


def _keeps_columns(said: Said) -> bool:
    """Tell whether every heading names a third level and every row fills its column.

    Pages of a scan lose columns: there a row has no name in the column of names.
    """
    rows = list(filter(None, said.rows))
    is_headed = all("level3" in heading.columns for heading in said.headings)
    return is_headed and bool(rows) and all(map(_fits, rows))


def _fits(cells: Cells) -> bool:
    """Tell whether a row names an indicator, or holds no more than levels."""
    return "level3" in cells or not VALUES & cells.keys()
