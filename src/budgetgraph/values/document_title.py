"""The title that stands beside a document number: `《甲办法》（冀财社〔2020〕1号）` → 甲办法."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from budgetgraph.values.dense_text import DenseText, Span

_CLAUSE_ENDS = frozenset("。；;！!？?：:，,|…≥≤%％\t")
_LONGEST_TITLE, _SHORTEST_TITLE = 160, 6


@dataclass(frozen=True, slots=True)
class _Words:
    """`document_title.toml` as patterns."""

    title_end: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    file_mark: re.Pattern[str]
    issuer: re.Pattern[str]
    of_kind: re.Pattern[str]
    passed_on: re.Pattern[str]
    about: str


@cache
def _words() -> _Words:
    folder = resources.files("budgetgraph.values")
    data = tomllib.loads(folder.joinpath("document_title.toml").read_text("utf-8"))
    kinds = "|".join(data["kinds"].split())
    leads = "|".join(map(re.escape, data["leads"].split()))
    return _Words(
        title_end=re.compile(rf"(?:{kinds})(?:[（(][^（()）]{{1,8}}[)）])?$"),
        lead=re.compile(f"(?:{leads})+|{'|'.join(data['marks'])}"),
        tail=re.compile(f"(?:{'|'.join(data['tails'])})$"),
        file_mark=re.compile(data["file_mark"]),
        issuer=re.compile(rf"\A(?:[㐀-䶿一-鿿]{{3,}}+(?<=[{data['issuer_ends']}]))?$"),
        of_kind=re.compile(f"的(?:{kinds})$"),
        passed_on=re.compile(rf"[）)](?:等[^，。；（(]{{0,12}})?的(?:{kinds})[（(]"),
        about=data["about"],
    )


def is_passed_on(dense: DenseText, start: int, end: int) -> bool:
    """Whether between two numbers only the rest of a title stands that passes the first paper on:
    关于转发《…》（冀交规〔2021〕7号 | ）的通知（ | 云交规〔2021〕36号）.
    """
    return _words().passed_on.fullmatch(dense.text, start, end) is not None


def without_file_mark(text: str) -> str:
    """The text without the 文件 that may be glued to a number."""
    return _words().file_mark.sub("", text)


def title_of(dense: DenseText, number: Span, floor: int, ceiling: int) -> tuple[int, int] | None:
    """The span of the title: in 《》 before or behind the number, else words before it, else words
    behind it.
    """
    return (
        _quoted_before(dense.text, number, floor)
        or _quoted_behind(dense.text, number, ceiling)
        or _words_before(dense, number, floor)
        or _words_behind(dense, number, ceiling)
    )


def _before_bracket(text: str, number: Span, floor: int) -> int:
    """Where the text before a number ends, the bracket that the number stands in left out."""
    return (
        number.start - 1
        if number.start > floor and text[number.start - 1] in "（([［〔【"
        else number.start
    )


def _behind_mark(text: str, number: Span) -> int:
    """Where the text behind a number begins, 文件 and 文 left out."""
    mark = _words().file_mark.match(text, number.end)
    return mark.end() if mark else number.end


def _quoted_before(text: str, number: Span, floor: int) -> tuple[int, int] | None:
    end = _before_bracket(text, number, floor) - 1
    if end <= floor or text[end] not in "》〉":
        return None
    depth = 0
    for index in range(end, max(floor, end - _LONGEST_TITLE) - 1, -1):
        depth += (text[index] in "》〉") - (text[index] in "《〈")
        if not depth:
            return index + 1, end
    return None


def _quoted_behind(text: str, number: Span, ceiling: int) -> tuple[int, int] | None:
    start = _behind_mark(text, number)
    comma = text[start : start + 1] in ("，", ",", "：", ":")
    start += 1 if comma or text[start : start + 1] in ("（", "(") else 0
    if text[start : start + 1] != "《":
        return None
    depth = 0
    for index in range(start, min(ceiling, start + _LONGEST_TITLE)):
        depth += (text[index] == "《") - (text[index] == "》")
        if not depth:
            claimed = comma and 0 <= ceiling - index - 1 <= 1 and ceiling < len(text)
            return None if claimed else (start + 1, index)
    return None


def _words_before(dense: DenseText, number: Span, floor: int) -> tuple[int, int] | None:
    text, end = dense.text, _before_bracket(dense.text, number, floor)
    enclosed = end < number.start
    half_quoted = end > floor and text[end - 1] == "》"
    end -= half_quoted
    start, depth = end, 0
    while start > max(floor, end - _LONGEST_TITLE):
        sign = text[start - 1]
        depth += (sign in "》）)") - (sign in "《（(")
        if depth < 0 or sign in _CLAUSE_ENDS or (start < end and _parts(dense, start)):
            break
        start -= 1
    while lead := _words().lead.match(text[start:end]):
        start += lead.end()
    words = text[start:end]
    if len(words) < _SHORTEST_TITLE:
        return None
    return (
        (start, end)
        if half_quoted or _words().title_end.search(words) or (enclosed and _words().about in words)
        else None
    )


def _words_behind(dense: DenseText, number: Span, ceiling: int) -> tuple[int, int] | None:
    text = dense.text
    start = _behind_mark(text, number)
    end, depth = start, 0
    while end < min(ceiling, start + _LONGEST_TITLE):
        depth += (text[end] in "《（(") - (text[end] in "》）)")
        if depth < 0 or text[end] in _CLAUSE_ENDS or (end > start and _parts(dense, end)):
            break
        end += 1
    words = _words().tail.sub("", text[start:end])
    about = words.find(_words().about)
    reads = _words().issuer.match(words[:about]) if about >= 0 else _words().of_kind.search(words)
    return (start, start + len(words)) if reads and len(words) >= _SHORTEST_TITLE else None


def _parts(dense: DenseText, index: int) -> bool:
    """Whether the white space before `index` parts two texts: a tab, or any behind the end of a
    title.
    """
    gap = dense.gap(index)
    return "\t" in gap or bool(
        gap and _words().title_end.search(dense.text[max(0, index - 16) : index])
    )


def unwrapped(text: str) -> str:
    """Without the white space of wrapped lines; a blank beside a digit or a letter stays, as one
    blank.
    """
    return re.sub(r"\s+", _blank, text).strip()


def _blank(gap: re.Match[str]) -> str:
    beside = gap.string[gap.start() - 1 : gap.start()] + gap.string[gap.end() : gap.end() + 1]
    return (
        " "
        if "\n" not in gap[0] and any(sign.isascii() and sign.isalnum() for sign in beside)
        else ""
    )
