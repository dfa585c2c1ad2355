"""What the data's codes mean: the facts of every division and code-list concept in use, for the
graph of codes that a build shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import Quads
from budgetgraph.values import codes

_LISTS = {
    "division": "divisions",
    "function": "functions",
    "economic": "economic",
    "table-type": "table-types",
    "measure": "measures",
    "indicator-type": "indicator-types",
    "measurement-unit": "units",
    "operator": "operators",
    "phase": "phases",
    "fund": "funds",
}
"""Kind of a concept, as its IRI has it, to the code list that holds it.

Operators are terms of the vocabularies.
"""

_LABELS = ("prefLabel", "altLabel", "historyNote", "note", "definition")
_YEARS = ("validFrom", "validUntil")
_MATCHES = ("exactMatch", "closeMatch")
_OBSERVED = "observed"
#: The concepts whose keys are codes, which papers may print and no list has.
_CODED = frozenset(get_args(codes.Kind))


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A concept that the data uses.

    For a code that no list has, `name` is the text printed beside it, as an N-Quads literal holds
    it, and `seen` the disclosure that prints it, as its graph is named.
    """

    kind: str
    key: str
    name: str = ""
    seen: str = ""


def uses(nquads: bytes, base: str = BASE) -> frozenset[Use]:
    """Give every division and concept that a graph in sorted N-Quads uses, so that stored graphs
    need not be read from their sources again.
    """
    ontology, things = Iris(base).ontology, f"<{base}id/"
    item, operator = f"<{ontology}item>", f"<{ontology}operator>"
    used: set[Use] = set()
    subject, classes, name = "", list[Use](), ""
    for line in filter(None, nquads.decode().split("\n")):
        this, property_, rest = line.split(" ", 2)
        if this != subject:
            used.update(replace(use, name=name) for use in classes)
            subject, classes, name = this, [], ""
        if rest.startswith(things):
            use = _used(rest[len(things) : rest.index(">")])
            if use is not None and _is_listed(use):
                used.add(use)
            elif use is not None:
                seen = line.rpartition(f"{base}graph/")[2].removesuffix("> .")
                classes.append(replace(use, seen=seen))
        elif property_ == item:
            name = rest[1 : rest.rindex('"')]
        elif property_ == operator:
            used.add(Use("operator", re.split("[/#]", rest[: rest.index(">")])[-1]))
    used.update(replace(use, name=name) for use in classes)
    return frozenset(used)


def _used(place: str) -> Use | None:
    """Give the concept at a place of the names of things: `function/2101301`; None for what is no
    concept.
    """
    kind, _, key = place.partition("/")
    return Use(kind, key) if kind in _LISTS and key else None


def _is_listed(use: Use) -> bool:
    """Tell whether a code list has a concept; what is no code is of the lists alone."""
    return use.kind not in _CODED or use.key in codes.concepts(_LISTS[use.kind])


def facts(used: Iterable[Use], base: str = BASE) -> list[str]:
    """Give the facts of the concepts in use and of those above them, and of all code lists, as
    N-Quads lines of the graph of codes.

    A code that no list has is kept, with the names printed beside it and the disclosures that print
    it, and marked as observed.
    """
    iris = Iris(base)
    out = Quads(iris, iris.codes_graph)
    by_concept: dict[tuple[str, str], set[Use]] = {}
    for use in used:
        for step, (kind, key) in enumerate(_upwards(use.kind, use.key)):
            own = replace(use, name="") if step else use
            by_concept.setdefault((kind, key), set()).add(own)
    for (kind, key), every in sorted(by_concept.items()):
        iri = iris.operator(key) if kind == "operator" else iris.concept(kind, key)
        out.a(iri, "skos:Concept")
        if kind == "division":
            out.a(iri, "bg:Division")
        if kind == "measurement-unit":
            out.a(iri, "qudt:Unit")
        concept = codes.concepts(_LISTS[kind]).get(key)
        if concept is None:
            _observed(out, iri, kind, key, every)
        else:
            _listed(out, iri, kind, concept)
    for name in sorted(_LISTS.values()) if by_concept else ():
        _list(out, name)
    return out.lines


