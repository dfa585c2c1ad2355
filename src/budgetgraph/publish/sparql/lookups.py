"""Answer lookups in the listening process: what is said of one thing, found by its name.

A worker would cost more than the answer. Such a query reads one range of an index, from its start,
and no more rows of it than are answered here; nothing that a client writes makes it longer.
"""

from __future__ import annotations

from budgetgraph.publish.sparql.query_costs import looks_up
from budgetgraph.store import Caps, Store
from budgetgraph.store.result_formats import Written

#: An answer of more rows or bytes is left to a worker.
MOST_ROWS, MOST_BYTES = 256, 1 << 16


class Lookups:
    """The store of a generation, as long as it is served."""

    def __init__(self, store: Store, base: str) -> None:
        self._store: Store | None = store
        self._base = base

    def answer(self, query: str, form: str, rows: int) -> Written | None:
        """Answer a query over all graphs; None where it is no lookup, or its answer is long.

        What Store.answer raises, it raises too.
        """
        if self._store is None or not looks_up(query):
            return None
        most = Caps(min(rows, MOST_ROWS), MOST_BYTES)
        written = self._store.answer(query, form, base=self._base, caps=most)
        return written if written.truncated is None else None

    def close(self) -> None:
        """Let go of the store."""
        self._store = None
