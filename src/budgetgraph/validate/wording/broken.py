"""Sentences that break off, marks that are doubled or alone, characters that no font shows, pages
without a word: one finding a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import is_entry, without_mark
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "broken-sentence"
_PATTERNS = (
    (
        re.compile(r"(?:原因|用于|包括|变动)(?:主要)?(?:是|为|:)[:]?(?=[。;])|主要用于(?=[。;])"),
        "没有写完",
        "breaks off",
    ),
    (
        re.compile(r"。{2,9}|,{2,9}|、{2,9}|;{2,9}|[,、;]。|[,、]{1,3};"),
        "标点重复",
        "doubled marks",
    ),
    (
        re.compile("[\ufffd\ue000-\uf8ff]{1,20}|\\(cid:[0-9]{1,5}\\)"),
        "字符不能显示",
        "characters that the font cannot show",
    ),
    (
        re.compile(r"(?:增长|下降|增幅|降幅)(?:了|为|约)?\d{1,4}\.\d{1,2}(?=[,。;])"),
        "缺少单位",
        "lacks its unit",
    ),
    (
        re.compile(r"占(?:比|总[额数]的|合计的)?[为约]?[ ]?\d{1,3}\.\d{1,2}(?=[,。;])"),
        "缺少百分号",
        "lacks its per cent sign",
    ),
    (
        re.compile(r"(?<![\d.年])20\d[ ]?年度?(?=部门|单位|预算|决算|财政|一般公共|收入|支出)"),
        "年份缺少一位",
        "lacks a digit of its year",
    ),
)
_PAIRS = (("《", "》"), ("「", "」"), ("【", "】"), ("(", ")"))
#: The number of an entry, at the beginning of a paragraph or in it: 1)、…；2)、…
_LIST_MARK = re.compile(
    r"(?<![(（\dA-Za-z一二三四五六七八九十])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）]"
)
_ENDS = "。；;！？：:"
_SHORTEST = 15
#: The last word of a sentence; 总体情况为 leads to the list below it.
_BARE_END = re.compile(r"(?:[一-鿿](?<![为是的下括])|[)）％%”》])\Z")
#: What begins a paragraph of its own: 2025年…, 截至…, 本部门….
_BEGINS = re.compile(r"20\d\d年|截至|本(?:部门|单位|年度)|我[局部单]")
_SISTERS = 2
#: So many paragraphs end with a full stop, and all but one of so many, where one without is a slip.
_MOST, _OF_ALL = 12, 12
_SENTENCE = 24
_NOTE = re.compile("备?注|说明|附|单位|部门|[*★]")
#: A note that is a paragraph of its own: （具体见表格，按项目列示）.
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]\Z")
_AROUND = 12


@dataclass(frozen=True, slots=True)
class _Break:
    words: str
    zh: str
    en: str
    where: Where

    def told_zh(self) -> str:
        """Tell what is broken, behind the words where there are any: “用于。”没有写完."""
        return f"“{self.words}”{self.zh}" if self.words else self.zh

    def told_en(self) -> str:
        return f"“{self.words}”: {self.en}" if self.words else self.en


def broken_sentences(paper: CheckedPaper) -> Iterator[Fault]:
    """Give all that is broken on a page, in one finding; of a source without pages, in all
    of it.
    """
    by_page: dict[int | None, list[_Break]] = {}
    for one in _breaks(paper):
        by_page.setdefault(one.where.page, []).append(one)
    for page, found in by_page.items():
        on = f"第 {page} 页" if page is not None else "文字"
        on_en = f"page {page}" if page is not None else "the text"
        zh = "；".join(map(_Break.told_zh, found))
        en = "; ".join(map(_Break.told_en, found))
        yield Fault(
            _RULE,
            "；".join(one.words or one.zh for one in found),
            f"{on}有 {len(found)} 处文字不完整：{zh}。",
            f"{len(found)} broken place(s) on {on_en}: {en}.",
            list(dict.fromkeys(one.where for one in found)),
        )


def _breaks(paper: CheckedPaper) -> Iterator[_Break]:
    passages = paper.prose
    for passage in passages:
        yield from _by_pattern(passage)
    yield from _unpaired(passages)
    yield from _unended(passages)
    yield from _empty_pages(paper.disclosure)


def _by_pattern(passage: Passage) -> Iterator[_Break]:
    text = fold_in_place(passage.text)
    for pattern, zh, en in _PATTERNS:
        for match in pattern.finditer(text):
            start = max(match.start() - _AROUND, 0)
            words = passage.text[start : match.end() + 1]
            yield _Break(words, zh, en, passage.place(match.start(), match.end()))


# --- marks without their other half ---------------------------------------------------------------


def _unpaired(passages: Sequence[Passage]) -> Iterator[_Break]:
    """Give a paragraph with an odd number of quotation marks, or 《 without 》, between two that have
    all theirs: a paragraph that was cut in two has its other half beside it.
    """
    odd = [_odd_mark(_unlisted(passage.text)) for passage in passages]
    around = [None, *odd, None]
    for number, passage in enumerate(passages):
        mark = odd[number]
        if mark and not around[number] and not around[number + 2]:
            at = fold_in_place(passage.text).rfind(mark)
            words = passage.text[max(at - _AROUND, 0) : at + _AROUND]
            yield _Break(
                words,
                f"的{mark}不成对",
                f"{mark} without its other half",
                passage.place(at, at + 1),
            )


def _unlisted(text: str) -> str:
    """Give a paragraph without the marks of lists, which have one bracket alone: 1）, （2）, ①."""
    return _LIST_MARK.sub("", text)


def _odd_mark(text: str) -> str | None:
    """Give the mark of a text that lacks its other half; None where all are in pairs."""
    quotes = text.count("“") + text.count("”")
    if quotes % 2:
        return "“" if text.count("“") > text.count("”") else "”"
    text = fold_in_place(text)
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            return left if text.count(left) > text.count(right) else right
    return None


# --- paragraphs without a full stop ---------------------------------------------------------------


def _unended(passages: Sequence[Passage]) -> Iterator[_Break]:
    """Give a sentence without its full stop: an entry of a list whose other entries have one, or
    a paragraph of a paper in which nearly all have.
    """
    closed = _closed(passages)
    told: set[int] = set()
    for run in _runs(passages):
        ended = [passage for passage in run if passage.text.endswith(tuple(_ENDS))]
        bare = [one for one in run if id(one) in closed and _is_bare(one.text)]
        if len(bare) == 1 and len(ended) == len(run) - 1 >= _SISTERS:
            told.add(id(bare[0]))
            yield _without_stop(bare[0])
    long = [passage for passage in passages if _is_sentence(passage.text)]
    ends = sum(one.text.endswith(tuple(_ENDS)) for one in long)
    if ends < _MOST or ends * _OF_ALL < len(long) * (_OF_ALL - 1):
        return
    for passage in long:
        if id(passage) in closed - told and _is_bare(passage.text):
            yield _without_stop(passage)


def _without_stop(passage: Passage) -> _Break:
    text = passage.text
    place = passage.place(len(text) - 1, len(text))
    return _Break(text[-_AROUND:], "后没有句号", "without its full stop", place)


def _closed(passages: Sequence[Passage]) -> set[int]:
    """Give the paragraphs that do not go on in the next one: behind them stands an entry, a
    paragraph that names its year or its body, or nothing.
    """
    found = {id(passage) for passage in passages[-1:]}
    for passage, following in pairwise(passages):
        if is_entry(following.text) or _BEGINS.match(following.text):
            found.add(id(passage))
    return found


def _is_sentence(text: str) -> bool:
    """Tell whether a paragraph says something, as a heading or a note below a table does not."""
    return len(text) >= _SENTENCE and "，" in text and _NOTE.match(text) is None


def _is_bare(text: str) -> bool:
    """Tell whether a sentence ends with a word: no heading, which is short and has no comma."""
    if _IN_BRACKETS.match(text):
        return False
    is_sentence = len(text) >= _SHORTEST and re.search("[，,。；：:]", text) is not None
    return is_sentence and _BARE_END.search(text) is not None


def _runs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Entries of one list that follow each other: 1、…, 2、…, 3、…"""
    run: list[Passage] = []
    style = ""
    for passage in passages:
        now = _style(passage.text)
        if run and now != style:
            yield run
            run = []
        style = now
        if now:
            run.append(passage)
    if run:
        yield run


