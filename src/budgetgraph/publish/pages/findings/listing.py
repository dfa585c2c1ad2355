"""Hold the list of findings: its entries, its filters, and the page of it that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from budgetgraph.document.languages import LANGUAGES
from budgetgraph.publish.pages.descriptions import Record
from budgetgraph.store.answer import Value

FILTERS = ("rule", "severity", "department", "year")
SEVERITIES = ("violation", "warning", "info")
PAGE = 100
"""Findings a page."""
OFFERED = 500
"""So many values of a filter a page offers; of more, those that most findings have."""

CSV_COLUMNS = (
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
)


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """Where a finding can be read: the IRI of the span, its file, its lines.

    Lines count from 1; they are None where the source has none.
    """

    span: str
    source: str | None
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as the list shows it.

    `message` is by language. Department and year are None where several disclosures or none have
    the finding.
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
    passages: tuple[CitedSpan, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter.

    `count` findings have it and pass the other filters; `chosen` says whether it is set.
    """

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FindingsListing:
    """One page of the list.

    `chosen` holds the filters that are set; `total` counts all findings that pass them; a page has
    `size` of them.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    chosen: Mapping[str, str]
    choices: Mapping[str, tuple[Choice, ...]]
    size: int = PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def offered(self, name: str) -> tuple[Choice, ...]:
        """List the values of a filter that the page offers, the one that is set among them."""
        choices = self.choices[name]
        if len(choices) <= OFFERED:
            return choices
        most = nlargest(OFFERED, choices, key=attrgetter("count"))
        values = set(map(attrgetter("value"), most))
        return tuple(choice for choice in choices if choice.chosen or choice.value in values)

    @property
    def by_rule(self) -> list[tuple[str, list[Entry]]]:
        """Group the page's findings by rule, in the list's order."""
        groups = groupby(self.entries, key=lambda entry: entry.rule)
        return [(rule, list(group)) for rule, group in groups]

    def link(self, page: int | None = None, form: str | None = None, **filters: str | None) -> str:
        """Link to another page, to another format, or to the list with other filters.

        None as a filter takes it off.
        """
        set_filters = {**self.chosen, **filters}
        parameters = {name: text for name, text in set_filters.items() if text}
        if page and page > 1:
            parameters["page"] = str(page)
        if form:
            parameters["format"] = form
        query = urlencode(parameters)
        return f"/findings?{query}" if query else "/findings"


def entries(listed: Iterable[Record], details: Iterable[Record]) -> tuple[Entry, ...]:
    """Make the entries of listed findings; `details` has a row for each span of a finding."""
    by_finding: dict[Value, list[Record]] = {}
    for row in details:
        by_finding.setdefault(row["finding"], []).append(row)
    return tuple(_entry(row, by_finding[row["finding"]]) for row in listed)


def passing(row: Record, chosen: Mapping[str, str], but: str | None = None) -> bool:
    """Tell whether a row passes the filters; the filter `but` is left out."""
    others = [name for name in chosen if name != but]
    return all(str(row[name]) == _canonical(name, chosen[name]) for name in others)


def choices(name: str, counts: Iterable[Record], chosen: Mapping[str, str]) -> tuple[Choice, ...]:
    """List the values that a filter can take while the other filters stay.

    Severities come by weight, all other values by label.
    """
    findings: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in counts:
        if row[name] is None or not passing(row, chosen, but=name):
            continue
        value = str(row[name])
        findings[value] += int(str(row["findings"]))
        labels[value] = _label(name, row)
    now = _canonical(name, chosen.get(name, ""))
    in_order = sorted(findings, key=lambda value: (weight(value), labels[value], value))
    return tuple(Choice(value, labels[value], findings[value], value == now) for value in in_order)


def as_json(listing: FindingsListing) -> dict[str, object]:
    """Describe a page of the list for a program."""
    next_page = None
    if listing.page < listing.pages:
        next_page = listing.link(listing.page + 1, "json")
    return {
        "total": listing.total,
        "page": listing.page,
        "pages": listing.pages,
        "next": next_page,
        "filters": dict(listing.chosen),
        "choices": {name: _json_choices(listing.choices[name]) for name in FILTERS},
        "results": list(map(_json_entry, listing.entries)),
    }


def csv_row(entry: Entry) -> tuple[Value, ...]:
    """Write a finding as one row; its first span stands for all of them."""
    source, first, last = None, None, None
    if entry.passages:
        place = entry.passages[0]
        source, first, last = place.source, place.first, place.last
    return (
        entry.iri,
        entry.rule,
        entry.severity,
        entry.department_name,
        entry.year,
        entry.message.get("zh"),
        entry.message.get("en"),
        entry.gap,
        source,
        first,
        last,
    )


def _entry(listed: Record, details: list[Record]) -> Entry:
    """Make the entry of one finding."""
    first = details[0]
    gap = first["gap"]
    exact_gap = Decimal(gap) if isinstance(gap, int | Decimal) else None
    return Entry(
        iri=str(listed["finding"]),
        rule=str(listed["rule"]),
        severity=str(listed["severity"]),
        message={
            language: str(first[language]) for language in LANGUAGES if first[language] is not None
        },
        gap=exact_gap,
        disclosure=_text(listed["disclosure"]),
        department=_text(listed["department"]),
        department_name=_text(listed["department_name"]),
        year=_int(listed["year"]),
        passages=_passages(details),
    )


def _passages(rows: list[Record]) -> tuple[CitedSpan, ...]:
    """List the spans of a finding, each once."""
    spans: dict[str, CitedSpan] = {}
    for row in rows:
        if row["span"] is None:
            continue
        span = str(row["span"])
        spans[span] = CitedSpan(span, _text(row["source"]), _int(row["first"]), _int(row["last"]))
    return tuple(spans.values())


def _canonical(name: str, text: str) -> str:
    """Write a filter's text as the graph has it: `Warning` → `warning`, `2025年` → `2025`."""
    if name == "severity":
        return text.lower()
    return text.removesuffix("年") if name == "year" else text


def _label(name: str, row: Record) -> str:
    """Give the label of a filter's value: the name of a department, else the value itself."""
    value = str(row[name])
    return str(row["department_name"] or value) if name == "department" else value


def weight(value: str) -> int:
    """Give the place of a severity, heaviest first; 0 for every other value."""
    return SEVERITIES.index(value) if value in SEVERITIES else 0


def _json_choices(listed: Iterable[Choice]) -> list[dict[str, object]]:
    """Describe the values of a filter."""
    described: list[dict[str, object]] = []
    for choice in listed:
        described.append({"value": choice.value, "label": choice.label, "count": choice.count})
    return described


def _json_entry(entry: Entry) -> dict[str, object]:
    """Describe a finding."""
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
        "passages": list(map(_json_span, entry.passages)),
    }


def _json_span(cited: CitedSpan) -> dict[str, object]:
    """Describe where a finding can be read."""
    return {
        "iri": cited.span,
        "source": cited.source,
        "first_line": cited.first,
        "last_line": cited.last,
    }


def _text(value: Value) -> str | None:
    """Give a value as text; None stays None."""
    return None if value is None else str(value)


def _int(value: Value) -> int | None:
    """Give a value that is a whole number; None for any other."""
    return value if isinstance(value, int) else None
