"""Sentences that break off, marks that are doubled or alone, characters that no font shows, pages
without a word: one finding a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.broken.listed_twice import listed_twice
from budgetgraph.validate.wording.broken.marks import unpaired
from budgetgraph.validate.wording.broken.pages import empty_pages
from budgetgraph.validate.wording.broken.repeats import repeated
from budgetgraph.validate.wording.broken.runs_on import running_on
from budgetgraph.validate.wording.broken.stops import unended
from budgetgraph.validate.wording.broken.unmarked_years import unmarked_years
from budgetgraph.validate.wording.broken.unsaid import unsaid_changes
from budgetgraph.validate.wording.known import labels, patterns
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "broken-sentence"
_PATTERNS = patterns("broken")
_UNPARTED = "unparted"
_LABELS = labels("broken_words")


def broken_sentences(paper: CheckedPaper) -> Iterator[Fault]:
    """Give all that is broken on a page, in one finding; of a source without pages, in all
    of it.

    `与上年持平，主要原因是。` → breaks off; `按规定安排。。` → doubled marks.
    """
    by_page: dict[int | None, list[Break]] = {}
    for broken in _breaks(paper):
        by_page.setdefault(broken.where.page, []).append(broken)
    for page, breaks in by_page.items():
        yield _fault(page, breaks)


def _fault(page: int | None, breaks: list[Break]) -> Fault:
    """Tell all that is broken on a page in one finding."""
    on = f"第 {page} 页" if page is not None else "文字"
    on_en = f"page {page}" if page is not None else "the text"
    zh = "；".join(map(Break.told_zh, breaks))
    en = "; ".join(map(Break.told_en, breaks))
    places = [broken.where for broken in breaks]
    return Fault(
        _RULE,
        "；".join(broken.words or broken.zh for broken in breaks),
        f"{on}有 {len(breaks)} 处文字不完整：{zh}。",
        f"{len(breaks)} broken place(s) on {on_en}: {en}.",
        list(dict.fromkeys(places)),
    )


def _breaks(paper: CheckedPaper) -> Iterator[Break]:
    """Give all that is broken in a paper, kind by kind."""
    passages = paper.prose
    for passage in passages:
        yield from _by_pattern(passage)
    yield from unpaired(passages)
    yield from unended(passages)
    yield from running_on(passages)
    yield from repeated(paper.disclosure)
    yield from listed_twice(passages)
    yield from unsaid_changes(passages)
    yield from unmarked_years(passages)
    yield from empty_pages(paper.disclosure)


def _ends_line(passage: Passage, end: int) -> bool:
    """Tell whether a line ends here: a heading without a mark, which the next paragraph follows.

    `（一）公务接待费下降5%` on a line of its own, and then `2025年公务接待费…`.
    """
    return passage.place(end - 1, end).first != passage.place(end, end + 1).first


def _by_pattern(passage: Passage) -> Iterator[Break]:
    """Give the places of a paragraph that look broken by themselves: 主要原因是。

    与上年持平。。 → 持平。。
    """
    text = fold_in_place(passage.text)
    for name, pattern in _PATTERNS.items():
        zh, en = _LABELS[name]
        for match in pattern.finditer(text):
            if name == _UNPARTED and _ends_line(passage, match.end()):
                continue
            start = max(match.start() - AROUND, 0)
            words = passage.text[start : match.end() + 1]
            yield Break(words, zh, en, passage.place(match.start(), match.end()))
