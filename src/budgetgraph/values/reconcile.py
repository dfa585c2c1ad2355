"""The division that a department belongs to, by its name, its project codes and its context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from budgetgraph.document.data_file import read_data
from budgetgraph.document.folding import compact
from budgetgraph.values.code_notation import project_code_parts
from budgetgraph.values.divisions import DivisionCode, by_name, division, divisions, lineage


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The ranks of divisions: alone in front of a name, behind a province, and their levels."""

    alone: re.Pattern[str]
    of_province: re.Pattern[str]
    corps: re.Pattern[str]
    levels: dict[str, str]


@cache
def _ranks() -> _Ranks:
    """Read the ranks, once."""
    data = read_data("budgetgraph.values", "ranks.toml")
    alone, of_province = re.compile(data["alone"]), re.compile(data["of_province"])
    return _Ranks(alone, of_province, re.compile(data["corps"]), data["levels"])


def reconcile(
    department_name: str, project_codes: Sequence[str], year: int | None, context: str = ""
) -> tuple[DivisionCode | None, tuple[str, ...]]:
    """Give the division a department belongs to, and the reasons where it could not be told or the
    evidence disagrees.

    The department's name decides. Where several divisions bear the name in it, the project codes
    narrow them, then the city or province named in the department's name or the `context` (title,
    first lines). A department that names no division takes that of its project codes; without such
    codes, and named by its rank (省法院), the one division of that rank in the context. Nothing is
    guessed: what stays ambiguous is None.
    """
    department = compact(department_name)
    candidates, notes = _named_in(department, year)
    if not candidates:
        candidates, notes = _named_below_a_province(department, year)
    if not candidates:
        candidates, notes = _named_behind_a_corps(department, year)
    coded, doubt = _division_of_codes(project_codes)
    notes += doubt
    if not candidates and coded is not None:
        return coded, (
            *notes,
            f"no division is named in {department}; {_shown(coded)} is that of its project codes",
        )
    if not candidates:
        return _of_rank(department, year, compact(context), notes)
    if len(candidates) > 1:
        same = [candidate for candidate in candidates if coded and candidate.code == coded.code]
        candidates = same or _in_named_place(candidates, department + compact(context))
    if len(candidates) > 1:
        listed = "、".join(map(_shown, candidates))
        return None, (*notes, f"{department} may be of {len(candidates)} divisions: {listed}")
    if coded is not None and coded.code != candidates[0].code:
        notes.append(
            f"{department} names {_shown(candidates[0])}, its project codes name {_shown(coded)}"
        )
    return candidates[0], tuple(notes)


def _named_in(department: str, year: int | None) -> tuple[list[DivisionCode], list[str]]:
    """Give the candidates for the innermost division that the beginning of a department's name
    names, in `year` if possible.
    """
    bearing: list[DivisionCode] = []
    notes: list[str] = []
    rest = department
    while named := _longest_prefix(rest, bearing):
        rest, bearers = rest[len(named) :], _below(by_name()[named], bearing)
        bearing = [bearer for bearer in bearers if bearer.carries(named, year)]
        if not bearing:
            bearing = bearers
            when, listed = year or "the present", "、".join(map(_shown, bearers))
            notes.append(f"{named} is no division's name in {when}: it was {listed}")
    return bearing, notes


def _named_below_a_province(
    department: str, year: int | None
) -> tuple[list[DivisionCode], list[str]]:
    """Give the candidates behind the everyday name of their province: 广西平乐县公路养护段 → 平乐县.

    The everyday name alone tells nothing: 天津路街道办事处.
    """
    for name, code in _everyday_names():
        if department.startswith(name):
            named, notes = _named_in(department[len(name) :], year)
            below = [candidate for candidate in named if code in _codes_above(candidate)]
            return below, notes if below else []
    return [], []


def _named_behind_a_corps(
    department: str, year: int | None
) -> tuple[list[DivisionCode], list[str]]:
    """Give the candidates behind a division of 兵团 that is a city, too: 第七师胡杨河市财政局 → 胡杨河市."""
    corps = _ranks().corps.match(department)
    return _named_in(department[corps.end() :], year) if corps is not None else ([], [])


