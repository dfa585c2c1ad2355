"""List the codes that the graph uses, code list by code list (`/codes`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.descriptions import Record, records, texts
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store


@dataclass(frozen=True, slots=True)
class CodesInUse:
    """A code list with the concepts of it that the graph uses: each its IRI, code and names."""

    scheme: str
    zh: str
    en: str
    concepts: tuple[Record, ...]


class Codes:
    """The route /codes."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def codes(self, request: Request) -> Response:
        """Show every code list with its concepts; each has an anchor: `#function/2080505`."""
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        query = texts("codes", self.site.iris.base)["list"]
        answer = await self.workers.run(Store.select, query)
        lists = code_lists(records(answer))
        return self.site.reply(
            request, self.renderer.page(request, "codes.html", lists=lists), HTML
        )


def code_lists(rows: Iterable[Record]) -> list[CodesInUse]:
    """Group concepts by their code list; the rows come list by list."""
    lists = []
    for scheme, group in groupby(rows, key=lambda row: row["scheme"]):
        concepts = tuple(group)
        zh, en = str(concepts[0]["scheme_zh"]), str(concepts[0]["scheme_en"])
        lists.append(CodesInUse(str(scheme), zh, en, concepts))
    return lists
