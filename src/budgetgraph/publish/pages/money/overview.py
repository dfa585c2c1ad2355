"""Gather the money of disclosures for the pages: totals, and spending by function.

Each amount keeps the figure that it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetgraph.publish.pages.descriptions import (
    SHOWN,
    Record,
    Section,
    Thing,
    gather,
    records,
    texts,
)
from budgetgraph.publish.pages.money.classes import class_rows, parent_code
from budgetgraph.query.narrowed import answered
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.questions import bind, find, load
from budgetgraph.query.selects import Selects

_MOST = 50
"""The most disclosures whose money one page shows."""
#: The questions whose answers a department's page shows, by the name of the section.
_PLANS = {"plan": "plan-and-actual", "plan_of_projects": "plan-and-actual-of-projects"}
MEASURES = ("revenue", "expenditure", "basic", "project")


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount in 元; `figure` is the IRI of the printed figure.

    `span` is its place in the source, None where the source has no lines.
    """

    yuan: Decimal
    figure: str
    span: str | None


@dataclass(frozen=True, slots=True)
class Spending:
    """A disclosure's spending on one function.

    `parent` is the code above it in the same table, "" at the top.
    """

    code: str
    name: str
    concept: str | None
    parent: str
    amount: ReadAmount


@dataclass(frozen=True, slots=True)
class DisclosureMoney:
    """One disclosure's totals by measure, and its spending by function in the order of the codes.

    A measure without a stated total is left out.
    """

    totals: Mapping[str, ReadAmount]
    functions: tuple[Spending, ...]

    @property
    def classes(self) -> tuple[Spending, ...]:
        """List the functions at the top of the table."""
        return tuple(spending for spending in self.functions if not spending.parent)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The money of several disclosures by IRI, and the queries that ask for it again."""

    of: Mapping[str, DisclosureMoney]
    totals_sparql: str
    functions_sparql: str

    def __bool__(self) -> bool:
        """Tell whether there is any money to show."""
        return any(money.totals or money.functions for money in self.of.values())


def accounts(
    store: Selects, disclosures: Sequence[str], base: str, by_class: bool = False
) -> Accounts:
    """Ask for the money of these disclosures; runs in a worker.

    With `by_class`, of the functions only those at the top of their table.
    """
    if not disclosures:
        return Accounts({}, "", "")
    these = " ".join(iri_term(iri, base) for iri in disclosures)
    queries = {name: text.replace("$these", these) for name, text in texts("money", base).items()}
    totals = _by_disclosure(store, queries["totals"])
    functions = class_rows(store, disclosures, base) if by_class else None
    if functions is None:
        functions = _by_disclosure(store, queries["functions"])
    of = {}
    for iri in disclosures:
        of[iri] = DisclosureMoney(_totals(totals.get(iri, [])), _functions(functions.get(iri, [])))
    return Accounts(of, queries["totals"], queries["functions"])


def _by_disclosure(store: Selects, query: str) -> dict[str, list[Record]]:
    """Sort the rows of an answer by their disclosure, in their order."""
    rows: dict[str, list[Record]] = {}
    for row in records(ordered(store, query)):
        rows.setdefault(str(row["disclosure"]), []).append(row)
    return rows


def gathered(store: Selects, iri: str, base: str) -> tuple[Thing, Accounts] | None:
    """Ask for all that the page of `iri` shows; runs in a worker.

    With it comes the money of a disclosure, or of a department's disclosures.
    """
    thing = gather(store, iri, base)
    if thing is None:
        return None
    disclosures = disclosures_of(thing.sections.get("disclosures"))
    if thing.kind == "department" and any(map(is_final_accounts, disclosures)):
        plans = {
            name: plan_beside_actual(store, question, thing.title, base)
            for name, question in _PLANS.items()
        }
        thing = replace(thing, sections={**thing.sections, **plans})
    if thing.kind == "disclosure":
        disclosures = [iri]
    return thing, accounts(store, disclosures[:_MOST], base)


def is_final_accounts(disclosure: str) -> bool:
    """Tell by its IRI whether a disclosure says what was spent."""
    return "/final-accounts" in disclosure


def plan_beside_actual(store: Selects, question: str, department: str, base: str) -> Section:
    """Ask what a department planned and spent on each function or project, the latest year first.

    The question takes a part of a name; rows of departments whose names only hold this one are
    left out.
    """
    query = bind(find(question, load()), {"department": department}, base)
    rows = [
        _named(row) for row in records(answered(store, query)) if row["department"] == department
    ]
    rows.sort(key=lambda row: -int(str(row["fiscal_year"])))
    return Section(tuple(rows[:SHOWN]), len(rows) > SHOWN, query)


def _named(row: Record) -> Record:
    """Give a row with `name` and `code`, whether they are a function's or a project's."""
    if "project_name" not in row:
        return row
    return {**row, "name": row["project_name"], "code": row["project_code"]}


def disclosures_of(section: Section | None) -> list[str]:
    """List the disclosures of a section, each once, in its order."""
    rows = section.rows if section else ()
    return list(dict.fromkeys(str(row["disclosure"]) for row in rows))


def _totals(rows: Iterable[Record]) -> dict[str, ReadAmount]:
    """Choose one total for each measure: the first row of the measure.

    The query puts the best place first. Among several rows that are called a total, it puts the
    largest first, for that one contains the others.
    """
    totals: dict[str, ReadAmount] = {}
    for row in rows:
        totals.setdefault(str(row["what"]), _amount(row))
    return {measure: totals[measure] for measure in MEASURES if measure in totals}


def _functions(rows: Sequence[Record]) -> tuple[Spending, ...]:
    """Take the spending of the best-ranked table, one row a code, in the order of the codes."""
    by_code: dict[str, Record] = {}
    for row in rows:
        if row["rank"] == rows[0]["rank"]:
            by_code.setdefault(str(row["code"]), row)
    return tuple(_spending(code, by_code) for code in sorted(by_code))


def _spending(code: str, by_code: Mapping[str, Record]) -> Spending:
    """Make the spending of one code; `by_code` holds the rows of its whole table."""
    row = by_code[code]
    concept = str(row["class"]) if row["class"] else None
    return Spending(code, str(row["name"]), concept, parent_code(code, by_code), _amount(row))


def _amount(row: Record) -> ReadAmount:
    """Read the amount of a row, with its figure and span."""
    span = str(row["span"]) if row["span"] else None
    return ReadAmount(Decimal(str(row["amount"])), str(row["figure"]), span)
