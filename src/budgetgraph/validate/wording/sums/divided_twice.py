"""One amount that a paper divides by two lists of kinds: 支出按功能分类安排为：…, 支出按经济分类安排为：…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
_DIVIDED, _PART = pattern("divided_twice", "divided"), pattern("divided_twice", "part")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _List:
    """A list of kinds that a subject is divided into, with the amount of each."""

    passage: Passage
    words: str
    span: tuple[int, int]
    parts: tuple[Quantity, ...]

    @property
    def total(self) -> Decimal:
        """What the list adds up to, in 元."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """What rounding may have taken or given."""
        return sum((part.half for part in self.parts), Decimal(0))


def divided_twice(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the list of a subject that does not add up to an amount of the paper, where another list
    of the same subject does.

    `支出按功能分类安排为：教育支出60.00万元；卫生健康支出40.00万元` is 100.00, and `支出按经济分类安排为：…` 82.00.
    """
    told: dict[str, list[_List]] = {}
    amounts: set[Decimal] = set()
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        amounts.update(one.value for one in SaidSentence(text).quantities)
        for match in _DIVIDED.finditer(text):
            parts = tuple(_parts(text, match.end()))
            if len(parts) >= _FEWEST:
                one = _List(passage, match[0], match.span(), parts)
                told.setdefault(match["subject"], []).append(one)
    for lists in told.values():
        yield from _compared(paper, lists, amounts)


def _parts(text: str, start: int) -> Iterator[Quantity]:
    """Give the amounts of a list, each behind its name, up to its full stop."""
    while match := _PART.match(text, start):
        yield Quantity.matched(match)
        start = match.end()


def _compared(
    paper: CheckedPaper, lists: Sequence[_List], amounts: set[Decimal]
) -> Iterator[Fault]:
    """Give the one list of two that adds up to no amount of the paper."""
    if len(lists) != _FEWEST:
        return
    right = [one for one in lists if any(abs(one.total - told) <= one.slack for told in amounts)]
    if len(right) == len(lists):
        paper.right["sums of a sentence"] += len(lists)
    if len(right) != 1:
        return
    [odd] = [one for one in lists if one not in right]
    gap = abs(odd.total - right[0].total)
    if gap <= odd.slack + right[0].slack:
        return
    said, shown = (in_wan(one.total) for one in (odd, right[0]))
    zh = f"“{odd.words}”所列各项之和为 {said}，“{right[0].words}”为 {shown}。"
    en = f"what “{odd.words}” lists adds up to {said}, “{right[0].words}” to {shown}."
    yield fault_of_words(_RULE, odd.passage, odd.span, odd.words, (zh, en), gap)
