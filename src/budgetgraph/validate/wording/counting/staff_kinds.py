"""Persons of one kind against the posts of that kind, and vehicles against theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE, _TWICE_RULE = "staff-exceeds-establishment", "statement-contradicted"
_POSTS, _PERSONS = pattern("staff_kinds", "posts"), pattern("staff_kinds", "persons")
_PLACES, _VEHICLES = pattern("staff_kinds", "places"), pattern("staff_kinds", "vehicles")


def above_posts_of_kind(paper: CheckedPaper) -> Iterator[Fault]:
    """Give more persons of a kind than posts of it: 行政编制18人, and 实有行政人员71人."""
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        posts, persons = _counted(_POSTS, text), _counted(_PERSONS, text)
        for kind in posts.keys() & persons.keys():
            planned, told = int(posts[kind]["count"]), int(persons[kind]["count"])
            if told <= planned:
                paper.right["staff"] += 1
                continue
            zh = f"{kind}编制 {planned} 人，{kind}人员 {told} 人，超出 {told - planned} 人。"
            en = f"{planned} posts ({kind}), {told} persons: {told - planned} more."
            words = persons[kind]
            yield fault_of_words(_RULE, passage, words.span(), words[0], (zh, en))


def vehicles_above_places(paper: CheckedPaper) -> Iterator[Fault]:
    """Give more vehicles than the places that they are kept on: 车辆编制4辆，在编实有车辆6辆."""
    for passage in paper.prose:
        yield from _above_places(paper, passage)


def _above_places(paper: CheckedPaper, passage: Passage) -> Iterator[Fault]:
    """Give the vehicles of a paragraph that are more than their places."""
    text = fold_in_place(passage.text)
    places, kept = list(_PLACES.finditer(text)), list(_VEHICLES.finditer(text))
    if len(places) != 1 or len(kept) != 1:
        return
    planned, told = int(places[0]["count"]), int(kept[0]["count"])
    if told <= planned:
        paper.right["counts"] += 1
        return
    zh = f"车辆编制写为 {planned} 辆，在编车辆写为 {told} 辆。"
    en = f"it says {planned} places for vehicles, and {told} vehicles on them."
    yield fault_of_words(_TWICE_RULE, passage, kept[0].span(), kept[0][0], (zh, en))


def _counted(words: re.Pattern[str], text: str) -> dict[str, re.Match[str]]:
    """Give what a paragraph counts by its kinds, those that it counts once."""
    found: dict[str, list[re.Match[str]]] = {}
    for match in words.finditer(text):
        found.setdefault(match["kind"], []).append(match)
    return {kind: matches[0] for kind, matches in found.items() if len(matches) == 1}
