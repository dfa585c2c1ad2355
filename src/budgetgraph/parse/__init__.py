"""parse(recognised): what the forms and the prose of one document say, as one Disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.disclosure import Department, Disclosure, Project, Table, UnclaimedTable
from budgetgraph.document import Grid, Passage
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.parse import citations, header, performance, projects, statements, tables
from budgetgraph.parse.flow import flow
from budgetgraph.recognise import Recognised, TableClaim
from budgetgraph.recognise.covers import Cover

#: So many of the first paragraphs and titles tell of which place a department is.
_COVER = 6


def parse(
    found: Recognised, cover: Cover | None = None, other_year: int | None = None
) -> Disclosure:
    """The disclosure.

    `cover` is the line that it begins with; `other_year` the year that the rest of its file is of,
    for a piece that prints none. UnreadableInput when the text names no department or no year, or
    holds nothing of a budget.
    """
    source = found.document.source
    running = list(flow(found.prose))
    if not found.tables and not found.forms and not statements.parse_statements(running, 0):
        raise UnreadableInput(
            source.file,
            "no budget table, project form or stated amount was found in it; is it a 部门预算 disclosure?",
        )
    read_projects = tuple(
        project for claim in found.forms if (project := projects.parse_project(claim)) is not None
    )
    unit = header.parse_unit(found, cover)
    department = header.parse_department(found, read_projects, cover, unit)
    if department is None:
        raise UnreadableInput(
            source.file,
            "no department is named in it (looked for a caption such as 部门：…, a title, the budget units)",
        )
    year, doubt = _year(found, read_projects, cover, other_year)
    context = "".join(passage.text for passage in [*running[:_COVER], *found.titles[:_COVER]])
    division, doubts = header.parse_division(department, read_projects, year, context)
    documents, doubtful = citations.parse_documents(_passages(found, running))
    return Disclosure(
        source=source,
        department=department,
        division=division,
        fiscal_year=year,
        units=header.parse_units(found.units) or header.list_units(running),
        tables=_tables(found.tables),
        statements=(
            *statements.parse_statements(running, year),
            *performance.parse_amounts(found.forms, year),
        ),
        projects=read_projects,
        documents=documents,
        unit=unit,
        performance=performance.parse_performance(found.forms),
        extent=found.document.extent,
        unclaimed=tuple(map(_unclaimed, found.unclaimed)),
        notes=(
            *found.document.notes,
            *found.notes,
            *doubts,
            *doubtful,
            *_unnamed(found, len(read_projects)),
            *doubt,
            *_unread(found, running, department, year),
        ),
    )


def _unclaimed(grid: Grid) -> UnclaimedTable:
    return UnclaimedTable(tuple(tuple(cell.text for cell in row) for row in grid.rows), grid.where)


def _year(
    found: Recognised, read: tuple[Project, ...], cover: Cover | None, other: int | None
) -> tuple[int, tuple[Note, ...]]:
    """The budget year, and where it was taken from when the text does not print it."""
    printed = header.parse_year(found, read, cover)
    if printed is not None:
        return printed, ()
    if other is not None:
        return other, (
            Note(
                "year-from-file",
                f"no budget year is printed in this part of the file; {other} is that of another part",
                None,
            ),
        )
    named = header.year_of_name(found.document.source.file)
    if named is None:
        reason = "no budget year is named in it (looked for 预算年度, a title with a year, project codes)"
        raise UnreadableInput(found.document.source.file, reason)
    return named, (
        Note(
            "year-from-file-name",
            f"no budget year is printed; {named} is that of the file's name",
            None,
        ),
    )


def _unread(
    found: Recognised, running: list[Passage], department: Department, year: int
) -> Iterator[Note]:
    """What was understood by a makeshift, or not at all: nothing that is read gets lost without a
    word.
    """
    for page in found.document.pictures:
        reason = f"page {page} is a picture without text: nothing on it was read; recognise the text (OCR) and give the result"
        yield Note("page-without-text", reason, Where(0, 0, page))
    yield from header.other_departments(found, department)
    yield from tables.unread_tables(found.prose)
    for claim in found.tables:
        yield from tables.unread_cells(claim)
    yield from statements.unread_amounts(running, year)


def _tables(claims: list[TableClaim]) -> tuple[Table, ...]:
    """Every table; one that prints no money unit takes the one printed last above it."""
    found: list[Table] = []
    scale: str | None = None
    for claim in claims:
        table = tables.parse_table(claim, scale)
        scale = table.scale
        found.append(table)
    return tuple(found)


def _passages(found: Recognised, running: list[Passage]) -> Iterator[Passage]:
    """Every text of the document once, cells stitched."""
    for claim in found.forms:
        yield from projects.passages(claim)
    for table in found.tables:
        yield table.title
        yield from tables.passages(table)
    for grid in found.unclaimed:
        yield from (cell for row in grid.rows for cell in row if cell)
    yield from running


def _unnamed(found: Recognised, named: int) -> Iterator[Note]:
    forms = [claim for claim in found.forms if claim.kind == "project"]
    if len(forms) > named:
        yield Note("form-without-name", f"{len(forms) - named} project forms name no project", None)
