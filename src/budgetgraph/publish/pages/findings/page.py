"""List the findings of the audit (`/findings`).

Filters are rule, severity, department and year. The list is sent in pages, as HTML or JSON, or
whole as CSV.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.problems import UsageError
from budgetgraph.publish.pages.descriptions import Record, ask, texts
from budgetgraph.publish.pages.findings.counts import FindingCounts
from budgetgraph.publish.pages.findings.listing import (
    CSV_COLUMNS,
    FILTERS,
    PAGE,
    SEVERITIES,
    Choice,
    FindingsListing,
    as_json,
    choices,
    csv_row,
    entries,
    passing,
)
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import CSV, HTML, JSON, TRUNCATED, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import TYPES
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.selects import Selects
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer
from budgetgraph.store.answer_table import write

#: The filters that take values of one kind only.
_TYPED = {"department": "iri", "year": "year"}
#: So many findings are asked for together.
_TOGETHER = 500


#: What so many sets of filters offer is kept: each looks at every disclosure with a finding.
_KEPT_CHOICES = 16
_Choices = Mapping[str, tuple[Choice, ...]]


class Findings:
    """The route /findings."""

    def __init__(
        self, site: Site, workers: Workers[Store], renderer: Renderer, counts: FindingCounts
    ) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.counts = counts
        self._offered: Callable[[tuple[tuple[str, str], ...]], _Choices] | None = None

    async def findings(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON, CSV))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        chosen = _chosen(request)
        try:
            if offer is CSV:
                return await self._csv(request, chosen)
            page = _page(request.query_params.get("page", "1"))
            listing = await self.listing(chosen, page)
        except UsageError as error:
            raise HTTPException(400, str(error)) from error
        if offer is JSON:
            body = json.dumps(as_json(listing), ensure_ascii=False, indent=1)
            return self.site.reply(request, body, JSON)
        body = self.renderer.page(request, "findings.html", listing=listing)
        return self.site.reply(request, body, HTML)

    async def listing(self, chosen: Mapping[str, str], page: int) -> FindingsListing:
        """Give one page of the findings that pass the filters, and the choices that remain.

        UsageError for a wrong filter.
        """
        found = await self._passing(chosen)
        # A copy has all on one page: every link to a finding leads to its row there.
        size = self.site.settings.rows if self.site.settings.copied else PAGE
        shown = found[(page - 1) * size : page * size]
        by_filter = await self._choices(chosen)
        listed = entries(shown, await self._details(shown))
        return FindingsListing(listed, len(found), page, chosen, by_filter, size)

    async def _choices(self, chosen: Mapping[str, str]) -> _Choices:
        """List what each filter offers: the same again for filters that were set lately."""
        if self._offered is None:
            self._offered = lru_cache(_KEPT_CHOICES)(partial(_offered, await self.counts.rows()))
        return await asyncio.to_thread(self._offered, tuple(chosen.items()))

    async def _csv(self, request: Request, chosen: Mapping[str, str]) -> Response:
        """Send the whole list as CSV, up to the server's limit of rows."""
        limit = self.site.settings.rows
        found = await self._passing(chosen)
        shown = found[:limit]
        listed = entries(shown, await self._details(shown))
        headers = {"Content-Disposition": 'inline; filename="findings.csv"'}
        if len(found) > limit:
            headers[TRUNCATED] = f"only the first {limit} rows; there are more"
        table = Answer(CSV_COLUMNS, tuple(csv_row(entry) for entry in listed))
        body = write(table, "csv", bom="bom" in request.query_params)
        return self.site.reply(request, body, CSV, headers=headers)

    async def _passing(self, chosen: Mapping[str, str]) -> list[Record]:
        """Give the findings that pass the filters, in order; UsageError for a wrong filter."""
        severity = chosen.get("severity", SEVERITIES[0]).lower()
        if severity not in SEVERITIES:
            raise UsageError(
                f"there is no severity {severity!r}; there are {', '.join(SEVERITIES)}"
            )
        for name in _TYPED.keys() & chosen.keys():
            TYPES[_TYPED[name]](chosen[name], self.site.iris.base)
        listed = await self.counts.listed()
        return [row for row in listed if passing(row, chosen)] if chosen else list(listed)

    async def _details(self, listed: Sequence[Record]) -> list[Record]:
        """Ask what these findings say, and where."""
        findings = list(dict.fromkeys(str(row["finding"]) for row in listed))
        return await self.workers.run(_details, findings, self.site.iris.base)


def _offered(counts: Sequence[Record], filters: tuple[tuple[str, str], ...]) -> _Choices:
    """List what each filter offers while these are set."""
    chosen = dict(filters)
    return {name: choices(name, counts, chosen) for name in FILTERS}


def _details(store: Selects, findings: Sequence[str], base: str) -> list[Record]:
    """Ask for a row of each span of these findings; runs in a worker."""
    query = texts("listed", base)["findings"]
    rows: list[Record] = []
    for start in range(0, len(findings), _TOGETHER):
        these = " ".join(iri_term(iri, base) for iri in findings[start : start + _TOGETHER])
        asked = {"findings": query.replace("$these", these)}
        rows += ask(store, asked)["findings"].rows
    return rows


def _chosen(request: Request) -> dict[str, str]:
    """Read the filters that a request sets."""
    chosen = {}
    for name in FILTERS:
        text = request.query_params.get(name, "").strip()
        if text:
            chosen[name] = text
    return chosen


def _page(text: str) -> int:
    """Read the number of a page; UsageError where it is none."""
    if not re.fullmatch(r"[1-9]\d{0,6}", text):
        raise UsageError(f"there is no page {text!r}; pages start at 1")
    return int(text)
