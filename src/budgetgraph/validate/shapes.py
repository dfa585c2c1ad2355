"""The shapes, loaded: ours or a user's, every file parsed and every query compiled before anything
is checked with them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

from pyparsing import ParseBaseException
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from budgetgraph.assets import asset
from budgetgraph.document.problems import BrokenShapes, UnreadableInput
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.prefixed_names import prefixed_names
from budgetgraph.rdf.self_contained import self_contained
from budgetgraph.shacl.queries import prepared, reason
from budgetgraph.store.outside_calls import calls_out

#: RDF that can be validated or hold shapes, by suffix, as rdflib names it.
FORMATS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "nt",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".rdf": "xml",
    ".n3": "n3",
}
#: The folder of the shapes that look at all disclosures together.
ACROSS = "across"
#: The rules of that folder that compare papers of one body and no others, the most direct one
#: first.
OF_ONE_BODY = ("edition-differs", "last-year-differs", "units-sum-to-department")
_QUERIES = (SH.select, SH.ask, SH.construct, SH.update)
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

#: Properties that findings are told with, as local names of the ontology: they are read whatever
#: the shapes look at.
TOLD = frozenset(
    [
        "source",
        "firstLine",
        "lastLine",
        "page",
        "fileName",
        "disclosure",
        "department",
        "fiscalYear",
        "row",
        "table",
        "project",
        "hasTarget",
    ]
)
_TOLD_ELSEWHERE = frozenset(
    {
        "http://www.w3.org/ns/oa#hasSource",
        "http://www.w3.org/ns/oa#hasSelector",
        "http://purl.org/linked-data/cube#dataSet",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        str(RDF.type),
        str(RDFS.subClassOf),
    }
)


@dataclass(frozen=True, slots=True)
class Shapes:
    """A loaded shapes graph.

    `reads` are the only properties that its shapes look at, None where that cannot be told.

    `across` holds the shapes that run once over all disclosures together; each of the others runs
    on one named graph at a time. Of ours, `parted` gives those of `across` that compare papers of
    one body, and the others.
    """

    graph: Graph
    base: str
    reads: frozenset[str] | None
    rules: dict[Node, str] = field(default_factory=dict)
    across: Shapes | None = None
    parted: tuple[Shapes, Shapes] | None = None

    @property
    def told(self) -> frozenset[str]:
        """The properties that findings are told with."""
        return _told(self.base)


def load_shapes(path: Path | None = None, base: str = BASE) -> Shapes:
    """Give our shapes under `base`, or those of a file or folder of the user's.

    BrokenShapes names the file and the line of what is wrong.
    """
    return _ours(base) if path is None else _load(path, base)


@cache
def _ours(base: str) -> Shapes:
    return _load(asset("shapes"), base, ours=True)


def _load(path: Path, base: str, ours: bool = False) -> Shapes:
    files = _shape_files(path)
    each = [file for file in files if file.parent.name != ACROSS]
    shapes = _parsed(each or files, path, base, ours)
    together = [file for file in files if file not in each]
    if not each or not together:
        return shapes
    across = _parsed(together, path, base, ours)
    if ours:
        others = set(across.rules.values()).difference(OF_ONE_BODY)
        parted = (of_rules(across, OF_ONE_BODY), of_rules(across, others))
        across = replace(across, parted=parted)
    return replace(shapes, across=across, rules=shapes.rules | across.rules)


def of_rules(shapes: Shapes, rules: Collection[str]) -> Shapes:
    """Give the shapes of some rules alone, which look at less than all of them."""
    graph = Graph()
    graph += shapes.graph
    for shape, rule in shapes.rules.items():
        if rule not in rules:
            for node in (*graph.objects(shape, SH.sparql), shape):
                graph.remove((node, None, None))
    across = None if shapes.across is None else of_rules(shapes.across, rules)
    reads = _reads(graph, shapes.base)
    return replace(shapes, graph=graph, reads=reads, across=across, parted=None)


def _parsed(files: list[Path], path: Path, base: str, ours: bool) -> Shapes:
    graph = Graph()
    texts: dict[Path, str] = {}
    for file in files:
        try:
            content = self_contained(file.read_bytes(), file)
            texts[file] = content.decode("utf-8").replace(BASE, base)
            graph.parse(
                data=texts[file],
                format=FORMATS.get(file.suffix.lower(), "turtle"),
                publicID=file.resolve().as_uri(),
            )
        except BadSyntax as fault:
            raise BrokenShapes(f"{file}:{fault.lines + 1}: {fault._why}") from None
        except UnreadableInput as fault:
            raise BrokenShapes(str(fault)) from None
        except Exception as fault:
            raise BrokenShapes(f"{file}: {reason(fault)}") from None
    if not ours:
        # Compiling takes seconds; a test loads ours as if they were a user's.
        _check_queries(graph, texts)
    kinds = (
        (RDF.type, SH.NodeShape),
        (RDF.type, SH.PropertyShape),
        *((target, None) for target in _TARGETS),
    )
    if not any((None, predicate, kind) in graph for predicate, kind in kinds):
        raise BrokenShapes(f"{path}: holds no SHACL shape")
    rule = URIRef(Iris(base).ontology + "rule")
    rules = {shape: str(name) for shape, name in graph.subject_objects(rule)}
    reads = _reads(graph, base) if ours else None
    return Shapes(graph, base, reads, rules)


def _shape_files(path: Path) -> list[Path]:
    if not path.exists():
        raise BrokenShapes(f"{path}: no such file or folder")
    files = (
        [path]
        if path.is_file()
        else sorted(file for file in path.rglob("*") if file.suffix.lower() in FORMATS)
    )
    if not files:
        raise BrokenShapes(f"{path}: holds no shapes file ({', '.join(FORMATS)})")
    return files


def _check_queries(graph: Graph, texts: dict[Path, str]) -> None:
    """Check that every query parses; otherwise pySHACL would say so only where something is to be
    checked.

    None calls another server, whatever engine will read it.
    """
    queries = [pair for kind in _QUERIES for pair in graph.subject_objects(kind)]
    for constraint, query in sorted(queries, key=str):
        if calls_out(str(query)):
            raise BrokenShapes(
                f"{_place(str(query), texts, 1)}: the query of {constraint} calls another server"
                " (SERVICE); the rules look at the given data alone"
            )
    for constraint, select in sorted(graph.subject_objects(SH.select), key=str):
        try:
            prepared(_prologue(graph) + str(select).replace("$PATH", "rdf:type"))
        except ParseBaseException as fault:
            line = fault.lineno - _prologue(graph).count("\n")
            raise BrokenShapes(
                f"{_place(str(select), texts, line)}: "
                f"the query of {constraint} is no SPARQL: {fault.msg}"
            ) from None
        except Exception as fault:
            raise BrokenShapes(
                f"{_place(str(select), texts, 1)}: "
                f"the query of {constraint} does not work: {reason(fault)}"
            ) from None


def _place(select: str, texts: dict[Path, str], line: int) -> str:
    """File and line of a line of a query, as far as the query stands in the file as it was read."""
    for file, text in texts.items():
        at = text.find(select)
        if at >= 0:
            return f"{file}:{text.count(chr(10), 0, at) + line}"
    return str(next(iter(texts)))


def _prologue(graph: Graph) -> str:
    """Give the prefixes that the shapes graph declares for its queries; the ones that pySHACL
    always adds come first.
    """
    declared = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
    for node in graph.objects(None, SH.declare):
        declared[str(graph.value(node, SH.prefix))] = str(graph.value(node, SH.namespace))
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(declared.items()))


def _reads(graph: Graph, base: str) -> frozenset[str]:
    """Give every property that our shapes could look at: IRIs they hold, prefixed names of their
    queries, and what findings are told with.
    """
    prefixes = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(None, SH.declare)
    }
    terms = chain.from_iterable(graph)
    named = {str(term) for term in terms if isinstance(term, URIRef)}
    for select in graph.objects(None, SH.select):
        named.update(prefixed_names(str(select), prefixes))
    return frozenset(named) | _told(base)


def _told(base: str) -> frozenset[str]:
    return _TOLD_ELSEWHERE.union(Iris(base).ontology + name for name in TOLD)
