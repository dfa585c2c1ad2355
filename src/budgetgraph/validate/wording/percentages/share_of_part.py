"""The share of what stands behind 其中 in the one amount before it: 预留1928.48万元，其中，预留给小微企业1349.94万元，
占预留总额的60%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.percentages.wholes import PartShare
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_OF_WHICH = pattern("divided", "of_which")
_OF_WHOLE = pattern("shares", "of_whole")
#: Two characters that a whole and its name have in common, beside words that any whole has.
_COMMON = re.compile("预算|决算|金额|总额|项目|支出|收入|资金|年度|合计|总数")


def share_of_part(said: SaidSentence, parts: tuple[PartShare, ...]) -> Quantity | None:
    """Give the whole of the one share of a sentence: the one amount before 其中, where the share
    names it in words that stand before it.

    `占预留总额的60%` behind `面向中小企业预留1928.48万元，其中，` → 1928.48万元.
    """
    match = _OF_WHICH.search(said.text)
    if match is None or len(parts) != 1 or len(said.quantities) != 2:
        return None
    whole, part = said.quantities
    named = _OF_WHOLE.search(parts[0].printed)
    is_between = whole.end <= match.start() and match.end() <= part.start
    if named is None or not is_between or parts[0].amount != part:
        return None
    told = set(_pairs(said.text[: whole.start]))
    return whole if told.intersection(_pairs(named["name"])) else None


def _pairs(text: str) -> Iterator[str]:
    """Give each two characters beside each other, but of words that any whole is called by."""
    for words in _COMMON.split(text):
        for at in range(len(words) - 1):
            yield words[at : at + 2]
