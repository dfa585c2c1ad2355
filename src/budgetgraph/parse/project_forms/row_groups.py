"""Projects that take several rows of a table → each once, with the row of its whole amount.

草原防火监测 |       |            | 850000      the whole
             | 53252… | 办公费     | 250000      its parts, by economic class
             | 53252… | 委托业务费 | 600000      → 草原防火监测, 53252…, 850000

公路养护     |       | 600                      a class, or a unit, over its projects
农村公路养护 | 53252… | 450
公路抢险     | 53252… | 150                      → the two projects
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from budgetgraph.disclosure import Amount, Project
from budgetgraph.document.where import span
from budgetgraph.forms import fold
from budgetgraph.values.money import in_yuan

#: A row that adds up fewer rows of other names than this is no sum: two projects may cost the same.
_FEWEST_OF_A_SUM = 2


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project that a row names, and the code printed there: its own or that of a class."""

    project: Project
    code: str | None


def one_each(rows: Sequence[ProjectRow]) -> list[Project]:
    """Give each project of the rows of a table once, in their order."""
    return list(_each(rows))


def _each(rows: Sequence[ProjectRow]) -> Iterator[Project]:
    """Give the projects, one group of rows after the other.

    A row that adds up the rows below it is the whole of a project, or the sum of several, which is
    none. Rows of one code that no row adds up are one project, too.
    """
    at = 0
    while at < len(rows):
        head = rows[at].project
        below = _added_up(rows, at)
        parts = _parts(rows, at)
        if below and _is_one_project(head, below):
            yield _whole(head, below)
            at += 1 + len(below)
        elif len(below) >= _FEWEST_OF_A_SUM:
            at += 1
        elif len(parts) > 1:
            yield _without_whole(parts)
            at += len(parts)
        else:
            yield head
            at += 1


def _added_up(rows: Sequence[ProjectRow], at: int) -> list[Project]:
    """Give the rows with a code below one without, whose amounts add up to its own; none where they
    do not.
    """
    whole = _yuan(rows[at].project.total)
    if rows[at].code is not None or not whole:
        return []
    total = Decimal(0)
    below: list[Project] = []
    for row in rows[at + 1 :]:
        if row.code is None or total >= whole:
            break
        total += _yuan(row.project.total)
        below.append(row.project)
    return below if total == whole else []


def _is_one_project(head: Project, below: Sequence[Project]) -> bool:
    """Tell whether the rows below repeat the name of the row that adds them up, all with one
    code.
    """
    names = {fold(part.name) for part in below}
    codes = set(map(attrgetter("code"), below))
    return names == {fold(head.name)} and len(codes) == 1


def _whole(head: Project, below: Sequence[Project]) -> Project:
    """Give the project of a row and of its parts below: its amounts, their code and unit."""
    where = span([head.where, *map(attrgetter("where"), below)])
    return replace(head, code=below[0].code, unit=head.unit or below[0].unit, where=where)


def _parts(rows: Sequence[ProjectRow], at: int) -> list[Project]:
    """Give the projects of the rows from here on that carry the same code of a project.

    53252… | 办公费     | 250000
    53252… | 委托业务费 | 600000      → both, if no row adds them up
    """
    code = rows[at].project.code
    parts: list[Project] = []
    for row in rows[at:]:
        if code is None or row.project.code != code:
            break
        parts.append(row.project)
    return parts


def _without_whole(parts: Sequence[Project]) -> Project:
    """Give the project of several rows of which none prints the whole: it has no amount of its
    own.
    """
    where = span(list(map(attrgetter("where"), parts)))
    return replace(parts[0], total=None, fiscal=None, other=None, further=(), where=where)


def _yuan(amount: Amount | None) -> Decimal:
    """Give the amount in 元, 0 where there is none: `6.00` of 万元 → 60000."""
    if amount is None:
        return Decimal(0)
    return in_yuan(amount.value, amount.unit) or Decimal(0)
