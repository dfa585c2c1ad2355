"""The code lists: administrative divisions, project codes, functional and economic classes,
indicator types.

The lists are the SKOS files under `ontology/codes/`; each is read once, when it is first asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph

from budgetgraph.assets import asset
from budgetgraph.document.folding import compact
from budgetgraph.values.code_notation import (
    Kind,
    ProjectCode,
    check_character,
    join_code,
    kind,
    parent,
    project_code_parts,
)

__all__ = [
    "Concept", "DivisionCode", "Kind", "ProjectCode", "check_character", "code_name", "concept_key", "concepts", "division", "divisions",
    "divisions_named", "indicator_type", "join_code", "kind", "lineage", "measurement_unit", "parent", "project_code_parts",
    "reconcile", "scheme",
]  # fmt: skip

_IDENTITY = "https://w3id.org/budgetgraph/id/"
_FORMER = re.compile(r"至(\d{4})年：(.+)")
#: A department named by its rank alone (省法院): the rank tells the level, nothing more. 市场, 市容, 市政
#: and 区域 are no ranks.
_RANK = re.compile(r"自治区|省|市(?!场|容|政(?![府协法务]))|州|县(?!域)|区(?!域)|旗")
_RANK_LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one list: the values of its properties by their local names (`notation`,
    `validFrom`, `broader`).
    """

    key: str
    values: dict[str, tuple[str, ...]]

    def first(self, name: str) -> str | None:
        """The only or first value of a property."""
        return next(iter(self.values.get(name, ())), None)

    def year(self, name: str) -> int | None:
        """A property that is a year."""
        found = self.first(name)
        return int(found) if found else None

    @property
    def former_names(self) -> tuple[tuple[str, int], ...]:
        """Names no longer in use, each with the last year of its use, from the history notes."""
        notes = (_FORMER.fullmatch(note) for note in self.values.get("historyNote", ()))
        return tuple((note[2], int(note[1])) for note in notes if note)


@dataclass(frozen=True, slots=True)
class DivisionCode:
    """A division by GB/T 2260.

    The years are those in which the code came in and went out, None where it is in force.
    """

    code: str
    name: str
    level: str
    broader: str | None
    valid_from: int | None
    valid_until: int | None
    former_names: tuple[tuple[str, int], ...] = ()

    def carries(self, name: str, year: int | None) -> bool:
        """Whether the division is called `name` in `year` (None: now); everyday names count as the
        name.
        """
        former = dict(self.former_names).get(name)
        until = former if former is not None else self.valid_until
        if year is None:
            return until is None
        return (self.valid_from is None or self.valid_from <= year) and (
            until is None or year <= until
        )


@cache
def concepts(scheme: str) -> dict[str, Concept]:
    """The concepts of `ontology/codes/<scheme>.ttl` by key: the end of their IRI (`130532`,
    `2017/30311`, `数量指标`), the local name where the IRI is another vocabulary's (`gteq`).

    Chinese texts stand under the property's name, others with their language (`prefLabel@en`);
    values that are concepts are IRIs.
    """
    return {
        key: concept for key, concept in _things(scheme).items() if "inScheme" in concept.values
    }


def scheme(name: str) -> Concept:
    """What `ontology/codes/<name>.ttl` says of the list as a whole."""
    return _things(name)[name]


@cache
def _things(scheme: str) -> dict[str, Concept]:
    values: dict[str, dict[str, list[str]]] = {}
    for quad in pyoxigraph.parse(
        path=str(asset(f"ontology/codes/{scheme}.ttl")), format=pyoxigraph.RdfFormat.TURTLE
    ):
        value, name = quad.object, quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
        if isinstance(value, pyoxigraph.Literal) and value.language not in (None, "zh"):
            name = f"{name}@{value.language}"
        values.setdefault(_key(str(quad.subject.value)), {}).setdefault(name, []).append(
            str(value.value)
        )
    return {
        key: Concept(key, {name: tuple(every) for name, every in given.items()})
        for key, given in values.items()
    }


