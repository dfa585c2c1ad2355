"""Papers of one body are looked at together, those of others beside them."""

from __future__ import annotations

from sample import sample_nquads

from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import Quads, joined
from budgetgraph.validate import (
    for_all,
    load_shapes,
    validate_nquads,
    validate_paper,
    validate_together,
)
from budgetgraph.validate.papers_of_bodies import papers_of_bodies

DEPARTMENT = f"<{Iris(BASE).ontology}department>"


def paper(name: str, *bodies: str) -> bytes:
    return "".join(
        f"<{name}{place}> {DEPARTMENT} <{body}> .\n" for place, body in enumerate(bodies)
    ).encode()


def groups(*papers: bytes) -> list[tuple[int, ...]]:
    return list(papers_of_bodies(papers, BASE))


def test_a_body_with_one_paper_is_compared_with_nobody() -> None:
    water, school, again = paper("w24", "water"), paper("s25", "school"), paper("w25", "water")
    assert groups(water, school, again) == [(0, 2)]
    assert groups(water, school) == []
    assert groups(paper("w24-", "water", "water")) == [(0,)], "two papers in one source"


def test_a_source_of_two_bodies_brings_the_papers_of_both_together() -> None:
    water, school = paper("w24", "water"), paper("s24", "school")
    assert groups(water, school, paper("both", "water", "school")) == [(0, 1, 2)]


def test_every_rule_that_is_looked_at_so_compares_one_body() -> None:
    """Their queries join the other paper by `bg:department ?body`; the others name no key figure."""
    across = load_shapes().across
    assert across is not None
    assert across.parted is not None
    for shapes, is_of_one in zip(across.parted, (True, False), strict=True):
        select = """SELECT ?query { ?shape sh:targetClass ?class ; sh:sparql/sh:select ?query }"""
        for (query,) in shapes.graph.query(select):  # type: ignore[misc]
            assert ("hasKeyFigure" in query) is is_of_one
            assert (query.count("bg:department ?body") > 1) is is_of_one


def test_a_paper_is_read_once_for_itself_and_for_what_it_has_with_others() -> None:
    shapes, nquads = load_shapes(), sample_nquads()
    validated = validate_paper(nquads, shapes)
    assert validated.report == validate_nquads(nquads, shapes)
    assert validated.for_all == for_all(nquads, shapes)
    assert 0 < len(validated.for_every) < len(validated.for_all)


def test_what_compares_every_paper_finds_the_same_in_less_of_each() -> None:
    """Two counties print one number with two titles."""
    shapes = load_shapes()
    papers = [titled("甲", "关于下达补助资金的通知"), titled("乙", "关于收回资金的函")]
    validated = [validate_paper(paper, shapes) for paper in papers]
    blocks, narrow = [one.for_all for one in validated], [one.for_every for one in validated]
    found = validate_together(blocks, shapes, narrow=narrow)
    assert found == validate_together(papers, shapes)
    assert [finding.rule for finding in found] == ["document-with-two-titles"]


def titled(county: str, title: str) -> bytes:
    """Give the graph of a disclosure that cites 冀财社〔2024〕1号 under this title."""
    iris = Iris(BASE)
    out = Quads(iris, iris.graph(f"{county}/医保局/2024"))
    disclosure = iris.disclosure(f"{county}/医保局/2024")
    document = f"{BASE}id/document/冀财社/2024/1"
    out.a(disclosure, "bg:Disclosure")
    out.link(disclosure, "bg:department", f"{BASE}id/department/{county}")
    out.a(document, "bg:OfficialDocument")
    out.text(document, "bg:documentNumber", "冀财社〔2024〕1号")
    out.zh(document, "dcterms:title", title)
    mention = f"{disclosure}/mention/1"
    out.a(mention, "bg:Mention")
    out.link(mention, "bg:document", document)
    out.link(mention, "bg:disclosure", disclosure)
    return joined(out.lines)
