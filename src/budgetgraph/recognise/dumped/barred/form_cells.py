"""A form between bars, one cell a line and its blank cells among them → its grid.

项目名称 |           a label, and its value
河道清淤 |
年初预算 |           heads, below which the labels of rows have as many amounts
执行数 |
总额 |
60.00 |
58.50 |
一级指标 |           the heading of the indicators; a row of them has as many cells, but for the
指标值 |             levels that are merged with those above
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import forms
from budgetgraph.recognise.dumped.form_lines import heading_of, level_of
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.shapes import is_form
from budgetgraph.values.amount import is_amount

#: The levels that are blank in a row, by the level of its first cell.
_BLANK = {"level1": 0, "level2": 1, None: 2}


@dataclass(frozen=True, slots=True)
class _Section:
    """Labels that follow each other, and the cells behind the last one."""

    labels: Sequence[Passage]
    values: Sequence[Passage]


def form_grid(cells: Sequence[Passage]) -> tuple[GridRow, ...] | None:
    """Give the rows of a form; None where its cells do not fall into rows of its indicators."""
    heading = heading_of(cells)
    if not heading:
        return None
    below = _indicator_rows(cells[heading.stop :], len(heading))
    if below is None:
        return None
    rows, end = below
    above = labelled_rows(cells[: heading.start])
    behind = map(_under_names, labelled_rows(cells[heading.stop + end :]))
    grid = (*above, tuple(cells[heading.start : heading.stop]), *rows, *behind)
    return grid if is_form(grid) else None


def _indicator_rows(cells: Sequence[Passage], width: int) -> tuple[list[GridRow], int] | None:
    """Give the rows of indicators, and where what stands behind them begins; None where a row ends
    elsewhere than before the next one.
    """
    rows: list[GridRow] = []
    at = 0
    while at < len(cells) and not _stands_behind(cells[at]):
        blank = _BLANK[level_of(cells[at])]
        end = at + width - blank
        row = cells[at:end]
        if len(row) < width - blank or any(map(level_of, row[2:])):
            return None
        rows.append((*(passage("", cells[at].where) for _ in range(blank)), *row))
        at = end
    return (rows, at) if rows and _BLANK[level_of(cells[0])] == 0 else None


def _stands_behind(cell: Passage) -> bool:
    """Tell whether a cell where a row may begin is none of it: 合计, 评价结论, 填表人：."""
    text = cell.text.strip()
    words = forms().label
    is_end = text in words["no_indicator"] or text in words["end"] or text in words["behind"]
    return is_end or (level_of(cell) is None and label_of(text) is not None)


def _under_names(row: GridRow) -> GridRow:
    """Give a row that adds up scores, 合计 | 100, with its word under the names of indicators."""
    blank = passage("", row[0].where)
    adds_up = row[0].text.strip() in forms().label["no_indicator"]
    return (blank, blank, *row) if adds_up else row


# --- labels and their values ----------------------------------------------------------------------
def labelled_rows(cells: Sequence[Passage]) -> Iterator[GridRow]:
    """Give the rows that labels begin: each with its value, or with the heads above them.

    Of several labels before as many texts the texts stand below them; of those before amounts the
    last one is the label of its row:

        年度目标 · 完成情况 · 河道整洁。 · 已完成。       → 年度目标 | 完成情况, 河道整洁。 | 已完成。
        项目资金 · 年初预算 · 执行数 · 总额 · 60 · 58    → 项目资金 | 年初预算 | 执行数, 总额 | 60 | 58
    """
    for section in _sections(cells):
        yield from _rows_of(section)


def _sections(cells: Sequence[Passage]) -> Iterator[_Section]:
    """Part cells into runs of labels with the cells behind each."""
    labels: list[Passage] = []
    for is_label, run in groupby(cells, _is_label):
        if is_label:
            labels = list(run)
        else:
            yield _Section(labels, list(run))
            labels = []
    if labels:
        yield _Section(labels, [])


def _is_label(cell: Passage) -> bool:
    return label_of(cell.text.strip()) is not None


def _rows_of(section: _Section) -> Iterator[GridRow]:
    """Give the rows of a section: heads that are none alone, the heads, what stands under them."""
    labels, count = section.labels, len(section.values)
    alone = len(labels) - _count_heads(section)
    yield from ((label,) for label in labels[:alone])
    if _is_row_of_amounts(section):
        if labels[alone:-1]:
            yield tuple(labels[alone:-1])
        yield (*labels[-1:], *section.values)
    elif count > 1 and len(labels) - alone == count:
        yield tuple(labels[alone:])
        yield tuple(section.values)
    else:
        yield (*labels[alone:], *section.values)


def _count_heads(section: _Section) -> int:
    """Count the last labels of a section that its values stand beside or below."""
    count = len(section.values)
    if _is_row_of_amounts(section):
        return min(len(section.labels), count + 2)
    is_below = 1 < count <= len(section.labels)
    return count if is_below else min(len(section.labels), 1)


def _is_row_of_amounts(section: _Section) -> bool:
    """Tell whether the last label of a section is that of a row of amounts: 总额 · 60.00 · 58.50."""
    values = section.values
    return len(values) > 1 and is_amount(values[0].text.strip())
