"""Lines of running text put together to paragraphs, over the end of a page where they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.document import Paragraph, Passage, Piece
from budgetgraph.document.list_marks import opens_paragraph
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.margins import margin
from budgetgraph.read.pages.page import Line, Page

#: A line whose end is nearer to the margin than this many characters runs on in the next one.
_RUNS_ON = 1.6
#: In a text the width of a line is only known from its characters; one that is not indented may
#: follow a shorter line.
_RUNS_ON_GIVEN = 4.0
#: A figure or a Latin word that does not fit goes to the next line whole; so much (characters) may
#: be left blank before it.
_LONGEST_TOKEN = 12
#: The token that a line begins with: a bracket never ends a line, a closing mark never begins one.
_TOKEN = re.compile(r"[（〔《“【［﹝]*(?:[\x21-\x7e]+|.)[）〕》”】］﹞，。、；：]*")
#: Lines whose characters' heights differ by more than this share of one are of two paragraphs.
_SAME_HEIGHT = 0.2
#: Lines farther from each other than this many heights are of two paragraphs.
_SAME_PARAGRAPH = 2.6
#: A line that begins so many heights right of the one above it is indented.
_INDENT = 1.5
_FULL_STOP = "。"


class RunningText:
    """The paragraph that is open: its lines so far, each with its place.

    `is_given` tells a text, whose lines have no heights in points, from a page.
    """

    def __init__(self, pages: Sequence[Page], is_given: bool, layouts: Layouts) -> None:
        self.layouts = layouts
        widths = {page.width for page in pages}
        self.margins = {width: margin(pages, width) for width in widths}
        self.is_given = is_given
        self.lines: list[tuple[Line, Passage]] = []

    @property
    def is_open(self) -> bool:
        return bool(self.lines)

    def add(self, line: Line, piece: Passage) -> None:
        """Take a line into the paragraph."""
        self.lines.append((line, piece))

    def taken(self) -> Paragraph:
        """Give the paragraph and begin a new one."""
        pieces: list[Piece] = []
        for _, part in self.lines:
            pieces += part.pieces
        self.lines = []
        return Paragraph(Passage(tuple(pieces)), ends=True)

    def goes_on_in(self, line: Line, page: Page) -> bool:
        """Tell whether a line goes on in the open paragraph."""
        if self.layouts.names_table(line.text) or opens_paragraph(line.text):
            return False
        return self._is_like_above(line, page) and self._has_no_room_above(line, page)

    def may_run_on(self, line: Line, page: Page) -> bool:
        """Tell whether a line reaches the margin, but for a token that has no room in it."""
        return self._fills(line, page, _LONGEST_TOKEN)

    def _is_like_above(self, line: Line, page: Page) -> bool:
        """Tell whether a line is as high as the one above it, near to it, and not indented."""
        above, piece = self.lines[-1]
        if abs(above.size - line.size) > _SAME_HEIGHT * line.size:
            return False
        is_on_next_page = piece.where.page != page.number
        if is_on_next_page:
            return True
        distance = line.top - above.top
        if distance > _SAME_PARAGRAPH * max(above.height, line.height):
            return False
        return not self._begins_after_full_stop(line)

    def _begins_after_full_stop(self, line: Line) -> bool:
        """Tell whether an indented line stands below a full stop, and not below the first line."""
        above, _ = self.lines[-1]
        indent = _left(line) - _left(above)
        is_indented = indent > _INDENT * line.height
        return is_indented and above.text.endswith(_FULL_STOP) and len(self.lines) > 1

    def _has_no_room_above(self, line: Line, page: Page) -> bool:
        """Tell whether the line above is full, or full but for the first token of this one.

        预算合计总计为        the figure had no room in the line above
        33172.15 万元
        """
        above, _ = self.lines[-1]
        if not self.margins[page.width].is_shared and self._is_whole(above):
            return False
        is_flush = self.is_given and _left(line) <= _left(above)
        short = _RUNS_ON_GIVEN if is_flush else _RUNS_ON
        return self._fills(above, page, max(_first_token_width(line.text), short))

    def _is_whole(self, above: Line) -> bool:
        """Tell whether a line ends its paragraph where too few lines show the margin: by its full
        stop, or as the title of the paper.
        """
        return above.text.endswith(_FULL_STOP) or self.layouts.is_paper_title(above.text)

    def _fills(self, line: Line, page: Page, short: float) -> bool:
        """Tell whether a line of one segment reaches the right margin but for `short`
        characters.
        """
        if len(line.segments) > 1 or self.layouts.names_table(line.text):
            return False
        right = line.segments[-1].x1
        return right > self.margins[page.width].right - short * line.height


def _first_token_width(text: str) -> float:
    """Give the width in characters of what stays together at the beginning of a line.

    33172.15万元 → 4 (a figure is half as wide), 〔2024〕3号 → 4 (with its brackets), 标，其中 → 2
    """
    token = _TOKEN.match(text)
    if token is None:
        return 0
    return sum(0.5 if sign.isascii() else 1 for sign in token.group())


def _left(line: Line) -> float:
    return line.segments[0].x0
