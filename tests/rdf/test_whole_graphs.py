"""Whole graphs written piece by piece are, to the byte, what is written of all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import sample_nquads

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.export import built_quads
from budgetgraph.export.graph_files import by_graph
from budgetgraph.rdf import whole_graphs
from budgetgraph.rdf.iris import BASE
from budgetgraph.rdf.jsonld_context import JsonldContext
from budgetgraph.rdf.nquads import joined, merged
from budgetgraph.rdf.plain_json_ld import NotPlain, plain_named_graph
from budgetgraph.rdf.serialise import serialise, serialise_dataset

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
#: What JSON spells as N-Quads do, and after it what it does not; the values of one property are
#: sorted as what is meant by them: a line feed comes before a letter, its backslash behind one.
ALIKE = (
    '<http://x/a> <http://x/p> "b\\"\\\\\\t\\r" <http://x/g/4> .',
    '<http://x/a> <http://x/p> "b\\nz" <http://x/g/4> .',
    '<http://x/a> <http://x/p> "bA"@zh <http://x/g/4> .',
    '<http://x/a> <http://x/p> "bA" <http://x/g/4> .',
    "<http://x/a> <http://x/p> <http://x/b> <http://x/g/4> .",
    '<http://x/a#b> <http://x/p> "2"^^<http://x/unit> <http://x/g/4> .',
)
UNLIKE = [
    '<http://x/a> <http://x/p> "b\\u0001" <http://x/g/4> .',
    '<http://x/a> <http://x/p> "b\\\\\\u0041" <http://x/g/4> .',
    '<http://x/a> <http://x/p> "b\x01" <http://x/g/4> .',
    '<http://x/a> <http://x/p> "b"@zh-CN <http://x/g/4> .',
]
GRAPHS = [sample_nquads(), joined(ODD), sample_nquads() + joined(ODD), joined(ALIKE)]
GRAPHS += [joined([*ALIKE, odd]) for odd in UNLIKE if odd.isprintable()]


@pytest.mark.parametrize("nquads", GRAPHS)
def test_named_graphs_behind_each_other(nquads: bytes) -> None:
    graphs = by_graph(joined(nquads.decode().splitlines()))
    quads = {name: joined(lines) for name, lines in graphs.items()}
    trig, prefixes = b"", set[str]()
    for name in sorted(quads, key="<{}>".format):
        block, used = whole_graphs.trig_of(quads[name], BASE)
        trig, prefixes = trig + block, prefixes | used
    head = whole_graphs.declarations(prefixes, BASE)
    assert head + trig == serialise_dataset(nquads, "trig")
    for name, of_graph in quads.items():
        block, used = whole_graphs.trig_of(of_graph, BASE)
        turtle = whole_graphs.declarations(used, BASE) + whole_graphs.turtle_of(block)
        assert turtle == serialise(of_graph, "ttl"), name
    blocks, terms = [], set[str]()
    for name in sorted(quads):
        block, used = whole_graphs.json_ld_of(name, quads[name], BASE)
        blocks.append(block)
        terms |= used
    body = whole_graphs.JSON_LD_BETWEEN.join(blocks) + whole_graphs.JSON_LD_END
    assert whole_graphs.json_ld_head(terms, BASE) + body == serialise_dataset(nquads, "jsonld")


def test_graphs_that_json_spells_alike_are_not_read() -> None:
    context = JsonldContext(BASE)
    plain_named_graph("http://x/g/4", joined(ALIKE), context)
    for odd in UNLIKE:
        with pytest.raises(NotPlain):
            plain_named_graph("http://x/g/4", joined([*ALIKE, odd]), context)


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is no built folder"):
        built_quads.opened_graph(tmp_path)


def test_merged_files_are_one_sorted_file_with_each_line_once() -> None:
    first, second = joined(ODD[2:]), joined(ODD[:4])
    assert merged([first, second, b""]) == joined(ODD)
    odd_ends = joined(['<http://x/a> <http://x/p> "one\u2028line\u0085" <http://x/g/1> .'])
    assert merged([odd_ends]) == odd_ends
