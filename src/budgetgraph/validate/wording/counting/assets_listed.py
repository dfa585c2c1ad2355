"""Fixed assets that a sentence divides into buildings, vehicles and others, each with its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
_SENTENCE = re.compile(r"(?:[^。]|。(?=其中))+")
_WHOLE, _OF_WHICH = pattern("assets", "fixed"), pattern("divided", "of_which")
_VALUE, _OTHERS = pattern("assets", "value"), pattern("assets", "others")
_WORTH = pattern("assets", "worth")
_FEWEST = 2


def assets_listed(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a total of fixed assets that its parts up to 其他固定资产 do not add up to, and a value that
    is more than all of them.

    `固定资产总额1260.50万元，其中：房屋1800平方米，价值860.00万元；车辆4辆，价值72.50万元；其他固定资产328.00万元`.
    """
    for passage in paper.prose:
        for match in _SENTENCE.finditer(fold_in_place(passage.text)):
            yield from _of_sentence(paper, passage, SaidSentence(match[0], match.start()))


def _of_sentence(paper: CheckedPaper, passage: Passage, said: SaidSentence) -> Iterator[Fault]:
    """Give the total of a sentence whose parts are all told with their values."""
    divided = _OF_WHICH.search(said.text)
    if divided is None or len(said.quantities) <= _FEWEST:
        return
    whole, *parts = said.quantities
    is_whole = _WHOLE.search(said.before(whole)) and whole.end <= divided.start()
    if is_whole and whole.value:
        yield from _larger_values(passage, said, whole)
    are_parts = all(_VALUE.search(said.before(part)) for part in parts)
    is_complete = _OTHERS.search(said.text, parts[-2].end, parts[-1].start) is not None
    if not is_whole or not are_parts or not is_complete or parts[0].start < divided.end():
        return
    parted = Parted(whole, tuple(parts))
    if parted.holds:
        paper.right["sums of a sentence"] += 1
    else:
        yield _fault(passage, said, parted)


def _larger_values(passage: Passage, said: SaidSentence, whole: Quantity) -> Iterator[Fault]:
    """Give each value of a part (车辆2辆，价值3150.00万元) that is more than the whole of 512.63 万元."""
    for part in said.quantities:
        if part.exceeds(whole) and _WORTH.search(said.before(part)):
            zh = f"其中价值 {part.printed} 大于固定资产总额 {whole.printed}。"
            en = f"a part is worth {part.printed}, more than all fixed assets, {whole.printed}."
            span = (said.start + part.start, said.start + part.end)
            words = f"{whole.printed} {part.printed}"
            gap = part.value - whole.value
            yield fault_of_words(_RULE, passage, span, words, (zh, en), gap)


def _fault(passage: Passage, said: SaidSentence, parted: Parted) -> Fault:
    """Say what the total is printed as, and what its parts add up to."""
    whole = parted.whole
    told = " + ".join(part.printed for part in parted.parts)
    shown = in_wan(parted.total)
    zh = f"写为 {whole.printed}，所列各项之和为 {shown}（{told}）。"
    en = f"it says {whole.printed}, but its parts add up to {shown} ({told})."
    span = (said.start + whole.start, said.start + whole.end)
    gap = abs(parted.total - whole.value)
    return fault_of_words(_RULE, passage, span, whole.printed, (zh, en), gap)
