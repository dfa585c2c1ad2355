"""Sentences without their full stop, where their sisters have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import entry_mark, is_entry, without_mark
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_ENDS = "。；;！？：:"
_SHORTEST = 15
_BARE_END = pattern("sentences", "bare_end")
_BEGINS = pattern("sentences", "begins")
_NOTE = pattern("sentences", "note")
_SAYS, _REASON = pattern("sentences", "says"), pattern("sentences", "reason")
_IN_BRACKETS = pattern("sentences", "in_brackets")
_OPEN_END = pattern("sentences", "open_end")
_CUT_END = pattern("sentences", "cut_end")
_INNER_MARK = re.compile("[，,。；：:、]")
_NUMERAL = pattern("sentences", "numeral")
#: Among so many sisters an entry is a sentence whatever it says: one of few may be a heading.
_SISTERS, _MANY_SISTERS = 2, 4
#: So many paragraphs end with a full stop, and all but one of so many, where one without is a slip.
_MOST, _OF_ALL = 12, 12
_SENTENCE = 24
_NO_STOP = ("后没有句号", "without its full stop")

#: A paragraph, and what is broken at its end.
_Told = tuple[Passage, Break]


def unended(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give a sentence without its full stop: one that ends with a comma, an entry of a list whose
    other entries have one, or a paragraph of a paper in which nearly all have.
    """
    closed = _closed(passages)
    told: set[int] = set()
    for find in (_open_ones, _cut_ones, _bare_sisters, _bare_ones):
        for passage, broken in find(passages, closed):
            if id(passage) not in told:
                told.add(id(passage))
                yield broken


def _open_ones(passages: Sequence[Passage], closed: set[int]) -> Iterator[_Told]:
    """Give the paragraphs that stop behind a comma: 主要用于业务活动，"""
    for passage in passages:
        if id(passage) in closed and _is_open(passage.text):
            yield passage, _end_of(passage, "没有写完", "breaks off")


def _cut_ones(passages: Sequence[Passage], closed: set[int]) -> Iterator[_Told]:
    """Give the paragraphs that stop where they should give the reason: 主要原因是

    The next one begins no list of reasons: it is an entry, but not the first one.
    """
    following = [*passages[1:], None]
    for passage, after in zip(passages, following, strict=False):
        mark = entry_mark(after.text) if after is not None else None
        begins_list = mark is not None and mark.number == 1
        is_cut = _CUT_END.search(fold_in_place(passage.text)) is not None
        if is_cut and id(passage) in closed and not begins_list:
            yield passage, _end_of(passage, "没有写完", "breaks off")


def _bare_sisters(passages: Sequence[Passage], closed: set[int]) -> Iterator[_Told]:
    """Give the entries of lists that alone have no full stop."""
    for run in _runs(passages):
        bare = _bare_sister(run, closed)
        if bare is not None:
            yield bare, _end_of(bare, *_NO_STOP)


def _bare_ones(passages: Sequence[Passage], closed: set[int]) -> Iterator[_Told]:
    """Give the sentences without a full stop of a paper in which nearly all have one."""
    if not _mostly_end(passages):
        return
    for passage in passages:
        text = passage.text
        is_bare = _is_sentence(text) and _is_bare(text)
        if is_bare and id(passage) in closed:
            yield passage, _end_of(passage, *_NO_STOP)


def _bare_sister(run: Sequence[Passage], closed: set[int]) -> Passage | None:
    """Give the one entry of a list that has no full stop, where all others have one.

    Among few others it has to look like a sentence, for it may be a heading.
    """
    ended = 0
    bare: list[Passage] = []
    for passage in run:
        if passage.text.endswith(tuple(_ENDS)):
            ended += 1
        elif id(passage) in closed and len(passage.text) >= _SHORTEST:
            bare.append(passage)
    if len(bare) != 1 or ended != len(run) - 1 or ended < _SISTERS:
        return None
    is_sister = ended >= _MANY_SISTERS and _BARE_END.search(bare[0].text) is not None
    return bare[0] if is_sister or _is_bare(bare[0].text) else None


def _mostly_end(passages: Sequence[Passage]) -> bool:
    """Tell whether nearly all sentences of a paper have their full stop.

    40 of 41 sentences with their full stop → True; 30 of 41 → False.
    """
    sentences = ended = 0
    for passage in passages:
        if _is_sentence(passage.text):
            sentences += 1
            ended += passage.text.endswith(tuple(_ENDS))
    return ended >= _MOST and ended * _OF_ALL >= sentences * (_OF_ALL - 1)


def _end_of(passage: Passage, zh: str, en: str) -> Break:
    """Tell the end of a paragraph, and what it lacks there."""
    text = passage.text
    place = passage.place(len(text) - 1, len(text))
    return Break(text[-AROUND:], zh, en, place)


def _is_open(text: str) -> bool:
    """Tell whether a sentence ends with a comma."""
    return len(text) >= _SHORTEST and _OPEN_END.search(text) is not None


def _closed(passages: Sequence[Passage]) -> set[int]:
    """Give the paragraphs that do not go on in the next one: behind them stands an entry, a
    paragraph that names its year or its body, or nothing.

    `…按规定安排` before `2、差旅费` is closed, before `的各项支出。` it is not.
    """
    closed = set(map(id, passages[-1:]))
    for passage, following in pairwise(passages):
        begins = _BEGINS.match(following.text) is not None
        if begins or is_entry(following.text):
            closed.add(id(passage))
    return closed


def _is_sentence(text: str) -> bool:
    """Tell whether a paragraph says something, as a heading or a note below a table does not.

    `决算数大于预算数，主要原因是业务增加` and `完成预算的100%。决算数同预算数持平` do.
    """
    is_long = len(text) >= _SENTENCE or _REASON.search(fold_in_place(text)) is not None
    is_note = _NOTE.match(text) is not None
    has_note_behind = text.endswith(("）", ")"))
    is_several = "，" in text or ("。" in text[:-1] and not has_note_behind)
    says = _SAYS.search(text) is not None and not has_note_behind
    return is_long and (says or (is_several and not is_note))


def _is_bare(text: str) -> bool:
    """Tell whether a sentence ends with a word: no heading, which is short and has no comma."""
    if _IN_BRACKETS.match(text):
        return False
    if len(text) < _SHORTEST:
        return False
    has_mark = (_INNER_MARK.search(text) or _SAYS.search(text)) is not None
    has_bare_end = _BARE_END.search(text) is not None
    return has_mark and has_bare_end


def _runs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Give the entries of one list that follow each other.

    `1、…` `2、…` `（一）…` `（二）…` → the first two, and then the other two.
    """
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
    return kind + _NUMERAL.sub("", mark)
