"""Text that keeps the layout of its pages by blanks (as `pdftotext -layout` writes it) → the lines
and segments that `layout` reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from budgetgraph.document import Document, Source
from budgetgraph.read.layout import text_blocks
from budgetgraph.read.page import Line, Page, Word

#: Two columns: a gap of blanks between words in one line.
_GAP = re.compile(r" {2,}")
_COLUMNS = re.compile(r"\A(?>.*?\S {3,}\S).*  -?[\d,]{0,30}\d[.,]\d++(?!\S)")
_AMOUNT_CELL = re.compile(r"(?<= )-?[\d,]{0,30}\d[.,]\d++(?= |$)")
#: A single blank parts two cells where an amount ends before a word, or a word or an amount before
#: an amount at the end of its cell.
_NARROW = re.compile(
    r"(?<=\d) (?=[㐀-鿿])|(?<=[㐀-鿿)）]) (?=-?[\d,]+\.\d\d(?: |$))|(?<=[.,\d]\d\d) (?=-?\d[\d,]*[.,]\d{2,3}(?: |$))"
)
#: So many lines in columns make a layout.
_FEWEST = 5
#: A line of one segment longer than this (characters) is running text, no name in a table.
_LONGEST_NAME = 20
#: A character cell of a Chinese character is twice as wide as that of a digit; this is the height
#: of a line in those cells.
_HEIGHT = 2.0


def is_aligned(lines: Sequence[str]) -> bool:
    """Whether blanks keep columns apart in enough lines."""
    return (
        sum(1 for line in lines if _COLUMNS.search(line) and not line.lstrip().startswith("|"))
        >= _FEWEST
    )


def document(source: Source) -> Document:
    """The blocks of a text laid out by blanks; form feeds end its pages."""
    return text_blocks(source, list(_pages(source.lines)))


def _pages(lines: Sequence[str]) -> Iterator[Page]:
    page: list[Line] = []
    pages: list[list[Line]] = [page]
    wide = _wide(lines)
    for number, text in enumerate(lines, start=1):
        if "\f" in text:
            page = []
            pages.append(page)
        text = text.replace("\f", "")
        # running text fills its line by what it shows, however the columns of the tables are padded
        is_running = len(text.strip()) > _LONGEST_NAME and _GAP.search(text.strip()) is None
        segments = tuple(_segments(text, number, 2 if is_running else wide))
        if segments:
            page.append(Line(segments))
    for page in pages:
        # pdftotext scales each page for itself, so each has its own margin
        yield Page(None, max((line.segments[-1].x1 for line in page), default=0.0), tuple(page), ())


def _wide(lines: Sequence[str]) -> int:
    """How many cells a Chinese character takes: pdftotext pads by characters (1), an editor by what
    it shows (2). In the right count the amounts end in the fewest places.
    """

    def places(wide: int) -> int:
        return len(
            {
                _cells(text[: found.end()], wide)
                for text in lines
                for found in _AMOUNT_CELL.finditer(text)
            }
        )

    return min((2, 1), key=places)


def _segments(text: str, number: int, wide: int) -> Iterator[Word]:
    """The cells of a line with their ends in character cells.

    A single blank parts cells only in a line that has wide gaps too.
    """
    at = 0
    parts = _GAP.split(text.strip())
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        for piece in _NARROW.split(part) if len(parts) > 1 else [part]:
            left = text.index(piece, start)
            start = left + len(piece)
            if piece:
                yield Word(
                    piece,
                    _cells(text[:left], wide),
                    _cells(text[:start], wide),
                    number,
                    number + _HEIGHT,
                )


def _cells(text: str, wide: int) -> float:
    return float(
        sum(wide if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    )
