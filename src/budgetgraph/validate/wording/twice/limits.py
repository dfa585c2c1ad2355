"""A price from which on equipment is counted, told twice and not alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE = "statement-contradicted"
_PRICE = pattern("limits", "price")
#: So many lines below, a paragraph still tells of the same equipment.
_NEAR = 6


def other_limits(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a limit that is another one than right before it, of the same kind of equipment.

    `共有单价100万元以上设备0台` and then `安排购置单价50万元以上设备0台`. 通用设备 and 专用设备 are two kinds.
    """
    told: dict[str, tuple[Passage, re.Match[str]]] = {}
    for passage in paper.prose:
        for match in _PRICE.finditer(fold_in_place(passage.text)):
            before = told.get(match["what"])
            told[match["what"]] = passage, match
            if before is None or passage.where.first - before[0].where.last > _NEAR:
                continue
            if before[1]["limit"] == match["limit"]:
                paper.right["counts"] += 1
            else:
                yield _fault(passage, before[1], match)


def _fault(passage: Passage, before: re.Match[str], match: re.Match[str]) -> Fault:
    """Say which two limits are told."""
    words = passage.text[slice(*match.span())]
    zh = f"写为“{words}”，前面写为“{before[0]}”。"
    en = f"it says “{words}”, and “{before[0]}” before."
    return fault_of_words(_RULE, passage, match.span(), words, (zh, en))
