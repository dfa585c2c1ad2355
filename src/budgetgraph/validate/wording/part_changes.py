"""The change of the three public expenses against the changes of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import SaidSentence

_RULE = "change-parts"
_CLAUSE = re.compile(r"[^。;；]+")
_COMPARED = pattern("part_changes", "compared")
_SAME = pattern("common", "same")
_WHOLE = "whole"
_PARTS = ("abroad", "vehicles", "guests")
_NAMES = {name: pattern("part_changes", name) for name in (_WHOLE, *_PARTS)}
_INNER, _SPENT = pattern("part_changes", "inner"), pattern("part_changes", "spent")
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
    """Give a change of the three public expenses that is not the sum of those of its three parts,
    each of which is told once.

    `“三公”经费预算数37.91万元，比2024年预算减少1万元`, vehicles 减少10万元, the others 持平 → 10.
    """
    told: dict[str, list[_Change]] = {}
    for passage in paper.prose:
        for name, change in _changes(passage):
            told.setdefault(name, []).append(change)
    found = {name: changes[0] for name, changes in told.items() if _is_one(changes)}
    bases = {change.from_spent for change in found.values()}
    if len(found) != len(_NAMES) or len(bases) != 1:
        return
    total = sum((found[name].value for name in _PARTS), Decimal(0))
    whole = found[_WHOLE]
    if abs(whole.value - total) <= _SLACK:
        paper.right["changes"] += 1
        return
    yield _fault(whole, total)


def _is_one(changes: list[_Change]) -> bool:
    """Tell whether all clauses tell one change."""
    return len({change.value for change in changes}) == 1


def _changes(passage: Passage) -> Iterator[tuple[str, _Change]]:
    """Give the expenses of a paragraph that a clause compares with the year before.

    A clause without a name is of the expense that the one before it names; one with several names,
    or with that of a part of a part, is of none.
    """
    text = fold_in_place(passage.text)
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


def _named(clause: str) -> list[str]:
    """Give the expenses that a clause names: “三公”经费, 公务接待费."""
    found = [name for name, words in _NAMES.items() if words.search(clause)]
    return [*found, *_INNER.findall(clause)]


def _value(clause: str, start: int) -> Decimal | None:
    """Give what a clause says that something changed by, behind the words that compare."""
    said = SaidSentence(clause)
    for quantity, sign in said.changes:
        if quantity.start > start:
            return sign * quantity.value
    return Decimal(0) if _SAME.search(clause, start) else None


def _fault(whole: _Change, total: Decimal) -> Fault:
    """Say what the whole changed by, and what its parts did."""
    told, shown = f"{whole.value / 10_000:f}", f"{total / 10_000:f}"
    zh = f"“三公”经费比上年增减 {told} 万元，各项增减之和为 {shown} 万元。"
    en = f"the three public expenses change by {told} 万元, their parts by {shown} 万元."
    gap = abs(whole.value - total)
    return fault_of_words(_RULE, whole.passage, whole.span, told, (zh, en), gap)
