"""Say what each amount of a sentence is, from left to right.

A sentence remembers what was spoken of last: a change without a label is a change of that, an amount
with a year alone is of that.

    支出预算9万元，其中：基本支出6万元（人员经费5万元），比上年增加1万元
    └ total_expenditure    └ of the total  └ of 基本支出   └ a change of 基本支出
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import Breakdowns, Said, side_of_whole
from budgetgraph.parse.prose.labels import Place, subject_of
from budgetgraph.parse.prose.lists import (
    PROJECT,
    Listed,
    coded_class,
    known_class,
    listed_subject,
    project_part,
)
from budgetgraph.parse.prose.phrases import EXECUTED, Phrase, phrase_before
from budgetgraph.parse.prose.readings import Paper, Read, Reading
from budgetgraph.parse.prose.subjects import CLASS, UNKNOWN, Scope, Subject
from budgetgraph.parse.prose.words import SentenceWord

#: Measures that a name tells, not a label.
_NAMED = frozenset({CLASS, PROJECT})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence stands in: the scope of its heading (`own_scope` where it is the head of the
    paragraph itself), what the sentence before spoke of, the amount whose parts the paragraphs tell,
    the list that it is of, and the date (截至…) that stands before it in the paragraph.
    """

    scope: Scope
    own_scope: bool = False
    topic: Said | None = None
    whole: Said | None = None
    listed: Listed | None = None
    as_of: int | None = None


