"""An expense that is said to be as much as the year before, with another amount than it has."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern, patterns
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan
from budgetgraph.validate.wording.said import Quantity

_RULE = "statement-contradicted"
_SAME = pattern("same_as", "told_same")
_CALLED = patterns("expenses")


def same_as_before(paper: CheckedPaper) -> Iterator[Fault]:
    """Give `因公出国（境）经费与2024年预算持平，均为1.00万元` where the paper tells another amount of it.

    A sentence that names two expenses is of neither.
    """
    for passage in paper.prose:
        for match in _SAME.finditer(fold_in_place(passage.text)):
            named = [measure for measure, called in _CALLED.items() if called.search(match["name"])]
            stated = paper.stated(named[0]) if len(named) == 1 else None
            if stated is None or passage.where.first == stated.where.first:
                continue
            told = Quantity.matched(match)
            amount = Quantity.stated(stated)
            if told.is_same(amount):
                paper.right["items"] += 1
                continue
            other = f"{stated.value} {stated.unit}"
            zh = f"写为均为 {told.printed}，另一处写为 {other}。"
            en = f"it says {told.printed} for both years, and {other} elsewhere."
            gap = abs(told.value - yuan(stated))
            yield fault_of_words(_RULE, passage, match.span("digits"), told.printed, (zh, en), gap)
