"""Go through the paragraphs of the running text: headings, numbered items, lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from budgetgraph.document import Passage
from budgetgraph.document.list_marks import behind_item_mark
from budgetgraph.document.where import Where
from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.breakdowns import SaidAmount
from budgetgraph.parse.prose.headings import Outline, Scope, scope_of
from budgetgraph.parse.prose.lists import List, Listed, lists_begun
from budgetgraph.parse.prose.paragraph_heads import (
    ClassItem,
    ProseParagraph,
    begins_with_a_part,
    class_item,
    head_of_paragraph,
    heading_of,
    is_item_on_a_class,
    items_of,
    paragraph_of,
    speaks_of_the_whole,
    subject_of_sentence,
    year_of_date,
)
from budgetgraph.parse.prose.readings import Paper, Read, Reading, Setting
from budgetgraph.parse.prose.sentence_state import Sentence
from budgetgraph.parse.prose.sentences import read_sentence
from budgetgraph.parse.wording.cutting import has_amount, words
from budgetgraph.parse.wording.subjects import TOTALS, UNKNOWN, Subject
from budgetgraph.parse.wording.words import Folded

_SENTENCE = re.compile(r"[^。]+")
#: So many characters before an amount are kept, for a person to see where it stands.
_SHOWN = 24


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

    def of_sentence(self, paragraph: ProseParagraph, text: Folded) -> _Own:
        """Tell what a later sentence is about: its own head tells it, or it speaks of the whole
        department again; else it is about the same.
        """
        subject = subject_of_sentence(paragraph, text)
        if subject is None and not speaks_of_the_whole(text):
            return self
        is_own = subject is not None
        return _Own(replace(self.scope, subject=subject), is_own, from_first_amount=False)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A breakdown that goes on in the next paragraphs, with the level of its item."""

    whole: SaidAmount | None = None
    level: int = -1


