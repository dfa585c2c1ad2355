"""Why each table and form of a file was taken for what it is, and whose disclosure it is: what
`extract --explain` prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from budgetgraph.disclosure import Disclosure, Table, Told
from budgetgraph.document import Passage, filled
from budgetgraph.document.problems import UsageError
from budgetgraph.forms import table_type
from budgetgraph.forms.captions import captioned_scale
from budgetgraph.pipeline.line import with_claims
from budgetgraph.pipeline.source_files import inside_of
from budgetgraph.recognise import FormClaim, Recognised, TableClaim, is_indicator_heading
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.labels import AMOUNTS, UNKNOWN, labelled_cells
from budgetgraph.recognise.table_kind import kind_of

_CLOSES = {
    True: "for: its rows add up to its totals",
    False: "against: its rows do not add up to its totals",
    None: "open: nothing in it can be added up",
}


def explained(file: Path, told: Told) -> str:
    """Give the evidence for and against every claim of a file, for a person."""
    if inside_of(file):
        raise UsageError(f"{file}: name a file in the archive to have it explained")
    texts: list[str] = []
    for piece, disclosure in with_claims(file, told):
        texts += _header(disclosure)
        for claim, table in zip(piece.tables, disclosure.tables, strict=True):
            texts += _of_table(claim, table, disclosure)
        texts += chain.from_iterable(map(_of_form, piece.forms))
        texts += _unclaimed(piece)
    return "".join(f"{text}\n" for text in texts)


def _header(disclosure: Disclosure) -> Iterator[str]:
    """Say where the department was found, and what is missing or doubtful."""
    department = disclosure.department
    yield f"{disclosure.body or 'nobody'} {disclosure.fiscal_year or 'no year'} {disclosure.kind}"
    if department is not None:
        place = department.where or "told from outside"
        yield f"  for: the department is named, {place}"
    for note in disclosure.notes:
        is_of_header = note.code.startswith(("department-", "year-", "division-", "another-"))
        if is_of_header:
            yield f"  against: {note.message}"


def _of_table(claim: TableClaim, table: Table, disclosure: Disclosure) -> Iterator[str]:
    yield f"table {table.type}, {table.where}"
    yield from _title(claim)
    for caption in claim.captions:
        scale = captioned_scale(caption.text)
        yield f"  caption: {_said(caption)}" + (f" (unit {scale})" if scale else "")
    yield from _rows(claim)
    yield f"  {_CLOSES[table.closes]}"
    if table.empty:
        yield "  printed empty: no digit stands where an amount could"
    for note in disclosure.notes:
        is_about = note.where == table.where or note.where == claim.title.where
        if is_about and note.where is not None:
            yield f"  against: {note.message}"


def _rows(claim: TableClaim) -> Iterator[str]:
    """Say what the heading and the rows of a table speak for."""
    if not claim.fragments:
        yield "  against: its rows could not be told from running text"
        return
    first = claim.fragments[0]
    yield _content(kind_of((*first.heading, *first.rows), claim.title.text), claim.type)
    for column in columns(first.heading, first.rows):
        if column.name or column.role != "none":
            yield f"  column {column.name or '(no heading)'}: {column.role}"


def _title(claim: TableClaim) -> Iterator[str]:
    """Say what the title of a table names."""
    if not claim.titled:
        yield "  against: no title is printed above it"
        return
    named = table_type(claim.title.text)
    said = f"the title {_said(claim.title)} names {named or 'no type'}"
    yield f"  {'for' if named == claim.type else 'against'}: {said}"


def _content(by_content: str | None, chosen: str) -> str:
    """Say which type the words of the heading and the items, and the codes, speak for."""
    if by_content is None:
        return "  open: heading words, items and codes alone tell no type"
    side = "for" if by_content == chosen else "against"
    return f"  {side}: heading words, items and codes look like {by_content}"


def _of_form(claim: FormClaim) -> Iterator[str]:
    """Say which labels and headings make a form one, and what it lacks."""
    rows = list(filter(any, chain.from_iterable(claim.pages)))
    yield f"form of a {claim.kind}, {claim.title.where}"
    yield f"  title: {_said(claim.title)}"
    cells = list(chain.from_iterable(map(labelled_cells, rows)))
    keys = dict.fromkeys(cell.key for cell in cells if cell.key not in (None, UNKNOWN))
    yield f"  for: labels {', '.join(map(str, keys)) or 'none'}"
    unknown = dict.fromkeys(_said(cell.passage) for cell in cells if cell.key == UNKNOWN)
    if unknown:
        yield f"  against: labels that are not known: {', '.join(unknown)}"
    headings = [row for row in rows if is_indicator_heading(row)]
    for row in headings[:1]:
        words = " | ".join(map(_said, filled(row)))
        yield f"  for: a heading of indicators, {words}"
    if not headings:
        yield "  against: no heading of indicators"
    if not AMOUNTS.intersection(map(str, keys)):
        yield "  against: no label of an amount"


def _unclaimed(piece: Recognised) -> Iterator[str]:
    for grid in piece.unclaimed:
        words: Sequence[Passage] = filled(grid.rows[0])
        yield f"table of no known form, {grid.where}: {' | '.join(map(_said, words))}"


def _said(passage: Passage) -> str:
    return " ".join(passage.text.split())
