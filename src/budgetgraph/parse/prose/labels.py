"""Say what the label of an amount stands for at its place.

支出合计 is the department's under `一、支出预算`, a class's behind 检察（款）, reception's under （二）公务接待费.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.headings import Scope
from budgetgraph.parse.wording.phrases import Label
from budgetgraph.parse.wording.subjects import (
    UNKNOWN,
    Subject,
    class_subject,
    is_side_of_a_fund,
    may_spend,
    measure_of_side,
    side_of,
    sides_of,
    stands_in,
)
from budgetgraph.parse.wording.words import SentenceWord

#: 本年收入合计 and 收入合计 leave out what is carried over: they are the total where no 收入总计 is told.
_THIS_YEAR = re.compile(r"\A(?:本年|当年|年度|[^总]{0,12}合计\Z)")
_PLAIN = frozenset({"收入", "支出"})
#: Funds with accounts of their own: 政府性基金收入8万元，支出8万元 are both of the fund.
_FUNDS_APART = frozenset({"government_fund", "state_capital"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: below which heading, behind what.

    `own_scope` says that the heading is the head of the paragraph itself; `is_other_phase` that the
    amount is spent where the one before was planned, or the other way round; `is_other_year` that a
    year is named, and not that of the one before; `is_behind_plan` that final accounts told a plan
    before it; `of_change` that it is a change of what the label
    names; `is_divided` that parts of an amount are told; `is_own` that the body of the paper is
    named before it; `is_behind_one` that the sentence has told one amount alone, up to the last
    comma; `fund` is the one whose 本年收入 or 本年支出 it is.
    """

    scope: Scope
    own_scope: bool
    side: str | None
    said: Subject | None
    is_other_phase: bool
    is_other_year: bool = False
    is_behind_plan: bool = False
    of_change: bool = False
    is_divided: bool = False
    is_own: bool = False
    is_behind_one: bool = False
    fund: str | None = None

    @property
    def begins_whole(self) -> bool:
        """Whether it is the first amount of a sentence below a heading on the whole.

        收入支出总体情况 / （一）2024年收入9万元，比上年增加1万元 → 收入 is the department's.
        """
        return self.scope.is_whole and self.said is None and not self.is_divided

    @property
    def begins_own(self) -> bool:
        """Whether it is the first amount of a sentence, and its own body is named: 我局收入9万元."""
        return self.is_own and self.said is None and not self.is_divided


def subject_of(label: Label, place: Place) -> Subject:
    """Tell what a label stands for; UNKNOWN where that is nothing that a measure takes."""
    if label.part:
        return UNKNOWN
    if label.whose is not None:
        return _owned(label.whose, label.word)
    if _is_spent_on_what_was_said(label, place):
        return place.said or UNKNOWN
    resolve = _RESOLVED_BY.get(label.word.kind, _measure)
    return resolve(label, place)


def _is_spent_on_what_was_said(label: Label, place: Place) -> bool:
    """Tell whether 支出 is what was spent on the expense that was said last: in the year
    (公务接待费预算3万元，全年支出2万元; 预算3万元，支出2万元), or in another one (会议费2024年支出1万元，2023年支出2万元).
    """
    said, word = place.said or UNKNOWN, label.word
    is_spent = word.name == "total_expenditure"
    is_in_the_year, is_plain = word.text.endswith("年支出"), word.text in _PLAIN
    is_other = place.is_other_year or place.is_behind_plan
    is_of_the_same = all((is_plain, is_other, label.bearer is None))
    is_of_expense = said.holds_any(prose().expenses)
    return all((is_spent, is_of_expense, is_in_the_year or is_of_the_same))


def _named_class(label: Label, _: Place) -> Subject:
    """Take a class for itself wherever it is named: 教育支出3万元."""
    return class_subject(label.word)


def _owned(whose: SentenceWord, word: SentenceWord) -> Subject:
    """支出合计 of the class or fund that stands before it: 政府性基金 | 支出合计."""
    side = side_of(word.name)
    if whose.kind is Kind.named_class:
        return class_subject(whose) if side != "revenue" else UNKNOWN
    return measure_of_side(whose.name, side)


