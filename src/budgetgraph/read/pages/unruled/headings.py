"""The headings of a table without rulings: pieces of text → the headings of single columns, and
those of several columns above them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from budgetgraph.read.pages.page import Word
from budgetgraph.read.pages.unruled.groups import centre, columns_covered
from budgetgraph.read.pages.unruled.pieces import AUTOSPACE, beside

IsWord = Callable[[str], bool]
"""Tells a whole heading from a piece of a wrapped one."""
#: Characters of a heading that is printed wide (收　入) are no farther from each other (heights).
_WIDE = 8.0
#: Lines of one heading are nearer to each other than this (heights).
_NEAR = 0.6
#: The lines of one heading begin, end or are centred at one place but for this (heights).
_SAME = 0.3
#: A table has two sides; a single word of a side (财政拨款收入) heads a column of its own.
_FEWEST_SIDES = 2


def headings(lines: Sequence[Sequence[Word]], is_word: IsWord) -> list[Word]:
    """Give the headings of a table from left to right, the pieces of each put together."""
    words: list[Word] = []
    for line in lines:
        for piece in _wide_words(line, is_word):
            above = _rest_of(piece, words, is_word)
            if above is None:
                words.append(piece)
            else:
                words[words.index(above)] = _stacked(above, piece)
    return sorted(words, key=lambda word: (word.x0, word.top))


def _wide_words(line: Sequence[Word], is_word: IsWord) -> Iterator[Word]:
    """Give the pieces of a line; single characters that are a heading together are put together.

    收      入      支      出 → 收入, 支出
    """
    rest = list(line)
    while rest:
        length = _length_of_wide_word(rest, is_word)
        word = rest[0]
        for piece in rest[1:length]:
            word = beside(word, piece)
        yield word
        del rest[:length]


def _length_of_wide_word(pieces: Sequence[Word], is_word: IsWord) -> int:
    """Tell how many pieces from the first one on are one heading."""
    text = pieces[0].text
    length, best = 1, 1
    for left, right in pairwise(pieces):
        gap = (right.x0 - left.x1) / right.height
        is_autospace = gap < AUTOSPACE and left.text[-1].isdigit() != right.text[0].isdigit()
        is_wide = len(left.text) == len(right.text) == 1 and gap < _WIDE
        if not (is_autospace or is_wide):
            break
        text += right.text
        length += 1
        if is_autospace or is_word(text):
            best = length
    return best


def _stacked(above: Word, below: Word) -> Word:
    """Put two lines of one cell together."""
    x0, x1 = min(above.x0, below.x0), max(above.x1, below.x1)
    return Word(above.text + below.text, x0, x1, above.top, below.bottom)


def _rest_of(piece: Word, words: Sequence[Word], is_word: IsWord) -> Word | None:
    """Give the heading above a piece that the piece is the rest of; None where it is of its own."""
    above = [word for word in words if word.stands_over(piece) and word.bottom < piece.bottom]
    if len(above) != 1 and above:
        above = [max(above, key=lambda word: word.bottom)]
    if not above:
        return None
    word = above[0]
    line_height = piece.bottom - piece.top
    is_near = piece.top - word.bottom < _NEAR * line_height
    is_one_cell = is_near and _are_aligned(word, piece)
    # 款 and 项 head parts of a code, and may be the last character of a long heading
    is_own = is_word(piece.text) and len(piece.text) > 1
    is_rest = is_one_cell and (not is_own or _is_half(word, piece, is_word))
    return word if is_rest and _may_be_one(word, piece, is_word) else None


def _is_half(upper: Word, lower: Word, is_word: IsWord) -> bool:
    """Tell whether a text is a heading with the one below it, and none without: 一般公共 above 预算."""
    return not is_word(upper.text) and is_word(upper.text + lower.text)


def _may_be_one(upper: Word, lower: Word, is_word: IsWord) -> bool:
    """Tell whether two texts are one heading: together they are known, or the upper one alone is
    not.
    """
    return is_word(upper.text + lower.text) or not is_word(upper.text)


def _are_aligned(upper: Word, lower: Word) -> bool:
    """Tell whether two lines begin at one place, end at one place or are centred at one."""
    same = _SAME * (lower.bottom - lower.top)
    distances = (upper.x0 - lower.x0, upper.x1 - lower.x1, centre(upper) - centre(lower))
    return min(map(abs, distances)) < same


# --- single columns and several -------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of single columns from left to right, and those of several columns."""

    leaves: tuple[Word, ...]
    groups: tuple[Word, ...]
    sides: frozenset[Word] = frozenset()

    def are_sides(self, line: Sequence[Word]) -> bool:
        """Tell whether the headings of a line are the two sides of a table: 收入, 支出."""
        return self.sides.issuperset(line)

    def rows(self) -> list[list[str]] | None:
        """Give the rows of the heading, a group in the first of its columns.

        None where it cannot be told over which columns a group stands.
        """
        levels: list[list[str]] = []
        covered = [0] * len(self.leaves)
        for line in _by_line(self.groups):
            row = [""] * len(self.leaves)
            shares = list(columns_covered(line, self.leaves, self.are_sides(line)))
            if {group for group, columns in shares if columns} != set(line):
                return None
            for group, columns in shares:
                row[columns[0]] = group.text
                for column in columns:
                    covered[column] = len(levels) + 1
            levels.append(row)
        levels.append([""] * len(self.leaves))
        for column, leaf in enumerate(self.leaves):
            levels[covered[column]][column] = leaf.text
        return levels


def readings(words: Sequence[Word], is_side: IsWord) -> Iterator[Heading]:
    """Give what the headings may be: those below which nothing stands head single columns.

    A heading of an upper line that stands between two others of the lines below may as well be
    centred over several of them.
    """
    highest = min(map(attrgetter("top"), words), default=0.0)
    at_top = [word for word in words if word.top - highest < word.height / 2]
    has_sides = sum(is_side(word.text) for word in at_top) >= _FEWEST_SIDES
    lower: list[Word] = []
    sides: list[Word] = []
    doubtful: list[Word] = []
    for word in words:
        has_lower = _has_lower(word, words)
        is_at_top = word in at_top
        heads_side = has_sides and is_at_top and has_lower and is_side(word.text)
        stands_over_words = any(_is_below(other, word) for other in words)
        if stands_over_words:
            lower.append(word)
        if heads_side:
            sides.append(word)
        if has_lower and is_at_top and not (stands_over_words or heads_side):
            doubtful.append(word)
    yield _reading(words, [*lower, *sides], sides)
    if doubtful:
        yield _reading(words, [*lower, *sides, *doubtful], sides)


def _reading(words: Sequence[Word], groups: Sequence[Word], sides: Sequence[Word]) -> Heading:
    """Give the headings of which some head several columns, the others one each."""
    leaves = tuple(word for word in words if word not in groups)
    return Heading(leaves, tuple(dict.fromkeys(groups)), frozenset(sides))


def _is_below(word: Word, other: Word) -> bool:
    return word.stands_over(other) and word.top >= other.bottom - other.height / 4


def _has_lower(word: Word, words: Sequence[Word]) -> bool:
    return any(other.top >= word.bottom - word.height / 4 for other in words)


def _by_line(groups: Sequence[Word]) -> list[list[Word]]:
    """Give the headings of several columns line by line, the highest first."""
    lines: list[list[Word]] = []
    for group in sorted(groups, key=lambda group: group.middle):
        if lines and abs(lines[-1][0].middle - group.middle) < group.height / 2:
            lines[-1].append(group)
        else:
            lines.append([group])
    return [sorted(line, key=lambda group: group.x0) for line in lines]
