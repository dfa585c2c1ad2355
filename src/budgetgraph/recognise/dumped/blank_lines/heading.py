"""The heading of a table whose every cell is a line: the rows of it above the data.

科目编码 · 科目名称 · 合计                 科目编码 |    |    | 科目名称 | 合计
类 · 款 · 项 ·  ·                    →    类       | 款 | 项 |          |

A blank cell of the lowest row is headed by a word of its own above it, and so is each run of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.document import GridRow, Passage, filled, passage
from budgetgraph.recognise.dumped.heading import headings, is_known, is_name

Rows = tuple[GridRow, ...]


def headings_above(cells: Sequence[Passage], width: int) -> Iterator[Rows]:
    """Give the headings of so many columns that cells may be."""
    if any(map(is_known, filled(cells))):
        yield from filter(_ends_in_amounts, _headings(cells, width))


def _headings(cells: Sequence[Passage], width: int) -> Iterator[Rows]:
    """Give the ways to put cells over columns: by their words alone, or with a whole row."""
    above, lowest = cells[:-width], tuple(cells[-width:])
    is_row = all((len(lowest) == width, any(lowest), _are_alike(lowest)))
    if all(cells):
        yield from headings([cells], width)
    elif is_row and all(above):
        yield from _stacked(above, lowest)


def _ends_in_amounts(heading: Rows) -> bool:
    """Tell whether the last column is none of names or codes: those would begin the rows."""
    last = filled(row[-1] for row in heading)
    return not any(map(is_name, list(last)[-1:]))


def _are_alike(lowest: GridRow) -> bool:
    """Tell whether words side by side head columns of one kind: 类, 款, 项, not 项目支出, 类, 款."""
    beside = (pair for pair in pairwise(lowest) if all(pair))
    return all(is_name(left) is is_name(right) for left, right in beside)


def _stacked(upper: Sequence[Passage], lowest: GridRow) -> Iterator[Rows]:
    """Put the words above the lowest row over its blank cells and its runs of words; words above
    those over as many of them each, or as headings of names and of amounts.
    """
    places = _places(lowest)
    over, middle = upper[: -len(places)], upper[-len(places) :]
    if len(middle) < len(places):
        return
    row = _placed(middle, places, len(lowest))
    if not over:
        yield (row, lowest)
        return
    for highest, *_ in _over(over, middle):
        at = [places[place] for place, word in enumerate(highest) if word]
        yield (_placed(over, at, len(lowest)), row, lowest)


def _places(lowest: GridRow) -> list[int]:
    """Give the columns over which another word begins: blank ones, and the first of each run."""
    blank = passage("", lowest[0].where)
    beside = pairwise((blank, *lowest))
    return [at for at, pair in enumerate(beside) if not all(pair)]


def _over(parents: Sequence[Passage], words: Sequence[Passage]) -> Iterator[Rows]:
    """Put parents over words that repeat themselves below each of them, or by what they head."""
    share = len(words) // len(parents)
    texts = [word.squeezed for word in words]
    if texts == texts[:share] * len(parents):
        yield (_placed(parents, range(0, len(words), share), len(words)), tuple(words))
        return
    yield from (found for found in headings([[*parents, *words]], len(words)) if len(found) > 1)


def _placed(words: Sequence[Passage], places: Sequence[int], width: int) -> GridRow:
    """Put words at their places in a row of `width` cells, the others of which are blank."""
    row = [passage("", words[0].where)] * width
    for word, place in zip(words, places, strict=True):
        row[place] = word
    return tuple(row)
