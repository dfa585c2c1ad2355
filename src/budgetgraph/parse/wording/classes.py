"""Names of functional and economic classes: which there are, and how a sentence prints them.

公共安全支出(204类)司法(06款)行政运行(01项) is one name of several parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.words import SentenceWord, folded, joined_word
from budgetgraph.values import codes

_SCHEMES = ("functions", "economic")
_FIRST_LEVEL = 3
#: Classes of the first level that have a name of their own; 其他支出 is none without its code.
_OWN_NAME = re.compile(r"\A(?:(?!其他支出).{2,}支出|对.{4,}补助)")
#: What a class's name does not reach over.
_BEFORE_CLASS = frozenset(
    {
        *(Kind.amount, Kind.comma, Kind.pause, Kind.semicolon, Kind.colon),
        *(Kind.opens, Kind.closes, Kind.breaks, Kind.axis, Kind.reason, Kind.mainly),
        *(Kind.year, Kind.lead, Kind.this_year, Kind.last_year),
        *(Kind.rises, Kind.falls, Kind.each, Kind.share, Kind.limit, Kind.mark),
    }
)
#: What the name behind a code is made of.
_OF_A_NAME = frozenset({Kind.word, Kind.named_class, Kind.bare})
_DIGITS = re.compile(r"\d+")


@cache
def class_names() -> frozenset[str]:
    """Give the names of classes of every level, folded: 教育支出, 行政运行, 预备费."""
    every = frozenset[str]()
    for concept in _classes():
        every |= _names(concept)
    return every


@cache
def first_level_names() -> frozenset[str]:
    """Give the names of classes of the first level that are told from other words: 教育支出,
    not 预备费.
    """
    first = frozenset[str]()
    for concept in _classes():
        if len(concept.first("notation") or "") == _FIRST_LEVEL:
            first |= _names(concept)
    return prose().classes.aliases | frozenset(filter(_OWN_NAME.fullmatch, first))


def _classes() -> Iterator[codes.Concept]:
    """Give every class of both classifications."""
    for scheme in _SCHEMES:
        yield from codes.concepts(scheme).values()


def _names(concept: codes.Concept) -> frozenset[str]:
    """Give the names that a class has or had: 卫生健康支出, and 医疗卫生支出 in former years."""
    names = [concept.first("prefLabel"), *concept.values.get("altLabel", ())]
    names += [name for name, _ in concept.former_names]
    return frozenset(folded(name).text for name in names if name)


# --- names of several parts -----------------------------------------------------------------------


def chained(words: Sequence[SentenceWord]) -> Iterator[SentenceWord]:
    """Give the words with each chain of 类, 款 and 项 as one word that holds the whole name.

    安排 | 司法 | （款） | 行政运行 | （项） | 3万元 → 安排, 司法（款）行政运行（项）, 3万元.
    """
    begin = 0
    for last in _last_marks(words):
        first = _class_start(words, begin, last)
        yield from words[begin:first]
        begin = _behind_the_name(words, last + 1) if first == last else last + 1
        yield _class(words[first:begin])
    yield from words[begin:]


def _behind_the_name(words: Sequence[SentenceWord], begin: int) -> int:
    """Tell where the name ends that stands behind its code: （221） | 住房保障支出 | 3万元."""
    end = begin
    while end < len(words) and words[end].kind in _OF_A_NAME:
        end += 1
    return end


def _last_marks(words: Sequence[SentenceWord]) -> list[int]:
    """Tell where the last mark of each chain stands: of 司法（款）行政运行（项） that is （项）."""
    last: list[int] = []
    for at, word in enumerate(words):
        if word.kind is not Kind.class_mark:
            continue
        if last and not _stops_between(words[last[-1] + 1 : at]):
            last.pop()
        last.append(at)
    return last


def _stops_between(between: Sequence[SentenceWord]) -> bool:
    """Tell whether two marks are of two classes: 教育（类）3万元，培训（款）."""
    return any(word.kind in _BEFORE_CLASS for word in between)


def _class_start(words: Sequence[SentenceWord], begin: int, last: int) -> int:
    """Tell where the name of the class begins that the mark at `last` closes."""
    first = last
    while first > begin and words[first - 1].kind not in _BEFORE_CLASS:
        first -= 1
    while first < last and words[first].text in prose().classes.verbs:
        first += 1
    return first


def _class(chain: Sequence[SentenceWord]) -> SentenceWord:
    """Give one word of a chain, and its code: joined of those that the marks print, where all print
    one.

    `公共安全支出(204类)司法(06款)` has the code 20406. A mark that is nothing but a code is no part of
    the name: `公路养护(2140106)`, `(2140106)公路养护`.
    """
    named = chain
    if _is_bare_code(chain[-1]):
        named = chain[:-1] or chain
    elif _is_bare_code(chain[0]):
        named = chain[1:]
    word = joined_word(Kind.named_class, named, _code(chain))
    return replace(word, start=chain[0].start, end=chain[-1].end)


def _is_bare_code(word: SentenceWord) -> bool:
    """Tell whether a mark is nothing but a code: (2140106), not (214类)."""
    return word.kind is Kind.class_mark and word.text.strip("()").isdigit()


def _code(chain: Sequence[SentenceWord]) -> str | None:
    """Give the code that all marks of a chain print together: (204类), (06款) → 20406; (204类), (款) →
    None.

    A mark may print the whole code again: (204类), (20406款) → 20406.
    """
    marks = [_mark_code(word.text) for word in chain if word.kind is Kind.class_mark]
    code = ""
    for digits in marks:
        code = digits if digits.startswith(code) else code + digits
    return code if all(marks) else None


def _mark_code(mark: str) -> str:
    """Give the code that a mark prints: `(204类)` → 204, `(类)` → nothing."""
    digits = _DIGITS.search(mark)
    return digits.group() if digits else ""
