"""The heading of a list of projects → the columns of the project, and those of its indicators.

单位名称 | 项目名称 | 年度预算 | 一级指标 | 二级指标 | 三级指标 | 指标值
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms, is_one_of, role
from budgetgraph.parse.project_forms.indicator_table.column_roles import GOALS, NOWHERE
from budgetgraph.parse.project_forms.indicator_table.columns import Columns, columns_of
from budgetgraph.parse.project_forms.indicator_table.rival_headings import rename
from budgetgraph.parse.project_forms.indicator_table.second_heading import refined
from budgetgraph.parse.project_forms.money_heads import MORE_MONEY
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.recognise import is_indicator_heading
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import AMOUNTS, NO_PROJECT, label_of
from budgetgraph.recognise.shapes import heads_projects, is_project_list, names_projects

#: Labels of parts of an amount: 财政拨款, 其他资金, 上级补助.
_PARTS = frozenset({"fiscal", "fiscal_of_year", "other", MORE_MONEY})
#: Columns of indicators that stand among those of the project: 指标值 over two columns, 序号.
_OF_LISTS = frozenset({"target", "aside"})
#: A level over its indicators (产出指标 over 三级指标) heads no column.
_NAMES_OF_LEVELS = ("level1_names", "level2_names")


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The columns of a list: labels of a project by column, and the columns of its indicators.

    `words` is what heads each column, for the unit of money in it: 预算金额（元）.
    """

    labels: dict[int, str]
    words: tuple[str, ...]
    columns: Columns


def heads_list(row: GridRow) -> bool:
    """Tell whether a row heads a list of projects, with their indicators or without."""
    return is_project_list(row) or heads_projects(row)


def list_heading(row: GridRow) -> ListHeading:
    """Tell what each column below a heading holds.

    A label of a project is the heading of no indicator, nor is a blank column that it is merged
    over: of `项目名称 | 预算金额 | | 一级指标` the third column.
    """
    words = texts(row)
    roles = list(columns_of(row).roles)
    labels = _with_money(_with_total(_without_targets(_labels(row), roles), {}), words)
    for column in labels:
        rename(roles, words, column, NOWHERE)
    return ListHeading(labels, tuple(words), Columns(tuple(roles)))


def _without_targets(labels: dict[int, str], roles: Sequence[str]) -> dict[int, str]:
    """Give the labels of a project without 目标 behind the names of the indicators: their target.

    项目名称 | 一级指标 | 二级指标 | 三级指标 | 目标
    """
    return {
        column: key for column, key in labels.items() if key != GOALS or roles[column] != "target"
    }


def with_second_row(heading: ListHeading, row: GridRow) -> ListHeading | None:
    """Give the heading with a second row of it, None where the row is none.

    项目名称 | 预算金额 |          |          | 一级指标
             | 合计     | 财政拨款 | 其他资金 |
    """
    labels = _labels(row)
    columns = refined(heading.columns, _without(row, labels))
    is_of_labels = 1 < len(labels) == len(filled_cells(row))
    if columns is None and not is_of_labels:
        return None
    named = _with_total(labels, heading.labels)
    kept = {column: key for column, key in named.items() if key != NO_PROJECT}
    words = _over(texts(row), heading.words)
    return ListHeading(heading.labels | kept, words, columns or heading.columns)


def _without(row: GridRow, columns: Container[int]) -> GridRow:
    """Give a row with nothing in some columns."""
    return tuple(Passage(()) if at in columns else cell for at, cell in enumerate(row))


def _with_total(labels: dict[int, str], above: dict[int, str]) -> dict[int, str]:
    """Give the labels of a heading, in which 合计 or 总额 beside the parts of an amount is the total.

    预算金额 |              预算安排 |
    合计     | 财政拨款     总额     | 财政拨款

    At the left 预算金额 is the total, and 合计 says nothing more; at the right 总额 is.
    """
    has_total = "total" in above.values() or "total" in labels.values()
    if has_total or not _PARTS & set(labels.values()):
        return labels
    completed = dict(labels)
    for column, key in labels.items():
        if key == NO_PROJECT:
            completed[column] = "total"
            break
    return completed


