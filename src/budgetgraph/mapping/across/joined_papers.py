"""Papers that complete each other: the prose of a budget and its tables, published as two files.

江苏省委办公厅2017年部门预算.pdf has prose and no table, 江苏省委办公厅2017年预算公开表格.pdf tables and
no prose: together they are one disclosure with two sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.data_file import read_patterns
from budgetgraph.forms import fold


def body_name(name: str) -> str:
    """Tell what the names of one body have in common: 中国共产党江苏省委员会办公厅 → 江苏省委办公厅."""
    common = fold(name)
    for pattern, becomes in _same():
        common = pattern.sub(becomes, common)
    return common


def under_one_name(papers: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    """Give the papers of one body under its longest name; the others are kept beside it."""
    names: set[str] = set()
    others: set[str] = set()
    for paper in papers:
        names.add(paper.owner.name)
        others.update(paper.owner.other_names)
    longest = min(names, key=lambda name: (-len(name), name))
    others |= names - {longest}
    changed = []
    for paper in papers:
        owner = replace(paper.owner, name=longest, other_names=tuple(sorted(others)))
        changed.append(replace(paper, department=owner, edition=None))
    return tuple(changed)


def in_one(papers: Sequence[Disclosure]) -> Disclosure:
    """Give all that the papers say, as if one source said it; places are those of each own
    source.
    """
    first = papers[0]
    if len(papers) == 1:
        return first
    return replace(
        first,
        tables=_all("tables", papers),
        statements=_all("statements", papers),
        projects=_all("projects", papers),
        documents=_all("documents", papers),
        ledger=_all("ledger", papers),
    )


def _all(name: str, papers: Sequence[Disclosure]) -> tuple[Any, ...]:
    """Tell what each of the papers has under this name, one paper behind the other."""
    return tuple(chain.from_iterable(map(attrgetter(name), papers)))


@cache
def _same() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = read_patterns("budgetgraph.mapping.across", "joined_papers.toml")
    return tuple((re.compile(entry["pattern"]), entry["becomes"]) for entry in data["same"])
