"""Whole graphs written piece by piece are, to the byte, what is written of all of it at once."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from sample import sample_nquads

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.export import graphs_apart as apart
from budgetgraph.rdf import whole_graphs
from budgetgraph.rdf.iris import BASE
from budgetgraph.rdf.nquads import joined, merged
from budgetgraph.rdf.serialise import serialise, serialise_dataset
from budgetgraph.rdf.whole_graphs import WholeGraph

#: The name of the second graph begins with that of the first; the triple of 甲 stands in both.
ODD = (
    '<http://x/a> <http://x/p> "甲" <http://x/g/1> .',
    '<http://x/a> <http://x/p> "甲" <http://x/g/1/2> .',
    '<http://x/a/b> <http://x/p> "say \\"bg:\\" and\\nskos: more"@zh <http://x/g/1> .',
    '<http://x/a/b> <http://x/p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g/1> .',
    "<http://x/a/b> <http://x/q> _:node <http://x/g/1/2> .",
    '_:node <http://www.w3.org/2004/02/skos/core#prefLabel> "b"@en-GB <http://x/g/1/2> .',
    '<http://x/c> <https://w3id.org/budgetgraph/ontology#isTotal> "true"^^'
    "<http://www.w3.org/2001/XMLSchema#boolean> <http://x/g/3> .",
)
GRAPHS = [sample_nquads(), joined(ODD), sample_nquads() + joined(ODD)]


def built(folder: Path, nquads: bytes) -> Path:
    """A folder with the graph of a built one."""
    (folder / "graph.nq.gz").write_bytes(gzip.compress(joined(nquads.decode().splitlines())))
    return folder


def whole(graph: WholeGraph) -> bytes:
    body = b"".join(graph.body)
    return graph.head() + body


@pytest.mark.parametrize("nquads", GRAPHS)
@pytest.mark.parametrize("size", [1, 1 << 22])
def test_turtle_in_pieces(
    nquads: bytes, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_graphs, "_PIECE", size)
    with apart.opened_graph(built(tmp_path, nquads)) as quads:
        assert whole(whole_graphs.turtle(quads, BASE)) == serialise(nquads, "ttl")


@pytest.mark.parametrize("nquads", GRAPHS)
@pytest.mark.parametrize("held", [1, 1 << 26])
def test_named_graphs_one_after_the_other(
    nquads: bytes, held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_HELD", held)
    with apart.graphs_apart(built(tmp_path, nquads)) as graphs:
        by_iri = [one.quads() for one in sorted(graphs, key=lambda one: f"<{one.name}>")]
        named = [(one.name, one.quads()) for one in sorted(graphs, key=lambda one: one.name)]
    assert whole(whole_graphs.trig(by_iri, BASE)) == serialise_dataset(nquads, "trig")
    assert whole(whole_graphs.json_ld(named, BASE)) == serialise_dataset(nquads, "jsonld")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq.gz"]


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is no built folder"):
        apart.opened_graph(tmp_path)


def test_merged_files_are_one_sorted_file_with_each_line_once() -> None:
    first, second = joined(ODD[2:]), joined(ODD[:4])
    assert merged([first, second, b""]) == joined(ODD)
    odd_ends = joined(['<http://x/a> <http://x/p> "one\u2028line\u0085" <http://x/g/1> .'])
    assert merged([odd_ends]) == odd_ends
