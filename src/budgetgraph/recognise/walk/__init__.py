"""The walk down the blocks of a document, which gives every grid its title, its captions and its
claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, filterfalse
from operator import attrgetter

from budgetgraph.document import (
    Document,
    Grid,
    GridRow,
    Paragraph,
    Passage,
    filled,
    row_where,
)
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import forms, is_caption
from budgetgraph.forms.title_kinds import FORM_TITLES
from budgetgraph.forms.told import told_part
from budgetgraph.recognise.claims import Recognised, TableClaim, UnitClaim
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.levels_apart import levels_apart
from budgetgraph.recognise.levels_in_middle import with_levels_first
from budgetgraph.recognise.shapes import is_unit_heading, labelled_line
from budgetgraph.recognise.titles import Title, is_part
from budgetgraph.recognise.walk.above import Above, above
from budgetgraph.recognise.walk.contents import lists_contents
from budgetgraph.recognise.walk.opened import OpenForm, OpenTable, Rows, opened
from budgetgraph.recognise.walk.raw_grid import blocks
from budgetgraph.recognise.walk.unread import unread_tables
from budgetgraph.recognise.walk.unread_forms import unread_forms
from budgetgraph.recognise.walk.unread_rows import (
    unread_indicators,
    unread_rows,
    without_marks,
)

#: So much of an unknown heading is said in its note.
_LONGEST_TOLD = 80
#: Types of tables in the order in which they are printed.
_SPENT, _APPROPRIATED = "expenditure_summary", "fiscal_appropriation_summary"
_SPENT_OF_GENERAL = "general_public_expenditure"


class Walk:
    """Goes down the blocks and remembers what is open: the last table or form, and the paragraphs
    since the last grid.
    """

    def __init__(self) -> None:
        self.tables: list[OpenTable] = []
        self.forms: list[OpenForm] = []
        self.units: list[UnitClaim] = []
        self.captions: list[Passage] = []
        self.titles: list[Passage] = []
        self.prose: list[Paragraph] = []
        self.unclaimed: list[Grid] = []
        self.notes: list[Note] = []
        self.open: OpenTable | OpenForm | None = None
        self.pending: list[Paragraph] = []
        self.ended = False

    def paragraph(self, paragraph: Paragraph) -> None:
        """Keep a line until the next grid tells whether it is of it."""
        self.pending.append(paragraph)

    def grid(self, grid: Grid) -> None:
        """Take a grid apart, and its tables one by one."""
        rows = with_levels_first(levels_apart(grid.rows)) if grid.guessed else grid.rows
        for block in blocks(rows):
            if isinstance(block, Paragraph):
                self.paragraph(block)
            else:
                left = len(self.unclaimed)
                self._table(block.rows)
                if grid.guessed:
                    self._mark_guessed(left)

    def _mark_guessed(self, left: int) -> None:
        """Remember of what is open, and of what nothing claims behind the first `left` tables, that
        the cells of one of its grids are told by blanks.
        """
        if self.open is not None:
            self.open.is_guessed = True
        for number in range(left, len(self.unclaimed)):
            self.unclaimed[number] = replace(self.unclaimed[number], guessed=True)

    def finish(self, document: Document) -> Recognised:
        """Give all that was found in the document."""
        self._flush()
        read = [table.claim() for table in self.tables]
        tables = sorted([*read, *unread_tables(self.prose)], key=_place)
        return Recognised(
            document=document,
            tables=tuple(tables),
            forms=tuple(form.claim() for form in self.forms),
            units=tuple(self.units),
            captions=tuple(self.captions),
            titles=tuple(self.titles),
            prose=tuple(self.prose),
            unclaimed=tuple(self.unclaimed),
            notes=(*self.notes, *self._unread(tables)),
        )

    def _unread(self, tables: Sequence[TableClaim]) -> Iterator[Note]:
        """Say which forms are not read, and where rows stand in the running text below no title."""
        of_forms = list(unread_forms(self.prose))
        yield from of_forms
        said = [note.where for note in of_forms if note.where is not None]
        yield from unread_indicators(self.prose, said)
        yield from unread_rows(self.prose, [*said, *(claim.title.where for claim in tables)])

    def _flush(self) -> None:
        """Put the paragraphs since the last grid away that belong to no grid below: captions and
        marks of the page apart, they are running text. So is 实施单位：石桥县河道所, which tells of a
        project of the prose.
        """
        captions = list(filter(_is_caption, self.pending))
        self.captions.extend(map(attrgetter("passage"), captions))
        self.prose.extend(without_marks(list(filterfalse(_is_caption, self.pending))))
        self.pending = []

    def _table(self, rows: Rows) -> None:
        """Give one table what stands above it, and claim it."""
        stands_above = above(self.pending)
        self.pending = stands_above.before
        if stands_above.title is not None:
            self._flush()
            self.titles.append(stands_above.title.paragraph.passage)
        self.captions.extend(stands_above.captions)
        lines = self._lines_of_form(stands_above)
        self._claim((*lines, *rows), stands_above.title, stands_above.captions)

    def _lines_of_form(self, stands_above: Above) -> list[GridRow]:
        """Take the lines above a grid that are rows of its form: labels before their values.

        `项目名称：河道清淤` between the title and the grid, or between two grids of a form.
        """
        if stands_above.title is not None:
            is_form = stands_above.title.kind in FORM_TITLES
            lines = stands_above.between
            others = _others(lines) if is_form else lines
            self.prose.extend(without_marks(others))
            return _labelled(lines) if is_form else []
        if not isinstance(self.open, OpenForm):
            return []
        lines = self.pending
        self.pending = _others(lines)
        return _labelled(lines)

    def _claim(self, rows: Rows, title: Title | None, captions: Sequence[Passage]) -> None:
        """Let the open table or form take the rows where they go on in it, else open another."""
        is_at_end = forms().label["end"].in_any(map(attrgetter("text"), self.pending))
        self.ended = title is None and (self.ended or is_at_end)
        goes_on = self._goes_on(rows, title, captions)
        self._flush()
        if not goes_on:
            self._open(rows, title, captions)
        if self.open is not None:
            self.open.take(rows, ended=self.ended)

    def _goes_on(self, rows: Rows, title: Title | None, captions: Sequence[Passage]) -> bool:
        """Tell whether rows go on in what is open: after a page break, with or without a repeated
        title or heading. A part of the disclosure that begins above them ends it.
        """
        if self.open is None:
            return False
        if title is not None:
            return self.open.repeats(title, rows, captions)
        begins_part = any(map(is_part, self.pending))
        is_behind_sentence = any(map(_is_sentence, self.pending))
        return not begins_part and self.open.goes_on(rows, behind_sentence=is_behind_sentence)

    def _open(self, rows: Rows, title: Title | None, captions: Sequence[Passage]) -> None:
        """Open the table or form that rows begin; a list of units never goes on in other rows."""
        self.open = None
        if is_unit_heading(rows[0]):
            self.units.append(UnitClaim(rows[0], rows[1:]))
            return
        self.open = opened(rows, title, captions)
        if isinstance(self.open, OpenTable):
            self._tell_by_order(self.open)
            self.tables.append(self.open)
        elif isinstance(self.open, OpenForm):
            self.forms.append(self.open)
        else:
            self._leave(rows)

    def _tell_by_order(self, table: OpenTable) -> None:
        """Tell what an untitled table is that looks as another one did: all papers print what is
        spent, then what the treasury appropriates, then what is spent of the general public budget.
        """
        kinds = [other.kind for other in self.tables]
        is_untitled = not table.titled and table.kind == _SPENT
        is_second = is_untitled and _SPENT in kinds and _SPENT_OF_GENERAL not in kinds
        if is_second and _APPROPRIATED in kinds[kinds.index(_SPENT) :]:
            table.kind = _SPENT_OF_GENERAL

    def _leave(self, rows: Rows) -> None:
        """Keep a grid that nothing claims, and say so; a list of contents is running text."""
        if lists_contents(rows):
            self.prose.extend(map(Paragraph, filled(chain.from_iterable(rows))))
            return
        self.unclaimed.append(Grid(rows))
        heading = "|".join(texts(rows[0]))[:_LONGEST_TOLD]
        reason = f"no form claims this table: {heading}"
        self.notes.append(Note("table-not-known", reason, row_where(rows[0])))


def _is_caption(paragraph: Paragraph) -> bool:
    """Tell whether a line is a caption and tells nothing of a project in the prose."""
    return is_caption(paragraph.text) and told_part(paragraph.text) is None


def _is_sentence(paragraph: Paragraph) -> bool:
    """Tell whether a line is a sentence, not a caption or a mark of the page."""
    return paragraph.text.rstrip().endswith("。")


def _labelled(lines: Sequence[Paragraph]) -> list[GridRow]:
    """Give the lines that are rows of a form, as their cells."""
    return list(filter(None, map(labelled_line, lines)))


def _others(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the lines that are no rows of a form."""
    return list(filterfalse(labelled_line, lines))


def _place(claim: TableClaim) -> Where:
    """Give the place of a table, by which tables are put in order."""
    return claim.title.where
