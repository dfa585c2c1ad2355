"""`/findings`: the audit as a list that can be filtered by rule, severity, department and year; a
page, JSON, or the whole as CSV.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.assets import asset
from budgetgraph.document.problems import UsageError
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import CSV, HTML, JSON, TRUNCATED, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import rebase
from budgetgraph.query.questions import bind, parse
from budgetgraph.store import Store
from budgetgraph.store.answer_table import Answer, Value, write

FILTERS = ("rule", "severity", "department", "year")
SEVERITIES = ("violation", "warning", "info")
PAGE = 100
"""Findings a page."""

_PAGING = re.compile(r"LIMIT 100 OFFSET 0")
_CSV_COLUMNS = [
    "finding",
    "rule",
    "severity",
    "department",
    "fiscal_year",
    "message_zh",
    "message_en",
    "gap",
    "source",
    "first_line",
    "last_line",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a finding can be read: the IRI of the span, its file, its lines (1-based; None where
    the source has none).
    """

    span: str
    source: str | None
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as the list shows it.

    `message` is by language; department and year are None for what no disclosure has alone.
    """

    iri: str
    rule: str
    severity: str
    message: Mapping[str, str]
    gap: Decimal | None
    disclosure: str | None
    department: str | None
    department_name: str | None
    year: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many findings it would leave beside the other filters, and whether
    it is chosen.
    """

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list.

    `chosen` holds the filters that are set; `total` counts all findings that pass them.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    chosen: Mapping[str, str]
    choices: Mapping[str, tuple[Choice, ...]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def by_rule(self) -> list[tuple[str, list[Entry]]]:
        """The page's findings grouped by rule, in the list's order."""
        return [
            (rule, list(entries))
            for rule, entries in groupby(self.entries, key=lambda entry: entry.rule)
        ]

    def link(self, page: int | None = None, form: str | None = None, **filters: str | None) -> str:
        """The address of another page, another format, or the list with other filters (None takes
        one off).
        """
        kept = {name: text for name, text in {**self.chosen, **filters}.items() if text}
        asked = (
            kept
            | ({"page": str(page)} if page and page > 1 else {})
            | ({"format": form} if form else {})
        )
        return "/findings" + (f"?{urlencode(asked)}" if asked else "")


class Findings:
    """The route /findings."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self._question = parse(
            "list", asset("queries/describe/findings/list.rq").read_text(encoding="utf-8")
        )
        self._cube_text = rebase(
            asset("queries/describe/findings/cube.rq").read_text(encoding="utf-8"), site.iris.base
        )
        self._cube: tuple[Mapping[str, Value], ...] | None = None
        self._counting = asyncio.Lock()

    async def findings(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON, CSV))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        chosen = {
            name: text.strip()
            for name in FILTERS
            if (text := request.query_params.get(name, "")).strip()
        }
        try:
            if offer is CSV:
                return await self._csv(request, chosen)
            listing = await self.listing(chosen, _page(request.query_params.get("page", "1")))
        except UsageError as error:
            raise HTTPException(400, str(error)) from error
        if offer is JSON:
            return self.site.reply(
                request, json.dumps(_as_json(listing), ensure_ascii=False, indent=1), JSON
            )
        return self.site.reply(
            request, self.renderer.page(request, "findings.html", listing=listing), HTML
        )

    async def listing(self, chosen: Mapping[str, str], page: int) -> Listing:
        """One page of the findings that pass the filters, with the choices that the filters leave;
        UsageError for a wrong filter.
        """
        query = self._query(chosen, PAGE, (page - 1) * PAGE)
        answer = await self.workers.run(Store.select, query)
        cube = await self._counts()
        passing = [row for row in cube if _passes(row, chosen)]
        choices = {name: _choices(name, cube, chosen) for name in FILTERS}
        return Listing(_entries(answer), _sum(passing), page, chosen, choices)

    async def _counts(self) -> tuple[Mapping[str, Value], ...]:
        """The counts by rule, severity, department and year: asked once, for a build does not
        change.
        """
        async with self._counting:
            if self._cube is None:
                answer = await self.workers.run(Store.select, self._cube_text)
                self._cube = tuple(
                    dict(zip(answer.columns, row, strict=True)) for row in answer.rows
                )
        return self._cube

    async def _csv(self, request: Request, chosen: Mapping[str, str]) -> Response:
        limit = self.site.settings.rows
        entries = _entries(await self.workers.run(Store.select, self._query(chosen, limit + 1, 0)))
        headers = {"Content-Disposition": 'inline; filename="findings.csv"'}
        if len(entries) > limit:
            entries = entries[:limit]
            headers[TRUNCATED] = f"only the first {limit} rows; there are more"
        table = Answer(tuple(_CSV_COLUMNS), tuple(_csv_row(entry) for entry in entries))
        return self.site.reply(
            request, write(table, "csv", bom="bom" in request.query_params), CSV, headers=headers
        )

    def _query(self, chosen: Mapping[str, str], limit: int, offset: int) -> str:
        if (severity := chosen.get("severity", SEVERITIES[0]).lower()) not in SEVERITIES:
            raise UsageError(
                f"there is no severity {severity!r}; there are {', '.join(SEVERITIES)}"
            )
        return _PAGING.sub(
            f"LIMIT {limit} OFFSET {offset}", bind(self._question, chosen, self.site.iris.base)
        )


def _page(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,6}", text):
        raise UsageError(f"there is no page {text!r}; pages start at 1")
    return int(text)


def _entries(answer: Answer) -> tuple[Entry, ...]:
    """The rows put together finding by finding: a finding has a row a passage."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return tuple(_entry(list(group)) for _, group in groupby(rows, key=lambda row: row["finding"]))


def _entry(rows: list[dict[str, Value]]) -> Entry:
    row = rows[0]
    spans = {
        str(one["span"]): Passage(
            str(one["span"]), _text(one["source"]), _int(one["first"]), _int(one["last"])
        )
        for one in rows
    }
    gap = row["gap"]
    return Entry(
        iri=str(row["finding"]),
        rule=str(row["rule"]),
        severity=str(row["severity"]),
        message={
            language: str(row[language]) for language in ("zh", "en") if row[language] is not None
        },
        gap=Decimal(gap) if isinstance(gap, int | Decimal) else None,
        disclosure=_text(row["disclosure"]),
        department=_text(row["department"]),
        department_name=_text(row["department_name"]),
        year=_int(row["year"]),
        passages=tuple(passage for span, passage in spans.items() if span != "None"),
    )


def _passes(row: Mapping[str, Value], chosen: Mapping[str, str], but: str | None = None) -> bool:
    return all(
        str(row[name]) == _canonical(name, text) for name, text in chosen.items() if name != but
    )


def _canonical(name: str, text: str) -> str:
    return (
        text.lower() if name == "severity" else text.removesuffix("年") if name == "year" else text
    )


def _choices(
    name: str, cube: Iterable[Mapping[str, Value]], chosen: Mapping[str, str]
) -> tuple[Choice, ...]:
    """The values that a filter can take beside the other filters, severities by weight, all others
    by label.
    """
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in cube:
        if row[name] is not None and _passes(row, chosen, but=name):
            value = str(row[name])
            counts[value] += int(str(row["findings"]))
            labels[value] = str(row["department_name"] or value) if name == "department" else value
    now = _canonical(name, chosen.get(name, ""))
    order = sorted(
        counts,
        key=lambda value: (
            SEVERITIES.index(value) if value in SEVERITIES else 0,
            labels[value],
            value,
        ),
    )
    return tuple(Choice(value, labels[value], counts[value], value == now) for value in order)


def _sum(rows: Iterable[Mapping[str, Value]]) -> int:
    return sum(int(str(row["findings"])) for row in rows)


def _as_json(listing: Listing) -> dict[str, object]:
    choices = {
        name: [
            {"value": one.value, "label": one.label, "count": one.count}
            for one in listing.choices[name]
        ]
        for name in FILTERS
    }
    return {
        "total": listing.total,
        "page": listing.page,
        "pages": listing.pages,
        "next": listing.link(listing.page + 1, "json") if listing.page < listing.pages else None,
        "filters": dict(listing.chosen),
        "choices": choices,
        "results": [_json_entry(entry) for entry in listing.entries],
    }


def _json_entry(entry: Entry) -> dict[str, object]:
    return {
        "iri": entry.iri,
        "rule": entry.rule,
        "severity": entry.severity,
        "message": dict(entry.message),
        "gap": None if entry.gap is None else f"{entry.gap:f}",
        "disclosure": entry.disclosure,
        "department": entry.department,
        "department_name": entry.department_name,
        "fiscal_year": entry.year,
        "passages": [
            {"iri": one.span, "source": one.source, "first_line": one.first, "last_line": one.last}
            for one in entry.passages
        ],
    }


def _csv_row(entry: Entry) -> tuple[Value, ...]:
    """A finding as one row: where to look first stands for all its passages."""
    place = entry.passages[0] if entry.passages else Passage("", None, None, None)
    about = (
        entry.iri,
        entry.rule,
        entry.severity,
        entry.department_name,
        entry.year,
        entry.message.get("zh"),
        entry.message.get("en"),
    )
    return (*about, entry.gap, place.source, place.first, place.last)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _int(value: Value) -> int | None:
    return value if isinstance(value, int) else None
