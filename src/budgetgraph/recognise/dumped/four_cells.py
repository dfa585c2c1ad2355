"""The words of an indicator, put together into its name, description, target and basis.

    清淤长度 完成清淤 ≥12 公里 年度计划     → 清淤长度 | 完成清淤 | ≥12 公里 | 年度计划

Words of one line may belong together or apart. Every way is tried, each has its cost, and the best
one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, product

from budgetgraph.document import Passage, join
from budgetgraph.recognise.dumped.beside import beside
from budgetgraph.values import document_number
from budgetgraph.values.target import read_target

_CELLS = 4
#: So many words may be joined to the one before or not; every further one stays apart.
_MOST_FREE = 8
_SIGNS = frozenset("≥≤≧≦><=＞＜＝")
_CJK = re.compile(r"[㐀-鿿]")

#: What a way to put words together gains by a target in its column.
_GAIN_OF_TARGET = 4.0
#: Joining what may be two cells costs more than a target in its column and a gap less gain.
_COST_OF_CELLS = 8.0
#: What each cell costs that lacks or is too much; less where the last cell is the target.
_COST_OF_GAP, _COST_OF_GAP_BEHIND_TARGET = 3.0, 1.5


@dataclass(frozen=True, slots=True)
class GluedWord:
    """A word; `glued` says that a blank in the same line stands before it."""

    passage: Passage
    glued: bool

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to put words together to cells, each in its column, with how good it is."""

    cells: list[Passage]
    placed: list[Passage]
    score: float


def four_cells(words: Sequence[GluedWord], blank: Passage) -> list[Passage] | None:
    """Give the words as (name, description, target, basis): of all ways to put words of one line
    together, the best reading. None where it is not told which of them is the target.
    """
    best = _Reading([], [blank] * _CELLS, float("-inf"))
    for joined in _ways_to_join(words):
        reading = _reading(words, joined, blank)
        if reading.score > best.score:
            best = reading
    return best.placed if _tells_target(best.cells) else None


def _tells_target(cells: Sequence[Passage]) -> bool:
    """Tell whether the target is in its column: of more than four cells one alone is a target, and
    no target stands behind a third one that is none.

    重复率 | 重复参保的 | 比例 | ≤1% | 年度计划     a cell is torn, and nobody knows which → no
    """
    targets = list(map(_is_target, cells))
    if sum(targets[1:]) > 1 and len(cells) > _CELLS:
        return False
    if True not in targets:
        return len(cells) <= _CELLS
    return targets.index(True) < _CELLS - 1


def _ways_to_join(words: Sequence[GluedWord]) -> Iterator[set[int]]:
    """Give every choice of words that are joined to the word before them."""
    free = [index for index, word in enumerate(words) if word.glued and index > 0][:_MOST_FREE]
    for choice in product((True, False), repeat=len(free)):
        yield set(compress(free, choice))


def _reading(words: Sequence[GluedWord], joined: set[int], blank: Passage) -> _Reading:
    """Put words together in one way, and say how good it is."""
    cells: list[Passage] = []
    cost = 0.0
    for index, word in enumerate(words):
        if index in joined:
            cost += _cost_of_joining(cells[-1].text, word.text)
            cells[-1] = beside((cells[-1], word.passage))
            continue
        if word.glued and index > 0:
            cost += _cost_of_parting(words[index - 1].text, word.text)
        cells.append(word.passage)
    placed = _placed(cells, blank)
    gain = _GAIN_OF_TARGET if _is_target(placed[2]) else 0.0
    cost += _cost_of_rest(cells)
    return _Reading(cells, placed, gain - cost - _cost_of_gaps(cells))


def _cost_of_rest(cells: Sequence[Passage]) -> float:
    """Say what it costs to take several cells behind a target for one basis.

    It is more than to join a figure and its unit: `28-31 | 个月 | 冀财教〔2018〕39号`.
    """
    behind_name = list(map(_is_target, cells[1:3]))
    rest = len(cells) - 3
    return float(max(rest, 0)) if behind_name == [True, False] else 0.0


def _cost_of_joining(left: str, right: str) -> float:
    """Say what it costs to join two words.

    Chinese text has no blanks of its own; a blank between a figure and its sign or its unit is how
    some programs print them: `≥ 12` costs nothing, `清淤长度 完成清淤` and `完成清淤 ≥12` much.
    """
    if left in _SIGNS:
        return 0.0
    end, beginning = left[-1], right[0]
    is_behind_share = end == "%" and not beginning.isdigit()
    begins_cell = _CJK.match(beginning) is not None or beginning in _SIGNS
    is_cell = begins_cell or right[-1] == "%"
    is_behind_word = _CJK.match(end) is not None and is_cell
    if is_behind_share or is_behind_word:
        return _COST_OF_CELLS
    return 0.5 if end.isdigit() else 1.0


def _cost_of_parting(left: str, right: str) -> float:
    """Say what it costs to part two words: a figure is not parted from its sign or its unit."""
    if left[-1] in _SIGNS:
        return 5.0
    is_figure_and_unit = left[-1].isdigit() and _may_be_unit(right)
    return 3.0 if is_figure_and_unit else 0.0


def _may_be_unit(text: str) -> bool:
    """Tell whether a word may go on with the figure before it: 公里, 500."""
    return text[0].isdigit() or _CJK.match(text[0]) is not None


def _cost_of_gaps(cells: Sequence[Passage]) -> float:
    """Say what it costs that cells are not four.

    It costs less for name, description and target, or name and target: the basis of a target is
    often blank.
    """
    targets = list(map(_is_target, cells))
    if targets in ([False, False, True], [False, True]):
        return _COST_OF_GAP_BEHIND_TARGET * (_CELLS - len(cells))
    return _COST_OF_GAP * abs(_CELLS - len(cells))


def _placed(cells: Sequence[Passage], blank: Passage) -> list[Passage]:
    """Put cells into their columns: what is too much belongs to the last one, of three the one that
    is no target may be missing.
    """
    behind_name = list(map(_is_target, cells[1:]))
    if behind_name == [True]:
        return [cells[0], blank, cells[1], blank]
    if len(cells) > 2 and behind_name[:2] == [True, False]:
        return [cells[0], blank, cells[1], join(cells[2:])]
    if len(cells) > _CELLS:
        return [*cells[:3], join(cells[3:])]
    # a document is the basis of a target, never the target
    if len(cells) == 3 and document_number.find(cells[2].text):
        return [cells[0], cells[1], blank, cells[2]]
    return [*cells, *[blank] * (_CELLS - len(cells))]


def _is_target(cell: Passage) -> bool:
    """Tell whether a cell reads as a target: ≥12公里, 100%."""
    return _reads_as_target(cell.text)


@lru_cache(maxsize=1024)
def _reads_as_target(text: str) -> bool:
    """Tell it of a text; the ways to join the words of one row ask for the same texts."""
    return read_target(text).operator is not None
