"""The store: what is loaded comes out again, in Python values and in every format, and nothing is
ever written or fetched.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser
from rdflib.query import Result

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.terms import Iri
from budgetgraph.store import Caps, Store, build, loading
from budgetgraph.store.refusals import MalformedQuery, UnknownGraph
from budgetgraph.store.result_formats import GRAPH_TYPES, RESULT_TYPES

QUADS = """\
<http://x/a> <http://x/name> "平乡县\\n\\"医保\\", 局"@zh <http://x/g1> .
<http://x/a> <http://x/amount> "2490000.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://x/g1> .
<http://x/a> <http://x/year> "2025"^^<http://www.w3.org/2001/XMLSchema#gYear> <http://x/g1> .
<http://x/a> <http://x/count> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g1> .
<http://x/b> <http://x/knows> <http://x/a> <http://x/g2> .
<http://x/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "甲"@zh <http://x/g1> .
""".encode()
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.memory([QUADS])


def test_build_and_open(tmp_path: Path) -> None:
    packed = tmp_path / "graph.nq.gz"
    packed.write_bytes(gzip.compress(QUADS))
    plain = tmp_path / "more.nq"
    plain.write_bytes(b"<http://x/c> <http://x/knows> <http://x/a> <http://x/g3> .\n")
    folder = tmp_path / "store"
    build(folder, [packed, plain])
    assert len(Store.open(folder)) == 7
    build(folder, [QUADS])
    assert len(Store.open(folder)) == 6, "an existing store is replaced"
    first, second = Store.open(folder), Store.open(folder)
    assert len(first) == len(second) == 6, "a store that is read can be opened twice"
    assert first.graphs() == ("http://x/g1", "http://x/g2")
    assert "http://x/g1" in first
    assert "http://x/elsewhere" not in first


@pytest.mark.parametrize("size", [1, 100, 1 << 26])
def test_a_store_is_loaded_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A triple of two graphs that come in two pieces stands in the union once."""
    monkeypatch.setattr(loading, "PIECE", size)
    twice = QUADS + QUADS.replace(b"<http://x/g1>", b"<http://x/g3>")
    packed = tmp_path / "graph.nq.gz"
    packed.write_bytes(gzip.compress(QUADS) + gzip.compress(twice[len(QUADS) :]))
    build(tmp_path / "store", [packed])
    opened = Store.open(tmp_path / "store")
    assert len(opened) == 11
    assert opened.graphs() == ("http://x/g1", "http://x/g2", "http://x/g3")
    assert opened.select(EVERYTHING) == Store.memory([twice]).select(EVERYTHING)


def test_what_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is no built store"):
        Store.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists(), "looking leaves nothing behind"
    (tmp_path / "bad.nq").write_text("no quads\n")
    with pytest.raises(UnreadableInput, match=r"bad\.nq"):
        build(tmp_path / "store", [tmp_path / "bad.nq"])
    with pytest.raises(UnreadableInput, match=r"missing\.nq"):
        build(tmp_path / "other", [tmp_path / "missing.nq"])


def test_select_gives_python_values(store: Store) -> None:
    answer = store.select(EVERYTHING)
    assert answer.columns == ("s", "p", "o")
    values = [row[2] for row in answer.rows]
    assert values == ["甲", Decimal("2490000.5"), 7, '平乡县\n"医保", 局', 2025, "http://x/a"]
    assert isinstance(values[5], Iri)
    assert not isinstance(values[0], Iri)
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert store.select("SELECT ?nothing ?s WHERE { ?s <http://x/knows> ?o }").rows == (
        (None, Iri("http://x/b")),
    )


def test_the_union_is_the_default_graph(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ ?s ?p ?o }}"
    assert store.select(count.format(dataset="")).rows == ((6,),)

    def asked(query: str, **dataset: object) -> int:
        body = store.answer(query, "csv", **dataset).body  # type: ignore[arg-type]
        return int(body.split()[1])

    assert asked(count.format(dataset="")) == 6
    assert asked(count.format(dataset=""), default_graphs=["http://x/g2"]) == 1
    assert asked(count.format(dataset=""), default_graphs=["http://x/g1", "http://x/g2"]) == 6
    assert asked(count.format(dataset=""), named_graphs=["http://x/g2"]) == 0, (
        "a dataset of named graphs has an empty default graph"
    )
    assert (
        asked(
            "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", named_graphs=["http://x/g2"]
        )
        == 1
    )
    assert asked(count.format(dataset="FROM <http://x/g2>")) == 1
    with pytest.raises(UnknownGraph, match="http://elsewhere/"):
        store.answer(
            count.format(dataset="FROM <http://elsewhere/>"), "csv", graphs=["http://elsewhere/"]
        )
    assert asked(count.format(dataset="FROM <http://x/g1>"), default_graphs=["http://x/g2"]) == 1, (
        "the protocol's dataset goes before"
    )
    with pytest.raises(UnknownGraph, match="http://elsewhere/"):
        asked(count.format(dataset=""), default_graphs=["http://elsewhere/"])


def test_a_triple_of_two_graphs_is_one_triple() -> None:
    quads = [
        b"<http://x/a> <http://x/b> <http://x/c> <http://x/g%d> .\n" % number for number in range(3)
    ]
    tricky = (
        b'<http://x/a> <http://x/b> "a \\" <http://x/c> . \\\\"^^<http://x/t> <http://x/g0> .\n'
        b'<http://x/a>\t<http://x/b> "x"@zh-CN   <http://x/g1>  .\n'
        b"  <http://x/a> <http://x/b> _:b1 <http://x/g1> . # a comment <http://x/z> .\n\n# nothing\n"
        b"<http://x/a> <http://x/b> <http://x/d> .\n"
        b'_:b2 <http://x/b> "\\u4F60" <http://x/g2> .\n'
    )
    store = Store.memory([b"".join(quads), tricky])
    assert store.select(
        "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?m) WHERE { ?s ?p ?o }"
    ).rows == ((6, 6),)
    assert len(store) == 7
    assert store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows == ((7,),)
    assert store.select(
        "SELECT ?o WHERE { ?s ?p ?o FILTER(DATATYPE(?o) = <http://x/t>) }"
    ).rows == (('a " <http://x/c> . \\',),)


