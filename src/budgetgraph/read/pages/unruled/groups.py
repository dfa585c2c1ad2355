"""Which columns the headings of several columns stand over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise

from budgetgraph.read.pages.page import Word

#: A group begins where the heading below it does, but for this (heights).
_SAME = 0.3
#: A group is no farther from the centre of what its columns print than this (heights).
_OFF_CENTRE = 3.0
#: A heading below a group stands lower than one beside it by so much of the way to the last line.
_LOWER = 0.4
#: So many ways to share columns out are tried.
_MOST_WAYS = 5000


def centre(word: Word) -> float:
    """Give the place of the middle of a word, from the left."""
    return (word.x0 + word.x1) / 2


def columns_covered(
    groups: Sequence[Word], leaves: Sequence[Word], are_sides: bool
) -> Iterator[tuple[Word, list[int]]]:
    """Give the columns of each group of a line.

    A heading that goes over all lines from that of the groups on stands in the middle between them
    and the last line, and is below no group. Where no heading stands so, all may stand at the foot
    of their cells; then a group over fewer columns must not fit as well, but for lists side by side
    that begin with the same heading.
    """
    lowest = max(leaf.middle for leaf in leaves)
    below = []
    for index, leaf in enumerate(leaves):
        half = (groups[0].middle + lowest) / 2
        if leaf.middle > half + _LOWER * (lowest - half):
            below.append(index)
    is_told = are_sides or len(below) < len(leaves)
    for run in _runs(below):
        mine = [group for group in groups if _stands_over(group, run, leaves)]
        are_lists = len(_places_of_first(run, leaves)) > 1
        if mine and (is_told or are_lists or not _fits_fewer(mine, run, leaves)):
            yield from _shared_out(mine, run, leaves)


def _fits_fewer(groups: Sequence[Word], run: Sequence[int], leaves: Sequence[Word]) -> bool:
    """Tell whether a group is centred over some of the columns of a run as well, not all of its
    own.
    """
    for group, columns in _shared_out(groups, run, leaves):
        inner = columns[1:-1]
        hull = [leaves[index] for index in inner]
        if inner and abs(centre(group) - (hull[0].x0 + hull[-1].x1) / 2) < group.height:
            return True
    return False


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Part numbers where one is left out: 1, 2, 4 → [1, 2], [4]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _stands_over(group: Word, run: Sequence[int], leaves: Sequence[Word]) -> bool:
    return leaves[run[0]].x0 - group.height < centre(group) < leaves[run[-1]].x1 + group.height


def _shared_out(
    groups: Sequence[Word], run: Sequence[int], leaves: Sequence[Word]
) -> Iterator[tuple[Word, list[int]]]:
    """Share the columns of a run out among the groups over it, all of them and in their order.

    Each group begins with its first column (at the left), or is centred over its columns.
    """
    starts = [_begun_by(group, run, leaves) for group in groups]
    if groups and starts[0] == 0 and None not in starts:
        cuts = [start for start in starts if start is not None]
    else:
        cuts = _centred_cuts(groups, run, leaves)
    for group, (first, last) in zip(groups, pairwise([*cuts, len(run)]), strict=False):
        yield group, list(run[first:last])


def _begun_by(group: Word, run: Sequence[int], leaves: Sequence[Word]) -> int | None:
    """Give the place in a run of the heading that begins where a group does."""
    for at, column in enumerate(run):
        if abs(leaves[column].x0 - group.x0) < _SAME * group.height:
            return at
    return None


def _centred_cuts(groups: Sequence[Word], run: Sequence[int], leaves: Sequence[Word]) -> list[int]:
    """Give where each group begins if all are centred; nothing where two ways are as good.

    Where the first heading of the run is printed again, each group begins with one of these:

        收入             支出
        项目   预算数    项目   合计   基本支出      → 0, 2
    """
    again = _places_of_first(run, leaves)
    if len(again) == len(groups) > 1 and _are_over(groups, again, run, leaves):
        return again
    places = again[1:] if len(again) > len(groups) else range(1, len(run))
    ways = []
    for cuts in islice(combinations(places, len(groups) - 1), _MOST_WAYS):
        starts = [0, *cuts]
        parts = pairwise([*starts, len(run)])
        off = [
            abs(centre(group) - (leaves[run[first]].x0 + leaves[run[last - 1]].x1) / 2)
            for group, (first, last) in zip(groups, parts, strict=True)
        ]
        ways.append((max(off), starts))
    ways.sort()
    height = groups[0].height if groups else 0.0
    is_off = not ways or ways[0][0] > _OFF_CENTRE * height
    is_close = len(ways) > 1 and ways[1][0] - ways[0][0] < height
    return [] if is_off or is_close else ways[0][1]


def _places_of_first(run: Sequence[int], leaves: Sequence[Word]) -> list[int]:
    """Give the places in a run at which its first heading is printed: 项目 金额 项目 金额 → 0, 2."""
    first = leaves[run[0]].text
    return [place for place, column in enumerate(run) if leaves[column].text == first]


def _are_over(
    groups: Sequence[Word], starts: Sequence[int], run: Sequence[int], leaves: Sequence[Word]
) -> bool:
    """Tell whether the middle of each group is over the columns from its start to the next one."""
    ends = [*starts[1:], len(run)]
    for group, start, end in zip(groups, starts, ends, strict=True):
        if not _stands_over(group, run[start:end], leaves):
            return False
    return True
