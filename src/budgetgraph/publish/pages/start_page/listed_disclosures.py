"""List the disclosures of a graph for the start page, and choose among them by year, place and
level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from budgetgraph.publish.pages.descriptions import Record
from budgetgraph.rdf.iris import UNKNOWN_DIVISION
from budgetgraph.values.divisions import lineage

#: The levels of government in their order.
LEVELS = ("province", "city", "county")
#: The newest year is shown first if it has one disclosure for so many of the fullest year: the few
#: papers that come out early are not yet what a year is like.
_FULL_ENOUGH = 4
#: Amounts of this scope mean the same money and may be added up.
_ALL_MONEY = "all"


@dataclass(frozen=True, slots=True)
class LinesRead:
    """How many lines went into the graph, were left out by a rule, and were not understood."""

    mapped: int = 0
    ignored: int = 0
    unparsed: int = 0

    def __add__(self, other: LinesRead) -> LinesRead:
        return LinesRead(
            self.mapped + other.mapped,
            self.ignored + other.ignored,
            self.unparsed + other.unparsed,
        )

    @property
    def total(self) -> int:
        return self.mapped + self.ignored + self.unparsed


@dataclass(frozen=True, slots=True)
class ListedDisclosure:
    """A disclosure as the start page lists it.

    `lineage` has the codes of its place and of those above; `counts` says that it is the budget
    that counts: no final accounts, no edition beside a fuller one, no paper of a part of the body.
    """

    disclosure: str
    department: str
    department_label: str
    division: str | None
    place: str
    year: int
    counts: bool
    projects: int
    expenditure: Decimal | None
    lineage: tuple[str, ...]
    level: str
    lines: LinesRead

    @property
    def is_final_accounts(self) -> bool:
        """Whether it says what was spent, by its IRI."""
        return "/final-accounts" in self.disclosure


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place or level that can be chosen, and how many disclosures it has."""

    value: str
    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen; None and "" leave a choice open."""

    year: int | None
    place: str
    level: str

    def takes(self, disclosure: ListedDisclosure, but: str = "") -> bool:
        """Tell whether a disclosure is chosen; the choice `but` is left open."""
        # As one expression: it is asked of every disclosure, four times a page.
        return (
            (self.year is None or disclosure.year == self.year or but == "year")
            and (not self.place or self.place in disclosure.lineage or but == "place")
            and (not self.level or disclosure.level == self.level or but == "level")
        )


@dataclass(frozen=True, slots=True)
class AddedUp:
    """What the chosen budgets of one year come to.

    `money` is the sum in 元 of the expenditures that `stating` of `budgets` state for all their
    money. Each body counts once.
    """

    departments: int
    budgets: int
    stating: int
    money: Decimal


def listed(rows: Iterable[Record]) -> tuple[ListedDisclosure, ...]:
    """Make the list from the rows of `start/disclosures.rq`, each disclosure once."""
    once: dict[str, Record] = {}
    for row in rows:
        once.setdefault(str(row["disclosure"]), row)
    return tuple(map(_listed, once.values()))


def usual_year(disclosures: Sequence[ListedDisclosure]) -> int | None:
    """Choose the year to begin with: the latest that is not nearly empty beside the fullest one.

    Of 2023 with 40 disclosures, 2024 with 10 and 2025 with 9 it is 2024.
    """
    years = Counter[int](map(attrgetter("year"), disclosures))
    fullest = max(years.values(), default=0)
    full_enough = [year for year, count in years.items() if count * _FULL_ENOUGH >= fullest]
    return max(full_enough, default=None)


def added_up(disclosures: Iterable[ListedDisclosure]) -> AddedUp:
    """Add up the expenditures of budgets of one year."""
    bodies, budgets, stating, money = set[str](), 0, 0, Decimal(0)
    for disclosure in disclosures:
        if not disclosure.counts:
            continue
        budgets += 1
        bodies.add(disclosure.department)
        if disclosure.expenditure is not None:
            stating += 1
            money += disclosure.expenditure
    return AddedUp(len(bodies), budgets, stating, money)


def lines_read(disclosures: Iterable[ListedDisclosure]) -> LinesRead:
    """Count what became of the lines of all these papers."""
    return sum((disclosure.lines for disclosure in disclosures), LinesRead())


def year_choices(
    disclosures: Iterable[ListedDisclosure], selection: Selection
) -> list[tuple[int, int]]:
    """List the years with their numbers of disclosures, the latest first."""
    years: Counter[int] = Counter()
    for disclosure in disclosures:
        if selection.takes(disclosure, but="year"):
            years[disclosure.year] += 1
    return sorted(years.items(), reverse=True)


def place_choices(
    disclosures: Iterable[ListedDisclosure], selection: Selection
) -> list[PlaceChoice]:
    """List the places, each below the one that it belongs to."""
    counts: Counter[tuple[str, ...]] = Counter()
    for disclosure in disclosures:
        if selection.takes(disclosure, but="place"):
            _count_up(counts, disclosure.lineage[::-1])
    return [_place(path, counts[path]) for path in sorted(counts)]


def _count_up(counts: Counter[tuple[str, ...]], downwards: tuple[str, ...]) -> None:
    """Count a place and those above it: 河北省, 河北省/邢台市, 河北省/邢台市/平乡县."""
    for end in range(1, len(downwards) + 1):
        counts[downwards[:end]] += 1


def level_choices(
    disclosures: Iterable[ListedDisclosure], selection: Selection
) -> list[tuple[str, int]]:
    """List the levels of government that have disclosures."""
    levels: Counter[str] = Counter()
    for disclosure in disclosures:
        if selection.takes(disclosure, but="level"):
            levels[disclosure.level] += 1
    return [(level, levels[level]) for level in LEVELS if levels[level]]


def _place(path: tuple[str, ...], count: int) -> PlaceChoice:
    """Make the choice of a place from the codes that lead down to it."""
    known = lineage(path[-1])
    name = known[0].name if known else path[-1]
    return PlaceChoice(path[-1], name, count, len(path) - 1)


def _listed(row: Record) -> ListedDisclosure:
    code = str(row["code"] or UNKNOWN_DIVISION)
    divisions = lineage(code)
    level = divisions[0].level if divisions else ""
    division = str(row["division"]) if row["division"] else None
    return ListedDisclosure(
        disclosure=str(row["disclosure"]),
        department=str(row["department"]),
        department_label=str(row["department_label"]),
        division=division,
        place=str(row["division_label"] or ""),
        year=int(str(row["year"])),
        counts=row["executed"] is None and row["behind"] is None,
        projects=int(str(row["projects"] or 0)),
        expenditure=_expenditure(row),
        lineage=tuple(map(attrgetter("code"), divisions)),
        level=level,
        lines=_lines(row),
    )


def _lines(row: Mapping[str, object]) -> LinesRead:
    """Give what became of a paper's lines; 0 of each where no ledger was kept."""
    counts = [int(str(row[name] or 0)) for name in ("mapped", "ignored", "unparsed")]
    return LinesRead(*counts)


def _expenditure(row: Mapping[str, object]) -> Decimal | None:
    """Give the expenditure that is stated for all the money; None where none is."""
    amount, scope = row["expenditure"], str(row["scope"] or _ALL_MONEY)
    is_whole = scope.partition("+")[0] == _ALL_MONEY
    if not is_whole or not isinstance(amount, int | Decimal):
        return None
    return Decimal(amount)
