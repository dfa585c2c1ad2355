"""Answer what a document's page is asked first: who has done what under it, and for how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from budgetgraph.publish.pages.descriptions import Record, Section

FUNDED = "funded-under"


@dataclass(frozen=True, slots=True)
class DepartmentDeed:
    """What one department did in one year with a document: fund projects by it, or rest on it.

    `money` adds up the budgets in 元 of the projects that state one; `unpriced` counts the others.
    """

    department: str
    department_label: str
    year: int
    relation: str
    projects: int
    money: Decimal
    unpriced: int


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """The deeds under a document, those with its money first, and its projects, each once."""

    deeds: tuple[DepartmentDeed, ...]
    projects: tuple[Record, ...]

    @property
    def funded(self) -> tuple[DepartmentDeed, ...]:
        """List the deeds with the document's money."""
        return tuple(deed for deed in self.deeds if deed.relation == FUNDED)

    @property
    def money(self) -> Decimal:
        """Add up the money that the document brings."""
        return sum((deed.money for deed in self.funded), Decimal(0))


def document_answer(projects: Section) -> DocumentAnswer:
    """Sum up the section `projects` of a document's page.

    A project with several amounts has several rows there, and counts once, with its first amount.
    """
    once: dict[object, Record] = {}
    for row in projects.rows:
        once.setdefault(row["project"], row)
    by_deed = sorted(once.values(), key=_deed_key)
    deeds = [_deed(list(rows)) for _, rows in groupby(by_deed, key=_deed_key)]
    deeds.sort(key=_rank)
    return DocumentAnswer(tuple(deeds), tuple(once.values()))


def _deed_key(row: Record) -> tuple[str, str, str]:
    return str(row["department"]), str(row["year"]), str(row["relation"])


def _deed(rows: Sequence[Record]) -> DepartmentDeed:
    """Sum up the projects of one department, year and relation."""
    first = rows[0]
    amounts = list(_amounts(rows))
    return DepartmentDeed(
        department=str(first["department"]),
        department_label=str(first["department_label"]),
        year=int(str(first["year"])),
        relation=str(first["relation"]),
        projects=len(rows),
        money=sum(amounts, Decimal(0)),
        unpriced=len(rows) - len(amounts),
    )


def _amounts(rows: Iterable[Record]) -> Iterable[Decimal]:
    """Give the amounts of the projects that state one."""
    for row in rows:
        amount = row["amount"]
        if isinstance(amount, int | Decimal):
            yield Decimal(amount)


def _rank(deed: DepartmentDeed) -> tuple[bool, Decimal, int, str]:
    """Order deeds: the document's own money first, the largest first, then the latest year."""
    return deed.relation != FUNDED, -deed.money, -deed.year, deed.department_label
