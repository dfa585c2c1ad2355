"""Lookups are answered without a worker, as a worker would answer them."""

from __future__ import annotations

import pytest

from budgetgraph.publish.sparql.lookups import MOST_BYTES, MOST_ROWS, Lookups
from budgetgraph.store import Caps, Store

_BASE = "https://example.org/"
_LOOKUP = "SELECT ?o { <https://example.org/a> <https://example.org/p> ?o }"


def store_of(*objects: str) -> Store:
    """Make a store in which a thing has these texts."""
    said = [f'<{_BASE}a> <{_BASE}p> "{text}" .\n' for text in objects]
    return Store.of_triples("".join(said).encode())


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    "query", [_LOOKUP, "PREFIX e: <> SELECT * { e:a ?p ?o }", "ASK { <a> ?p ?o }"]
)
def test_a_lookup_is_answered_as_a_worker_would(query: str, form: str) -> None:
    store = store_of("水利局", "教育局")
    written = Lookups(store, _BASE).answer(query, form, MOST_ROWS)
    assert written == store.answer(query, form, base=_BASE, caps=Caps(MOST_ROWS, MOST_BYTES))
    assert written is not None
    assert written.count > 0


def test_another_query_is_left_to_a_worker() -> None:
    lookups = Lookups(store_of("水利局"), _BASE)
    assert lookups.answer("SELECT * { ?s ?p ?o } LIMIT 1", "json", MOST_ROWS) is None


@pytest.mark.parametrize(("count", "here"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_an_answer_of_many_rows_is_left_to_a_worker(count: int, here: bool) -> None:
    lookups = Lookups(store_of(*map(str, range(count))), _BASE)
    assert (lookups.answer(_LOOKUP, "csv", MOST_ROWS * 2) is not None) is here


def test_a_long_answer_is_left_to_a_worker() -> None:
    lookups = Lookups(store_of("水" * MOST_BYTES, "林" * MOST_BYTES), _BASE)
    assert lookups.answer(_LOOKUP, "csv", MOST_ROWS) is None


@pytest.mark.parametrize(("rows", "here"), [(2, True), (1, False)])
def test_a_server_that_gives_fewer_rows_gives_no_more_here(rows: int, here: bool) -> None:
    lookups = Lookups(store_of("水利局", "教育局"), _BASE)
    assert (lookups.answer(_LOOKUP, "csv", rows) is not None) is here


def test_after_the_end_of_its_generation_nothing_is_looked_up() -> None:
    lookups = Lookups(store_of("水利局"), _BASE)
    lookups.close()
    assert lookups.answer(_LOOKUP, "csv", MOST_ROWS) is None
