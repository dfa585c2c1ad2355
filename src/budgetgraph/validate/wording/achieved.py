"""Targets that a self-evaluation did not reach, and that it scores as if it had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Indicator
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.target import Target, read_target

_RULE = "goal-matches-indicator"
_AT_LEAST, _AT_MOST = frozenset({"≥", ">"}), frozenset({"≤", "<"})
_FEWEST = 3
#: So many numbers of a row are a weight and the score beside it.
_WITH_WEIGHT = 2
#: What stands between the cells of a row in the text of a source.
_CELLS = re.compile(r"[\t|]| {2,}")


def missed_targets(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each indicator whose value missed its target, with the score of all others, or all of
    the weight beside it, and no reason.

    `≥6200人 | 6138人 | 10` among rows that all have 10; `≥95% | 92% | 10 | 10`. A form whose scores
    differ, or are not the weights beside them, may have taken some off.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        fewest = 1 if _has_one_score(project.indicators) else _WITH_WEIGHT
        for indicator in project.indicators:
            scores = _scores(paper, indicator)
            is_full = len(scores) >= fewest and not indicator.reason
            if is_full and _is_missed(indicator):
                yield _fault(project.name, iri, indicator)


def _has_one_score(indicators: Sequence[Indicator]) -> bool:
    """Tell whether all indicators of a form, three or more, have one score."""
    scores = {decimal_or_none(indicator.score or "") for indicator in indicators}
    return len(indicators) >= _FEWEST and len(scores) == 1 and None not in scores


def _scores(paper: CheckedPaper, indicator: Indicator) -> list[Decimal]:
    """Give the numbers of an indicator's row, where all of them are its score: the weight and all
    that was given of it, `10 | 10`; none where they differ.
    """
    cells = _CELLS.split(paper.line(indicator.where))
    numbers = [number for cell in cells if (number := decimal_or_none(cell)) is not None]
    score = decimal_or_none(indicator.score or "")
    return numbers if set(numbers) == {score} else []


def _is_missed(indicator: Indicator) -> bool:
    """Tell whether what was achieved is on the wrong side of the target, in its unit."""
    target = indicator.target
    achieved = read_target(indicator.achieved) if indicator.achieved else None
    if target is None or achieved is None or target.unit != achieved.unit:
        return False
    if target.value is None or achieved.value is None or achieved.operator != "=":
        return False
    is_below = target.operator in _AT_LEAST and achieved.value < target.value
    return is_below or (target.operator in _AT_MOST and achieved.value > target.value)


def _fault(project: str, iri: str, indicator: Indicator) -> Fault:
    """Say what was achieved, and what the target and the score are."""
    target: Target | None = indicator.target
    assert target is not None
    told = f"{indicator.level3} {indicator.achieved}"
    return Fault(
        _RULE,
        f"{project} {told}",
        f"{project}：指标“{indicator.level3}”的完成值为 {indicator.achieved}，"
        f"未达到指标值 {target.text}，得分仍为 {indicator.score}。",
        f"{project}: “{indicator.level3}” came to {indicator.achieved}, which misses its target "
        f"{target.text}, and is scored {indicator.score} all the same.",
        [indicator.where],
        focus=iri,
    )
