"""What a document holds, before it is read: each table, form and list of units with its rows and
with what stands above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.document import Document, Grid, GridRow, Paragraph, Passage
from budgetgraph.document.problems import Note


@dataclass(slots=True)
class Fragment:
    """Rows between two page breaks, under their own heading."""

    heading: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


@dataclass(slots=True)
class TableClaim:
    """A budget table: its fragments in order, its title and the captions printed above it.

    Without a title (`titled` False) its first words stand in place of one, and its type is told by
    what it holds. A table without fragments could not be read.
    """

    type: str
    title: Passage
    captions: list[Passage]
    fragments: list[Fragment] = field(default_factory=list)
    titled: bool = True


@dataclass(slots=True)
class FormClaim:
    """A project's form (`kind` project) or the department's (`kind` department).

    A row list per page; `name` and `number` from its title; `rest` is what stands behind its end:
    review boxes, torn-off columns.
    """

    kind: str
    title: Passage
    number: int | None
    name: str | None
    captions: list[Passage]
    pages: list[tuple[GridRow, ...]] = field(default_factory=list)
    rest: list[tuple[GridRow, ...]] = field(default_factory=list)


@dataclass(slots=True)
class UnitClaim:
    """The table of budget units."""

    heading: GridRow
    rows: tuple[GridRow, ...]


@dataclass(slots=True)
class Recognised:
    """A document sorted by form.

    `captions` are all captions in reading order, `prose` the running text, `unclaimed` the rest.
    """

    document: Document
    tables: list[TableClaim] = field(default_factory=list)
    forms: list[FormClaim] = field(default_factory=list)
    units: list[UnitClaim] = field(default_factory=list)
    captions: list[Passage] = field(default_factory=list)
    titles: list[Passage] = field(default_factory=list)
    prose: list[Paragraph] = field(default_factory=list)
    unclaimed: list[Grid] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
