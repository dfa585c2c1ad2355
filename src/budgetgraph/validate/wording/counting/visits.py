"""Visits with fewer guests than there were visits: 52批次、9人次."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE = "statement-contradicted"
_VISITS = pattern("table_counts", "visits_and_guests")


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
