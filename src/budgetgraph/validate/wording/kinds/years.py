"""Years that belong to another paper: a heading of last year's, the end of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import FINAL_ACCOUNTS, Indicator
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.list_marks import behind_list_mark, list_mark
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_HEADING = pattern("kinds", "heading_of_year")
_PART = pattern("kinds", "heading_of_part")
_OF_PAST = pattern("kinds", "of_past")
_NAMED_PAPER = pattern("kinds", "named_paper")
_END_OF_YEAR = pattern("kinds", "end_of_year")
_END_OWNED = pattern("kinds", "end_of_year_owned")
_PERIOD, _GOALS = pattern("kinds", "period"), pattern("kinds", "goals_of_year")
_COVER, _COVER_PARAGRAPHS = pattern("kinds", "cover_year"), 2
_LATE = pattern("kinds", "late_in_year")
_DEADLINE, _TORN_YEAR = pattern("kinds", "deadline"), pattern("kinds", "torn_year")
_LONGEST_HEADING, _LONGEST_PART = 45, 70
_YEAR_DIGITS = 4
_BUDGET, _ACCOUNTS = "预算", "决算"
#: So many headings of parts name the paper's own year, where one that names another is a slip.
_FEWEST = 3
#: What a body owns is told as of one or two years before, for a budget is written before its year.
_OLDEST = 2


def other_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each heading of the paper that names the year before, and each end of a year that cannot
    be meant.

    `第三部分 2023年度部门决算情况说明` in the final accounts of 2024; `截至2023年12月31日` in them, where what
    a body owns is told as of the end of 2024.
    """
    yield from _headings_of_parts(paper)
    yield from _deadlines(paper)
    yield from _cover(paper)
    for number, passage in enumerate(paper.prose):
        text = fold_in_place(passage.text)
        yield from _heading(paper, passage, text, _rest(paper, number))
        yield from _named_paper(paper, passage, text)
        yield from _planned(paper, passage, text)
        for match in _END_OF_YEAR.finditer(text):
            if _is_strange_end(paper, int(match["year"])):
                yield _of_end(paper, passage, match)
        for match in _END_OWNED.finditer(text):
            if int(match["year"]) < paper.disclosure.year - _OLDEST:
                yield _of_end(paper, passage, match)
        yield from _late(paper, passage, text)