@pytest.mark.parametrize("form", sorted(RESULT_TYPES))
def test_every_result_format_says_the_same(store: Store, form: str) -> None:
    answer = store.answer(EVERYTHING, form)
    body, media_type = answer.body, answer.media_type
    assert media_type == RESULT_TYPES[form]
    if form in ("csv", "spreadsheet"):
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        assert rows[0] == ["s", "p", "o"]
        assert [row[2] for row in rows[1:]] == [
            "甲",
            "2490000.5",
            "7",
            '平乡县\n"医保", 局',
            "2025",
            "http://x/a",
        ]
        return
    result = (
        TSVResultParser().parse(io.BytesIO(body))
        if form == "tsv"
        else Result.parse(io.BytesIO(body), format=form)
    )
    expected = Result.parse(io.BytesIO(store.answer(EVERYTHING, "json").body), format="json")
    found = [[(str(term), getattr(term, "language", None)) for term in row] for row in result]
    assert found == [
        [(str(term), getattr(term, "language", None)) for term in row] for row in expected
    ]
    assert len(found) == 6


def test_how_many_formats() -> None:
    assert len(RESULT_TYPES) == 5
    assert len(GRAPH_TYPES) == 6


def test_ask_in_every_format(store: Store) -> None:
    assert store.ask("ASK { ?s <http://x/knows> ?o }") is True
    assert json.loads(store.answer("ASK { ?s <http://x/none> ?o }", "json").body) == {
        "head": {},
        "boolean": False,
    }
    assert (
        Result.parse(
            io.BytesIO(store.answer("ASK { ?s ?p ?o }", "xml").body), format="xml"
        ).askAnswer
        is True
    )
    assert store.answer("ASK { ?s ?p ?o }", "tsv").body == b"true\n"


@pytest.mark.parametrize("form", sorted(GRAPH_TYPES))
def test_every_graph_format_says_the_same(store: Store, form: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    body = store.construct(query, form)
    assert body == store.construct(query, form), "the same graph gives the same bytes"
    media_type = GRAPH_TYPES[form].partition(";")[0]
    assert (
        len(list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.from_media_type(media_type))))
        == 6
    )


def test_caps_are_announced(store: Store) -> None:
    whole = store.answer(EVERYTHING, "json", caps=Caps(rows=6))
    assert (whole.count, whole.truncated) == (6, None)
    cut = store.answer(EVERYTHING, "json", caps=Caps(rows=2))
    assert cut.count == len(json.loads(cut.body)["results"]["bindings"]) == 2
    assert cut.truncated is not None
    assert "first 2 rows" in cut.truncated
    small = store.answer(EVERYTHING, "csv", caps=Caps(size=40))
    assert small.truncated is not None
    assert small.count < 6
    graph = store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "nt", caps=Caps(rows=3))
    assert graph.count == graph.body.count(b"\n") == 3
    assert graph.truncated is not None


def test_malformed_and_misfit(store: Store) -> None:
    with pytest.raises(MalformedQuery, match="line 1, column 11"):
        store.select("SELECT * {")
    with pytest.raises(MalformedQuery):
        store.select("INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }")
    with pytest.raises(MalformedQuery, match="no SELECT"):
        store.select("ASK { }")
    with pytest.raises(MalformedQuery, match="no ASK"):
        store.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(ValueError, match="ttl"):
        store.answer(EVERYTHING, "ttl")
    with pytest.raises(ValueError, match="csv"):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "csv")


SHAPES = b"""\
<http://x/shape> <http://www.w3.org/ns/shacl#property> <http://x/part> <http://x/g> .
<http://x/shape> <http://x/knows> <http://x/other> <http://x/g> .
<http://x/part> <http://www.w3.org/ns/shacl#path> <http://x/name> <http://x/g> .
<http://x/other> <http://x/name> "another thing" <http://x/g> .
"""


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("DESCRIBE <http://x/shape>", 3),
        ("PREFIX describe: <http://x/> BASE <http://x/> describe <shape>", 3),
        ("# DESCRIBE\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s ?p <http://x/part> }", 1),
    ],
)
def test_a_description_of_a_shape_has_its_property_shapes(query: str, lines: int) -> None:
    """They have names of their own here, where readers expect blank nodes inside the shape."""
    body = Store.memory([SHAPES]).construct(query)
    assert len(body.splitlines()) == lines
    assert (b"shacl#path" in body) == (lines == 3)
    assert b"another thing" not in body


def test_describe_and_graph(store: Store) -> None:
    body = store.describe("http://x/b", "nt")
    assert body is not None
    lines = body.decode().splitlines()
    assert '<http://x/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "甲"@zh .' in lines, (
        "the label of what it names"
    )
    assert len(lines) == 2
    incoming = store.describe("http://x/a", "nt")
    assert incoming is not None
    assert b"<http://x/b> <http://x/knows> <http://x/a> ." in incoming
    assert store.describe("http://x/nobody") is None
    assert (
        store.graph("http://x/g2", "nq")
        == b"<http://x/b> <http://x/knows> <http://x/a> <http://x/g2> .\n"
    )
    assert store.graph("http://x/g2", "nt") == b"<http://x/b> <http://x/knows> <http://x/a> .\n"
    with pytest.raises(UnknownGraph):
        store.graph("http://x/g9", "nq")
