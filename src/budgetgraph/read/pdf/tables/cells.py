"""The cells of a ruled table, each with its lines of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pages.page import Box, Ruled
from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.in_order import ByHeight
from budgetgraph.read.pdf.overprinted import is_overprinted, printed_over
from budgetgraph.read.pdf.tables.crossings import Cell
from budgetgraph.read.pdf.tables.edges import bounds_of
from budgetgraph.read.pdf.tables.overflow import overflows, stands_in
from budgetgraph.read.pdf.words import lines_of_cell, parts_of, size_of, words_of

#: A ruling that is nearer to the side of a character than this (widths) only touches it.
_TOUCH = 0.15
#: So much of a text is said in a note.
_QUOTE = 40


def ruled(
    cells: Sequence[Cell], chars: list[Thing], number: int, notes: list[Note]
) -> tuple[Ruled, list[Thing]]:
    """Give the cells of a table with their lines of text, and the characters in none of them.

    Text of which it is not told in which cell it stands is added to `notes`.
    """
    whole = bounds_of(cells)
    beside = [char for char in chars if stands_in(char, (whole[0], whole[2]))]
    inside = [beside[at] for at in ByHeight(beside).between(whole[1], whole[3])]
    home = _homes_of_words(inside, sorted({place[0] for place in cells}))
    said = len(notes)
    untold: set[int] = set()
    for overflow in overflows(beside, cells):
        home.update(overflow.places())
        if overflow.cell is None:
            notes.append(_runs_over(number, overflow.text))
            untold |= overflow.chars
    places = [home.get(id(char), char) for char in beside]
    rows = ByHeight(places)
    boxes = []
    taken: set[int] = set()
    for cell in cells:
        left, top, right, bottom = cell
        row = rows.between(top, bottom)
        mine = [beside[at] for at in row if stands_in(places[at], (left, right))]
        taken.update(map(id, mine))
        if is_overprinted(mine):
            notes.append(printed_over(number, mine))
            mine = []
        if not untold.isdisjoint(map(id, mine)):
            mine = []
        boxes.append(Box(*cell, tuple(lines_of_cell(mine)), size=size_of(mine)))
    outside = [char for char in chars if id(char) not in taken]
    return Ruled(tuple(boxes), *whole, untold=len(notes) - said), outside


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
        for run in parts_of(word["chars"]):
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
