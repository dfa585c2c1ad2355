"""Amounts that a sentence divides completely, added up again: procurement into goods, works and
services, expenditure into basic and project expenditure, basic expenditure into staff and running
costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import entry_mark
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
#: A sentence with the one that divides its amount: 基本支出100.00万元。其中：人员经费….
_SENTENCE = re.compile(r"(?:[^。]|。(?=其中))+")
#: 基本支出预算100.00万元，其中：, and its parts in paragraphs of their own.
_LEADS = re.compile(r"其中:?\s*\Z")
_OTHER_KINDS = pattern("expenditure", "other_kinds")


@dataclass(frozen=True, slots=True)
class _Division:
    """What a whole and its parts are called, in which group of the words that are known, and in the
    two languages of the message; and their measures, where the graph knows them too. Where they are
    not all, they are no more than the whole.
    """

    group: str
    parts: tuple[str, ...]
    zh: str
    en: str
    measures: tuple[str, ...] = ()
    is_all: bool = True

    @property
    def whole(self) -> re.Pattern[str]:
        """What stands before the amount of the whole."""
        return pattern(self.group, "whole")

    @property
    def kinds(self) -> tuple[re.Pattern[str], ...]:
        """What stands before the amount of each part."""
        return tuple(pattern(self.group, part) for part in self.parts)


_DIVISIONS = (
    _Division(
        "procurement",
        ("goods", "works", "services"),
        "货物、工程、服务",
        "goods, works and services",
    ),
    _Division("procurement", ("goods", "works"), "货物、工程", "goods and works", is_all=False),
    _Division(
        "procurement", ("goods", "services"), "货物、服务", "goods and services", is_all=False
    ),
    _Division(
        "procurement", ("works", "services"), "工程、服务", "works and services", is_all=False
    ),
    _Division(
        "expenditure",
        ("basic", "project"),
        "基本支出、项目支出",
        "basic and project expenditure",
        ("total_expenditure", "basic_expenditure", "project_expenditure"),
    ),
    _Division(
        "natures",
        ("staff", "running", "special"),
        "人员类、运转类、特定目标类",
        "staff, running costs and special aims",
    ),
    _Division(
        "income", ("of_year", "carried"), "本年收入、上年结转", "the year's and what is left"
    ),
    _Division(
        "basic",
        ("personnel", "running"),
        "人员经费、公用经费",
        "staff and running costs",
        ("basic_expenditure", "personnel_expenditure", "public_expenditure"),
    ),
)


#: What stands before the amount of a part of any of them.
_KINDS = tuple(kind for division in _DIVISIONS for kind in division.kinds)


def divided_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each amount that is not the sum of the parts that follow it in its sentence.

    `政府采购预算100.00万元，其中：货物10.00万元、工程20.00万元、服务60.00万元` → 90.00.
    """
    for number, passage in enumerate(paper.prose):
        text = fold_in_place(passage.text)
        if _LEADS.search(text):
            text += "".join(_entries(paper.prose[number + 1 :]))
        for match in _SENTENCE.finditer(text):
            said = SaidSentence(match[0], match.start())
            for division, parted in _parted(said):
                if parted.holds:
                    paper.right["sums of a sentence"] += 1
                elif not _is_judged_by_shapes(paper.disclosure, passage, division, parted):
                    yield _fault(passage, said, division, parted)


def wholes_divided(text: str) -> frozenset[int]:
    """Tell where in a folded paragraph the amounts stand that are divided here."""
    sentences = (SaidSentence(match[0], match.start()) for match in _SENTENCE.finditer(text))
    return frozenset(
        said.start + parted.whole.start for said in sentences for _, parted in _parted(said)
    )


def _entries(following: Sequence[Passage]) -> Iterator[str]:
    """Give the entries that a whole is divided into: the first sentences of those with numbers
    （（一）人员经费…，（二）公用经费…）, and of paragraphs without a number the parts that they begin with.
    """
    for number, passage in enumerate(following, start=1):
        text = fold_in_place(passage.text)
        mark = entry_mark(passage.text)
        end = _end_of_part(text) if mark is None else None
        if mark is not None and mark.number == number:
            yield f"{text[mark.end :].partition('。')[0]};"
        elif end is not None:
            yield f"{text[:end]};"
        else:
            return


