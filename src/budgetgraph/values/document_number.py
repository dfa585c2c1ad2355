"""Document numbers (发文字号): found in damaged text, folded to one canonical form, with the title that
stands beside them.

The form is that of GB/T 9704-2012 §7.2.5: agency code, four-digit year in 〔〕, serial number without
leading zeros, 号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.document.folding import with_ideographs
from budgetgraph.values.agency_code import code_before, is_han, is_usual

_YEARS = range(1949, 2101)
#: Brackets as they are typed, and as they come out of fonts and optical recognition; any opens and
#: any closes.
_BRACKET = "[" + re.escape("[]［］〔〕【】（）()﹝﹞﹙﹚〈〉〖〗<>＜＞{}｛｝„‟“”") + "]"
_YEAR = r"(?P<year>[12１２][0-9０-９]{3})"
_NUMBER = re.compile(
    rf"{_BRACKET}{_YEAR}年?{_BRACKET}第?(?P<serial>[0-9０-９]{{1,5}})(?P<hao>[号號])?"
)
_DAMAGED = re.compile(
    rf"(?P<open>{_BRACKET})?{_YEAR}(?:年|[-－—·./])?(?P<shut>{_BRACKET})?第?(?P<serial>[0-9０-９]{{1,4}})[号號]"
)
_LEANING = re.compile(rf"[、和及](?:{_BRACKET}{_YEAR}{_BRACKET})?第?[0-9０-９]{{1,4}}[号號]")
#: What may follow a serial number that has lost its 号.
_STOPS = frozenset("。，、；：,;:)）]］】〕》」』”\"'’!！?？|")
#: Characters without width, which are white space for our purpose.
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")

#: How titles of official papers end.
_KINDS = "通知|办法|意见|方案|细则|规定|规划|纪要|标准|决定|函|批复|条例|通报|公告|决议|规则|规程|规范|指南|目录|清单|要点|计划|预案|制度|章程"
_TITLE_END = re.compile(rf"(?:{_KINDS})(?:[（(][^（()）]{{1,8}}[)）])?$")
#: What leads to a title in a sentence and is no part of it: 根据, list marks.
_LEAD = re.compile(
    r"(?:根据|按照|依据|依照|遵照|参照|结合|以及|[及和与按见、）)])+"
    r"|[0-9]{1,2}[.、．]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
)
#: Where a title that follows its number stops being one: a form's name, a file mark, what the
#: sentence says of it.
_TAIL = re.compile(
    r"(?:[A-Za-z]*(?:项目)?(?:支出)?绩效目标(?:申报|自评)?表.*|[、和及与]+|[A-Za-z]+|(?<=通知)(?:要求|精神|文件|规定|有关).*)$"
)
#: What may be glued to a number: 208号文件, 208号文.
_FILE_MARK = re.compile(r"文件|文(?=[《关（(，,。、的]|$)")
#: An issuer's name, as it may stand between a number and its 关于.
_ISSUER = re.compile(r"(?:[㐀-䶿一-鿿]{2,}[厅局委部府室院会办处心])?$")
#: What stands between the number of a paper and that of the one that passes it on: 关于转发《…》（冀交规〔2021〕7号）的通知（.
_FORWARDED = re.compile(rf"[）)](?:等[^，。；（(]{{0,12}})?的(?:{_KINDS})[（(]")
_CLAUSE_ENDS = frozenset("。；;！!？?：:，,|…≥≤%％\t")
_LONGEST_TITLE, _SHORTEST_TITLE = 160, 6


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


class _Dense:
    """A text without its white space, which still knows where each character stood."""

    def __init__(self, text: str) -> None:
        source = with_ideographs(text)
        self.source = source
        self.at = [
            offset
            for offset, sign in enumerate(source)
            if not (sign.isspace() or sign in _ZERO_WIDTH)
        ]
        self.text = "".join(source[offset] for offset in self.at)

    def gap(self, index: int) -> str:
        """The white space directly before the character at `index`, or behind the last one."""
        end = self.at[index] if index < len(self.at) else len(self.source)
        return self.source[self.at[index - 1] + 1 : end] if index else self.source[:end]

    def cut(self, start: int, end: int) -> str:
        """The source from one character up to another, white space included."""
        return self.source[self.at[start] : self.at[end - 1] + 1] if start < end else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the source."""
        return self.at[start], self.at[end - 1] + 1


