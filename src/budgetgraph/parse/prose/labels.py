"""Say what the label of an amount stands for at its place: 支出合计 is the department's under `一、支出预算`,
a class's behind 检察（款）, reception's under （二）公务接待费.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.phrases import Label
from budgetgraph.parse.prose.subjects import (
    UNKNOWN,
    Scope,
    Subject,
    class_subject,
    side_of,
    sides_of,
    stands_in,
)
from budgetgraph.parse.prose.words import SentenceWord

#: 本年收入合计 leaves out what is carried over: it is the total where no 收入总计 is told.
_THIS_YEAR = re.compile("本年|当年|年度")
TOTALS = frozenset({"total_revenue", "total_expenditure"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: below which heading, behind what.

    `own_scope` says that the heading is the head of the paragraph itself; `is_other_phase` that the
    amount is spent where the one before was planned, or the other way round.
    """

    scope: Scope
    own_scope: bool
    side: str | None
    said: Subject | None
    is_other_phase: bool


def subject_of(label: Label, place: Place, of_change: bool = False) -> Subject:
    """What a label stands for; UNKNOWN where that is nothing that a measure takes."""
    word = label.word
    if label.whose is not None:
        return _owned(label.whose, word)
    if word.kind is Kind.named_class:
        return class_subject(word)
    if word.kind is Kind.total:
        return _whole(word, place)
    if word.kind is Kind.bare:
        return _bare(word, place, of_change)
    if _is_of_an_item(word, place):
        return UNKNOWN
    if word.kind is Kind.sided or sides_of(word.name):
        return _fund(word, place)
    scope = place.scope.subject
    in_a_fund = scope is not None and scope.stands_in
    measure = word.name or ""
    return Subject((measure,), stands_in=stands_in(measure, label.of_a_fund or in_a_fund))


def _owned(whose: SentenceWord, word: SentenceWord) -> Subject:
    """支出合计 of the class or fund that stands before it."""
    if whose.kind is Kind.named_class:
        side = side_of(word.name)
        return class_subject(whose) if side != "revenue" else UNKNOWN
    measure = f"{whose.name}_{side_of(word.name)}"
    return Subject((measure,)) if measure in prose().measures else UNKNOWN


def _is_of_an_item(word: SentenceWord, place: Place) -> bool:
    """Whether a label within an item on a class or an unknown thing is only that item's:
    1、行政运行（项）。基本支出30万元.
    """
    scope = place.scope.subject
    if scope is None or not place.own_scope:
        return False
    return scope.is_class or (not scope.known and word.name in prose().of_a_fund)


def _fund(word: SentenceWord, place: Place) -> Subject:
    """A fund without a side: that of the side spoken of last; of 收支 both where none was."""
    both = sides_of(word.name)
    if place.side is not None:
        measure = f"{word.name}_{place.side}"
        return Subject((measure,)) if measure in both else UNKNOWN
    is_budget = "预算" in word.text or word.kind is Kind.measure
    both_sides = word.kind is Kind.measure and len(both) > 1 and is_budget
    return Subject(both, stands_in=True) if both_sides else UNKNOWN


def _whole(word: SentenceWord, place: Place) -> Subject:
    """A total: the heading's where that names something, else the department's."""
    scope = place.scope.subject
    wanted = _sides(word, place.scope.side)
    if scope is not None and not scope.known and (place.own_scope or word.kind is Kind.bare):
        return UNKNOWN
    if scope is None or not scope.known or TOTALS & set(scope.measures):
        return Subject(wanted, stands_in=_THIS_YEAR.match(word.text) is not None)
    if scope.is_class or not any(side_of(measure) for measure in scope.measures):
        return scope if wanted != ("total_revenue",) else UNKNOWN
    return _of_scope(scope, wanted)


def _sides(word: SentenceWord, side: str | None) -> tuple[str, ...]:
    """The totals that a word names: 收支 are both, but below 支出说明 only the expenditure."""
    if word.name != "total":
        return (word.name or "",)
    return (f"total_{side}",) if side else ("total_revenue", "total_expenditure")


def _of_scope(scope: Subject, wanted: tuple[str, ...]) -> Subject:
    """The measures of a heading on a fund that are of the wanted sides."""
    sides = {side_of(measure) for measure in wanted}
    kept = tuple(measure for measure in scope.measures if side_of(measure) in sides)
    return Subject(kept, stands_in=scope.stands_in) if kept else UNKNOWN


def _bare(word: SentenceWord, place: Place, of_change: bool) -> Subject:
    """收入 or 支出 without a word that it is the whole.

    The subject of the heading takes it; else what was said last, where that was planned and this is
    spent (三公经费年初预算2万元，支出决算1万元); else it is the department's.
    """
    if place.scope.subject is not None:
        return _whole(word, place)
    said = place.said
    if said is not None and said.known and place.is_other_phase and _may_spend(said, word):
        return said
    plain = word.text in ("收入", "支出")
    behind_total = said is not None and bool(TOTALS & set(said.measures))
    if plain and not behind_total and not of_change:
        return UNKNOWN
    return Subject((word.name or "",))


def _may_spend(said: Subject, word: SentenceWord) -> bool:
    """Whether 支出 can be the amount of what was said: not of revenue, nor of a total."""
    if TOTALS & set(said.measures):
        return set(said.measures) == {word.name}
    sides = {side_of(measure) for measure in said.measures} - {None}
    return not sides or side_of(word.name) in sides
