"""Cut a sentence into words that the grammar knows: `2024年公务接待费1.50万元` → year, measure, amount.

What no pattern knows becomes one word of kind `word`; no character is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from budgetgraph.forms.prose import Kind, WordPattern, prose
from budgetgraph.values import codes
from budgetgraph.values.amount import read_amount

#: Every kind of bracket is one kind here, full-width signs are narrow ones.
_WIDE, _NARROW = "：；，．％！？－０１２３４５６７８９", ":;,.%!?-0123456789"
_OPENING, _CLOSING = "（［【〔〖﹝｛[{", "）］】〕〗﹞｝]}"
_FOLDED = str.maketrans(
    _WIDE + _OPENING + _CLOSING, _NARROW + "(" * len(_OPENING) + ")" * len(_CLOSING)
)
_QUOTES = "\"'“”‘’「」『』\x00"
_NUMBER = r"\d{1,3}(?:,\d{3}){1,10}+(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+"
_SIGN = r"(?:(?<![\d㐀-鿿%)])[-−–]|(?<=[为是])[-−–]|[△▲])?"
#: 万 alone is money only where nothing is counted: 30万, but 30万人.
_UNIT = r"(?:[十百千]?万|亿|[百千])?元|(?:万|亿)(?=[,;。、()]|用于|其中|$)"
_AMOUNT = re.compile(rf"(?P<figure>{_SIGN}(?<!\d)(?:{_NUMBER}))(?P<unit>{_UNIT})(?!/|每)")
_BARE_NUMBER = re.compile(_NUMBER)
#: Classes of the first level that have a name of their own; 其他支出 is none without its code.
_CLASS_NAME = re.compile(r"\A(?:(?!其他支出).{2,}支出|对.{4,}补助)")


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """One word of a sentence: its kind, folded text and place in the sentence.

    `name` is the measure of a label, the value of an amount or the name of a class; `extra` is the
    unit of an amount or the code of a class; `year` is what a year or a comparison names. `printed`
    is its text as it stands in the paper.
    """

    kind: Kind
    text: str
    start: int
    end: int
    printed: str
    name: str | None = None
    extra: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without quotation marks, full-width forms and other brackets than round ones.

    `printed` is the same text with the characters of the paper; `places` tells for each character
    where it stands in the text that was folded.
    """

    text: str
    printed: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it begins and ends in the text that was folded."""
        return self.places[start], self.places[end - 1] + 1

    def part(self, start: int, end: int) -> Folded:
        """A part of it, for instance one sentence."""
        return Folded(self.text[start:end], self.printed[start:end], self.places[start:end])


def folded(text: str) -> Folded:
    """Fold a text one character for one; quotation marks are left out."""
    kept = [(place, sign) for place, sign in enumerate(text) if sign not in _QUOTES]
    printed = "".join(sign for _, sign in kept)
    return Folded(printed.translate(_FOLDED), printed, tuple(place for place, _ in kept))


def has_amount(text: str) -> bool:
    """Whether a folded text holds an amount of money."""
    return _AMOUNT.search(text) is not None


def first_amount(text: str) -> int:
    """Where the first amount of a folded text begins, its length where there is none."""
    found = _AMOUNT.search(text)
    return found.start() if found else len(text)


def words(sentence: Folded) -> tuple[SentenceWord, ...]:
    """The words of a sentence, from left to right."""
    cut = [
        replace(one, printed=sentence.printed[one.start : one.end]) for one in _cut(sentence.text)
    ]
    return tuple(_classes(list(_joined(cut))))


def _cut(text: str) -> Iterator[SentenceWord]:
    """The sentence cut at each place by the first pattern that fits there."""
    place = 0
    while place < len(text):
        amount = _AMOUNT.match(text, place)
        number = _BARE_NUMBER.match(text, place)
        known = None if amount else _pattern().match(text, place)
        if amount and (one := _amount(amount)) is not None:
            yield one
        elif known and known.end() > place:
            one = _known(known)
            yield one
        elif number:
            one = SentenceWord(Kind.word, number.group(), place, number.end(), "")
            yield one
        else:
            one = SentenceWord(Kind.word, text[place], place, place + 1, "")
            yield one
        place = one.end


def _amount(found: re.Match[str]) -> SentenceWord | None:
    """An amount with its unit: `3,121.42万元` → value 3,121.42, unit 万元."""
    read = read_amount(found.group())
    if read is None:
        return None
    start, end = found.span()
    return SentenceWord(Kind.amount, found.group(), start, end, "", name=read.text, extra=read.unit)


def _known(found: re.Match[str]) -> SentenceWord:
    pattern = _patterns()[int((found.lastgroup or "k0")[1:])]
    groups = found.groupdict()
    year = groups["year"] or groups["leads"]
    return SentenceWord(
        pattern.kind,
        found.group(),
        found.start(),
        found.end(),
        "",
        name=pattern.name,
        year=int(year) if year and pattern.kind in (Kind.year, Kind.lead) else None,
    )


@cache
def _patterns() -> tuple[WordPattern, ...]:
    """All patterns in their order; names of classes stand before the bare 支出 at their end."""
    names = "|".join(re.escape(name) for name in sorted(class_names(1), key=len, reverse=True))
    known = prose().words
    at = next(index for index, one in enumerate(known) if one.kind is Kind.sided)
    return (*known[:at], WordPattern(Kind.named_class, names), *known[at:])


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of all; the group that matches last names the kind."""
    return re.compile(
        "|".join(f"(?P<k{index}>{one.pattern})" for index, one in enumerate(_patterns()))
    )


