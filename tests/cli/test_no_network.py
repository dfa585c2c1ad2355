"""No command opens a socket unless it is asked to: a listener counts who calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from canary import canary

from budgetgraph.cli import run

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SH = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://x/> . "
SHAPE = "x:s a sh:NodeShape ; sh:targetNode x:a ; "


def data(address: str) -> dict[str, str]:
    """Files that name `address` in every way that a syntax has for it."""
    return {
        "context.jsonld": json.dumps({"@context": address, "@id": "http://x/a", "b": "c"}),
        "import.jsonld": json.dumps({"@context": {"@version": 1.1, "@import": address}}),
        "term.jsonld": json.dumps({"@context": {"b": {"@id": "http://x/b", "@context": address}}}),
        "twice.json": f'{{"@context": {{}}, "@context": "{address}", "@id": "http://x/a"}}',
        "page.jsonld": f'<script type="application/ld+json">{{"@context": "{address}"}}</script>',
        "imports.ttl": f"<http://x/a> a <{OWL}Ontology> ; <{OWL}imports> <{address}> .",
        "imports.trig": f"<{address}> {{ <http://x/a> <{OWL}imports> <{address}> }}",
        "entity.rdf": f'<!DOCTYPE r SYSTEM "{address}" [<!ENTITY e SYSTEM "{address}">]>'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="http://x/a" rdf:value="&e;"/>'
        "</rdf:RDF>",
        "entities.rdf": f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{address}"> %p;]>'
        f'<rdf:RDF xmlns:rdf="{RDF}"/>',
        "rules.n3": f"<{address}> <http://www.w3.org/2000/10/swap/log#semantics> <http://x/a> .",
    }


def shapes(address: str) -> dict[str, str]:
    """Shapes that would have something fetched."""
    call = f"SERVICE <{address}> {{ ?s ?p ?o }}"
    hidden = f"SERVICE#\\n<{address}> {{ ?s ?p ?o }}"
    return {
        "service.ttl": f'{SH}{SHAPE} sh:sparql [ sh:select "SELECT $this {{ {call} }}" ] .',
        "hidden.ttl": f'{SH}{SHAPE} sh:sparql [ sh:select "SELECT $this {{ {hidden} }}" ] .',
        "component.ttl": f"{SH}x:C a sh:ConstraintComponent ; sh:parameter [ sh:path x:p ] ;"
        f' sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK {{ {hidden} }}" ] .{SHAPE} x:p 1 .',
        "target.ttl": f"{SH}{SHAPE} sh:nodeKind sh:IRI ; sh:target [ a sh:SPARQLTarget ;"
        f' sh:select "SELECT ?this {{ {call} }}" ] .',
        "from.ttl": f"{SH}{SHAPE} sh:sparql [ sh:select"
        f' "SELECT $this FROM <{address}> {{ $this ?p ?o }}" ] .',
        "imports.ttl": f"{SH} x: a <{OWL}Ontology> ; <{OWL}imports> <{address}> ."
        f" {SHAPE} sh:nodeKind sh:IRI .",
        "script.ttl": f"{SH}{SHAPE} sh:nodeKind sh:IRI ; sh:js [ a sh:JSConstraint ;"
        f' sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "{address}" ] ] .',
        "context.jsonld": json.dumps({"@context": address, "@id": "http://x/s"}),
    }


#: What is refused, and not merely read without what stands elsewhere.
REFUSED_DATA = ["context.jsonld", "import.jsonld", "term.jsonld", "entity.rdf", "entities.rdf"]
REFUSED_SHAPES = ["service.ttl", "hidden.ttl", "component.ttl", "target.ttl", "context.jsonld"]


def run_unheard(folder: Path, files: Callable[[str], dict[str, str]], command: list[str]) -> int:
    """Write files that name a listener, run a command beside them, and see that nobody called."""
    with canary() as listener:
        for name, text in files(listener.address).items():
            (folder / name).write_text(text, encoding="utf-8")
        status = run(command)
        assert listener.calls == 0
    return status


#: Beside those that are refused, one file is validated always: loading is the same for all.
_VALIDATED = [*REFUSED_DATA, "imports.ttl"]
_OTHERS = [name for name in data("") if name not in _VALIDATED]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *(("query", name) for name in data("")),
        *(("validate", name) for name in _VALIDATED),
        *(pytest.param("validate", name, marks=pytest.mark.long) for name in _OTHERS),
    ],
)
def test_data_has_nothing_fetched(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    question = tmp_path / "all.rq"
    question.write_text("SELECT * { ?s ?p ?o }")
    file = str(tmp_path / name)
    asked = [file] if command == "validate" else [str(question), "--graph", file]
    status = run_unheard(tmp_path, data, [command, *asked])
    if name in REFUSED_DATA:
        assert status == 3
        assert "nothing is fetched" in capfd.readouterr().err


@pytest.mark.parametrize("name", shapes(""))
@pytest.mark.parametrize("engine", ["auto", "reference"])
def test_shapes_have_nothing_fetched(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, engine: str
) -> None:
    given = tmp_path / "data.ttl"
    given.write_text("<http://x/a> <http://x/b> 1 .")
    options = ["--shapes", str(tmp_path / name), "--engine", engine]
    status = run_unheard(tmp_path, shapes, ["validate", str(given), *options])
    if name in REFUSED_SHAPES:
        assert status == 4
        assert name in capfd.readouterr().err


QUERIES = [
    "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a、{{ ?s ?p ?o }} }}",
    "SELECT * FROM <{}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "LOAD <{}>",
    "DESCRIBE <{}>",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_on_a_graph_calls_nobody(tmp_path: Path, query: str) -> None:
    with canary() as listener:
        question, graph = tmp_path / "one.rq", tmp_path / "data.ttl"
        question.write_text(query.format(listener.address), encoding="utf-8")
        graph.write_text("<http://x/a> <http://x/b> 1 .")
        status = run(["query", str(question), "--graph", str(graph)])
        assert listener.calls == 0
    assert status == (2 if "SERVICE" in query or "LOAD" in query else 0)


def test_a_web_page_has_nothing_fetched(tmp_path: Path) -> None:
    with canary() as listener:
        page = tmp_path / "page.html"
        page.write_text(
            f'<!DOCTYPE html SYSTEM "{listener.address}" [<!ENTITY e SYSTEM "{listener.address}">]>'
            f'<html><head><base href="{listener.address}"><link rel="stylesheet" href="a.css">'
            f'</head><body><img src="a.png"><iframe src="b"></iframe>&e;</body></html>',
            encoding="utf-8",
        )
        status = run(["extract", str(page)])
        assert listener.calls == 0
    assert status == 3


def test_an_endpoint_is_called_where_it_is_asked_for(tmp_path: Path) -> None:
    """The listener works: who is asked to call does."""
    with canary() as listener:
        question = tmp_path / "one.rq"
        question.write_text("SELECT * { ?s ?p ?o }")
        status = run(["query", str(question), "--endpoint", listener.address])
        assert listener.calls > 0
    assert status == 3
