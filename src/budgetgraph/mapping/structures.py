"""The tables as data cubes: what each observation has, for readers of RDF Data Cubes.

A table is a `qb:DataSet`, each of its cells a `qb:Observation` (and a `cube:Observation`, for
validators of cube.link take only what says so). The dimensions of a cell are its
row and its column, and the body, the year and the phase of its amount: a column of last year's
budget or of what was spent is of another year or phase than the table. Where every cell of a table
is an amount the measure is `bg:amount`, else the cell as printed.

All cells of a kind of tables are one `cube:Cube` as well, for readers of cube.link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Disclosure
from budgetgraph.mapping.mapped_tables import MappedFigure, MappedTable
from budgetgraph.mapping.phases import phase_of
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import Quads, SourcedQuads
from budgetgraph.values import codes

CURRENCY = "http://publications.europa.eu/resource/authority/currency/CNY"
UNIT = "http://qudt.org/vocab/unit/CCY_CNY"
#: What stands behind the type of a table whose cells are not all amounts.
_CELLS = "-cells"
_DIMENSIONS = ("bg:row", "bg:columnPosition", "bg:ofBody", "bg:forYear", "bg:phase")
_MEASURES = ("bg:printed", "bg:amount")
_CURRENCY = "obeu-attribute:currency"
_ATTRIBUTES = ("bg:fundType", _CURRENCY, "qudt:hasUnit")
_STRUCTURE = re.compile(rb"/id/structure/([a-z_-]+)> <")
#: What every cell has, in terms of cube.link: the property, its names, and the type of its values.
_CUBE_PROPERTIES = (
    ("bg:row", "行", "row", None),
    ("bg:columnPosition", "栏次", "column", "xsd:integer"),
    ("bg:column", "栏目", "column heading", "xsd:string"),
    ("bg:ofBody", "部门", "body", None),
    ("bg:forYear", "年度", "year", "xsd:gYear"),
    ("bg:phase", "预算阶段", "phase", None),
    ("bg:printed", "所印数字", "printed", "xsd:string"),
)
#: What every cell of a cube has where all of them are amounts.
_AMOUNT = ("bg:amount", "金额（元）", "amount in yuan", "xsd:decimal")


def map_cube(
    out: SourcedQuads, body: str, disclosure: Disclosure, tables: Iterable[MappedTable]
) -> None:
    """Write of every table that it is a data set, with which structure; and of every cell that it
    is an observation: whose, of which year and phase, of which money, in which unit.
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
        observations = out.iris.part(out.iris.cube(name), "observations", "all")
        for figure in figures:
            _observation(out, body, figure)
            out.link(observations, "cube:observation", figure.iri)


def _observation(out: SourcedQuads, body: str, figure: MappedFigure) -> None:
    """Write the dimensions and the attributes of one cell."""
    out.a(figure.iri, "qb:Observation", "cube:Observation")
    out.link(figure.iri, "bg:ofBody", body)
    out.year(figure.iri, "bg:forYear", figure.year)
    out.link(figure.iri, "bg:phase", out.iris.concept("phase", figure.phase))
    if figure.fund is not None:
        out.link(figure.iri, "bg:fundType", out.iris.concept("fund", figure.fund))
    if figure.amount is not None:
        out.link(figure.iri, _CURRENCY, CURRENCY)
        out.link(figure.iri, "qudt:hasUnit", UNIT)


def map_structures(out: Quads, graphs: Iterable[bytes]) -> None:
    """Write the structures that the tables of the graphs have, and their cubes."""
    for name in sorted({name for nquads in graphs for name in _used(nquads, out.iris)}):
        _structure(out, name)
        _cube(out, name)


def _used(nquads: bytes, iris: Iris) -> Iterator[str]:
    """Give the names of the structures that a graph uses."""
    for name in sorted(set(_STRUCTURE.findall(nquads))):
        if iris.structure(name.decode()).encode() in nquads:
            yield name.decode()


def _structure(out: Quads, name: str) -> None:
    structure = out.iris.structure(name)
    kind = name.removesuffix(_CELLS)
    measure = "bg:printed" if name.endswith(_CELLS) else "bg:amount"
    out.a(structure, "qb:DataStructureDefinition")
    out.link(structure, "dcterms:subject", out.iris.concept("table-type", kind))
    zh, en = _names(kind)
    out.zh(structure, "skos:prefLabel", f"数据结构：{zh}")
    out.en(structure, "skos:prefLabel", f"Structure of tables: {en}")
    parts = [
        *((dimension, "qb:dimension") for dimension in _DIMENSIONS),
        (measure, "qb:measure"),
        *((attribute, "qb:attribute") for attribute in _ATTRIBUTES),
    ]
    for order, (property_, role) in enumerate(parts, start=1):
        node = out.iris.part(structure, "component", order)
        out.link(structure, "qb:component", node)
        out.a(node, "qb:ComponentSpecification")
        out.term(node, role, property_)
        out.term(node, "qb:componentProperty", property_)
        out.integer(node, "qb:order", order)
        if role == "qb:attribute":
            out.boolean(node, "qb:componentRequired", False)


def _names(kind: str) -> tuple[str, str]:
    """Give the Chinese and the English name of a type of tables; its key, where it has none."""
    concept = codes.concepts("table-types").get(kind)
    if concept is None:
        return kind, kind
    return concept.first("prefLabel") or kind, concept.first("prefLabel@en") or kind


def _cube(out: Quads, name: str) -> None:
    """Write the cube of all tables of a kind, with what each of its observations has."""
    cube, kind = out.iris.cube(name), name.removesuffix(_CELLS)
    observations = out.iris.part(cube, "observations", "all")
    constraint = out.iris.part(cube, "constraint", "all")
    out.a(cube, "cube:Cube")
    zh, en = _names(kind)
    out.zh(cube, "schema:name", f"数据立方体：{zh}")
    out.en(cube, "schema:name", f"Cube of tables: {en}")
    out.link(cube, "cube:observationSet", observations)
    out.a(observations, "cube:ObservationSet")
    out.link(cube, "cube:observationConstraint", constraint)
    out.a(constraint, "cube:Constraint", "sh:NodeShape")
    described = _CUBE_PROPERTIES if name.endswith(_CELLS) else (*_CUBE_PROPERTIES, _AMOUNT)
    for order, described_property in enumerate(described, start=1):
        _cube_property(out, constraint, order, described_property)


def _cube_property(
    out: Quads, constraint: str, order: int, described: tuple[str, str, str, str | None]
) -> None:
    """Write what the readers of a cube want to know of one property of its cells."""
    property_, zh, en, datatype = described
    node = out.iris.part(constraint, "property", order)
    out.link(constraint, "sh:property", node)
    if property_ in _DIMENSIONS:
        out.a(node, "cube:KeyDimension")
    elif property_ in _MEASURES:
        out.a(node, "cube:MeasureDimension")
    out.term(node, "sh:path", property_)
    out.zh(node, "schema:name", zh)
    out.en(node, "schema:name", en)
    out.integer(node, "sh:minCount", 1)
    out.integer(node, "sh:maxCount", 1)
    if datatype is None:
        out.term(node, "sh:nodeKind", "sh:IRI")
    else:
        out.term(node, "sh:datatype", datatype)