@cache
def _everyday_names() -> tuple[tuple[str, str], ...]:
    """Give the names of provinces without their rank, each with the code: 广西 450000, 内蒙古 150000."""
    provinces = [province for province in divisions().values() if province.level == "province"]
    rank = _ranks().of_province
    return tuple((rank.sub("", province.name), province.code) for province in provinces)


def _of_rank(
    department: str, year: int | None, context: str, notes: list[str]
) -> tuple[DivisionCode | None, tuple[str, ...]]:
    """Give the one division of the department's rank (省, 市, 县 …) that the context names."""
    rank = _ranks().alone.match(department)
    if rank is None:
        return None, (*notes, f"no division is named in {department} and no project code tells one")
    level = _ranks().levels[rank[0]]
    ranked = [
        candidate
        for candidate in divisions().values()
        if candidate.level == level and candidate.carries(candidate.name, year)
    ]
    named = _named_in_context(ranked, context)
    if len(named) == 1:
        return named[0], tuple(notes)
    reason = f"{department} names no division, and the context names {len(named)} of its rank"
    return None, (*notes, reason)


def _named_in_context(ranked: Sequence[DivisionCode], context: str) -> list[DivisionCode]:
    """Give the divisions that a text names; the longer names are found first: 南和县 is no 和县."""
    bearers = Counter(map(attrgetter("name"), ranked))
    named: list[DivisionCode] = []
    for candidate in sorted(ranked, key=lambda candidate: -len(candidate.name)):
        if candidate.name not in context:
            continue
        named.append(candidate)
        if bearers[candidate.name] == 1:
            context = context.replace(candidate.name, " ")
    return named


def _below(bearers: Iterable[DivisionCode], above: Sequence[DivisionCode]) -> list[DivisionCode]:
    """Those of `bearers` that lie below one of `above`; all of them where nothing stands above."""
    if not above:
        return list(bearers)
    codes = set(map(attrgetter("code"), above))
    return [code for code in bearers if not codes.isdisjoint(_codes_above(code))]


def _codes_above(place: DivisionCode) -> list[str]:
    """Give the codes of the city and the province of a division: 130532 → 130500, 130000."""
    return list(map(attrgetter("code"), lineage(place.code)[1:]))


def _longest_prefix(text: str, above: Sequence[DivisionCode]) -> str | None:
    """Give the longest division name that `text` begins with, of a division below `above` if any is
    given.
    """
    names = by_name()
    longest = min(_longest_name(), len(text))
    for length in range(longest, 1, -1):
        bearers = names.get(text[:length])
        if bearers and _below(bearers, above):
            return text[:length]
    return None


@cache
def _longest_name() -> int:
    """Count the characters of the longest name of a division."""
    return max(map(len, by_name()))


def _division_of_codes(project_codes: Sequence[str]) -> tuple[DivisionCode | None, list[str]]:
    """Give the division that more than half of the project codes begin with."""
    parts = filter(None, map(project_code_parts, project_codes))
    counts = Counter(map(attrgetter("division"), parts))
    if not counts:
        return None, []
    code, count = counts.most_common(1)[0]
    if count * 2 <= counts.total():
        doubt = f"the project codes name {len(counts)} divisions, none of them in more than half"
        return None, [doubt]
    named = division(code)
    if named is None:
        return None, [f"the project codes begin with {code}, which is no division's code"]
    return named, []


def _in_named_place(candidates: list[DivisionCode], text: str) -> list[DivisionCode]:
    """Give the candidates below the most of the cities and provinces named in `text`; several where
    they are below different ones.
    """
    named = {code.code: _named_above(code, text) for code in candidates}
    return [code for code in candidates if not _is_less_named(named[code.code], named.values())]


def _named_above(place: DivisionCode, text: str) -> set[str]:
    """Give the codes of the city and the province of a division that a text names."""
    return {step.code for step in lineage(place.code)[1:] if step.name in text}


def _is_less_named(mine: set[str], named: Iterable[set[str]]) -> bool:
    """Tell whether another division has all the named places above it, and more."""
    return any(mine < other for other in named)


def _shown(place: DivisionCode) -> str:
    return f"{place.name} {place.code}"
