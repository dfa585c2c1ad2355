"""Shares of a whole that a paragraph tells, worked out again from its own amounts: 基本支出1500.00万元，
占44.78%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, head
from budgetgraph.validate.wording.said import Quantity, SaidSentence
from budgetgraph.values.money import in_yuan

_RULE = "change-percentage"
_SHARE = re.compile(r"占(?:比|[^,;。\d%]{0,24}?)(?:约|为)?(?P<digits>\d{1,3}(?:\.\d{1,4})?)%")
#: What a whole is divided into is told behind one of these words.
_DIVIDED = re.compile("其中|包括|主要用于|分别|按|:")
_HUNDRED = Decimal(100)
#: A share that is out by no more than so many units of its last digit is rounded, so that all of
#: them add up to 100.
_ROUNDED = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with the share that is printed behind it."""

    amount: Quantity
    printed: str
    share: Decimal
    digit: Decimal
    start: int
    end: int

    def fits(self, whole: Decimal) -> bool:
        """Tell whether the share is that of a whole in 元, up to the rounding of both."""
        if whole <= 0:
            return False
        slack = self.amount.half / whole * _HUNDRED + self.digit * _ROUNDED
        return abs(self.amount.value / whole * _HUNDRED - self.share) <= slack


def wrong_shares(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each share that is not the one of its amounts, where another share of the same list
    tells what the whole is; and each above 100 %.

    `本年支出9759.38万元，其中：基本支出5377.64万元，占62.60%；项目支出4381.74万元，占44.90%` → 55.10 %.
    """
    told = _told(paper)
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in re.finditer(r"[^。]+", text):
            said = SaidSentence(match[0], match.start())
            yield from _of_sentence(paper, passage, said, told)


def _of_sentence(
    paper: CheckedPaper, passage: Passage, said: SaidSentence, told: Sequence[Decimal]
) -> Iterator[Fault]:
    parts = list(_parts(said))
    if not parts:
        return
    whole = _whole(said, parts)
    others = [*(quantity.value for quantity in said.quantities), *told]
    for part in parts:
        if any(part.fits(other) for other in others):
            paper.right["percentages"] += 1
        elif whole is None and part.share <= _HUNDRED:
            paper.unsure["percentages"] += 1
        else:
            yield _fault(passage, said, part, whole)


def _parts(said: SaidSentence) -> Iterator[_Part]:
    """Give each amount with the share right behind it."""
    begins = 0
    for match in _SHARE.finditer(said.text):
        before = [
            quantity
            for quantity in said.quantities
            if begins <= quantity.start and quantity.end <= match.start()
        ]
        begins = match.end()
        if before and not re.search("[;。]", said.text[before[-1].end : match.start()]):
            digits = match["digits"]
            digit = Decimal(1).scaleb(-len(digits.partition(".")[2]))
            yield _Part(before[-1], match[0], Decimal(digits), digit, match.start(), match.end())


def _whole(said: SaidSentence, parts: Sequence[_Part]) -> Quantity | None:
    """Give the first amount of a sentence, where it is divided into the parts behind it and the
    share of one of them is right.
    """
    whole, first = said.quantities[0], parts[0].amount
    if whole == first or not _DIVIDED.search(said.text[whole.end : first.start]):
        return None
    return whole if any(part.fits(whole.value) for part in parts) else None


def _told(paper: CheckedPaper) -> list[Decimal]:
    """Give the amounts that the prose of the paper tells: a share may be of any of them."""
    told = (in_yuan(statement.value, statement.unit) for statement in paper.disclosure.statements)
    return [one for one in told if one is not None]


def _fault(passage: Passage, said: SaidSentence, part: _Part, whole: Quantity | None) -> Fault:
    name = head(passage.text)
    zh, en = "不会超过 100%", "it cannot be more than 100 %"
    if whole is not None:
        exact = f"{part.amount.value / whole.value * _HUNDRED:.2f}"
        zh = f"按所列金额（{part.amount.printed} ÷ {whole.printed}）应为 {exact}%"
        en = f"its amounts ({part.amount.printed} of {whole.printed}) give {exact} %"
    place = passage.place(said.start + part.start, said.start + part.end)
    return Fault(
        _RULE,
        f"{name} {part.amount.printed} {part.printed}",
        f"{name}：{part.amount.printed}“{part.printed}”，{zh}。",
        f"{name}: {part.amount.printed} “{part.printed}”, but {en}.",
        (place, passage.where),
    )
