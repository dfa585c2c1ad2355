"""Summaries say what the figures say that they sum up, in every example; and a summary that does
not is told.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
import rdflib
from recount import counted

from budgetgraph.assets import asset
from budgetgraph.document.problems import Severity
from budgetgraph.mapping import across_quads
from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.store import Store
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.findings_graph import doubted_things

BG = PREFIXES["bg"]
CHECK = asset("queries/checks/summaries.rq").read_text("utf-8")
PROJECT = f"<{BASE}id/project/1/2025>"
KEY = f"<{BASE}id/disclosure/x/key-figure/total_revenue>"
SUMMARY = f"<{BASE}id/disclosure/x/summary/budget>"
NAME = f"{BASE}graph/130532/某局/2025"
GRAPH = f"<{NAME}>"
#: A small right graph: one summary, one project with one indicator, one document cited once.
RIGHT = f"""{SUMMARY} a bg:Summary ; prov:wasDerivedFrom {KEY} ; bg:revenue 12.50 .
{KEY} bg:measure <{BASE}id/measure/total_revenue> ; bg:amount 12.50 ; bg:takenFrom <urn:figure> .
<urn:paper> a bg:Disclosure ; bg:projectCount 1 ; bg:department <urn:body> .
{PROJECT} a bg:Project ; bg:indicatorCount 1 ; bg:hasIndicator <urn:one> ; bg:cites <urn:doc> .
{PROJECT} bg:disclosure <urn:paper> .
<urn:one> bg:basedOn <urn:doc> ; bg:project {PROJECT} .
<urn:mention> bg:document <urn:doc> ; bg:disclosure <urn:paper> .
<urn:doc> bg:mentionCount 1 ; bg:citingDepartments 1 ; bg:citingProjects 1 ;
  bg:citingIndicators 1 ."""


def store_of(turtle: str) -> Store:
    """Loads Turtle in which `bg:` and `prov:` are known, as one named graph."""
    graph = rdflib.Graph()
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("bg", "prov"))
    graph.parse(data=prefixes + turtle, format="turtle")
    lines = graph.serialize(format="nt").strip().split("\n")
    return Store.memory(["\n".join(f"{line[:-2]} {GRAPH} ." for line in lines).encode() + b"\n"])


def wrong(turtle: str) -> list[str]:
    rows = store_of(turtle).select(CHECK).rows
    return [str(row[1]).removeprefix(BG) for row in rows]


def test_the_summaries_of_all_examples_are_right() -> None:
    store = counted("examples").store
    summed = store.select(
        f"SELECT ?s {{ ?s a <{BG}Summary> ; <{PREFIXES['prov']}wasDerivedFrom> ?key }}"
    )
    assert len(summed.rows) > 200
    assert store.select(CHECK).rows == ()


@pytest.mark.parametrize(
    ("right", "made", "told"),
    [
        ("bg:revenue 12.50", "bg:revenue 12.51", "revenue"),
        ("; bg:revenue 12.50", "", "revenue"),
        ("bg:indicatorCount 1", "bg:indicatorCount 2", "indicatorCount"),
        ("bg:projectCount 1", "bg:projectCount 0", "projectCount"),
        ("bg:mentionCount 1", "bg:mentionCount 2", "mentionCount"),
        ("bg:citingDepartments 1", "bg:citingDepartments 0", "citingDepartments"),
        ("bg:citingProjects 1", "bg:citingProjects 3", "citingProjects"),
        ("bg:citingIndicators 1", "bg:citingIndicators 0", "citingIndicators"),
    ],
)
def test_a_wrong_summary_is_told(right: str, made: str, told: str) -> None:
    assert wrong(RIGHT) == []
    assert right in RIGHT
    assert wrong(RIGHT.replace(right, made)) == [told]


def across(turtle: str, doubted: dict[str, set[str]] | None = None) -> set[tuple[str, str, str]]:
    """What the graph across disclosures says of its things, by the properties of ours."""
    graph = store_of(turtle).graph(NAME, "nq")
    lines = across_quads([graph], doubted=doubted)
    names = ("doubtedBy", "doubts", "fundingNumbers", "citedNumbers", "citedAs", "citedLevels")
    return set(said(lines, BG, (*names, "citingProjects", "citingIndicators")))


DOCUMENT = '<urn:doc> bg:documentNumber "冀财社〔2023〕208号" ; bg:agencyCode "冀财社"'


def test_what_a_project_cites_is_one_text_with_the_levels_from_the_top() -> None:
    found = across(
        f"""{PROJECT} bg:cites <urn:doc>, <urn:other> ; bg:fundedUnder <urn:doc> .
        {DOCUMENT} ; bg:level "province", "central" .
        <urn:other> bg:documentNumber "国发〔2020〕1号" ; bg:level "county" ."""
    )
    of_project = {(name, text) for thing, name, text in found if thing == PROJECT[1:-1]}
    assert of_project == {
        ("citedNumbers", "冀财社〔2023〕208号、国发〔2020〕1号"),
        ("fundingNumbers", "冀财社〔2023〕208号"),
        ("citedAs", "funded-under"),
        ("citedLevels", "central、province"),
    }


def test_a_project_that_only_rests_on_a_document_says_so() -> None:
    found = across(f'{PROJECT} bg:cites <urn:doc> . {DOCUMENT} ; bg:level "city" .')
    assert (PROJECT[1:-1], "citedAs", "basis") in found
    assert (PROJECT[1:-1], "citedLevels", "city") in found
    assert not [one for one in found if one[1] == "fundingNumbers"]


def test_a_doubt_passes_from_the_figure_to_the_key_figure_and_the_summary() -> None:
    found = across(RIGHT, {"urn:figure": {"b-rule", "a-rule"}, "urn:else": {"c-rule"}})
    doubts = {thing: text for thing, name, text in found if name == "doubts"}
    assert doubts == {
        "urn:figure": "a-rule b-rule",
        KEY[1:-1]: "a-rule b-rule",
        SUMMARY[1:-1]: "a-rule b-rule",
        "urn:else": "c-rule",
    }
    assert len([one for one in found if one[1] == "doubtedBy"]) == 7


def finding(gap: Decimal | None, value: str | None) -> Finding:
    figures = ("urn:compared",)
    return Finding(
        "a-rule", Severity.INFO, "urn:focus", None, value, gap, "", "", "", "", figures=figures
    )


@pytest.mark.parametrize(
    ("gap", "value", "things"),
    [
        (Decimal(1), "<urn:value>", {"urn:focus", "urn:value", "urn:compared"}),
        (None, "<urn:value>", {"urn:focus", "urn:value"}),
        (None, '"12"', {"urn:focus"}),
        (Decimal(0), None, {"urn:focus", "urn:compared"}),
    ],
)
def test_what_a_finding_doubts(gap: Decimal | None, value: str | None, things: set[str]) -> None:
    assert doubted_things([finding(gap, value)]) == {thing: {"a-rule"} for thing in things}


def test_statements_are_read_off_n_quads_with_and_without_a_last_line_end() -> None:
    line = f'<urn:a> <{BG}level> "中\\"央"@zh {GRAPH} .'.encode()
    for nquads in (line, line + b"\n", b"# x\n" + line):
        assert list(said(nquads, BG, ("level", "cites"))) == [("urn:a", "level", '中\\"央')]
