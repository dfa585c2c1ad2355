"""The guard and the engine on queries made at random; benchmarks/fuzz_guard.py makes many more."""

from __future__ import annotations

from canary import canary
from query_fuzz import WORD, fuzz

from budgetgraph.store.outside_calls import calls_out

QUERIES = 1500


def test_what_calls_out_is_refused_and_little_else() -> None:
    with canary() as listener:
        tally = fuzz(QUERIES, 20_250, listener, calls_out)
    assert not tally.holes, "\n".join(map(repr, tally.holes[:5]))
    counts = tally.counts
    # Otherwise the queries would show nothing: most of them have to be read by the engine.
    assert counts["have a SERVICE clause for the engine"] > QUERIES // 20
    assert counts["reached the listener"] > QUERIES // 50
    assert counts["hold the word and call nobody"] > QUERIES // 50
    in_vain = counts["refused in vain"]
    assert in_vain < counts["hold the word and call nobody"] // 20, tally.refused_in_vain[:5]


def test_the_queries_find_the_holes_of_a_simple_guard() -> None:
    """A guard that looks for the word between blanks is not enough, and the fuzz shows it."""
    with canary() as listener:
        tally = fuzz(QUERIES // 3, 7, listener, lambda query: " SERVICE <" in query)
    assert tally.holes
    assert all(WORD.search(query) for query in tally.holes)