# --- measures and funds ---------------------------------------------------------------------------


def _measure(label: Label, place: Place) -> Subject:
    """Give a measure by its own name: 公务接待费; a fund on the side that is spoken of."""
    if _is_of_an_item(label.word, place):
        return UNKNOWN
    if sides_of(label.word.name):
        return _fund(label, place)
    return _named_measure(label, place)


def _named_measure(label: Label, place: Place) -> Subject:
    """Give the measure that a label names; below a heading on a fund it is what that fund gives."""
    scope = place.scope.subject
    in_a_fund = scope is not None and scope.stands_in
    fund_of_scope = scope.of_fund if scope is not None and in_a_fund else None
    measure = label.word.name or ""
    subject = Subject((measure,), stands_in=stands_in(measure, label.of_a_fund or in_a_fund))
    return subject.given_by(label.fund or fund_of_scope)


def _is_of_an_item(word: SentenceWord, place: Place) -> bool:
    """Tell whether a label within an item on a class or an unknown thing is only that item's:
    1、行政运行（项）。基本支出30万元.
    """
    scope = place.scope.subject
    if scope is None or not place.own_scope:
        return False
    return scope.is_class or (not scope.known and word.name in prose().of_a_fund)


def _sided(label: Label, place: Place) -> Subject:
    """Give a fund without a side, unless an item has it for its own."""
    return UNKNOWN if _is_of_an_item(label.word, place) else _fund(label, place)


def _fund(label: Label, place: Place) -> Subject:
    """Give a fund without a side: that of the side spoken of last; of 收支 both where none was.

    支出预算9万元，其中：财政拨款8万元 → fiscal_appropriation_expenditure.
    """
    word = label.word
    if place.side is not None:
        return measure_of_side(word.name, place.side)
    both = sides_of(word.name)
    tells_both = word.kind is Kind.measure and len(both) > 1
    return Subject(both, stands_in=True) if tells_both else UNKNOWN


# --- totals ---------------------------------------------------------------------------------------


def _total(label: Label, place: Place) -> Subject:
    """支出总计, 收支总预算: the heading's where that names something, else the department's.

    财政拨款收入总计5万元，支出总计5万元: 支出 may be the fund's as well as the department's.
    """
    if place.fund is not None:
        return measure_of_side(place.fund, side_of(label.word.name))
    said = place.said or UNKNOWN
    is_told = place.scope.subject is not None or place.is_divided
    if not is_told and is_side_of_a_fund(said) and _is_other_side(said, label.word):
        return UNKNOWN
    return _whole(label.word, place)


def _whole(word: SentenceWord, place: Place) -> Subject:
    """Give a total: the heading's where that names something, else the department's."""
    scope = place.scope.subject
    wanted = _sides(word, place.scope.side)
    of_department = Subject(wanted, stands_in=_THIS_YEAR.match(word.text) is not None)
    if scope is None:
        return of_department
    if _is_of_unknown(scope, word, place):
        return UNKNOWN
    if scope.is_total or not scope.known:
        return of_department
    if scope.is_class or not scope.sides:
        return scope if _is_of_one_side(wanted, place) else UNKNOWN
    of_scope = _of_scope(scope, wanted)
    return of_scope if of_scope.known else _received_of_fund(scope, word)


def _is_of_one_side(wanted: tuple[str, ...], place: Place) -> bool:
    """Tell whether a total may be that of a thing which nothing comes in for: 公务接待费, 教育（类）.

    三公经费 / 收入预算9万元，支出预算9万元: the second is none of 三公经费, for the first is not.
    """
    is_behind_unknown = place.said is not None and not place.said.known
    return wanted != ("total_revenue",) and not is_behind_unknown


