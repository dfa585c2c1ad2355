"""What the goals of all projects come to, against what the projects cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, sentences

_RULE = "statement-contradicted"
_TOLD, _PROJECTS = pattern("goals_of_all", "told"), pattern("goals_of_all", "projects")


def goals_of_all(paper: CheckedPaper) -> Iterator[Fault]:
    """Give what all projects with goals come to, where the paper says of none that they cost so
    much: `项目支出54.00万元`, and `项目支出均实行了绩效目标管理，涉及…45.00万元`.
    """
    costs = list(_costs(paper))
    for passage in paper.prose:
        for match in _TOLD.finditer(fold_in_place(passage.text)):
            told = _told(match)
            if not costs or any(told.is_same(cost) for cost in costs):
                paper.right["items"] += bool(costs)
                continue
            shown = "、".join(dict.fromkeys(cost.printed for cost in costs))
            zh = f"全部项目的绩效目标涉及 {told.printed}，而项目支出写为 {shown}。"
            en = f"the goals of all projects are of {told.printed}, the projects cost {shown}."
            span = (told.start, told.end)
            yield fault_of_words(_RULE, passage, span, told.printed, (zh, en))


def _told(match: re.Match[str]) -> Quantity:
    """Give the amount of a match: 涉及…54.00万元, or 涉及资金54.00万元，占项目支出的100%."""
    digits, unit = ("digits", "unit") if match["digits"] else ("of_all", "unit_of_all")
    return Quantity(match[digits], match[unit], match.start(digits), match.end(unit))


def _costs(paper: CheckedPaper) -> Iterator[Quantity]:
    """Give each amount of a paper that is called 项目支出."""
    for passage in paper.prose:
        for said in sentences(passage.text):
            for quantity in said.quantities:
                if _PROJECTS.search(said.before(quantity)):
                    yield quantity
