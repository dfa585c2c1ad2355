"""The title that stands beside a document number: `《甲办法》（冀财社〔2020〕1号）` → 甲办法."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from budgetgraph.document.data_file import read_data
from budgetgraph.values.dense_text import DenseText, Span

_CLAUSE_ENDS = frozenset("。；;！!？?：:，,|…≥≤%％\t")
_BRACKETS_OPEN, _BRACKETS_SHUT = frozenset("《（("), frozenset("》）)")
_QUOTES_OPEN, _QUOTES_SHUT = frozenset("《〈"), frozenset("》〉")
_LONGEST_TITLE, _SHORTEST_TITLE = 160, 6
_LATIN = re.compile("[0-9A-Za-z]")


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
    data = read_data("budgetgraph.values", "document_title.toml")
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
    """Tell whether between two numbers only the rest of a title stands that passes the first paper
    on: 关于转发《…》（冀交规〔2021〕7号 | ）的通知（ | 云交规〔2021〕36号）.
    """
    return _words().passed_on.fullmatch(dense.text, start, end) is not None


def without_file_mark(text: str) -> str:
    """Give the text without the 文件 that may be glued to a number."""
    return _words().file_mark.sub("", text)


def title_of(dense: DenseText, number: Span, floor: int, ceiling: int) -> tuple[int, int] | None:
    """Give the span of the title: in 《》 before or behind the number, else words before it, else
    words behind it.
    """
    return (
        _quoted_before(dense.text, number, floor)
        or _quoted_behind(dense.text, number, ceiling)
        or _words_before(dense, number, floor)
        or _words_behind(dense, number, ceiling)
    )


def _before_bracket(text: str, number: Span, floor: int) -> int:
    """Tell where the text before a number ends, the bracket that the number stands in left out."""
    is_enclosed = number.start > floor and text[number.start - 1] in "（([［〔【"
    return number.start - int(is_enclosed)


def _behind_mark(text: str, number: Span) -> int:
    """Tell where the text behind a number begins, 文件 and 文 left out."""
    mark = _words().file_mark.match(text, number.end)
    return mark.end() if mark else number.end


def _quoted_before(text: str, number: Span, floor: int) -> tuple[int, int] | None:
    """Find the title in 《》 right before a number: `《甲办法》（冀财社〔2020〕1号）` → 甲办法."""
    end = _before_bracket(text, number, floor) - 1
    if end <= floor or text[end] not in _QUOTES_SHUT:
        return None
    depth = 0
    for index in range(end, max(floor, end - _LONGEST_TITLE) - 1, -1):
        depth += (text[index] in _QUOTES_SHUT) - (text[index] in _QUOTES_OPEN)
        if not depth:
            return index + 1, end
    return None


def _quoted_behind(text: str, number: Span, ceiling: int) -> tuple[int, int] | None:
    """Find the title in 《》 right behind a number: `冀财社〔2020〕1号《甲办法》` → 甲办法.

    Behind a comma it is that of the next number, where one follows it: `1号，《乙办法》（2号）`.
    """
    start = _behind_mark(text, number)
    comma = text[start : start + 1] in ("，", ",", "：", ":")
    start += int(comma or text[start : start + 1] in ("（", "("))
    if text[start : start + 1] != "《":
        return None
    end = _quote_end(text, start, min(ceiling, start + _LONGEST_TITLE))
    if end is None:
        return None
    is_of_next = comma and 0 <= ceiling - end - 1 <= 1 and ceiling < len(text)
    return None if is_of_next else (start + 1, end)


def _quote_end(text: str, start: int, ceiling: int) -> int | None:
    """Find the 》 that shuts the 《 at `start`, one in another counted; None where it stays open."""
    depth = 0
    for index in range(start, ceiling):
        depth += (text[index] == "《") - (text[index] == "》")
        if not depth:
            return index
    return None


def _words_before(dense: DenseText, number: Span, floor: int) -> tuple[int, int] | None:
    """Find a title without 《》 before a number: `按照关于甲事的通知（冀财社〔2020〕1号）`."""
    text, end = dense.text, _before_bracket(dense.text, number, floor)
    enclosed = end < number.start
    half_quoted = end > floor and text[end - 1] == "》"
    end -= int(half_quoted)
    start = _clause_start(dense, end, max(floor, end - _LONGEST_TITLE))
    while lead := _words().lead.match(text[start:end]):
        start += lead.end()
    words = text[start:end]
    if len(words) < _SHORTEST_TITLE:
        return None
    ends_as_title = half_quoted or _words().title_end.search(words) is not None
    is_about = enclosed and _words().about in words
    return (start, end) if ends_as_title or is_about else None


def _clause_start(dense: DenseText, end: int, floor: int) -> int:
    """Tell where the clause that ends at `end` begins: behind a mark, a bracket that is still open,
    or white space that parts two texts.
    """
    start, depth = end, 0
    while start > floor:
        sign = dense.text[start - 1]
        depth += (sign in _BRACKETS_SHUT) - (sign in _BRACKETS_OPEN)
        is_bound = depth < 0 or sign in _CLAUSE_ENDS
        if is_bound or (start < end and _parts(dense, start)):
            return start
        start -= 1
    return start


def _words_behind(dense: DenseText, number: Span, ceiling: int) -> tuple[int, int] | None:
    """Find a title without 《》 behind a number: `冀财社〔2020〕1号关于甲事的通知`."""
    start = _behind_mark(dense.text, number)
    end = _clause_end(dense, start, min(ceiling, start + _LONGEST_TITLE))
    words = _words().tail.sub("", dense.text[start:end])
    if len(words) < _SHORTEST_TITLE or not _is_title_behind(words):
        return None
    return start, start + len(words)


def _is_title_behind(words: str) -> bool:
    """Tell whether words behind a number are a title: an issuer or nothing before 关于, or …的通知."""
    about = words.find(_words().about)
    if about >= 0:
        return _words().issuer.match(words[:about]) is not None
    return _words().of_kind.search(words) is not None


def _clause_end(dense: DenseText, start: int, ceiling: int) -> int:
    """Tell where the clause that begins at `start` ends, bounded as in `_clause_start`."""
    end, depth = start, 0
    while end < ceiling:
        sign = dense.text[end]
        depth += (sign in _BRACKETS_OPEN) - (sign in _BRACKETS_SHUT)
        is_bound = depth < 0 or sign in _CLAUSE_ENDS
        if is_bound or (end > start and _parts(dense, end)):
            return end
        end += 1
    return end


def _parts(dense: DenseText, index: int) -> bool:
    """Tell whether the white space before `index` parts two texts: a tab, or any behind the end of
    a title.
    """
    gap = dense.gap(index)
    if not gap or "\t" in gap:
        return bool(gap)
    return _words().title_end.search(dense.text[max(0, index - 16) : index]) is not None


def unwrapped(text: str) -> str:
    """Without the white space of wrapped lines; a blank beside a digit or a letter stays, as one
    blank.
    """
    return re.sub(r"\s+", _blank, text).strip()


def _blank(gap: re.Match[str]) -> str:
    """Tell what stays of white space: one blank beside a digit or a letter, nothing else."""
    before = gap.string[gap.start() - 1 : gap.start()]
    behind = gap.string[gap.end() : gap.end() + 1]
    is_wrap = "\n" in gap[0]
    stays = not is_wrap and _LATIN.search(before + behind) is not None
    return " " if stays else ""
