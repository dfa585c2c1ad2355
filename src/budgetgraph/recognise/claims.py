"""What a document holds, before it is read: each table, form and list of units with its rows and
with what stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import Document, Grid, GridRow, Paragraph, Passage
from budgetgraph.document.problems import Note


@dataclass(frozen=True, slots=True)
class Fragment:
    """Rows between two page breaks, under their own heading."""

    heading: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class TableClaim:
    """A budget table: its fragments in order, its title and the captions printed above it.

    Without a title (`titled` False) its first words stand in place of one, and its type is told by
    what it holds. A table without fragments could not be read. Of a `guessed` one nothing draws
    the cells.
    """

    type: str
    title: Passage
    captions: Sequence[Passage]
    fragments: Sequence[Fragment] = ()
    titled: bool = True
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class FormClaim:
    """A project's form (`kind` project) or the department's (`kind` department).

    Some rows per page; `name` and `number` from its title; `rest` is what stands behind its end:
    review boxes, torn-off columns. Of a `guessed` one nothing draws the cells.
    """

    kind: str
    title: Passage
    number: int | None
    name: str | None
    captions: Sequence[Passage]
    pages: Sequence[tuple[GridRow, ...]] = ()
    rest: Sequence[tuple[GridRow, ...]] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class UnitClaim:
    """The table of budget units."""

    heading: GridRow
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document sorted by form.

    `captions` are all captions in reading order, `prose` the running text, `unclaimed` the rest.
    """

    document: Document
    tables: Sequence[TableClaim]
    forms: Sequence[FormClaim]
    units: Sequence[UnitClaim]
    captions: Sequence[Passage]
    titles: Sequence[Passage]
    prose: Sequence[Paragraph]
    unclaimed: Sequence[Grid]
    notes: Sequence[Note]
