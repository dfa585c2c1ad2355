"""Kinds and offices that one list names twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import Break
from budgetgraph.validate.wording.known import pattern

_KIND = pattern("listed_twice", "kind")
_OFFICES = pattern("listed", "inline")
_NAME = re.compile(r"[^、,]{2,40}")
_TWICE = ("列出两次", "is listed twice")


def listed_twice(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give what a list names again: 机要通信用车0辆、机要通信用车0辆; 办公室、人事科、人事科.

    Another list of the same kinds may follow in its sentence.
    """
    for passage in passages:
        text = fold_in_place(passage.text)
        for names in (*_kinds(text), *_offices(text)):
            yield from _again(passage, names)


def _kinds(text: str) -> Iterator[list[tuple[str, int]]]:
    """Give the names of each list of kinds with figures, each right behind the other."""
    names: list[tuple[str, int]] = []
    end = -1
    for match in _KIND.finditer(text):
        if match.start() != end and names:
            yield names
            names = []
        names.append((match["name"], match.start("name")))
        end = match.end()
    yield names


def _offices(text: str) -> Iterator[list[tuple[str, int]]]:
    """Give the names of each list of offices: 设2个内设机构，包括：办公室、人事科。"""
    for match in _OFFICES.finditer(text):
        start = match.start("list")
        yield [(name[0], start + name.start()) for name in _NAME.finditer(match["list"])]


def _again(passage: Passage, names: Sequence[tuple[str, int]]) -> Iterator[Break]:
    """Give the names that stand in a list before."""
    told: set[str] = set()
    for name, start in names:
        if name in told:
            yield Break(name, *_TWICE, passage.place(start, start + len(name)))
        told.add(name)
