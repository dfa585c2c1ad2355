"""Papers of one body are looked at together, those of others beside them."""

from __future__ import annotations

from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.named_graphs import Triple
from budgetgraph.validate import load_shapes
from budgetgraph.validate.papers_of_bodies import papers_of_bodies

DEPARTMENT = f"<{Iris(BASE).ontology}department>"


def paper(name: str, *bodies: str) -> list[Triple]:
    return [(f"<{name}>", DEPARTMENT, f"<{body}>") for body in bodies]


def groups(*papers: list[Triple]) -> list[list[str]]:
    together = papers_of_bodies(papers, BASE)
    return [sorted(subject for subject, _, _ in group) for group in together]


def test_a_body_with_one_paper_is_compared_with_nobody() -> None:
    water, school, again = paper("w24", "water"), paper("s25", "school"), paper("w25", "water")
    assert groups(water, school, again) == [["<w24>", "<w25>"]]
    assert groups(water, school) == []


def test_a_source_of_two_bodies_brings_the_papers_of_both_together() -> None:
    water, school = paper("w24", "water"), paper("s24", "school")
    both = [*paper("w25", "water"), *paper("s25", "school")]
    assert groups(water, school, both) == [["<s24>", "<s25>", "<w24>", "<w25>"]]


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
