"""Text that is printed over other text: nobody can tell which character is of which.

社会保障和就业支           the second line of a name that runs out of its low row
二、卫生健康支出           stands where the next name begins: 障二和、就卫业生…
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import inf
from operator import itemgetter

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pdf.drawing.drawn import Thing

#: Two characters are over each other where they share more than this of the smaller one, each way.
_SHARED = 0.4
#: Characters that overlap by less than this (points) only touch each other.
_TOUCH = 0.1
#: So much of a text is said in a note.
_QUOTE = 40
#: A text that is drawn later goes on behind an earlier one so often where two are mixed.
_FEWEST_RETURNS = 2
#: A character may share its place with those whose corners stand in these squares around its own.
_NEIGHBOURS = tuple(product((-1, 0, 1), repeat=2))

_Field = tuple[int, int]


def is_overprinted(chars: Iterable[Thing]) -> bool:
    """Tell whether a letter or digit is printed over another one.

    Marks do not count: （ and ） reach over the character beside them.
    """
    signs = [char for char in chars if char["text"].isalnum()]
    if not _reach_over(signs):
        return False
    fields: defaultdict[_Field, list[Thing]] = defaultdict(list)
    for char in signs:
        column, row = _field(char)
        for right, down in _NEIGHBOURS:
            near = fields.get((column + right, row + down), ())
            if near and any(_are_over(char, other) for other in near):
                return True
        fields[column, row].append(char)
    return False


def _reach_over(chars: Iterable[Thing]) -> bool:
    """Tell whether characters reach over each other from left to right, as those of one line do
    not.
    """
    end = -inf
    for char in sorted(chars, key=itemgetter("x0")):
        if char["x0"] < end - _TOUCH:
            return True
        end = max(end, char["x1"])
    return False


def printed_over(number: int, chars: Sequence[Thing]) -> Note:
    """Say that some text of a page is printed over other text."""
    text = "".join(char["text"] for char in chars)
    message = f"page {number}: text is printed over other text and not read: {text[:_QUOTE]}"
    return Note("part-not-read", message, Where(0, 0, number))


def legible(
    words: Iterable[Thing], chars: Iterable[Thing], number: int, notes: list[Note]
) -> Iterator[Thing]:
    """Give the words of a page but for those that are made of two texts in the same place, and say
    so; `chars` are in the order in which they were drawn.
    """
    drawn = {id(char): place for place, char in enumerate(chars)}
    for word in words:
        if _is_mixed(word["chars"], drawn):
            notes.append(printed_over(number, word["chars"]))
        else:
            yield word


def _is_mixed(chars: Sequence[Thing], drawn: dict[int, int]) -> bool:
    """Tell whether the characters of a word were, from left to right, drawn now earlier, now later.

    Wide characters that reach over each other in the order in which they are drawn are one text.
    """
    order = [drawn[id(char)] for char in chars]
    returns = sum(left > right for left, right in pairwise(order))
    return returns >= _FEWEST_RETURNS and is_overprinted(chars)


def _field(char: Thing) -> _Field:
    """Give the square that the corner of a character stands in; its side is the character's
    height.
    """
    side = max(float(char["bottom"] - char["top"]), 1.0)
    return int(char["x0"] // side), int(char["top"] // side)


def _are_over(char: Thing, other: Thing) -> bool:
    """Tell whether two characters stand over each other, in their width and in their height."""
    return _share(char, other, "x0", "x1") and _share(char, other, "top", "bottom")


def _share(char: Thing, other: Thing, start: str, end: str) -> bool:
    """Tell whether two characters overlap by more than `_SHARED` of the smaller one.

    `start` and `end` name the direction: from `x0` to `x1`, or from `top` to `bottom`.
    """
    shared = min(char[end], other[end]) - max(char[start], other[start])
    smaller = min(char[end] - char[start], other[end] - other[start])
    return float(shared) > _SHARED * float(smaller)
