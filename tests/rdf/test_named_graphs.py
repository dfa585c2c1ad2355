"""N-Quads are taken apart graph by graph, whether at once or a graph at a time."""

from __future__ import annotations

import pytest

from budgetgraph.rdf import named_graphs as taken_apart
from budgetgraph.rdf.named_graphs import named_graphs

_QUADS = b"""\
<a:s> <a:p> <a:o> <a:g> .
<a:s> <a:p> "text" .
<a:t> <a:q> "other" <a:h> .
<a:t> <a:p> <a:o> <a:g> .
<a:u> <a:q> <a:o> .
"""


@pytest.mark.parametrize("more", [0, -1])
def test_a_small_text_is_taken_apart_at_once(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same graphs, in the order in which they begin."""
    monkeypatch.setattr(taken_apart, "_SMALL", len(_QUADS) + more)
    graphs = list(named_graphs(_QUADS, None, str))
    assert [graph.quads for graph in graphs] == [2, 2, 1]
    assert [graph.triples[0] for graph in graphs] == [
        ("<a:s>", "<a:p>", "<a:o>"),
        ("<a:s>", "<a:p>", '"text"'),
        ("<a:t>", "<a:q>", '"other"'),
    ]


@pytest.mark.parametrize("small", [0, 1 << 22])
def test_a_line_that_is_no_quad_is_named(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken_apart, "_SMALL", small)
    with pytest.raises(ValueError, match="line 6 is no quad"):
        list(named_graphs(_QUADS + b"<a:s> <a:p> .\n", None, str))
