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

_ECONOMIC = "economic"
_SCHEMES = ("functions", _ECONOMIC)
_FIRST_LEVEL = 3
#: The words of the marks, the uppermost level first.
_LEVELS = ("类", "款", "项")
#: Classes of the first level that have a name of their own; 其他支出 is none without its code.
_OWN_NAME = re.compile(r"\A(?:(?!其他支出).{2,}支出|对.{4,}补助)")
#: What a class's name does not reach over.
_BEFORE_CLASS = frozenset(
    {
        *(Kind.amount, Kind.comma, Kind.pause, Kind.semicolon, Kind.colon),
        *(Kind.opens, Kind.closes, Kind.breaks, Kind.among, Kind.axis, Kind.reason, Kind.mainly),
        *(Kind.year, Kind.lead, Kind.this_year, Kind.last_year),
        *(Kind.rises, Kind.falls, Kind.each, Kind.share, Kind.limit, Kind.mark),
    }
)
#: What the name behind a code is made of.
_OF_A_NAME = frozenset({Kind.word, Kind.named_class, Kind.bare})
_DIGITS = re.compile(r"\d+")
#: The mark of a part of a code: (26).
_PART = re.compile(r"\(\d{2}\)")


@cache
def class_names() -> frozenset[str]:
    """Give the names of classes of every level, folded: 教育支出, 行政运行, 预备费."""
    names = map(_names, _classes())
    return frozenset[str]().union(*names)


@cache
def economic_names() -> frozenset[str]:
    """Give the names of what money is spent on, folded: 办公费, 资本性支出."""
    concepts = codes.concepts(_ECONOMIC)
    names = map(_names, concepts.values())
    return frozenset[str]().union(*names)


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
    words = _with_pauses_in_names(_without_lone_parts(words))
    begin = 0
    for last in _last_marks(words):
        first = _class_start(words, begin, last)
        yield from words[begin:first]
        begin = _behind_the_name(words, last + 1) if first == last else last + 1
        yield _class(words[first:begin])
    yield from words[begin:]


def _without_lone_parts(words: Sequence[SentenceWord]) -> list[SentenceWord]:
    """Give the words; two digits in brackets are no mark where no class stands before them.

    `一般公共服务支出(201)档案事务(26)` has two marks, `接待批次(26)` has none.
    """
    kept: list[SentenceWord] = []
    is_in_chain = False
    for word in words:
        is_mark = word.kind is Kind.class_mark
        is_part = is_mark and _PART.fullmatch(word.text) is not None
        if is_part and not is_in_chain:
            word = replace(word, kind=Kind.aside)
        is_in_chain = word.kind is Kind.class_mark or (
            is_in_chain and word.kind not in _BEFORE_CLASS
        )
        kept.append(word)
    return kept


def _with_pauses_in_names(words: Sequence[SentenceWord]) -> list[SentenceWord]:
    """Give the words with each pause inside a class's name as a word of that name.

    Between two marks of which the second is of a lower level, only the name of the second stands:
    抚恤（款） | 在乡复员 | 、 | 退伍军人生活补助 | （项） has one name behind （款）. Between marks of one
    level a list goes on: 行政运行（项） | 、 | 机关服务 | 、 | 培训 | （项）.
    """
    kept = list(words)
    upper: int | None = None
    for at, word in enumerate(words):
        if word.kind is Kind.class_mark:
            if upper is not None and _is_lower(words[upper], word):
                kept[upper + 1 : at] = map(_as_name, words[upper + 1 : at])
            upper = at
        elif upper is not None and not _may_stand_in_name(words, at):
            upper = None
    return kept


def _is_lower(upper: SentenceWord, mark: SentenceWord) -> bool:
    """Tell whether a mark is of a lower level than the one before it: （款）, then （项）."""
    first, second = _level(upper), _level(mark)
    return first is not None and second is not None and first < second


def _level(mark: SentenceWord) -> int | None:
    """Give the level of a mark: 0 of （类）, 1 of （款）, 2 of （项）; None of a bare code."""
    return next((place for place, name in enumerate(_LEVELS) if name in mark.text), None)


def _may_stand_in_name(words: Sequence[SentenceWord], at: int) -> bool:
    """Tell whether a word may be a part of a class's name; a pause may, between two other words."""
    if words[at].kind is not Kind.pause:
        return words[at].kind not in _BEFORE_CLASS
    sides = words[at - 1 : at + 2]
    stops = _BEFORE_CLASS - {Kind.pause} | {Kind.class_mark}
    return all(side.kind not in stops for side in sides)


def _as_name(word: SentenceWord) -> SentenceWord:
    """Give a pause as a word of a name; other words as they are."""
    return replace(word, kind=Kind.word) if word.kind is Kind.pause else word


def _behind_the_name(words: Sequence[SentenceWord], begin: int) -> int:
    """Tell where the name ends that stands behind its code: （221） | 住房保障支出 | 3万元."""
    end = begin
    while end < len(words) and (words[end].kind in _OF_A_NAME or _joins_words(words, end)):
        end += 1
    return end


def _joins_words(words: Sequence[SentenceWord], at: int) -> bool:
    """Tell whether a word that tells nothing of its own stands within a name: 事业 | 单位 | 医疗."""
    sides = [word.kind for word in words[at - 1 : at + 2]]
    return sides == [Kind.word, Kind.filler, Kind.word]


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
    if begin == 0 and _begins_with_pauses(words[:first]) and _level(words[last]):
        # A sentence that begins with such a list names one class: 在乡复员、退伍军人生活补助（项）.
        first = begin
    while first < last and words[first].text in prose().classes.verbs:
        first += 1
    return first


def _begins_with_pauses(words: Sequence[SentenceWord]) -> bool:
    """Tell whether there is nothing but words and pauses, a pause at the end: 在乡复员 | 、."""
    is_cut = bool(words) and words[-1].kind is Kind.pause
    return is_cut and all(word.kind in {Kind.word, Kind.pause} for word in words)


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
