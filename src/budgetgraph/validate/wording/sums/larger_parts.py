"""Parts that are more than the amount that they are a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_RULE = "statement-parts"
_OF_WHICH = pattern("divided", "of_which")
_BOUGHT = pattern("procurement", "bought")
_MIDDLE, _SMALL = pattern("divided", "middle"), pattern("divided", "small")


def larger_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each part behind 其中 that is more than any amount before it in its sentence.

    `面向中小企业预留1928.48万元，其中，预留给小微企业2349.94万元` → 2349.94. Parts that the graph knows are
    compared there.
    """
    for passage in paper.prose:
        for said in (*sentences(passage.text), *_divided_before(passage.text)):
            for whole, part in (*_larger(said), *_larger_of_firms(said)):
                if not _is_stated(paper.disclosure, passage, part):
                    yield _fault(passage, said, whole, part)


def _divided_before(text: str) -> Iterator[SaidSentence]:
    """Give two clauses as one where the second begins with 其中, of what the first tells.

    `政府采购预算总额385.00万元：货物…；其中一般公共预算拨款政府采购502.00万元` → both.
    """
    for first, second in pairwise(sentences(text)):
        if _OF_WHICH.match(second.text) and not _OF_WHICH.search(first.text):
            between = second.start - first.start - len(first.text)
            yield SaidSentence(first.text + " " * between + second.text, first.start)


def _larger(said: SaidSentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the first part of a sentence where it is more than the largest amount before 其中.

    What something rose or fell by is no part and no whole.
    """
    match = _OF_WHICH.search(said.text)
    if match is None:
        return
    changes = {quantity for quantity, _ in said.changes}
    before = said.part(0, match.start()).quantities
    behind = said.part(match.end(), len(said.text)).quantities
    wholes = [one for one in before if one not in changes]
    if not wholes or not behind or behind[0] in changes:
        return
    largest = max(wholes, key=lambda one: one.value)
    if behind[0].exceeds(largest):
        yield largest, behind[0]


def _larger_of_firms(said: SaidSentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Give what is kept for small firms where it is more than what is kept for these and
    middle-sized ones: 面向中小企业预留21.07万元，面向小微企业预留31.07万元.
    """
    if _OF_WHICH.search(said.text):
        return
    for whole, part in pairwise(said.quantities):
        is_pair = _MIDDLE.search(said.before(whole)) and _SMALL.search(said.before(part))
        if is_pair and part.exceeds(whole):
            yield whole, part


def bought_of_firms(paper: CheckedPaper) -> Iterator[Fault]:
    """Give what firms sold that is more than all that was bought: of what was kept for small and
    middle-sized firms, and of the rest, which is 其他政府采购项目.

    `政府采购金额为21.00万元` … 预留的政府采购项目中…21.00万元；…在其他政府采购项目中…21.00万元 → 42.00.
    """
    total = paper.stated("procurement_total")
    if total is None:
        return
    for passage in paper.prose:
        for match in _BOUGHT.finditer(fold_in_place(passage.text)):
            yield from _more_than_all(passage, match, total)


def _more_than_all(passage: Passage, match: re.Match[str], total: Statement) -> Iterator[Fault]:
    """Give the two amounts of one match where they are more than all that was bought."""
    unit = match["unit"]
    kept, other = Quantity(match["kept"], unit, 0, 0), Quantity(match["other"], unit, 0, 0)
    gap = kept.value + other.value - yuan(total)
    if gap <= kept.half + other.half:
        return
    printed = f"{kept.printed} + {other.printed}"
    whole = f"{total.value} {total.unit}"
    zh = f"预留项目与其他项目的采购金额之和（{printed}）大于政府采购金额 {whole}。"
    en = f"{printed}, of what was kept for firms and of the rest, are more than {whole} in all."
    yield fault_of_words(_RULE, passage, match.span("other"), printed, (zh, en), gap)


def _is_stated(disclosure: Disclosure, passage: Passage, part: Quantity) -> bool:
    """Tell whether the graph holds an amount of a paragraph."""
    for statement in disclosure.statements:
        is_here = passage.where.first <= statement.where.first <= passage.where.last
        if is_here and yuan(statement) == part.value:
            return True
    return False


def _fault(passage: Passage, said: SaidSentence, whole: Quantity, part: Quantity) -> Fault:
    """Say which part is more than its whole."""
    gap = part.value - whole.value
    zh = f"其中的 {part.printed} 大于总额 {whole.printed}。"
    en = f"{part.printed} is said to be a part of {whole.printed}."
    span = (said.start + part.start, said.start + part.end)
    words = f"{whole.printed} {part.printed}"
    return fault_of_words(_RULE, passage, span, words, (zh, en), gap)
