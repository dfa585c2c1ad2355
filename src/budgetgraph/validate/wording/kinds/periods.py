"""Periods that end before they begin: 2024年12月至2024年1月."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE = "statement-contradicted"
_PERIOD = pattern("periods", "period")


def periods_turned(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each period of the prose that ends before it begins."""
    for passage in paper.prose:
        for match in _PERIOD.finditer(fold_in_place(passage.text)):
            if _date(match, "from") <= _date(match, "to"):
                continue
            words = passage.text[slice(*match.span())]
            zh = f"“{words}”：结束早于开始。"
            en = f"“{words}” ends before it begins."
            yield fault_of_words(_RULE, passage, match.span(), words, (zh, en))


def _date(match: re.Match[str], end: str) -> tuple[int, int]:
    """Give the year and the month of one end."""
    return int(match[f"{end}_year"] or match["from_year"]), int(match[f"{end}_month"])
