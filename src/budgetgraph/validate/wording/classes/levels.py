"""Levels of a class that a sentence tells out of their order: 司法（06款）信息化建设（13款）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.classes.rows import bare_name
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes

_RULE = "class-name-code"
_NAMED, _OF_LIST = pattern("classes", "levelled"), pattern("classes", "of_list")
#: The three levels of a class, from the highest down.
_ORDER = "类款项"
#: A name and an item right behind it, without the level between them; how long the code of that is.
_TOO_HIGH, _SECOND = "类项", 5


def wrong_levels(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class whose levels do not go down one by one, where one of them alone is wrong.

    `公共安全支出（204类）司法（06款）信息化建设（13款）` → 类、款、款. 教育支出（类）小学教育（项） leaves one out, which
    is none.
    """
    yield from _too_high(paper)
    for passage in paper.prose:
        for chain in _chains(fold_in_place(passage.text)):
            levels = "".join(named["level"] for named in chain)
            if len(chain) != len(_ORDER):
                continue
            wrong = [at for at, level in enumerate(levels) if level != _ORDER[at]]
            if len(wrong) == 1:
                yield _fault(passage, chain[wrong[0]], _ORDER[wrong[0]])
            else:
                paper.right["names of classes"] += not wrong


def _too_high(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each name that stands as 类 right before an item and that the list has as 款 alone, with
    all its places: 住房改革支出（类）住房公积金（项）.
    """
    places: dict[str, list[Where]] = {}
    for passage in paper.prose:
        for chain in _chains(fold_in_place(passage.text)):
            levels = "".join(named["level"] for named in chain)
            if levels == _TOO_HIGH and _lengths(chain[0]["name"], paper.disclosure.year) == {
                _SECOND
            }:
                words = passage.text[slice(*chain[0].span())]
                places.setdefault(words, []).append(passage.place(*chain[0].span()))
    for words, wheres in places.items():
        zh = f"“{words}”是款，写为类（{len(wheres)} 处）。"
        en = f"“{words}” is a 款, told as 类 ({len(wheres)} place(s))."
        yield Fault(_RULE, words, zh, en, wheres)


def _lengths(name: str, year: int) -> set[int]:
    """Give how long the codes are that have a name in a year: 住房改革支出 → 5."""
    told = bare_name(name)
    return {len(code) for code, listed in _listed(year) if listed == told}


@cache
def _listed(year: int) -> tuple[tuple[str, str], ...]:
    """Give the codes of functions with their names in a year, without their last 支出."""
    named = (
        (code, codes.code_name("function", code, year)) for code in codes.concepts("functions")
    )
    return tuple((code, bare_name(name)) for code, name in named if name is not None)


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Give the names with levels that follow each other with nothing between them."""
    chain: list[re.Match[str]] = []
    for named in _NAMED.finditer(text):
        goes_on = chain and named.start() == chain[-1].end() and not _OF_LIST.match(named["name"])
        if not goes_on and chain:
            yield chain
            chain = []
        chain.append(named)
    if chain:
        yield chain


def _fault(passage: Passage, named: re.Match[str], right: str) -> Fault:
    """Say which level a class is told as, and which one stands at its place."""
    words = passage.text[slice(*named.span())]
    return Fault(
        _RULE,
        words,
        f"“{words}”：此处应为{right}，写为{named['level']}。",
        f"“{words}” is told as {named['level']}; its place is that of a {right}.",
        [passage.place(*named.span())],
    )
