"""Posts and persons that a sentence divides into kinds which exclude each other; vehicles that are
a part of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan

_RULE, _TWICE_RULE = "statement-parts", "statement-contradicted"
_PERSONS = (
    (pattern("staff", "divided"), pattern("staff", "part")),
    (pattern("staff", "all_divided"), pattern("staff", "all_part")),
    (pattern("staff", "retired_divided"), pattern("staff", "retired_part")),
)
_KEPT, _OWNED = pattern("vehicles", "kept"), pattern("vehicles", "owned")
_PRESENT, _FUELLED = pattern("vehicles", "present"), pattern("vehicles", "fuelled")
_ELSEWHERE, _PURCHASE = pattern("vehicles", "from_elsewhere"), "vehicle_purchase"
_FEWEST = 2


def persons_divided(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number of posts or persons that its parts surpass.

    `编制1280人，其中：行政编制22人，事业编制1285人` → 1307. A sum below is none: a kind may be left out.
    """
    for (divided, part), passage in product(_PERSONS, paper.prose):
        text = fold_in_place(passage.text)
        for match in divided.finditer(text):
            counts = [int(one["count"]) for one in _parts(part, text, match.end())]
            yield from _persons(paper, passage, match, counts)


def _persons(
    paper: CheckedPaper, passage: Passage, match: re.Match[str], counts: Sequence[int]
) -> Iterator[Fault]:
    """Give a number of posts or persons that is less than its parts."""
    whole = int(match["whole"])
    if len(counts) < _FEWEST:
        return
    if sum(counts) <= whole:
        paper.right["sums of a sentence"] += 1
        return
    told = " + ".join(map(str, counts))
    zh = f"写为 {whole} 人，所列各项之和为 {sum(counts)} 人（{told}）。"
    en = f"it says {whole} persons, but its parts add up to {sum(counts)} ({told})."
    yield fault_of_words(_RULE, passage, match.span("whole"), f"{whole}人", (zh, en))


def vehicles_kept(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the vehicles that final accounts say the fiscal appropriation keeps, or that a budget
    says are there, where these are more than the department has at all: 公务用车保有量为8辆, and
    本部门共有车辆7辆.
    """
    for passage in paper.prose:
        yield from _fuelled(paper, passage)
    if paper.disclosure.kind == FINAL_ACCOUNTS:
        yield from _above_all(paper, _KEPT, "公务用车保有量")
    elif not _may_be_others(paper):
        yield from _above_all(paper, _PRESENT, "现有公务用车")


def _above_all(paper: CheckedPaper, counted: re.Pattern[str], what: str) -> Iterator[Fault]:
    """Give a number of vehicles that is more than all that there are."""
    kept, owned = _one(paper, counted), _one(paper, _OWNED)
    if kept is None or owned is None:
        return
    passage, span, count = kept
    *_, all_of_them = owned
    if count <= all_of_them:
        paper.right["staff"] += 1
        return
    zh = f"{what}写为 {count} 辆，而共有车辆只有 {all_of_them} 辆。"
    en = f"it says {count} official vehicles, but {all_of_them} vehicles in all."
    yield fault_of_words(_TWICE_RULE, passage, span, f"{count}辆", (zh, en))


def _one(
    paper: CheckedPaper, counted: re.Pattern[str]
) -> tuple[Passage, tuple[int, int], int] | None:
    """Give the first place that counts vehicles, where all tell one number."""
    places = list(_counted(paper, counted))
    counts = {count for *_, count in places}
    return places[0] if len(counts) == 1 else None


def _may_be_others(paper: CheckedPaper) -> bool:
    """Tell whether vehicles come or go: what a budget says is there now may be others then."""
    bought = paper.stated(_PURCHASE)
    if bought is not None and yuan(bought) > 0:
        return True
    text = "。".join(fold_in_place(passage.text) for passage in paper.prose)
    return _ELSEWHERE.search(text) is not None


def _fuelled(paper: CheckedPaper, passage: Passage) -> Iterator[Fault]:
    """Give more vehicles that are fuelled than a paragraph says that there are: 现有公务用车4辆, and
    用于6辆公务用车燃油.
    """
    text = fold_in_place(passage.text)
    present, fuelled = list(_PRESENT.finditer(text)), list(_FUELLED.finditer(text))
    if len(present) != 1 or len(fuelled) != 1:
        return
    of_all, count = int(present[0]["count"]), int(fuelled[0]["count"])
    if count <= of_all:
        paper.right["counts"] += 1
        return
    zh = f"现有公务用车写为 {of_all} 辆，后写“{fuelled[0][0]}”。"
    en = f"it says {of_all} vehicles, and then that {count} are fuelled."
    yield fault_of_words(_TWICE_RULE, passage, fuelled[0].span(), fuelled[0][0], (zh, en))


def _counted(
    paper: CheckedPaper, words: re.Pattern[str]
) -> Iterator[tuple[Passage, tuple[int, int], int]]:
    """Give each count of vehicles with its paragraph and its place in it."""
    for passage in paper.prose:
        for match in words.finditer(fold_in_place(passage.text)):
            yield passage, match.span("count"), int(match["count"])


def _parts(part: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Give the parts that follow each other, up to the end of their list."""
    while match := part.match(text, start):
        yield match
        start = match.end()
        if match["end"] in ("。", ""):
            return
