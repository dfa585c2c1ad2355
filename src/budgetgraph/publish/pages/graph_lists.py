"""Give the lists of the served graph to the pages: those that its build wrote, else the store's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from budgetgraph.publish.pages.descriptions import Section, records
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query import lists
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer


class GraphLists:
    """The lists of one generation, read once, for a build does not change.

    What takes long is done in threads, so that other requests are answered meanwhile.
    """

    def __init__(self, site: Site, workers: Workers[Store]) -> None:
        self.site, self.workers = site, workers
        self._sections: dict[str, Section] | None = None
        self._reading = asyncio.Lock()

    async def sections(self) -> dict[str, Section]:
        """Give all lists by name, each with its query."""
        async with self._reading:
            if self._sections is None:
                self._sections = await self._read()
        return self._sections

    async def _read(self) -> dict[str, Section]:
        base = self.site.iris.base
        found = await asyncio.to_thread(lists.read, self.site.folder / lists.NAME, base)
        queries = lists.texts(base)
        missing = queries.keys() - found.keys()
        if missing:
            found |= await self.workers.run(lists.asked, base, sorted(missing))
        return await asyncio.to_thread(_sections, found, queries)


def _sections(found: Mapping[str, Answer], queries: Mapping[str, str]) -> dict[str, Section]:
    """Give the rows of each list by column."""
    return {
        name: Section(tuple(records(answer)), False, queries[name])
        for name, answer in found.items()
    }
