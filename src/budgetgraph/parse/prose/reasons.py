"""Tell where a reason ends that is given before its change: 由于人员增加，2020年项目支出预算150万元.

A reason behind a change goes on to the end of its sentence: 增加3万元，主要原因是人员增加，基本支出增加3万元.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.clauses import CHANGES, NEUTRAL
from budgetgraph.parse.wording.words import SentenceWord

_DATES = frozenset({Kind.year, Kind.this_year})
_MEASURED = frozenset({Kind.measure, Kind.total, Kind.bare})
_REASONS = frozenset({Kind.reason, Kind.mainly})
#: What may stand before a reason that begins a sentence or an item of it.
_BEGINNING = NEUTRAL | {Kind.comma}
_PARTING = frozenset({Kind.semicolon, Kind.colon, Kind.mark})


def ends_leading_reason(words: Sequence[SentenceWord], at: int) -> bool:
    """Tell whether the comma at `at` ends a reason that its sentence began with.

    A year begins what the reason is of, and so does a label with an amount that is no change.
    """
    if words[at].kind is not Kind.comma:
        return False
    reasons = [place for place, word in enumerate(words[:at]) if word.kind in _REASONS]
    if len(reasons) != 1 or not _leads(words, reasons[0]):
        return False
    behind = words[at + 1 :]
    if not behind or behind[0].kind in _DATES:
        return bool(behind)
    is_of_a_change = any(word.kind in CHANGES for word in behind)
    return behind[0].kind in _MEASURED and not is_of_a_change


def _leads(words: Sequence[SentenceWord], at: int) -> bool:
    """Tell whether a reason begins its sentence, or an item of it: behind `；` or 公务用车运行费：."""
    if prose().leading_reason.match(words[at].text) is None:
        return False
    first = at
    while first > 0 and words[first - 1].kind in _BEGINNING:
        first -= 1
    if first > 0:
        return words[first - 1].kind in _PARTING
    return words[0].kind is not Kind.comma
