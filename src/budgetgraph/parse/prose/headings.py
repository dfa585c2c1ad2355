"""Keep the headings and numbered items that a sentence stands under, and what each of them is
about.

五、“三公”经费预算情况说明          a heading: all below is about three_public_total
（二）公务接待费。2024年…1.50万元   an item: its sentences are about reception
检察（款）：预算支出合计480万元      a head of one paragraph: about that class
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.clauses import LABELS
from budgetgraph.parse.wording.cutting import words
from budgetgraph.parse.wording.phrases import Label, phrase_before
from budgetgraph.parse.wording.subjects import (
    UNKNOWN,
    Subject,
    class_subject,
    side_of,
    sides_of,
    stands_in,
)
from budgetgraph.parse.wording.words import Folded, SentenceWord

#: A heading is short.
LONGEST_HEADING = 60
_SENTENCE_MARK = re.compile("[,;。]")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a heading or an item says: its subject where it names one, the side (revenue or
    expenditure), and whether it is about money that was spent or about a single project.

    `above` is what the heading over an item names that names nothing by itself: （二）接待费1万元 below
    三公经费; `is_whole` says that it is about all that comes in and goes out: 收入支出决算总体情况说明;
    `of_classes` that the functional classes are told below it one by one: （一）按支出功能分类科目划分.
    """

    subject: Subject | None = None
    above: Subject | None = None
    side: str | None = None
    executed: bool = False
    project: bool = False
    year: int | None = None
    is_whole: bool = False
    of_classes: bool = False


def is_section(text: str) -> bool:
    """Tell whether a folded paragraph without number is a heading: 政府采购预算情况说明."""
    if len(text) > LONGEST_HEADING or _SENTENCE_MARK.search(text):
        return False
    return prose().section.search(text.rstrip(":")) is not None


def is_label_alone(line: Folded) -> bool:
    """Tell whether a line is the label of one measure and nothing else: 公务接待费, 培训费:"""
    cut = words(line.part(0, len(line.text.rstrip(":。"))))
    return len(cut) == 1 and cut[0].kind is Kind.measure


def scope_of(heading: Folded) -> Scope:
    """Tell what a heading without its number is about: 公务接待费预算情况说明 → reception."""
    text = heading.text.rstrip(":。")
    named = prose().section.sub("", text)
    cut = words(heading.part(0, len(named)))
    is_of_a_project = _is_of_a_project(text, cut)
    subject = None
    if not is_of_a_project:
        subject = _subject(cut, is_titled=named != text)
    return Scope(
        subject=subject,
        side=_side(cut),
        executed=prose().execution.search(text) is not None,
        project=is_of_a_project,
        year=_last_year(cut),
        is_whole=_is_of_the_whole(cut),
        of_classes=any(map(_names_classes, cut)),
    )


def _names_classes(word: SentenceWord) -> bool:
    """Tell whether a word of a heading says that classes follow: 按支出功能分类; not 按资金来源."""
    return word.kind is Kind.axis and prose().of_classes.search(word.text) is not None


def _is_of_a_project(text: str, cut: Sequence[SentenceWord]) -> bool:
    """Tell whether a heading is one of the papers on a single project: 立项依据; not 项目支出情况说明."""
    return not _labels(cut) and prose().projects.search(text) is not None


def _is_of_the_whole(cut: Sequence[SentenceWord]) -> bool:
    """Tell whether a heading names both sides of the whole and nothing else: 收支预算总体情况."""
    labels = _labels(cut)
    return bool(labels) and all(word.name == "total" for word in labels)


def _last_year(cut: Sequence[SentenceWord]) -> int | None:
    """Give the year that a heading names last: 2025年公务接待费 → 2025."""
    years = [word.year for word in cut if word.kind is Kind.year]
    return years[-1] if years else None


def _labels(cut: Sequence[SentenceWord]) -> list[SentenceWord]:
    """Give the words of a heading that are labels of amounts: 公务接待费, 教育支出（类）, 支出."""
    return [word for word in cut if word.kind in LABELS]


