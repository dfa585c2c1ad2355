"""Take off the brackets that hold the amount of what is named before them.

基本支出（6万元），占66%；项目支出（3万元，占33%） is told as 基本支出6万元，占66%；项目支出3万元，占33%.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.forms.prose import Kind
from budgetgraph.parse.wording.clauses import LABELS, NEUTRAL, without_neutral_end
from budgetgraph.parse.wording.words import SentenceWord

_NAMES = LABELS | {Kind.word}
#: What may stand behind the amount in its bracket: （3万元，占33%）.
_BEHIND_AMOUNT = NEUTRAL | {Kind.comma}


def without_brackets(words: Sequence[SentenceWord]) -> list[SentenceWord]:
    """Give the words of a sentence without brackets around the one amount of a label or a name.

    三公经费8万元（公务接待费3万元） keeps its bracket: it holds a part, and stands behind an amount.
    """
    dropped: set[int] = set()
    for at, word in enumerate(words):
        end = _end_of_amount(words, at) if word.kind is Kind.opens else None
        if end is not None and _is_behind_a_name(words[:at]):
            dropped.update((at, end))
    return [word for at, word in enumerate(words) if at not in dropped]


def _end_of_amount(words: Sequence[SentenceWord], opens: int) -> int | None:
    """Tell where a bracket closes that holds an amount first and nothing else of its own."""
    first, *behind = words[opens + 1 :] or (None,)
    if first is None or first.kind is not Kind.amount:
        return None
    for at, word in enumerate(behind, start=opens + 2):
        if word.kind is Kind.closes:
            return at
        if word.kind not in _BEHIND_AMOUNT:
            return None
    return None


def _is_behind_a_name(before: Sequence[SentenceWord]) -> bool:
    """Tell whether a label or a name stands before the bracket; 比上年（8万元） names nothing."""
    telling = without_neutral_end(before)
    return bool(telling) and telling[-1].kind in _NAMES and not _compares(before[len(telling) :])


def _compares(words: Sequence[SentenceWord]) -> bool:
    return any(word.kind is Kind.lead for word in words)
