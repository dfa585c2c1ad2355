"""Document numbers (发文字号): found in damaged text, folded to one canonical form, with the title that
stands beside them.

The form is that of GB/T 9704-2012 §7.2.5: agency code, four-digit year in 〔〕, serial number without
leading zeros, 号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.values.agency_code import Code, code_before, is_han, is_usual
from budgetgraph.values.dense_text import DenseText, Span
from budgetgraph.values.document_title import is_passed_on, title_of, unwrapped, without_file_mark

_YEARS = range(1949, 2101)
#: Brackets as they are typed, and as they come out of fonts and optical recognition; any opens and
#: any closes.
_BRACKETS = "[]［］〔〕【】（）()﹝﹞﹙﹚〈〉〖〗<>＜＞{}｛｝„‟“”"
_BRACKET = f"[{re.escape(_BRACKETS)}]"
_YEAR = r"(?P<year>[12１２][0-9０-９]{3})"
_NUMBER = re.compile(
    rf"{_BRACKET}{_YEAR}年?{_BRACKET}第?(?P<serial>[0-9０-９]{{1,5}})(?P<hao>[号號])?"
)
_DAMAGED = re.compile(
    rf"(?P<open>{_BRACKET})?{_YEAR}(?:年|[-－—·./])?(?P<shut>{_BRACKET})?"
    rf"第?(?P<serial>[0-9０-９]{{1,4}})(?P<up_to>[-—~～至][0-9０-９]{{1,4}})?[号號]"
)
_LEANING = re.compile(
    rf"(?:文件?)?[、和及](?P<leaning>(?:{_BRACKET}{_YEAR}{_BRACKET})?第?[0-9０-９]{{1,4}}[号號])"
)
#: A section of an office in brackets within its agency code, and the kind of paper behind it.
_SECTION = re.compile(
    "[（(](?P<section>[^一二三四五六七八九十()（）]{1,2})[）)](?P<kind>[^()（）]?)$"
)
_REACH_OF_SECTION = 8
_ROUND = str.maketrans("()", "（）")
#: A text without any of these holds no number, and nothing that may be one; most texts do not.
_SIGNS_OF_NUMBER = frozenset(_BRACKETS + "号號")
#: What may follow a serial number that has lost its 号.
_STOPS = frozenset("。，、；：,;:)）]］】〕》」』”\"'’!！?？|")


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A 发文字号: agency code, year from 1949 to 2100, serial number from 1.

    `str` gives the canonical form.
    """

    agency: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: `printed` as spelled there without white space, offsets into the text,
    the title that the place gives it.
    """

    number: DocumentNumber
    printed: str
    start: int
    end: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks like a document number and cannot be read with certainty; `reason` says why."""

    printed: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A number and its span in the dense text."""

    number: DocumentNumber
    start: int
    end: int
    doubt: str | None


def find(text: str) -> tuple[Found, ...]:
    """Give every document number in `text`, in order.

    White space of any kind may stand between any two characters of a number.

    A number without 号 counts only at the end of the text, of a cell (tab) or before punctuation,
    its serial number unbroken.
    """
    if _SIGNS_OF_NUMBER.isdisjoint(text):
        return ()
    dense = DenseText(text)
    hits = list(_hits(dense))
    starts = [*map(attrgetter("start"), hits), len(dense.text)]
    numbers: list[Found] = []
    taken = 0
    before = 0
    for hit, ceiling in zip(hits, starts[1:], strict=True):
        floor = before if is_passed_on(dense, taken, hit.start) else taken
        span = title_of(dense, Span(hit.start, hit.end), floor, ceiling)
        before = taken
        taken, title = hit.end, None
        if span is not None:
            taken, title = max(taken, span[1]), unwrapped(dense.cut(*span))
        printed, (start, end) = dense.text[hit.start : hit.end], dense.span(hit.start, hit.end)
        numbers.append(Found(hit.number, printed, start, end, title))
    return tuple(numbers)


def doubtful(text: str) -> tuple[Doubt, ...]:
    """Tell what may be a document number and is not certain, in order of place: brackets lost
    (`冀财社2021152号`), no agency code to be told, a serial number that leans on the number before it
    (`冀财社〔2023〕208号、209号`), several at once (`冀财社〔2023〕5-8号`).
    """
    if _SIGNS_OF_NUMBER.isdisjoint(text):
        return ()
    dense = DenseText(text)
    hits = list(_hits(dense))
    ends = list(map(attrgetter("end"), hits))
    unsure = [(hit.start, hit.end, hit.doubt) for hit in hits if hit.doubt]
    spans = sorted([*unsure, *_damaged(dense, set(ends)), *_leaning(dense, ends)])
    return tuple(
        Doubt(dense.text[start:end], *dense.span(start, end), reason)
        for start, end, reason in spans
    )


def parse(text: str) -> DocumentNumber | None:
    """Give the one document number that all of `text` is, in any spelling, 文件 behind it and
    punctuation around it left out.
    """
    numbers = find(text)
    if len(numbers) != 1:
        return None
    behind = "".join(text[numbers[0].end :].split())
    around = text[: numbers[0].start] + without_file_mark(behind)
    return None if any(sign.isalnum() for sign in around) else numbers[0].number


def _damaged(dense: DenseText, read: set[int]) -> Iterator[tuple[int, int, str]]:
    """Spans of numbers that lost a bracket or an agency code, with the reason; those that end in
    `read` are no doubt.
    """
    for match in _DAMAGED.finditer(dense.text):
        first, end = match.span()
        if end in read or not _may_be_number(dense, match):
            continue
        start = _usual_code_start(dense, first)
        reason = _damage(match, has_code=start is not None)
        if reason is not None:
            yield first if start is None else start, end, reason


def _may_be_number(dense: DenseText, match: re.Match[str]) -> bool:
    """Tell whether a year and a serial stand right behind a Chinese character: 号 or a code."""
    is_number = int(match["year"]) in _YEARS and int(match["serial"]) > 0
    before = dense.text[: match.start()][-1:]
    return is_number and before != "" and is_han(before)


def _usual_code_start(dense: DenseText, end: int) -> int | None:
    """Tell where an agency code of the usual make begins before `end`; None where none does."""
    code = code_before(dense.text, end, dense.gap)
    if code is None or not is_usual(dense.text[code.start : end]):
        return None
    return code.start


def _damage(match: re.Match[str], *, has_code: bool) -> str | None:
    """Tell what a number lost; None where without code and brackets it may be none:
    `检查2024年5号楼`.
    """
    lost_brackets = [match["open"], match["shut"]].count(None)
    if not has_code:
        return None if lost_brackets else "no agency code can be told before the year"
    if match["up_to"] and not lost_brackets:
        return "it stands for several serial numbers"
    if lost_brackets == 2:
        return "the brackets of the year are lost"
    return "one bracket of the year is lost"


def _leaning(dense: DenseText, ends: list[int]) -> Iterator[tuple[int, int, str]]:
    for end in ends:
        while match := _LEANING.match(dense.text, end):
            end = match.end()
            yield match.start("leaning"), end, "the agency is that of the number before it"


def _hits(dense: DenseText) -> Iterator[_Hit]:
    floor = 0
    for match in _NUMBER.finditer(dense.text):
        year, serial = int(match["year"]), int(match["serial"])
        if (
            year not in _YEARS
            or not serial
            or not (match["hao"] or _ends_without_hao(dense, match))
        ):
            continue
        code = _code(dense, match.start(), floor)
        if code is not None:
            floor = match.end()
            agency = dense.text[code.start : match.start()].translate(_ROUND)
            doubt = code.doubt or _leading_zero(match["serial"])
            yield _Hit(DocumentNumber(agency, year, serial), code.start, floor, doubt)


def _code(dense: DenseText, end: int, floor: int) -> Code | None:
    """Give the agency code before `end`; of 黑财指（农） and 宁财（农）发 the section is a part of it."""
    section = _SECTION.search(dense.text[max(end - _REACH_OF_SECTION, floor) : end])
    if section is not None:
        start = end - len(section[0])
        code = code_before(dense.text, start, dense.gap, floor)
        if code is not None and _is_with_section(dense.text[code.start : start], section):
            return Code(code.start)
    return code_before(dense.text, end, dense.gap, floor)


def _is_with_section(code: str, section: re.Match[str]) -> bool:
    """Tell whether a code with a section in brackets is made as usual, with it or without:
    黑财指|（农）, 宁财|（农）|发, 川财|（社）.
    """
    kind = section["kind"]
    is_whole = not kind and is_usual(code + section["section"])
    return is_whole or is_usual(code + kind)


def _leading_zero(serial: str) -> str | None:
    return (
        f"the serial number is printed with a leading zero: {serial}"
        if serial[0] in "0０"
        else None
    )


def _ends_without_hao(dense: DenseText, match: re.Match[str]) -> bool:
    first, end = match.span("serial")
    if any(map(dense.gap, range(first + 1, end))):
        return False
    is_at_end = end == len(dense.text)
    return is_at_end or dense.text[end] in _STOPS or "\t" in dense.gap(end)
