"""Compare departments or years side by side; the address chooses them (`/compare`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.descriptions import Record, ask, texts
from budgetgraph.publish.pages.money_overview import Accounts, accounts
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.selects import Selects
from budgetgraph.store import Store

MOST = 8
"""The most columns of a comparison."""


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """One disclosure of a comparison.

    `key` names it in the address, `without` is the address of the comparison that leaves it out.
    """

    key: str
    disclosure: Record
    counts: Record
    without: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The compared disclosures, all that can be chosen, and the functions that are spent on.

    `functions` has their names by code; `cut` says that more than MOST were chosen.
    """

    columns: tuple[ComparedColumn, ...]
    choices: tuple[tuple[str, Record], ...]
    money: Accounts
    functions: Mapping[str, str]
    cut: bool


class Compare:
    """The route /compare."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def compare(self, request: Request) -> Response:
        """Show the comparison of the address.

        `?disclosure=130532/平乡县医疗保障局/2025` chooses one disclosure and may be repeated;
        `?department=130532/平乡县医疗保障局` chooses all years of a department.
        """
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        departments = request.query_params.getlist("department")
        disclosures = request.query_params.getlist("disclosure")
        result = await self.workers.run(compared, self.site.iris.base, departments, disclosures)
        if isinstance(result, str):
            raise HTTPException(404, result)
        page = self.renderer.page(request, "compare.html", comparison=result)
        return self.site.reply(request, page, HTML)


def compared(
    store: Selects, base: str, departments: Sequence[str], disclosures: Sequence[str]
) -> Comparison | str:
    """Make the comparison, or a message where a name is unknown; runs in a worker."""
    choices = {_key(row, base): row for row in ask(store, texts("compare", base))["choices"].rows}
    chosen: dict[str, Record] = {}
    for department in filter(None, departments):
        years = _years_of(f"{base}id/department/{department}", choices)
        if not years:
            return f"no department here is called {department}"
        chosen |= years
    for key in filter(None, disclosures):
        if key not in choices:
            return f"no disclosure here is called {key}"
        chosen[key] = choices[key]
    kept = dict(list(chosen.items())[:MOST])
    iris = [str(row["disclosure"]) for row in kept.values()]
    money = accounts(store, iris, base)
    return Comparison(
        columns=_columns(kept, _counts(store, iris, base)),
        choices=tuple(choices.items()),
        money=money,
        functions=_functions(money),
        cut=len(chosen) > len(kept),
    )


def _years_of(department: str, choices: Mapping[str, Record]) -> dict[str, Record]:
    """Choose the disclosures of one department."""
    return {key: row for key, row in choices.items() if row["department"] == department}


def _functions(money: Accounts) -> dict[str, str]:
    """Name the top functions that any of the disclosures spends on, in the order of the codes."""
    names = {}
    for disclosure in money.of.values():
        for spending in disclosure.classes:
            names[spending.code] = spending.name
    return dict(sorted(names.items()))


def _columns(
    chosen: Mapping[str, Record], counts: Mapping[str, Record]
) -> tuple[ComparedColumn, ...]:
    """Make a column for each chosen disclosure."""
    columns = []
    for key, row in chosen.items():
        without = _address(other for other in chosen if other != key)
        columns.append(ComparedColumn(key, row, counts[str(row["disclosure"])], without))
    return tuple(columns)


def _counts(store: Selects, disclosures: Sequence[str], base: str) -> dict[str, Record]:
    """Ask for the counts of the disclosures, by IRI."""
    if not disclosures:
        return {}
    these = " ".join(iri_term(iri, base) for iri in disclosures)
    queries = {}
    for name, text in texts("compared", base).items():
        queries[name] = text.replace("$these", these)
    return {str(row["disclosure"]): row for row in ask(store, queries)["counts"].rows}


def _key(row: Record, base: str) -> str:
    """Give the key of a disclosure: `130532/平乡县医疗保障局/2025`."""
    return unquote(str(row["disclosure"]).removeprefix(f"{base}id/disclosure/"))


def _address(keys: Iterable[str]) -> str:
    """Give the address of the comparison of these disclosures."""
    return "/compare?" + urlencode([("disclosure", key) for key in keys])