def find(text: str) -> tuple[Found, ...]:
    """Every document number in `text`, in order.

    White space of any kind may stand between any two characters of a number.

    A number without 号 counts only at the end of the text, of a cell (tab) or before punctuation,
    its serial number unbroken.
    """
    dense = _Dense(text)
    hits = list(_hits(dense))
    starts = [hit.start for hit in hits] + [len(dense.text)]
    found: list[Found] = []
    taken = 0
    before = 0
    for hit, ceiling in zip(hits, starts[1:], strict=True):
        floor = before if _FORWARDED.fullmatch(dense.text, taken, hit.start) else taken
        span = _title(dense, hit, floor, ceiling)
        before = taken
        taken = max(hit.end, span[1] if span else 0)
        printed, (start, end) = dense.text[hit.start : hit.end], dense.span(hit.start, hit.end)
        found.append(
            Found(hit.number, printed, start, end, _unwrapped(dense.cut(*span)) if span else None)
        )
    return tuple(found)


def doubtful(text: str) -> tuple[Doubt, ...]:
    """What may be a document number and is not certain, in order of place: brackets lost
    (`冀财社2021152号`), no agency code to be told, a serial number that leans on the number before it
    (`冀财社〔2023〕208号、209号`).
    """
    dense = _Dense(text)
    hits = list(_hits(dense))
    ends = [hit.end for hit in hits]
    unsure = [(hit.start, hit.end, hit.doubt) for hit in hits if hit.doubt]
    spans = sorted([*unsure, *_damaged(dense, set(ends)), *_leaning(dense, ends)])
    return tuple(
        Doubt(dense.text[start:end], *dense.span(start, end), reason)
        for start, end, reason in spans
    )


def parse(text: str) -> DocumentNumber | None:
    """The one document number that all of `text` is, in any spelling, 文件 behind it and punctuation
    around it left out.
    """
    found = find(text)
    if len(found) != 1:
        return None
    behind = "".join(text[found[0].end :].split())
    around = text[: found[0].start] + _FILE_MARK.sub("", behind)
    return None if any(sign.isalnum() for sign in around) else found[0].number


def _damaged(dense: _Dense, read: set[int]) -> Iterator[tuple[int, int, str]]:
    """Spans of numbers that lost a bracket or an agency code, with the reason; those that end in
    `read` are no doubt.
    """
    for found in _DAMAGED.finditer(dense.text):
        first, end = found.span()
        if end in read or int(found["year"]) not in _YEARS or not int(found["serial"]):
            continue
        if not first or not is_han(dense.text[first - 1]):
            continue
        code = code_before(dense.text, first, dense.gap)
        known = code is not None and is_usual(dense.text[code.start : first])
        start = code.start if code is not None and known else None
        if start is None and found["open"] and found["shut"]:
            yield first, end, "no agency code can be told before the year"
        elif start is not None and (found["open"] or found["shut"]):
            yield start, end, "one bracket of the year is lost"
        elif start is not None:
            yield start, end, "the brackets of the year are lost"


def _leaning(dense: _Dense, ends: list[int]) -> Iterator[tuple[int, int, str]]:
    for end in ends:
        while found := _LEANING.match(dense.text, end):
            end = found.end()
            yield found.start() + 1, end, "the agency is that of the number before it"


def _hits(dense: _Dense) -> Iterator[_Hit]:
    floor = 0
    for found in _NUMBER.finditer(dense.text):
        year, serial = int(found["year"]), int(found["serial"])
        if (
            year not in _YEARS
            or not serial
            or not (found["hao"] or _ends_without_hao(dense, found))
        ):
            continue
        code = code_before(dense.text, found.start(), dense.gap, floor)
        if code is not None:
            floor = found.end()
            agency = dense.text[code.start : found.start()]
            doubt = code.doubt or _leading_zero(found["serial"])
            yield _Hit(DocumentNumber(agency, year, serial), code.start, floor, doubt)


