"""Tell whether an amount was spent or is planned."""

from __future__ import annotations

from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.sentence_state import Sentence
from budgetgraph.parse.wording.phrases import EXECUTED, Phrase
from budgetgraph.parse.wording.subjects import Subject


def phase_of(sentence: Sentence, phrase: Phrase) -> str | None:
    """Give the phase that is printed, else that of the whole that this is a part of.

    2024年支出决算9万元，其中：基本支出6万元: both were spent.
    """
    if phrase.phase is not None:
        return sentence.paper.phase(phrase.phase)
    if sentence.parts.wholes:
        return sentence.parts.wholes[0].phase
    is_spent = sentence.setting.scope.executed
    return EXECUTED if is_spent else sentence.paper.phase(None)


def is_of_another_paper(sentence: Sentence, phrase: Phrase, phase: str | None) -> bool:
    """Tell whether it was spent, in a budget that does not say when: 支出决算8万元."""
    if phase != EXECUTED or sentence.paper.final_accounts:
        return False
    return not sentence.years.is_told and not phrase.has_year


def is_of_another_phase(subject: Subject, phase: str | None) -> bool:
    """Tell whether what was spent can be none of a measure, which is planned: 本年新增固定资产6万元 in final
    accounts was bought.
    """
    is_planned = subject.holds_any(prose().planned_measures)
    return is_planned and phase == EXECUTED
