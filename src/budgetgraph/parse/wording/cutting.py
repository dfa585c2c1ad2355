"""Cut a sentence into words that the grammar knows: `2024年公务接待费1.50万元` → year, measure, amount.

What no pattern knows becomes one word of kind `word`; no character is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from budgetgraph.document.any_of import any_of
from budgetgraph.forms.prose import Kind, WordPattern, prose
from budgetgraph.parse.wording.bracketed import without_brackets
from budgetgraph.parse.wording.classes import chained, first_level_names
from budgetgraph.parse.wording.respective import respective
from budgetgraph.parse.wording.words import Folded, SentenceWord
from budgetgraph.values.amount import read_amount

_NUMBER = r"\d{1,3}(?:,\d{3}){1,10}+(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+"
_CURRENCY = "(?:[¥￥]|RMB)?"
_SIGN = r"(?:(?<![\d㐀-鿿%)])[-−–]|(?<=[为是])[-−–]|[△▲])?"
#: 万 alone is money only where nothing is counted: 30万, but 30万人.
_UNIT = r"(?:[十百千]?万|亿|[百千])?元|(?:万|亿)(?=[,;。、()]|用于|其中|$)"
#: 50万元以上, 100万元（含）以上 is a threshold, and no amount.
_THRESHOLD = r"(?:\(不?含(?:本数)?\))?及?以[上下内]"
_AMOUNT = re.compile(
    rf"(?P<figure>{_CURRENCY}{_SIGN}(?<!\d)(?:{_NUMBER}))(?P<unit>{_UNIT})(?!/|每|{_THRESHOLD})"
)
#: 减少（3.20）万元: the bracket may be a sign, or that of a template which was filled in.
_IN_BRACKETS = re.compile(rf"\((?:{_NUMBER})\)(?:{_UNIT})(?!/|每|{_THRESHOLD})")
#: The names of 款 and 项 behind that of a 类: 农林水支出-水利-防汛：, 农林水支出—水利—防汛支出3万元.
_NAME_BELOW = "(?!基本支出|项目支出)(?:其他[㐀-鿿]{1,20}?支出|[㐀-鿿]{2,20}?)"
_BELOW_CLASS = rf"(?:[-—–]{{1,3}}{_NAME_BELOW}(?=[-—–:(\d]|支出|预算|共计|合计|为)){{2}}(?![-—–])"
_BARE_NUMBER = re.compile(_NUMBER)
#: Kinds of words that name a year.
_DATED = frozenset({Kind.year, Kind.lead})


def has_amount(text: str) -> bool:
    """Tell whether a folded text holds an amount of money: 预算3万元, but not 增长3%."""
    return _AMOUNT.search(text) is not None


def first_amount(text: str) -> int:
    """Tell where the first amount of a folded text begins, its length where there is none.

    支出预算3万元 → 4.
    """
    match = _AMOUNT.search(text)
    return match.start() if match else len(text)


def words(sentence: Folded) -> tuple[SentenceWord, ...]:
    """Give the words of a sentence, from left to right.

    公安局（本级）支出3万元 → 公安局, （本级）, 支出, 3万元.
    """
    named = list(chained(list(_cut(sentence))))
    return tuple(respective(without_brackets(named)))


def _cut(sentence: Folded) -> Iterator[SentenceWord]:
    """Give the sentence cut at each place by the first pattern that fits there; what no pattern
    knows up to the next known word is one word: 道 | 路 → 道路.
    """
    text = sentence.text
    place = unknown = 0
    while place < len(text):
        word = _word_at(sentence, place)
        if word is None:
            place = _behind_unknown(text, place)
            continue
        if unknown < place:
            yield _word(sentence, Kind.word, unknown, place)
        yield word
        place = unknown = word.end
    if unknown < place:
        yield _word(sentence, Kind.word, unknown, place)


def _word(sentence: Folded, kind: Kind, start: int, end: int) -> SentenceWord:
    """Give the characters from a place up to another one as a word of a kind."""
    return SentenceWord(kind, sentence.text[start:end], start, end, sentence.printed[start:end])


def _word_at(sentence: Folded, place: int) -> SentenceWord | None:
    """Give the known word that begins at a place, an amount before all others; None for no such."""
    text = sentence.text
    amount = _AMOUNT.match(text, place)
    if amount is not None:
        return _amount(amount, sentence)
    unclear = _IN_BRACKETS.match(text, place)
    if unclear is not None:
        return _word(sentence, Kind.amount, place, unclear.end())
    known = _pattern().match(text, place)
    return None if known is None or known.end() == place else _known(known, sentence)


def _amount(match: re.Match[str], sentence: Folded) -> SentenceWord | None:
    """Give an amount with its unit: `3,121.42万元` → value 3,121.42, unit 万元."""
    text = match.group()
    read = read_amount(text)
    if read is None:
        return None
    start, end = match.span()
    printed = sentence.printed[start:end]
    return SentenceWord(Kind.amount, text, start, end, printed, name=read.text, extra=read.unit)


def _known(match: re.Match[str], sentence: Folded) -> SentenceWord:
    """Give a word that a pattern knows: `公务接待费` → the measure reception, `2024年` → the year
    2024.
    """
    pattern = _patterns()[int((match.lastgroup or "k0")[1:])]
    start, end = match.span()
    printed = sentence.printed[start:end]
    year = _year(match, pattern)
    text = match.group()
    return SentenceWord(pattern.kind, text, start, end, printed, name=pattern.name, year=year)


def _year(match: re.Match[str], pattern: WordPattern) -> int | None:
    """Give the year that a word names: `2024年` and `比2024年` → 2024."""
    year = match["year"] or match["leads"]
    is_dated = year and pattern.kind in _DATED
    return int(year) if is_dated else None


def _behind_unknown(text: str, place: int) -> int:
    """Tell where the next word may begin behind what no pattern knows: a whole number, or one
    character.
    """
    number = _BARE_NUMBER.match(text, place)
    return number.end() if number else place + 1


@cache
def _patterns() -> tuple[WordPattern, ...]:
    """Give all patterns in their order; names of classes stand before the bare 支出 at their end."""
    every = any_of(first_level_names())
    of_level = r"类(?:科目)?(?:支出)?(?=[\d共为预安])"
    names = WordPattern(Kind.named_class, rf"(?:{every})(?:{_BELOW_CLASS}|{of_level})?")
    known = prose().words
    at = list(map(attrgetter("kind"), known)).index(Kind.sided)
    return (*known[:at], names, *known[at:])


@cache
def _pattern() -> re.Pattern[str]:
    """Give one pattern of all; the group that matches last names the kind."""
    groups = [f"(?P<k{index}>{pattern.pattern})" for index, pattern in enumerate(_patterns())]
    return re.compile("|".join(groups))
