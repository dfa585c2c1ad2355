"""The picture of one page → its words outside tables, and its ruled tables with their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter, itemgetter

import numpy as np

from budgetgraph.document.problems import Note
from budgetgraph.document.where import PictureBox, Where, around
from budgetgraph.read.pages.page import Box, Page, Ruled, Word, lines_of
from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.rulings import SNAP, open_ends
from budgetgraph.read.pdf.tables.crossings import Cell
from budgetgraph.read.pdf.tables.edges import tables_of
from budgetgraph.read.pictures import rulings
from budgetgraph.read.pictures.image import Picture, pixels
from budgetgraph.read.pictures.recogniser import read_strip
from budgetgraph.read.pictures.second_look import DISPUTED, DOUBTFUL, looked_at_again
from budgetgraph.read.pictures.shown_pages import collect
from budgetgraph.read.pictures.upright import UprightPage, level_with_ink, look_at

#: A blank cell shows less ink than this share of its inside.
_INK = 0.01
#: So much (points) of a cell beside its rulings is not looked at: rulings have a width.
_BORDER = 2.5
#: A cell smaller than this (points) holds no character.
_SMALLEST = 6.0

_FIGURE = re.compile("[0-9]")

#: A stretch belongs to the cell that holds so much of its width; its ends are not exact.
_MOSTLY = 0.85
#: Ink so far (heights) beside a word is a character that was missed.
_BESIDE = 0.4
#: A part of a stretch is no narrower than this (points), and this far from the ruling beside it.
_SMALLEST_PART, _RULE = 3.0, 1.0

#: No character of a title is wider than this (points).
_WIDEST_CHARACTER = 60.0

PlacedWord = tuple[Cell | None, Word]
_WORD = itemgetter(1)
_SIDES = itemgetter("x0", "top", "x1", "bottom")


def picture_page(picture: Picture, scale: float, number: int, notes: list[Note]) -> Page:
    """Recognise the picture of page `number`; `scale` is its pixels to a point.

    What is doubtful, and ink in which no character was recognised, is added to `notes`.
    """
    look = look_at(picture, scale)
    place = Where(0, 0, number)
    said = f"page {number} is a picture; its text was recognised (OCR)"
    notes.append(Note("recognised", said, place))
    edges = rulings.edges(rulings.dark(look.picture), look.scale)
    collect(number, look.picture, look.scale, map(_SIDES, edges))
    ruled_cells = _tables(look, edges)
    cells = list(chain.from_iterable(ruled_cells))
    words: list[PlacedWord] = []
    for word in look.words:
        for cell, part in _placed(word, cells, look):
            words.append((cell, looked_at_again(part, look.picture, look.scale)))
    notes.extend(_doubtful(map(_WORD, words), place))
    if look.is_bent:
        notes.append(_bent(place))
        words = [(cell, _doubted(word)) for cell, word in words]
    tables = list(filter(_holds_text, (_ruled(table, words) for table in ruled_cells)))
    for table in tables:
        notes.extend(_unread_ink(look, table.boxes, place))
    outside = [level_with_ink(word, look) for cell, word in words if cell is None]
    return Page(number, look.width, tuple(lines_of(outside)), tuple(tables))


# --- tables ---------------------------------------------------------------------------------------
def _tables(look: UprightPage, edges: Sequence[Thing]) -> list[list[Cell]]:
    """Find the cells of the ruled tables."""
    # A level edge over the whole page, where it cuts a table.
    ends = [rulings.level(0.0, look.width, top) for top in open_ends(edges)]
    long = [edge for edge in edges if edge["width"] > _WIDEST_CHARACTER]
    tables = tables_of([*edges, *ends], SNAP)
    return [table for table in tables if any(_is_ruled_by(edge, table) for edge in long)]


def _is_ruled_by(edge: Thing, cells: Sequence[Cell]) -> bool:
    """Tell whether a long level edge goes through a table or along it.

    The strokes of a large title, 目田日, make cells side by side, but none of them is long.
    """
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    is_across = edge["x0"] < max(rights) and edge["x1"] > min(lefts)
    is_level_with = min(tops) - SNAP <= edge["top"] <= max(bottoms) + SNAP
    return bool(is_across and is_level_with)


def _holds_text(table: Ruled) -> bool:
    return any(box.lines for box in table.boxes)


def _ruled(cells: Sequence[Cell], words: Sequence[PlacedWord]) -> Ruled:
    """Put the words of a table into its cells."""
    boxes = []
    for cell in cells:
        mine = [word for place, word in words if place == cell]
        lines = tuple(map(attrgetter("text"), lines_of(mine)))
        boxes.append(Box(*cell, lines, around(map(attrgetter("picture"), mine))))
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return Ruled(tuple(boxes), min(lefts), min(tops), max(rights), max(bottoms))


# --- words ----------------------------------------------------------------------------------------
def _placed(whole: Word, cells: Sequence[Cell], look: UprightPage) -> Iterator[PlacedWord]:
    """Give the words of a stretch, each with its cell; None for a word in no cell.

    The recogniser reads over a ruling where two cells are full: `205.80一、一般公共服务支出`. Its
    places of single characters are not exact enough to part them, so each part is read again.
    """
    crossed = [cell for cell in cells if _overlap(whole, cell) > _SMALLEST_PART]
    if not crossed:
        yield None, whole
        return
    widest = max(crossed, key=lambda cell: _overlap(whole, cell))
    if _overlap(whole, widest) >= _MOSTLY * (whole.x1 - whole.x0):
        yield widest, _completed(whole, widest, look)
        return
    for cell in crossed:
        part = _read_again(whole, cell, look)
        if part is not None:
            yield cell, part


def _overlap(word: Word, cell: Cell) -> float:
    """Give how far (points) a word lies in a cell, 0 for a word above or below it."""
    left, top, right, bottom = cell
    if not top <= word.middle < bottom:
        return 0.0
    return min(word.x1, right) - max(word.x0, left)


def _completed(word: Word, cell: Cell, look: UprightPage) -> Word:
    """Read a word again where ink stands beside it in its cell.

    The recogniser may miss a thin character at the beginning: 一 of 一般公共服务支出.
    """
    margin = _BESIDE * word.height
    ends = _ink_ends(word, cell, look)
    if ends is None or (ends[0] > word.x0 - margin and ends[1] < word.x1 + margin):
        return word
    if _others_beside(word, ends, look):
        return word
    wider = replace(word, x0=min(word.x0, ends[0] - margin), x1=max(word.x1, ends[1] + margin))
    return _read_again(wider, cell, look) or word


def _ink_ends(word: Word, cell: Cell, look: UprightPage) -> tuple[float, float] | None:
    """Give the left and right end (points) of the ink beside a word, inside its cell."""
    inside = (cell[0] + _BORDER, cell[2] - _BORDER)
    upper, lower, first, last = pixels(look.scale, word.top, word.bottom, *inside)
    band = look.ink[upper:lower, first:last]
    columns = np.flatnonzero(band.sum(axis=0) > 0) if band.size else np.array([])
    if not columns.size:
        return None
    return (first + int(columns[0])) / look.scale, (first + int(columns[-1])) / look.scale


def _others_beside(word: Word, ends: tuple[float, float], look: UprightPage) -> bool:
    """Tell whether another stretch stands in the line of a word, between the ends of the ink."""
    for other in look.words:
        is_in_line = word.top <= other.middle <= word.bottom
        is_apart = other.x1 <= word.x0 or other.x0 >= word.x1
        if is_in_line and is_apart and other.x1 > ends[0] and other.x0 < ends[1]:
            return True
    return False


def _read_again(word: Word, cell: Cell, look: UprightPage) -> Word | None:
    """Read the part of a stretch that lies in a cell; None where it shows no character."""
    left, right = max(word.x0, cell[0] + _RULE), min(word.x1, cell[2] - _RULE)
    upper, lower, first, last = pixels(look.scale, word.top, word.bottom, left, right)
    text, confidence = read_strip(look.picture[upper:lower, first:last])
    if not text:
        return None
    box = PictureBox(left, word.top, right, word.bottom, round(confidence, 3))
    return Word(text, left, right, word.top, word.bottom, picture=box)


# --- what is doubtful -----------------------------------------------------------------------------
def _doubtful(words: Iterable[Word], place: Where) -> Iterator[Note]:
    """Name the words with figures that were recognised with little confidence."""
    for word in words:
        sureness = 1.0 if word.picture is None else word.picture.confidence
        if sureness >= DOUBTFUL or not _FIGURE.search(word.text):
            continue
        message = (
            f"page {place.page}: {word.text} was recognised with a confidence of {sureness:.2f};"
            " look at the page"
        )
        yield Note("recognised-doubtful", message, place)


def _bent(place: Where) -> Note:
    """Say that a page does not lie flat."""
    message = (
        f"page {place.page} is curled, or was photographed from one side, and could not be made"
        " rectangular: all of its figures are doubtful; lay it flat and scan it again"
    )
    return Note("recognised-doubtful", message, place)


def _doubted(word: Word) -> Word:
    """Give a word as doubtful: what is recognised well may stand in a wrong row or column."""
    box = word.picture
    if box is None:
        return word
    return replace(word, picture=replace(box, confidence=min(box.confidence, DISPUTED)))


def _unread_ink(look: UprightPage, boxes: Sequence[Box], place: Where) -> Iterator[Note]:
    """Name the cells that show ink and in which no character was recognised."""
    unread = [box for box in boxes if not box.lines and _shows_ink(look, box)]
    if unread:
        message = (
            f"page {place.page}: {len(unread)} cell(s) of a table show ink in which no character"
            " was recognised; look at the page"
        )
        yield Note("part-not-read", message, place)


def _shows_ink(look: UprightPage, box: Box) -> bool:
    """Tell whether the inside of a cell is not blank."""
    if min(box.x1 - box.x0, box.bottom - box.top) < _SMALLEST + 2 * _BORDER:
        return False
    across = (box.x0 + _BORDER, box.x1 - _BORDER)
    down = (box.top + _BORDER, box.bottom - _BORDER)
    left, right, top, bottom = pixels(look.scale, *across, *down)
    inside = look.ink[top:bottom, left:right]
    return bool(inside.mean() > _INK * 255)
