"""Catalogue every disclosure as a dataset of its own, with its graph in each format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetgraph.export.catalogue.distributions import GRAPH_FORMATS, say_graph_files
from budgetgraph.export.publication import Publication
from budgetgraph.export.turtle_blocks import (
    Pairs,
    Rows,
    TurtleBlocks,
    both,
    chinese,
    english,
    links,
    literal,
)

#: What the data is about, in words and as the themes of European portals: economy, government.
_KEYWORDS = (
    ("部门预算", "department budget"),
    ("预算公开", "budget disclosure"),
    ("绩效目标", "performance targets"),
    ("财政支出", "public spending"),
)
_THEME = "http://publications.europa.eu/resource/authority/data-theme"
_THEMES = {"ECON": ("经济与财政", "Economy and finance"), "GOVE": ("政府", "Government")}


@dataclass(frozen=True, slots=True)
class CataloguedDisclosure:
    """What the catalogue says of a disclosure; dates as `2024-02-05`, "" where none is known."""

    graph: str
    iri: str
    label: str
    year: int
    body: str
    name: str
    place: str
    issued: str
    modified: str


def catalogued(rows: Rows) -> tuple[CataloguedDisclosure, ...]:
    """Read the answer of `queries.DISCLOSURES`; a body with several names has the first of them."""
    disclosures: dict[str, CataloguedDisclosure] = {}
    for row in rows:
        graph, iri, label, year, body, name, place, issued, modified = map(_text, row)
        disclosure = CataloguedDisclosure(
            graph, iri, label, int(year), body, name, place, issued, modified
        )
        disclosures.setdefault(iri, disclosure)
    return tuple(disclosures.values())


def _text(value: object) -> str:
    return "" if value is None else str(value)


def themes() -> Pairs:
    """Say what the data is about."""
    names = map(both, _KEYWORDS)
    subjects = [f"{_THEME}/{key}" for key in _THEMES]
    return [("dcat:keyword", ",\n        ".join(names)), ("dcat:theme", links(subjects))]


def dates(disclosures: Iterable[CataloguedDisclosure]) -> Pairs:
    """Say when the first of the sources was published and the last one changed, as far as they say
    it.
    """
    issued: set[str] = set()
    modified: set[str] = set()
    for disclosure in disclosures:
        issued.add(disclosure.issued)
        modified.add(disclosure.modified)
    pairs: Pairs = []
    if issued - {""}:
        pairs.append(("dcterms:issued", literal(min(issued - {""}), "xsd:date")))
    if modified - {""}:
        pairs.append(("dcterms:modified", literal(max(modified - {""}), "xsd:date")))
    return pairs


def say_disclosures(
    out: TurtleBlocks, disclosures: Iterable[CataloguedDisclosure], publication: Publication
) -> None:
    """Describe each disclosure, its body, its year, and what it is about."""
    bodies: dict[str, str] = {}
    years: set[int] = set()
    for disclosure in disclosures:
        out.say(
            disclosure.iri, [*_dataset(out.iris.base, disclosure), *contacted(out, publication)]
        )
        say_graph_files(out, disclosure.graph, publication)
        bodies.setdefault(disclosure.body, disclosure.name)
        years.add(disclosure.year)
    for body, name in sorted(bodies.items()):
        out.say(body, [("a", "foaf:Agent"), ("foaf:name", chinese(name))])
    for year in sorted(years):
        out.say(_year(out.iris.base, year), period(year, year))
    for key, title in _THEMES.items():
        concept = [("a", "skos:Concept"), ("skos:prefLabel", both(title))]
        out.say(f"{_THEME}/{key}", [*concept, ("skos:inScheme", f"<{_THEME}>")])
    scheme = [("a", "skos:ConceptScheme"), ("dcterms:title", english("Data theme"))]
    out.say(_THEME, scheme)


def _dataset(base: str, disclosure: CataloguedDisclosure) -> Pairs:
    """Describe one disclosure as a dataset."""
    about = (
        f"{disclosure.label}，逐表、逐数字，带原文出处。",
        f"The budget disclosure of {disclosure.name} for {disclosure.year}: every table and every "
        "figure, each with its place in the source.",
    )
    pairs = [
        ("a", "dcat:Dataset"),
        ("dcterms:title", chinese(disclosure.label)),
        ("dcterms:description", both(about)),
        ("dcterms:publisher", f"<{disclosure.body}>"),
        ("dcterms:identifier", literal(disclosure.iri, "xsd:anyURI")),
        ("dcterms:isPartOf", f"<{base}dataset>"),
        ("dcterms:temporal", f"<{_year(base, disclosure.year)}>"),
        ("dcat:distribution", links(f"{disclosure.graph}.{form}" for form in GRAPH_FORMATS)),
        *themes(),
        *dates([disclosure]),
    ]
    if disclosure.place:
        pairs.append(("dcterms:spatial", f"<{disclosure.place}>"))
    return pairs


def _year(base: str, year: int) -> str:
    """Name the period of one fiscal year."""
    return f"{base}dataset/period/{year}"


def period(first: int, last: int) -> Pairs:
    """Describe the years from the first to the last one."""
    return [
        ("a", "dcterms:PeriodOfTime"),
        ("dcat:startDate", f'"{first:04d}"^^xsd:gYear'),
        ("dcat:endDate", f'"{last:04d}"^^xsd:gYear'),
    ]


def contacted(out: TurtleBlocks, publication: Publication) -> Pairs:
    """Say whom to ask, where somebody was named."""
    if publication.contact is None:
        return []
    return [("dcat:contactPoint", f"<{out.iris.base}catalog#contact>")]


def say_office(out: TurtleBlocks, publication: Publication) -> None:
    """Describe the licence and whom to ask."""
    if publication.licence is not None:
        out.say(publication.licence, [("a", "dcterms:LicenseDocument")])
    if publication.contact is None:
        return
    name = publication.contact.removeprefix("mailto:")
    by_mail = publication.contact.startswith("mailto:")
    reached = "vcard:hasEmail" if by_mail else "vcard:hasURL"
    pairs = [
        ("a", "vcard:Kind, vcard:Organization"),
        ("vcard:fn", english(name)),
        (reached, f"<{publication.contact}>"),
    ]
    out.say(f"{out.iris.base}catalog#contact", pairs)
