"""Say what a change is of: 比上年增加1万元.

It is of what its own clause names (基本支出增加1万元), else of what was spoken of last.
"""

from __future__ import annotations

from operator import attrgetter

from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.labels import subject_of
from budgetgraph.parse.prose.phases import phase_of
from budgetgraph.parse.prose.readings import Reading
from budgetgraph.parse.prose.sentence_state import Sentence
from budgetgraph.parse.prose.since_change import may_be_of_several
from budgetgraph.parse.wording.phrases import Phrase
from budgetgraph.parse.wording.subjects import UNKNOWN, Subject
from budgetgraph.parse.wording.words import SentenceWord


def changes(sentence: Sentence, amount: SentenceWord, phrase: Phrase) -> tuple[Reading, ...]:
    """Tell what a change is: one reading, or none where the words leave it open.

    The reading of a change whose sign is left open has the sign 0.
    """
    about = _changed(sentence, phrase)
    since = sentence.since_change.end()
    sentence.becoming = about
    measures = _by_change(about)
    is_unclear = phrase.label is None and not phrase.has_share and may_be_of_several(since)
    sign = _sign(amount, phrase)
    year = _year(sentence, phrase)
    is_over_one_year = not (_is_from_plan(sentence, phrase) or _is_of_several_years(phrase, year))
    if len(measures) != 1 or is_unclear or not is_over_one_year:
        return ()
    (change, measure), *_ = measures.items()
    phase = _phase(sentence, phrase)
    return (Reading(change, about, year, phase, sign, measure),)


def _phase(sentence: Sentence, phrase: Phrase) -> str | None:
    """Give the phase of what is changed; what it is compared with may be of another one.

    收入预算9万元，比上年执行数增加1万元: the plan changes, against what was spent.
    """
    if not phrase.is_compared or phrase.phase is None or sentence.said is None:
        return phase_of(sentence, phrase)
    return sentence.said.phase


def _is_from_plan(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a change is what differs from the year's own plan: 比年初预算8万元增加1万元."""
    is_open = phrase.label is None and not phrase.has_year
    return phrase.is_from_plan or (sentence.from_plan and is_open and not phrase.is_compared)


def _is_of_several_years(phrase: Phrase, year: int) -> bool:
    """Tell whether a change goes over more than one year: 比2020年增加1万元 in a sentence of 2022."""
    has_base = phrase.is_compared and phrase.year is not None
    return has_base and (phrase.year or year) < year - 1


def _year(sentence: Sentence, phrase: Phrase) -> int:
    """Give the year that a change leads to: the last one whose amount the sentence tells.

    2025年收入9万元，2024年收入8万元，增加1万元 → 2025; 比2023年增加1万元 behind 2024年 → 2024.
    """
    if phrase.year is not None:
        return sentence.years.year
    years: list[int] = [sentence.years.year, *map(attrgetter("year"), sentence.roots)]
    return max(years)


def _changed(sentence: Sentence, phrase: Phrase) -> Subject:
    """Tell what is changed: what the clause names, else what was spoken of last.

    基本支出增加1万元 → 基本支出; 基本支出6万元，增加1万元 → 基本支出.
    """
    if phrase.unknown or sentence.each or sentence.is_of_a_project(phrase):
        return UNKNOWN
    label = phrase.label
    if label is None:
        return _spoken_of(sentence)
    if label.part or sentence.parts.is_blocked():
        return UNKNOWN
    return subject_of(label, sentence.place(phrase, of_change=True))


def _spoken_of(sentence: Sentence) -> Subject:
    """Tell what a change without a label is of; nothing where it is a part of a reason.

    Where nothing was said it is of the heading, but not within a breakdown; behind the parts of an
    amount and a semicolon it may be of the last part or of the whole. At the beginning of a bracket
    it is of the amount before it: 基本支出6万元（比上年增加1万元）; behind parts that are only named too:
    基本支出6万元，包括工资、津贴等，比上年增加1万元.
    """
    if sentence.reason:
        return UNKNOWN
    if sentence.said is not None:
        return UNKNOWN if sentence.is_behind_parts else sentence.said.subject
    if sentence.in_bracket_of is not None:
        return sentence.in_bracket_of.subject
    if sentence.parts.only_named is not None:
        return sentence.parts.only_named.subject
    if sentence.parts.wholes:
        return UNKNOWN
    return sentence.setting.scope.subject or UNKNOWN


def _by_change(about: Subject) -> dict[str, str]:
    """Give the measures of changes, each with what it changes: total_change → total_expenditure."""
    measures: dict[str, str] = {}
    if about.is_sum:
        return measures
    for measure in about.measures:
        change = prose().changes.get(measure)
        if change is not None:
            measures[change] = measure
    return measures


def _sign(amount: SentenceWord, phrase: Phrase) -> int:
    """Give the sign of a change; 0 where the words leave it open, but for an amount that is zero.

    减少2万元 → -1; 增加（减少）2万元 → 0; 增加（减少）0万元 → 1.
    """
    digits = amount.name or ""
    if phrase.change == 0:
        return 0 if digits.strip("0.-") else 1
    is_twice_negative = digits.startswith("-") and phrase.change == -1
    return 0 if is_twice_negative else phrase.change or 0
