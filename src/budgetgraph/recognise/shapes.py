"""What the words in the rows of a grid say that it is: captions, a list of units, a form, a heading
of indicators.
"""

from __future__ import annotations

from budgetgraph.document import GridRow, Paragraph, Passage
from budgetgraph.forms import column_measure, forms, is_caption, role
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import UNKNOWN, label_of, labelled_cells


def row_passage(row: GridRow) -> Passage:
    """The filled cells of a row as one passage."""
    return next((cell for cell in row if cell), row[0])


def is_unit_heading(row: GridRow) -> bool:
    roles = {role(forms().unit, cell) for cell in texts(row) if cell}
    return {"name", "nature"} <= roles or {"name", "rank", "funding"} <= roles


def is_form(rows: tuple[GridRow, ...]) -> bool:
    return any(
        names_project((row,)) or is_indicator_heading(row) or _has_label(row, "goals")
        for row in rows
    )


def names_project(rows: tuple[GridRow, ...]) -> bool:
    return any(
        (_has_label(row, "name") or _has_label(row, "code")) and not _heads_amounts(row)
        for row in rows
    )


def _heads_amounts(row: GridRow) -> bool:
    """Whether a row is the heading of a table (项目名称 | 金额), not a label with its value."""
    return any(column_measure(cell) is not None for cell in texts(row))


def _has_label(row: GridRow, name: str) -> bool:
    """Whether a label stands in the first columns of a row, alone or before its value in one cell."""
    return any(cell.passage.text.strip() in forms().label[name] for cell in labelled_cells(row[:4]))


def labelled_line(paragraph: Paragraph) -> GridRow:
    """A line that is a row of a form, as its cells; no cells for another line.

    `项目名称：河道清淤 项目编码：51092…` → 项目名称： | 河道清淤 | 项目编码： | 51092…

    A sentence is one only where a colon stands behind its label: `绩效目标：清淤五公里。`, not
    `项目单位 负责清淤。`
    """
    if is_caption(paragraph.text):
        return ()
    cells = labelled_cells((paragraph.passage,))
    is_row = len(cells) > 1 and cells[0].key not in {None, UNKNOWN} and cells[1].key is None
    if not is_row or (_is_sentence(paragraph.text) and not _ends_in_colon(cells[0].passage.text)):
        return ()
    return tuple(cell.passage.stripped() for cell in cells)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith("。")


def _ends_in_colon(label: str) -> bool:
    return label.rstrip().endswith((":", "："))


def is_indicator_heading(row: GridRow) -> bool:
    """Whether a row is the heading of an indicator table: it names two of the three levels, or the
    indicators and their targets.
    """
    roles = [role(forms().indicator, cell) for cell in texts(row) if cell]
    levels = sum(name in {"level1", "level2", "level3"} for name in roles)
    return levels >= 2 or {"level3", "target"} <= set(roles)


def is_project_list(row: GridRow) -> bool:
    """Whether a row heads a list of projects: 项目名称 beside the levels of indicators.

    `项目名称 | 资金总额 | 一级指标 | 二级指标 | 三级指标 | 指标值`
    """
    names_projects = any(cell in forms().label["name"] for cell in texts(row) if cell)
    return names_projects and is_indicator_heading(row)


def heads_projects(row: GridRow) -> bool:
    """Whether a row of nothing but known words heads a list of projects without indicators.

    `序号 | 项目名称 | 预算金额 | 绩效目标`
    """
    filled = [cell for cell in texts(row) if cell]
    keys = {label_of(cell) or role(forms().indicator, cell) for cell in filled}
    is_of_projects = "name" in keys and bool(keys & {"total", "total_of_year", "goals"})
    return is_of_projects and None not in keys and len(filled) > 2
