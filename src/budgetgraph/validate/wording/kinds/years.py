"""Years that belong to another paper: a heading of last year's, the end of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import list_mark
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_HEADING = pattern("kinds", "heading_of_year")
_END_OF_YEAR = pattern("kinds", "end_of_year")
_LONGEST_HEADING = 45
_BUDGET, _ACCOUNTS = "预算", "决算"


def other_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each heading of the paper that names the year before, and each end of a year that cannot
    be meant.

    `第三部分 2023年度部门决算情况说明` in the final accounts of 2024; `截至2023年12月31日` in them, where what
    a body owns is told as of the end of 2024.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        yield from _heading(paper, passage, text)
        for match in _END_OF_YEAR.finditer(text):
            if _is_strange_end(paper, int(match["year"])):
                yield _of_end(paper, passage, match)


def _heading(paper: CheckedPaper, passage: Passage, text: str) -> Iterator[Fault]:
    """Give a numbered heading whose year is the one before the paper's."""
    mark = list_mark(text)
    if mark is None or len(text) > _LONGEST_HEADING:
        return
    match = _HEADING.match(text, mark.end)
    year = paper.disclosure.year
    own = _ACCOUNTS if paper.disclosure.kind == FINAL_ACCOUNTS else _BUDGET
    if match is None or match["what"] != own or int(match["year"]) != year - 1:
        return
    start, end = match.span("year")
    yield Fault(
        _RULE,
        passage.text,
        f"标题“{passage.text}”写为 {match['year']} 年，本文件为 {year} 年。",
        f"the heading “{passage.text}” names {match['year']}; this is a paper of {year}.",
        [passage.place(start, end)],
    )


def _is_strange_end(paper: CheckedPaper, year: int) -> bool:
    """Tell whether a paper cannot speak of the end of this year.

    Final accounts tell what there is at the end of their own year; a budget is written before it.
    """
    own = paper.disclosure.year
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return year in (own - 1, own + 1)
    return year in (own, own + 1)


def _of_end(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Fault:
    """Say that the end of a year is not one that the paper can tell of."""
    own = paper.disclosure.year
    is_final = paper.disclosure.kind == FINAL_ACCOUNTS
    zh, en = ("决算", "final accounts") if is_final else ("预算", "budget")
    return Fault(
        _RULE,
        match[0],
        f"“{match[0]}”：{own} 年{zh}不应写 {match['year']} 年末。",
        f"“{match[0]}”: the {en} of {own} cannot tell the end of {match['year']}.",
        [passage.place(*match.span())],
    )
