"""Forms without rulings on the pages of a document: below their titles, and on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import Block, Paragraph
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.grids import Grids
from budgetgraph.read.pages.page import Line, Page
from budgetgraph.read.pages.unruled.form import Form, form_below, form_beyond, length_beyond


class UnruledForms:
    """Reads such forms into `grids`, and remembers the last one: it may go on on the next page."""

    def __init__(self, grids: Grids, layouts: Layouts, notes: list[Note]) -> None:
        self._grids = grids
        self._layouts = layouts
        self._notes = notes
        self._form: Form | None = None
        self._grid: Block | None = None
        self._page: Page | None = None

    def read(self, lines: Sequence[Line], page: Page) -> int:
        """Read a form that begins with a line, or goes on there; tell how many lines it takes."""
        if self._is_below_title():
            form = form_below(lines, self._layouts)
            if form is not None:
                self._grids.add_form(form, page)
                self._remember(form, page)
                return form.length
        return self._beyond(lines, page)

    def _remember(self, form: Form | None, page: Page) -> None:
        self._form, self._grid, self._page = form, self._grids.last(), page

    def _beyond(self, lines: Sequence[Line], page: Page) -> int:
        """Read the next page of the last form; say so where its cells are not told."""
        above = self._form
        if above is None or page is self._page or self._grids.last() is not self._grid:
            return 0
        form = form_beyond(lines, above, self._layouts)
        if form is not None:
            self._grids.extend_form(form, page)
            self._remember(form, page)
            return form.length
        if length_beyond(lines, above, self._layouts):
            self._notes.append(_not_told(lines[0], page))
            self._remember(None, page)
        return 0

    def _is_below_title(self) -> bool:
        """Tell whether the title of a form was read last, but for captions and marks below it."""
        for block in reversed(self._grids.found):
            if not isinstance(block, Paragraph):
                return False
            if self._layouts.is_form_title(block.text):
                return True
            if not self._layouts.is_caption(block.text):
                return False
        return False


def _not_told(line: Line, page: Page) -> Note:
    """Say that a form may go on on a page, and nothing tells its cells."""
    message = f"a form without rulings may go on here, and its cells cannot be told: {line.text}"
    number = int(line.top) if page.number is None else 0
    return Note("part-not-read", message, Where(number, number, page.number))
