"""A table of which nearly no sum holds: its figures stand beside other rows, which is one slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgetgraph.validate.findings import Finding

#: What finds a cell, or a total, of a table wrong by the figures beside it.
_SUMS = frozenset({"row-total", "children-sum-to-parent", "column-total", "items-sum-to-total"})
#: What may be wrong because such a table is.
_FOLLOWING = _SUMS | {"summary-matches-detail", "statement-matches-table"}
#: So many sums of one table are not wrong each by itself.
_MANY = 10

#: A paper and the title of a table in it.
_Table = tuple[str | None, str]


def with_misplaced_together(findings: Sequence[Finding]) -> list[Finding]:
    """Give the findings, those of a table with so many wrong sums below the first one of it.

    Where a column was pasted a row too low, each section and each class is wrong: one finding.
    """
    misplaced = _misplaced(findings)
    first: dict[_Table, int] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=_is_across):
        tables = _tables(finding) & misplaced if finding.rule in _FOLLOWING else set()
        at = [first[table] for table in tables if table in first]
        if at:
            kept[at[0]] = _above(kept[at[0]], finding)
            continue
        first.update(dict.fromkeys(tables, len(kept)))
        kept.append(finding)
    return kept


def _misplaced(findings: Iterable[Finding]) -> set[_Table]:
    """Give the tables with so many sums that do not hold."""
    counted: Counter[_Table] = Counter()
    for finding in findings:
        if finding.rule in _SUMS:
            counted.update(_tables(finding))
    return {table for table, count in counted.items() if count >= _MANY}


def _tables(finding: Finding) -> set[_Table]:
    """Give the tables that a finding quotes."""
    titles = [passage.table for passage in finding.passages]
    return {(finding.disclosure, title) for title in titles if title is not None}


def _is_across(finding: Finding) -> bool:
    """Tell whether a finding compares a table with something else: those within it come first."""
    return finding.rule not in _SUMS


def _above(head: Finding, finding: Finding) -> Finding:
    """Give a finding with another one, and what follows from that, below it."""
    inner = [replace(finding, consequences=(), is_consequence=True), *finding.consequences]
    return replace(head, consequences=(*head.consequences, *inner))
