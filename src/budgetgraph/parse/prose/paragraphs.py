"""Go through the paragraphs of the running text: headings, numbered items, lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import Said
from budgetgraph.parse.prose.labels import TOTALS
from budgetgraph.parse.prose.lists import LIST_MARK, List, Listed, lists_begun
from budgetgraph.parse.prose.readings import Paper, Read, Reading
from budgetgraph.parse.prose.sentences import Sentence, Setting, read_sentence
from budgetgraph.parse.prose.subjects import (
    UNKNOWN,
    Outline,
    Scope,
    Subject,
    is_section,
    ordinal,
    scope_of,
)
from budgetgraph.parse.prose.words import Folded, first_amount, folded, has_amount, words

_SENTENCE = re.compile(r"[^。]+")
_HEAD_END = re.compile(r"[。:]")
#: A head of a paragraph is short: （二）公务接待费。
_LONGEST_HEAD = 60
#: A list goes on in the next paragraph where this one ends so.
_OPEN = (":", ";", ",", "、")


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount of the running text, where it stands, the words before it and what it is."""

    digits: str
    unit: str
    where: Where
    words: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    """What the sentences of a paragraph are about.

    `is_own` says that the paragraph's own head tells it; `from_first_amount` that its first amount
    does: 1、司法（06款）116万元。2025年执行数为114.87万元.
    """

    scope: Scope
    is_own: bool
    from_first_amount: bool


