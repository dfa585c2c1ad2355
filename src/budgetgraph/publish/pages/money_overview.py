"""The money of disclosures as pages picture it: totals and spending by function, each amount with
the figure that it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.publish.pages.descriptions import (
    Record,
    Section,
    Selects,
    Thing,
    ask,
    gather,
    texts,
)
from budgetgraph.query.parameters import iri as iri_term

_MOST = 50
"""The most disclosures whose money one page shows."""
MEASURES = ("revenue", "expenditure", "basic", "project")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 元; `figure` is what states it, `span` where it stands (None where the source has
    no lines).
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
    amount: Amount


@dataclass(frozen=True, slots=True)
class Money:
    """One disclosure's totals by measure (what is not stated is not there) and its spending by
    function in the order of the codes.
    """

    totals: Mapping[str, Amount]
    functions: tuple[Spending, ...]

    @property
    def classes(self) -> tuple[Spending, ...]:
        """The functions at the top of the table."""
        return tuple(spending for spending in self.functions if not spending.parent)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The money of several disclosures by IRI, and the queries that ask for it again."""

    of: Mapping[str, Money]
    totals_sparql: str
    functions_sparql: str

    def __bool__(self) -> bool:
        """Whether there is any money to show."""
        return any(money.totals or money.functions for money in self.of.values())


def accounts(store: Selects, disclosures: Sequence[str], base: str) -> Accounts:
    """Run in a worker: the money of these disclosures."""
    if not disclosures:
        return Accounts({}, "", "")
    these = " ".join(iri_term(iri, base) for iri in disclosures)
    queries = {name: text.replace("$these", these) for name, text in texts("money", base).items()}
    answers = {name: _records(store, text) for name, text in queries.items()}
    of = {
        iri: Money(
            _totals(row for row in answers["totals"] if row["disclosure"] == iri),
            _functions(row for row in answers["functions"] if row["disclosure"] == iri),
        )
        for iri in disclosures
    }
    return Accounts(of, queries["totals"], queries["functions"])


def overview(store: Selects, base: str) -> tuple[dict[str, Section], Accounts]:
    """Run in a worker: the sections of the start page, and the money of the disclosures that it
    lists.
    """
    sections = ask(store, texts("start", base))
    return sections, accounts(store, disclosures_of(sections["disclosures"]), base)


def gathered(store: Selects, iri: str, base: str) -> tuple[Thing, Accounts] | None:
    """Run in a worker: what the page of `iri` shows, with the money of a disclosure or of a
    department's disclosures.
    """
    thing = gather(store, iri, base)
    if thing is None:
        return None
    own = [iri] if thing.kind == "disclosure" else disclosures_of(thing.sections.get("disclosures"))
    return thing, accounts(store, own[:_MOST], base)


def disclosures_of(section: Section | None) -> list[str]:
    """The disclosures that a section lists, each once, in its order."""
    rows = section.rows if section else ()
    return list(dict.fromkeys(str(row["disclosure"]) for row in rows))


def _records(store: Selects, text: str) -> list[Record]:
    answer = store.select(text)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _totals(rows: Iterable[Record]) -> dict[str, Amount]:
    """By measure the best place; of several rows that are called a total, the largest is the whole.

    Rows come in that order.
    """
    found: dict[str, Amount] = {}
    for row in rows:
        found.setdefault(str(row["what"]), _amount(row))
    return {measure: found[measure] for measure in MEASURES if measure in found}


def _functions(rows: Iterable[Record]) -> tuple[Spending, ...]:
    kept: dict[str, Record] = {}
    rank = None
    for row in rows:
        rank = row["rank"] if rank is None else rank
        if row["rank"] == rank:
            kept.setdefault(str(row["code"]), row)
    return tuple(
        Spending(
            code,
            str(row["name"]),
            str(row["class"]) if row["class"] else None,
            _parent(code, kept),
            _amount(row),
        )
        for code, row in sorted(kept.items())
    )


def _parent(code: str, codes: Mapping[str, object]) -> str:
    """The longest code of the table that this one begins with."""
    return next(
        (code[:length] for length in range(len(code) - 1, 2, -1) if code[:length] in codes), ""
    )


def _amount(row: Record) -> Amount:
    return Amount(
        Decimal(str(row["amount"])), str(row["figure"]), str(row["span"]) if row["span"] else None
    )
