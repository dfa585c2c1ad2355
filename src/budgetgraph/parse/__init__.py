"""parse(recognised): what the forms and the prose of one document say, as one Disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from budgetgraph.disclosure import (
    Disclosure,
    Project,
    Statement,
    Table,
    UnclaimedTable,
    Unit,
)
from budgetgraph.document import Grid, Passage
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.parse import citations, performance, projects, statements, tables
from budgetgraph.parse.flow import flow
from budgetgraph.parse.header import Header, parse_header
from budgetgraph.parse.header.departments import other_departments
from budgetgraph.parse.header.given import GivenFacts
from budgetgraph.parse.header.kinds import (
    blank_name,
    is_all_zero,
    kind_in_doubt,
    parse_kind,
    whole_place,
)
from budgetgraph.parse.header.units import list_units, parse_units, without_listed
from budgetgraph.parse.ledger import account
from budgetgraph.parse.project_forms.form_notes import form_notes
from budgetgraph.parse.project_forms.read_forms import ReadForm, read_forms
from budgetgraph.parse.projects.tabled import without_amounts
from budgetgraph.parse.projects.told import told_projects, without_told
from budgetgraph.recognise import Recognised

#: Stands for the year of a document that tells none while its statements are read.
_NO_YEAR = 0


def parse(recognised: Recognised, given: GivenFacts | None = None) -> Disclosure:
    """Give the disclosure, its department and year None where nothing tells them.

    `given` is what is known of it from outside of its piece of the file. UnreadableInput when it
    holds nothing of a disclosure (no table, form, list of units, project, stated amount or
    document number), or is the budget of a whole place.
    """
    running = list(flow(recognised.prose))
    source = recognised.document.source
    read_tables, table_notes = tables.parse_tables(recognised.tables, source)
    forms = read_forms(recognised.forms)
    units = parse_units(recognised.units) or list_units(running)
    projects_of = partial(projects.parse_projects, forms, read_tables, told_projects(running))
    header = parse_header(recognised, running, projects_of(), units, given or GivenFacts())
    read_projects = projects_of(header.year)
    kind = parse_kind(recognised, header, states=True)
    amounts = _amounts(running, units, header, kind)
    stated, undated = _statements(forms, amounts.statements, header.year)
    documents, doubtful = citations.parse_documents(_passages(recognised, forms, running))
    of_forms = _of_forms(forms, read_projects, read_tables, header.year)
    of_reading = (*doubtful, *table_notes, *of_forms, *undated, *_unread(recognised, header))
    disclosure = Disclosure(
        source=source,
        department=header.department,
        division=header.division,
        fiscal_year=header.year,
        units=units,
        tables=read_tables,
        statements=stated,
        projects=read_projects,
        documents=documents,
        unit=header.unit,
        performance=performance.parse_performance(forms),
        extent=recognised.document.extent,
        unclaimed=tuple(map(_unclaimed, recognised.unclaimed)),
        kind=parse_kind(recognised, header, states=bool(amounts.statements)),
        notes=(*header.notes, *of_reading, *without_told(amounts.notes, read_projects)),
        prose=tuple(running),
    )
    return _completed(recognised, disclosure, header, amounts.places)


def _amounts(
    running: Sequence[Passage], units: Sequence[Unit], header: Header, kind: str
) -> statements.ProseAmounts:
    """Give every amount of the running text; the lines that list units are no headings of any."""
    said = without_listed(running, units)
    of_place = header.of_place is not None
    return statements.read_amounts(said, header.year or _NO_YEAR, kind, header.names, of_place)


def _completed(
    recognised: Recognised, disclosure: Disclosure, header: Header, stated: tuple[Where, ...]
) -> Disclosure:
    """Give the disclosure with its ledger and the notes of the stages before it, and whether it is
    a template. `stated` are the places of the amounts that were read in the prose. UnreadableInput
    for what is none.
    """
    _refuse_others(recognised, disclosure, header)
    before = (*recognised.document.notes, *recognised.notes)
    of_whole = (*_template(recognised, disclosure), *kind_in_doubt(recognised, disclosure))
    notes = (*before, *disclosure.notes, *of_whole)
    return replace(disclosure, notes=notes, ledger=account(recognised, disclosure, stated))


def _refuse_others(recognised: Recognised, disclosure: Disclosure, header: Header) -> None:
    """UnreadableInput for what holds nothing of a disclosure, or is the budget of a whole place."""
    file = recognised.document.source.file
    other = whole_place(recognised) if disclosure.department is None else None
    if other is not None:
        raise UnreadableInput(file, _whole(*other))
    holds = (
        recognised.tables,
        recognised.forms,
        recognised.units,
        disclosure.statements,
        disclosure.documents,
        disclosure.projects,
    )
    says_unread = any(note.code == "table-not-read" for note in recognised.notes)
    if not any(holds) and not says_unread and not _is_of_somebody(disclosure, header):
        raise UnreadableInput(file, _NOTHING)


def _is_of_somebody(disclosure: Disclosure, header: Header) -> bool:
    """Tell whether a paper names its department and prints amounts, though none that could be
    read; or its cover says that it is a disclosure (部门预算), and its tables are of no known kind.
    """
    has_amounts = any(note.code == "amount-not-read" for note in disclosure.notes)
    has_cover = header.cover is not None and disclosure.fiscal_year is not None
    holds_something = has_amounts or (has_cover and bool(disclosure.unclaimed))
    return holds_something and disclosure.department is not None


def _whole(title: str, kind: str) -> str:
    """Tell why a government's budget or its transfers, which are of no department, are not read."""
    what = "a table of transfers between governments (转移支付)"
    if kind == "government":
        what = "the budget of a whole government (政府预算)"
    return f"it is {what}, not that of one department, and is not read: {title}"


