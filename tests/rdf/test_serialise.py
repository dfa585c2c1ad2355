"""Every syntax says the same graph, in the same bytes each time, and JSON-LD says it so that a
person can read it.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, get_args

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from sample import sample_nquads

from budgetgraph.assets import asset
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.nquads import Quads, escape, joined
from budgetgraph.rdf.serialise import FORMATS, Form, read_rdf, serialise, serialise_dataset

CARE = Iris().project("13053225P00T216100029", 2025)
OX = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
TRIPLES: list[Form] = ["ttl", "nt", "jsonld", "rdf"]
QUADS: list[Form] = ["trig", "nq", "jsonld"]


def quads(data: bytes, form: str) -> set[ox.Quad]:
    return set(ox.parse(data, format=OX[form]))  # type: ignore[arg-type]


def triples(data: bytes, form: str) -> set[ox.Triple]:
    return {quad.triple for quad in quads(data, form)}


def one(text: str) -> bytes:
    """A graph of one thing whose label, printed value and quote are the text."""
    out = Quads(Iris(), BASE + "graph/x")
    out.zh(BASE + "id/x/1", "skos:prefLabel", text)
    out.text(BASE + "id/x/1", "bg:printed", text)
    out.en(BASE + "id/x/1", "skos:definition", text)
    return joined(out.lines)


def test_the_formats_are_all_tested() -> None:
    assert set(FORMATS.values()) == set(get_args(Form)) == set(OX) == {*TRIPLES, *QUADS}


@pytest.mark.parametrize("form", TRIPLES)
def test_triples_come_back(form: Form) -> None:
    expected = triples(sample_nquads(), "nq")
    written = serialise(sample_nquads(), form)
    assert len(expected) > 1500
    assert triples(written, form) == expected
    assert written == serialise(b"\n".join(reversed(sample_nquads().split(b"\n"))), form)


@pytest.mark.parametrize("form", TRIPLES)
def test_rdflib_reads_the_same(form: Form) -> None:
    part = b"".join(
        line + b"\n"
        for line in sample_nquads().split(b"\n")
        if line.startswith(f"<{CARE}".encode())
    )
    expected = Graph().parse(data=serialise(part, "nt"), format="nt")
    assert len(expected) > 100
    assert isomorphic(Graph().parse(data=serialise(part, form), format=RDFLIB[form]), expected)


@pytest.mark.parametrize("form", QUADS)
def test_named_graphs_come_back(form: Form) -> None:
    written = serialise_dataset(sample_nquads(), form)
    assert quads(written, form) == quads(sample_nquads(), "nq")
    assert written == serialise_dataset(written if form == "nq" else sample_nquads(), form)


def test_rdflib_reads_the_dataset() -> None:
    small = b"".join(line + b"\n" for line in sample_nquads().split(b"\n")[:200])
    expected = Dataset()
    expected.parse(data=small, format="nquads")
    for form, name in (("trig", "trig"), ("jsonld", "json-ld")):
        found = Dataset()
        found.parse(
            data=serialise_dataset(small, "trig" if form == "trig" else "jsonld"), format=name
        )
        assert set(found.quads()) == set(expected.quads())


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf"])
def test_a_syntax_without_graphs_refuses_a_dataset(form: Form) -> None:
    with pytest.raises(ValueError, match="named graphs"):
        serialise_dataset(sample_nquads(), form)


@pytest.mark.parametrize("form", get_args(Form))
def test_nothing_is_something_too(form: Form) -> None:
    assert triples(serialise(b"", form), form) == set()


def test_prefixes_are_sorted_and_used() -> None:
    head = [
        line.split()[1].rstrip(":")
        for line in serialise(sample_nquads(), "ttl").decode().split("\n")
        if line.startswith("@prefix")
    ]
    assert head == sorted(head)
    assert {"bg", "skos", "xsd"} <= set(head) < set(PREFIXES)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_literal_survives(text: str) -> None:
    data = one(text)
    expected = quads(data, "nq")
    assert {quad.object.value for quad in expected} == {text}
    for form in QUADS:
        assert quads(serialise_dataset(data, form), form) == expected
    merged: list[Form] = ["ttl", "nt", "jsonld"]
    for form in merged:
        assert triples(serialise(data, form), form) == {quad.triple for quad in expected}


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=["Cc", "Cs"],
            exclude_characters="\ufffe\uffff",
            include_characters="\t\n\r",
        )
    )
)
def test_any_literal_that_xml_can_hold_survives_it(text: str) -> None:
    data = one(text)
    found = Graph().parse(data=serialise(data, "rdf"), format="xml")
    assert {str(value) for value in found.objects()} == {text}


BREAKERS = [
    '"',
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x1f\x7f",
    "\u0085\u2028",
    "𠀀😀",
    '\\u0041"@zh',
    "]]>&<",
    "'''\"\"\"",
]


@pytest.mark.parametrize("text", BREAKERS)
def test_literals_that_break_writers(text: str) -> None:
    assert {quad.object.value for quad in quads(one(text), "nq")} == {text}
    assert one(text).count(b"\n") == 3


def test_what_no_encoding_holds_is_replaced() -> None:
    assert escape("a\ud800b") == "a\ufffdb"
    assert {
        str(value)
        for value in Graph().parse(data=serialise(one("a\x00b"), "rdf"), format="xml").objects()
    } == {"a\ufffdb"}


# --- JSON-LD for a person ---


def described() -> dict[str, Any]:
    """One project with everything about it, as the server describes it."""
    part = b"".join(
        line + b"\n"
        for line in sample_nquads().split(b"\n")
        if line.startswith(f"<{CARE}".encode())
    )
    read: dict[str, Any] = json.loads(serialise(part, "jsonld", focus=CARE))
    return read


def test_a_resource_reads_well() -> None:
    read = described()
    assert list(read)[:4] == ["@context", "id", "type", "label"]
    assert read["id"] == CARE
    assert read["type"] == ["foaf:Project", "Project"]
    assert read["label"] == "长期护理保险县级配套资金"
    assert read["budgetAmount"] == "2490000"
    assert read["position"] == 1
    assert [entry["by"] for entry in read["hasScheduleEntry"]] == [
        "3月底",
        "6月底",
        "10月底",
        "12月底",
    ]
    first = read["hasIndicator"][0]
    assert first["label"] == "参保人数"
    assert first["hasTarget"]["operator"] == "gteq"
    assert first["hasTarget"]["value"] == "50000"
    assert list(first)[-1] == "source"


def test_a_resource_has_no_noise() -> None:
    text = json.dumps({key: value for key, value in described().items() if key != "@context"})
    assert "@value" not in text
    assert "@type" not in text
    assert "ontology#" not in text


def test_the_context_in_a_document_is_part_of_the_published_one() -> None:
    published = json.loads(asset("ontology/context.jsonld").read_text("utf-8"))["@context"]
    own = described()["@context"]
    assert own.items() <= published.items()
    assert 20 < len(own) < len(published)


def test_what_the_context_does_not_know_is_still_said() -> None:
    data = (
        f'<{BASE}id/x/1> <http://example.org/p> "1"^^<{PREFIXES["xsd"]}byte> .\n'
        f'<{BASE}id/x/1> <{PREFIXES["skos"]}prefLabel> "x"@fr .\n'
        f"<{BASE}id/x/1> <http://example.org/q> <{BASE}id/x/2> .\n"
        f'<{BASE}id/x/1> <{PREFIXES["bg"]}position> "01"^^<{PREFIXES["xsd"]}integer> .\n'
        f'<{BASE}id/x/1> <{PREFIXES["bg"]}amount> "words" .\n'
        f'<{BASE}id/x/2> <{PREFIXES["bg"]}printed> "{BASE}id/x/1" .\n'
        f"_:b <{PREFIXES['bg']}unit> <{BASE}id/x/2> .\n"
    ).encode()
    expected = Graph().parse(data=data.decode(), format="nt")
    for form in TRIPLES:
        assert isomorphic(
            Graph().parse(data=serialise(data, form), format=RDFLIB[form]), expected
        ), form
    focused = serialise(data, "jsonld", focus=f"{BASE}id/x/1")
    assert isomorphic(Graph().parse(data=focused, format="json-ld"), expected)
    nested = json.loads(focused)["@graph"][0]["http://example.org/q"]
    assert nested == {"id": f"{BASE}id/x/2", "printed": f"{BASE}id/x/1"}, (
        "a text that looks like an IRI stays a text"
    )


def test_another_base() -> None:
    data = sample_nquads().replace(BASE.encode(), b"http://localhost/")
    assert b"w3id.org" not in serialise(data, "ttl", base="http://localhost/")
    written = serialise(data, "jsonld", base="http://localhost/")
    assert triples(written, "jsonld") == triples(data, "nq")
    assert b'"bg:' not in written.split(b'"@graph"')[1]


# --- reading files ---


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.ttl", "ttl"), ("a.nt", "nt"), ("a.rdf", "rdf"), ("a.jsonld", "jsonld"), ("a.xml", "rdf")],
)
def test_files_of_triples(tmp_path: Path, name: str, form: Form) -> None:
    (tmp_path / name).write_bytes(serialise(sample_nquads(), form))
    assert triples(read_rdf(tmp_path / name), "nq") == triples(sample_nquads(), "nq")


@pytest.mark.parametrize(
    ("name", "form"), [("a.trig", "trig"), ("a.nq.gz", "nq"), ("a.JSON", "jsonld")]
)
def test_files_of_quads(tmp_path: Path, name: str, form: Form) -> None:
    data = serialise_dataset(sample_nquads(), form)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert read_rdf(tmp_path / name) == sample_nquads()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.ttl", b"<a> <b> .", "cannot be read as RDF"),
        ("a.nq.gz", b"\x1f\x8bxx", "cannot be read as RDF"),
        (
            "b.nq.gz",
            gzip.compress(b"<a:a> <a:b> <a:c> .", mtime=0)[:-14] + b"xxxxxxxxxxxxxx",
            "cannot be read as RDF",
        ),
        ("a.csv", b"", "no RDF file by its name"),
        ("graph", b"", "no RDF file by its name"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput, match=reason):
        read_rdf(tmp_path / name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.ttl"):
        read_rdf(tmp_path / "none.ttl")
