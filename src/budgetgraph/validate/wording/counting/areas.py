"""Areas of a building that a sentence divides into two kinds which are all of it: above and below
the ground, counted for the plot ratio (计容) and not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.values.amount import last_digit

_RULE = "statement-parts"
_SENTENCE = re.compile(r"[^。;]{1,2000}")
_AREA = pattern("areas", "area")
#: The two kinds of each division, the inner one first: of two that fail it names the wrong figure.
_PAIRS = (
    (pattern("areas", "counted"), pattern("areas", "uncounted")),
    (pattern("areas", "above"), pattern("areas", "below")),
)


def areas_divided(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the first area of a sentence that is not the sum of its two kinds.

    `建筑面积13459平方米，其中地上8013平方米（计容7998平方米，不计容105平方米），地下5356平方米` → 8103.
    """
    for passage in paper.prose:
        for sentence in _SENTENCE.finditer(fold_in_place(passage.text)):
            areas = list(_AREA.finditer(sentence[0]))
            divided = [found for pair in _PAIRS if (found := _divided(areas, pair)) is not None]
            wrong = [parts for parts in divided if not _holds(parts)]
            paper.right["sums of a sentence"] += len(divided) - len(wrong)
            if wrong:
                yield _fault(passage, sentence.start(), wrong[0])


def _divided(
    areas: Sequence[re.Match[str]], pair: tuple[re.Pattern[str], re.Pattern[str]]
) -> tuple[re.Match[str], ...] | None:
    """Give an area and the two right behind it that are of the kinds of a pair; None without
    them.
    """
    at: list[list[int]] = []
    for kind in pair:
        at.append([number for number, area in enumerate(areas) if kind.search(area["name"])])
    if [len(numbers) for numbers in at] != [1, 1]:
        return None
    (first,), (second,) = at
    whole = min(first, second) - 1
    if whole < 0:
        return None
    return areas[whole], areas[first], areas[second]


def _holds(parts: Sequence[re.Match[str]]) -> bool:
    """Tell whether the second and the third area are the first one, up to rounding."""
    whole, *kinds = (Decimal(area["digits"].replace(",", "")) for area in parts)
    slack = sum(map(last_digit, kinds), last_digit(whole)) / 2
    return abs(whole - sum(kinds)) <= slack


def _fault(passage: Passage, start: int, parts: Sequence[re.Match[str]]) -> Fault:
    """Say what the whole is printed as, and what its kinds add up to."""
    whole, *kinds = parts
    total = sum(Decimal(area["digits"].replace(",", "")) for area in kinds)
    words = f"{whole['digits']}{whole['unit']}"
    told = " + ".join(area["digits"] for area in kinds)
    zh = f"写为 {words}，所列两项之和为 {total}{whole['unit']}（{told}）。"
    en = f"it says {words}, but the two kinds of it add up to {total} ({told})."
    begin, end = whole.span("digits")
    return fault_of_words(_RULE, passage, (start + begin, start + end), words, (zh, en))