class Paragraphs:
    """The paragraphs of one paper, read from first to last."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._outline = Outline()
        self._roots: list[SaidAmount] = []
        self._carried = _Carried()
        self._goes_on = False
        self._is_below_heading = False
        self._item: ClassItem | None = None
        self._list: List | None = None

    def read(self, passages: Iterable[Passage]) -> Iterator[Stated]:
        """Give every amount, in the order of the text."""
        for passage in passages:
            in_a_list = self._list is not None
            paragraphs = [paragraph_of(passage)] if in_a_list else items_of(passage)
            for paragraph in paragraphs:
                yield from self._amounts(paragraph)

    def _amounts(self, paragraph: ProseParagraph) -> Iterator[Stated]:
        """Give the amounts of a paragraph; one without amounts may be a heading."""
        self._continue_list(paragraph)
        if has_amount(paragraph.text.text):
            yield from self._paragraph(paragraph)
        else:
            self._heading(paragraph)
        self._goes_on = paragraph.ends_open
        if not paragraph.ends_open:
            self._list = None

    def _paragraph(self, paragraph: ProseParagraph) -> Iterator[Stated]:
        """Give the amounts of a paragraph that has some."""
        self._end_carried(paragraph)
        own = self._own(paragraph)
        stated = list(self._sentences(paragraph, own))
        yield from stated
        self._item = _told_class(paragraph, stated)
        if paragraph.number is not None and not paragraph.opens:
            self._outline.leave(paragraph.level)
        if paragraph.opens:
            self._carried = _Carried(self._whole_carried(), paragraph.level)

    def _heading(self, paragraph: ProseParagraph) -> None:
        """Read a paragraph without amounts: a heading tells what stands below it."""
        self._is_below_heading, self._item = False, None
        heading = heading_of(paragraph)
        if heading is not None:
            self._enter(*heading)

    def _enter(self, level: int, scope: Scope) -> None:
        """Begin a heading: nothing that was said before it is spoken of."""
        self._roots, self._carried = [], replace(self._carried, whole=None)
        self._is_below_heading = True
        self._outline.enter(level, scope)

    # --- the head of a paragraph ------------------------------------------------------------------

    def _own(self, paragraph: ProseParagraph) -> _Own:
        """Tell what the sentences of a paragraph are about: its own head tells it, else the
        headings.
        """
        head = head_of_paragraph(paragraph)
        scope = Scope() if head is None else scope_of(head)
        if paragraph.number is not None:
            self._roots = []
            self._outline.enter(paragraph.level, scope)
            return _Own(self._outline.scope, is_own=True, from_first_amount=head is None)
        above = self._outline.scope
        again = None if self._item is None or head is not None else self._item.goes_on(paragraph)
        if again is not None:
            return _Own(replace(above, subject=again), is_own=True, from_first_amount=True)
        if head is None and is_item_on_a_class(paragraph):
            return _Own(above, is_own=True, from_first_amount=True)
        if scope.subject is None:
            return _Own(above, is_own=False, from_first_amount=False)
        return _Own(replace(above, subject=scope.subject), is_own=True, from_first_amount=False)

    # --- sentences --------------------------------------------------------------------------------

    def _sentences(self, paragraph: ProseParagraph, own: _Own) -> Iterator[Stated]:
        """Give the amounts of each sentence; the first one may tell what the others are about."""
        as_of: int | None = None
        of_a_part = False
        for match in _SENTENCE.finditer(paragraph.text.text, paragraph.begins):
            text = paragraph.text.part(match.start(), match.end())
            as_of = year_of_date(text) or as_of
            if not has_amount(text.text):
                continue
            of_a_part = of_a_part and prose().of_the_whole.search(text.text) is None
            is_first = match.start() == paragraph.begins
            own_of = own if is_first else own.of_sentence(paragraph, text)
            setting = self._setting(text, match.start(), own_of, as_of)
            sentence = Sentence(self.paper, replace(setting, of_a_part=of_a_part))
            reads = list(read_sentence(words(text), sentence))
            self._is_below_heading = False
            yield from (_stated(paragraph.passage, text, read) for read in reads)
            self._roots = sentence.roots
            of_a_part = sentence.is_of_a_part
            if own.from_first_amount and is_first:
                own = replace(own, scope=replace(own.scope, subject=self._first_subject()))

    def _first_subject(self) -> Subject:
        """Tell what the first amount of the last sentence is of."""
        return self._roots[0].subject if self._roots else UNKNOWN

    def _setting(self, text: Folded, start: int, own: _Own, as_of: int | None) -> Setting:
        """Tell what the sentence at `start` of its paragraph stands in."""
        goes_on = prose().goes_on.search(text.text) is not None
        topic = self._topic() if goes_on else None
        return Setting(
            scope=own.scope,
            own_scope=own.is_own,
            from_first_amount=own.from_first_amount,
            is_below_heading=self._is_below_heading,
            topic=topic,
            whole=self._carried.whole,
            listed=self._listed(text, start),
            as_of=as_of,
        )

    def _listed(self, text: Folded, start: int) -> Listed | None:
        """Give the list that a sentence at `start` is of: the one that begins in it, or one that
        goes on in it with a list mark.
        """
        open_list = self._list
        if open_list is None or start + len(text.text) <= open_list.begins:
            return None
        is_behind = start > open_list.begins >= 0
        if is_behind and not behind_item_mark(text.text):
            return None
        return Listed(text, open_list.begins - start, open_list.is_of_projects)

    def _topic(self) -> SaidAmount | None:
        """Tell what the sentence before spoke of: all its measures together.

        Of one thing in several years it is the amount of the paper's own year. Where it spoke of
        something unknown beside them, or of classes, nothing is told.
        """
        if not self._roots:
            return None
        subjects = self._subjects_of_roots()
        of_this_year = [said for said in self._roots if said.year == self.paper.year]
        last = [*self._roots, *of_this_year][-1]
        if len(subjects) > 1:
            return replace(last, subject=_all_together(subjects))
        return last

    def _subjects_of_roots(self) -> list[Subject]:
        """Give the different things that the sentence before spoke of, in their order."""
        return list(dict.fromkeys(map(attrgetter("subject"), self._roots)))

    # --- what goes on in the next paragraph -------------------------------------------------------

    def _whole_carried(self) -> SaidAmount | None:
        """Give the amount whose parts the next paragraphs tell: the one of the last sentence.

        Of several it is told only where they are the totals of both sides.
        """
        topic = self._topic()
        if topic is None or len(self._subjects_of_roots()) == 1:
            return topic
        return topic if TOTALS.issuperset(topic.subject.measures) else None

    def _end_carried(self, paragraph: ProseParagraph) -> None:
        """End a breakdown over several paragraphs with an item of its level, or with a paragraph
        without number behind one that was closed.
        """
        is_deeper = paragraph.level > self._carried.level
        is_next_part = self._goes_on or begins_with_a_part(paragraph, self._carried.whole)
        goes_on = is_next_part if paragraph.number is None else is_deeper
        if not goes_on:
            self._carried = replace(self._carried, whole=None)

    def _continue_list(self, paragraph: ProseParagraph) -> None:
        """Begin a list of projects or classes in this paragraph, or go on with it."""
        begun = next(lists_begun(paragraph.text.text), None)
        if begun is not None:
            self._list = begun
        elif self._list is not None:
            self._list = replace(self._list, begins=-1) if paragraph.is_listed else None


def _all_together(subjects: list[Subject]) -> Subject:
    """Give the measures of several subjects as one: 收入总计 and 支出总计 → both.

    Something unknown or with a name of its own among them leaves it open.
    """
    measures: dict[str, None] = {}
    for subject in subjects:
        if subject.name is not None or not subject.known:
            return UNKNOWN
        measures.update(dict.fromkeys(subject.measures))
    return Subject(tuple(measures))


def _told_class(paragraph: ProseParagraph, stated: Sequence[Stated]) -> ClassItem | None:
    """Give the class that a numbered item tells with its first amount; None for another line."""
    readings = stated[0].readings if stated else ()
    return class_item(paragraph, readings[0].subject, stated[0].digits) if readings else None


def _stated(passage: Passage, sentence: Folded, read: Read) -> Stated:
    """Give an amount with its place in the paper and the words before it."""
    word = read.word
    start, end = sentence.place(word.start, word.end)
    begin = sentence.places[max(word.start - _SHOWN, 0)]
    return Stated(
        digits=word.name or "",
        unit=word.extra or "",
        where=passage.place(start, end),
        words=passage.text[begin:end],
        readings=read.readings,
    )
