"""How well an extraction agrees with its answer: an F1 over multisets of facts, part by part.

A fact agrees when all of it does; white space, full-width forms, quotation marks and kinds of
brackets make no difference.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

Json = dict[str, Any]
Fact = tuple[Hashable, ...]
PARTS = (
    "header", "documents", "projects", "fields", "indicators", "targets", "citations", "cells", "empty tables", "statements", "places",
)  # fmt: skip
_SAME = str.maketrans("“”‘’—﹝﹞〔〕[]【】", "\"\"''-()()()()")


def words(value: object) -> str:
    """A text as it is compared; nothing at all is the same as an empty text."""
    return (
        ""
        if value is None
        else "".join(
            unicodedata.normalize("NFKC", str(value).translate(_SAME)).translate(_SAME).split()
        )
    )


def amount(value: object) -> object:
    """A number as it is compared: 59, 59.00 and 5,9.0 with its commas out are one; what is no
    number is compared as a text.
    """
    try:
        return Decimal(words(value).replace(",", "")) if value not in (None, "") else None
    except InvalidOperation:
        return words(value)


def facts(document: Json) -> dict[str, Counter[Fact]]:
    """The facts of every part. What the prose states counts once, however often it is stated."""
    found: dict[str, Counter[Fact]] = {part: Counter() for part in PARTS}
    for part, fact in _facts(document):
        found[part][fact] += 1
    found["statements"] = Counter(set(found["statements"]))
    return found


def _facts(document: Json) -> Iterator[tuple[str, Fact]]:
    department, division = document.get("department") or {}, document.get("division") or {}
    yield "header", ("name", words(department.get("name")))
    yield "header", ("code", words(department.get("code")))
    yield "header", ("division", words(division.get("code")))
    yield "header", ("year", document.get("fiscal_year"))
    for unit in document.get("units") or []:
        yield (
            "header",
            ("unit", *(words(unit.get(key)) for key in ("name", "nature", "rank", "funding"))),
        )
    for one in document.get("documents") or []:
        yield "documents", (words(one["number"]), words(one["agency"]), one["year"], one["serial"])
    further = document.get("further_statements") or []
    projects = [one for one in further if one["measure"] == "project_amount"]
    for one in [*(document.get("statements") or []), *projects]:
        stated = (
            one["measure"],
            words(one.get("subject")),
            amount(one["value"]),
            words(one["unit"]),
            one["year"],
        )
        yield "statements", stated
    for table in document.get("tables") or []:
        yield from _table(table)
    for project in document.get("projects") or []:
        yield from _project(project)


def _table(table: Json) -> Iterator[tuple[str, Fact]]:
    kind = table["type"]
    if table["empty"]:
        yield "empty tables", (kind,)
    for row in table["rows"]:
        name = (kind, words(row.get("code")), words(row["item"]))
        if row["cells"]:
            yield "places", (*name, row["line"])
        for cell in row["cells"]:
            yield "cells", (*name, words(cell["column"]), amount(cell["value"]))


def _project(project: Json) -> Iterator[tuple[str, Fact]]:
    key = (words(project["name"]), words(project["code"]))
    unit, amounts = project.get("unit") or {}, project.get("amounts") or {}
    yield "projects", key
    yield "fields", (key, "number", project["number"])
    yield "fields", (key, "unit", words(unit.get("code")), words(unit.get("name")))
    yield (
        "fields",
        (key, "amounts", *(amount(amounts.get(name)) for name in ("total", "fiscal", "other"))),
    )
    yield "fields", (key, "purpose", words(project.get("purpose")))
    for goal in project["goals"]:
        yield "fields", (key, "goal", words(goal))
    for step in project["schedule"]:
        yield "fields", (key, "schedule", words(step["by"]), words(step["value"]))
    for role in ("funding", "basis"):
        for number in project[f"{role}_documents"]:
            yield "citations", (key, role, words(number))
    for indicator in project["indicators"]:
        yield from _indicator(key, indicator)


def _indicator(key: Fact, indicator: Json) -> Iterator[tuple[str, Fact]]:
    who = (key, *(words(indicator.get(f"level{level}")) for level in (1, 2, 3)))
    target, basis = indicator.get("target") or {}, indicator.get("basis") or {}
    text = words(target.get("text"))
    yield "indicators", (*who, words(indicator.get("description")), text, words(basis.get("text")))
    numbers = (amount(target.get(name)) for name in ("value", "low", "high"))
    yield (
        "targets",
        (*who, text, words(target.get("operator")), *numbers, words(target.get("unit"))),
    )
    yield "places", (*who, *(indicator["lines"] or ()))
    for number in basis.get("documents") or []:
        yield "citations", (*who, words(number))


def scores(wanted: Json, found: Json) -> dict[str, float]:
    """The F1 of every part; a part that neither side has is 1."""
    left, right = facts(wanted), facts(found)
    return {part: _f1(left[part], right[part]) for part in PARTS}


def _f1(wanted: Counter[Fact], found: Counter[Fact]) -> float:
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else 1.0


def misses(wanted: Json, found: Json, part: str) -> list[str]:
    """What is missing (-) and what is too much (+) in one part."""
    left, right = facts(wanted)[part], facts(found)[part]
    return [f"- {fact}" for fact in (left - right).elements()] + [
        f"+ {fact}" for fact in (right - left).elements()
    ]