def _leading_zero(serial: str) -> str | None:
    return (
        f"the serial number is printed with a leading zero: {serial}"
        if serial[0] in "0０"
        else None
    )


def _ends_without_hao(dense: _Dense, found: re.Match[str]) -> bool:
    first, end = found.span("serial")
    if any(dense.gap(index) for index in range(first + 1, end)):
        return False
    return end == len(dense.text) or dense.text[end] in _STOPS or "\t" in dense.gap(end)


def _title(dense: _Dense, hit: _Hit, floor: int, ceiling: int) -> tuple[int, int] | None:
    """The span of the title: in 《》 before or behind the number, else words before it, else words
    behind it.
    """
    return (
        _quoted_before(dense.text, hit, floor)
        or _quoted_behind(dense.text, hit, ceiling)
        or _words_before(dense, hit, floor)
        or _words_behind(dense, hit, ceiling)
    )


def _before_bracket(text: str, hit: _Hit, floor: int) -> int:
    """Where the text before a number ends, the bracket that the number stands in left out."""
    return hit.start - 1 if hit.start > floor and text[hit.start - 1] in "（([［〔【" else hit.start


def _behind_mark(text: str, hit: _Hit) -> int:
    """Where the text behind a number begins, 文件 and 文 left out."""
    mark = _FILE_MARK.match(text, hit.end)
    return mark.end() if mark else hit.end


def _quoted_before(text: str, hit: _Hit, floor: int) -> tuple[int, int] | None:
    end = _before_bracket(text, hit, floor) - 1
    if end <= floor or text[end] not in "》〉":
        return None
    depth = 0
    for index in range(end, max(floor, end - _LONGEST_TITLE) - 1, -1):
        depth += (text[index] in "》〉") - (text[index] in "《〈")
        if not depth:
            return index + 1, end
    return None


def _quoted_behind(text: str, hit: _Hit, ceiling: int) -> tuple[int, int] | None:
    start = _behind_mark(text, hit)
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


def _words_before(dense: _Dense, hit: _Hit, floor: int) -> tuple[int, int] | None:
    text, end = dense.text, _before_bracket(dense.text, hit, floor)
    enclosed = end < hit.start
    half_quoted = end > floor and text[end - 1] == "》"
    end -= half_quoted
    start, depth = end, 0
    while start > max(floor, end - _LONGEST_TITLE):
        sign = text[start - 1]
        depth += (sign in "》）)") - (sign in "《（(")
        if depth < 0 or sign in _CLAUSE_ENDS or (start < end and _parts(dense, start)):
            break
        start -= 1
    while lead := _LEAD.match(text[start:end]):
        start += lead.end()
    words = text[start:end]
    if len(words) < _SHORTEST_TITLE:
        return None
    return (
        (start, end)
        if half_quoted or _TITLE_END.search(words) or (enclosed and "关于" in words)
        else None
    )


def _words_behind(dense: _Dense, hit: _Hit, ceiling: int) -> tuple[int, int] | None:
    text = dense.text
    start = _behind_mark(text, hit)
    end, depth = start, 0
    while end < min(ceiling, start + _LONGEST_TITLE):
        depth += (text[end] in "《（(") - (text[end] in "》）)")
        if depth < 0 or text[end] in _CLAUSE_ENDS or (end > start and _parts(dense, end)):
            break
        end += 1
    words = _TAIL.sub("", text[start:end])
    about = words.find("关于")
    reads = _ISSUER.match(words[:about]) if about >= 0 else re.search(rf"的(?:{_KINDS})$", words)
    return (start, start + len(words)) if reads and len(words) >= _SHORTEST_TITLE else None


def _parts(dense: _Dense, index: int) -> bool:
    """Whether the white space before `index` parts two texts: a tab, or any behind the end of a
    title.
    """
    gap = dense.gap(index)
    return "\t" in gap or bool(gap and _TITLE_END.search(dense.text[max(0, index - 16) : index]))


def _unwrapped(text: str) -> str:
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
