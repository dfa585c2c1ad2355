"""Agency codes (机关代字, the 冀财社 of 冀财社〔2023〕208号): where one begins before a bracketed year.

No list of codes is published, and every county, office and section makes its own. What bounds a
code is the sentence around it: a bracket, a mark, the beginning of a text, the end of a title, of a
body's name or of a verb.

    市税务局秦税发〔2020〕41号            → 秦税发     (the name of a body ends before it)
    《关于…的意见》(南发〔2020〕2号)      → 南发       (a bracket bounds it)
    按照清妇发﹝2024﹞5号               → 清妇发     (a verb ends before it)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.any_of import any_of
from budgetgraph.document.data_file import read_data

#: Of so many characters before the year the code and the name before it are looked for.
_REACH = 24
_SHORTEST, _LONGEST = 2, 9
#: A longer code is certain only where it is made as codes usually are.
_LONG = 6
_MOST_AREA = 3
_RANKS = frozenset("省市县区州旗盟")
#: The name of a body behind its place: 省财政厅, 石桥县扶贫办.
_OF_A_PLACE = re.compile(f"[{''.join(sorted(_RANKS))}][^{''.join(sorted(_RANKS))}]{{2,}}.$")
#: What ends a title, or the brackets around the number behind it.
_TITLE_ENDS = frozenset("》)）]］】")
_OPENING = frozenset("（([［〔【《〈“\"'‘")

_NOT_CERTAIN = "where the agency code begins is not certain"

Gap = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Code:
    """Where a code begins; `doubt` says why that is not certain, None where it is."""

    start: int
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """`agency.toml` as patterns; each finds at most one word at a place."""

    cuts: re.Pattern[str]
    inner_bodies: frozenset[str]
    labels: re.Pattern[str]
    counters: frozenset[str]
    joining: re.Pattern[str]
    speakers: re.Pattern[str]
    particles: frozenset[str]
    doubtful: frozenset[str]
    ministry: re.Pattern[str]
    never: frozenset[str]
    no_code: re.Pattern[str]
    offices: frozenset[str]
    no_end: re.Pattern[str]
    no_beginning: re.Pattern[str]
    kinds: re.Pattern[str]
    kind_end: re.Pattern[str]
    usual: re.Pattern[str]
    whole: frozenset[str]


def _either(*lists: str) -> str:
    return any_of({word for listed in lists for word in listed.split()})


def _long(words: str) -> str:
    """Give the words of more than one character."""
    return " ".join(word for word in words.split() if len(word) > 1)


@cache
def _words() -> _Words:
    data: dict[str, Any] = read_data("budgetgraph.values", "agency.toml")
    cuts, never, usual = data["cuts"], data["never"], data["usual"]
    bodies, sections, kinds = (_either(usual[key]) for key in ("bodies", "sections", "kinds"))
    return _Words(
        cuts=re.compile(f"(?:{_either(cuts['bodies'], cuts['titles'], cuts['words'])})$"),
        inner_bodies=frozenset(cuts["inner_bodies"].split()),
        labels=re.compile(f"(?:{_either(cuts['labels'])})$"),
        counters=frozenset(cuts["counters"]),
        joining=re.compile(_either(cuts["joining"])),
        speakers=re.compile(_either(cuts["speakers"])),
        particles=frozenset(cuts["particles"].split()),
        doubtful=frozenset(cuts["doubtful"].split()),
        ministry=re.compile(cuts["ministry"]),
        never=frozenset(never["signs"]),
        no_code=re.compile(f"[{''.join(_RANKS)}局]?(?:{_either(never['words'])})"),
        offices=frozenset(never["offices"].split()),
        no_end=re.compile(f"(?:{_either(never['ends'])})$"),
        no_beginning=re.compile(_either(_long(cuts["titles"]), _long(cuts["words"]))),
        kinds=re.compile(kinds),
        kind_end=re.compile(f"(?:{kinds})$"),
        usual=re.compile(f"(?:{bodies}){{1,5}}(?:{sections}|{kinds}){{0,3}}|(?<=.)(?:{kinds})"),
        whole=frozenset(usual["whole"].split()),
    )


def is_han(character: str) -> bool:
    """Tell whether it is a Chinese character (CJK unified ideographs and extension A)."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"