def _end_of_part(text: str) -> int | None:
    """Tell where a paragraph ends to tell a part, which it begins with: 人员经费890.00万元，主要包括…."""
    said = SaidSentence(text)
    for first in said.quantities[:1]:
        if any(kind.match(text, 0, first.start) for kind in _KINDS):
            return first.end
    return None


def _parted(said: SaidSentence) -> Iterator[tuple[_Division, Parted]]:
    """Give each division that a sentence tells, with its amounts: that into all kinds before one
    into some of them, of which only a sum above the whole tells something.
    """
    groups: set[str] = set()
    for division in _DIVISIONS:
        parted = None if division.group in groups else _divided(said, division)
        if parted is None:
            continue
        groups.add(division.group)
        if division.is_all or parted.total > parted.whole.value:
            yield division, parted


def _divided(said: SaidSentence, division: _Division) -> Parted | None:
    """Give an amount of a sentence and those of its parts, which are the next ones; None where
    another amount stands among them, or other kinds are told without one.
    """
    changed = {quantity for quantity, _ in said.changes}
    quantities = [quantity for quantity in said.quantities if quantity not in changed]
    for at, whole in enumerate(quantities):
        before = said.text[: whole.start]
        rest = quantities[at + 1 : at + 1 + len(division.parts)]
        if not division.whole.search(before) or len(rest) != len(division.parts):
            continue
        if division.measures and _OTHER_KINDS.search(said.text, whole.end):
            continue
        parts = tuple(_parts(said, division, tuple(rest)))
        if len(parts) == len(rest) and set(parts) == set(rest):
            return Parted(whole, parts)
    return None


def _parts(
    said: SaidSentence, division: _Division, rest: tuple[Quantity, ...]
) -> Iterator[Quantity]:
    """Give the amounts before which the name of a part stands: 货物10.00万元; of a part that is told
    twice none.
    """
    for kind in division.kinds:
        named = [quantity for quantity in rest if kind.search(said.before(quantity))]
        if len(named) == 1:
            yield named[0]


def _is_judged_by_shapes(
    disclosure: Disclosure, passage: Passage, division: _Division, parted: Parted
) -> bool:
    """Tell whether the shape of this rule adds up the same amounts: those that the graph knows.

    It takes parts that stand right beside the whole, and all that are more than the whole.
    """
    told = {measure: _told(disclosure, measure) for measure in division.measures}
    wholes = told[division.measures[0]] if division.measures else []
    if len({one.value for one in wholes}) != 1 or not all(told.values()):
        return False
    lines = [one.where.first for statements in told.values() for one in statements[:1]]
    is_here = all(passage.where.first <= line <= passage.where.last for line in lines)
    return is_here or parted.total > yuan(wholes[0])


def _told(disclosure: Disclosure, measure: str) -> list[Statement]:
    """Give what the prose tells of a measure for the paper's own year."""
    return [one for one in disclosure.of_own_year if one.measure == measure]


def _fault(passage: Passage, said: SaidSentence, division: _Division, parted: Parted) -> Fault:
    """Say what the whole is printed as, and what its parts add up to.

    100.00万元 with 10.00, 20.00 and 60.00 → 货物、工程、服务之和为 90 万元.
    """
    whole = parted.whole
    told = " + ".join(part.printed for part in parted.parts)
    shown = in_wan(parted.total)
    span = (said.start + whole.start, said.start + whole.end)
    zh = f"写为 {whole.printed}，{division.zh}之和为 {shown}（{told}）。"
    en = f"it says {whole.printed}, but {division.en} add up to {shown} ({told})."
    gap = abs(whole.value - parted.total)
    return fault_of_words(_RULE, passage, span, whole.printed, (zh, en), gap)