def _with_money(labels: dict[int, str], words: Sequence[str]) -> dict[int, str]:
    """Give the labels of a heading; where none is of an amount, 项目资金（元） or 预算 is the total.

    In a form the same words stand over the rows of its money and have no amount beside them.
    """
    if AMOUNTS & set(labels.values()):
        return labels
    listed = forms().listed
    totals = (column for column, word in enumerate(words) if role(listed, word) == "total")
    return labels | dict.fromkeys(totals, "total")


def merged_rows(pages: Sequence[tuple[GridRow, ...]]) -> list[GridRow]:
    """Give the filled rows of a form, a heading of two rows as one.

    项目名称 | 资金总额 | 绩效指标 |          |
             |          | 一级指标 | 二级指标 | …      → 项目名称 | 资金总额 | 一级指标 | 二级指标 | …
    """
    rows: list[GridRow] = []
    for page in pages:
        for row in filter(any, page):
            if rows and is_indicator_heading(row) and _goes_on_below(rows[-1], row):
                rows[-1] = _merged(rows[-1], row)
            else:
                rows.append(row)
    return rows


def _goes_on_below(above: GridRow, row: GridRow) -> bool:
    """Tell whether a heading begins in the row above.

    It holds several labels, more than words that are not known, and the project's name stands over
    a blank cell. 指标值 (over 符号 and 数值) and 序号 are words of such a heading, too.

    序号 | 项目名称 | 责任科室 | 资金总额 | 绩效指标      three labels, one unknown word → yes
    项目名称 | 河道清淤 | 资金总额 | 60.00              two labels, two values → no
    """
    labels: list[str] = []
    unknown = 0
    is_open = False
    for column, cell in filled_cells(above):
        text = cell.text.strip()
        label = "name" if names_projects(text) else label_of(text)
        if label is None and is_one_of(forms().indicator, _NAMES_OF_LEVELS, fold(text)):
            return False
        if label is None:
            unknown += role(forms().indicator, fold(text)) not in _OF_LISTS
            continue
        labels.append(label)
        if label == "name":
            is_open = not any(row[column : column + 1])
    return is_open and len(labels) > max(unknown, 1)


def _merged(above: GridRow, row: GridRow) -> GridRow:
    """Give the cells of two rows as one row, those of the lower one first."""
    cells: list[Passage] = [*row, *above[len(row) :]]
    for column, cell in enumerate(above):
        cells[column] = cells[column] or cell
    return tuple(cells)


def _over(words: list[str], above: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of the second row of a heading, those of the first where it is blank.

    Either row may be the wider one.
    """
    return tuple(own or over for own, over in zip_longest(words, above, fillvalue=""))


def _labels(row: GridRow) -> dict[int, str]:
    """Give the labels of a project in a heading, by column.

    序号 | 单位 | 项目名称 | 预算数 | 指标名称 | 指标值     → 单位 before the name is whose project it is
    """
    labels: dict[int, str] = {}
    before_name: list[int] = []
    words = texts(row)
    has_name = "name" in map(_label, words)
    for column, text in enumerate(words):
        is_name_alone = not has_name and names_projects(text)
        label = "name" if is_name_alone else _label(text)
        if label is not None:
            labels[column] = label
        elif role(forms().indicator, text) == "unit" and "name" not in labels.values():
            before_name.append(column)
    if "name" in labels.values() and "unit" not in labels.values():
        labels.update(dict.fromkeys(before_name[:1], "unit"))
    return labels


def _label(text: str) -> str | None:
    """Give the label of a project that heads a column; None for a column of indicators.

    预算金额 → total, 指标值 → None; 总体目标, which is the name of a level as well, → goals
    """
    known = role(forms().indicator, text)
    heads_indicators = known is not None and known not in _NAMES_OF_LEVELS
    return None if heads_indicators or not text else label_of(text)
