"""The walk down the blocks of a document, which gives every grid its title, its captions and its
claim.
"""

from __future__ import annotations

from budgetgraph.document import Grid, GridRow, Paragraph, Passage, row_where
from budgetgraph.document.problems import Note
from budgetgraph.forms import bare_title, fold, forms, is_caption
from budgetgraph.recognise.claims import FormClaim, Fragment, Recognised, TableClaim, UnitClaim
from budgetgraph.recognise.headings import heading_length, texts
from budgetgraph.recognise.shapes import (
    heads_projects,
    is_form,
    is_unit_heading,
    labelled_line,
    names_project,
    row_passage,
)
from budgetgraph.recognise.table_kind import corrected, kind_of
from budgetgraph.recognise.titles import Title, is_part
from budgetgraph.recognise.walk.above import Above, above
from budgetgraph.recognise.walk.continued import (
    headings_agree,
    names_nobody_else,
    repeated_length,
    starts_with_data,
    width,
)
from budgetgraph.recognise.walk.raw_grid import blocks

_PROJECT_TITLES = frozenset({"project", "generic_project"})
_FORM_TITLES = _PROJECT_TITLES | {"department"}


class Walk:
    """Goes down the blocks and remembers what is open: the last form, and the paragraphs since the
    last grid.
    """

    def __init__(self, found: Recognised) -> None:
        self.found = found
        self.open: TableClaim | FormClaim | UnitClaim | None = None
        self.pending: list[Paragraph] = []
        self.ended = False

    def paragraph(self, paragraph: Paragraph) -> None:
        self.pending.append(paragraph)

    def flush(self) -> None:
        """The paragraphs since the last grid belong to no grid below: captions and titles apart,
        they are running text.
        """
        for paragraph in self.pending:
            if is_caption(paragraph.text):
                self.found.captions.append(paragraph.passage)
            elif not is_furniture(paragraph):
                self.found.prose.append(paragraph)
        self.pending = []

    def grid(self, grid: Grid) -> None:
        """Take a grid apart, and its tables one by one."""
        for block in blocks(grid.rows):
            if isinstance(block, Paragraph):
                self.paragraph(block)
            else:
                self._table(block.rows)

    def _table(self, rows: tuple[GridRow, ...]) -> None:
        found = above(self.pending)
        self.pending = found.before
        if found.title is not None:
            self.flush()
            self.found.titles.append(found.title.paragraph.passage)
        self.found.captions.extend(found.captions)
        above_form = self._lines_of_form(found)
        self._claim((*above_form, *rows), found.title, found.captions)
        self.pending = []

    def _lines_of_form(self, found: Above) -> list[GridRow]:
        """Take the lines above a grid that are rows of its form: labels before their values.

        `项目名称：河道清淤` between the title and the grid, or between two grids of a form.
        """
        title = found.title
        if title is None:
            lines = self.pending if isinstance(self.open, FormClaim) else []
        else:
            lines = found.between if title.kind in _FORM_TITLES else []
        own = [line for line in lines if labelled_line(line)]
        others = [line for line in lines if line not in own]
        if title is None:
            self.pending = others if lines else self.pending
        else:
            self.found.prose.extend(line for line in others if not is_furniture(line))
        return [labelled_line(line) for line in own]

    def _claim(
        self, rows: tuple[GridRow, ...], title: Title | None, captions: list[Passage]
    ) -> None:
        self.ended = title is None and (
            self.ended or any(paragraph.text in forms().label["end"] for paragraph in self.pending)
        )
        if title is None and self._continues(rows):
            self.flush()
            self._append(rows)
            return
        if title is not None and self._repeats(title, rows, captions):
            self._append(rows)
            return
        self.flush()
        self._open(rows, title, captions)

    def _open(
        self, rows: tuple[GridRow, ...], title: Title | None, captions: list[Passage]
    ) -> None:
        if is_unit_heading(rows[0]):
            self.open = UnitClaim(rows[0], rows[1:])
            self.found.units.append(self.open)
        elif title is not None and title.table_type is not None:
            kind = corrected(title.table_type, rows)
            self._open_table(TableClaim(kind, title.paragraph.passage, captions), rows)
        elif _is_form(title, rows):
            self._open_form(rows, title, captions)
        elif title is None and (kind_of_rows := kind_of(rows)) is not None:
            table = TableClaim(kind_of_rows, row_passage(rows[0]), captions, titled=False)
            self._open_table(table, rows)
        else:
            self._leave(rows)

    def _open_table(self, table: TableClaim, rows: tuple[GridRow, ...]) -> None:
        self.found.tables.append(table)
        self.open = table
        self._append(rows)

    def _open_form(
        self, rows: tuple[GridRow, ...], title: Title | None, captions: list[Passage]
    ) -> None:
        kind = "department" if _is_of_department(title) else "project"
        if title is None:
            form = FormClaim(kind, row_passage(rows[0]), None, None, captions)
        else:
            form = FormClaim(kind, title.paragraph.passage, title.number, title.name, captions)
        self.found.forms.append(form)
        self.open = form
        self._append(rows)

    def _leave(self, rows: tuple[GridRow, ...]) -> None:
        """Keep a grid that nothing claims, and say so."""
        self.open = None
        self.found.unclaimed.append(Grid(rows))
        reason = f"no form claims this table: {'|'.join(texts(rows[0]))[:80]}"
        self.found.notes.append(Note("table-not-known", reason, row_where(rows[0])))

    def _append(self, rows: tuple[GridRow, ...]) -> None:
        if isinstance(self.open, TableClaim):
            length = heading_length(rows)
            if self.open.fragments and length:
                length = repeated_length(self.open.fragments[0].heading, rows[:length])
            self.open.fragments.append(Fragment(rows[:length], rows[length:]))
        elif isinstance(self.open, FormClaim):
            (self.open.rest if self.ended else self.open.pages).append(rows)

    def _repeats(self, title: Title, rows: tuple[GridRow, ...], captions: list[Passage]) -> bool:
        """Whether this is the open table or form again, on its next page, under its repeated title."""
        opened = self.open
        if isinstance(opened, TableClaim):
            same = title.table_type == opened.type and bare_title(
                title.paragraph.text
            ) == bare_title(opened.title.text)
            same = same and names_nobody_else(captions, opened.captions)
            return same and headings_agree(opened.fragments[0].heading, rows)
        if isinstance(opened, FormClaim):
            same = title.kind in {"generic_project", "department"} and fold(
                title.paragraph.text
            ) == fold(opened.title.text)
            return same and not names_project(rows)
        return False

    def _continues(self, rows: tuple[GridRow, ...]) -> bool:
        """Whether rows without a title go on in what is open: after a page break, with or without a
        repeated heading.
        """
        if any(is_part(paragraph) for paragraph in self.pending):
            return False
        opened = self.open
        if isinstance(opened, TableClaim):
            first = opened.fragments[0].heading
            return headings_agree(first, rows) or (
                starts_with_data(rows) and abs(len(rows[0]) - width(first)) <= 1
            )
        return isinstance(opened, FormClaim) and not is_unit_heading(rows[0])


def is_furniture(paragraph: Paragraph) -> bool:
    """Whether a line is a mark of the page: 附件2, 公开09表, （2024年度）."""
    return fold(paragraph.text) in forms().form["furniture"]


def _is_of_department(title: Title | None) -> bool:
    return title is not None and title.kind == "department"


def _is_form(title: Title | None, rows: tuple[GridRow, ...]) -> bool:
    """Whether a title and the rows below it are a form: of a department, of a project, of several."""
    if title is None:
        return is_form(rows)
    if title.kind == "department":
        return True
    return title.kind in _PROJECT_TITLES and (is_form(rows) or any(map(heads_projects, rows)))
