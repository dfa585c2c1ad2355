"""List the findings of the audit (`/findings`).

Filters are rule, severity, department and year. The list is sent in pages, as HTML or JSON, or
whole as CSV.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.assets import asset
from budgetgraph.document.problems import UsageError
from budgetgraph.publish.pages.descriptions import Record, records
from budgetgraph.publish.pages.findings_list import (
    CSV_COLUMNS,
    FILTERS,
    PAGE,
    SEVERITIES,
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
from budgetgraph.query.parameters import rebase
from budgetgraph.query.questions import bind, parse
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer
from budgetgraph.store.answer_table import write

_PAGING = re.compile(r"LIMIT 100 OFFSET 0")


class FindingCounts:
    """The numbers of findings by rule, severity and disclosure.

    The store is asked once, for a build does not change.
    """

    def __init__(self, site: Site, workers: Workers[Store]) -> None:
        self.workers = workers
        self._query = rebase(_query_file("cube"), site.iris.base)
        self._counted: list[Record] | None = None
        self._counting = asyncio.Lock()

    async def rows(self) -> list[Record]:
        """Give a row for each rule, severity and disclosure."""
        async with self._counting:
            if self._counted is None:
                answer = await self.workers.run(Store.select, self._query)
                self._counted = records(answer)
        return self._counted

    async def by_rule(self, disclosures: Collection[str]) -> list[tuple[str, str, int]]:
        """Count the findings of these disclosures: rule, severity, number, the heaviest first."""
        counts: Counter[tuple[str, str]] = Counter()
        for row in await self.rows():
            if row["disclosure"] in disclosures:
                counts[str(row["rule"]), str(row["severity"])] += int(str(row["findings"]))
        counted = [(rule, severity, count) for (rule, severity), count in counts.items()]
        return sorted(counted, key=lambda entry: (SEVERITIES.index(entry[1]), -entry[2], entry[0]))


class Findings:
    """The route /findings."""

    def __init__(
        self, site: Site, workers: Workers[Store], renderer: Renderer, counts: FindingCounts
    ) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.counts = counts
        self._question = parse("list", _query_file("list"))

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
        # A copy has all on one page: every link to a finding leads to its row there.
        size = self.site.settings.rows if self.site.settings.copied else PAGE
        query = self._query(chosen, size, (page - 1) * size)
        answer = await self.workers.run(Store.select, query)
        counts = await self.counts.rows()
        total = sum(int(str(row["findings"])) for row in counts if passing(row, chosen))
        by_filter = {name: choices(name, counts, chosen) for name in FILTERS}
        return FindingsListing(entries(answer), total, page, chosen, by_filter, size)

    async def _csv(self, request: Request, chosen: Mapping[str, str]) -> Response:
        """Send the whole list as CSV, up to the server's limit of rows."""
        limit = self.site.settings.rows
        # One more than is sent, to know whether there are more.
        answer = await self.workers.run(Store.select, self._query(chosen, limit + 1, 0))
        listed = entries(answer)
        headers = {"Content-Disposition": 'inline; filename="findings.csv"'}
        if len(listed) > limit:
            listed = listed[:limit]
            headers[TRUNCATED] = f"only the first {limit} rows; there are more"
        table = Answer(CSV_COLUMNS, tuple(csv_row(entry) for entry in listed))
        body = write(table, "csv", bom="bom" in request.query_params)
        return self.site.reply(request, body, CSV, headers=headers)

    def _query(self, chosen: Mapping[str, str], limit: int, offset: int) -> str:
        """Write the query for a part of the list; UsageError for a wrong filter."""
        severity = chosen.get("severity", SEVERITIES[0]).lower()
        if severity not in SEVERITIES:
            raise UsageError(
                f"there is no severity {severity!r}; there are {', '.join(SEVERITIES)}"
            )
        query = bind(self._question, chosen, self.site.iris.base)
        return _PAGING.sub(f"LIMIT {limit} OFFSET {offset}", query)


def _query_file(name: str) -> str:
    """Read one of the queries about findings."""
    return asset(f"queries/describe/findings/{name}.rq").read_text(encoding="utf-8")


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
