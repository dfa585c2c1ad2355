"""Compare departments or years side by side; the address chooses them (`/compare`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.descriptions import Record, ask, texts
from budgetgraph.publish.pages.graph_lists import GraphLists
from budgetgraph.publish.pages.money.overview import Accounts, accounts
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.selects import Selects
from budgetgraph.store import Store

MOST = 8
"""The most columns of a comparison."""
_OFFERED = 30
"""The most disclosures that are offered to choose from at a time."""
_PROPOSED = 6
"""The most partners that are proposed."""
#: How near the same office of another place in another year is.
_LAST_RESORT = 2


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
    """The compared disclosures, what can be chosen beside them, and the functions spent on.

    `choices` are the first that fit what was looked for, `all_choices` counts all that fit;
    `proposals` are the partners that come first to mind, with the address of the comparison that
    takes each in. `functions` has their names by code; `cut` says that more than MOST were chosen.
    """

    columns: tuple[ComparedColumn, ...]
    choices: tuple[tuple[str, Record], ...]
    all_choices: int
    proposals: tuple[tuple[str, Record], ...]
    money: Accounts
    functions: Mapping[str, str]
    cut: bool


class Compare:
    """The route /compare."""

    def __init__(
        self, site: Site, workers: Workers[Store], renderer: Renderer, lists: GraphLists
    ) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.lists = lists
        self._choices: dict[str, Record] = {}

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
        look_for = " ".join(request.query_params.get("q", "").split())
        choices = await self._all_choices()
        try:
            chosen = _chosen(choices, departments, disclosures, self.site.iris.base)
        except LookupError as error:
            raise HTTPException(404, str(error)) from error
        kept = dict(list(chosen.items())[:MOST])
        iris = [str(row["disclosure"]) for row in kept.values()]
        money, counts = await self.workers.run(_asked, iris, self.site.iris.base)
        fitting = [(key, row) for key, row in choices.items() if _fits(row, look_for.split())]
        comparison = Comparison(
            columns=_columns(kept, counts),
            choices=tuple(fitting[:_OFFERED]),
            all_choices=len(fitting),
            proposals=_proposals(kept, choices),
            money=money,
            functions=_functions(money),
            cut=len(chosen) > len(kept),
        )
        page = self.renderer.page(request, "compare.html", comparison=comparison, look_for=look_for)
        return self.site.reply(request, page, HTML)

    async def _all_choices(self) -> dict[str, Record]:
        """Give all disclosures by key, department by department, year by year."""
        if not self._choices:
            rows = (await self.lists.sections())["disclosures"].rows
            base = self.site.iris.base
            self._choices = {_key(row, base): row for row in sorted(rows, key=_place)}
        return self._choices


def _place(row: Record) -> tuple[str, int, str]:
    """Give what the choices are ordered by."""
    return str(row["department"]), int(str(row["year"])), str(row["disclosure"])


def _chosen(
    choices: Mapping[str, Record], departments: Sequence[str], disclosures: Sequence[str], base: str
) -> dict[str, Record]:
    """Find what the address chooses; LookupError where a name is unknown."""
    chosen: dict[str, Record] = {}
    for department in filter(None, departments):
        years = _years_of(f"{base}id/department/{department}", choices)
        if not years:
            raise LookupError(f"no department here is called {department}")
        chosen |= years
    for key in filter(None, disclosures):
        if key not in choices:
            raise LookupError(f"no disclosure here is called {key}")
        chosen[key] = choices[key]
    return chosen


def _asked(
    store: Selects, disclosures: Sequence[str], base: str
) -> tuple[Accounts, dict[str, Record]]:
    """Ask for the money and the counts of disclosures; runs in a worker."""
    return accounts(store, disclosures, base, by_class=True), _counts(store, disclosures, base)


def _fits(row: Record, words: Sequence[str]) -> bool:
    """Tell whether a disclosure has all words in its name or place: `平乡 2025`."""
    named = f"{row['division_label'] or ''} {row['disclosure_label']} {row['year']}"
    return all(word in named for word in words)


def _proposals(
    chosen: Mapping[str, Record], choices: Mapping[str, Record]
) -> tuple[tuple[str, Record], ...]:
    """Propose partners for the first chosen disclosure, each with the address that adds it.

    Those are the same department in other years, nearest first, then departments of the same name
    in the same year, neighbours first; where there is none, those of the nearest years.
    """
    if not chosen or len(chosen) >= MOST:
        return ()
    first = next(iter(chosen.values()))
    partners: list[tuple[tuple[int, ...], str]] = []
    for key, row in choices.items():
        if key not in chosen and (nearness := _nearness(first, row)) is not None:
            partners.append((nearness, key))
    good = [partner for partner in partners if partner[0][0] < _LAST_RESORT]
    nearest = [key for _, key in sorted(good or partners)[:_PROPOSED]]
    return tuple((_address([*chosen, key]), choices[key]) for key in nearest)


def _nearness(first: Record, other: Record) -> tuple[int, ...] | None:
    """Tell how near a disclosure is to another, the smallest first; None where it is no partner."""
    years_apart = abs(int(str(first["year"])) - int(str(other["year"])))
    if first["department"] == other["department"]:
        return 0, years_apart
    if _office(first) != _office(other):
        return None
    alike = _alike_from_the_start(str(first["department"]), str(other["department"]))
    return (_LAST_RESORT, years_apart, -alike) if years_apart else (1, -alike)


def _alike_from_the_start(name: str, other: str) -> int:
    """Count the characters that two IRIs begin with alike: codes of neighbours share more."""
    for place, (mine, yours) in enumerate(zip(name, other, strict=False)):
        if mine != yours:
            return place
    return min(len(name), len(other))


def _office(row: Record) -> str:
    """Give the name of an office without its place: `平乡县医疗保障局` → `医疗保障局`."""
    name, place = str(row["department_label"]), str(row["division_label"] or "")
    return name.rpartition(place)[2] if place and place in name else name


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
