"""The tables as data cubes: what each observation has, for readers of RDF Data Cubes.

A table is a `qb:DataSet`, each of its cells a `qb:Observation`. The dimensions of a cell are its
row and its column; body, year and phase are the same for the whole table and stand there. Where
every cell of a table is an amount the measure is `bg:amount`, else the cell as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Disclosure
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.phases import phase_of
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import Quads, SourcedQuads

CURRENCY = "http://publications.europa.eu/resource/authority/currency/CNY"
#: What stands behind the type of a table whose cells are not all amounts.
_CELLS = "-cells"
#: Property of each component → how the structure names it, and where its value stands.
_DIMENSIONS = ("bg:row", "bg:columnPosition")
_OF_TABLE = ("bg:ofBody", "bg:forYear", "bg:phase")
_CURRENCY = "obeu-attribute:currency"


def map_cube(
    out: SourcedQuads, body: str, disclosure: Disclosure, tables: Iterable[MappedTable]
) -> None:
    """Write of every table that it is a data set: whose, of which year and phase, and with which
    structure; and of every cell that it is an observation.
    """
    for mapped in tables:
        figures = [figure for row in mapped.rows for figure in row.figures]
        if not figures:
            continue
        of_amounts = all(figure.amount is not None for figure in figures)
        name = mapped.table.type if of_amounts else mapped.table.type + _CELLS
        out.a(mapped.iri, "qb:DataSet")
        out.link(mapped.iri, "qb:structure", out.iris.structure(name))
        out.link(mapped.iri, "bg:ofBody", body)
        out.year(mapped.iri, "bg:forYear", disclosure.year)
        out.link(mapped.iri, "bg:phase", out.iris.concept("phase", phase_of(disclosure)))
        out.link(mapped.iri, _CURRENCY, CURRENCY)
        for figure in figures:
            out.a(figure.iri, "qb:Observation")


def map_structures(out: Quads, graphs: Iterable[bytes]) -> None:
    """Write the structures that the tables of the graphs have."""
    for name in sorted({name for nquads in graphs for name in _used(nquads, out.iris)}):
        _structure(out, name)


def _used(nquads: bytes, iris: Iris) -> Iterator[str]:
    """The names of the structures that a graph uses."""
    for match in re.finditer(rb"/id/structure/([a-z_-]+)> <", nquads):
        if iris.structure(match[1].decode()).encode() in nquads:
            yield match[1].decode()


def _structure(out: Quads, name: str) -> None:
    structure = out.iris.structure(name)
    kind = name.removesuffix(_CELLS)
    measure = "bg:printed" if name.endswith(_CELLS) else "bg:amount"
    out.a(structure, "qb:DataStructureDefinition")
    out.link(structure, "dcterms:subject", out.iris.concept("table-type", kind))
    out.zh(structure, "skos:prefLabel", f"数据结构：{kind}")
    out.en(structure, "skos:prefLabel", f"Structure of tables of {kind}")
    parts = [
        *((name, "qb:dimension", False) for name in _DIMENSIONS),
        *((name, "qb:dimension", True) for name in _OF_TABLE),
        (measure, "qb:measure", False),
        (_CURRENCY, "qb:attribute", True),
    ]
    for order, (property_, role, of_table) in enumerate(parts, start=1):
        node = out.iris.part(structure, "component", order)
        out.link(structure, "qb:component", node)
        out.a(node, "qb:ComponentSpecification")
        out.term(node, role, property_)
        out.term(node, "qb:componentProperty", property_)
        out.integer(node, "qb:order", order)
        if of_table:
            out.term(node, "qb:componentAttachment", "qb:DataSet")
        if role == "qb:attribute":
            out.boolean(node, "qb:componentRequired", False)