_NOTHING = (
    "no budget table, project form, stated amount or document number was found in it; "
    "is it a 部门预算 disclosure?"
)


def _template(recognised: Recognised, disclosure: Disclosure) -> Iterator[Note]:
    """Note an empty template: a blank for its department, no amount but zero."""
    blank = blank_name(recognised) if disclosure.department is None else None
    if blank is not None and is_all_zero(disclosure):
        message = f"it is a template that nobody filled in (模板): it says {blank}, and no amount"
        yield Note("template", message)


def _statements(
    forms: tuple[ReadForm, ...], of_prose: tuple[Statement, ...], year: int | None
) -> tuple[tuple[Statement, ...], tuple[Note, ...]]:
    """Give the amounts that prose and forms state; those of a document without a year have none,
    too.

    Of such a document the amounts of the year before cannot be told from its own: they are notes.
    """
    known = year if year is not None else _NO_YEAR
    stated = (*of_prose, *performance.parse_amounts(forms, known))
    if year is not None:
        return stated, ()
    kept = []
    notes = []
    for statement in stated:
        if statement.year is not None and statement.year < _NO_YEAR:
            notes.append(_of_year_before(statement))
        else:
            kept.append(replace(statement, year=statement.year or None))
    return tuple(kept), tuple(notes)


def _of_year_before(statement: Statement) -> Note:
    """Give the note on an amount of the year before, in a document that tells no year."""
    printed = f"{statement.value}{statement.unit}"
    message = f"{printed} is of the year before one that is not told"
    return Note("amount-not-read", message, statement.where)


def _of_forms(
    forms: tuple[ReadForm, ...],
    told: tuple[Project, ...],
    read: tuple[Table, ...],
    year: int | None,
) -> Iterator[Note]:
    """Note what the forms hold that is no field: those of projects and of the department; and
    projects of tables whose rows print no whole.
    """
    yield from form_notes(forms, told)
    yield from without_amounts(read, year)
    yield from performance.unread_amounts(forms)


def _unclaimed(grid: Grid) -> UnclaimedTable:
    """Give a table that no form claims, with its texts as they are printed."""
    rows = [tuple(map(attrgetter("text"), row)) for row in grid.rows]
    places = [tuple(map(attrgetter("where"), row)) for row in grid.rows]
    return UnclaimedTable(tuple(rows), grid.where, tuple(places), grid.guessed)


def _unread(recognised: Recognised, header: Header) -> Iterator[Note]:
    """Note what was understood by a makeshift, or not at all: nothing that is read gets lost
    without a word.
    """
    for page in recognised.document.pictures:
        reason = f"page {page} is a picture without text: {_NO_TEXT}"
        yield Note("page-without-text", reason, Where(0, 0, page))
    yield from other_departments(recognised, header.department)


_NO_TEXT = "nothing on it was read; recognise the text (OCR) and give the result"


def _passages(
    recognised: Recognised, forms: tuple[ReadForm, ...], running: list[Passage]
) -> Iterator[Passage]:
    """Give every text of the document once, cells stitched."""
    for form in forms:
        yield from projects.passages(form)
    for table in recognised.tables:
        yield table.title
        yield from tables.passages(table)
    for grid in recognised.unclaimed:
        for row in grid.rows:
            yield from filter(None, row)
    yield from running
