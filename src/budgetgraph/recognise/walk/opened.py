"""The table or form that the walk is in: it takes the grids that go on in it, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.forms import bare_title, fold
from budgetgraph.recognise.claims import FormClaim, Fragment, TableClaim
from budgetgraph.recognise.headings import heading_length, width
from budgetgraph.recognise.shapes import (
    heads_page_again,
    heads_projects,
    is_form,
    is_indicator_heading,
    is_unit_heading,
    names_project,
    row_passage,
    speaks_of_form,
)
from budgetgraph.recognise.table_kind import corrected, kind_of
from budgetgraph.recognise.titles import Title
from budgetgraph.recognise.total_in_heading import total_apart
from budgetgraph.recognise.walk.continued import (
    has_other_total,
    headings_agree,
    names_nobody_else,
    repeated_length,
    starts_with_data,
)

Rows = tuple[GridRow, ...]

_PROJECT_TITLES = frozenset({"project", "generic_project"})
#: Titles that may stand above every page of one form.
_REPEATED_TITLES = frozenset({"generic_project", "department"})
#: On another page a cell may be split in two, or two may be joined.
_MOST_WIDER = 1


def opened(
    rows: Rows, title: Title | None, captions: Sequence[Passage]
) -> OpenTable | OpenForm | None:
    """Open the table or form that rows begin; None where they are of neither."""
    if title is not None and title.table_type is not None:
        kind = corrected(title.table_type, rows)
        return OpenTable(kind, title.paragraph.passage, captions, titled=True)
    if _is_form(title, rows):
        return OpenForm(title, row_passage(rows[0]), captions)
    untitled = kind_of(rows) if title is None else None
    if untitled is None:
        return None
    return OpenTable(untitled, row_passage(rows[0]), captions, titled=False)


def _is_form(title: Title | None, rows: Rows) -> bool:
    """Tell whether a title and the rows below it are a form: of a department, of a project, of
    several.
    """
    if title is None:
        return is_form(rows)
    if title.kind == "department":
        return True
    is_of_projects = title.kind in _PROJECT_TITLES
    return is_of_projects and (is_form(rows) or any(map(heads_projects, rows)))


class OpenTable:
    """A budget table, with its fragments so far."""

    def __init__(
        self, kind: str, title: Passage, captions: Sequence[Passage], *, titled: bool
    ) -> None:
        self.kind = kind
        self.title = title
        self.captions = captions
        self.titled = titled
        self.is_guessed = False
        self.fragments: list[Fragment] = []

    def claim(self) -> TableClaim:
        """Give the table with all its fragments."""
        fragments = tuple(self.fragments)
        return TableClaim(
            self.kind, self.title, self.captions, fragments, self.titled, self.is_guessed
        )

    def take(self, rows: Rows, *, ended: bool) -> None:
        """Take the rows of one page; a table has no mark at its end, so `ended` means nothing."""
        rows = total_apart(rows)
        length = heading_length(rows)
        if self.fragments and length:
            length = repeated_length(self._heading, rows[:length])
        self.fragments.append(Fragment(rows[:length], rows[length:]))

    def repeats(self, title: Title, rows: Rows, captions: Sequence[Passage]) -> bool:
        """Tell whether this is the table again, on its next page, under its repeated title."""
        is_same_title = bare_title(title.paragraph.text) == bare_title(self.title.text)
        if not is_same_title or title.table_type != self.kind:
            return False
        return names_nobody_else(captions, self.captions) and headings_agree(self._heading, rows)

    def goes_on(self, rows: Rows, *, behind_sentence: bool = False) -> bool:
        """Tell whether rows without a title go on in the table, with or without its heading.

        Under its heading another table begins on the same page behind a sentence, and where both
        have a total of their own.
        """
        if headings_agree(self._heading, rows):
            parts = behind_sentence and row_where(rows[0]).page == row_where(self._last).page
            return not parts and not has_other_total(self._body, rows[heading_length(rows) :])
        is_as_wide = abs(len(rows[0]) - width(self._heading)) <= _MOST_WIDER
        return is_as_wide and starts_with_data(rows)

    @property
    def _heading(self) -> Rows:
        return self.fragments[0].heading

    @property
    def _body(self) -> Rows:
        """Give the rows of all pages so far, the headings aside."""
        return tuple(chain.from_iterable(fragment.rows for fragment in self.fragments))

    @property
    def _last(self) -> GridRow:
        """Give the row that the table took last."""
        fragment = self.fragments[-1]
        return (*fragment.heading, *fragment.rows)[-1]


class OpenForm:
    """A form of a project or of the department, with its pages so far."""

    def __init__(self, title: Title | None, first: Passage, captions: Sequence[Passage]) -> None:
        self.kind = "project"
        self.title = first
        self.number: int | None = None
        self.name: str | None = None
        if title is not None:
            self.kind = "department" if title.kind == "department" else "project"
            self.title = title.paragraph.passage
            self.number = title.number
            self.name = title.name
        self.captions = captions
        self.is_guessed = False
        self.pages: list[Rows] = []
        self.rest: list[Rows] = []

    def claim(self) -> FormClaim:
        """Give the form with all its pages."""
        pages, rest = tuple(self.pages), tuple(self.rest)
        return FormClaim(
            self.kind,
            self.title,
            self.number,
            self.name,
            self.captions,
            pages,
            rest,
            self.is_guessed,
        )

    def take(self, rows: Rows, *, ended: bool) -> None:
        """Take the rows of one page; `ended` says that they stand behind the mark of its end."""
        (self.rest if ended else self.pages).append(rows)

    def repeats(self, title: Title, rows: Rows, captions: Sequence[Passage]) -> bool:
        """Tell whether this is the form again, on its next page, under its repeated title."""
        is_same_title = fold(title.paragraph.text) == fold(self.title.text)
        may_repeat = is_same_title and title.kind in _REPEATED_TITLES
        names_another = names_project(rows) and not self._heads_again(rows)
        return may_repeat and not names_another

    def _heads_again(self, rows: Rows) -> bool:
        """Tell whether rows begin with the head of the form again, which has its indicators."""
        has_indicators = any(map(is_indicator_heading, chain.from_iterable(self.pages)))
        has_own = any(map(is_indicator_heading, rows))
        return has_indicators and has_own and heads_page_again(rows, self.pages)

    def goes_on(self, rows: Rows, *, behind_sentence: bool = False) -> bool:
        """Tell whether rows without a title are of the form; the list of units is not.

        On the form's own page neither is a table of other width without a word of forms: the foot
        of a web page, `主办：石桥县人民政府办公室 | 网站标识码：…`.
        """
        if is_unit_heading(rows[0]):
            return False
        return self._begins_page(rows) or self._is_as_wide(rows) or any(map(speaks_of_form, rows))

    def _begins_page(self, rows: Rows) -> bool:
        """Tell whether rows stand on another page than the form's last ones."""
        return not self._last or row_where(rows[0]).page != row_where(self._last[-1]).page

    def _is_as_wide(self, rows: Rows) -> bool:
        return abs(width(rows) - width(self._last)) <= _MOST_WIDER

    @property
    def _last(self) -> Rows:
        """Give the rows that the form took last."""
        taken = self.rest or self.pages
        return taken[-1] if taken else ()
