"""Give the lists of the served graph to the pages: those that its build wrote, else the store's."""

from __future__ import annotations

import asyncio

from budgetgraph.publish.pages.descriptions import Section, records
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query import lists
from budgetgraph.store import Store


class GraphLists:
    """The lists of one generation, read once, for a build does not change."""

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
        sections: dict[str, Section] = {}
        for name, answer in found.items():
            sections[name] = Section(tuple(records(answer)), False, queries[name])
        return sections
