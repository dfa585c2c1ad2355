"""The Turtle files of the code lists: complete, well formed, and written by their scripts."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from budgetgraph.assets import asset
from budgetgraph.forms import forms
from budgetgraph.forms.prose import prose
from budgetgraph.values import codes
from budgetgraph.values.target import read_target

FOLDER = asset("ontology/codes")
SCHEMES = {
    "divisions": 3500,
    "functions": 140,
    "economic": 160,
    "indicator-types": 25,
    "table-types": 16,
    "measures": 46,
    "units": 84,
    "operators": 6,
    "phases": 2,
    "funds": 6,
}


def test_the_lists_are_all_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.ttl")} >= set(SCHEMES)
    assert (FOLDER / "divisions.ttl").stat().st_size < 900_000


@pytest.mark.parametrize(("scheme", "least"), SCHEMES.items())
def test_every_concept_has_label_notation_or_definition_and_scheme(scheme: str, least: int) -> None:
    graph = rdflib.Graph().parse(FOLDER / f"{scheme}.ttl")
    iri = rdflib.URIRef(f"https://w3id.org/budgetgraph/id/scheme/{scheme}")
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert (iri, RDF.type, SKOS.ConceptScheme) in graph
    assert len(found) == len(codes.concepts(scheme)) >= least
    for concept in found:
        labels = [
            label
            for label in graph.objects(concept, SKOS.prefLabel)
            if getattr(label, "language", "") == "zh"
        ]
        assert len(labels) == 1, concept
        assert list(graph.objects(concept, SKOS.inScheme)) == [iri], concept
        assert (concept, SKOS.notation, None) in graph or len(
            set(graph.objects(concept, SKOS.definition))
        ) == 2, concept
        assert set(graph.objects(concept, SKOS.broader)) <= found, concept
        assert ((concept, SKOS.broader, None) in graph) != (
            (concept, SKOS.topConceptOf, iri) in graph
        ), concept
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


@pytest.mark.parametrize("scheme", ["functions", "economic"])
def test_every_class_hangs_on_the_class_its_code_says(scheme: str) -> None:
    found = codes.concepts(scheme)
    for key, one in found.items():
        above = one.first("broader")
        assert (above.rpartition("/")[2] if above else None) == codes.parent(
            one.first("notation") or ""
        ), key
    observed = [key for key, one in found.items() if one.first("status") == "observed"]
    assert len(observed) == (69 if scheme == "functions" else 0)
    assert all(found[key].first("note") for key in observed)


def test_every_measure_and_table_type_that_a_form_can_have_is_listed() -> None:
    known = forms()
    measures, types = codes.concepts("measures"), codes.concepts("table-types")
    stated = prose().measures
    assert len(stated) > 20
    assert set(known.column) | stated <= set(measures)
    assert {name for name, _ in known.tables} <= set(types)
    assert {"project_total", "project_fiscal", "project_other"} <= set(measures)
    assert all(
        one.first("prefLabel@en") and one.first("definition@en")
        for one in (*measures.values(), *types.values())
    )


def test_no_wording_stands_for_two_indicator_types_of_one_level() -> None:
    found = codes.concepts("indicator-types").values()
    wordings = Counter(
        (label, level)
        for one in found
        for label in one.values["prefLabel"] + one.values.get("altLabel", ())
        for level in one.values["indicatorLevel"]
    )
    assert [wording for wording, count in wordings.items() if count > 1] == []
    assert Counter(one.first("indicatorLevel") for one in found) == {"1": 12, "2": 13}


def test_the_classifications_are_written_from_their_table(tmp_path: Path) -> None:
    for name in ("make_classifications.py", "classifications.tsv"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    subprocess.run([sys.executable, tmp_path / "make_classifications.py"], check=True)
    for scheme in ("functions", "economic"):
        assert (tmp_path / f"{scheme}.ttl").read_bytes() == (FOLDER / f"{scheme}.ttl").read_bytes()


LINKS = asset("ontology/links")


def links_of(*tables: Path, script: str = "link_divisions.py") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(LINKS / script), *map(str, tables)]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def test_every_province_is_linked_once_to_wikidata_and_where_it_is_the_same_to_geonames() -> None:
    assert links_of(LINKS / "provinces.tsv").stdout == (LINKS / "divisions.ttl").read_text("utf-8")
    found = codes.concepts("divisions")
    provinces = [one for one in found.values() if one.first("level") == "province"]
    assert len(provinces) == 34
    for hosts, count in (
        ("http://www.wikidata.org/entity/Q", 34),
        ("https://sws.geonames.org/", 33),
    ):
        links = [
            link for one in provinces for link in one.values["exactMatch"] if link.startswith(hosts)
        ]
        assert len(links) == len(set(links)) == count
    # What GeoNames has under that name is not the division of the list.
    assert found["710000"].values["exactMatch"] == ("http://www.wikidata.org/entity/Q57251",)
    assert all(one.first("prefLabel@en") for one in provinces)
    assert found["130000"].values["exactMatch"] == (
        "http://www.wikidata.org/entity/Q21208",
        "https://sws.geonames.org/1808773/",
    )


def test_a_table_of_codes_links_more_divisions_and_an_ambiguous_code_none(tmp_path: Path) -> None:
    """An answer of the query service: whole IRIs, places below the county, labels that are none."""
    table = tmp_path / "answer.csv"
    entity = "http://www.wikidata.org/entity/"
    lines = [
        "item,itemLabel,code,geonames",
        f"{entity}Q1,Pingxiang County,13 05 32,123",
        f"{entity}Q5,a province,13,",
        f"{entity}Q2,Q2,130535,",
        f"{entity}Q3,a town,13 05 32 100,",
        f"{entity}Q4,one,130324,",
        f"{entity}Q6,two,130324,",
        "no item,three,130132,",
    ]
    table.write_text("\n".join(lines), "utf-8")
    made = links_of(table)
    linked = [line for line in made.stdout.split("\n") if line.startswith("d:")]
    assert linked == [
        'd:130000 skos:exactMatch wd:Q5 ; skos:prefLabel "a province"@en .',
        "d:130532 skos:exactMatch wd:Q1, <https://sws.geonames.org/123/> ; "
        'skos:prefLabel "Pingxiang County"@en .',
        "d:130535 skos:exactMatch wd:Q2 .",
    ]
    assert "130324: claimed by Q4, Q6, left out" in made.stderr


def test_a_body_is_linked_where_one_item_has_its_name_and_its_place(tmp_path: Path) -> None:
    bodies, answer = tmp_path / "departments.csv", tmp_path / "answer.csv"
    base = "https://w3id.org/budgetgraph/id/department"
    names = [("320000", "江苏省财政厅"), ("130000", "河北省财政厅"), ("320100", "财政局")]
    lines = [f"{base}/{code}/{name},{name},{code}" for code, name in names]
    bodies.write_text("\n".join(["iri,name,division", *lines]), "utf-8")
    found = [
        "item,itemLabel,code",
        "http://www.wikidata.org/entity/Q1,江苏省财政厅,32",
        "Q2,河北省财政厅,130000",
        "Q3,河北省财政厅,13",
        "Q4,财政局,32 02",
    ]
    answer.write_text("\n".join(found), "utf-8")
    made = links_of(bodies, answer, script="link_bodies.py")
    linked = [line for line in made.stdout.split("\n") if line.startswith("<")]
    assert linked == [f"<{base}/320000/江苏省财政厅> skos:exactMatch wd:Q1 ."]
    assert "河北省财政厅: claimed by Q2, Q3, left out" in made.stderr


def test_no_wording_stands_for_two_units() -> None:
    found = codes.concepts("units").values()
    wordings = Counter(
        label for one in found for label in one.values["prefLabel"] + one.values.get("altLabel", ())
    )
    assert [wording for wording, count in wordings.items() if count > 1] == []
    matched = [
        match
        for one in found
        for match in one.values.get("exactMatch", ()) + one.values.get("closeMatch", ())
    ]
    assert len(matched) == len(set(matched)) + 1 == 33, (
        "次 and 个 are both close to the plain number"
    )
    assert all(match.startswith("http://qudt.org/vocab/unit/") for match in matched)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("%", "percent"),
        ("％", "percent"),
        ("个百分点", "percentage-point"),
        ("元", "元"),
        ("元/每人", "元每人"),
        ("元/每人每次每天", "元每人次天"),
        ("元/人·年", "元每人年"),
        ("名", "人"),
        ("日", "天"),
        ("个工作日", "工作日"),
        ("千米", "公里"),
        ("度", None),
        ("元/人(次)", None),
    ],
)
def test_units_as_they_are_printed(printed: str, key: str | None) -> None:
    assert codes.measurement_unit(printed) == key


def test_the_words_of_an_operator_are_those_that_are_read_as_it() -> None:
    signs = {one.first("notation"): one for one in codes.concepts("operators").values()}
    assert len(signs) == 6
    read = 0
    for sign in "≥≤><":
        for word in signs[sign].values["altLabel"]:
            text = f"5天{word}" if word.endswith(("上", "下", "内")) else f"{word}5天"
            assert read_target(text).operator == sign, text
            read += 1
    assert read == 46