def _key(iri: str) -> str:
    return (
        iri.removeprefix(_IDENTITY).partition("/")[2]
        if iri.startswith(_IDENTITY)
        else re.split("[#/]", iri)[-1]
    )


# --- divisions ------------------------------------------------------------------------------------


@cache
def divisions() -> dict[str, DivisionCode]:
    """Every division by its code, abolished ones included."""
    return {key: _division(concept) for key, concept in concepts("divisions").items()}


def _division(concept: Concept) -> DivisionCode:
    above = concept.first("broader")
    return DivisionCode(
        code=concept.key,
        name=concept.first("prefLabel") or "",
        level=concept.first("level") or "",
        broader=above.rpartition("/")[2] if above else None,
        valid_from=concept.year("validFrom"),
        valid_until=concept.year("validUntil"),
        former_names=concept.former_names,
    )


def division(code: str) -> DivisionCode | None:
    """The division of a six-digit code; None where the standard has none since 2008."""
    return divisions().get(code)


@cache
def _by_name() -> dict[str, tuple[DivisionCode, ...]]:
    found: dict[str, list[DivisionCode]] = {}
    for key, concept in concepts("divisions").items():
        for label in dict.fromkeys(
            label
            for name in ("prefLabel", "altLabel", "hiddenLabel")
            for label in concept.values.get(name, ())
        ):
            found.setdefault(label, []).append(divisions()[key])
    return {name: tuple(named) for name, named in found.items()}


def divisions_named(name: str) -> tuple[DivisionCode, ...]:
    """Every division that is or was called exactly `name`, in order of codes: former and everyday
    names (临夏州) count.
    """
    return _by_name().get(compact(name), ())


def lineage(code: str) -> tuple[DivisionCode, ...]:
    """The division and those above it, county first and province last; empty where the code is
    unknown.
    """
    found: list[DivisionCode] = []
    step = division(code)
    while step is not None:
        found.append(step)
        step = division(step.broader) if step.broader else None
    return tuple(found)


def reconcile(
    department_name: str, project_codes: Sequence[str], year: int | None, context: str = ""
) -> tuple[DivisionCode | None, tuple[str, ...]]:
    """The division a department belongs to, and the reasons where it could not be told or the
    evidence disagrees.

    The department's name decides. Where several divisions bear the name in it, the project codes
    narrow them, then the city or province named in the department's name or the `context` (title,
    first lines). A department that names no division takes that of its project codes; without such
    codes, and named by its rank (省法院), the one division of that rank in the context. Nothing is
    guessed: what stays ambiguous is None.
    """
    department = compact(department_name)
    candidates, notes = _named_in(department, year)
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
        same = [one for one in candidates if coded and one.code == coded.code]
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
    """The candidates for the innermost division that the beginning of a department's name names, in
    `year` if possible.
    """
    found: list[DivisionCode] = []
    notes: list[str] = []
    rest = department
    while named := _longest_prefix(rest, found):
        rest, bearers = rest[len(named) :], _below(_by_name()[named], found)
        found = [one for one in bearers if one.carries(named, year)]
        if not found:
            found = bearers
            notes.append(
                f"{named} is no division's name in {year or 'the present'}: it was {'、'.join(map(_shown, bearers))}"
            )
    return found, notes


def _of_rank(
    department: str, year: int | None, context: str, notes: list[str]
) -> tuple[DivisionCode | None, tuple[str, ...]]:
    """The one division of the department's rank (省, 市, 县 …) that the context names."""
    rank = _RANK.match(department)
    if rank is None:
        return None, (*notes, f"no division is named in {department} and no project code tells one")
    named: list[DivisionCode] = []
    ranked = [
        one
        for one in divisions().values()
        if one.level == _RANK_LEVELS[rank[0]] and one.carries(one.name, year)
    ]
    for one in sorted(ranked, key=lambda one: -len(one.name)):  # 南和县 before 和县
        if one.name in context:
            named.append(one)
            if not any(other.name == one.name and other is not one for other in ranked):
                context = context.replace(one.name, " ")
    if len(named) == 1:
        return named[0], tuple(notes)
    return None, (
        *notes,
        f"{department} names no division, and the context names {len(named)} of its rank",
    )


