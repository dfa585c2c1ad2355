"""Give each of several labels its own amount: 基本支出和项目支出分别为6万元、3万元.

The words are put in the order in which they would stand in a sentence that names one thing after
the other: 基本支出为6万元项目支出为3万元. Where labels and amounts are not as many, they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.clauses import CHANGES, LABELS, NEUTRAL
from budgetgraph.parse.wording.words import SentenceWord

_Words = Sequence[SentenceWord]
#: What the amounts of several things share: 分别 | 为, 分别 | 增加.
_SHARED = NEUTRAL | CHANGES
_BOTH_SIDES = "total"
_SIDES = ("total_revenue", "total_expenditure")


def respective(words: _Words) -> Iterator[SentenceWord]:
    """Give the words of a sentence with each amount behind the label that it is of."""
    begin = 0
    for at, word in enumerate(words):
        if word.kind is not Kind.each:
            continue
        labels, first = _labels_before(words, begin, at)
        shared = _run(words, at + 1)
        amounts, end = _amounts_from(words, at + 1 + len(shared))
        if len(labels) < len(_SIDES) or len(labels) != len(amounts):
            continue
        yield from words[begin:first]
        for label, amount in zip(labels, amounts, strict=True):
            yield from (*label, *shared, amount)
        begin = end
    yield from words[begin:]


def _labels_before(words: _Words, begin: int, at: int) -> tuple[list[_Words], int]:
    """Give the labels that stand side by side before 分别, each with the words behind it that say
    nothing, and where the first one begins. 收入、支出分别为 are two of one word.
    """
    labels: list[_Words] = []
    while at > begin:
        place = at
        while place > begin and words[place - 1].kind in NEUTRAL:
            place -= 1
        if place == begin or words[place - 1].kind not in LABELS:
            return [], at
        labels.insert(0, words[place - 1 : at])
        at = place - 1
        if at == begin or not _is_between(words[at - 1]):
            break
        at -= 1
    return _each_side(labels), at


def _each_side(labels: list[_Words]) -> list[_Words]:
    """Give both sides of 收入、支出 as two labels, where nothing else stands beside them."""
    if len(labels) != 1 or labels[0][0].name != _BOTH_SIDES:
        return labels
    word, *behind = labels[0]
    return [[replace(word, name=side), *behind] for side in _SIDES]


def _run(words: _Words, first: int) -> _Words:
    """Give the words that all the amounts share, from a place on."""
    end = first
    while end < len(words) and words[end].kind in _SHARED:
        end += 1
    return words[first:end]


def _amounts_from(words: _Words, at: int) -> tuple[list[SentenceWord], int]:
    """Give the amounts that stand side by side from a place on, and the place behind them."""
    amounts: list[SentenceWord] = []
    while at < len(words) and words[at].kind is Kind.amount:
        amounts.append(words[at])
        at += 1
        goes_on = at + 1 < len(words) and words[at + 1].kind is Kind.amount
        if not goes_on or not _is_between(words[at], Kind.comma):
            break
        at += 1
    return amounts, at


def _is_between(word: SentenceWord, *others: Kind) -> bool:
    """Tell whether a word stands between two labels or two amounts: 、 or 和."""
    if word.kind in (Kind.pause, *others):
        return True
    return prose().pairing.fullmatch(word.text) is not None
