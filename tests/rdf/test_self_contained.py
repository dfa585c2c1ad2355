"""RDF files that want a part of themselves from elsewhere: refused with the reason, and nobody is
called; contexts of files beside are put in their place.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.self_contained import self_contained
from budgetgraph.rdf.serialise import read_rdf

THERE = "https://contexts.example/terms.jsonld"
ELSEWHERE: dict[str, object] = {
    "a context": {"@context": THERE, "@id": "x:a"},
    "one of several": {"@context": [{"x": "http://x/"}, THERE]},
    "of a part": {"@graph": [{"@id": "http://x/a", "http://x/b": {"@context": THERE}}]},
    "of a term": {"@context": {"b": {"@id": "http://x/b", "@context": THERE}}},
    "an import": {"@context": {"@version": 1.1, "@import": THERE}},
    "without a scheme": {"@context": "//contexts.example/terms.jsonld"},
    "a folder above": {"@context": "../terms.jsonld"},
    "the root": {"@context": "/etc/hostname"},
    "a file that is not there": {"@context": "none.jsonld"},
}


def written(folder: Path, name: str, data: object) -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", ELSEWHERE)
def test_a_context_from_elsewhere_is_refused(tmp_path: Path, case: str) -> None:
    path = written(tmp_path, "a.jsonld", ELSEWHERE[case])
    with pytest.raises(UnreadableInput, match=r"a\.jsonld: .*the context .* nothing is fetched"):
        read_rdf(path)


def test_a_key_that_stands_twice_hides_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", f'{{"@context": "{THERE}", "@context": {{}}}}')
    with pytest.raises(UnreadableInput, match="a key stands twice beside @context"):
        self_contained(path.read_bytes(), path)


def test_a_context_beside_is_put_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    written(tmp_path, "below/more.jsonld", {"@context": {"c": "http://x/c"}})
    terms = [{"b": "http://x/b", "p": {"@id": "http://x/p", "@context": "below/more.jsonld"}}]
    written(tmp_path, "terms.jsonld", {"@context": terms})
    data = {"@context": ["terms.jsonld", {"d": "http://x/d"}], "@id": "http://x/a"}
    path = written(
        tmp_path, "a.jsonld", data | {"b": 1, "d": 2, "p": {"@id": "http://x/e", "c": 3}}
    )
    lines = read_rdf(path).decode().splitlines()
    assert [line.split(" ")[1] for line in lines] == [
        "<http://x/b>",
        "<http://x/d>",
        "<http://x/p>",
        "<http://x/c>",
    ]


def test_an_import_beside_gives_way_to_what_stands_in_the_file(tmp_path: Path) -> None:
    written(tmp_path, "terms.jsonld", {"@context": {"b": "http://x/b", "c": "http://x/c"}})
    own = {"@version": 1.1, "@import": "terms.jsonld", "c": "http://x/own"}
    path = written(tmp_path, "a.jsonld", {"@context": own, "@id": "http://x/a", "b": 1, "c": 2})
    assert json.loads(self_contained(path.read_bytes(), path))["@context"] == {
        "@version": 1.1,
        "b": "http://x/b",
        "c": "http://x/own",
    }


def test_contexts_that_name_each_other_come_to_an_end(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonld", {"@context": "b.jsonld"})
    written(tmp_path, "b.jsonld", {"@context": "a.jsonld"})
    with pytest.raises(UnreadableInput, match="nothing is fetched"):
        self_contained(path.read_bytes(), path)


def test_a_file_without_such_references_stays_as_it_is(tmp_path: Path) -> None:
    text = '{"@context": {"b": "http://x/b"}, "@id": "http://x/a", "b": 1.10}'
    path = written(tmp_path, "a.jsonld", text)
    assert self_contained(path.read_bytes(), path) == text.encode()
    turtle = written(tmp_path, "a.ttl", '{"@context": "https://x/"}')
    assert self_contained(turtle.read_bytes(), turtle) == turtle.read_bytes()


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<rdf:Description rdf:about="http://x/a"><x:b>{}</x:b></rdf:Description></rdf:RDF>'
)


@pytest.mark.parametrize(
    ("doctype", "what"),
    [
        ('<!DOCTYPE r SYSTEM "http://x.example/r.dtd">', "the DTD"),
        ('<!DOCTYPE r PUBLIC "-//x//y" "r.dtd">', "the DTD"),
        ('<!DOCTYPE r [<!ENTITY e SYSTEM "http://x.example/e">]>', 'the entity "e"'),
        ('<!DOCTYPE r [<!ENTITY % e SYSTEM "http://x.example/e"> %e;]>', 'the entity "e"'),
        ('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 'the entity "e"'),
    ],
)
def test_xml_takes_nothing_from_elsewhere(tmp_path: Path, doctype: str, what: str) -> None:
    path = written(tmp_path, "a.rdf", doctype + RDF.format("1"))
    with pytest.raises(UnreadableInput, match=f"a.rdf: .*{what}.* nothing is fetched"):
        read_rdf(path)


def test_an_entity_of_the_file_itself_is_read(tmp_path: Path) -> None:
    text = '<!DOCTYPE rdf:RDF [<!ENTITY e "one">]>' + RDF.format("&e;")
    path = written(tmp_path, "a.rdf", text)
    assert read_rdf(path) == b'<http://x/a> <http://x/b> "one" .\n'
