"""Headings of a budget that call it final accounts, and the reverse; expenses of final accounts
that are called planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_HEADING = pattern("kinds", "heading_of_account")
_PLANNED = pattern("kinds", "planned_below")
_WORDS = {True: ("决算", "预算"), False: ("预算", "决算")}
#: So many headings call the paper what it is.
_FEWEST = 2


def other_account(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a heading that calls a paper of its own year by the name of the other kind, where others
    call it what it is.

    `第二部分 2024年部门决算表` in the budget of 2024, among 第三部分 2024年部门预算情况说明.
    """
    own, other = _WORDS[paper.disclosure.kind == FINAL_ACCOUNTS]
    usual = 0
    strange: list[Fault] = []
    for passage in paper.prose:
        match = _HEADING.fullmatch(fold_in_place(passage.text).rstrip(" .·…0123456789"))
        if match is None or int(match["year"]) != paper.disclosure.year:
            continue
        usual += match["what"] == own
        if match["what"] == other:
            words = passage.text[slice(*match.span())].strip()
            zh = f"标题“{words}”写为{other}，本文件是{own}。"
            en = f"the heading “{words}” says {other}; this paper is {own}."
            strange.append(Fault(_RULE, words, zh, en, [passage.place(*match.span("what"))]))
    if usual >= _FEWEST and len(strange) == 1:
        yield from strange


def planned_expenses(paper: CheckedPaper) -> Iterator[Fault]:
    """Give an expense of final accounts that is called planned below a heading on what was spent,
    where nothing else is said of it.

    `关于机关运行经费支出说明`, and then `2024年度机关运行经费预算21.46万元，比上年减少1.18万元`.
    """
    if paper.disclosure.kind != FINAL_ACCOUNTS:
        return
    for heading, passage in pairwise(paper.prose):
        headed = fold_in_place(f"{heading.text}\n{passage.text}")
        match = _PLANNED.fullmatch(headed)
        if match is None or int(match["year"]) != paper.disclosure.year:
            continue
        before = len(heading.text) + 1
        start, end = match.start("said") - before, match.end("said") - before
        words = passage.text[start:end]
        zh = f"写为“{words}”，标题和文件写的是支出决算。"
        en = f"it says “{words}”; the heading and the paper are on what was spent."
        yield Fault(_RULE, words, zh, en, [passage.place(start, end)])