@cache
def class_names(level: int | None = None) -> frozenset[str]:
    """The names of functional and economic classes, all or those of the first level.

    Of the first level only those are taken that are told from other words: 教育支出, not 预备费.
    """
    found: set[str] = set()
    for scheme in ("functions", "economic"):
        for concept in codes.concepts(scheme).values():
            code = concept.first("notation") or ""
            names = [concept.first("prefLabel"), *concept.values.get("altLabel", ())]
            names += [name for name, _ in concept.former_names]
            if level is None or len(code) == _FIRST_LEVEL:
                found.update(folded(name).text for name in names if name)
    if level is None:
        return frozenset(found)
    return frozenset(name for name in found if _CLASS_NAME.fullmatch(name))


_FIRST_LEVEL = 3


def _joined(cut: Sequence[SentenceWord]) -> Iterator[SentenceWord]:
    """The same with neighbouring characters that no pattern knows as one word."""
    open_word: SentenceWord | None = None
    for one in cut:
        if one.kind is not Kind.word:
            if open_word is not None:
                yield open_word
            open_word = None
            yield one
        elif open_word is None:
            open_word = one
        else:
            text, printed = open_word.text + one.text, open_word.printed + one.printed
            open_word = replace(open_word, text=text, printed=printed, end=one.end)
    if open_word is not None:
        yield open_word


# --- classes: 公共安全支出(204类)司法(06款)行政运行(01项) ------------------------------------------

#: What a class's name does not reach over.
_BEFORE_CLASS = frozenset(
    {
        Kind.amount, Kind.comma, Kind.pause, Kind.semicolon, Kind.colon, Kind.opens, Kind.closes, Kind.breaks, Kind.axis, Kind.reason,
        Kind.mainly, Kind.year, Kind.lead, Kind.this_year, Kind.last_year, Kind.rises, Kind.falls, Kind.each, Kind.share, Kind.limit,
    }
)  # fmt: skip
_VERBS = frozenset({"安排", "为", "是", "计划", "预计", "下达", "将", "共", "总计", "共计", "合计"})


def _classes(found: list[SentenceWord]) -> list[SentenceWord]:
    """The words with each chain of 类, 款 and 项 as one word that holds the whole name."""
    marks = [index for index, one in enumerate(found) if one.kind is Kind.class_mark]
    if not marks:
        return found
    built: list[SentenceWord] = []
    begin = 0
    for index, last in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        if following is not None and not _stops_between(found[last + 1 : following]):
            continue
        first = _class_start(found, begin, last)
        built += found[begin:first]
        built.append(_class(found[first : last + 1]))
        begin = last + 1
    return built + found[begin:]


def _stops_between(between: Sequence[SentenceWord]) -> bool:
    return any(one.kind in _BEFORE_CLASS for one in between)


def _class_start(found: Sequence[SentenceWord], begin: int, last: int) -> int:
    """Where the name of the class begins that the mark at `last` closes."""
    first = last
    while first > begin and found[first - 1].kind not in _BEFORE_CLASS:
        first -= 1
    while first < last and found[first].text in _VERBS:
        first += 1
    return first


def _class(chain: Sequence[SentenceWord]) -> SentenceWord:
    """One word of a chain, and its code: joined of those that the marks print, where all print one.

    `公共安全支出(204类)司法(06款)` has the code 20406. A mark that is nothing but a code is no part of
    the name: `公路养护(2140106)`.
    """
    marks = [_mark_code(one.text) for one in chain if one.kind is Kind.class_mark]
    code = ""
    for digits in marks:
        code = digits if digits.startswith(code) else code + digits
    is_bare = chain[-1].text.strip("()").isdigit()
    named = chain[:-1] if is_bare and len(chain) > 1 else chain
    word = joined_word(Kind.named_class, named, code if all(marks) else None)
    return replace(word, end=chain[-1].end)


def joined_word(
    kind: Kind, chain: Sequence[SentenceWord], extra: str | None = None
) -> SentenceWord:
    """Several neighbouring words as one."""
    text = "".join(one.text for one in chain)
    printed = "".join(one.printed for one in chain)
    return SentenceWord(kind, text, chain[0].start, chain[-1].end, printed, extra=extra)


_DIGITS = re.compile(r"\d+")


def _mark_code(mark: str) -> str:
    """The code that a mark prints: `(204类)` → 204, `(类)` → nothing."""
    found = _DIGITS.search(mark)
    return found.group() if found else ""
