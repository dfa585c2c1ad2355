"""The W3C's SPARQL 1.1 tests as Python values: manifests, datasets, expected answers, and what
makes two answers the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox
from places import SHARED
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

SUITE = SHARED / "suites" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD = "http://www.w3.org/2001/XMLSchema#"
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_FROM = re.compile(r"(?im)^\s*FROM\s+(?:NAMED\s+)?<([^>]*)>")
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
_TRUTH = {"0": "false", "1": "true"}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """The files of a test's default graph, its named graphs as IRI and file, and graphs that only
    have to exist.
    """

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest; `expected` is None where only the syntax is judged."""

    name: str
    kind: str
    query: str
    address: str
    dataset: Dataset
    expected: Path | None


@dataclass(frozen=True, slots=True)
class Table:
    """A SELECT's answer: variables in their order, and rows of terms."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


def cases(folder: str) -> Iterator[Case]:
    """The query evaluation, syntax and CSV tests of one folder, in the manifest's order."""
    address = f"{BASE}{folder}/"
    graph = Graph().parse(
        SUITE / folder / "manifest.ttl", format="turtle", publicID=address + "manifest.ttl"
    )
    for entry in Collection(graph, next(graph.objects(None, MF.entries))):
        kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
        action = graph.value(entry, MF.action)
        if kind in ("ProtocolTest", "ServiceDescriptionTest") or action is None:
            continue
        query = graph.value(action, QT.query) or action
        text = _path(query).read_bytes().decode("utf-8")
        expected = graph.value(entry, MF.result)
        name = f"{folder}/{str(entry).rpartition('#')[2]}"
        yield Case(
            name,
            kind,
            text,
            str(query),
            _dataset(graph, action, text, str(query)),
            _path(expected) if expected else None,
        )


def _path(iri: Node) -> Path:
    return SUITE / str(iri).removeprefix(BASE)


def _dataset(graph: Graph, action: Node, query: str, address: str) -> Dataset:
    default = tuple(_path(file) for file in graph.objects(action, QT.data))
    named = [(str(file), _path(file)) for file in graph.objects(action, QT.graphData)]
    # The graphs of a query's own FROM are stored under their names: nothing is fetched.
    wanted = [urljoin(address, iri) for iri in _FROM.findall(query)]
    named += [(iri, path if (path := _path(URIRef(iri))).is_file() else None) for iri in wanted]
    return Dataset(default, tuple(sorted(named, key=lambda pair: pair[0])))


def load(folder: Path, dataset: Dataset) -> None:
    """An Oxigraph store in `folder` that holds the dataset as it is: here the default graph is no
    union.
    """
    store = ox.Store(str(folder))
    for path in dataset.default:
        store.load(path=str(path), format=FORMATS[path.suffix], base_iri=_address(path))
    for iri, named in dataset.named:
        store.add_graph(ox.NamedNode(iri))
        if named is not None:
            store.load(
                path=str(named),
                format=FORMATS[named.suffix],
                base_iri=_address(named),
                to_graph=ox.NamedNode(iri),
            )
    store.flush()


def _address(path: Path) -> str:
    return BASE + path.relative_to(SUITE).as_posix()


# --- the protocol's requests ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of the protocol suite and what may come back; `statuses` are hundreds, `path`
    leads to `/sparql` here.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[int]
    boolean: bool | None
    format: str | None

    @property
    def updates(self) -> bool:
        """Whether this request would change something if it were well-formed."""
        return (
            "sparql-update" in self.headers.get("content-type", "")
            or "update=" in self.path
            or self.body.startswith(b"update=")
        )


def exchanges() -> list[tuple[str, list[Exchange]]]:
    """The tests of the protocol suite by name, in the manifest's order."""
    graph = Graph().parse(
        SUITE / "protocol" / "manifest.ttl",
        format="turtle",
        publicID=BASE + "protocol/manifest.ttl",
    )
    found = []
    for entry in Collection(graph, next(graph.objects(None, MF.entries))):
        requests = Collection(
            graph, graph.value(graph.value(entry, MF.action), HT.requests) or BNode()
        )
        found.append(
            (str(entry).rpartition("#")[2], [_exchange(graph, request) for request in requests])
        )
    return found


def _exchange(graph: Graph, request: Node) -> Exchange:
    headers = Collection(graph, graph.value(request, HT.headers) or RDF.nil)
    body, response = graph.value(request, HT.body), graph.value(request, HT.resp)
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8") if body else "UTF-8"
    boolean = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        headers={
            str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue))
            for one in headers
        },
        body=str(graph.value(body, CNT.chars) or "").encode(encoding) if body else b"",
        statuses=frozenset(
            int(str(status)[-3]) for status in graph.objects(response, MF.expectedStatus)
        ),
        boolean=None if boolean is None else str(boolean) == "true",
        format=str(form) if form else None,
    )


# --- answers --------------------------------------------------------------------------------------


