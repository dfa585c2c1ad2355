"""The target that a phrase ends with: 养护县道≥186公里 → ≥186公里, behind the words 养护县道."""

from __future__ import annotations

import re

from budgetgraph.values.target import read_target
from budgetgraph.values.target_folding import fold_target, half_width
from budgetgraph.values.target_words import target_words

_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)*")
#: A target that is a range has two figures.
_MOST_FIGURES = 2
#: Behind one of these a figure is a piece of something else: 2024-2025年, 1:5, A4, 第3.
_HOLDS_FIGURE = re.compile(r"[0-9A-Za-z.:/*~×+\-–—～至第约近]\Z")


def trailing_target(text: str) -> int | None:
    """Tell where the target begins that a phrase ends with; None where it ends with none.

    `养护县道≥186公里` → 4, `培训不少于5次` → 2, `开展5次培训` → None
    """
    folded = half_width(text.rstrip())
    figures = list(_FIGURE.finditer(folded))
    for figure in reversed(figures[-_MOST_FIGURES:]):
        begin = _with_comparison(folded, figure.start())
        if _is_target(folded[begin:]) and not _HOLDS_FIGURE.search(folded[:begin].rstrip()):
            return begin
    return None


def _with_comparison(text: str, figure: int) -> int:
    """Give the place of the word of comparison before a figure, else that of the figure."""
    lead = text[:figure].rstrip()
    compared = target_words().lead.search(lead)
    if compared is None or not compared["before"]:
        return figure
    return compared.start()


def _is_target(text: str) -> bool:
    """Tell whether a whole text is one target, with a sign or a unit: ≥186公里, 100%; 186 is none."""
    folded = fold_target(text) or ""
    words = target_words()
    is_whole = any(form.fullmatch(folded) for form in (words.one, words.loose_unit, words.spread))
    target = read_target(text)
    says_more = target.unit is not None or not folded[:1].isdigit()
    return is_whole and target.operator is not None and says_more
