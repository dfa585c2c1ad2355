"""Ask what disclosures spend on each class of functions, without the functions below.

What is a class is told by the codes of a table alone, so that the amounts of the few rows of
classes are all that is looked up: a fifth of the rows of most tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetgraph.publish.pages.descriptions import Record, records, texts
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.selects import Selects


def class_rows(
    store: Selects, disclosures: Sequence[str], base: str
) -> dict[str, list[Record]] | None:
    """Give those rows of `money/functions.rq` that are classes, by disclosure; runs in a worker.

    None where a class states no total: which rows stand at the top is told by all of them then.
    """
    queries = texts("classes", base)
    listed = records(ordered(store, _about(queries["codes"], disclosures, base)))
    whose = {str(row["row"]): row for row in _at_the_top(listed)}
    if not whose:
        return {}
    found: dict[str, list[Record]] = {}
    stating = set[str]()
    for row in records(ordered(store, _about(queries["amounts"], list(whose), base))):
        name = str(row["row"])
        stating.add(name)
        found.setdefault(str(whose[name]["disclosure"]), []).append({**whose[name], **row})
    return found if stating == whose.keys() else None


def parent_code(code: str, codes: Iterable[str]) -> str:
    """Find the longest other code of a table that this one begins with.

    `2080501` → `20805` where the table has it, else `208`, else "".
    """
    for length in range(len(code) - 1, 2, -1):
        if code[:length] in codes:
            return code[:length]
    return ""


def _at_the_top(listed: Iterable[Record]) -> list[Record]:
    """Choose the rows at the top of the best table of each disclosure."""
    by_disclosure: dict[str, list[Record]] = {}
    for row in listed:
        by_disclosure.setdefault(str(row["disclosure"]), []).append(row)
    top: list[Record] = []
    for rows in by_disclosure.values():
        best = [row for row in rows if row["rank"] == rows[0]["rank"]]
        codes = {str(row["code"]) for row in best}
        top += [row for row in best if not parent_code(str(row["code"]), codes)]
    return top


def _about(query: str, things: Sequence[str], base: str) -> str:
    """Put the things that a query asks about into it."""
    return query.replace("$these", " ".join(iri_term(thing, base) for thing in things))