def _style(text: str) -> str:
    """Give the form of a list mark without its number: （）, 、 ; empty where no mark leads the
    text.
    """
    if not is_entry(text):
        return ""
    mark = text[: len(text) - len(without_mark(text))]
    kind = "0" if re.search(r"\d", mark) else "一"
    return kind + re.sub(r"[\s\d０-９一二三四五六七八九十]", "", mark)


# --- pages without a word -------------------------------------------------------------------------


def _empty_pages(disclosure: Disclosure) -> Iterator[_Break]:
    """Pages between others on which nothing stands at all."""
    lines = disclosure.source.lines
    by_page: dict[int, list[int]] = {}
    for where in _wheres(disclosure):
        if where.page is not None and where.first:
            by_page.setdefault(where.page, []).append(where.first)
    pictures = {note.where.page for note in disclosure.notes if note.where and not note.where.first}
    pages = sorted(by_page)
    for before, after in pairwise(pages):
        between = lines[max(by_page[before]) : min(by_page[after]) - 1]
        for page in range(before + 1, after):
            if page not in pictures and not any(line.strip() for line in between):
                yield _Break("", f"第 {page} 页为空页", f"page {page} is empty", Where(0, 0, page))


class _Placed(Protocol):
    @property
    def where(self) -> Where: ...


def _where(one: _Placed) -> Where:
    return one.where


def _wheres(disclosure: Disclosure) -> Iterable[Where]:
    """Give the places of all that was read from a disclosure, and of its notes."""
    for passage in disclosure.prose:
        yield from map(_where, passage.pieces)
    for table in disclosure.tables:
        yield table.where
        yield from map(_where, table.rows)
    yield from map(_where, disclosure.unclaimed)
    for project in disclosure.projects:
        yield project.where
        yield from map(_where, project.indicators)
    yield from (note.where for note in disclosure.notes if note.where is not None)
