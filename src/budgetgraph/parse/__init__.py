"""parse(recognised): what the forms and the prose of one document say, as one Disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.model import Department, Disclosure, Table, UnclaimedTable
from budgetgraph.parse import citations, header, projects, statements, tables
from budgetgraph.parse.flow import flow
from budgetgraph.problems import Note, UnreadableInput
from budgetgraph.recognise import Recognised, TableClaim

#: So many of the first paragraphs and titles tell of which place a department is.
_COVER = 6


def parse(found: Recognised) -> Disclosure:
    """The disclosure. UnreadableInput when the text names no department or no year, or holds nothing of a budget."""
    source = found.document.source
    running = list(flow(found.prose))
    if not found.tables and not found.forms and not statements.parse_statements(running, 0):
        raise UnreadableInput(source.file, "no budget table, project form or stated amount was found in it; is it a 部门预算 disclosure?")
    read_projects = tuple(project for claim in found.forms if (project := projects.parse_project(claim)) is not None)
    department = header.parse_department(found, read_projects)
    if department is None:
        raise UnreadableInput(source.file, "no department is named in it (looked for a caption such as 部门：…, a title, the budget units)")
    printed_year = header.parse_year(found, read_projects)
    year = printed_year or header.year_of_name(source.file)
    if year is None:
        raise UnreadableInput(source.file, "no budget year is named in it (looked for 预算年度, a title with a year, project codes)")
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
        statements=statements.parse_statements(running, year),
        projects=read_projects,
        documents=documents,
        unclaimed=tuple(
            UnclaimedTable(tuple(tuple(cell.text for cell in row) for row in grid.rows), grid.where) for grid in found.unclaimed
        ),
        notes=(
            *found.notes,
            *doubts,
            *doubtful,
            *_unnamed(found, len(read_projects)),
            *_unread(found, running, department, year, printed_year),
        ),
    )


def _unread(found: Recognised, running: list[Passage], department: Department, year: int, printed_year: int | None) -> Iterator[Note]:
    """What was understood by a makeshift, or not at all: nothing that is read gets lost without a word."""
    if printed_year is None:
        yield Note("year-from-file-name", f"no budget year is printed; {year} is that of the file's name", None)
    yield from header.other_departments(found, department)
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
