"""The projects of a disclosure, wherever it prints them: forms, lists, tables and prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from budgetgraph.disclosure import Project, Table
from budgetgraph.document import GridRow, Passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.read_forms import ReadForm
from budgetgraph.parse.projects.same_project import put_together
from budgetgraph.parse.projects.tabled import projects_of_tables


def parse_projects(
    forms: Iterable[ReadForm],
    tables: Sequence[Table],
    told: Iterable[Project],
    year: int | None = None,
) -> tuple[Project, ...]:
    """Give every project once, in the order: forms and lists, tables, those that the prose told.

    A project of a table or of the prose that has a form too is that of the form, which takes over
    the unit and the amount that it lacks. `year` is the disclosure's, where it is known.
    """
    projects: list[Project] = []
    for form in forms:
        projects += form.projects
    for tabled in projects_of_tables(tables, year):
        projects = put_together(projects, tabled)
    return tuple(put_together(projects, told))


def passages(form: ReadForm) -> Iterator[Passage]:
    """Give every text of a form, cells stitched over page breaks, for whoever looks for document
    numbers in it.
    """
    yield form.claim.title
    stitched = [] if form.is_list else list(_cells_of_indicators(form))
    yield from stitched
    places: set[Where] = set()
    for cell in stitched:
        places |= _places(cell)
    for page in (*form.claim.pages, *form.claim.rest):
        for row in page:
            yield from _cells_elsewhere(row, places)


def _cells_of_indicators(form: ReadForm) -> Iterator[Passage]:
    """Give the cells of all its indicators, each put together where a page parts it."""
    for said in form.said:
        for cells in said.rows:
            yield from cells.values()


def _cells_elsewhere(row: GridRow, places: set[Where]) -> Iterator[Passage]:
    """Give the cells of a row that were not given yet."""
    for _, cell in filled_cells(row):
        if not _places(cell) <= places:
            yield cell


def _places(cell: Passage) -> set[Where]:
    """Tell where the pieces of a cell stand."""
    return set(map(attrgetter("where"), cell.pieces))
