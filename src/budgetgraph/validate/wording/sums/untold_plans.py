"""A project's budget of the year that is not told: the section on it tells what the project costs
in all, or what other years gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import without_mark
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import SaidSentence, sentences

_RULE = "part-not-told"
_HEADING, _EXCUSED = pattern("plans", "heading"), pattern("plans", "excused")
_NEXT = pattern("plans", "next")
_WHOLE, _THIS_YEAR = pattern("plans", "whole"), pattern("plans", "this_year")
#: A section on a project's budget is no longer than so many paragraphs.
_LONGEST = 8


def untold_plans(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each section on the year's budget of a project in which no amount is of this year.

    六、年度预算安排 / 批复总投资为13526.06万元。2025年安排5000万元。 in a budget of 2026
    """
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return
    for at, heading in enumerate(paper.prose):
        if _HEADING.fullmatch(fold_in_place(without_mark(heading.text))):
            following = paper.prose[at + 1 : at + 1 + _LONGEST]
            section = list(takewhile(_is_below, following))
            yield from _untold(paper, heading, section)


def _is_below(passage: Passage) -> bool:
    """Tell whether a paragraph is no heading, which would end the section: 七、绩效目标."""
    return _NEXT.fullmatch(fold_in_place(passage.text)) is None


def _untold(paper: CheckedPaper, heading: Passage, section: Sequence[Passage]) -> Iterator[Fault]:
    """Give a section that tells amounts, and none that may be of this year."""
    year = paper.disclosure.year
    told: list[str] = []
    for passage in section:
        for said in sentences(passage.text):
            if _EXCUSED.search(said.text) or not _is_of_others(said, year):
                return
            told += [quantity.printed for quantity in said.quantities]
    if not told:
        return
    amounts = "、".join(told)
    zh = f"没有写 {year} 年的金额，所列（{amounts}）是总投资或其他年度的金额。"
    en = f"no amount is of {year}: {amounts} are of the whole project or of other years."
    yield fault_of_words(_RULE, heading, (0, len(heading.text)), amounts, (zh, en))


def _is_of_others(said: SaidSentence, year: int) -> bool:
    """Tell whether no amount of a sentence may be of this year: it tells of the whole project, or
    each amount has another year.
    """
    if not said.quantities:
        return True
    if f"{year}年" in said.text or _THIS_YEAR.search(said.text):
        return False
    other_years = [quantity for quantity, told in said.others if told not in (None, year)]
    is_of_whole = _WHOLE.search(said.text) is not None
    is_of_other_years = set(other_years).issuperset(said.quantities)
    return is_of_whole or is_of_other_years
