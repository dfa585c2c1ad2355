"""The rows of an indicator table, one heading to the next, over page breaks."""

from __future__ import annotations

from budgetgraph.document import GridRow, Passage, passage, row_where
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.cells import (
    Cells,
    add_cells,
    adds_up,
    cells_of,
    is_foreign,
)
from budgetgraph.parse.project_forms.indicator_table.column_roles import GOALS, LEVELS
from budgetgraph.parse.project_forms.indicator_table.columns import (
    Columns,
    columns_of,
    parts_of,
)
from budgetgraph.parse.project_forms.indicator_table.name_column import named_behind_kinds
from budgetgraph.parse.project_forms.indicator_table.second_heading import refined
from budgetgraph.parse.project_forms.indicator_table.several_indicators import one_each
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.said import FormHeading, Said
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import is_same_text
from budgetgraph.recognise.shapes import row_passage
from budgetgraph.values.target import read_target


class IndicatorTable:
    """The indicator table that a form is in, if one `is_open`.

    `is_after_break` says that a page has begun, and no indicator on it was read yet.
    """

    def __init__(self, said: Said) -> None:
        self.is_open = False
        self.is_after_break = False
        self._columns = Columns(())
        self._of_first_list: list[Cells] = []
        self._said = said

    def open(self, row: GridRow, above: GridRow | None) -> None:
        """Begin a table, or go on with the one above where its heading is printed again."""
        columns = columns_of(row, above)
        if columns.whole and not self._speaks_of_all_years(row, above):
            columns = columns.of_both
        self._of_first_list = []
        if self.is_open and not _is_same_heading(self._columns, columns):
            self._said.rows.append({})
        self.is_open = True
        self._columns = columns
        self._said.headings.append(FormHeading(columns, row_where(row)))

    def close(self) -> None:
        """End the table."""
        self.is_open = False

    def goes_on_with_heading(self, row: GridRow) -> bool:
        """Take a second row of the heading; False where the row is none."""
        columns = refined(self._columns, row)
        if columns is None:
            return False
        self._columns = columns
        first = self._said.headings.pop()
        self._said.headings.append(FormHeading(columns, first.where))
        return True

    def take(self, row: GridRow) -> None:
        """Take an indicator; what is none is kept as not read.

        The first row of a page may be neither: it goes on with the last cells of the page before.
        """
        self._columns = named_behind_kinds(self._columns, row)
        row = self._without_rest_of_level(self._behind_label(row))
        if not any(row):
            return
        if is_foreign(row, self._columns) and not self.is_after_break:
            self._said.unread.append(row_passage(row))
            return
        if self._columns.first:
            self._take_both(row)
        else:
            self._take_each(row)
        self.is_after_break = False

    def _behind_label(self, row: GridRow) -> GridRow:
        """Give a row that lost the blank cells below a merged label or level with these: its first
        cell names a level, and it is as much shorter than the heading.

        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 清淤长度 | ≥12公里            → the first level stands under its heading
        质量指标 | 合格率   | 100%                          → the second one does, too
        """
        roles = self._columns.roles
        printed = row[: max((at + 1 for at, _ in filled_cells(row)), default=0)]
        lost = len(roles) - len(printed)
        if not 0 < lost < len(roles) or not self._may_begin(printed, lost):
            return row
        is_whole = len(row) == len(roles)
        if is_whole and (roles[lost] == "level3" or not self._ends_with_target(printed)):
            return row
        return (*(passage("", row[0].where) for _ in range(lost)), *printed)

    def _may_begin(self, row: GridRow, column: int) -> bool:
        """Tell whether a row begins in a column: with the name of its level, or behind blank levels
        with the name of an indicator, where it ends with the figure of its target.

        满意度指标 | 服务对象满意度指标     begins with the first level, though its name may be the second
        """
        level = self._columns.roles[column]
        if level == "level3":
            return bool(row[0]) and self._ends_with_target(row)
        names = forms().indicator
        if level not in LEVELS or row[0].text not in names[f"{level}_names"]:
            return False
        is_of_first = row[0].text in names["level1_names"]
        is_before_second = row[1:2] and row[1].text in names["level2_names"]
        return level == "level1" or not (is_of_first and is_before_second)

    def _ends_with_target(self, row: GridRow) -> bool:
        """Tell whether the last cell of a row is the figure of a target, and targets stand in the
        last column: the blank cells of the row were put behind it.
        """
        is_last = self._columns.roles[-1] == "target"
        return is_last and read_target(row[-1].text).operator is not None

    def _take_each(self, row: GridRow) -> None:
        """Take every indicator that a row lists; what cannot be told apart is kept as not read."""
        rows = one_each(row, self._columns)
        if not rows:
            self._said.unread.append(row_passage(row))
        for one in rows:
            self._take_cells(cells_of(one, self._columns))
            self.is_after_break = False

    def _without_rest_of_level(self, row: GridRow) -> GridRow:
        """Give a row without the end of a level's name that a page break cuts off, put to the name.

        效益 | 经济效益指标 | 亩均增产        the last row of a page
        指标 | 社会效益指标 | 受益农户        → 效益指标, and a row without a first level
        """
        kept = list(row)
        for column, cell in filled_cells(row):
            level = self._columns.role(column)
            above = next((cells for cells in reversed(self._said.rows) if level in cells), None)
            if level in LEVELS and above is not None and self._goes_on(level, above[level], cell):
                above[level] = above[level].joined(cell)
                kept[column] = passage("", cell.where)
        return tuple(kept)

    def _goes_on(self, level: str, above: Passage, cell: Passage) -> bool:
        """Tell whether a cell is the end of the level's name above it, or all but its last sign."""
        names = forms().indicator[f"{level}_names"]
        is_open = self.is_after_break or above.text not in names
        joined = above.text + cell.text
        return is_open and cell.text not in names and (joined in names or f"{joined}标" in names)

    def _take_both(self, row: GridRow) -> None:
        """Take the indicators of two lists side by side; where both name one, the first list is
        that of all years.
        """
        first, second = map(cells_of, parts_of(row, self._columns), self._columns.lists)
        if _is_same_name(first, second):
            self._leave_first_list()
            self._take_cells(cells_of(row, self._columns))
            return
        self._of_first_list.append(first)
        for cells in filter(None, (first, second)):
            self._take_cells(cells)

    def _leave_first_list(self) -> None:
        """Take of the first of two lists nothing but its levels."""
        self._columns = self._columns.of_year
        heading = self._said.headings.pop()
        self._said.headings.append(FormHeading(self._columns, heading.where))
        for cells in self._of_first_list:
            for key in cells.keys() - set(LEVELS):
                del cells[key]

    def _take_cells(self, cells: Cells) -> None:
        """Take the cells of an indicator, or the rest of those above a page break."""
        if GOALS in cells:
            self._said.goals.append(cells.pop(GOALS))
        if self._is_rest(cells):
            add_cells(self._said.rows[-1], cells)
        else:
            self._said.rows.append(cells)

    def _speaks_of_all_years(self, row: GridRow, above: GridRow | None) -> bool:
        """Tell whether the form, or its heading, has words for all years: 实施期目标."""
        words = texts((*row, *(above or ())))
        return self._said.is_of_all_years or forms().form["all_years"].in_any(words)

    def _is_rest(self, cells: Cells) -> bool:
        """Tell whether the cells are the rest of those above the page break.

        They are where they hold no level, and not both a name and a target of their own:
        `检查完成 | 2023` goes on with `时间 | 年12月底前`, and `检查率 | 98%` does not.
        """
        if not self.is_after_break or not self._said.rows:
            return False
        has_level = any(level in cells for level in LEVELS)
        is_whole = "level3" in cells and "target" in cells
        if has_level or adds_up(cells):
            return False
        return not (is_whole and not _goes_on_with_target(self._said.rows[-1], cells))


def _is_same_name(first: Cells, second: Cells) -> bool:
    """Tell whether both lists of a row name the same indicator."""
    if "level3" not in first or "level3" not in second:
        return False
    return is_same_text(first["level3"].text, second["level3"].text)


def _goes_on_with_target(above: Cells, cells: Cells) -> bool:
    """Tell whether the target of a row is the rest of the one above: `年12月底前` below `2023`, but
    `年底` below `20天以内` is a target of its own.
    """
    text = cells["target"].text.strip()
    if "target" not in above or text not in forms().form["rest_of_target"]:
        return False
    is_mark = not text[:1].isalnum()
    return is_mark or above["target"].text.strip()[-1:].isdigit()


def _is_same_heading(columns: Columns, other: Columns) -> bool:
    """Tell whether two headings name the same columns, in whatever order."""
    return {*columns.roles, ""} == {*other.roles, ""}