def _upwards(kind: str, key: str) -> Iterator[tuple[str, str]]:
    """Give the concept and all above it: by the list where it has the concept, by the digits of the
    code where it does not.
    """
    step: str | None = key
    while step is not None:
        yield kind, step
        concept = codes.concepts(_LISTS[kind]).get(step)
        above = concept.first("broader") if concept else None
        step = _key(above) if above else codes.parent(step) if concept is None else None


def _key(iri: str) -> str:
    """Give the key of a concept's IRI in a code list: what stands behind `id/<kind>/`."""
    return iri.partition("/id/")[2].partition("/")[2]


def _list(out: Quads, name: str) -> None:
    """Write what a code list is, and the published source that it is taken from."""
    iri, scheme = out.iris.scheme(name), codes.scheme(name)
    out.a(iri, "skos:ConceptScheme")
    for label in ("prefLabel", "definition"):
        out.zh(iri, f"skos:{label}", scheme.first(label))
        out.en(iri, f"skos:{label}", scheme.first(f"{label}@en"))
    for source in scheme.values.get("source", ()):
        out.text(iri, "dcterms:source", source)


def _listed(out: Quads, iri: str, kind: str, concept: codes.Concept) -> None:
    """Write what the code list says of a concept."""
    for name in _LABELS:
        for text in concept.values.get(name, ()):
            out.zh(iri, f"skos:{name}", text)
        for text in concept.values.get(f"{name}@en", ()):
            out.en(iri, f"skos:{name}", text)
    out.text(iri, "skos:notation", concept.first("notation"))
    _placed(out, iri, kind, concept)
    _valid(out, iri, concept)
    for level in concept.values.get("indicatorLevel", ()):
        out.integer(iri, "bg:indicatorLevel", int(level))
    out.text(iri, "bg:level", concept.first("level"))
    out.text(iri, "bg:status", concept.first("status"))


def _valid(out: Quads, iri: str, concept: codes.Concept) -> None:
    """Write the years in which a concept is used, and the concepts of other years that it
    matches.
    """
    for name in _MATCHES:
        for other in concept.values.get(name, ()):
            out.link(iri, f"skos:{name}", other)
    for name in _YEARS:
        year = concept.year(name)
        if year is not None:
            out.year(iri, f"bg:{name}", year)


def _placed(out: Quads, iri: str, kind: str, concept: codes.Concept) -> None:
    """Write where a concept stands in its code list: below which concept, or as one of the top."""
    for above in concept.values.get("broader", ()):
        out.link(iri, "skos:broader", out.iris.concept(kind, _key(above)))
    for scheme in concept.values.get("inScheme", ()):
        out.link(iri, "skos:inScheme", out.iris.scheme(_key(scheme)))
    for scheme in concept.values.get("topConceptOf", ()):
        out.link(iri, "skos:topConceptOf", out.iris.scheme(_key(scheme)))
        out.link(out.iris.scheme(_key(scheme)), "skos:hasTopConcept", iri)


def _observed(out: Quads, iri: str, kind: str, key: str, every: Iterable[Use]) -> None:
    """Write what the documents alone say of a code: its digits, the names printed beside it (the
    first one is its label), and where it stands.
    """
    out.text(iri, "skos:notation", key)
    out.text(iri, "bg:status", _OBSERVED)
    names = sorted({use.name for use in every if use.name})
    for position, name in enumerate(names or [key]):
        label = "skos:altLabel" if position else "skos:prefLabel"
        out.written(iri, label, f'"{name}"@zh')
    for seen in sorted({use.seen for use in every if use.seen}):
        out.link(iri, "bg:observedIn", out.iris.disclosure(seen))
    above = codes.parent(key)
    if above:
        out.link(iri, "skos:broader", out.iris.concept(kind, above))
    out.link(iri, "skos:inScheme", out.iris.scheme(_LISTS[kind]))
