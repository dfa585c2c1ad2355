"""Bodies that were renamed or merged, as their own papers say."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import ORG, SKOS

from budgetgraph.mapping import nquads
from budgetgraph.mapping.changes import changes_of
from budgetgraph.pipeline.line import extract_all

BODY = "临西县自然资源和规划局"


def paper(folder: Path, sentence: str, body: str = BODY) -> Path:
    path = folder / "paper.txt"
    text = f"{body}2024年度部门预算公开\n一、部门职责\n{sentence}\n二、收支情况\n2024年{body}支出预算120万元。\n"
    path.write_text(text, "utf-8")
    return path


#: What a paper says, and the kind of change with the former bodies; None where it tells none.
TOLD = {
    "原临西县国土资源局更名为临西县自然资源和规划局。": ("renamed", ["临西县国土资源局"]),
    "2019年3月，临西县国土资源局于2019年3月正式更名为“临西县自然资源和规划局”。": (
        "renamed",
        ["临西县国土资源局"],
    ),
    "根据方案将临西县国土资源局更名为临西县自然资源和规划局并加挂林业局牌子。": (
        "renamed",
        ["临西县国土资源局"],
    ),
    "临西县自然资源和规划局由临西县国土资源局更名而来。": ("renamed", ["临西县国土资源局"]),
    "由原临西县国土资源局、临西县林业局和原临西县规划局合并组建临西县自然资源和规划局。": (
        "merged",
        ["临西县国土资源局", "临西县林业局", "临西县规划局"],
    ),
    "临西县自然资源和规划局由临西县国土资源局与临西县林业局整合组建。": (
        "merged",
        ["临西县国土资源局", "临西县林业局"],
    ),
    "2023年临西县林业局整体并入临西县自然资源和规划局。": ("merged", ["临西县林业局"]),
    # Nothing that has happened to this body.
    "临西县国土资源局拟更名为临西县自然资源和规划局。": None,
    "临西县国土资源局更名为临西县自然资源和规划局测绘院。": None,
    "临西县水利局更名为临西县水务局。": None,
    "县国土资源局更名为临西县自然资源和规划局。": None,
    "将临西县林业局的职责整合，组建临西县自然资源和规划局。": None,
    "将临西县林业局森林防火职责并入临西县自然资源和规划局。": None,
    "临西县国有林场项目更名为临西县自然资源和规划局。": None,
    "临西县自然资源和规划局由县政府领导。": None,
}


@pytest.mark.parametrize("sentence", TOLD)
def test_a_change_is_what_the_paper_says_of_its_own_body(tmp_path: Path, sentence: str) -> None:
    (found,) = extract_all(paper(tmp_path, sentence))
    assert found.owner.name == BODY
    told = [(change.kind, list(change.former)) for change in changes_of(found)]
    assert told == ([] if TOLD[sentence] is None else [TOLD[sentence]])


def test_a_new_name_leads_from_the_former_body_with_its_line(tmp_path: Path) -> None:
    sentence = next(iter(TOLD))
    (found,) = extract_all(paper(tmp_path, f"{sentence}\n{sentence}"))
    lines = nquads(found).decode().split("\n")
    text = "\n".join(line.rpartition(" <")[0] + " ." for line in lines if line)
    graph = Graph().parse(data=text, format="nt")
    (event,) = graph.subjects(RDF.type, ORG.ChangeEvent)
    (before,) = graph.subjects(ORG.changedBy, event)
    (body,) = graph.objects(event, ORG.resultingOrganization)
    assert str(before).endswith("/department/130535/临西县国土资源局")
    assert (before, RDF.type, ORG.FormalOrganization) in graph
    assert str(graph.value(body, SKOS.prefLabel)) == BODY
    assert [str(one) for one in graph.objects(body, SKOS.altLabel)] == ["临西县国土资源局"]
    (span,) = graph.objects(event, URIRef("https://w3id.org/budgetgraph/ontology#source"))
    assert str(span).endswith("#line=2,3")
