"""Vehicles that a paper says it does not have, beside what it pays for them; and more to be bought
than it plans to buy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Statement
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan

_RULE = "statement-contradicted"
_OWNED = pattern("vehicles", "of_whole")
_ELSEWHERE = pattern("vehicles", "from_elsewhere")
_PLANNED, _BOUGHT = pattern("vehicles", "planned"), pattern("vehicles", "bought")
_RUNNING, _PURCHASE = "vehicle_running", "vehicle_purchase"

#: What running one vehicle costs in a year at most, in 元: far above what is allowed anywhere.
_MOST = Decimal(100_000)
#: A count with the paragraph and the words that tell it.
_Told = tuple[Passage, re.Match[str]]


def vehicles_without(paper: CheckedPaper) -> Iterator[Fault]:
    """Give `共有车辆0辆` beside what running vehicles costs, where none is lent, hired or given away
    and those that are bought cannot cost so much.

    `公务用车运行费21.56万元` and `本部门共有车辆0辆` → one of both is wrong, or wants a word.
    """
    running = paper.stated(_RUNNING)
    owned = list(_all(paper, _OWNED))
    if running is None or yuan(running) <= 0 or not owned:
        return
    if any(int(match["count"] or match["kept"]) > 0 for _, match in owned):
        paper.right["counts"] += 1
        return
    is_lent = any(True for _ in _all(paper, _ELSEWHERE))
    is_explained = is_lent or yuan(running) <= _of_bought(paper)
    if not is_explained:
        yield _without(*owned[-1], running)


def _of_bought(paper: CheckedPaper) -> Decimal:
    """Tell what running the vehicles may cost that are bought in the year, in 元."""
    bought = paper.stated(_PURCHASE)
    planned = _planned(paper)
    if planned is None:
        planned = 1 if bought is not None and yuan(bought) > 0 else 0
    return planned * _MOST


def vehicles_bought(paper: CheckedPaper) -> Iterator[Fault]:
    """Give more vehicles that a reason says are bought than the paper plans to buy in its year.

    `主要原因是新增2辆公务用车购置` beside `2025年部门预算安排购置车辆1辆`.
    """
    planned = _planned(paper)
    if planned is None:
        return
    year = str(paper.disclosure.fiscal_year)
    for passage, match in _all(paper, _BOUGHT):
        if match["year"] not in (None, year):
            continue
        count = int(match["count"])
        if count <= planned:
            paper.right["counts"] += 1
            continue
        zh = f"写为“{match[0]}”，预算安排购置车辆写为 {planned} 辆。"
        en = f"it says “{match[0]}”, but that {planned} vehicles are to be bought."
        yield fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))


def vehicles_unpaid(paper: CheckedPaper) -> Iterator[Fault]:
    """Give vehicles that a budget plans to buy where it says that buying vehicles costs nothing.

    `2026年部门预算安排购置车辆2辆` beside `公务用车购置费0万元`.
    """
    cost = paper.stated(_PURCHASE)
    if cost is None or yuan(cost) != 0:
        return
    for passage, match in _all(paper, _PLANNED):
        if int(match["count"]) == 0:
            paper.right["counts"] += 1
            continue
        zh = f"写为“{match[0]}”，而公务用车购置费为 {cost.value} {cost.unit}。"
        en = f"it says “{match[0]}”, but that buying vehicles costs {cost.value} {cost.unit}."
        yield fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))


def _planned(paper: CheckedPaper) -> int | None:
    """Tell how many vehicles a paper plans to buy; None where it does not tell one number."""
    counts = {int(match["count"]) for _, match in _all(paper, _PLANNED)}
    return counts.pop() if len(counts) == 1 else None


def _all(paper: CheckedPaper, words: re.Pattern[str]) -> Iterator[_Told]:
    """Give each place of a paper with these words."""
    for passage in paper.prose:
        for match in words.finditer(fold_in_place(passage.text)):
            yield passage, match


def _without(passage: Passage, match: re.Match[str], running: Statement) -> Fault:
    """Say that there are no vehicles, and what running them costs."""
    cost = f"{running.value} {running.unit}"
    zh = f"写为“{match[0]}”，而公务用车运行维护费为 {cost}。"
    en = f"it says “{match[0]}”, but running vehicles costs {cost}."
    return fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))
