"""What a list of kinds leaves of a number of persons, or of an amount of procurement: it is of a
kind that the list does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_RULE = "part-not-told"
_WHOLE, _PART = pattern("untold", "persons_whole"), pattern("untold", "persons_part")
_PROCURED = pattern("procurement", "whole")
_KINDS = {
    "货物": pattern("procurement", "goods"),
    "工程": pattern("procurement", "works"),
    "服务": pattern("procurement", "services"),
}
_EN = {"货物": "goods", "工程": "works", "服务": "services"}
_NOT_OF_THEM = pattern("untold", "not_of_them")
_END = "。"
_FEWEST = 2


def untold_kinds(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number of persons, and each amount of procurement, of which two kinds or more are
    told and something is left: 编制338名，其中行政编制200名、事业编制34名 → 104.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _WHOLE.finditer(text):
            yield from _persons(passage, text, match)
        for said in sentences(passage.text):
            yield from _procured(passage, said)


def _persons(passage: Passage, text: str, match: re.Match[str]) -> Iterator[Fault]:
    """Give a number of persons that the kinds up to the end of the sentence do not reach."""
    parts = list(_parts(text, match.end()))
    whole, total = int(match["count"]), sum(int(part["count"]) for part in parts)
    is_list = len(parts) >= _FEWEST and _is_last(text, parts[-1])
    if not is_list or total >= whole:
        return
    unit = match["unit"]
    told = " + ".join(f"{part['name']}{part['count']}{unit}" for part in parts)
    zh = f"写为 {whole}{unit}，只列了{told}，其余 {whole - total}{unit}没有写。"
    en = f"it says {whole}{unit}, of which {told} are told, and nothing of {whole - total}{unit}."
    yield fault_of_words(_RULE, passage, match.span("count"), f"{whole}{unit}", (zh, en))


def _is_last(text: str, part: re.Match[str]) -> bool:
    """Tell whether a list ends with a part: with its sentence, or before others than those divided.

    `61人，其中行政29人，事业23人；退休人员17人` → 事业23人 is the last one.
    """
    is_end = part["end"] in (_END, "")
    return is_end or _NOT_OF_THEM.match(text, part.end()) is not None


def _parts(text: str, start: int) -> Iterator[re.Match[str]]:
    """Give the kinds that follow each other, up to the end of their list."""
    while match := _PART.match(text, start):
        yield match
        start = match.end()
        if match["end"] in (_END, ""):
            return


def _procured(passage: Passage, said: SaidSentence) -> Iterator[Fault]:
    """Give an amount of procurement of which two of the three kinds are told, and that is more.

    A sentence with another amount (2025年为150.00万元) is left alone.
    """
    if len(said.quantities) != _FEWEST + 1:
        return
    whole, *rest = said.quantities
    kinds = [_kind(said, quantity) for quantity in rest]
    lacking = [kind for kind in _KINDS if kind not in kinds and kind not in said.text]
    are_two = None not in kinds and len(set(kinds)) == _FEWEST and len(lacking) == 1
    if not are_two or not _PROCURED.search(said.text[: whole.start]):
        return
    left = whole.value - sum(quantity.value for quantity in rest)
    slack = whole.half + sum(quantity.half for quantity in rest)
    if left > slack:
        yield _lacking(passage, said, whole, (lacking[0], in_wan(left)), rest)


def _kind(said: SaidSentence, quantity: Quantity) -> str | None:
    """Give the kind that stands before an amount: 货物 of 政府采购货物预算10.00万元."""
    before = said.before(quantity)
    return next((kind for kind, words in _KINDS.items() if words.search(before)), None)


def _lacking(
    passage: Passage,
    said: SaidSentence,
    whole: Quantity,
    lacking: tuple[str, str],
    told: Sequence[Quantity],
) -> Fault:
    """Say which kind a sentence does not tell, and what the whole leaves for it."""
    kind, left = lacking
    amounts = " + ".join(quantity.printed for quantity in told)
    zh = f"写为 {whole.printed}，只列了 {amounts}，没有写{kind}（按合计应为 {left}）。"
    en = f"it says {whole.printed}, tells {amounts} and nothing of {_EN[kind]} ({left} are left)."
    span = (said.start + whole.start, said.start + whole.end)
    return fault_of_words(_RULE, passage, span, whole.printed, (zh, en))
