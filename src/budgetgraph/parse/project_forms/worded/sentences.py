"""A cell that states indicators in words → the second level, the name and the target of each.

①养护县道≥186公里；②养护及时率100%     → 养护县道 | ≥186公里, 养护及时率 | 100%
数量指标：补助学生≥1300人；质量指标：…  → 数量指标 | 补助学生 | ≥1300人, …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from budgetgraph.document import Passage
from budgetgraph.document.list_marks import behind_list_mark
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.worded.trailing_target import trailing_target

#: What ends a statement for certain.
_STOP = re.compile(r"[；;。]")
#: What may begin the next one: a number in a circle, one with a point, 指标2：, a level with a colon.
_NUMBERED = re.compile(
    r"[①-⑳⑴-⒇❶-❿]|(?<![\d.第、,，])(?P<number>[(（]?\d{1,2}[.．、)）])(?!\d)|(?<![一-鿿])指标\d{1,2}[:：]"
)
_LEVEL = re.compile(r"(?P<name>[一-鿿]{2,14}?指标)\d{0,2}[:：]")
_WORD_AND_COLON = re.compile(r"(?P<word>[^:：\d]{2,20}?)\d{0,2}[:：]")
_NUMBER_IN_WORDS = re.compile(r"指标\d{1,2}[:：]")
#: What parts statements only where each of them ends with a target: 养护12公里，清淤3口.
_WEAK = re.compile(r"\n+|(?<!\d)[，,、]|[，,、](?!\d)")
_LOOSE_ENDS = " \n\t　，,、：:.．"


@dataclass(frozen=True, slots=True)
class WordedIndicator:
    """An indicator in words; where no target ends them the words are its name alone."""

    level2: Passage | None
    name: Passage
    target: Passage | None


def stated(cell: Passage) -> Iterator[WordedIndicator]:
    """Give the indicators that a cell states; a level in words holds for those behind it, too."""
    level2: Passage | None = None
    for piece in _pieces(cell):
        level, rest = _behind_level(piece)
        level2 = level or level2
        for part in _parts(rest):
            yield _stated(level2, part)


def _pieces(cell: Passage) -> Iterator[Passage]:
    """Give the texts between stops, numbers and levels, without the marks that lead them."""
    text = cell.text
    ends = {stop.end() for stop in _STOP.finditer(text)}
    levels = (match.start() for match in _LEVEL.finditer(text) if _is_level(match["name"]))
    cuts = sorted({0, len(text), *ends, *levels, *_numbered(text)})
    for start, end in pairwise(cuts):
        yield _without_mark(cell.part(start, end).stripped())


def _numbered(text: str) -> Iterator[int]:
    """Give the places of marks that number statements; 1. 2. count where they follow each other."""
    expected = 1
    for mark in _NUMBERED.finditer(text):
        if mark["number"] is None:
            yield mark.start()
        elif int(mark["number"].strip("(（.．、)）")) == expected:
            expected += 1
            yield mark.start()


def _without_mark(piece: Passage) -> Passage:
    """Give a text without the mark that leads it: ②养护及时率100% → 养护及时率100%."""
    in_words = _NUMBER_IN_WORDS.match(piece.text)
    end = in_words.end() if in_words else behind_list_mark(piece.text)
    return piece.part(end).stripped() if end else piece


def _behind_level(piece: Passage) -> tuple[Passage | None, Passage]:
    """Give the second level that leads a text before a colon, and the text behind it.

    `数量指标：补助学生≥1300人` → 数量指标, 补助学生≥1300人
    """
    match = _WORD_AND_COLON.match(piece.text)
    if match is None or not _is_level(match["word"]):
        return None, piece
    rest = _without_mark(piece.part(match.end()).stripped())
    return piece.part(*match.span("word")), rest


def _is_level(word: str) -> bool:
    return word in forms().indicator["level2_names"]


def _parts(piece: Passage) -> list[Passage]:
    """Give the statements of a text between lines and commas, if each ends with a target.

    A line end may be a wrap, and a comma part of one sentence:

    新建公厕5座，改造公厕3座   → two statements
    完成全年目标，保障出行     → one
    """
    cuts = [0]
    for mark in _WEAK.finditer(piece.text):
        cuts.append(mark.end())
    cuts.append(len(piece.text))
    parts = [_trimmed(piece.part(*cut)) for cut in pairwise(cuts)]
    each = [_without_mark(part) for part in parts if part]
    are_all = len(each) > 1 and all(trailing_target(part.text) for part in each)
    return each if are_all else list(filter(None, [_trimmed(piece)]))


def _stated(level2: Passage | None, part: Passage) -> WordedIndicator:
    """Give a statement as a name and its target: what a colon parts, or what ends it.

    完工时间：2025年底前 → 完工时间 | 2025年底前
    养护县道≥186公里     → 养护县道 | ≥186公里
    每年开展2次培训      → 每年开展2次培训 |
    """
    colon = _WORD_AND_COLON.match(part.text)
    begin = colon.end() if colon else trailing_target(part.text)
    name = _trimmed(part.part(0, begin)) if begin else part
    target = _trimmed(part.part(begin)) if begin else None
    if not name or not target:
        return WordedIndicator(level2, part, None)
    return WordedIndicator(level2, name, target)


def _trimmed(piece: Passage) -> Passage:
    """Give a text without the blanks and marks around it: `养护县道：` → 养护县道."""
    text = piece.text
    end = len(text.rstrip(f"{_LOOSE_ENDS}；;。"))
    start = len(text) - len(text.lstrip(_LOOSE_ENDS))
    return piece.part(start, max(start, end))
