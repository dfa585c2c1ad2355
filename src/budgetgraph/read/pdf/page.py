"""One page of a PDF: its words outside tables, and its ruled tables with their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from pdfplumber.page import Page as PdfPage

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pages.page import Page, Ruled, lines_of
from budgetgraph.read.pages.text_columns import gutter_of
from budgetgraph.read.pdf.beside_tables import beside_tables
from budgetgraph.read.pdf.drawing.drawn import Drawn, Thing
from budgetgraph.read.pdf.drawing.page import drawn_on
from budgetgraph.read.pdf.ink import ON_ITS_HEAD, WATERMARK, Kept, kept
from budgetgraph.read.pdf.open_sides import OpenSide, open_sides, undrawn_sides
from budgetgraph.read.pdf.overprinted import legible
from budgetgraph.read.pdf.rulings import SNAP, is_shading, open_ends, straight
from budgetgraph.read.pdf.tables.cells import ruled
from budgetgraph.read.pdf.tables.edges import (
    bounds_of,
    edges_of,
    level_edge,
    long_edges,
    tables_of,
)
from budgetgraph.read.pdf.turned import straightened
from budgetgraph.read.pdf.uncut_rows import uncut_rows
from budgetgraph.read.pdf.words import clusters, placed_words, words_of

#: What two characters share that are one, printed twice.
_LOOKS = itemgetter("upright", "text", "fontname", "size")
_TOP_AND_LEFT = itemgetter("top", "x0")
#: So near to each other are they (points).
_BESIDE_ITSELF = 1


def read_page(page: PdfPage, off: frozenset[int], notes: list[Note]) -> Page:
    """Give the words outside tables and the ruled tables of one page.

    `off` are the layers that are off; what the page holds and nobody sees is added to `notes`. What
    pdfplumber kept of the page is let go.
    """
    number = page.page_number
    drawn = _clean(drawn_on(page, off), number, notes)
    page.close()
    chars = [char for char in drawn.chars if char["text"].strip()]
    edges, sides = _edges(drawn, chars)
    tables = []
    places = []
    for cells in tables_of(edges, 2 * SNAP):
        table, chars = ruled(cells, chars, number, notes)
        if any(box.lines for box in table.boxes):
            tables.append(_opened(table, sides))
            places.append(bounds_of(cells))
    notes.extend(beside_tables(number, places, chars))
    things = legible(words_of(chars), chars, number, notes)
    words = list(placed_words(things))
    lines = lines_of(words)
    gutter = gutter_of(lines, drawn.width)
    if gutter is not None and tables:
        notes.append(_mixed(number))
        gutter = None
    parted = lines if gutter is None else lines_of(words, gutter)
    ruled_tables, has_picture = tuple(tables), drawn.has_picture
    return Page(number, drawn.width, tuple(parted), ruled_tables, has_picture, gutter)


def _mixed(number: int) -> Note:
    """Say that text in two columns stands beside tables: how it goes on is not told."""
    message = f"page {number}: text in two columns beside tables may be mixed (分栏)"
    return Note("part-not-read", message, Where(0, 0, number))


def _edges(drawn: Drawn, chars: Sequence[Thing]) -> tuple[list[Thing], list[OpenSide]]:
    """Give the edges that rule the tables of a page, with those that it leaves undrawn, and the
    sides at which the page cuts its tables.

    Upright rulings of several tables that SNAP makes one may lie farther from the ends of a level
    ruling than those of its own table.
    """
    drawn_edges = list(edges_of(drawn.lines, drawn.rects, drawn.curves))
    ends = list(open_ends(drawn_edges))
    cuts = list(uncut_rows(drawn_edges, chars, ends))
    parted = [*drawn_edges, *cuts]
    sides = list(open_sides(parted))
    closing = [side.ruling for side in (*sides, *undrawn_sides(parted, chars))]
    whole = [level_edge(0, drawn.width, end) for end in ends]
    upright, level = long_edges(drawn_edges)
    return [*upright, *closing, *level, *whole, *cuts], sides


def _opened(ruled: Ruled, sides: Sequence[OpenSide]) -> Ruled:
    """Give a table whose cells know at which of their sides the page cuts them."""
    if not sides:
        return ruled
    boxes = []
    for box in ruled.boxes:
        place = (box.x0, box.top, box.x1, box.bottom)
        cut = {side.side for side in sides if side.closes(place)}
        boxes.append(replace(box, open_left="x0" in cut, open_right="x1" in cut))
    return replace(ruled, boxes=tuple(boxes))


def _clean(drawn: Drawn, number: int, notes: list[Note]) -> Drawn:
    """Give what is drawn on a page upright, without what nobody sees and the shading of cells."""
    drawn = replace(drawn, lines=list(map(straight, drawn.lines)))
    drawn = straightened(drawn)
    ink = kept(drawn.chars, drawn.rects, (drawn.width, drawn.height))
    notes.extend(_unread(number, ink))
    rects = [rect for rect in drawn.rects if not is_shading(rect)]
    return replace(drawn, chars=_without_doubles(ink.chars), rects=rects)


def _without_doubles(chars: list[Thing]) -> list[Thing]:
    """Give the characters, each once: a bold one may be printed twice, a hair beside itself.

    It does what pdfplumber's `dedupe_chars` does, whose time grows with the square of the page.
    """
    same_looks: defaultdict[Hashable, list[Thing]] = defaultdict(list)
    for char in chars:
        same_looks[_LOOKS(char)].append(char)
    first: set[int] = set()
    for alike in same_looks.values():
        first.update(map(id, _each_once(alike)))
    return [char for char in chars if id(char) in first]


def _each_once(alike: Sequence[Thing]) -> Iterator[Thing]:
    """Give the highest of the characters at each place."""
    if len(alike) == 1:
        yield alike[0]
        return
    for line in clusters(alike, "top", _BESIDE_ITSELF):
        places = [line] if len(line) == 1 else clusters(line, "x0", _BESIDE_ITSELF)
        for place in places:
            yield min(place, key=_TOP_AND_LEFT)


def _unread(number: int, ink: Kept) -> Iterator[Note]:
    place = Where(0, 0, number)
    for reason, text in ink.reasons.items():
        code = "part-not-read" if reason in (WATERMARK, ON_ITS_HEAD) else "hidden-not-read"
        yield Note(code, f"page {number}: {reason} is not read: {text}", place)
    if ink.unmapped:
        message = (
            f"page {number}: {ink.unmapped} character(s) that the font does not name"
            " (字体没有字符编码) stand as \ufffd"
        )
        yield Note("part-not-read", message, place)