def _is_of_unknown(scope: Subject, word: SentenceWord, place: Place) -> bool:
    """Tell whether a total is that of a thing which no measure takes: 办公楼维修。支出合计20万元."""
    is_its_own = place.own_scope or word.kind is Kind.bare
    return is_its_own and not scope.known


def _sides(word: SentenceWord, side: str | None) -> tuple[str, ...]:
    """Give the totals that a word names: 收支 are both, but below 支出说明 only the expenditure."""
    if word.name != "total":
        return (word.name or "",)
    return (f"total_{side}",) if side else ("total_revenue", "total_expenditure")


def _of_scope(scope: Subject, wanted: tuple[str, ...]) -> Subject:
    """Give the measures of a heading on a fund that are of the wanted sides.

    Below 财政拨款收支情况说明 支出总计 is fiscal_appropriation_expenditure.
    """
    sides = set(map(side_of, wanted))
    kept = tuple(measure for measure in scope.measures if side_of(measure) in sides)
    return Subject(kept, stands_in=scope.stands_in) if kept else UNKNOWN


def _received_of_fund(scope: Subject, word: SentenceWord) -> Subject:
    """Give what a fund received in the year, below a heading on what is spent of it.

    政府性基金预算财政拨款支出情况 / 本年收入168万元，本年支出168万元 → government_fund_revenue.
    """
    is_of_the_year = _THIS_YEAR.match(word.text) and word.name == "total_revenue"
    if not is_of_the_year or len(scope.measures) != 1:
        return UNKNOWN
    return measure_of_side(scope.measures[0].removesuffix("_expenditure"), "revenue")


def _bare(label: Label, place: Place) -> Subject:
    """收入 or 支出 without a word that it is the whole.

    What was said last takes it where that was planned and this is spent (三公经费年初预算2万元，支出决算1万元);
    then the subject of the heading; else it is the department's. Behind something unknown that was
    planned it is that thing's; a change of 支出 behind 基本支出8万元 may be of either.
    """
    said = place.said or UNKNOWN
    is_spent = place.is_other_phase and said.known
    if is_spent and may_spend(said, label.word.name):
        return said
    if place.scope.subject is not None:
        return _whole(label.word, place)
    if _is_spent_of_fund(said, label, place):
        return measure_of_side(said.of_fund, side_of(label.word.name))
    if _may_be_of_what_was_said(said, label, place):
        return UNKNOWN
    if _is_other_side(said, label.word) and not place.is_divided:
        return UNKNOWN
    return Subject((label.word.name or "",))


def _may_be_of_what_was_said(said: Subject, label: Label, place: Place) -> bool:
    """Tell whether 收入 or 支出 may be that of the thing that was said last, and not the whole."""
    is_unknown = place.said is not None and not said.known
    if is_unknown and place.is_other_phase:
        return True
    if said.is_total or place.begins_own:
        return False
    if place.of_change:
        return said.known and not place.is_own
    tells_nothing = label.word.text in _PLAIN
    return tells_nothing and not place.begins_whole


def _is_spent_of_fund(said: Subject, label: Label, place: Place) -> bool:
    """Tell whether a plain 支出 right behind what one fund received, and nothing else, is of that
    fund: 政府性基金收入8万元，支出8万元.
    """
    is_plain = label.word.text in _PLAIN
    is_other_side = _is_other_side(said, label.word)
    is_of_such_a_fund = said.of_fund in _FUNDS_APART
    is_alone = place.is_behind_one
    return all((is_plain, label.bearer is None, is_other_side, is_of_such_a_fund, is_alone))


def _is_other_side(said: Subject, word: SentenceWord) -> bool:
    """Tell whether 支出 may be the other side of the fund that was said last, and not the
    department's: 财政拨款收入决算5万元，支出决算4万元.
    """
    if said.is_total or said.is_class or not said.sides:
        return False
    return side_of(word.name) not in said.sides


_RESOLVED_BY: dict[Kind, Callable[[Label, Place], Subject]] = {
    Kind.named_class: _named_class,
    Kind.total: _total,
    Kind.bare: _bare,
    Kind.sided: _sided,
}
