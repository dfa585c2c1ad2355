"""A reason for a rise behind a fall: `减少3.00万元，降低4.11%，增加的主要原因是缴费比例调整`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, product

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.sides import of_this_year, of_year_before
from budgetgraph.validate.wording.said import SaidSentence, sentences, sign

_RULE = "change-percentage"
_REASONS = (pattern("reasons", "told"), pattern("reasons", "why"))
_RETIRED, _OF_RETIRED = pattern("reasons", "retired"), pattern("reasons", "of_retired")
_EXPENSE = pattern("reasons", "expense")
_OF_WHOLE, _UNCHANGED = pattern("reasons", "of_whole"), pattern("reasons", "unchanged")
#: So many paragraphs tell the changes that a reason on the whole is for.
_BEFORE = 2
_SENTENCE = re.compile(r"[^。]{1,2000}")
_CLAUSE_END = re.compile(r"[。;]")
_WORDS = {1: ("增加", "a rise"), -1: ("减少", "a fall")}


def wrong_reasons(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each reason for a change that goes the other way than all changes told before it.

    The changes are those of its sentence, or of the one before where it tells none.
    """
    yield from _of_whole(paper)
    yield from _of_nothing(paper)
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _reasons(text):
            directions = _directions_before(text, match.start())
            direction = sign(match["verb"])
            if not directions:
                continue
            if direction in directions:
                paper.right["reasons"] += 1
            elif direction not in _shown_before(text, match.start(), paper.disclosure.year):
                yield _fault(passage, match, direction)


def _reasons(text: str) -> Iterator[re.Match[str]]:
    """Give the reasons of a paragraph that name a direction; 退休人数增加 is one where it tells what
    those who retired cost.
    """
    yield from chain.from_iterable(reason.finditer(text) for reason in _REASONS)
    for match in _RETIRED.finditer(text):
        if _is_of_retired(text[: match.start()]):
            yield match


def _is_of_retired(before: str) -> bool:
    """Tell whether what stands before a reason tells what those who retired cost: its last clause
    says so, or names no expense where the first one does.

    `行政单位离退休10.00万元。比上年减少2.27%` → yes, `离退休10.00万元。行政运行减少2.27%` → no
    """
    first, *others = _CLAUSE_END.split(before)
    last = others[-1] if others else first
    is_of_first = _OF_RETIRED.search(first) is not None and not _EXPENSE.search(last)
    return is_of_first or _OF_RETIRED.search(last) is not None


def _of_whole(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a paragraph that tells why all rose where the two before it tell of falls alone."""
    prose = paper.prose
    for number, passage in enumerate(prose):
        match = _OF_WHOLE.match(fold_in_place(passage.text))
        if match is None:
            continue
        directions: set[int] = set()
        for before in prose[max(number - _BEFORE, 0) : number]:
            directions |= _directions(fold_in_place(before.text))
        direction = sign(match["verb"])
        if directions == {-direction}:
            yield _fault(passage, match, direction)


def _of_nothing(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a reason for a change behind the words that nothing changed: 与上年持平，主要原因是业务量增加。"""
    for passage in paper.prose:
        for match in _UNCHANGED.finditer(fold_in_place(passage.text)):
            words = passage.text[slice(*match.span())]
            zh = f"“{words}”：写为没有变化，原因却是{match['verb']}。"
            en = f"“{words}”: nothing changed, and the reason tells of a change."
            yield fault_of_words(_RULE, passage, match.span(), words, (zh, en))


def _directions(text: str) -> set[int]:
    """Give the signs of all changes of a text."""
    said = SaidSentence(text)
    directions = {sign for quantity, sign in said.changes if quantity.value}
    return directions | {1 if share.value > 0 else -1 for share in said.shares if share.value}


def _directions_before(text: str, end: int) -> set[int]:
    """Give the signs of the changes that are told before a reason.

    `比上年减少3.00万元，降低4.11%，` → {-1}.
    """
    for match in reversed(list(_SENTENCE.finditer(text[:end]))):
        directions = _directions(match[0])
        if directions:
            return directions
    return set()


def _shown_before(text: str, end: int, year: int) -> set[int]:
    """Give the signs of the changes that the amounts of both years show before a reason: where the
    reason is as they are, a wrong verb beside it is told by itself.

    `2025年205.04万元，2026年179.15万元，增加12.63%。主要原因是：支出减少` → {-1}.
    """
    shown: set[int] = set()
    for said in sentences(text[:end]):
        for now, before in product(of_this_year(said, year), of_year_before(said, year)):
            direction = 1 if now.value > before.value else -1
            shown.add(direction)
    return shown


def _fault(passage: Passage, match: re.Match[str], direction: int) -> Fault:
    """Say which way the amounts go, and which way the reason."""
    words = match[0].lstrip(",。;")
    zh, en = _WORDS[-direction]
    told = (
        f"前面写的是{zh}，原因却写“{words}”，增减方向不一致。",
        f"the amounts tell {en}, the reason says “{words}”.",
    )
    return fault_of_words(_RULE, passage, (match.end() - len(words), match.end()), words, told)
