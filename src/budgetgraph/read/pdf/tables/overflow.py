"""Text of a ruled cell that has more lines than the cell has room for, so that it runs over the
level rulings into the cells above and below.

Its lines follow each other at one distance; a ruling runs through one of them. They stand in the
middle of their own cell:

    总计                       a cell
    注：本表反映部门本年        } runs through the ruling above its own cell
    ------------------
    度的总收支和年末结转
    结余情况。
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.tables.crossings import Cell
from budgetgraph.read.pdf.words import words_of

#: A ruling that is nearer to the top or foot of a line than this (heights) only touches it.
_TOUCH = 0.2
#: Lines of one text begin, or are centred, at one place but for this (heights).
_SAME = 0.15
#: The lines of one text follow each other at one distance but for this (heights).
_SAME_PITCH = 0.1
#: They are farther from each other than this (heights): what overlaps is another text.
_APART = 0.8
#: They are no farther from each other than this (heights).
_FARTHEST = 2.0
#: Text stands in the middle of its cell but for this (heights).
_OFF_MIDDLE = 0.35


@dataclass(frozen=True, slots=True)
class Overflow:
    """The lines of a text that runs out of its cell, and the cell, None where it is not told."""

    words: Sequence[Thing]
    cell: Cell | None

    @property
    def text(self) -> str:
        """The text of all lines."""
        return "".join(word["text"] for word in self.words)

    @property
    def chars(self) -> set[int]:
        """Its characters, by their identities."""
        return {id(char) for word in self.words for char in word["chars"]}

    def places(self) -> Iterator[tuple[int, Thing]]:
        """Give each character (by its identity) the place of its cell."""
        if self.cell is None:
            return
        _, top, _, bottom = self.cell
        for word in self.words:
            for char in word["chars"]:
                yield id(char), {**char, "top": top, "bottom": bottom}


def overflows(chars: Sequence[Thing], cells: Sequence[Cell]) -> list[Overflow]:
    """Give the texts that run over the level rulings of their cells."""
    rulings = _level_rulings(cells)
    if not any(_is_cut(char, rulings) for char in chars):
        return []
    columns: dict[tuple[float, float], list[Cell]] = {}
    for cell in cells:
        left, _, right, _ = cell
        columns.setdefault((left, right), []).append(cell)
    over: list[Overflow] = []
    for column in sorted(columns):
        words = words_of([char for char in chars if stands_in(char, column)])
        over += _of_column(words, columns[column])
    return _without_told(over)


def _level_rulings(cells: Sequence[Cell]) -> list[float]:
    """Give the heights of the rulings above and below cells, each once, from above."""
    heights: set[float] = set()
    for _, top, _, bottom in cells:
        heights |= {top, bottom}
    return sorted(heights)


def _without_told(over: Sequence[Overflow]) -> list[Overflow]:
    """Give the texts without those whose characters all belong to texts whose cells are told.

    A cell over several columns holds what runs out of the cells below it too.
    """
    told = {char for overflow in over for char, _ in overflow.places()}
    return [overflow for overflow in over if overflow.cell or not overflow.chars <= told]


def stands_in(char: Thing, column: tuple[float, float]) -> bool:
    """Tell whether the middle of a character is between the two ends of a column."""
    left, right = column
    return bool(left <= (char["x0"] + char["x1"]) / 2 < right)


def _is_cut(thing: Thing, rulings: Sequence[float]) -> bool:
    """Tell whether one of the rulings (from top to bottom) runs through a character or word."""
    touch = _TOUCH * _height(thing)
    upper, lower = float(thing["top"]) + touch, float(thing["bottom"]) - touch
    return bisect_right(rulings, upper) < bisect_left(rulings, lower)


def _of_column(words: Sequence[Thing], cells: Sequence[Cell]) -> Iterator[Overflow]:
    """Give the texts of a column that run over the rulings of its cells.

    The middle of a text of one line tells its cell. Where most lines are cut, the rulings are drawn
    off their place, and no text runs over.
    """
    rulings = _level_rulings(cells)
    cut = [word for word in words if _is_cut(word, rulings)]
    if 2 * len(cut) > len(words):
        return
    seen: set[int] = set()
    for word in cut:
        if id(word) not in seen:
            lines = _lines_with(word, words)
            seen.update(map(id, lines))
            if _are_in_several(lines, rulings):
                yield Overflow(lines, _home(lines, cells))


def _are_in_several(lines: Sequence[Thing], rulings: Sequence[float]) -> bool:
    """Tell whether a ruling stands between the middles of two lines of a text."""
    places = {bisect_right(rulings, (line["top"] + line["bottom"]) / 2) for line in lines}
    return len(places) > 1


def _height(word: Thing) -> float:
    return float(word["bottom"] - word["top"])


def _lines_with(word: Thing, words: Sequence[Thing]) -> list[Thing]:
    """Give the lines of the text that a word is one of, the highest first."""
    column = [other for other in words if other is word or _may_be_lines_of_one(word, other)]
    column.sort(key=lambda other: other["top"])
    at = next(index for index, other in enumerate(column) if other is word)
    above, below = column[:at][::-1], column[at + 1 :]
    pitch = min(_distances(word, [*above[:1], *below[:1]]), default=0.0)
    if not 0 < pitch <= _FARTHEST * _height(word):
        return [word]
    upper = list(_following(word, above, pitch))
    lower = list(_following(word, below, pitch))
    return [*reversed(upper), word, *lower]


def _may_be_lines_of_one(word: Thing, other: Thing) -> bool:
    """Tell whether two lines are as high as each other, apart, and begin or are centred together.

    公务用车运行维        公务用车运行维
    护费                     护费
    """
    height = _height(word)
    is_as_high = abs(height - _height(other)) < _SAME * height
    is_apart = abs(float(word["top"] - other["top"])) > _APART * height
    off = min(abs(word["x0"] - other["x0"]), abs(_centre(word) - _centre(other)))
    return is_as_high and is_apart and off < _SAME * height


def _centre(word: Thing) -> float:
    return float(word["x0"] + word["x1"]) / 2


def _distances(word: Thing, others: Sequence[Thing]) -> list[float]:
    return [abs(float(word["top"] - other["top"])) for other in others]


def _following(word: Thing, others: Sequence[Thing], pitch: float) -> Iterator[Thing]:
    """Give the lines that follow a line at one distance."""
    last = word
    for other in others:
        distance = abs(float(other["top"] - last["top"]))
        if abs(distance - pitch) > _SAME_PITCH * _height(word):
            return
        yield other
        last = other


def _home(lines: Sequence[Thing], cells: Sequence[Cell]) -> Cell | None:
    """Give the cell in whose middle the lines stand."""
    middle = (lines[0]["top"] + lines[-1]["bottom"]) / 2
    slack = _OFF_MIDDLE * _height(lines[0])
    for cell in cells:
        _, upper, _, lower = cell
        if abs((upper + lower) / 2 - middle) <= slack:
            return cell
    return None
