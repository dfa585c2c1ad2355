"""Tell whether an amount was spent or is planned."""

from __future__ import annotations

from budgetgraph.parse.prose.sentence_state import Sentence
from budgetgraph.parse.wording.phrases import EXECUTED, Phrase


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
