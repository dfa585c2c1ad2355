"""Give every number of an answer its line in a paper, or say that it was computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from budgetgraph.assets import asset
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.parameters import literal, rebase
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Value

#: Numbers that are no amounts: counts and years need no line of their own.
_COUNTS = frozenset(
    """
    fiscal_year year for_year issued age serial indicators projects documents departments mentions
    first_line last_line page lines mapped ignored unparsed with_plan with_number with_basis
    """.split()
)
_MOST_PLACES = 3


@dataclass(slots=True)
class Lines:
    """The places that the store told: by department, year and amount, and by thing and amount.

    A place of a thing without an amount stands under None.
    """

    of_amounts: dict[tuple[str, str, Value], list[str]] = field(default_factory=dict)
    of_things: dict[tuple[str, Value], list[str]] = field(default_factory=dict)


def cited_answer(store: Selects, query: str, most: int, base: str) -> dict[str, Any]:
    """Answer a question's query with at most so many rows, each number with its line.

    Runs in a worker. A row has `sources`, by column, and `computed`, the columns whose numbers
    stand in no paper as they are.
    """
    answer = store.select(query)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows[:most]]
    lines = _lines(store, rows, base)
    return {
        "columns": list(answer.columns),
        "rows": [_cited(row, lines) for row in rows],
        "rows_in_all": len(answer.rows),
        "truncated": len(answer.rows) > most,
    }


def json_value(cell: Value) -> str | int | None:
    """Write a cell for JSON; a decimal is a text there, so that it stays exact."""
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def place(file: Value, first: Value, last: Value, page: Value) -> str:
    """Say a place: `平乡县医疗保障局2025.md line 577`, `… lines 5-7`, `… page 3`."""
    if first is not None:
        lines = f"line {first}" if first == last else f"lines {first}-{last}"
        return f"{file} {lines}"
    return f"{file} page {page}" if page is not None else str(file)


def _lines(store: Selects, rows: Sequence[dict[str, Value]], base: str) -> Lines:
    """Ask for the places of the numbers of some rows."""
    bodies, things = dict[str, None](), dict[str, None]()
    for row in rows:
        if row.get("department") and row.get("fiscal_year"):
            bodies[f"({literal(str(row['department']))} {row['fiscal_year']})"] = None
        for cell in row.values():
            if isinstance(cell, Iri) and cell.startswith(base):
                things[iri_term(cell, base)] = None
    text = rebase(asset("queries/agents/sources.rq").read_text(encoding="utf-8"), base)
    query = text.replace("$bodies", " ".join(bodies)).replace("$things", " ".join(things))
    return _by_amount(store.select(query).rows)


def _by_amount(rows: Iterable[tuple[Value, ...]]) -> Lines:
    """Sort the places by what stands there."""
    lines = Lines()
    for department, year, thing, amount, *where in rows:
        if thing is None:
            key = (str(department), str(year), amount)
            lines.of_amounts.setdefault(key, []).append(place(*where))
        else:
            lines.of_things.setdefault((str(thing), amount), []).append(place(*where))
    return lines


def _cited(row: dict[str, Value], lines: Lines) -> dict[str, Any]:
    """Write a row with the sources of its numbers and things."""
    sources: dict[str, list[str]] = {}
    computed = []
    for name, cell in row.items():
        places = _places(row, name, cell, lines)
        if places:
            sources[name] = places[:_MOST_PLACES]
        elif isinstance(cell, int | Decimal) and name not in _COUNTS and "source" not in row:
            computed.append(name)
    written: dict[str, Any] = {name: json_value(cell) for name, cell in row.items()}
    if "source" in row:
        sources["row"] = [place(*(row.get(key) for key in ("source", *_PLACE)))]
    return {**written, "sources": sources, "computed": computed}


_PLACE = ("first_line", "last_line", "page")


def _places(row: dict[str, Value], name: str, cell: Value, lines: Lines) -> list[str]:
    """Find the places of one cell."""
    if isinstance(cell, Iri):
        return lines.of_things.get((str(cell), None), [])
    if not isinstance(cell, int | Decimal) or name in _COUNTS:
        return []
    for thing in row.values():
        if isinstance(thing, Iri) and (places := lines.of_things.get((str(thing), cell))):
            return places
    key = (str(row.get("department")), str(row.get("fiscal_year")), cell)
    return lines.of_amounts.get(key, [])
