"""The code lists: functional and economic classes, indicator types, units of measurement, and the
concepts of any list. The divisions stand in `divisions`.

The lists are the SKOS files under `ontology/codes/`; each is read once, when it is first asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

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
    "Concept", "Kind", "ProjectCode", "check_character", "code_name", "concept_key", "concepts",
    "indicator_type", "join_code",
    "kind", "measurement_unit", "parent", "project_code_parts", "scheme",
]  # fmt: skip

_IDENTITY = "https://w3id.org/budgetgraph/id/"
_FORMER = re.compile(r"至(\d{4})年：(.+)")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one list: the values of its properties by their local names (`notation`,
    `validFrom`, `broader`).
    """

    key: str
    values: dict[str, tuple[str, ...]]

    def first(self, name: str) -> str | None:
        """Give the only or first value of a property."""
        return next(iter(self.values.get(name, ())), None)

    def year(self, name: str) -> int | None:
        """Give a property that is a year."""
        printed_year = self.first(name)
        return int(printed_year) if printed_year else None

    @property
    def former_names(self) -> tuple[tuple[str, int], ...]:
        """Names no longer in use, each with the last year of its use, from the history notes."""
        notes = map(_FORMER.fullmatch, self.values.get("historyNote", ()))
        return tuple((note[2], int(note[1])) for note in notes if note)


@cache
def concepts(scheme: str) -> dict[str, Concept]:
    """Give the concepts of `ontology/codes/<scheme>.ttl` by key: the end of their IRI (`130532`,
    `2017/30311`, `数量指标`), the local name where the IRI is another vocabulary's (`gteq`).

    Chinese texts stand under the property's name, others with their language (`prefLabel@en`);
    values that are concepts are IRIs.
    """
    return {
        key: concept for key, concept in _things(scheme).items() if "inScheme" in concept.values
    }


def scheme(name: str) -> Concept:
    """Tell what `ontology/codes/<name>.ttl` says of the list as a whole."""
    return _things(name)[name]


@cache
def _things(scheme: str) -> dict[str, Concept]:
    """Give everything that a file of `ontology/codes/` describes: the list itself and its
    concepts, with their links to other lists in the file of the same name in `ontology/links/`.
    """
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder in ("codes", "links"):
        path = asset(f"ontology/{folder}") / f"{scheme}.ttl"
        if not path.is_file():
            continue
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            of_thing = values[_key(str(quad.subject.value))]
            language = getattr(quad.object, "language", None)
            name = _name_of_property(quad.predicate.value, language)
            of_thing[name].append(str(quad.object.value))
    return {key: _concept(key, of_thing) for key, of_thing in values.items()}


def _concept(key: str, values: Mapping[str, list[str]]) -> Concept:
    return Concept(key, {name: tuple(every) for name, every in values.items()})


@lru_cache(maxsize=256)
def _name_of_property(iri: str, language: str | None) -> str:
    """Give the local name of a property, with the language of a text that is not Chinese:
    `prefLabel`, `prefLabel@en`.
    """
    name = _local_name(iri)
    return name if language in (None, "zh") else f"{name}@{language}"


def _local_name(iri: str) -> str:
    """Give what stands behind the last # or / of an IRI."""
    return re.split("[#/]", iri)[-1]


def _key(iri: str) -> str:
    """Give the key of a concept: `…/id/divisions/130532` → 130532; of another vocabulary its local
    name.
    """
    if iri.startswith(_IDENTITY):
        return iri.removeprefix(_IDENTITY).partition("/")[2]
    return _local_name(iri)


# --- functional and economic classification, indicator types --------------------------------------


@cache
def concept_key(kind: Kind, code: str, year: int | None = None) -> str | None:
    """Give the key of the concept that `code` stands for in `year` (None: now): `30311`, but
    `2017/30311` up to 2017; None if unlisted.
    """
    classes = _classes(kind)
    lost = [key for key in classes if _was_lost(key, code, year)]
    if lost:
        return min(lost)
    return code if code in classes else None


def _was_lost(key: str, code: str, year: int | None) -> bool:
    """Tell whether a key is that of a code in a classification that ended in `year` or later."""
    if year is None or not key.endswith(f"/{code}"):
        return False
    last_year, _, _ = key.partition("/")
    return year <= int(last_year)


def code_name(kind: Kind, code: str, year: int | None = None) -> str | None:
    """Give the name of a code in the classification of `year` (None: now); None where the list does
    not have it.
    """
    key = concept_key(kind, code, year)
    if key is None:
        return None
    concept = _classes(kind)[key]
    return _former_name(concept, year) or concept.first("prefLabel")


def _former_name(concept: Concept, year: int | None) -> str | None:
    """Give the name that a class had in a past year; None where it had the name of today."""
    if year is None:
        return None
    names = [(until, name) for name, until in concept.former_names if year <= until]
    _, first = min(names, default=(year, None))
    return first


def _classes(kind: Kind) -> dict[str, Concept]:
    name = "functions" if kind == "function" else "economic"
    return concepts(name)


def indicator_type(printed: str, level: int) -> str | None:
    """Give the key of the indicator type printed as `printed` in column `level` (1 or 2), synonyms
    folded; None where it is none.
    """
    return _indicator_types().get((compact(printed), level))


def measurement_unit(printed: str) -> str | None:
    """Give the key of the unit printed as `printed`, synonyms folded (每 is a stroke: 元/每人每天); None
    where the list does not have it.
    """
    return _measurement_units().get(compact(printed).replace("/每", "/").replace("每", "/"))


@cache
def _measurement_units() -> dict[str, str]:
    """Give the key of each unit by its names."""
    keys: dict[str, str] = {}
    for key, concept in concepts("units").items():
        keys |= dict.fromkeys(_labels(concept), key)
    return keys


@cache
def _indicator_types() -> dict[tuple[str, int], str]:
    """Give the key of each indicator type by its names and its levels."""
    keys: dict[tuple[str, int], str] = {}
    for key, concept in concepts("indicator-types").items():
        levels = map(int, concept.values.get("indicatorLevel", ()))
        keys |= dict.fromkeys(product(_labels(concept), levels), key)
    return keys


def _labels(concept: Concept) -> Iterator[str]:
    """Give the names of a concept, in the list and elsewhere, without white space."""
    labels = (*concept.values.get("prefLabel", ()), *concept.values.get("altLabel", ()))
    return map(compact, labels)
