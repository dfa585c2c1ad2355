"""The lists of amounts in a sentence: what is divided, and into which parts.

`资产总额100.00万元，其中，流动资产40.00万元，固定资产60.00万元` → 100.00万元; 40.00万元 and 60.00万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity, SaidSentence, with_blank_brackets

WITH_PARTS = re.compile(r"(?:[^。]|。(?=\s?(?:其中|收入包括)))+")
"""A sentence of folded text with those that divide its amount."""
_LEADS = pattern("lists", "leads")
_COMPLETE = pattern("lists", "complete")
_UNCLEAR, _ENDS = pattern("lists", "unclear"), pattern("lists", "ends")
_NAME, _BEHIND = pattern("lists", "name"), pattern("lists", "behind")
_SHARE = pattern("lists", "share")
_OF_BOTH, _ONE_SIDE = pattern("lists", "of_both"), pattern("lists", "one_side")
_NATURES = (pattern("expenditure", "basic"), pattern("expenditure", "project"))
_OTHER_KINDS = pattern("expenditure", "other_kinds")
_MARK = re.compile(r"[,;。、:]")
_FEWEST = 2
_ALL, _ROUNDING = Decimal(100), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class AmountList(Parted):
    """An amount and the parts that a list gives of it; `is_within` tells that all of them are
    certainly parts, `is_complete` that they are certainly all there are.
    """

    is_within: bool
    is_complete: bool


@dataclass(frozen=True)
class _Divided:
    """A sentence that divides amounts, and the year that its paper is of."""

    said: SaidSentence
    year: int

    @property
    def text(self) -> str:
        return self.said.text

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        """The amounts that are of this year and no changes."""
        others = {quantity for quantity, told in self.said.others if told != self.year}
        changed = {quantity for quantity, _ in self.said.changes}
        left_out = others | changed
        return tuple(one for one in self.said.quantities if one not in left_out)

    def own(self, start: int, end: int) -> list[Quantity]:
        """Give the amounts of a stretch that are of this year and no changes."""
        return [one for one in self._quantities if start <= one.start and one.end <= end]


def amount_lists(text: str, year: int) -> Iterator[tuple[AmountList, ...]]:
    """Give the lists of a sentence on a year, each in the ways that it may be read: up to the next
    semicolon, or with the clauses behind it.

    `支出100元，其中：甲60元、乙40元；丙30元` → 甲 and 乙, or all three.
    """
    said = _Divided(SaidSentence(with_blank_brackets(text)), year)
    leads = list(_LEADS.finditer(said.text))
    for number, lead in enumerate(leads):
        start = leads[number - 1].end() if number else 0
        found = tuple(_readings(said, start, lead, leads[number + 1 :]))
        if found:
            yield found


def _readings(
    said: _Divided, start: int, lead: re.Match[str], later: Sequence[re.Match[str]]
) -> Iterator[AmountList]:
    """Give the ways to read the list behind one lead."""
    begin = max(said.text.rfind(mark, start, lead.start()) for mark in ";。")
    is_first = not said.text[begin + 1 : lead.start()].strip(", ") and begin >= start
    since = start if is_first else max(begin, start)
    whole = _whole(said, since, lead.start(), is_alone=is_first) or _of_both(said, lead.start())
    if whole is None:
        return
    stop = later[0].start() if later else len(said.text)
    near = said.text.find(";", lead.end(), stop)
    has_one_end = near < 0 or is_first
    ends = (stop,) if has_one_end else (near, stop)
    for end in ends:
        parts = _parts(said, whole, lead.end(), end)
        is_cut = end == stop and bool(later)
        reaches_on = near >= 0 and end == stop
        if len(parts) < _FEWEST or (is_cut and near >= 0):
            continue
        is_within = not is_cut and (is_first or not reaches_on)
        is_complete = _is_complete(said, lead, parts, end)
        yield AmountList(whole, parts, is_within, is_complete)


def _whole(said: _Divided, start: int, end: int, *, is_alone: bool) -> Quantity | None:
    """Give the amount that is divided: the last before the list; where the list begins a sentence,
    the only one of the sentence before it.
    """
    before = said.own(start, end)
    if not before or (is_alone and len(before) > 1):
        return None
    return before[-1]


def _of_both(said: _Divided, end: int) -> Quantity | None:
    """Give the one amount of both sides, which each of their lists divides: 收支总预算900.00万元。收入包括：
    …；支出包括：….
    """
    if not _ONE_SIDE.search(said.text[:end]):
        return None
    both = [one for one in said.own(0, end) if _OF_BOTH.search(said.said.before(one))]
    return both[0] if len(both) == 1 else None


def _parts(said: _Divided, whole: Quantity, start: int, end: int) -> tuple[Quantity, ...]:
    """Give the amounts of a list, each right behind its name; none where one of them is no part.

    What is as much as the whole, or is called 合计, ends the list.
    """
    parts: list[Quantity] = []
    last = start
    for quantity in said.own(start, end):
        name = _MARK.split(said.text[last : quantity.start])[-1].strip()
        last = quantity.end
        if parts and (_ENDS.search(name) or quantity.value >= whole.value):
            break
        is_part = _NAME.search(name) and _BEHIND.match(said.text, quantity.end)
        if not is_part or _UNCLEAR.search(name):
            return ()
        parts.append(quantity)
    return tuple(parts)


def _is_complete(said: _Divided, lead: re.Match[str], parts: Sequence[Quantity], end: int) -> bool:
    """Tell whether a list is all there is: by its lead, its shares, or as basic and project
    expenditure alone are.
    """
    if _COMPLETE.search(lead[0]) or _are_all(said, parts, end):
        return True
    names = [said.said.before(part) for part in parts]
    are_natures = all(nature.search(name) for nature, name in zip(_NATURES, names, strict=False))
    return len(names) == len(_NATURES) and are_natures and not _OTHER_KINDS.search(said.text)


def _are_all(said: _Divided, parts: Sequence[Quantity], end: int) -> bool:
    """Tell whether each part has its share, and the shares are all there is: 占60.00%, 占40.00%."""
    stops = [*(part.start for part in parts[1:]), end]
    told = [_SHARE.search(said.text, one.end, to) for one, to in zip(parts, stops, strict=True)]
    shares = [Decimal(match["digits"]) for match in told if match is not None]
    return len(shares) == len(parts) and abs(sum(shares) - _ALL) <= _ROUNDING * len(shares)