@dataclass(slots=True)
class Sentence:
    """The state while one sentence is read.

    `roots` are the amounts that are no parts; `since_change` is what was told since the last change.
    """

    paper: Paper
    setting: Setting
    parts: Breakdowns = field(init=False)
    said: Said | None = None
    roots: list[Said] = field(default_factory=list)
    since_change: list[Subject] = field(default_factory=list)
    year: int = 0
    year_told: bool = False
    changed: bool = False
    reason: bool = False
    reason_amount: bool = False
    each: bool = False

    def __post_init__(self) -> None:
        whole, topic = self.setting.whole, self.setting.topic
        self.parts = Breakdowns(whole)
        self.said = topic
        told = self.setting.scope.year
        for before in (whole, topic):
            told = before.year if before is not None else told
        self.year, self.year_told = told or self.paper.year, told is not None

    # --- words between two amounts ----------------------------------------------------------------

    def advance(self, before: Sequence[SentenceWord]) -> None:
        """Take in the words before an amount that open, close or end something."""
        for one in before:
            if one.kind is Kind.year and one.year is not None:
                self.year, self.year_told = one.year, True
            elif one.kind is Kind.this_year:
                self.year, self.year_told = self.paper.year, True
            elif one.kind is Kind.each:
                self.each = True
            elif one.kind is Kind.semicolon:
                self._end_part()
            else:
                self._open_or_close(one)

    def _open_or_close(self, one: SentenceWord) -> None:
        gives_reason = one.kind is Kind.reason or (one.kind is Kind.mainly and self.changed)
        if gives_reason:
            self.reason, self.reason_amount = True, False
        elif one.kind is Kind.opens:
            self.parts.begin(self.said, brackets=True)
            self.said = None
        elif one.kind is Kind.closes:
            self.said = self.parts.close_bracket() or self.said
        elif one.kind in (Kind.breaks, Kind.mainly, Kind.axis):
            self._break_down(one)

    def _break_down(self, one: SentenceWord) -> None:
        """What follows are parts of what was said last, else of the subject of the heading."""
        if one.kind is Kind.axis:
            self.said = self.parts.restart() or self.said
        whole, subject = self.said, self.setting.scope.subject
        tells = subject is not None and (subject.known or self.setting.own_scope)
        if whole is None and subject is not None and tells and not self.parts.of_this_sentence:
            whole = Said(subject, self.paper.phase(None), self.year)
        if whole is not None:
            self.parts.begin(whole)
            self.said, self.since_change = None, []

    def _end_part(self) -> None:
        """A semicolon ends a reason that named no amount, and a breakdown that named no part."""
        if not self.reason_amount:
            self.reason = False
        self.each = False
        self.said = self.parts.end_empty(self.said)

    # --- one amount -------------------------------------------------------------------------------

    def read(self, amount: SentenceWord, before: Sequence[SentenceWord]) -> Read:
        """What an amount is by the words before it."""
        self.advance(before)
        phrase = phrase_before(before)
        self.changed = phrase.change is not None and not self._is_listed_name(before)
        readings = self._change(amount, phrase) if self.changed else self._plain(phrase, before)
        self.reason_amount = self.reason
        self.parts.told()
        return Read(amount, readings)

    def _is_listed_name(self, before: Sequence[SentenceWord]) -> bool:
        """Whether a verb is only a part of a project's name in a list: 医保提高部分资金100万元."""
        listed = self.setting.listed
        ends = [one for one in before if one.kind not in (Kind.filler, Kind.either)]
        verb_is_last = bool(ends) and ends[-1].kind in (Kind.rises, Kind.falls)
        return listed is not None and listed.is_of_projects and not verb_is_last

    def _plain(self, phrase: Phrase, before: Sequence[SentenceWord]) -> tuple[Reading, ...]:
        subject = self._subject(phrase, before)
        year = self._year_of(phrase, subject)
        phase = self._phase_of(phrase)
        year_told = self.year_told or phrase.year is not None or phrase.last_year
        if phase == EXECUTED and not self.paper.final_accounts and not year_told:
            subject = UNKNOWN
        self.said = Said(subject, phase, year)
        self.since_change.append(subject)
        if not self.parts.of_this_sentence:
            self.roots.append(self.said)
        told = [measure for measure in subject.measures if measure in prose().measures | _NAMED]
        return tuple(Reading(measure, subject, year, phase) for measure in told)

    def _subject(self, phrase: Phrase, before: Sequence[SentenceWord]) -> Subject:
        """What a plain amount is of."""
        if self.each or self.setting.scope.project:
            return UNKNOWN
        named = coded_class(phrase) or listed_subject(self.setting.listed, phrase, before)
        if named is None and not self.reason:
            named = self._known_class(phrase) or self._project(phrase)
        if named is not None:
            return named
        label = phrase.label
        if label is None:
            return UNKNOWN if phrase.unknown else self._again(phrase)
        if self.reason or label.part:
            return UNKNOWN
        subject = subject_of(label, self._place(phrase))
        return subject if self.parts.permit(subject) else UNKNOWN

    def _known_class(self, phrase: Phrase) -> Subject | None:
        """A class of any level by its name alone, below a heading on a class or among the parts of a
        total.
        """
        scope = self.setting.scope.subject
        is_below = scope is not None and scope.is_class and not self.setting.own_scope
        return known_class(phrase, self.parts.wholes, is_below)

    def _project(self, phrase: Phrase) -> Subject | None:
        """A project by its name alone, in the sentence that divides 项目支出 into them."""
        wholes = self.parts.wholes if self.parts.of_this_sentence else []
        return project_part(phrase, wholes)

    def _place(self, phrase: Phrase) -> Place:
        """What the resolving of a label has to know of the sentence."""
        phase = self.paper.phase(phrase.phase)
        is_other = self.said is not None and phrase.phase is not None and phase != self.said.phase
        return Place(
            scope=self.setting.scope,
            own_scope=self.setting.own_scope,
            side=self._side(),
            said=self.said.subject if self.said else None,
            is_other_phase=is_other,
        )

    def _side(self) -> str | None:
        """The side (revenue, expenditure) that was spoken of last."""
        spoken = [self.said, *self.parts.wholes]
        for one in spoken:
            if one is not None and one.subject.known and not one.subject.is_class:
                return side_of_whole(one.subject)
        return self.setting.scope.side

    def _again(self, phrase: Phrase) -> Subject:
        """What was spoken of before: the amount has no label, only a year or 预算.

        A heading of other paragraphs is spoken of only where the amount has a year: a cut paragraph
        may begin with any word.
        """
        if self.said is not None:
            return self._said_again(phrase, self.said)
        scope, own = self.setting.scope.subject, self.setting.own_scope
        is_dated = phrase.year is not None or phrase.last_year
        if self.parts.of_this_sentence or self.reason or not (own or is_dated):
            return UNKNOWN
        if scope is None or len(scope.measures) != 1 or (self.parts.wholes and not own):
            return UNKNOWN
        return scope

    def _said_again(self, phrase: Phrase, said: Said) -> Subject:
        """The same thing for another year or phase: 2024年预算5.20万元，2025年预算5.00万元."""
        other_year = phrase.last_year or (phrase.year or self.year) != said.year
        other_phase = self.paper.phase(phrase.phase) != said.phase
        of_item = said.subject == self.setting.scope.subject
        again = phrase.is_dated and (other_year or other_phase or of_item)
        return said.subject if again else UNKNOWN

    def _year_of(self, phrase: Phrase, subject: Subject) -> int:
        if phrase.last_year:
            return self.paper.year - 1
        if prose().planned_measures & set(subject.measures) and phrase.year is None:
            return self.paper.year
        if prose().stock_measures & set(subject.measures) and not self.year_told:
            return self.setting.as_of or self.year
        return phrase.year or self.year

    def _phase_of(self, phrase: Phrase) -> str | None:
        """The phase that is printed, else that of the whole that this is a part of."""
        if phrase.phase is not None:
            return self.paper.phase(phrase.phase)
        if self.parts.wholes:
            return self.parts.wholes[0].phase
        return EXECUTED if self.setting.scope.executed else self.paper.phase(None)

    # --- changes ----------------------------------------------------------------------------------

    def _change(self, amount: SentenceWord, phrase: Phrase) -> tuple[Reading, ...]:
        """A change of what its own clause names, else of what was spoken of last."""
        about = self._changed_subject(phrase)
        since, self.since_change = self.since_change, []
        measures = {prose().changes.get(measure, ""): measure for measure in about.measures}
        measures.pop("", None)
        is_unclear = phrase.label is None and len(_changes_of(since)) > 1
        sign = _sign(amount, phrase)
        if sign == 0 or len(measures) != 1 or is_unclear:
            return ()
        (change, measure), *_ = measures.items()
        return (Reading(change, about, self.year, self._phase_of(phrase), sign, measure),)

    def _changed_subject(self, phrase: Phrase) -> Subject:
        if phrase.unknown or self.each or self.setting.scope.project:
            return UNKNOWN
        label = phrase.label
        if label is None:
            last = None if self.parts.wholes else self.setting.scope.subject
            last = self.said.subject if self.said else last
            return UNKNOWN if self.reason or last is None else last
        if label.part or self.parts.is_blocked():
            return UNKNOWN
        return subject_of(label, self._place(phrase), of_change=True)


def _sign(amount: SentenceWord, phrase: Phrase) -> int:
    """The sign of a change; 0 where the words leave it open, but for an amount that is zero."""
    digits = amount.name or ""
    if phrase.change == 0 and not digits.strip("0.-"):
        return 1
    is_negative = digits.startswith("-")
    return 0 if is_negative and phrase.change == -1 else phrase.change or 0


def _changes_of(subjects: Sequence[Subject]) -> set[str | None]:
    """The changes that a change without a label could be of."""
    measures = [one.measures or ("",) for one in subjects]
    return {prose().changes.get(each) for given in measures for each in given}


def read_sentence(found: Sequence[SentenceWord], sentence: Sentence) -> Iterator[Read]:
    """Every amount of a sentence with what it is."""
    begin = 0
    for index, one in enumerate(found):
        if one.kind is Kind.amount:
            yield sentence.read(one, found[begin:index])
            begin = index + 1
    sentence.advance(found[begin:])
