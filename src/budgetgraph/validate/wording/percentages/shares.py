"""Shares of a whole that a paragraph tells, worked out again from its own amounts: 基本支出1500.00万元，
占44.78%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.share_of_part import share_of_part
from budgetgraph.validate.wording.percentages.wholes import HUNDRED, PartShare, Wholes
from budgetgraph.validate.wording.said import BRACKET, Quantity, SaidSentence
from budgetgraph.values.amount import last_digit
from budgetgraph.values.money import in_yuan

_RULE = "change-percentage"
_SHARE = pattern("shares", "share")
_DIVIDED = pattern("shares", "divided")
_NOT_OF_NAME = pattern("shares", "not_of_name")
_SENTENCE = re.compile(r"[^。]+")
_END = re.compile("[;。]")
#: What a paragraph ends with whose list goes on in the next one.
_GOES_ON = (";", "；", ":", "：")
#: So many shares of a list tell what its whole is, where no more than one does not fit.
_FEWEST = 2


def wrong_shares(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each share that is not the one of its amounts, where another share of the same list, or
    the name of the whole, tells what the whole is; and each above 100 %.

    `本年支出9759.38万元，其中：基本支出5377.64万元，占62.60%；项目支出4381.74万元，占44.90%` → 55.10 %.
    """
    told, wholes = _told(paper), Wholes(paper)
    for run in _runs(paper.prose):
        sentences: list[tuple[Passage, SaidSentence]] = []
        for passage in run:
            for match in _SENTENCE.finditer(fold_in_place(passage.text)):
                sentences.append((passage, SaidSentence(match[0], match.start())))
        around = _Around([said for _, said in sentences])
        for passage, said in sentences:
            yield from _of_sentence(paper, passage, said, told, around, wholes)


def _runs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Give the paragraphs that are one list: each but the last ends with a semicolon or a colon.

    `支出合计100.00万元，其中：` `基本支出60.00万元，占60%；` `项目支出40.00万元，占40%。` → one list.
    """
    run: list[Passage] = []
    for passage in passages:
        run.append(passage)
        if not passage.text.endswith(_GOES_ON):
            yield run
            run = []
    if run:
        yield run


class _Around:
    """The amounts and the shares of a list of sentences: one amount may be the whole of others."""

    def __init__(self, sentences: Sequence[SaidSentence]) -> None:
        """Take the parts and the amounts of all sentences of a list."""
        self._parts: list[PartShare] = []
        self._amounts: list[Quantity] = []
        for said in sentences:
            self._parts += _parts(said)
            self._amounts += said.quantities

    def whole(self, parts: Sequence[PartShare]) -> Quantity | None:
        """Give the amount of the list that the shares of a sentence, and those beside it with the
        same name of the whole, are of: all but one of them.
        """
        name = parts[0].whole
        beside = [part for part in self._parts if part.whole == name and 0 < part.share < HUNDRED]
        if len(beside) < _FEWEST:
            return None
        amounts = {part.amount.value for part in beside}
        for whole in self._amounts:
            fitting = sum(part.fits(whole.value) for part in beside)
            if whole.value not in amounts and fitting == len(beside) - 1:
                return whole
        return None


def _of_sentence(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    told: Sequence[Quantity],
    around: _Around,
    wholes: Wholes,
) -> Iterator[Fault]:
    """Give each share of a sentence that no amount of it or of the paper fits.

    What its whole is has to be told: by the other shares of the list, or by its name.
    """
    parts = list(_parts(said))
    if not parts:
        return
    of_sentence = _whole(said, parts)
    if of_sentence is not None and _is_exchanged(of_sentence, parts):
        yield _exchanged(passage, said, parts, of_sentence)
        return
    of_part = share_of_part(said, tuple(parts))
    whole = of_sentence or of_part or around.whole(parts) or _common_whole(told, parts)
    covered = _covered(of_sentence, parts)
    for part in parts:
        # Where the sentence tells the whole, or the paper what 本年支出合计 is, no other amount of the
        # paper can be meant.
        is_told = bool(of_sentence or of_part or wholes.named(part, is_alone=True))
        others = said.quantities if is_told else (*said.quantities, *told)
        if _fits_one(part, covered or others, whole):
            paper.right["percentages"] += 1
            continue
        meant = whole or wholes.named(part)
        if meant is not None and part.fits(meant.value):
            paper.right["percentages"] += 1
        elif meant is None and part.share <= HUNDRED:
            paper.unsure["percentages"] += 1
        else:
            yield _fault(passage, said, part, meant)


def _covered(whole: Quantity | None, parts: Sequence[PartShare]) -> tuple[Quantity, ...]:
    """Give the whole of a list whose parts are all of it, where all but one have their share of
    it: that one can be of nothing else then, even where it happens to be that of another amount.

    `收入100.00万元，其中：上年结转8.00万元，占8.70%；财政拨款92.00万元，占92.00%` → 8.70 is 8.00 of 92.00.
    """
    if whole is None:
        return ()
    fitting = sum(part.fits(whole.value) for part in parts)
    is_all_but_one = fitting == len(parts) - 1
    is_all = is_all_but_one and _sum_of(parts).value == whole.value
    has_others = fitting > 0
    return (whole,) if is_all and has_others else ()


def _fits_one(part: PartShare, others: Sequence[Quantity], whole: Quantity | None) -> bool:
    """Tell whether a share is that of one of these amounts.

    Every amount is 100 % of itself: that is no whole where the sentence tells another.
    """
    for other in others:
        is_itself = other.value == part.amount.value
        is_another = whole is not None and whole.value != part.amount.value
        if part.fits(other.value) and not (is_itself and is_another):
            return True
    return False


def _parts(said: SaidSentence) -> Iterator[PartShare]:
    """Give each amount with the share right behind it, or behind what a bracket says of it.

    `基本支出5377.64万元，占55.10%；项目支出4381.74万元（其中：工程类81.74万元），占44.90%` → two.
    """
    begins = 0
    for match in _SHARE.finditer(said.text):
        before = _before(said, begins, match.start())
        begins = match.end()
        if before and not _END.search(said.text[before[-1].end : match.start()]):
            yield _part(before, match)


def _before(said: SaidSentence, start: int, end: int) -> list[Quantity]:
    """Give the amounts between two places; without those in brackets, where others are there."""
    closed = [
        range(start + one.start(), start + one.end())
        for one in BRACKET.finditer(said.text[start:end])
    ]
    between = [one for one in said.quantities if start <= one.start and one.end <= end]
    outside = [one for one in between if not any(one.start in place for place in closed)]
    return outside or between


def _part(before: Sequence[Quantity], match: re.Match[str]) -> PartShare:
    """Give a share with the amount right before it; its whole has a name only where no other amount
    stands before it.
    """
    whole = _NOT_OF_NAME.sub("", match["whole"] or "") if len(before) == 1 else ""
    share = Decimal(match["digits"])
    digit = last_digit(share)
    return PartShare(before[-1], whole, match[0], share, digit, match.start(), match.end())


def _whole(said: SaidSentence, parts: Sequence[PartShare]) -> Quantity | None:
    """Give the first amount of a sentence, where it is divided into the parts behind it and the
    share of one of them is right, or one is said to be all of it.
    """
    whole, first = said.quantities[0], parts[0].amount
    if whole == first or not _DIVIDED.search(said.text[whole.end : first.start]):
        return None
    # The only part is all of it, or as much as the whole and said to be less.
    is_all = len(parts) == 1 and (parts[0].share == HUNDRED or first.value == whole.value)
    is_told = is_all or any(part.fits(whole.value) for part in parts)
    return whole if is_told or _is_exchanged(whole, parts) else None


def _exchanged(
    passage: Passage, said: SaidSentence, parts: Sequence[PartShare], whole: Quantity
) -> Fault:
    """Say that two parts of a whole have each other's share."""
    first, second = parts
    words = f"{first.printed}、{second.printed}"
    zh = f"“{words}”两项比例互换（总额 {whole.printed}）。"
    en = f"“{words}”: each of the two has the share of the other (of {whole.printed})."
    span = (said.start + first.start, said.start + second.end)
    return fault_of_words(_RULE, passage, span, words, (zh, en))


