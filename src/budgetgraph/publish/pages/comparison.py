"""`/compare`: two or more departments or years side by side, chosen in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.descriptions import Record, Selects, ask, texts
from budgetgraph.publish.pages.money_overview import Accounts, accounts
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.store import Store

MOST = 8
"""The most columns of a comparison."""


@dataclass(frozen=True, slots=True)
class Column:
    """One disclosure of a comparison.

    `key` names it in the address, `without` is the address of the comparison that leaves it out.
    """

    key: str
    disclosure: Record
    counts: Record
    without: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, what could be, and the codes of the functions that any of them spends on,
    with their names.
    """

    columns: tuple[Column, ...]
    choices: tuple[tuple[str, Record], ...]
    money: Accounts
    functions: Mapping[str, str]
    cut: bool


class Compare:
    """The route /compare."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def compare(self, request: Request) -> Response:
        """`?disclosure=130532/平乡县医疗保障局/2025` once for each, or `?department=130532/平乡县医疗保障局` for
        all its years.
        """
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        departments, disclosures = (
            request.query_params.getlist(name) for name in ("department", "disclosure")
        )
        found = await self.workers.run(compared, self.site.iris.base, departments, disclosures)
        if isinstance(found, str):
            raise HTTPException(404, found)
        return self.site.reply(
            request, self.renderer.page(request, "compare.html", comparison=found), HTML
        )


def compared(
    store: Selects, base: str, departments: Sequence[str], disclosures: Sequence[str]
) -> Comparison | str:
    """Run in a worker: the comparison; a message where a name is unknown."""
    choices = {_key(row, base): row for row in ask(store, texts("compare", base))["choices"].rows}
    chosen: dict[str, Record] = {}
    for department in filter(None, departments):
        years = {
            key: row
            for key, row in choices.items()
            if row["department"] == f"{base}id/department/{department}"
        }
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
    functions = {one.code: one.name for of in money.of.values() for one in of.classes}
    counts = _counts(store, iris, base)
    columns = tuple(
        Column(
            key,
            row,
            counts[str(row["disclosure"])],
            _address(other for other in kept if other != key),
        )
        for key, row in kept.items()
    )
    return Comparison(
        columns,
        tuple(choices.items()),
        money,
        dict(sorted(functions.items())),
        len(chosen) > len(kept),
    )


def _counts(store: Selects, disclosures: Sequence[str], base: str) -> dict[str, Record]:
    if not disclosures:
        return {}
    these = " ".join(iri_term(iri, base) for iri in disclosures)
    queries = {
        name: text.replace("$these", these) for name, text in texts("compared", base).items()
    }
    return {str(row["disclosure"]): row for row in ask(store, queries)["counts"].rows}


def _key(row: Record, base: str) -> str:
    return unquote(str(row["disclosure"]).removeprefix(f"{base}id/disclosure/"))


def _address(keys: Iterable[str]) -> str:
    return "/compare?" + urlencode([("disclosure", key) for key in keys])
