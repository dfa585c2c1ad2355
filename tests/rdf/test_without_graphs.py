"""N-Quads that are spelled as ours are lose their graphs by the end of each line alone."""

from __future__ import annotations

import pytest
from sample import sample_nquads

from budgetgraph.rdf.without_graphs import triples_of, without_graphs


def test_both_ways_give_the_same_triples() -> None:
    nquads = sample_nquads()
    assert triples_of(nquads) == without_graphs(nquads)


@pytest.mark.parametrize(
    ("line", "triple"),
    [
        (b"<a:s> <a:p> <a:g> <a:g> .\n", b"<a:s> <a:p> <a:g> .\n"),
        (b'<a:s> <a:p> "\\" <a:g> .\\n" <a:g> .\n', b'<a:s> <a:p> "\\" <a:g> .\\n" .\n'),
        (b"<a:s> <a:p> _:b <a:g> .", b"<a:s> <a:p> _:b ."),
        (b"", b""),
    ],
)
def test_the_graph_is_the_last_term(line: bytes, triple: bytes) -> None:
    assert triples_of(line) == triple


@pytest.mark.parametrize(
    "line",
    [
        b"<a:s> <a:p> <a:o>  <a:g>  .\n",
        b'<a:s> <a:p> "text" .\n',
        b"# a comment\n",
        b"<a:s> <a:p> <a:o> _:graph .\n",
    ],
)
def test_what_is_spelled_otherwise_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match="spelled otherwise"):
        triples_of(b"<a:s> <a:p> <a:o> <a:g> .\n" + line)