def _is_exchanged(whole: Quantity, parts: Sequence[PartShare]) -> bool:
    """Tell whether each of two parts has the share of the other.

    `本年支出9759.38万元，其中：基本支出5377.64万元，占44.90%；项目支出4381.74万元，占55.10%` → True.
    """
    if len(parts) != 2:
        return False
    first, second = parts
    others = (replace(first, share=second.share), replace(second, share=first.share))
    return all(part.fits(whole.value) for part in others)


def _common_whole(told: Sequence[Quantity], parts: Sequence[PartShare]) -> Quantity | None:
    """Give the amount of the paper that the shares of a list are of: all but one of them.

    A list of three shares or more tells its whole even where the whole stands in another paragraph;
    one of two where they add up to an amount that the paper tells.
    What is nothing is 0 % of any whole and tells none.
    """
    telling = [part for part in parts if part.share > 0]
    if len(telling) < _FEWEST:
        return None
    all_parts = _sum_of(parts)
    for whole in (*told, all_parts):
        fitting = sum(part.fits(whole.value) for part in telling)
        is_told = whole is not all_parts and whole.is_same(all_parts)
        is_enough = len(telling) > _FEWEST or is_told
        if is_enough and fitting == len(telling) - 1:
            return whole
    return None


def _sum_of(parts: Sequence[PartShare]) -> Quantity:
    """Give what the parts of a list add up to: their whole, where it tells all of them."""
    amounts = [part.amount.value for part in parts]
    return Quantity(f"{sum(amounts, Decimal(0)) / 10_000:f}", "万元", 0, 0)


def _told(paper: CheckedPaper) -> list[Quantity]:
    """Give the amounts that the prose of the paper tells: a share may be of any of them.

    Amounts of other years are among them, for a share may be of last year's.
    """
    told: list[Quantity] = []
    for statement in paper.disclosure.statements:
        if in_yuan(statement.value, statement.unit) is not None:
            told.append(Quantity.stated(statement))
    return told


def _fault(passage: Passage, said: SaidSentence, part: PartShare, whole: Quantity | None) -> Fault:
    """Say what a share is printed as, and what its amounts give."""
    zh, en = "不会超过 100%", "it cannot be more than 100 %"
    if whole is not None:
        exact = f"{part.amount.value / whole.value * HUNDRED:.2f}"
        zh = f"按所列金额（{part.amount.printed} ÷ {whole.printed}）应为 {exact}%"
        en = f"its amounts ({part.amount.printed} of {whole.printed}) give {exact} %"
    span = (said.start + part.start, said.start + part.end)
    words = f"{part.amount.printed} {part.printed}"
    told = (
        f"{part.amount.printed}“{part.printed}”，{zh}。",
        f"{part.amount.printed} “{part.printed}”, but {en}.",
    )
    name = _DIVIDED.split(said.before(part.amount))[-1]
    return fault_of_words(_RULE, passage, span, words, told, name=name.strip())
