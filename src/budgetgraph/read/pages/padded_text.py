"""Text that keeps the layout of its pages by blanks (as `pdftotext -layout` writes it) → the lines
and segments that `layout` reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from budgetgraph.document import Document, Source
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.layout import text_blocks
from budgetgraph.read.pages.page import Line, Page, Word
from budgetgraph.values.amount import is_number, is_precise

#: Two columns: a gap of blanks between words in one line.
_GAP = re.compile(r" {2,}")
_COLUMNS = re.compile(r"\A(?>.*?\S {3,}\S).*  -?[\d,]{0,30}\d[.,]\d++(?!\S)")
_AMOUNT_CELL = re.compile(r"(?<= )-?[\d,]{0,30}\d[.,]\d++(?= |$)")
#: A single blank parts two cells where an amount ends before a word, or a word or an amount before
#: an amount at the end of its cell.
_NARROW = re.compile(
    r"(?<=\d) (?=[㐀-鿿])"
    r"|(?<=[㐀-鿿)）]) (?=-?[\d,]+\.\d\d(?: |$))"
    r"|(?<=[.,\d]\d\d) (?=-?\d[\d,]*[.,]\d{2,3}(?: |$))"
)
#: An amount or a share within a sentence, which blanks may stretch: `增加   1463.8   万元，增长`.
_IN_SENTENCE = re.compile(r"(?:\d|\A) ?(?:万 ?元|元|[%％]) ?[，。；]")
#: So many lines in columns make a layout. Fewer do where so many lines have wide gaps, one of them
#: before amounts alone, and no amounts stand beside each other with a single blank between.
_FEWEST, _FEWEST_WIDE = 5, 3
_WIDE_GAP = re.compile(r"\S {5,}\S")
_AMOUNTS_BESIDE = re.compile(r"\d\.\d\d -?[\d,]{1,20}\.\d\d(?!\d)")
#: A line of one segment longer than this (characters) is running text, no name in a table.
_LONGEST_NAME = 20
#: A character cell of a Chinese character is twice as wide as that of a digit; this is the height
#: of a line in those cells.
_HEIGHT = 2.0


def is_aligned(lines: Sequence[str]) -> bool:
    """Tell whether blanks keep columns apart in enough lines."""
    return sum(map(_is_in_columns, lines)) >= _FEWEST or _is_short_layout(lines)


def _is_short_layout(lines: Sequence[str]) -> bool:
    """Tell whether a text of few rows is laid out by blanks: wide gaps; one in a row of amounts."""
    rows = [line for line in lines if not line.lstrip().startswith("|")]
    wide = list(filter(_WIDE_GAP.search, rows))
    if len(wide) < _FEWEST_WIDE or any(map(_AMOUNTS_BESIDE.search, rows)):
        return False
    return any(map(_ends_in_amounts, wide))


def _ends_in_amounts(line: str) -> bool:
    """Tell whether a line has amounts, and no word behind the first one: `教育    1.00   2.00`.

    A row of two sides has them too: `财政拨款    1.00    教育    1.00`.
    """
    cells = _GAP.split(line.strip())
    first = next((at for at, cell in enumerate(cells) if is_precise(cell)), len(cells))
    if first < len(cells) and all(map(is_number, cells[first:])):
        return True
    are_amounts = list(map(is_precise, cells))
    return are_amounts == [False, True, False, True]


def _is_in_columns(line: str) -> bool:
    """Tell whether blanks part a text and an amount: `一般公共服务支出     120.00`; no row of bars."""
    is_row_of_bars = line.lstrip().startswith("|")
    return not is_row_of_bars and _COLUMNS.search(line) is not None


def document(source: Source, layouts: Layouts) -> Document:
    """Give the blocks of a text laid out by blanks; form feeds end its pages."""
    return text_blocks(source, list(_pages(source.lines)), layouts)


def _pages(lines: Sequence[str]) -> Iterator[Page]:
    page: list[Line] = []
    pages: list[list[Line]] = [page]
    wide = _cells_of_a_wide_character(lines)
    for number, text in enumerate(lines, start=1):
        if "\f" in text:
            page = []
            pages.append(page)
        text = text.replace("\f", "")
        # running text fills its line by what it shows, however the columns of tables are padded
        cells = 2 if _is_running(text) else wide
        segments = tuple(_segments(text, number, cells))
        if segments:
            page.append(Line(segments))
    for page in pages:
        # pdftotext scales each page for itself, so each has its own margin
        width = max((line.segments[-1].x1 for line in page), default=0.0)
        yield Page(None, width, tuple(page), ())


def _is_running(text: str) -> bool:
    """Tell whether a line is one long segment: running text, and no name in a table."""
    shown = text.strip()
    return len(shown) > _LONGEST_NAME and _GAP.search(shown) is None


def _cells_of_a_wide_character(lines: Sequence[str]) -> int:
    """Tell how many cells a Chinese character takes.

    pdftotext pads by characters (1), an editor by what it shows (2). In the right count the amounts
    end in the fewest places.
    """

    def places(wide: int) -> int:
        ends = set()
        for text in lines:
            for match in _AMOUNT_CELL.finditer(text):
                ends.add(_cells(text[: match.end()], wide))
        return len(ends)

    return min((2, 1), key=places)


def _segments(text: str, number: int, wide: int) -> Iterator[Word]:
    """Give the cells of a line with their ends in character cells.

    A single blank parts cells only in a line that has wide gaps too.
    """
    at = 0
    for piece in _pieces(text):
        left = text.index(piece, at)
        at = left + len(piece)
        x0, x1 = _cells(text[:left], wide), _cells(text[:at], wide)
        yield Word(piece, x0, x1, number, number + _HEIGHT)


def _pieces(text: str) -> Iterator[str]:
    """Give the texts of the cells of a line: `一、教育    1.00 2.00` → 一、教育, 1.00, 2.00.

    A line of a sentence is one text, however wide the gaps in it are.
    """
    parts = _GAP.split(text.strip())
    if any(map(_IN_SENTENCE.search, parts)):
        yield text.strip()
        return
    has_gaps = len(parts) > 1
    for part in parts:
        pieces = _NARROW.split(part) if has_gaps else [part]
        yield from filter(None, pieces)


def _cells(text: str, wide: int) -> float:
    """Give the width of a text in character cells: 合计 1 with `wide` 2 → 6."""
    count = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return float(len(text) + count * (wide - 1))
