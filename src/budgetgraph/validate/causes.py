"""One slip is one finding: what follows from its cell is listed under the most direct one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budgetgraph.validate.findings import Finding

#: What these find lies in one table, and another table with the same gap is wrong by itself.
_IN_ONE_TABLE = (
    "row-total",
    "children-sum-to-parent",
    "column-total",
    "items-sum-to-total",
    "revenue-equals-expenditure",
)
#: A figure of another paper that differs is quoted by each total that holds it.
_OF_TWO_PAPERS = ("edition-differs", "last-year-differs", "units-sum-to-department")
#: Rules that compare sums, the most direct one first: a row says more of its cell than a total.
_DIRECT = (
    *_IN_ONE_TABLE,
    "summary-matches-detail",
    "project-part-exceeds-whole",
    "project-amount-parts",
    "three-public-swapped",
    "economic-class-differs",
    "statement-parts",
    "statement-matches-table",
    *_OF_TWO_PAPERS,
)
#: Two projects with one gap are two slips.
_OF_ONE_PROJECT = frozenset({"project-part-exceeds-whole", "project-amount-parts"})


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings, those with the gap of a more direct one as its consequences.

    A gap of 6.01 in a row, in the total above it, in the summary and in the prose is one finding.
    """
    kept: list[Finding] = []
    heads: list[Finding] = []
    below: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=_directness):
        at = next((at for at, head in enumerate(heads) if _follows(finding, head)), None)
        if at is not None:
            below.setdefault(at, []).append(replace(finding, is_consequence=True))
        elif finding.rule in _DIRECT:
            heads.append(finding)
        else:
            kept.append(finding)
    return kept + [
        replace(head, consequences=tuple(below.get(at, ()))) for at, head in enumerate(heads)
    ]


def _directness(one: Finding) -> tuple[int, tuple[object, ...]]:
    rank = _DIRECT.index(one.rule) if one.rule in _DIRECT else len(_DIRECT)
    return rank, one.order


def _follows(one: Finding, head: Finding) -> bool:
    """Tell whether a finding is of the slip that another one found: of the same gap, and of a cell
    of its own or across tables.
    """
    is_same_gap = one.gap is not None and one.gap == head.gap and one.gap != 0
    if one.rule not in _DIRECT or not is_same_gap or one.disclosure != head.disclosure:
        return False
    rules = {one.rule, head.rule}
    if one.rule == head.rule and rules.issubset(_OF_TWO_PAPERS):
        return True
    is_across = (
        len(rules) == 2 and not rules.issubset(_IN_ONE_TABLE) and not rules & _OF_ONE_PROJECT
    )
    return is_across or bool(_cells(one) & _cells(head))


def _cells(one: Finding) -> set[str]:
    return {one.value_text, *one.figures}
