"""One sheet that lists all projects: a project a row, or a block of rows under one name.

`单位名称 | 项目名称 | 年度预算 | 一级指标 | 二级指标 | 三级指标 | 指标值` heads the columns; a row without a name, or
with the name of the row above, goes on with the project above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount
from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.document.where import Where
from budgetgraph.forms import forms, printed_scale, role
from budgetgraph.parse.project_forms.indicator_rows import Cells, Columns, cells_of, columns_of
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import is_same_text, value_text
from budgetgraph.recognise.shapes import is_project_list
from budgetgraph.values.amount import read_amount

_AMOUNTS = ("total_of_year", "total", "fiscal_of_year", "fiscal", "other")


@dataclass(slots=True)
class ListedProject:
    """A project of a list: its cells by label, its amounts, and the rows of its indicators."""

    name: Passage
    cells: dict[str, Passage] = field(default_factory=dict)
    amounts: dict[str, Amount] = field(default_factory=dict)
    rows: list[Cells] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)

    def amount(self, *keys: str) -> Amount | None:
        return next((self.amounts[key] for key in keys if key in self.amounts), None)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The columns of a list: labels of a project, and those of its indicators."""

    labels: dict[int, str]
    columns: Columns
    units: dict[int, str]


def is_list(claim: FormClaim) -> bool:
    """Whether a form lists several projects in one table."""
    return any(is_project_list(row) for page in claim.pages for row in page)


def listed_projects(claim: FormClaim) -> list[ListedProject]:
    """Give the projects of a list in their order; totals are none."""
    found: list[ListedProject] = []
    heading: _Heading | None = None
    unit = next(filter(None, (printed_scale(one.text) for one in claim.captions)), "万元")
    for row in _rows(claim):
        if is_project_list(row):
            heading = _heading(row)
        elif heading is not None:
            _take(found, row, heading, unit)
    return found


def unknown_headings(claim: FormClaim) -> Iterator[tuple[str, Where]]:
    """Give the headings of a list that are not known, with their place."""
    for row in _rows(claim):
        if is_project_list(row):
            yield from ((name, row_where(row)) for name in _heading(row).columns.unknown)


def _rows(claim: FormClaim) -> Iterator[GridRow]:
    for page in claim.pages:
        yield from (row for row in page if any(row))


def _heading(row: GridRow) -> _Heading:
    labels: dict[int, str] = {}
    units: dict[int, str] = {}
    for index, text in enumerate(texts(row)):
        key = role(forms().label, text) if text else None
        key = "unit" if key is None and text in forms().unit["name"] else key
        if key is not None and role(forms().indicator, text) is None:
            labels[index] = key
            units[index] = printed_scale(text) or ""
    own = tuple("" if index in labels else one for index, one in enumerate(columns_of(row).roles))
    return _Heading(labels, Columns(own), units)


def _take(found: list[ListedProject], row: GridRow, heading: _Heading, unit: str) -> None:
    labelled = {
        heading.labels[index]: (index, cell)
        for index, cell in reversed(list(enumerate(row)))
        if cell and index in heading.labels
    }
    name = labelled.get("name")
    if name is not None and value_text(name[1]) in forms().label["no_project"]:
        return
    if name is not None and not (found and _is_same(found[-1], name[1])):
        found.append(ListedProject(name[1]))
    if not found:
        return
    project = found[-1]
    project.places.append(row_where(row))
    for key, (index, cell) in labelled.items():
        printed = read_amount(cell.text) if key in _AMOUNTS else None
        if key not in _AMOUNTS:
            project.cells.setdefault(key, cell)
        elif printed is not None:
            own = printed.unit or heading.units.get(index) or unit
            project.amounts.setdefault(key, Amount(printed.text, cell.where, own))
    rest = tuple(Passage(()) if index in heading.labels else cell for index, cell in enumerate(row))
    cells = cells_of(rest, heading.columns)
    if cells:
        project.rows.append(cells)


def _is_same(project: ListedProject, name: Passage) -> bool:
    return is_same_text(value_text(project.name), value_text(name))