def _cover(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the cover that names another year than the paper's, the first of its paragraphs."""
    for passage in paper.prose[:_COVER_PARAGRAPHS]:
        match = _COVER.fullmatch(fold(passage.text))
        is_own = match is not None and match["what"] == _own_word(paper)
        if match is not None and is_own and int(match["year"]) == paper.disclosure.year - 1:
            yield _of_heading(paper, passage, match)


def _late(paper: CheckedPaper, passage: Passage, text: str) -> Iterator[Fault]:
    """Give what a budget says that there is late in its own year, before which it was written:
    截至2026年8月31日，共有车辆3辆 in the budget of 2026.
    """
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return
    for match in _LATE.finditer(text):
        if int(match["year"]) >= paper.disclosure.year:
            yield _of_day(paper, passage, match)


def _of_day(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Fault:
    """Say that a budget was written before a day that it tells of."""
    own = paper.disclosure.year
    return Fault(
        _RULE,
        match["date"],
        f"“{match['date']}”：{own} 年预算编制在此之前。",
        f"“{match['date']}”: the budget of {own} was written before that day.",
        [passage.place(*match.span("date"))],
    )


def _planned(paper: CheckedPaper, passage: Passage, text: str) -> Iterator[Fault]:
    """Give last year as the time of a project that a budget pays, or as the year of its goals.

    `2024年1月1日至2024年12月31日` below 实施周期, `2024年项目绩效目标编报工作` in the budget of 2025.
    """
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return
    period = _PERIOD.match(text, behind_list_mark(text))
    for match in (*_GOALS.finditer(text), period):
        if match is not None and int(match["year"]) == paper.disclosure.year - 1:
            yield wrong_year(paper, passage, match)


def _deadlines(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the targets of a budget that are to be reached before its own year: 2024年10月底前 in the
    budget of 2025.
    """
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        return
    for project in paper.disclosure.projects:
        for indicator in project.indicators:
            target = fold(indicator.target.text) if indicator.target else ""
            match = _DEADLINE.fullmatch(target)
            if match is not None and int(match["year"]) < paper.disclosure.year:
                yield _of_past_year(paper, project.name, indicator)


def _of_past_year(paper: CheckedPaper, project: str, indicator: Indicator) -> Fault:
    """Say by when a project is to be done, and which year the budget is for."""
    year = paper.disclosure.year
    assert indicator.target is not None
    told = f"{indicator.level3} {indicator.target.text}"
    return Fault(
        _RULE,
        f"{project} {told}",
        f"{project}：指标“{indicator.level3}”的指标值为“{indicator.target.text}”，本文件为 {year} 年预算。",
        f"{project}: the target of “{indicator.level3}” is “{indicator.target.text}”; "
        f"this is a budget of {year}.",
        [indicator.where],
    )


def _heading(paper: CheckedPaper, passage: Passage, text: str, rest: str) -> Iterator[Fault]:
    """Give a numbered heading whose year is the one before the paper's; `rest` is what was torn
    from a year at its end.
    """
    mark = list_mark(text)
    if mark is None or len(text) > _LONGEST_HEADING:
        return
    start = len(text) - _YEAR_DIGITS if rest else mark.end
    match = _HEADING.match(text + rest, start)
    is_own = match is not None and match["what"] == _own_word(paper)
    if match is not None and is_own and int(match["year"]) == paper.disclosure.year - 1:
        yield _of_heading(paper, passage, match)


def _rest(paper: CheckedPaper, number: int) -> str:
    """Give the next paragraph where a heading ends with a year that is torn from it: 第三部分
    石桥县水务局2023 and 年度部门决算情况说明.
    """
    following = paper.prose[number + 1 : number + 2]
    next_text = "".join(fold_in_place(passage.text) for passage in following)
    is_torn = _TORN_YEAR.search(paper.prose[number].text) is not None
    return next_text if is_torn and next_text.startswith("年") else ""


def _headings_of_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a numbered heading of a part that names another year, where all its sisters name the
    paper's own.

    `八、关于石桥县水务局2024年政府性基金预算支出情况说明` among seven of 2025; one on 2024年预算执行情况 is right.
    """
    own = 0
    strange: list[tuple[Passage, re.Match[str]]] = []
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        mark = list_mark(text)
        match = _PART.match(text, mark.end) if mark and len(text) <= _LONGEST_PART else None
        if match is None or _HEADING.match(text, match.start()):
            continue
        if int(match["year"]) == paper.disclosure.year:
            own += 1
        elif not _OF_PAST.search(match["words"]):
            strange.append((passage, match))
    if len(strange) == 1 and own >= _FEWEST:
        [(passage, match)] = strange
        yield _of_heading(paper, passage, match)


def _of_heading(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Fault:
    """Say that a heading names another year than the paper's."""
    year = paper.disclosure.year
    return Fault(
        _RULE,
        passage.text,
        f"标题“{passage.text}”写为 {match['year']} 年，本文件为 {year} 年。",
        f"the heading “{passage.text}” names {match['year']}; this is a paper of {year}.",
        [passage.where],
    )


def _named_paper(paper: CheckedPaper, passage: Passage, text: str) -> Iterator[Fault]:
    """Give a sentence that names the paper itself with last year's number.

    `纳入石桥县水务局2024年部门预算编制范围` in the budget of 2025.
    """
    year = paper.disclosure.year
    for match in _NAMED_PAPER.finditer(text):
        if match["what"] == _own_word(paper) and int(match["year"]) == year - 1:
            yield wrong_year(paper, passage, match)


def wrong_year(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Fault:
    """Say which year some words of a paragraph name, and which one the paper is of."""
    year = paper.disclosure.year
    words = passage.text[slice(*match.span())]
    return Fault(
        _RULE,
        words,
        f"“{words}”写为 {match['year']} 年，本文件为 {year} 年。",
        f"“{words}” names {match['year']}; this is a paper of {year}.",
        [passage.place(*match.span())],
    )


def _own_word(paper: CheckedPaper) -> str:
    """Give what the paper is: 预算 or 决算."""
    return _ACCOUNTS if paper.disclosure.kind == FINAL_ACCOUNTS else _BUDGET


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
