"""Words whose characters a text sets apart by blanks, put together before columns are told.

收    入              支    出          four characters → 收入, 支出
项    目    预算数    合    计          → 项目, 预算数, 合计
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from budgetgraph.read.blank_columns.spans import HeadingWords, Segment
from budgetgraph.values.sums import is_sum, is_total_row

#: No word of a heading or of a total that is set so has more characters.
_LONGEST = 6


def with_spread_words(line: Sequence[Segment], words: HeadingWords) -> list[Segment]:
    """Give a line with each such word as one segment: it heads a column or a side, or is the name
    of a total.
    """

    def is_known(text: str) -> bool:
        return words.is_word(text) or words.is_side(text) or is_sum(text) or is_total_row(text)

    return list(_joined(line, is_known))


def _joined(line: Sequence[Segment], is_known: Callable[[str], bool]) -> Iterator[Segment]:
    at = 0
    while at < len(line):
        length = _length_of_word(line[at : at + _LONGEST], is_known)
        text = "".join(segment[0] for segment in line[at : at + length])
        yield text, line[at][1], line[at + length - 1][2]
        at += length


def _length_of_word(segments: Sequence[Segment], is_known: Callable[[str], bool]) -> int:
    """Count the segments that are one word with the first one, each a single character; 1 where
    they make none.
    """
    single = next((at for at, (text, *_) in enumerate(segments) if len(text) > 1), len(segments))
    for length in range(single, 1, -1):
        if is_known("".join(text for text, *_ in segments[:length])):
            return length
    return 1
