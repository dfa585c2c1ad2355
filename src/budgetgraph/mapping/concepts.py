"""What the data's codes mean: the facts of every division and code-list concept in use, for the graph of codes that a build shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from budgetgraph import codes
from budgetgraph.iris import BASE, Iris
from budgetgraph.nquads import Quads

_LISTS = {
    "division": "divisions",
    "function": "functions",
    "economic": "economic",
    "table-type": "table-types",
    "measure": "measures",
    "indicator-type": "indicator-types",
}
"""Kind of a concept, as its IRI has it, to the code list that holds it."""

_LABELS = ("prefLabel", "altLabel", "historyNote", "note", "definition")
_YEARS = ("validFrom", "validUntil")
_OBSERVED = "observed"


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A concept that the data uses. `name` is the text printed beside a code that no list has, as an N-Quads literal holds it."""

    kind: str
    key: str
    name: str = ""


def uses(nquads: bytes, base: str = BASE) -> frozenset[Use]:
    """Every division and concept that a graph in sorted N-Quads uses, so that stored graphs need not be read from their sources again."""
    concept = re.compile(f"> <[^>]*> <{re.escape(base)}id/({'|'.join(_LISTS)})/([^>]+)> <")
    item = f"<{Iris(base).ontology}item> "
    found: set[Use] = set()
    subject, classes, name = "", list[tuple[str, str]](), ""
    for line in [*nquads.decode().split("\n"), ""]:
        this, _, rest = line.partition(" ")
        if this != subject:
            found.update(Use(kind, key, name) for kind, key in classes if name)
            subject, classes, name = this, [], ""
        match = concept.search(line)
        if match is not None:
            kind, key = match[1], match[2]
            if kind in get_args(codes.Kind) and key not in codes.concepts(_LISTS[kind]):
                classes.append((kind, key))
            found.add(Use(kind, key))
        elif rest.startswith(item):
            name = rest[len(item) + 1 : rest.rindex('"')]
    return frozenset(found)


def facts(used: Iterable[Use], base: str = BASE) -> list[str]:
    """The facts of the concepts in use and of those above them, as N-Quads lines of the graph of codes.

    A code that no list has is kept, with the names printed beside it, and marked as observed.
    """
    iris = Iris(base)
    out = Quads(iris, iris.codes_graph)
    names: dict[tuple[str, str], set[str]] = {}
    for use in used:
        for kind, key in _upwards(use.kind, use.key):
            names.setdefault((kind, key), set())
        if use.name:
            names[use.kind, use.key].add(use.name)
    for (kind, key), printed in sorted(names.items()):
        iri = iris.concept(kind, key)
        out.a(iri, "skos:Concept")
        if kind == "division":
            out.a(iri, "bg:Division")
        concept = codes.concepts(_LISTS[kind]).get(key)
        if concept is None:
            _observed(out, iri, kind, key, sorted(printed))
        else:
            _listed(out, iri, kind, concept)
    return out.lines


def _upwards(kind: str, key: str) -> Iterator[tuple[str, str]]:
    """The concept and all above it: by the list where it has the concept, by the digits of the code where it does not."""
    step: str | None = key
    while step is not None:
        yield kind, step
        concept = codes.concepts(_LISTS[kind]).get(step)
        above = concept.first("broader") if concept else None
        step = _key(above) if above else codes.parent(step) if concept is None else None


def _key(iri: str) -> str:
    """The key of a concept's IRI in a code list: what stands behind `id/<kind>/`."""
    return iri.partition("/id/")[2].partition("/")[2]


def _listed(out: Quads, iri: str, kind: str, concept: codes.Concept) -> None:
    """What the code list says of a concept."""
    for name in _LABELS:
        for text in concept.values.get(name, ()):
            out.zh(iri, f"skos:{name}", text)
    out.text(iri, "skos:notation", concept.first("notation"))
    for above in concept.values.get("broader", ()):
        out.link(iri, "skos:broader", out.iris.concept(kind, _key(above)))
    for scheme in concept.values.get("inScheme", ()):
        out.link(iri, "skos:inScheme", f"{out.iris.base}id/scheme/{_key(scheme)}")
    for name in _YEARS:
        year = concept.year(name)
        if year is not None:
            out.year(iri, f"bg:{name}", year)
    for level in concept.values.get("indicatorLevel", ()):
        out.integer(iri, "bg:indicatorLevel", int(level))
    out.text(iri, "bg:level", concept.first("level"))
    out.text(iri, "bg:status", concept.first("status"))


def _observed(out: Quads, iri: str, kind: str, key: str, names: list[str]) -> None:
    """What the documents alone say of a code: its digits, and the names printed beside it (the first one is its label)."""
    out.text(iri, "skos:notation", key)
    out.text(iri, "bg:status", _OBSERVED)
    for position, name in enumerate(names or [key]):
        out.written(iri, "skos:altLabel" if position else "skos:prefLabel", f'"{name}"@zh')
    above = codes.parent(key)
    out.link(iri, "skos:broader", out.iris.concept(kind, above) if above else None)
    out.link(iri, "skos:inScheme", f"{out.iris.base}id/scheme/{_LISTS[kind]}")
