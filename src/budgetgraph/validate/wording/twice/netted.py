"""What is left of rises and falls, told twice in one paragraph: 与上年相比增加125.62万元, and then
增减相抵后增加152.62万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences
from budgetgraph.validate.wording.twice.exchanged import is_exchanged

_RULE = "statement-contradicted"
_NETTED, _COMPARED = pattern("netted", "netted"), pattern("netted", "compared")


@dataclass(frozen=True, slots=True)
class _Netted:
    """What is left of rises and falls: the amount, signed by its verb, and where it is told."""

    said: SaidSentence
    by: Quantity
    sign: int


def netted_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change behind 增减相抵后 that is not the one change which its paragraph tells of the
    year before, nor what several of them add up to.

    Beside several changes it is wrong where it has the digits of one, two of them exchanged.
    """
    for passage in paper.prose:
        compared: list[tuple[Quantity, int]] = []
        netted: list[_Netted] = []
        for said in sentences(passage.text):
            for by, sign in said.changes:
                before = said.text[: by.start]
                if _NETTED.search(before):
                    netted.append(_Netted(said, by, sign))
                elif _COMPARED.search(before):
                    compared.append((by, sign))
        for left in netted:
            if _holds(left, compared):
                paper.right["changes"] += 1
            else:
                yield from _wrong(passage, left, compared)


def _holds(left: _Netted, compared: Sequence[tuple[Quantity, int]]) -> bool:
    """Tell whether what is left is one of the changes, or the sum of all."""
    total = sum((sign * by.value for by, sign in compared), Decimal(0))
    is_one = any(sign == left.sign and left.by.is_same(by) for by, sign in compared)
    return is_one or abs(total - left.sign * left.by.value) <= left.by.half


def _wrong(
    passage: Passage, left: _Netted, compared: Sequence[tuple[Quantity, int]]
) -> Iterator[Fault]:
    """Give what is left that is another change than the one compared."""
    for change, sign in compared:
        is_slip = sign == left.sign and is_exchanged(change.value, left.by.value)
        if len(compared) > 1 and not is_slip:
            continue
        words = left.said.text[left.by.start : left.by.end]
        zh = f"增减相抵后写为 {words}，前面写为 {change.printed}。"
        en = f"what is left of the rises and falls is {words} here, and {change.printed} before."
        span = (left.said.start + left.by.start, left.said.start + left.by.end)
        gap = abs(left.sign * left.by.value - sign * change.value)
        yield fault_of_words(_RULE, passage, span, f"{change.printed} {words}", (zh, en), gap)
        return
