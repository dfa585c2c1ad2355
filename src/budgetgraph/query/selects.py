"""Name what the questions need of a store."""

from __future__ import annotations

from typing import Protocol

from budgetgraph.store.answer import Answer


class Selects(Protocol):
    """Anything that answers a SELECT query: the store, or a part of it."""

    def select(self, sparql: str) -> Answer: ...
