"""Visits with fewer guests than there were visits: 52批次、9人次; and no visits at all beside what they
cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan

_RULE = "statement-contradicted"
_VISITS = pattern("table_counts", "visits_and_guests")
_HOME, _FOREIGN = pattern("table_counts", "home"), pattern("table_counts", "foreign")
_TOLD = pattern("table_counts", "visits_told")
_NO_VISITS, _SOME_VISITS = pattern("table_counts", "no_visits"), pattern("table_counts", "some")


def visits_without_guests(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number of visits, or of journeys, that is above the number of those who came.

    `公务接待52批次、9人次` → each visit has one guest or more.
    """
    for passage in paper.prose:
        for match in _VISITS.finditer(fold_in_place(passage.text)):
            groups = int(match["groups"] or match["journeys"])
            persons = int(match["persons"] or match["travellers"])
            if groups <= persons:
                paper.right["counts"] += 1
                continue
            zh = f"写为“{match[0]}”，人次少于批次。"
            en = f"it says “{match[0]}”: fewer persons than groups of them."
            yield fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))


def costs_without_visits(paper: CheckedPaper) -> Iterator[Fault]:
    """Give `公务接待0批次、0人次` beside what the guests of the year cost.

    `公务接待费支出0.39万元` and `国内公务接待0批次、0人次`, where no paragraph counts any visits.
    """
    cost = paper.stated("reception")
    if cost is None or yuan(cost) <= 0:
        return
    none: list[tuple[Passage, re.Match[str]]] = []
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        if _SOME_VISITS.search(text):
            return
        none += ((passage, match) for match in _NO_VISITS.finditer(text))
    for passage, match in none[:1]:
        told = f"{cost.value} {cost.unit}"
        zh = f"写为“{match[0]}”，而公务接待费为 {told}。"
        en = f"it says “{match[0]}”, but guests cost {told}."
        yield fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))


def visits_not_counted(paper: CheckedPaper) -> Iterator[Fault]:
    """Give what final accounts tell of guests where they count those from abroad alone.

    国内公务接待支出0.00万元。其中：接待外宾0批次、0人次。 → nothing is told of the others.
    """
    if paper.disclosure.kind != FINAL_ACCOUNTS:
        return
    texts = [fold_in_place(passage.text) for passage in paper.prose]
    others = _FOREIGN.sub("", "。".join(texts))
    if _TOLD.search(others):
        return
    for passage, text in zip(paper.prose, texts, strict=True):
        for match in _HOME.finditer(text):
            told, span = match["foreign"], match.span("foreign")
            zh = f"只写了“{told}”，没有写国内公务接待的批次和人次。"
            en = f"it says “{told}” and counts no guests from within the country."
            yield fault_of_words("part-not-told", passage, span, told, (zh, en))