def code_before(text: str, end: int, gap: Gap, floor: int = 0) -> Code | None:
    """Give the agency code that ends at `end`; None where no words there can be one.

    `text` has no white space; `gap(i)` is the white space that stood before its character `i`. What
    stands before `floor` belongs to another number.
    """
    low = _run_start(text, end, floor)
    start = _bounded(text, low, end, gap, joined=low == floor > 0)
    if start is None:
        return None
    code = text[start:end]
    if len(code) > _LONG and not is_usual(code):
        return _guessed(text, start, end)
    if not is_plausible(code):
        return None
    return Code(start, _doubt(text, start, end, gap, bound=start > low or end - low < _REACH))


def _guessed(text: str, start: int, end: int) -> Code | None:
    """Give the code at the end of words that nothing parts from it: `专项债券青财债` → 青财债, a guess.

    It is the longest one that is made as usual, with one character before it for its area.
    """
    for at in range(start + 1, end - 1):
        if _is_usual_part(text[at:end]) and is_plausible(text[at - 1 : end]):
            return Code(at - 1, _NOT_CERTAIN)
    return Code(start, _NOT_CERTAIN) if is_plausible(text[start:end]) else None


def _run_start(text: str, end: int, floor: int) -> int:
    """Tell where the Chinese characters before `end` begin."""
    start = end
    while start > max(floor, end - _REACH) and is_han(text[start - 1]):
        start -= 1
    return start


def _bounded(text: str, low: int, end: int, gap: Gap, *, joined: bool) -> int | None:
    """Tell where the code begins behind what its sentence says before it; None where nothing is
    left.

    What joins it to a title before it is cut off where a code with its area remains: 《…意见》和黑财规审 →
    黑财规审, but 《…意见》和政发 may be of 和政.
    """
    cut = _last_cut(text, low, end, gap)
    start = low if cut is None else cut
    is_joined = joined or start > low or _follows_title(text, low)
    if is_joined:
        start = _behind_joining_word(text, start, end)
    if speaker := _words().speakers.match(text, start, end):
        start = speaker.end()
    if text[start] in _words().particles and _is_whole_behind(text[start:end]):
        start += 1
    return start if end - start >= _SHORTEST else None


def _is_whole_behind(code: str) -> bool:
    """Tell whether a code is whole without its first character, and would have an area of two with
    it: 经|石编办发, 依|国发, 依|赤团. The first character of 经信发 is of its body, that of 遵府办 its area.
    """
    if _is_usual_part(code) or _is_usual_part(code[1:]):
        return False
    return _words().usual.fullmatch(code[2:]) is not None or code[1:] in _words().whole


def _behind_joining_word(text: str, start: int, end: int) -> int:
    """Tell where the code begins behind a word that joins it to what stands before: 和黑财规审 → 1.

    The word stays where the code would be too short without it, or may begin with it: 和政发.
    """
    lead = _words().joining.match(text, start, end)
    if lead is None or end - lead.end() < _SHORTEST:
        return start
    is_area = _follows_title(text, start) and _is_usual_part(text[lead.end() : end])
    return start if is_area else lead.end()


def _follows_title(text: str, start: int) -> bool:
    """Tell whether a title with its number ends right before a place: 《…意见》和黑财规审,
    《…办法》（青财行〔2023〕5号）和青办字.
    """
    return text[start - 1 : start] in _TITLE_ENDS


def _last_cut(text: str, low: int, end: int, gap: Gap) -> int | None:
    """Give the last place where a code may begin: behind a title, a body's name or a verb, but for
    办发, which is of no place: 区委办发 is one code.
    """
    for at in range(end - _SHORTEST, low, -1):
        has_area = text[at:end] not in _words().offices
        if has_area and is_plausible(text[at:end]) and _ends_before(text, low, at, end, gap):
            return at
    return None


