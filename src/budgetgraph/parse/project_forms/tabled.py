"""The rows of a 项目支出表 → projects with their unit and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Amount, Cell, Project, ProjectUnit, Row, Table
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicators import unique
from budgetgraph.values import document_number
from budgetgraph.values.amount import read_amount

TYPE = "project_expenditure"
#: A code of a project has some twenty characters, one of a class seven at most.
_SHORTEST_CODE = 12


def tabled_projects(tables: Iterable[Table]) -> Iterator[Project]:
    """Give a project for each row of a table of project expenditure that names one.

    Totals, kinds of projects (特定目标类) and rows without an amount are none.
    """
    for table in tables:
        if table.type != TYPE or table.empty:
            continue
        for row in table.rows:
            project = _project(row, table.scale or "万元")
            if project is not None:
                yield project


def _project(row: Row, unit: str) -> Project | None:
    if not row.item or row.item in forms().label["no_project"]:
        return None
    name_cell = _first(row, forms().label["name"])
    name = name_cell.value if name_cell else row.item
    total = _amount(_first(row, forms().column["total"]), unit)
    if total is None:
        return None
    owner = _first(row, forms().label["unit"]) or _first(row, forms().unit["name"])
    return Project(
        number=None,
        name=name,
        code=_code(row),
        unit=ProjectUnit(None, owner.value) if owner else None,
        total=total,
        fiscal=None,
        other=None,
        purpose=None,
        schedule=(),
        goals=(),
        funding_documents=unique(found.number for found in document_number.find(name)),
        basis_documents=(),
        indicators=(),
        title=row.where,
        where=row.where,
    )


def _code(row: Row) -> str | None:
    """The code of a project in a column of its own, told from a code of a class by its length."""
    cell = _first(row, forms().label["code"])
    text = cell.value if cell else row.code
    return text if text and len(text) >= _SHORTEST_CODE else None


def _first(row: Row, patterns: object) -> Cell | None:
    """The first cell under a heading that matches."""
    for cell in row.cells:
        leaf = cell.column.rsplit("/", 1)[-1]
        if leaf in patterns:  # type: ignore[operator]
            return cell
    return None


def _amount(cell: Cell | None, unit: str) -> Amount | None:
    printed = read_amount(cell.value) if cell else None
    return Amount(printed.text, cell.where, printed.unit or unit) if cell and printed else None
