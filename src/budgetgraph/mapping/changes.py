"""Mergers and new names of a body, where its own paper says so.

    原石桥县粮食局更名为石桥县粮食和物资储备局
    → <石桥县粮食局> org:changedBy <…/change/1> ;
      <…/change/1> org:resultingOrganization <石桥县粮食和物资储备局>

Only bodies of the same place, named in full, are taken: 县粮食局 may be one of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from budgetgraph.disclosure import Department, Disclosure
from budgetgraph.document.data_file import read_patterns
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.forms.titles import name_words
from budgetgraph.rdf.nquads import SourcedQuads

RENAMED = "renamed"
_LABELS = {RENAMED: "更名为", "merged": "并为"}


@dataclass(frozen=True, slots=True)
class Change:
    """One body that a paper's own body was made from: its former names, or those of the bodies that
    were merged.
    """

    kind: str
    former: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class _Words:
    """How a change is told."""

    changes: tuple[tuple[str, re.Pattern[str]], ...]
    any: re.Pattern[str]
    behind: re.Pattern[str]
    never: re.Pattern[str]
    around: str


def changes_of(disclosure: Disclosure) -> tuple[Change, ...]:
    """Give the changes that the prose of a paper tells of its own body, each once."""
    found: dict[tuple[str, tuple[str, ...]], Change] = {}
    for passage in disclosure.prose:
        if _words().any.search(passage.text) is None:
            continue
        for kind, former in _told(fold(passage.text), disclosure.owner):
            found.setdefault((kind, former), Change(kind, former, passage.where))
    return tuple(found.values())


def _told(text: str, owner: Department) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the kind of each change that a text tells, with the names of the former bodies."""
    for kind, told in _words().changes:
        for match in told.finditer(text):
            former = _former(match["olds"], owner)
            if former and _is_own(match["new"], match, owner):
                yield kind, former


def _is_own(told: str, match: re.Match[str], owner: Department) -> bool:
    """Tell whether the body that came out of a change is the paper's own, and not one below it.

    石桥县水务局 in 更名为石桥县水务局并加挂…; not in 更名为石桥县水务局河道管理所.
    """
    name = fold(owner.name)
    if match.start("new") < match.start("olds"):
        return told.endswith(name)
    rest = told.removeprefix(name)
    return rest != told and (not rest or _words().behind.match(rest) is not None)


def _former(told: str, owner: Department) -> tuple[str, ...]:
    """Give the bodies of the owner's place that a text lists; none where one of them is no body.

    将原石桥县林业局和石桥县国土资源局 → 石桥县林业局, 石桥县国土资源局.
    """
    name = fold(owner.name)
    place = name_words().place.match(name)
    if place is None:
        return ()
    _, *behind = told.split(place[0])
    names = tuple(place[0] + one.strip(_words().around) for one in behind)
    if all(map(is_named_body, names)) and name not in names and not _is_in_doubt(names):
        return names
    return ()


def _is_in_doubt(names: tuple[str, ...]) -> bool:
    return any(_words().never.search(one) for one in names)


@cache
def _words() -> _Words:
    data = read_patterns("budgetgraph.mapping", "changes.toml")
    changes = tuple((one["kind"], re.compile(one["words"])) for one in data["change"])
    sentence = data["sentence"]
    return _Words(
        changes=changes,
        any=re.compile(sentence["any"]),
        behind=re.compile(sentence["behind"]),
        never=re.compile(sentence["never"]),
        around=sentence["around"],
    )


def map_changes(out: SourcedQuads, owner: str, disclosure: Disclosure) -> None:
    """Write the changes that a paper tells of its body, each with the passage that says so."""
    department, division = disclosure.owner, disclosure.division.code
    body = out.iris.department(division, department.name)
    for position, change in enumerate(changes_of(disclosure), start=1):
        event = out.iris.part(owner, "change", position)
        out.a(event, "org:ChangeEvent")
        former = "、".join(change.former)
        out.zh(event, "skos:prefLabel", f"{former}{_LABELS[change.kind]}{department.name}")
        out.link(event, "org:resultingOrganization", body)
        out.cite(event, change.where)
        for name in change.former:
            _former_body(out, name, division, event)
            if change.kind == RENAMED:
                out.zh(body, "skos:altLabel", name)


def _former_body(out: SourcedQuads, name: str, division: str | None, event: str) -> None:
    """Write a body that a change ended."""
    before = out.iris.department(division, name)
    out.a(before, "org:FormalOrganization")
    out.zh(before, "skos:prefLabel", name)
    if division:
        out.link(before, "bg:division", out.iris.division(division))
    out.link(before, "org:changedBy", event)
