"""The change of a whole against those of all its parts: the three public expenses, and what the
fiscal appropriation pays from each budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import SaidSentence

_RULE = "change-parts"
_CLAUSE = re.compile(r"[^。;；]+")
#: 公务用车购置及运行费7.60万元（其中：公务用车购置费0万元、…），与上年持平
_BRACKETS = re.compile(r"\(其中[^()]{0,120}\)")
_COMPARED = pattern("part_changes", "compared")
_SAME = pattern("common", "same")


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole and its parts, by the names of their words, what it is called in both languages, and
    the parts of a part: they tell its change where nothing else does.
    """

    name: str
    parts: tuple[str, ...]
    zh: str
    en: str
    inner: Mapping[str, tuple[str, ...]]


_WHOLES = (
    _Whole(
        "three_public",
        ("abroad", "vehicles", "guests"),
        "“三公”经费",
        "the three public expenses",
        {"vehicles": ("bought", "run")},
    ),
    _Whole(
        "appropriation",
        ("public_budget", "fund", "capital"),
        "财政拨款支出",
        "what the fiscal appropriation pays",
        {},
    ),
)
_NAMES = {
    name: pattern("part_changes", name)
    for whole in _WHOLES
    for name in (whole.name, *whole.parts, *chain(*whole.inner.values()))
}
_INNER, _SPENT = pattern("part_changes", "inner"), pattern("part_changes", "spent")
_OF_WHICH = pattern("divided", "of_which")
#: So far behind 比2024年 stands what changed.
_LOOK_BEHIND = 40
#: 0.01 万元 for each of the parts and the whole, in 元.
_SLACK = Decimal(400)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a clause says that an expense changed by, in 元 (0 for 持平), and whether from what was
    spent the year before or from what was planned.
    """

    value: Decimal
    from_spent: bool
    passage: Passage
    span: tuple[int, int]


def part_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the change of a whole that is not the sum of those of its parts, each of which is told
    once.

    `“三公”经费预算数37.91万元，比2024年预算减少1万元`, vehicles 减少10万元, the others 持平 → 10.
    """
    told: dict[str, list[_Change]] = {}
    for passage in paper.prose:
        for name, change in _changes(passage):
            told.setdefault(name, []).append(change)
    found = {name: changes[0] for name, changes in told.items() if _is_one(changes)}
    for whole in _WHOLES:
        yield from _added_up(paper, whole, found)


def _added_up(paper: CheckedPaper, whole: _Whole, found: Mapping[str, _Change]) -> Iterator[Fault]:
    """Give the change of one whole, where all its parts are told, compared with the same, and do
    not add up to it.
    """
    parts = list(chain.from_iterable(_part(found, whole, name) for name in whole.parts))
    names = [name for name in (whole.name, *parts) if name in found]
    bases = {found[name].from_spent for name in names}
    if whole.name not in found or len(bases) != 1:
        return
    change = found[whole.name]
    if len(names) <= len(parts):
        yield from _turned(whole, change, [found[name] for name in parts if name in found])
        return
    total = sum((found[name].value for name in parts), Decimal(0))
    if abs(change.value - total) <= _SLACK:
        paper.right["changes"] += 1
    else:
        yield _fault(whole, change, total)


def _turned(whole: _Whole, change: _Change, told: Sequence[_Change]) -> Iterator[Fault]:
    """Give the change of a whole where one part alone changed, by as much the other way: 增加0.60万元,
    and guests 减少0.60万元.
    """
    if change.value and [one.value for one in told] == [-change.value]:
        yield _fault(whole, change, -change.value)


def _part(found: Mapping[str, _Change], whole: _Whole, name: str) -> Sequence[str]:
    """Give what tells the change of a part: itself, else its own parts.

    vehicles → vehicles; where only buying and running them are told → these two.
    """
    return (name,) if name in found else whole.inner.get(name, (name,))


def _is_one(changes: list[_Change]) -> bool:
    """Tell whether all clauses tell one change."""
    return len({change.value for change in changes}) == 1


def _changes(passage: Passage) -> Iterator[tuple[str, _Change]]:
    """Give the expenses of a paragraph that a clause compares with the year before.

    A clause without a name is of the expense that the one before it names; one with several names,
    or with that of a part of a part, is of none.
    """
    text = _BRACKETS.sub(_blanks, fold_in_place(passage.text))
    names: list[str] = []
    for match in _CLAUSE.finditer(text):
        compared = _COMPARED.search(match[0])
        end = compared.start() if compared is not None else None
        names = _named(match[0][:end]) or names
        if len(names) != 1 or names[0] not in _NAMES or compared is None:
            continue
        value = _value(match[0][: compared.end() + _LOOK_BEHIND], compared.start())
        if value is not None:
            from_spent = _SPENT.search(compared["base"]) is not None
            yield names[0], _Change(value, from_spent, passage, match.span())


def _blanks(match: re.Match[str]) -> str:
    """Give as many blanks as some brackets are long: what they hold is a part of what is told."""
    return " " * len(match[0])


def _named(clause: str) -> list[str]:
    """Give what a clause names, behind its last 其中: “三公”经费, 公务接待费."""
    words = _OF_WHICH.split(clause)[-1]
    found = [name for name, named in _NAMES.items() if named.search(words)]
    return [*found, *_INNER.findall(words)]


def _value(clause: str, start: int) -> Decimal | None:
    """Give what a clause says that something changed by, behind the words that compare."""
    said = SaidSentence(clause)
    for quantity, sign in said.changes:
        if quantity.start > start:
            return sign * quantity.value
    return Decimal(0) if _SAME.search(clause, start) else None


def _fault(whole: _Whole, change: _Change, total: Decimal) -> Fault:
    """Say what the whole changed by, and what its parts did."""
    told, shown = f"{change.value / 10_000:f}", f"{total / 10_000:f}"
    zh = f"{whole.zh}比上年增减 {told} 万元，各项增减之和为 {shown} 万元。"
    en = f"{whole.en}: a change of {told} 万元, those of the parts add up to {shown} 万元."
    gap = abs(change.value - total)
    return fault_of_words(_RULE, change.passage, change.span, told, (zh, en), gap)
