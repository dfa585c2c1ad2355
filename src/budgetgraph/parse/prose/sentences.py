"""Say what each amount of a sentence is, from left to right.

支出预算9万元，其中：基本支出6万元（人员经费5万元），比上年增加1万元
└ total_expenditure    └ of the total  └ of 基本支出   └ a change of 基本支出
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import SaidAmount
from budgetgraph.parse.prose.changes import changes
from budgetgraph.parse.prose.differences import is_no_amount
from budgetgraph.parse.prose.labels import subject_of
from budgetgraph.parse.prose.lists import (
    class_of_section,
    coded_class,
    is_in_a_name,
    known_class,
    listed_subject,
    project_part,
    short_named_part,
)
from budgetgraph.parse.prose.phases import is_of_another_paper, is_of_another_phase, phase_of
from budgetgraph.parse.prose.readings import Read, Reading
from budgetgraph.parse.prose.sentence_state import Sentence
from budgetgraph.parse.wording.phrases import Label, Phrase, phrase_before
from budgetgraph.parse.wording.subjects import CLASS, PROJECT, UNKNOWN, Subject
from budgetgraph.parse.wording.words import SentenceWord

#: Measures that a name tells, not a label.
_NAMED = frozenset({CLASS, PROJECT})


def read_sentence(words: Sequence[SentenceWord], sentence: Sentence) -> Iterator[Read]:
    """Give every amount of a sentence with what it is."""
    begin = 0
    sentence.owners.begin(words)
    for index, word in enumerate(words):
        if word.kind is Kind.amount:
            read = _read(sentence, word, words[begin:index])
            yield Read(word, ()) if is_no_amount(words, begin, index) else read
            begin = index + 1
    sentence.advance(words[begin:])


def _read(sentence: Sentence, amount: SentenceWord, before: Sequence[SentenceWord]) -> Read:
    """Tell what an amount is by the words before it; nothing of one without a clear sign."""
    sentence.advance(before)
    if amount.name is None:
        return Read(amount, ())
    phrase = phrase_before(before)
    is_change = phrase.change is not None and not is_in_a_name(sentence.setting.listed, before)
    sentence.changed = is_change
    if is_change:
        readings = changes(sentence, amount, phrase)
    else:
        readings = PlainAmount(sentence, phrase, before, amount).readings()
    sentence.reason_amount = sentence.reason
    sentence.parts.told()
    return Read(amount, readings)


@dataclass(frozen=True, slots=True)
class PlainAmount:
    """An amount that is no change, with the words before it."""

    sentence: Sentence
    phrase: Phrase
    before: Sequence[SentenceWord]
    amount: SentenceWord

    def readings(self) -> tuple[Reading, ...]:
        """Tell what the amount is; the sentence remembers it."""
        subject, phase = self._subject(), phase_of(self.sentence, self.phrase)
        year = self._year(subject)
        self.sentence.becoming = subject if self.phrase.is_origin else None
        self.sentence.from_plan = self.phrase.is_from_plan
        if is_of_another_paper(self.sentence, self.phrase, phase) or self._is_of_an_untold_year():
            subject = UNKNOWN
        if is_of_another_phase(subject, phase):
            subject = UNKNOWN
        if subject.known or not self._is_said_once_more():
            told = SaidAmount(subject, phase, year)
            self.sentence.tell(told, is_compared=self.phrase.is_compared)
        if subject.is_sum:
            return tuple(self._of_the_year(subject, year, phase))
        if self._is_more_of_a_fund():
            return self._more(year, phase)
        known = prose().measures | _NAMED
        measures = filter(known.__contains__, subject.measures)
        return tuple(Reading(measure, subject, year, phase) for measure in measures)

    def _of_the_year(self, subject: Subject, year: int, phase: str | None) -> Iterator[Reading]:
        """Give what the year itself adds to a total: 收入9万元，其中：本年收入8万元; nothing for another
        sum.
        """
        for measure in subject.measures:
            if subject.stands_in and measure in prose().of_the_year:
                yield Reading(prose().of_the_year[measure], subject, year, phase)

    def _is_more_of_a_fund(self) -> bool:
        """Tell whether another fund gives some of a measure: 政府性基金项目支出1万元."""
        label, digits = self.phrase.label, self.amount.name or ""
        is_of_a_measure = label is not None and label.word.name in prose().of_a_fund
        is_of_another = is_of_a_measure and self.sentence.owners.of_another_fund
        return is_of_another and bool(digits.strip("0.-"))

    def _more(self, year: int, phase: str | None) -> tuple[Reading, ...]:
        """Say, with the sign 0, that there is more of a measure than one fund gives."""
        measure = self.phrase.label.word.name if self.phrase.label is not None else None
        if measure is None:
            return ()
        return (Reading(measure, Subject((measure,)), year, phase, sign=0),)

    def _is_said_once_more(self) -> bool:
        """Tell whether it is another plan of what was said: 年初预算12万元，调整预算13万元，支出决算11万元."""
        is_unnamed = self.phrase.label is None and not self.phrase.unknown
        return is_unnamed and self.phrase.is_dated and self.sentence.said is not None

    def _is_of_an_untold_year(self) -> bool:
        """Tell whether it is compared with an amount whose year nobody tells: 比往年8万元减少.

        比年初预算8万元减少 is of the paper's own year in final accounts; a budget leaves it open.
        """
        undated = self.phrase.undated
        if undated is None:
            return self.phrase.is_origin and not self.phrase.has_year
        is_of_this_year = prose().lead_this_year.search(undated) is not None
        return not (is_of_this_year and self.sentence.paper.final_accounts)

    # --- of what it is ----------------------------------------------------------------------------

    def _subject(self) -> Subject:
        """Tell what the amount is of: what a name tells, the label, else what was spoken of."""
        sentence, label = self.sentence, self.phrase.label
        if sentence.each or sentence.is_of_a_project(self.phrase):
            return UNKNOWN
        named = self._named()
        if named is None:
            return self._labelled(label)
        is_shared = named.is_class and self._is_of_several_classes()
        return UNKNOWN if is_shared or sentence.is_left_by_nature(named) else named

    def _labelled(self, label: Label | None) -> Subject:
        """Tell what the amount is of by its label; without one it is of what was spoken of."""
        if label is None:
            return UNKNOWN if self.phrase.unknown else self._again()
        label = self.sentence.owners.own(label)
        if self._is_of_others(label) or self.sentence.reason:
            return UNKNOWN
        place = self.sentence.place(self.phrase)
        subject = self.sentence.owners.of_both_sides(label, subject_of(label, place))
        subject = self._with_those_beside(subject)
        if self.sentence.is_left_by_nature(subject):
            return UNKNOWN
        if self._is_spoken_of(label, subject) or self._is_of_another_year(subject):
            return subject
        part = self.sentence.parts.as_part(subject)
        if part is not None:
            return part
        return replace(subject, is_sum=True) if self._is_this_years_part(subject) else UNKNOWN

    def _is_of_others(self, label: Label) -> bool:
        """Tell whether it is another body's, or a fund's that is not the department's whole."""
        owners = self.sentence.owners
        return owners.is_of_another_fund(label) or owners.is_of_another_body(label)

    def _is_spoken_of(self, label: Label, subject: Subject) -> bool:
        """Tell whether a bare 支出 is of the very thing whose plan was told just before it:
        年初预算为0万元，支出决算为3万元.
        """
        said = self.sentence.said
        if said is None or label.word.kind is not Kind.bare:
            return False
        return subject.known and subject == said.subject

    def _is_of_another_year(self, subject: Subject) -> bool:
        """Tell whether a bracket repeats what stands before it for another year:
        收入预算9万元（2021年收入预算8万元）.
        """
        before, year = self.sentence.in_bracket_of, self.phrase.year
        is_again = before is not None and before.subject == subject
        return is_again and year is not None and before is not None and year != before.year

    def _is_this_years_part(self, subject: Subject) -> bool:
        """Tell whether an amount is what the year itself adds to the total before it.

        收入9万元，其中：本年收入8万元（财政拨款8万元） — no total of its own, but its parts are the total's.
        """
        wholes = self.sentence.parts.wholes
        if not wholes or not subject.stands_in or not subject.is_total:
            return False
        return wholes[0].subject.holds_any(frozenset(subject.measures))

    def _with_those_beside(self, subject: Subject) -> Subject:
        """Give a measure and those whose labels share its amount.

        The amount is their sum (会议费、培训费共计8万元), or that of each of them (会议费、培训费均为0万元).
        """
        if subject.is_class:
            return UNKNOWN if self._is_of_several_classes() else subject
        names = [label.name for label in self.phrase.beside if label.name is not None]
        if not names or not subject.known:
            return subject
        is_sum = not self.phrase.is_of_each
        return Subject((*names, *subject.measures), is_sum=is_sum)

    def _is_of_several_classes(self) -> bool:
        """Tell whether classes share an amount: 教育支出（类）、卫生健康支出（类）共2万元 is of neither."""
        return any(label.kind is Kind.named_class for label in self.phrase.beside)

    def _named(self) -> Subject | None:
        """Give a class or a project that a name tells: 2080201行政运行3万元, 其中：道路养护资金3万元."""
        listed = self.sentence.setting.listed
        in_a_list = coded_class(self.phrase) or listed_subject(listed, self.phrase, self.before)
        if in_a_list is not None or self.sentence.reason:
            return in_a_list
        return self._short_part() or self._known_class() or self._project()

    def _short_part(self) -> Subject | None:
        """Give a part by a short name: 公务用车购置及运行费6万元（购置费0万元."""
        part = short_named_part(self.phrase, self.sentence.divided)
        return None if part is None else self.sentence.parts.as_part(part)

    def _known_class(self) -> Subject | None:
        """Give a class by its name alone, below a heading on one or among the parts of a total."""
        sentence = self.sentence
        is_below = sentence.setting.is_below_a_class
        known = known_class(self.phrase, sentence.parts.wholes, is_below)
        if known is None and sentence.begins_a_class:
            return class_of_section(self.phrase)
        return known

    def _project(self) -> Subject | None:
        """Give a project by its name alone, in the sentence that divides 项目支出 into them."""
        parts = self.sentence.parts
        return project_part(self.phrase, parts.wholes) if parts.of_this_sentence else None

    def _again(self) -> Subject:
        """Tell what was spoken of before: the amount has no label, only a year or 预算."""
        if self.phrase.is_outcome and self.sentence.becoming is not None:
            return UNKNOWN if self.sentence.reason else self.sentence.becoming
        said = self.sentence.said or self.sentence.in_bracket_of
        if said is not None:
            return self._said_again(said)
        scope = self.sentence.setting.scope.subject
        if scope is None or not self._may_be_of_heading():
            return UNKNOWN
        return scope if len(scope.measures) == 1 else UNKNOWN

    def _may_be_of_heading(self) -> bool:
        """Tell whether an amount without a label may be of the heading.

        A heading of other paragraphs is spoken of right below it, else only where the amount has a
        year: a cut paragraph may begin with any word. What the first amount of the paragraph told
        is spoken of again where the words say a year or 执行数.
        """
        sentence = self.sentence
        if sentence.parts.of_this_sentence or sentence.reason:
            return False
        if sentence.setting.from_first_amount:
            return self.phrase.is_dated
        if sentence.setting.own_scope or sentence.setting.is_below_heading:
            return True
        return self.phrase.has_year and not sentence.parts.wholes

    def _said_again(self, said: SaidAmount) -> Subject:
        """Give the same thing for another year or phase: 2024年预算5.20万元，2025年预算5.00万元."""
        if not self.phrase.is_dated or self.sentence.is_behind_parts:
            return UNKNOWN
        is_of_heading = said.subject == self.sentence.setting.scope.subject
        is_again = is_of_heading or self._is_other_year(said) or self._is_other_phase(said)
        return said.subject if is_again else UNKNOWN

    def _is_other_year(self, said: SaidAmount) -> bool:
        """Tell whether the words say another year than that of what was spoken of."""
        return self.phrase.last_year or (self.phrase.year or self.sentence.years.year) != said.year

    def _is_other_phase(self, said: SaidAmount) -> bool:
        """Tell whether it is spent where what was spoken of is planned, or the other way round."""
        return self.sentence.paper.phase(self.phrase.phase) != said.phase

    # --- of which year it is ----------------------------------------------------------------------

    def _year(self, subject: Subject) -> int:
        """Give the year that the words tell; of what is planned or there at a date by its kind."""
        sentence, phrase = self.sentence, self.phrase
        if phrase.last_year:
            return sentence.paper.year - 1
        if phrase.year is None and subject.holds_any(prose().planned_measures):
            return sentence.paper.year
        if not sentence.years.is_told and subject.holds_any(prose().stock_measures):
            return sentence.setting.as_of or sentence.years.year
        return phrase.year or sentence.years.year
