"""recognise(document): which grid is which form.

Fragments of one table or form that a page break parted are put together again; captions, titles and
running text are told apart; what no form claims is kept and said so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from budgetgraph.document import Document, Grid, GridRow, Paragraph, Passage, row_where
from budgetgraph.document.problems import Note
from budgetgraph.forms import bare_title, column_measure, fold, forms, is_caption, role
from budgetgraph.recognise.headings import heading_length, numbers_columns, texts
from budgetgraph.recognise.plain_tables import grids
from budgetgraph.recognise.titles import Title, is_part, title_of


@dataclass(slots=True)
class Fragment:
    """Rows between two page breaks, under their own heading."""

    heading: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


@dataclass(slots=True)
class TableClaim:
    """A budget table: its fragments in order, its title and the captions printed above it."""

    type: str
    title: Passage
    captions: list[Passage]
    fragments: list[Fragment] = field(default_factory=list)


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


_PROJECT_TITLES = frozenset({"project", "generic_project"})


def recognise(document: Document) -> Recognised:
    """Every block of the document in its place; nothing is dropped."""
    walk = _Walk(Recognised(grids(document)))
    for block in walk.found.document.blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block)
        else:
            walk.grid(block)
    walk.flush()
    return walk.found


class _Walk:
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
            elif fold(paragraph.text) not in forms().form["furniture"]:
                self.found.prose.append(paragraph)
        self.pending = []

    def grid(self, grid: Grid) -> None:
        rows = self._leading_titles(grid.rows)
        captions, rows = _split_captions(rows)
        title, above = self._title()
        captions = [*above, *captions]
        self.found.captions.extend(captions)
        if rows:
            self._claim(rows, title, captions)
        self.pending = []

    def _leading_titles(self, rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        """The rows below the title rows that a table may begin with: one cell merged over its width
        that says what it is.
        """
        for index, row in enumerate(rows):
            filled = [cell for cell in row if cell]
            paragraph = Paragraph(filled[0]) if len(filled) == 1 and len(row) > 1 else None
            if paragraph is None or (
                title_of(paragraph) is None
                and fold(paragraph.text) not in forms().form["furniture"]
            ):
                return rows[index:]
            self.pending.append(paragraph)
        return ()

    def _title(self) -> tuple[Title | None, list[Passage]]:
        """The nearest title above the grid with the captions between the two; the paragraphs before
        it are running text.
        """
        captions: list[Passage] = []
        for index in range(len(self.pending) - 1, -1, -1):
            paragraph = self.pending[index]
            title = title_of(paragraph)
            if title is not None:
                self.pending = self.pending[:index]
                self.flush()
                self.found.titles.append(paragraph.passage)
                return title, captions[::-1]
            if is_caption(paragraph.text):
                captions.append(paragraph.passage)
            elif len(paragraph.text) > 80:
                break
        rest = [paragraph for paragraph in self.pending if not is_caption(paragraph.text)]
        self.pending = rest
        return None, captions[::-1]

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
        heading = rows[0]
        if _is_unit_heading(heading):
            self.open = UnitClaim(heading, rows[1:])
            self.found.units.append(self.open)
        elif title is not None and title.table_type is not None:
            table = TableClaim(title.table_type, title.paragraph.passage, captions)
            self.found.tables.append(table)
            self.open = table
            self._append(rows)
        elif (title is not None and title.kind == "department") or (
            _is_form(rows) and (title is None or title.kind in _PROJECT_TITLES)
        ):
            passage = title.paragraph.passage if title else row_passage(rows[0])
            kind = "department" if title is not None and title.kind == "department" else "project"
            form = FormClaim(
                kind,
                passage,
                title.number if title else None,
                title.name if title else None,
                captions,
            )
            self.found.forms.append(form)
            self.open = form
            self._append(rows)
        else:
            self.open = None
            self.found.unclaimed.append(Grid(rows))
            where = row_where(rows[0])
            self.found.notes.append(
                Note(
                    "unknown-table",
                    f"no form claims this table: {'|'.join(texts(rows[0]))[:80]}",
                    where,
                )
            )

    def _append(self, rows: tuple[GridRow, ...]) -> None:
        if isinstance(self.open, TableClaim):
            length = heading_length(rows)
            if self.open.fragments and length:
                length = _repeated_length(self.open.fragments[0].heading, rows[:length])
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
            same = same and _names_nobody_else(captions, opened.captions)
            return same and _headings_agree(opened.fragments[0].heading, rows)
        if isinstance(opened, FormClaim):
            same = title.kind in {"generic_project", "department"} and fold(
                title.paragraph.text
            ) == fold(opened.title.text)
            return same and not _names_project(rows)
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
            return _headings_agree(first, rows) or (
                _starts_with_data(rows) and abs(len(rows[0]) - _width(first)) <= 1
            )
        return isinstance(opened, FormClaim) and not _is_unit_heading(rows[0])


def _names_nobody_else(captions: list[Passage], above: list[Passage]) -> bool:
    """Whether the captions do not name another department or unit than those of the table above:
    each has tables of its own.
    """
    mine, its = (
        {fold(caption.text) for caption in one if caption.text in forms().caption["department"]}
        for one in (captions, above)
    )
    return not mine or not its or bool(mine & its)


def row_passage(row: GridRow) -> Passage:
    """The filled cells of a row as one passage."""
    return next((cell for cell in row if cell), row[0])


def _split_captions(rows: tuple[GridRow, ...]) -> tuple[list[Passage], tuple[GridRow, ...]]:
    """Leading rows that are captions (`部门编码及名称：… | 预算年度：… | 单位：…`) and the rows below them."""
    captions: list[Passage] = []
    for index, row in enumerate(rows):
        filled = [cell for cell in row if cell]
        if filled and not all(is_caption(cell.text) for cell in filled):
            return captions, rows[index:]
        captions.extend(filled)
    return captions, ()


def _is_unit_heading(row: GridRow) -> bool:
    roles = {role(forms().unit, cell) for cell in texts(row) if cell}
    return {"name", "nature"} <= roles or {"name", "rank", "funding"} <= roles


def _is_form(rows: tuple[GridRow, ...]) -> bool:
    return any(
        _names_project((row,)) or is_indicator_heading(row) or _has_label(row, "goals")
        for row in rows
    )


def _names_project(rows: tuple[GridRow, ...]) -> bool:
    return any(
        (_has_label(row, "name") or _has_label(row, "code")) and not _heads_amounts(row)
        for row in rows
    )


def _heads_amounts(row: GridRow) -> bool:
    """Whether a row is the heading of a table (项目名称 | 金额), not a label with its value."""
    return any(column_measure(cell) is not None for cell in texts(row))


def _has_label(row: GridRow, name: str) -> bool:
    return any(cell in forms().label[name] for cell in texts(row)[:1] + texts(row)[1:4] if cell)


def is_indicator_heading(row: GridRow) -> bool:
    """Whether a row is the heading of an indicator table (at least two of its three levels are
    named).
    """
    roles = [role(forms().indicator, cell) for cell in texts(row) if cell]
    return sum(name in {"level1", "level2", "level3"} for name in roles) >= 2


def _width(heading: tuple[GridRow, ...]) -> int:
    return max((len(row) for row in heading), default=0)


def _headings_agree(heading: tuple[GridRow, ...], rows: tuple[GridRow, ...]) -> bool:
    """Whether rows begin with the same heading words.

    On another page cells may be split or joined differently, and the row that numbers the columns
    or a few of the words may be missing.
    """
    mine, theirs = (
        _characters(one)
        for one in (
            heading,
            rows[: max(_repeated_length(heading, rows[: heading_length(rows)]), 1)],
        )
    )
    shared = sum((mine & theirs).values())
    return shared > 0 and shared >= _ALIKE * max(sum(mine.values()), sum(theirs.values()))


def _starts_with_data(rows: tuple[GridRow, ...]) -> bool:
    """Whether rows begin without a heading: with a row of the table, or with the rest of a cell
    that the page broke.
    """
    is_rest = sum(1 for cell in rows[0] if cell) == 1 and (
        len(rows) == 1 or heading_length(rows[1:]) == 0
    )
    return is_rest or heading_length(rows) == 0


def _repeated_length(heading: tuple[GridRow, ...], rows: tuple[GridRow, ...]) -> int:
    """How many of the rows that look like a heading are the table's own again: the rest of a broken
    cell may stand below them.
    """
    known = {cell for row in heading for cell in texts(row)}
    for length, row in enumerate(rows):
        filled = [cell for cell in texts(row) if cell]
        if not numbers_columns(texts(row)) and 2 * sum(cell in known for cell in filled) < len(
            filled
        ):
            return length
    return len(rows)


#: So much of two headings is the same when they are of one table.
_ALIKE = 0.85


def _characters(rows: Sequence[GridRow]) -> Counter[str]:
    words = [texts(row) for row in rows]
    return Counter("".join("".join(cells) for cells in words if not numbers_columns(cells)))
