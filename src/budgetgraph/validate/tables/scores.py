"""The total of the scores of a self-evaluation against the scores of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Project
from budgetgraph.document.folding import fold
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none, last_digit

_RULE = "items-sum-to-total"
_TOTAL = pattern("scores", "total")
#: What stands between the cells of a row in the text of a source.
_CELLS = re.compile(r"[\t|]| {2,}")
#: The total of all weights; the total stands so many lines below the last indicator.
_FULL, _NEAR = Decimal(100), 4

#: A weight and the score that was given of it.
_Scored = tuple[Decimal, Decimal]


def score_totals(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the total of a form's scores that is not their sum, where the weights of the same rows
    add up to 100: 总分 100 | 97 below 10, 30, 20, 30 and 9.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        total = _total(paper, project)
        scored = list(_scored(paper, project))
        weights = [weight for weight, _ in scored]
        scores = [score for _, score in scored]
        is_whole = sum(weights) == _FULL
        if total is None or not is_whole:
            continue
        where, told = total
        gap = abs(sum(scores) - told)
        # 98 of 98.7 has lost its decimals.
        holds = gap < last_digit(told)
        if holds:
            paper.right["sums"] += 1
        else:
            yield _fault(project, iri, where, (told, scores))


def _scored(paper: CheckedPaper, project: Project) -> Iterator[_Scored]:
    """Give weight and score of what was spent, and of each indicator."""
    spent = [project.spent.where] if project.spent is not None else []
    places = [indicator.where for indicator in project.indicators]
    for where in (*spent, *places):
        numbers = _numbers(paper, where)
        weight_and_score = numbers[-2:]
        if len(weight_and_score) > 1:
            weight, score = weight_and_score
            yield weight, score


def _total(paper: CheckedPaper, project: Project) -> tuple[Where, Decimal] | None:
    """Give the total below the last indicator of a form: 总分 | 100 | 98."""
    lines = paper.disclosure.source.lines
    last = max((one.where.last for one in project.indicators), default=len(lines))
    below = lines[last : last + _NEAR]
    for number, line in enumerate(below, start=last + 1):
        where = Where(number, number)
        numbers = _numbers(paper, where)
        is_total = _TOTAL.match(fold(line).lstrip(" |")) is not None
        if is_total and numbers[:-1] == [_FULL]:
            return where, numbers[-1]
    return None


def _numbers(paper: CheckedPaper, where: Where) -> list[Decimal]:
    """Give the cells of a row that are numbers and no more."""
    cells = _CELLS.split(paper.line(where))
    return [number for cell in cells if (number := decimal_or_none(cell)) is not None]


def _fault(
    project: Project, iri: str, where: Where, sums: tuple[Decimal, Sequence[Decimal]]
) -> Fault:
    """Say the total of a form, and what its scores add up to."""
    told, scores = sums
    summed = sum(scores)
    parts = " + ".join(map(str, scores))
    name = project.name
    zh = f"{name}：自评总分写为 {told}，各项得分之和为 {summed}（{parts}）。"
    en = f"{name}: the total score is {told}, the scores add up to {summed} ({parts})."
    value = f"{name} {told}"
    return Fault(_RULE, value, zh, en, [where], focus=iri)
