"""The three public expenses whose vehicles are told by what buying and running them costs alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Statement
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan
from budgetgraph.values.amount import last_digit

_RULE = "statement-parts"
_WHOLE, _VEHICLES = "three_public_total", "vehicle_total"
_PARTS = ("overseas_travel", "vehicle_purchase", "vehicle_running", "reception")
#: 0.01 万元 for each part, in 元.
_ROUNDING = Decimal(100)


def three_public_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a total of the three public expenses that is not the sum of its four parts; where the
    paper tells what vehicles cost in all, the graph knows its parts.

    `“三公”经费6.20万元。其中：因公出国（境）费0万元；公务接待费2.20万元；公务用车运行维护费4.50万元；公务用车购置费0万元` → 6.70.
    """
    measures = (_WHOLE, _VEHICLES, *_PARTS)
    told = {measure: one for measure in measures if (one := paper.stated(measure)) is not None}
    if told.keys() != {_WHOLE, *_PARTS}:
        return
    whole = told.pop(_WHOLE)
    parts = list(told.values())
    total = sum(map(yuan, parts), Decimal(0))
    gap = abs(yuan(whole) - total)
    if gap <= last_digit(yuan(whole)) / 2 + _ROUNDING * len(parts):
        paper.right["sums"] += 1
    else:
        yield _fault(whole, parts, total, gap)


def _fault(whole: Statement, parts: list[Statement], total: Decimal, gap: Decimal) -> Fault:
    """Say what the total is told as, and what its parts add up to."""
    said = f"{whole.value} {whole.unit}"
    listed = " + ".join(f"{part.value}" for part in parts)
    places = [whole.where, *(part.where for part in parts)]
    return Fault(
        _RULE,
        f"“三公”经费 {said}",
        f"“三公”经费：写为 {said}，其各部分之和为 {in_wan(total)}（{listed}）。",
        f"the three public expenses: it says {said}, but the parts add up to {in_wan(total)} "
        f"({listed}).",
        list(dict.fromkeys(places)),
        gap=gap,
    )
