"""One page of a PDF: its words outside tables, and its ruled tables with their text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from pdfplumber.page import Page as PdfPage

from budgetgraph.document.folding import as_read
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pages.page import Box, Page, Ruled, Word, lines_of
from budgetgraph.read.pdf.beside_tables import beside_tables
from budgetgraph.read.pdf.drawing.drawn import Drawn, Thing
from budgetgraph.read.pdf.drawing.page import drawn_on
from budgetgraph.read.pdf.ink import Kept, kept
from budgetgraph.read.pdf.open_sides import OpenSide, open_sides, undrawn_sides
from budgetgraph.read.pdf.overflow import overflows, stands_in
from budgetgraph.read.pdf.overprinted import is_overprinted, legible, printed_over
from budgetgraph.read.pdf.ruled_cells import (
    Cell,
    bounds_of,
    edges_of,
    level_edge,
    long_edges,
    tables_of,
)
from budgetgraph.read.pdf.rulings import SNAP, is_shading, open_ends, straight
from budgetgraph.read.pdf.turned import straightened
from budgetgraph.read.pdf.uncut_rows import uncut_rows
from budgetgraph.read.pdf.words import clusters, words_of

#: Characters of one cell are nearer to each other than this (heights).
_HAIR = 0.1
#: A ruling that is nearer to the side of a character than this (widths) only touches it.
_TOUCH = 0.15
#: What two characters share that are one, printed twice.
_LOOKS = itemgetter("upright", "text", "fontname", "size")
#: So near to each other are they (points).
_BESIDE_ITSELF = 1
#: So much of a text is said in a note.
_QUOTE = 40


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
        ruled, chars = _ruled(cells, chars, number, notes)
        if any(box.lines for box in ruled.boxes):
            tables.append(_opened(ruled, sides))
            places.append(bounds_of(cells))
    notes.extend(beside_tables(number, places, chars))
    things = legible(words_of(chars), chars, number, notes)
    lines = tuple(lines_of(_words(things)))
    return Page(number, drawn.width, lines, tuple(tables), has_picture=drawn.has_picture)


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
        for line in clusters(alike, "top", _BESIDE_ITSELF):
            for place in clusters(line, "x0", _BESIDE_ITSELF):
                first.add(id(min(place, key=itemgetter("top", "x0"))))
    return [char for char in chars if id(char) in first]


def _unread(number: int, ink: Kept) -> Iterator[Note]:
    place = Where(0, 0, number)
    for reason, text in ink.reasons.items():
        code = "part-not-read" if "watermark" in reason else "hidden-not-read"
        yield Note(code, f"page {number}: {reason} is not read: {text}", place)
    if ink.unmapped:
        message = (
            f"page {number}: {ink.unmapped} character(s) that the font does not name"
            " (字体没有字符编码) stand as \ufffd"
        )
        yield Note("part-not-read", message, place)


def _ruled(
    cells: Sequence[Cell], chars: list[Thing], number: int, notes: list[Note]
) -> tuple[Ruled, list[Thing]]:
    """Give the cells of a table with their lines of text, and the characters in none of them.

    Text of which it is not told in which cell it stands is added to `notes`.
    """
    whole = bounds_of(cells)
    inside = [char for char in chars if _is_inside(char, whole)]
    home = _homes_of_words(inside, sorted({place[0] for place in cells}))
    said = len(notes)
    beside = [char for char in chars if stands_in(char, (whole[0], whole[2]))]
    untold: set[int] = set()
    for overflow in overflows(beside, cells):
        home.update(overflow.places())
        if overflow.cell is None:
            notes.append(_runs_over(number, overflow.text))
            untold |= overflow.chars
    placed = _PlacedChars([(char, home.get(id(char), char)) for char in beside])
    boxes = []
    taken: set[int] = set()
    for place in cells:
        mine = placed.inside(place)
        taken.update(map(id, mine))
        if is_overprinted(mine):
            notes.append(printed_over(number, mine))
            mine = []
        if not untold.isdisjoint(map(id, mine)):
            mine = []
        boxes.append(Box(*place, tuple(_lines(mine)), size=_size(mine)))
    outside = [char for char in chars if id(char) not in taken]
    return Ruled(tuple(boxes), *whole, untold=len(notes) - said), outside


class _PlacedChars:
    """The characters of a table, each with the thing whose place tells the cell: itself or a word.

    They are sorted by height, so that a cell looks only at those of its own rows.
    """

    def __init__(self, placed: Sequence[tuple[Thing, Thing]]) -> None:
        numbered = [(_middle(at)[1], number) for number, (_, at) in enumerate(placed)]
        numbered.sort()
        self._placed = placed
        self._heights = list(map(itemgetter(0), numbered))
        self._numbers = list(map(itemgetter(1), numbered))

    def inside(self, place: tuple[float, float, float, float]) -> list[Thing]:
        """Give the characters in a cell (left, top, right, bottom) in the order of the page."""
        first = bisect_left(self._heights, place[1])
        end = bisect_left(self._heights, place[3])
        within = [self._placed[number] for number in sorted(self._numbers[first:end])]
        return [char for char, at in within if _is_inside(at, place)]


def _runs_over(number: int, text: str) -> Note:
    """Say that a text runs over the rulings of its cell."""
    message = f"page {number}: text runs over a ruling, so its cell is not told: {text[:_QUOTE]}"
    return Note("part-not-read", message, Where(0, 0, number))


def _homes_of_words(chars: list[Thing], edges: Sequence[float]) -> dict[int, Thing]:
    """Give the word as the place of each of its characters where a ruling runs through it: the
    middle of the word tells the cell of all of them.

    A ruling between two characters parts cells; one that runs through a character parts none.
    """
    homes: dict[int, Thing] = {}
    if not any(_is_cut(char, edges) for char in chars):
        return homes
    for word in words_of(chars):
        for run in _split(word["chars"]):
            if any(_is_cut(char, edges) for char in run):
                place = {**word, "x0": run[0]["x0"], "x1": run[-1]["x1"]}
                homes.update((id(char), place) for char in run)
    return homes


def _is_cut(char: Thing, edges: Sequence[float]) -> bool:
    """Tell whether one of the rulings (from left to right) runs through a character, and does not
    only touch it.
    """
    touch = _TOUCH * float(char["x1"] - char["x0"])
    at = bisect_right(edges, char["x0"] + touch)
    return at < len(edges) and edges[at] < char["x1"] - touch


def _is_inside(char: Thing, place: tuple[float, float, float, float]) -> bool:
    """Tell whether the middle of a character stands inside a place (left, top, right, bottom)."""
    left, top, right, bottom = place
    x, y = _middle(char)
    return left <= x < right and top <= y < bottom


def _middle(thing: Thing) -> tuple[float, float]:
    """Give the middle of a character or word: from the left and from the top."""
    x = float(thing["x0"] + thing["x1"]) / 2
    y = float(thing["top"] + thing["bottom"]) / 2
    return x, y


def _words(things: Iterable[Thing]) -> Iterator[Word]:
    for word in things:
        parts = tuple(map(_word, _split(word["chars"])))
        yield replace(_word(word["chars"]), parts=parts)


def _word(chars: Sequence[Thing]) -> Word:
    x0, x1 = float(chars[0]["x0"]), float(chars[-1]["x1"])
    top = float(min(map(itemgetter("top"), chars)))
    bottom = float(max(map(itemgetter("bottom"), chars)))
    text = "".join(map(itemgetter("text"), chars))
    return Word(as_read(text), x0, x1, top, bottom, size=_size(chars))


def _split(chars: Sequence[Thing]) -> Iterator[list[Thing]]:
    """Part characters where a gap is as wide as between two full cells."""
    run = [chars[0]]
    for left, char in pairwise(chars):
        if char["x0"] - left["x1"] > _HAIR * float(char["bottom"] - char["top"]):
            yield run
            run = []
        run.append(char)
    yield run


def _size(chars: Sequence[Thing]) -> float:
    """Give the height of the highest character; 0 where there is none."""
    return max((float(char["bottom"] - char["top"]) for char in chars), default=0.0)


def _lines(chars: list[Thing]) -> Iterator[str]:
    """Give the lines of text of one cell."""
    line: list[Word] = []
    for word in _words(words_of(chars)):
        if line and word.middle > line[-1].bottom:
            yield _joined(line)
            line = []
        line.append(word)
    if line:
        yield _joined(line)


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
