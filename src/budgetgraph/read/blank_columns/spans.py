"""The columns of a table told by blank space: where its data and its headings stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, filterfalse
from operator import itemgetter

from budgetgraph.values.amount import is_number
from budgetgraph.values.sums import stands_centred

#: A segment: its text, its left and its right end.
Segment = tuple[str, float, float]
#: A left and a right end.
Span = tuple[float, float]
#: The texts of one line by the index of the column in which they stand.
_ByColumn = dict[int, str]


def _no_label(_: str) -> bool:
    """Tell nothing of labels: a heading of a budget table has none."""
    return False


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """What the words of a heading tell.

    `is_word` tells a whole heading from a piece of a wrapped one, `is_side` the heading of several
    columns (收入, 支出), which is over none of its own, `wraps` a long heading that is one cell
    though its pieces may be headings, too: 一般公共预算财政拨款; `is_label` tells a label of a form.
    """

    is_word: Callable[[str], bool]
    is_side: Callable[[str], bool]
    wraps: Callable[[str], bool]
    is_label: Callable[[str], bool] = _no_label

    def begins_form(self, line: Sequence[Segment]) -> bool:
        """Tell whether a line begins with the label of a form that heads no column: 主管部门."""
        return any(self.is_label(text) and not self.is_word(text) for text, _, _ in line[:1])

    def is_of_form(self, line: Sequence[Segment]) -> bool:
        """Tell whether a line begins a row of a form, or is labels, each with a value that heads
        nothing behind it: 主管部门及代码 | 石桥县教育局 | 实施单位 | 石桥县中学.
        """
        texts = list(map(itemgetter(0), line))
        values = texts[1::2]
        are_pairs = bool(values) and all(map(self.is_label, texts[::2]))
        return self.begins_form(line) or (are_pairs and not any(map(self.is_word, values)))

    def are_one(self, upper: str, lower: str) -> bool:
        """Tell whether a text below another one is the rest of its wrapped heading.

        政府性基金 above 预算       → yes, for the two together are a known heading
        项目 above 金额             → no, for both are known headings
        一般公共预算财政 above 拨款 → yes, for the two together are a heading that wraps so
        """
        whole = upper + lower
        if self.wraps(whole):
            return True
        is_rest = not self.is_word(lower)
        return is_rest and (not self.is_word(upper) or self.is_word(whole))


def span_of(segment: Segment) -> Span:
    """Give the left and the right end of a segment: (合计, 40, 48) → (40, 48)."""
    _, left, right = segment
    return left, right


def overlap(span: Span, other: Span, slack: float = 0.0) -> bool:
    """Tell whether one thing stands over or under the other: (0, 4) (4, 9) → yes.

    `slack` is how far aside it may stand.
    """
    return span[1] + slack >= other[0] and span[0] - slack <= other[1]


def meets_any(span: Span, others: Sequence[Span], slack: float = 0.0) -> bool:
    """Tell whether a thing stands over or under one of the others, at most `slack` aside."""
    return any(overlap(span, other, slack) for other in others)


def hull(span: Span, other: Span) -> Span:
    """Give the place of two things together: (0, 4) (6, 9) → (0, 9)."""
    return min(span[0], other[0]), max(span[1], other[1])


def columns(rows: Sequence[Sequence[Span]], least: float) -> list[Span]:
    """Tell the columns of data rows: gaps that no segment crosses part them.

    `least` is the narrowest gap that counts.

    (0, 10) (30, 40) above (2, 14) (28, 40), least 3 → (0, 14) (28, 40)
    """
    spans: list[Span] = []
    for left, right in sorted(chain.from_iterable(rows)):
        is_apart = not spans or left >= spans[-1][1] + least
        if is_apart:
            spans.append((left, right))
        else:
            first, last = spans[-1]
            spans[-1] = (first, max(last, right))
    return spans


def nearest(span: Span, spans: Sequence[Span]) -> int:
    """Give the index of the column that shares most with a segment, else of the nearest one.

    (12, 20) over (0, 10) (14, 30) → 1
    """

    def score(index: int) -> tuple[float, float]:
        left, right = spans[index]
        shared = min(right, span[1]) - max(left, span[0])
        off_centre = abs((left + right) - (span[0] + span[1]))
        return shared, -off_centre

    return max(range(len(spans)), key=score)


def with_headings(
    spans: Sequence[Span], heading: Sequence[Sequence[Segment]], height: float
) -> list[Span]:
    """Give the columns with what their headings tell of them.

    A heading over no column (a word of the fullest heading line, or below it) has a column without
    data; where a column without a heading stands right beside it, the two are one column, as with
    short codes below a centred word.

    columns (0, 10) (40, 50), headings at (0, 10) (20, 28) (40, 50) → (0, 10) (20, 28) (40, 50)
    columns (0, 6) (40, 50), headings at (10, 18) (40, 50)          → (0, 18) (40, 50)
    """
    words = _lowest_headings(heading)
    widened = list(spans)
    bare = list(filterfalse(lambda span: meets_any(span, words, height / 4), widened))
    for word in words:
        if meets_any(word, widened, height / 4):
            continue
        column = word
        neighbour = _neighbour(word, widened, bare)
        if neighbour is not None:
            bare.remove(neighbour)
            widened.remove(neighbour)
            column = hull(word, neighbour)
        widened.append(column)
        widened.sort()
    return widened


def _lowest_headings(heading: Sequence[Sequence[Segment]]) -> list[Span]:
    """Give the places of the words of the fullest heading line and of the lines below it."""
    fullest = max(range(len(heading)), key=lambda index: len(heading[index]), default=0)
    words = chain.from_iterable(heading[fullest:])
    return sorted(set(map(span_of, words)))


def _neighbour(word: Span, spans: Sequence[Span], bare: Sequence[Span]) -> Span | None:
    """Give the column without a heading that stands right beside a word, the nearer of two."""
    at = bisect_left(spans, word)
    beside = [span for span in spans[max(at - 1, 0) : at + 1] if span in bare]
    middle = word[0] + word[1]
    return min(beside, key=lambda span: abs(span[0] + span[1] - middle), default=None)


def without_bare(
    spans: Sequence[Span],
    heading: Sequence[Sequence[Segment]],
    body: Sequence[Sequence[Segment]],
    height: float,
) -> list[Span]:
    """Give the columns; of two beside each other that are one column for a reader, one is made.

    合计 centred beside the names that it sums up → the column of the names
    names beside what stands below their centred heading → the column of that heading
    """
    merged = list(spans)
    words = list(map(span_of, chain.from_iterable(heading)))
    if not words:
        return merged
    rows = [_by_column(line, spans) for line in body]
    bare = {index for index, span in enumerate(spans) if not meets_any(span, words, height / 4)}
    for right in range(len(spans) - 1, 0, -1):
        if _are_one(rows, right, bare):
            left = right - 1
            merged[left : right + 1] = [(merged[left][0], merged[right][1])]
    return merged


def _by_column(line: Sequence[Segment], spans: Sequence[Span]) -> _ByColumn:
    return {nearest(span_of(segment), spans): segment[0] for segment in line}


def _are_one(rows: Sequence[_ByColumn], right: int, bare: set[int]) -> bool:
    """Tell whether a column and the one left of it are one: both hold words, and never in one line.

    `bare` are the columns without a heading.
    """
    left = right - 1
    if _share_a_line(rows, left, right):
        return False
    if _holds_number(rows, left) or _holds_number(rows, right):
        return False
    if _sums_up(rows, right) and not _holds_code(rows, left):
        return True
    return right in bare or (left in bare and _leads(rows, left))


def _share_a_line(rows: Sequence[_ByColumn], left: int, right: int) -> bool:
    """Tell whether some line has a text in both columns."""
    return any(left in row and right in row for row in rows)


def _texts(rows: Sequence[_ByColumn], column: int) -> list[str]:
    return [row[column] for row in rows if column in row]


def _holds_number(rows: Sequence[_ByColumn], column: int) -> bool:
    """Tell whether a column has a number that is no code: 1,200.00, but not 2080501."""
    numbers = filter(is_number, _texts(rows, column))
    return not all(map(str.isdigit, numbers))


def _holds_code(rows: Sequence[_ByColumn], column: int) -> bool:
    """Tell whether a column has a text of digits alone: 2080501."""
    return any(map(str.isdigit, _texts(rows, column)))


def _sums_up(rows: Sequence[_ByColumn], column: int) -> bool:
    """Tell whether a column holds nothing but words that stand centred beside totals: 合计, 小 计."""
    words = _texts(rows, column)
    return bool(words) and all(map(stands_centred, words))


def _leads(rows: Sequence[_ByColumn], left: int) -> bool:
    """Tell whether more lines have a word in this column than in the next one.

    Then they are names, and not the marks before names.
    """
    return len(_texts(rows, left)) > len(_texts(rows, left + 1))