def _subject(cut: tuple[SentenceWord, ...], *, is_titled: bool) -> Subject | None:
    """Give the one thing that a heading names; None where it names none or several.

    `is_titled` says that it ends with words such as 情况说明: then what is not known is a section, else
    an item of its own, whose amounts no measure takes (办公楼维修。预算支出20万元).
    """
    if len(_things_named(cut)) > 1:
        return None
    label = phrase_before(cut).label
    if label is not None and not label.part:
        return heading_subject(label)
    return UNKNOWN if not is_titled and _is_a_thing(cut) else None


def _things_named(cut: Sequence[SentenceWord]) -> set[tuple[str | None, str]]:
    """Give the different things that the labels of a heading name: 会议费、培训费 → two.

    A bare 收入 or 支出 is one only where no other label stands in it.
    """
    labels = _labels(cut)
    full = [word for word in labels if word.kind is not Kind.bare]
    return set(map(_identity, full or labels))


def _identity(label: SentenceWord) -> tuple[str | None, str]:
    """Give what tells two labels apart: their measures, of classes their names."""
    return label.name, label.text if label.kind is Kind.named_class else ""


def _is_a_thing(cut: Sequence[SentenceWord]) -> bool:
    """Tell whether a heading names anything at all: 办公楼维修, but not 2025年预算."""
    return any(word.kind is Kind.word or word.kind in LABELS for word in cut)


def heading_subject(label: Label) -> Subject | None:
    """Give the subject that a label names in a heading: 财政拨款收支 is both sides of that fund; None for
    both sides of the whole.
    """
    word = label.whose or label.word
    if word.kind is Kind.named_class:
        return class_subject(word)
    if word.name in prose().measures:
        subject = Subject((word.name,), stands_in=stands_in(word.name, label.of_a_fund))
        return subject.given_by(label.fund)
    both = () if word.name == "total" else sides_of(word.name)
    return Subject(both, stands_in=True) if both else None


def _side(cut: Sequence[SentenceWord]) -> str | None:
    """Give the side that all labels of a heading speak of: 支出说明 → expenditure."""
    sides: set[str | None] = set()
    for label in _labels(cut):
        if label.kind is Kind.named_class:
            sides.add("expenditure")
        elif label.name:
            sides.add(side_of(label.name))
    return sides.pop() if len(sides) == 1 else None


class Outline:
    """The headings and items above the paragraph that is read."""

    def __init__(self) -> None:
        self._levels: dict[int, Scope] = {}

    def enter(self, level: int, scope: Scope) -> None:
        """Begin a heading or item: what stood under one of its level or deeper has ended."""
        self.leave(level)
        self._levels[level] = scope

    def leave(self, level: int) -> None:
        """End an item that holds amounts of its own with its paragraph."""
        ended = [deeper for deeper in self._levels if deeper >= level]
        for level in ended:
            del self._levels[level]

    @property
    def scope(self) -> Scope:
        """What the innermost heading is about; the side and the phase of those above hold on."""
        if not self._levels:
            return Scope()
        scopes = [self._levels[level] for level in sorted(self._levels)]
        innermost = scopes[-1]
        sides = [scope.side for scope in reversed(scopes) if scope.side is not None]
        subjects = filter(None, map(attrgetter("subject"), reversed(scopes)))
        return Scope(
            subject=innermost.subject,
            above=next(subjects, None),
            side=next(iter(sides), None),
            executed=any(map(attrgetter("executed"), scopes)),
            project=any(map(attrgetter("project"), (innermost, *scopes[1:]))),
            year=self._year(),
            is_whole=any(map(attrgetter("is_whole"), scopes)),
            of_classes=innermost.of_classes,
        )

    def _year(self) -> int | None:
        """Give the year of the innermost heading; of one without a year that of the numbered
        heading above it.

        二、2024年“三公”经费决算情况 / （一）公务接待费 → 2024. A heading without number (2024年工作总结) may stand
        before what is no part of it.
        """
        innermost = max(self._levels)
        above = [level for level in self._levels if level > 0 or level == innermost]
        years = (self._levels[level].year for level in sorted(above, reverse=True))
        return next(filter(None, years), None)
