"""Sentences that tell this year's money with last year's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import behind_list_mark, is_entry
from budgetgraph.validate.wording.kinds.years import wrong_year
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_TOLD = pattern("last_year", "told")
_TOLD_OF = pattern("last_year", "told_of")
_OF_MONEY = pattern("last_year", "of_money")
_NOTHING, _SO_NOTHING = pattern("last_year", "nothing"), pattern("last_year", "so_nothing")
_COMPARED = pattern("last_year", "compared")
_OF_PAST = pattern("last_year", "of_past")
_LONGEST_HEADING = 40
#: What says that money is to be spent.
_PLANNED = ("预算", "安排")
#: What most sentences of a paper tell of.
_OF_MANY = frozenset({"一般公共预算", "财政拨款", "收入", "支出"})


def left_in_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a paragraph that begins with last year, tells of it what a paper tells of its own year,
    and of which the paper tells nothing for its own year.

    `2024年本部门政府采购预算4821.20万元` in the budget of 2025.
    """
    year = paper.disclosure.year
    own = _told_of(paper, year)
    for passage, match in _matches(paper):
        is_last = int(match["year"]) == year - 1
        if is_last and _is_of_paper(paper, match) and own.isdisjoint(_money(match[0])):
            yield wrong_year(paper, passage, match)
    yield from _compared(paper)
    yield from _nothing(paper)
    yield from _so_nothing(paper, str(year))


def _nothing(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a paragraph of a budget that says of last year that there was nothing, and no more.

    `我单位2024年无政府采购预算。` in the budget of 2025.
    """
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        match = _NOTHING.match(text, behind_list_mark(text))
        if match is not None and int(match["year"]) == paper.disclosure.year - 1:
            yield wrong_year(paper, passage, match)


def _so_nothing(paper: CheckedPaper, year: str) -> Iterator[Fault]:
    """Give a paragraph that tells of no year but the last one, for which it follows that there is
    nothing: `本单位不是行政单位，故2024年度无机关运行经费支出。` in the final accounts of 2025.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        match = _SO_NOTHING.search(text)
        if match is None or year in text:
            continue
        if int(match["year"]) == int(year) - 1:
            yield wrong_year(paper, passage, match)


def _told_of(paper: CheckedPaper, year: int) -> set[str]:
    """Give what a paper tells of a year, in whatever words: 机关运行经费 in 2025年机关运行经费86.50万元."""
    matches = chain.from_iterable(
        _TOLD_OF.finditer(fold_in_place(passage.text)) for passage in paper.prose
    )
    told: set[str] = set()
    for match in matches:
        if int(match["year"]) == year:
            told.update(_OF_MONEY.findall(match["words"]))
    return told


def _money(words: str) -> set[str]:
    """Give what some words tell of: 机关运行经费 in 一般公共预算机关运行经费预算支出, which may be of many
    things by its other words.
    """
    told = set(_OF_MONEY.findall(words))
    return told - _OF_MANY or told


def _compared(paper: CheckedPaper) -> Iterator[Fault]:
    """Give final accounts that compare what was spent with the budget of the year before."""
    if paper.disclosure.kind != FINAL_ACCOUNTS:
        return
    for passage in paper.prose:
        for match in _COMPARED.finditer(fold_in_place(passage.text)):
            if int(match["year"]) == paper.disclosure.year - 1:
                yield wrong_year(paper, passage, match)


def _matches(paper: CheckedPaper) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Give each paragraph that begins with a year and money, but those below a heading that is on
    the year before.
    """
    is_of_past = False
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        if is_entry(text) and len(text) <= _LONGEST_HEADING:
            is_of_past = _OF_PAST.search(text) is not None
        match = _TOLD.match(text, behind_list_mark(text))
        if match is not None and not is_of_past and not _tells_year(paper, text, match.end()):
            yield passage, match


def _tells_year(paper: CheckedPaper, text: str, start: int) -> bool:
    """Tell whether a paragraph goes on to the paper's own year: 2024年86.00万元，2025年90.00万元."""
    return f"{paper.disclosure.year}年" in text[start:]


def _is_of_paper(paper: CheckedPaper, match: re.Match[str]) -> bool:
    """Tell whether the money is what the paper tells of its own year: planned in a budget, spent in
    final accounts.
    """
    is_planned = match["kind"] in _PLANNED
    return is_planned != (paper.disclosure.kind == FINAL_ACCOUNTS)