def _ends_before(text: str, low: int, at: int, end: int, gap: Gap) -> bool:
    before = text[low:at]
    cut = _words().cuts.search(before)
    if cut is not None:
        return cut.start() > 0 or len(cut[0]) > 1 or cut[0] not in _STARTING
    if before[-1] in _words().never:
        return True
    if before[-1] in _words().inner_bodies:
        return _takes_up(before, text[at:end])
    return bool(gap(at)) and _ends_cell(text, low, at, gap(at))


#: Single characters that end a clause, and may also begin the name of a place: 和政, 依安, 等.
_STARTING = frozenset("和由以如")


def _ends_cell(text: str, low: int, at: int, blank: str) -> bool:
    """Tell whether what stands before white space is a text of its own: a place, a label, a figure.

    石桥县 石教〔2021〕5号 · 名称 冀财社〔2024〕158号 · 30天 平办字〔2019〕4号
    """
    before, words = text[low:at], _words()
    is_ranked = before[-1] in _RANKS
    is_place = is_ranked and len(before) > _SHORTEST
    is_counter = before in words.counters
    is_figure = is_counter and _is_figure(text[low - 1 : low])
    is_long = len(before) >= _SHORTEST or "\n" in blank
    is_cell = is_long and "\t" in blank
    is_label = words.labels.search(before) is not None
    return any((is_place, is_figure, is_cell, is_label))


def _is_figure(sign: str) -> bool:
    """Tell whether a character stands before a counter: 30|天, 70元/|人."""
    return sign.isdigit() or sign in ("/", "每")


def _takes_up(name: str, code: str) -> bool:
    """Tell whether a code is that of the body named before it: they share a character (财政部|财社), or
    the name says whose body it is (省财政厅|冀民).

    A kind of paper is no code of its own: in 人社部发 nothing is cut off.
    """
    if len(name) <= _SHORTEST or _words().kinds.match(code):
        return False
    return bool(set(name[-8:-1]) & set(code)) or _OF_A_PLACE.search(name) is not None


def is_plausible(code: str) -> bool:
    """Tell whether Chinese characters may be an agency code: short, and no word of a sentence."""
    words = _words()
    if not _SHORTEST <= len(code) <= _LONGEST or words.never.intersection(code):
        return False
    return not (
        words.no_code.fullmatch(code) or words.no_end.search(code) or words.no_beginning.match(code)
    )


def is_usual(code: str) -> bool:
    """Tell whether a code is made as codes usually are: an area, bodies, sections, a kind (冀财社).

    It only takes away a doubt: a code that is made otherwise (红机发) is one too.
    """
    if code in _words().whole:
        return True
    return any(_is_usual_part(code[area:]) for area in range(min(_MOST_AREA, len(code) - 1) + 1))


def _is_usual_part(code: str) -> bool:
    return len(code) > 1 and _words().usual.fullmatch(code) is not None


def _doubt(text: str, start: int, end: int, gap: Gap, *, bound: bool) -> str | None:
    """Tell why a code may be another one or none; None where it is certain."""
    code = text[start:end]
    if _follows_title(text, start) and _words().joining.match(code):
        return _NOT_CERTAIN
    is_enclosed = text[max(0, start - 1) : start] in _OPENING
    # 依|水财务 of a ministry, or 依水财务 of 依安县; 自府办发 is of 自贡, for no ministry is a 府
    may_be_ministry = _words().ministry.match(code) is not None and _is_usual_part(code[1:])
    is_apart = _is_whole_behind(code) or (may_be_ministry and not is_enclosed)
    if code[0] in _words().doubtful and is_apart:
        return _NOT_CERTAIN
    if is_usual(code):
        return None
    if not bound:
        return _NOT_CERTAIN
    if any(map(gap, range(start + 1, end))):
        return "white space stands within the agency code"
    has_kind = _words().kind_end.search(code) is not None
    is_told = is_enclosed or has_kind or text[end] not in "（("
    return None if is_told else "what stands before the year may be a word and no agency code"