def expected_answer(case: Case) -> Table | bool | Graph:
    """What the suite expects, whatever it is written in; CSV is not read here, for it holds no
    terms.
    """
    path = case.expected
    assert path is not None
    if path.suffix in RESULTS:
        return read_answer(path.read_bytes(), RESULTS[path.suffix])
    graph = Graph().parse(path, format="turtle", publicID=_address(path))
    found = graph.value(predicate=RDF.type, object=RS.ResultSet, any=True)
    return graph if found is None else _from_graph(graph, found)


def read_answer(content: bytes, form: ox.QueryResultsFormat) -> Table | bool:
    """An answer in JSON, XML or TSV."""
    parsed = ox.parse_query_results(content, format=form)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    return Table(
        tuple(variable.value for variable in parsed.variables),
        tuple(tuple(solution) for solution in parsed),
    )


def _from_graph(graph: Graph, found: Node) -> Table | bool:
    """A result set that is written as RDF."""
    boolean = graph.value(found, RS.boolean)
    if isinstance(boolean, RdfLiteral):
        return bool(boolean.toPython())
    variables = tuple(sorted(str(name) for name in graph.objects(found, RS.resultVariable)))
    rows = []
    for solution in graph.objects(found, RS.solution):
        bound = {
            str(graph.value(one, RS.variable)): _term(graph.value(one, RS.value))
            for one in graph.objects(solution, RS.binding)
        }
        rows.append(tuple(bound.get(name) for name in variables))
    return Table(variables, tuple(rows))


def _term(node: Node | None) -> Term:
    if isinstance(node, RdfLiteral):
        datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
        return (
            ox.Literal(str(node), language=node.language)
            if node.language
            else ox.Literal(str(node), datatype=datatype)
        )
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))


def same(
    found: Table | bool | Graph, expected: Table | bool | Graph, *, ordered: bool = False
) -> bool:
    """Whether two answers are the same: graphs isomorphic, rows equal as a bag up to the names of
    blank nodes, numbers by value.
    """
    if isinstance(found, Graph) and isinstance(expected, Graph):
        return isomorphic(found, expected)
    if not (isinstance(found, Table) and isinstance(expected, Table)):
        return found is expected
    if set(found.variables) != set(expected.variables) or len(found.rows) != len(expected.rows):
        return False
    ours, theirs = [_keyed(found, expected.variables), _keyed(expected, expected.variables)]
    if any(isinstance(term, ox.BlankNode) for row in found.rows for term in row):
        return isomorphic(_as_graph(ours), _as_graph(theirs))
    return ours == theirs if ordered else Counter(ours) == Counter(theirs)


def _keyed(table: Table, variables: Sequence[str]) -> list[tuple[str, ...]]:
    places = [table.variables.index(name) for name in variables]
    return [tuple(_key(row[place]) for place in places) for row in table.rows]


def _key(term: Term) -> str:
    """A term as text, where equal texts are equal terms: `1.0` and `1.00` are one decimal, `1e0`
    and `1.0E0` one double, `0` is false.
    """
    if not isinstance(term, ox.Literal):
        return str(term)
    if term.datatype.value == XSD + "boolean":
        return _TRUTH.get(term.value, term.value) + "^^boolean"
    if term.datatype.value not in _NUMBERS:
        return str(term)
    try:
        number = (
            float(term.value)
            if term.datatype.value in (XSD + "double", XSD + "float")
            else Decimal(term.value).normalize()
        )
    except ArithmeticError:
        return str(term)
    return f"{number}^^{term.datatype.value}"


def _as_graph(rows: list[tuple[str, ...]]) -> Graph:
    """Each row as a node of its own, so that isomorphism compares bags with blank nodes in them."""
    graph = Graph()
    names: dict[str, BNode] = {}
    for row in rows:
        node = BNode()
        graph.add((node, RDF.type, RS.ResultSolution))
        for place, cell in enumerate(row):
            value = names.setdefault(cell, BNode()) if cell.startswith("_:") else RdfLiteral(cell)
            graph.add((node, URIRef(f"urn:column:{place}"), value))
    return graph


def csv_rows(content: str) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows of a CSV answer by column, for `SELECT *` gives no order of columns; the names of
    blank nodes are left out of it.

    The line of a row with one unbound column is empty, which Python's reader takes for no column at
    all.
    """
    head, *rows = csv.reader(io.StringIO(content))
    return Counter(
        tuple(sorted(zip(head, map(_unnamed, row or [""] * len(head)), strict=True)))
        for row in rows
    )


def as_csv_rows(table: Table) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows that a table has in CSV (SPARQL 1.1 CSV §3): values without their types."""
    return Counter(
        tuple(sorted(zip(table.variables, map(_plain, row), strict=True))) for row in table.rows
    )


def _unnamed(cell: str) -> str:
    return "_:" if cell.startswith("_:") else cell


def _plain(term: Term) -> str:
    return (
        ""
        if term is None
        else "_:"
        if isinstance(term, ox.BlankNode)
        else term.value
        if not isinstance(term, ox.Triple)
        else str(term)
    )
