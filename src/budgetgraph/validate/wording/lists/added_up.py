"""Amounts that are not what the list behind them adds up to, whatever its parts are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.lists.read_list import WITH_PARTS, AmountList, amount_lists
from budgetgraph.validate.wording.lists.slips import meant
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.validate.wording.sums.divided import wholes_divided

_RULE = "statement-parts"
_OVERLAPPING, _LEADS_BELOW = pattern("lists", "overlapping"), pattern("lists", "leads_below")
_GOES_ON = (";", "；")
#: So many parts are tried in every combination.
_MOST = 12


def lists_added_up(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each amount that is not the sum of the list behind it: parts above it, parts that have
    all of its shares, parts that add up to it but for one slip of typing.

    `固定资产100.00万元，其中：房屋60.00万元，设备04.00万元` → 40.00 was meant.
    """
    for passage, text in chain(_paragraphs(paper.prose), _lists_below(paper.prose)):
        judged = wholes_divided(text)
        for match in WITH_PARTS.finditer(text):
            if _OVERLAPPING.search(match[0]):
                continue
            for readings in amount_lists(match[0], paper.disclosure.year):
                if match.start() + readings[0].whole.start not in judged:
                    yield from _judged(paper, passage, match.start(), readings)


def _paragraphs(prose: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Give each paragraph with its text."""
    for passage in prose:
        yield passage, fold_in_place(passage.text)


def _lists_below(prose: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Give each paragraph that ends with 其中：, from where its last sentence begins in it, with the
    entries below it, each but the last of which ends with a semicolon.

    `支出100.00万元，其中：` `（1）行政运行60.00万元；` `（2）图书馆40.00万元。` → all three.
    """
    for number, passage in enumerate(prose):
        text = fold_in_place(passage.text)
        if not _LEADS_BELOW.search(text):
            continue
        lines: list[str] = []
        for entry in prose[number + 1 :]:
            lines.append(entry.text)
            if not entry.text.endswith(_GOES_ON):
                break
        if len(lines) > 1:
            begin = text.rfind("。") + 1
            yield passage, " " * begin + text[begin:] + fold_in_place("".join(lines))


def _judged(
    paper: CheckedPaper, passage: Passage, offset: int, readings: Sequence[AmountList]
) -> Iterator[Fault]:
    """Give the fault of a list, where no way to read it closes."""
    if any(map(_may_hold, readings)):
        paper.right["sums of a sentence"] += 1
        return
    for told in readings:
        slips = meant((told.whole, 1), [(part, 1) for part in told.parts], told.slack)
        if slips or _is_wrong(told):
            yield _fault(passage, offset, told, slips)
            return


def _may_hold(told: AmountList) -> bool:
    """Tell whether all parts, or some of them, add up to the whole: a list may divide it twice."""
    if told.holds:
        return True
    if len(told.parts) > _MOST:
        return False
    some = chain.from_iterable(
        combinations(told.parts, count) for count in range(1, len(told.parts))
    )
    return any(abs(_sum(parts) - told.whole.value) <= told.slack for parts in some)


def _is_wrong(told: AmountList) -> bool:
    """Tell whether a list that does not close is certainly wrong: it is all there is, or it is more
    than its whole by one part of it.
    """
    if told.is_complete:
        return True
    largest = max(part.value for part in told.parts)
    is_by_one_part = told.total - largest < told.whole.value
    return told.is_within and told.total > told.whole.value and is_by_one_part


def _sum(parts: Sequence[Quantity]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _fault(passage: Passage, offset: int, told: AmountList, slips: Sequence[Quantity]) -> Fault:
    """Say what the whole is printed as, what its parts add up to, and what closes it."""
    whole = told.whole
    shown = in_wan(told.total)
    listed = " + ".join(part.printed for part in told.parts)
    zh = f"写为 {whole.printed}，所列各项之和为 {shown}（{listed}）"
    en = f"it says {whole.printed}, but what it lists adds up to {shown} ({listed})"
    if slips:
        zh += f"；其中一项如为 {'或 '.join(slip.printed for slip in slips)} 则相符"
        en += f"; it closes with {' or '.join(slip.printed for slip in slips)}"
    span = (offset + whole.start, offset + whole.end)
    gap = abs(whole.value - told.total)
    return fault_of_words(_RULE, passage, span, whole.printed, (f"{zh}。", f"{en}."), gap)
