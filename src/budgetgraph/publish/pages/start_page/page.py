"""Show the start page: choose year, place and level; what the chosen budgets come to; what is new.

The lists are read once, for a build does not change.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.machines import schema_org
from budgetgraph.publish.machines.news import BuildNews, build_news
from budgetgraph.publish.pages.descriptions import Record, Section
from budgetgraph.publish.pages.findings.counts import FindingCounts
from budgetgraph.publish.pages.graph_lists import GraphLists
from budgetgraph.publish.pages.money.overview import Accounts, accounts
from budgetgraph.publish.pages.province_tiles import ProvinceTile, province_tiles
from budgetgraph.publish.pages.start_page.listed_disclosures import (
    AddedUp,
    LinesRead,
    ListedDisclosure,
    PlaceChoice,
    Selection,
    added_up,
    level_choices,
    lines_read,
    listed,
    place_choices,
    usual_year,
    year_choices,
)
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.questions import load
from budgetgraph.store import Store
from budgetgraph.values.divisions import division

PAGE = 30
"""Disclosures a page."""
_TOP = 10
#: What so many choices show is kept: each looks at every disclosure of the graph.
_KEPT_VIEWS = 64
_ALL_YEARS = "all"
_PLACE = re.compile(r"/document/(\d{6})/")


@dataclass(frozen=True, slots=True)
class CitedMost:
    """A document and how many departments and projects of the chosen disclosures cite it.

    `place` tells apart documents of one number whose issuer is known by its place alone; else "".
    """

    document: str
    number: str
    place: str
    departments: int
    projects: int


@dataclass(frozen=True, slots=True)
class StartView:
    """What the start page shows for a selection; `page` of `pages` of its disclosures."""

    selection: Selection
    chosen: tuple[ListedDisclosure, ...]
    shown: tuple[ListedDisclosure, ...]
    page: int
    total: AddedUp
    lines: LinesRead
    years: Sequence[tuple[int, int]]
    places: Sequence[PlaceChoice]
    levels: Sequence[tuple[str, int]]
    documents: Sequence[CitedMost]
    flow: Sequence[tuple[Record, ListedDisclosure]]

    @property
    def provinces(self) -> Sequence[ProvinceTile | None]:
        """Lay out the provinces with their numbers of disclosures, whatever place is chosen."""
        return province_tiles(
            {place.value: place.count for place in self.places if not place.depth}
        )

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.chosen) // PAGE))

    def at(self, page: int) -> StartView:
        """Turn to another page of the chosen disclosures."""
        first = (page - 1) * PAGE
        return replace(self, page=page, shown=self.chosen[first : first + PAGE])

    def link(self, page: int = 1, **other: str) -> str:
        """Link to the start page with this selection, another page of it, or another choice."""
        year = self.selection.year
        values = {
            "year": str(year) if year else _ALL_YEARS,
            "place": self.selection.place,
            "level": self.selection.level,
            "page": str(page) if page > 1 else "",
            **other,
        }
        given = {name: value for name, value in values.items() if value}
        return f"/?{urlencode(given)}"


@dataclass(frozen=True, slots=True)
class _Lists:
    """What was asked for once: the lists of the graph, and what the generation before had.

    That one may be removed while this one is served; the page goes on to tell of it.
    """

    sections: dict[str, Section]
    disclosures: tuple[ListedDisclosure, ...]
    news: BuildNews


class Start:
    """The route of the start page."""

    def __init__(
        self,
        site: Site,
        workers: Workers[Store],
        renderer: Renderer,
        lists: GraphLists,
        findings: FindingCounts,
    ) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.graph_lists, self.findings = lists, findings
        self._lists: _Lists | None = None
        self._views: Callable[[Selection], StartView] | None = None
        self._asking = asyncio.Lock()

    async def start(self, request: Request) -> Response:
        """Show the start page for the year, place and level of the address."""
        wanted(request, (HTML,))
        lists = await self._asked()
        if (same := self.site.unchanged(request, HTML.name, lists.news)) is not None:
            return same
        selection = _selection(request, lists.disclosures)
        view = (await self._view(lists, selection)).at(_page(request))
        rules = await self.findings.by_rule(set(map(attrgetter("disclosure"), view.chosen)))
        money = await self._money(view.shown)
        page = self.renderer.page(
            request,
            "start.html",
            view=view,
            rules=rules,
            counts=lists.sections["counts"].rows[0],
            disclosures_sparql=lists.sections["disclosures"].sparql,
            money=money,
            news=lists.news,
            structured=await self._structured(),
            questions=load(),
        )
        return self.site.reply(request, page, HTML, beside=lists.news)

    async def _structured(self) -> dict[str, Any] | None:
        """Describe the whole dataset for search engines; None where the build has no metadata."""
        whole = f"{self.site.iris.base}dataset"
        return await asyncio.to_thread(schema_org.described, self.site, whole, "")

    async def _asked(self) -> _Lists:
        """Ask for the lists, once."""
        async with self._asking:
            if self._lists is None:
                sections = await self.graph_lists.sections()
                news = await asyncio.to_thread(build_news, self.site.folder)
                disclosures = await asyncio.to_thread(listed, sections["disclosures"].rows)
                self._lists = _Lists(sections, disclosures, news)
        return self._lists

    async def _view(self, lists: _Lists, selection: Selection) -> StartView:
        """Give what is shown for a choice: the same again for one that was asked for lately."""
        if self._views is None:
            self._views = lru_cache(_KEPT_VIEWS)(partial(_view, lists))
        return await asyncio.to_thread(self._views, selection)

    async def _money(self, shown: Sequence[ListedDisclosure]) -> Accounts:
        iris = list(map(attrgetter("disclosure"), shown))
        return await self.workers.run(accounts, iris, self.site.iris.base, by_class=True)


def _selection(request: Request, disclosures: Sequence[ListedDisclosure]) -> Selection:
    """Read what is chosen; without a year the usual one, with `year=all` every year."""
    given = request.query_params
    year = given.get("year", "").removesuffix("年")
    chosen = usual_year(disclosures)
    if year:
        chosen = int(year) if year.isdecimal() and year.isascii() else None
    return Selection(chosen, given.get("place", ""), given.get("level", ""))


def _page(request: Request) -> int:
    """Read which page of the list is asked for; the first for anything that is no number."""
    page = request.query_params.get("page", "1")
    return max(1, int(page)) if page.isdecimal() and page.isascii() and len(page) < 7 else 1


def _view(lists: _Lists, selection: Selection) -> StartView:
    """Gather what the start page shows for a choice of year, place and level, at its first page."""
    everything = lists.disclosures
    chosen = tuple(disclosure for disclosure in everything if selection.takes(disclosure))
    by_iri = {disclosure.disclosure: disclosure for disclosure in chosen}
    documents = _cited(lists.sections["documents"].rows, by_iri)
    flow = []
    for row in lists.sections["flow"].rows:
        if row["disclosure"] in by_iri:
            flow.append((row, by_iri[str(row["disclosure"])]))
    return StartView(
        selection=selection,
        chosen=chosen,
        shown=chosen[:PAGE],
        page=1,
        total=added_up(chosen),
        lines=lines_read(chosen),
        years=year_choices(everything, selection),
        places=place_choices(everything, selection),
        levels=level_choices(everything, selection),
        documents=documents,
        flow=flow[: 2 * _TOP],
    )


def _place_of(document: str) -> str:
    """Name the place in the IRI of a document: `…/document/130535/临政办字/2019/37` → `临西县`."""
    found = _PLACE.search(document)
    known = division(found[1]) if found else None
    return known.name if known else ""


def _cited(rows: Iterable[Record], chosen: dict[str, ListedDisclosure]) -> list[CitedMost]:
    """List the documents that most departments of the chosen disclosures cite."""
    by_document: dict[str, list[Record]] = {}
    for row in rows:
        if str(row["disclosure"]) in chosen:
            by_document.setdefault(str(row["document"]), []).append(row)
    cited = []
    for document, of_it in by_document.items():
        bodies, projects = set[str](), 0
        for row in of_it:
            bodies.add(chosen[str(row["disclosure"])].department)
            projects += int(str(row["projects"]))
        number = str(of_it[0]["number"])
        cited.append(CitedMost(document, number, _place_of(document), len(bodies), projects))
    cited.sort(key=lambda document: (-document.departments, -document.projects, document.number))
    return cited[:_TOP]
