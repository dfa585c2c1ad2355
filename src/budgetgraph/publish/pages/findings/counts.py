"""Hold all findings of a graph in the order of their list, and count them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable

from budgetgraph.publish.pages.descriptions import Record
from budgetgraph.publish.pages.findings.listing import SEVERITIES, weight
from budgetgraph.publish.pages.graph_lists import GraphLists
from budgetgraph.store.answer import Value

#: What findings are counted by.
_COUNTED = ("rule", "severity", "disclosure", "department", "department_name", "year")


class FindingCounts:
    """All findings in the order of the list, and their numbers by rule, severity and disclosure."""

    def __init__(self, lists: GraphLists) -> None:
        self._lists = lists
        self._listed: tuple[Record, ...] | None = None
        self._counted: tuple[Record, ...] = ()
        self._listing = asyncio.Lock()

    async def listed(self) -> tuple[Record, ...]:
        """Give a row for each finding and disclosure."""
        async with self._listing:
            if self._listed is None:
                sections = await self._lists.sections()
                rows = sections["findings"].rows, sections["disclosures"].rows
                listed = await asyncio.to_thread(in_order, *rows)
                self._counted = await asyncio.to_thread(cube, listed)
                self._listed = listed
        return self._listed

    async def rows(self) -> tuple[Record, ...]:
        """Give a row for each rule, severity and disclosure."""
        await self.listed()
        return self._counted

    async def by_rule(self, disclosures: Collection[str]) -> list[tuple[str, str, int]]:
        """Count the findings of these disclosures: rule, severity, number, the heaviest first."""
        counts: Counter[tuple[str, str]] = Counter()
        for row in await self.rows():
            if row["disclosure"] in disclosures:
                counts[str(row["rule"]), str(row["severity"])] += int(str(row["findings"]))
        counted = [(rule, severity, count) for (rule, severity), count in counts.items()]
        return sorted(counted, key=lambda entry: (SEVERITIES.index(entry[1]), -entry[2], entry[0]))


def in_order(findings: Iterable[Record], disclosures: Iterable[Record]) -> tuple[Record, ...]:
    """Put all findings in the order of the list, with department and year of their disclosures.

    The heaviest come first, then rule by rule, department by department; a finding of several
    disclosures comes once for each.
    """
    by_iri = {row["disclosure"]: row for row in disclosures}
    listed: list[Record] = []
    for row in findings:
        disclosure = by_iri.get(row["disclosure"], {})
        whose = {name: disclosure.get(name) for name in ("department", "year")}
        listed.append({**row, **whose, "department_name": disclosure.get("department_label")})
    return tuple(sorted(listed, key=_order))


def cube(listed: Iterable[Record]) -> tuple[Record, ...]:
    """Count findings by all that the filters look at: a row for each rule, severity, disclosure."""
    counts: Counter[tuple[Value, ...]] = Counter()
    for row in listed:
        counts[tuple(row[name] for name in _COUNTED)] += 1
    rows: list[Record] = []
    for values, count in counts.items():
        rows.append({**dict(zip(_COUNTED, values, strict=True)), "findings": count})
    return tuple(rows)


def _order(row: Record) -> tuple[int | str, ...]:
    """Give what the list is ordered by; what has no disclosure comes first."""
    grade = weight(str(row["severity"]))
    names = [str(row[name] or "") for name in ("rule", "department_name", "department")]
    return grade, *names, int(str(row["year"] or 0)), str(row["finding"])