class Paragraphs:
    """The paragraphs of one paper, read from first to last."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._outline = Outline()
        self._roots: list[Said] = []
        self._carried: Said | None = None
        self._carried_level = -1
        self._goes_on = False
        self._list: List | None = None

    def read(self, passages: Iterable[Passage]) -> Iterator[Stated]:
        """Every amount, in the order of the text."""
        for passage in passages:
            yield from self._paragraph(passage, folded(passage.text))

    def _paragraph(self, passage: Passage, text: Folded) -> Iterator[Stated]:
        number = ordinal(text.text)
        self._continue_list(text, number is not None)
        if has_amount(text.text):
            self._end_carried(number)
            scope, begins = self._scope(text, number)
            yield from self._sentences(passage, text, scope, begins)
            if number is not None and not self._opens(text):
                self._outline.leave(number[0])
            self._carry(text, number)
        else:
            self._heading(text, number)
        self._goes_on = text.text.endswith(_OPEN)
        self._list = self._list if self._goes_on else None

    def _heading(self, text: Folded, number: tuple[int, int] | None) -> None:
        """A paragraph without amounts: a heading tells what stands below it."""
        if number is not None:
            level, end = number
            self._roots, self._carried = [], None
            if len(text.text) <= _LONGEST_HEAD:
                self._outline.enter(level, scope_of(text.part(end, len(text.text))))
            else:
                self._outline.enter(level, Scope())
        elif is_section(text.text):
            self._roots, self._carried = [], None
            self._outline.enter(0, scope_of(text))

    # --- the head of a paragraph ------------------------------------------------------------------

    def _scope(self, text: Folded, number: tuple[int, int] | None) -> tuple[_Own, int]:
        """What the sentences of a paragraph are about, and where they begin."""
        begins = number[1] if number is not None else 0
        head = self._head(text, begins, number is not None)
        if number is not None:
            own = scope_of(head) if head is not None else Scope()
            self._roots = []
            self._outline.enter(number[0], own)
            return _Own(self._outline.scope, True, head is None), begins
        scope = self._outline.scope
        if head is not None:
            own = scope_of(head)
            if own.subject is not None:
                return _Own(replace(scope, subject=own.subject), True, False), begins
        return _Own(scope, False, False), begins

    def _head(self, text: Folded, begins: int, numbered: bool) -> Folded | None:
        """The words before the first full stop or colon, where they hold no amount and are short.

        Only a numbered item has a head that a full stop ends.
        """
        end = _HEAD_END.search(text.text, begins)
        if end is None or end.start() - begins > _LONGEST_HEAD:
            return None
        head = text.part(begins, end.start())
        if end.start() > first_amount(text.text) or re.search("[,;]", head.text):
            return None
        leads_on = any(one.kind in (Kind.breaks, Kind.axis) for one in words(head))
        is_sentence = end.group() == "。" and not numbered
        return None if leads_on or is_sentence else head

    # --- sentences --------------------------------------------------------------------------------

    def _sentences(
        self, passage: Passage, text: Folded, own: _Own, begins: int
    ) -> Iterator[Stated]:
        scope = own.scope
        as_of: int | None = None
        for found in _SENTENCE.finditer(text.text, begins):
            part = text.part(found.start(), found.end())
            as_of = _as_of(part.text) or as_of
            if not has_amount(part.text):
                continue
            setting = self._setting(part, found.start(), replace(own, scope=scope))
            setting = replace(setting, as_of=as_of)
            state = Sentence(self.paper, setting)
            reads = list(read_sentence(words(part), state))
            yield from (_stated(passage, part, one) for one in reads)
            self._roots = state.roots
            if own.from_first_amount and found.start() == begins:
                first = state.roots[0].subject if state.roots else UNKNOWN
                scope = replace(scope, subject=first)

    def _setting(self, part: Folded, start: int, own: _Own) -> Setting:
        goes_on = prose().goes_on.search(part.text) is not None
        return Setting(
            scope=own.scope,
            own_scope=own.is_own,
            topic=self._topic() if goes_on else None,
            whole=self._carried,
            listed=self._listed(part, start),
        )

    def _listed(self, part: Folded, start: int) -> Listed | None:
        """The list that a sentence at `start` is of: the one that begins in it, or one that goes on
        in it with a list mark.
        """
        found = self._list
        if found is None or start + len(part.text) <= found.begins:
            return None
        goes_on = found.begins < 0 or LIST_MARK.match(part.text) is not None
        if start > found.begins and not goes_on:
            return None
        return Listed(part, found.begins - start, found.is_of_projects)

    def _topic(self) -> Said | None:
        """What the sentence before spoke of: all its measures together.

        Where it spoke of something unknown beside them, or of classes, nothing is told.
        """
        if not self._roots:
            return None
        last = self._roots[-1]
        subjects = list(dict.fromkeys(one.subject for one in self._roots))
        if len(subjects) == 1:
            return last
        measures = dict.fromkeys(measure for one in subjects for measure in one.measures)
        if all(one.known and one.name is None for one in subjects):
            return replace(last, subject=Subject(tuple(measures)))
        return replace(last, subject=UNKNOWN)

    # --- what goes on in the next paragraph -------------------------------------------------------

    def _opens(self, text: Folded) -> bool:
        """Whether the next paragraphs tell the parts of this one: …。其中："""
        if text.text.endswith(":"):
            return True
        last = words(text.part(text.text.rfind("。") + 1, len(text.text)))
        return bool(last) and last[-1].kind is Kind.breaks

    def _carry(self, text: Folded, number: tuple[int, int] | None) -> None:
        if self._opens(text):
            topic = self._topic()
            several = len({one.subject for one in self._roots}) > 1
            is_clear = topic is None or not several or set(topic.subject.measures) <= TOTALS
            self._carried = topic if is_clear else None
            self._carried_level = number[0] if number is not None else -1

    def _end_carried(self, number: tuple[int, int] | None) -> None:
        """A breakdown over several paragraphs ends with an item of its level, or with a paragraph
        without number behind one that was closed.
        """
        deeper = number is not None and number[0] > self._carried_level
        if not deeper and not (number is None and self._goes_on):
            self._carried = None

    def _continue_list(self, text: Folded, numbered: bool) -> None:
        """A list of projects or classes begins in this paragraph, or goes on in it."""
        begun = next(lists_begun(text.text), None)
        if begun is not None:
            self._list = begun
        elif self._list is not None:
            goes_on = numbered or LIST_MARK.match(text.text) is not None
            self._list = replace(self._list, begins=-1) if goes_on else None


_AS_OF = re.compile(r"截[至止]到?(\d{4})年")


def _as_of(text: str) -> int | None:
    """The year of the date that a sentence begins with: 截至2024年12月31日."""
    found = _AS_OF.search(text)
    return int(found[1]) if found else None


def _stated(passage: Passage, sentence: Folded, read: Read) -> Stated:
    word = read.word
    start, end = sentence.place(word.start, word.end)
    begin = sentence.places[max(word.start - 24, 0)]
    return Stated(
        digits=word.name or "",
        unit=word.extra or "",
        where=passage.place(start, end),
        words=passage.text[begin:end],
        readings=read.readings,
    )
