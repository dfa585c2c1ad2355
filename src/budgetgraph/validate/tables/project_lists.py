"""Projects that a list and a form of their own print with two amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Cell, Project, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.forms.column_paths import TOTAL, measure_of_column
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.money import in_yuan

_RULE = "project-amount-stated"
_LIST = "project_expenditure"
#: 0.01 万元 for each of two amounts, in 元.
_SLACK = Decimal(200)


def listed_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each project whose form prints another amount than the list of projects, where its name
    stands once in each.

    `营养改善计划 860.00` in the list, 806.00 in its form → a gap of 54.00.
    """
    disclosure = paper.disclosure
    names = Counter(fold(project.name) for project in disclosure.projects)
    for table in disclosure.tables:
        if table.type != _LIST or table.where.picture is not None:
            continue
        rows = _rows(table)
        for project in disclosure.projects:
            row = rows.get(fold(project.name))
            if row is None or names[fold(project.name)] > 1:
                continue
            cell = _total(table, row, disclosure.year)
            if cell is not None and not _is_inside(project, table):
                yield from _compared(paper, table, project, cell)


def _rows(table: Table) -> dict[str, Row]:
    """Give the rows of a list by the names of their projects, those that stand once."""
    counted = Counter(fold(row.item) for row in table.rows)
    rows: dict[str, Row] = {}
    for row in table.rows:
        if counted[fold(row.item)] == 1:
            rows[fold(row.item)] = row
    return rows


def _is_inside(project: Project, table: Table) -> bool:
    """Tell whether a project was read from the list itself: it has no form then."""
    return table.where.first <= project.where.first <= table.where.last


def _total(table: Table, row: Row, year: int) -> Cell | None:
    """Give the one cell of a row that holds the whole amount."""
    totals: list[Cell] = []
    for cell in row.cells:
        if measure_of_column(cell.headings, table.type, year) == TOTAL:
            totals.append(cell)
    return totals[0] if len(totals) == 1 else None


def _compared(paper: CheckedPaper, table: Table, project: Project, cell: Cell) -> Iterator[Fault]:
    """Give a project whose two amounts differ by more than rounding."""
    total = project.total
    listed = in_yuan(cell.value, table.scale)
    told = in_yuan(total.value, total.unit) if total else None
    if total is None or listed is None or told is None:
        return
    gap = abs(listed - told)
    if gap <= _SLACK:
        paper.right["projects"] += 1
        return
    shown = f"{cell.value} {table.scale}"
    form = f"{total.value} {total.unit}"
    name = project.name
    yield Fault(
        _RULE,
        f"{name} {form}",
        f"{name}：绩效目标表为 {form}，{table.title}列示 {shown}，相差 {in_wan(gap)}。",
        f"{name}: its form prints {form}, {table.title} {shown}: a gap of {in_wan(gap)}.",
        [total.where, cell.where],
        gap=gap,
    )