def _below(bearers: Iterable[DivisionCode], above: Sequence[DivisionCode]) -> list[DivisionCode]:
    """Those of `bearers` that lie below one of `above`; all of them where nothing stands above."""
    codes = {one.code for one in above}
    return [
        one
        for one in bearers
        if not codes or any(step.code in codes for step in lineage(one.code)[1:])
    ]


def _longest_prefix(text: str, above: Sequence[DivisionCode]) -> str | None:
    """The longest division name that `text` begins with, of a division below `above` if any is
    given.
    """
    names = _by_name()
    longest = max(map(len, names))
    return next(
        (
            text[:n]
            for n in range(min(longest, len(text)), 1, -1)
            if _below(names.get(text[:n], ()), above)
        ),
        None,
    )


def _division_of_codes(project_codes: Sequence[str]) -> tuple[DivisionCode | None, list[str]]:
    """The division that more than half of the project codes begin with."""
    parts = [part for part in map(project_code_parts, project_codes) if part]
    if not parts:
        return None, []
    code, count = Counter(part.division for part in parts).most_common(1)[0]
    if count * 2 <= len(parts):
        return None, [
            f"the project codes name {len({part.division for part in parts})} divisions, none of them in more than half"
        ]
    found = division(code)
    return found, [] if found else [
        f"the project codes begin with {code}, which is no division's code"
    ]


def _in_named_place(candidates: list[DivisionCode], text: str) -> list[DivisionCode]:
    """The candidates below the most of the cities and provinces named in `text`; several where they
    are below different ones.
    """
    named = {
        one.code: {step.code for step in lineage(one.code)[1:] if step.name in text}
        for one in candidates
    }
    return [
        one for one in candidates if not any(named[one.code] < other for other in named.values())
    ]


def _shown(one: DivisionCode) -> str:
    return f"{one.name} {one.code}"


# --- functional and economic classification, indicator types --------------------------------------


@cache
def concept_key(kind: Kind, code: str, year: int | None = None) -> str | None:
    """The key of the concept that `code` stands for in `year` (None: now): `30311`, but
    `2017/30311` up to 2017; None if unlisted.
    """
    classes = _classes(kind)
    lost = [
        key
        for key in classes
        if year is not None and key.endswith(f"/{code}") and year <= int(key.partition("/")[0])
    ]
    return min(lost, default=code if code in classes else None)


def code_name(kind: Kind, code: str, year: int | None = None) -> str | None:
    """The name of a code in the classification of `year` (None: now); None where the list does not
    have it.
    """
    key = concept_key(kind, code, year)
    if key is None:
        return None
    one = _classes(kind)[key]
    names = sorted(
        (until, name) for name, until in one.former_names if year is not None and year <= until
    )
    return names[0][1] if names else one.first("prefLabel")


def _classes(kind: Kind) -> dict[str, Concept]:
    return concepts("functions" if kind == "function" else "economic")


def indicator_type(printed: str, level: int) -> str | None:
    """The key of the indicator type printed as `printed` in column `level` (1 or 2), synonyms
    folded; None where it is none.
    """
    return _indicator_types().get((compact(printed), level))


def measurement_unit(printed: str) -> str | None:
    """The key of the unit printed as `printed`, synonyms folded (每 is a stroke: 元/每人每天); None where
    the list does not have it.
    """
    return _measurement_units().get(compact(printed).replace("/每", "/").replace("每", "/"))


@cache
def _measurement_units() -> dict[str, str]:
    units = concepts("units").items()
    return {
        compact(label): key
        for key, one in units
        for label in (*one.values["prefLabel"], *one.values.get("altLabel", ()))
    }


@cache
def _indicator_types() -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for key, one in concepts("indicator-types").items():
        labels = (*one.values.get("prefLabel", ()), *one.values.get("altLabel", ()))
        found |= {
            (compact(label), int(level)): key
            for label in labels
            for level in one.values.get("indicatorLevel", ())
        }
    return found
