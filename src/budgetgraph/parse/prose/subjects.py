"""Keep the headings and numbered items that a sentence stands under, and what each of them is
about.

五、“三公”经费预算情况说明          a heading: all below is about three_public_total
（二）公务接待费。2024年…1.50万元   an item: its sentences are about reception
检察（款）：预算支出合计480万元      a head of one paragraph: about that class
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.phrases import LABELS, Label, phrase_before
from budgetgraph.parse.prose.words import Folded, SentenceWord, words

CLASS = "class_expenditure"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is of: one measure, or two (收入、支出总计), with the name of a class.

    Without a measure it is something that no measure takes. `stands_in` says that it is only what
    one fund gives: it stands for the whole where no other amount of the whole is stated.
    """

    measures: tuple[str, ...] = ()
    name: str | None = None
    code: str | None = None
    stands_in: bool = False

    @property
    def known(self) -> bool:
        """Whether a measure takes it."""
        return bool(self.measures)

    @property
    def is_class(self) -> bool:
        return self.measures == (CLASS,)


UNKNOWN = Subject()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a heading or an item says: its subject where it names one, the side (revenue or
    expenditure), and whether it is about money that was spent or about a single project.
    """

    subject: Subject | None = None
    side: str | None = None
    executed: bool = False
    project: bool = False
    year: int | None = None


NO_SCOPE = Scope()

_LEVELS = (
    re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|篇)"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?"),
    re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"),
    re.compile(r"\(\d{1,2}\)[、.]?|\d{1,2}\)"),
    re.compile(r"[①-⑳]"),
)
#: A heading is short.
_LONGEST_HEADING = 60


def ordinal(text: str) -> tuple[int, int] | None:
    """The level of a folded paragraph's number and where the number ends: `（二）…` → (2, 3)."""
    for level, pattern in enumerate(_LEVELS):
        found = pattern.match(text)
        if found:
            return level, found.end()
    return None


def is_section(text: str) -> bool:
    """Whether a folded paragraph without number is a heading: 政府采购预算情况说明."""
    if len(text) > _LONGEST_HEADING or re.search(r"[,;。]", text):
        return False
    return prose().section.search(text.rstrip(":")) is not None


def scope_of(heading: Folded) -> Scope:
    """What a heading without its number is about."""
    text = heading.text.rstrip(":。")
    bare = prose().section.sub("", text)
    is_titled = bare != text
    found = words(heading.part(0, len(bare)))
    years = [one.year for one in found if one.kind is Kind.year]
    labels = [one for one in found if one.kind in LABELS]
    project = not labels and prose().projects.search(text) is not None
    return Scope(
        subject=None if project else _subject(found, is_titled),
        side=_side(found),
        executed=prose().execution.search(text) is not None,
        project=project,
        year=years[-1] if years else None,
    )


def _subject(found: tuple[SentenceWord, ...], is_titled: bool) -> Subject | None:
    """The one thing that a heading names; None where it names none or several.

    `is_titled` says that it ends with words such as 情况说明: then what is not known is a section, else
    an item of its own, whose amounts no measure takes (办公楼维修。预算支出20万元).
    """
    labels = [one for one in found if one.kind in LABELS - {Kind.bare}]
    bare = [one for one in found if one.kind is Kind.bare]
    told = {(one.name, one.text if one.kind is Kind.named_class else "") for one in labels or bare}
    if len(told) > 1:
        return None
    phrase = phrase_before(found)
    if phrase.label is not None and not phrase.label.part:
        return heading_subject(phrase.label)
    return None if is_titled or not _is_a_thing(found) else UNKNOWN


def _is_a_thing(found: tuple[SentenceWord, ...]) -> bool:
    return any(one.kind is Kind.word or one.kind in LABELS for one in found)


def heading_subject(label: Label) -> Subject | None:
    """The subject that a label names in a heading: 财政拨款收支 is both sides of that fund; None for both
    sides of the whole.
    """
    word = label.whose or label.word
    if word.kind is Kind.named_class:
        return class_subject(word)
    if word.name in prose().measures:
        return Subject((word.name,), stands_in=stands_in(word.name, label.of_a_fund))
    both = sides_of(word.name)
    return Subject(both, stands_in=True) if both and word.name != "total" else None


def class_subject(word: SentenceWord) -> Subject:
    """The subject of a class: its name as printed, and its code."""
    return Subject((CLASS,), word.printed, word.extra)


def stands_in(measure: str | None, of_a_fund: bool) -> bool:
    """Whether an amount of one fund is only a part of the measure: 财政拨款基本支出."""
    return of_a_fund and measure in prose().of_a_fund


def sides_of(name: str | None) -> tuple[str, ...]:
    """The measures of both sides of a fund, as far as there are such: general_public →
    general_public_revenue, general_public_expenditure.
    """
    both = (f"{name}_revenue", f"{name}_expenditure")
    return tuple(measure for measure in both if measure in prose().measures)


def _side(found: tuple[SentenceWord, ...]) -> str | None:
    """The side that all labels of a heading speak of: 支出说明 → expenditure."""
    sides = {side_of(one.name) for one in found if one.kind in LABELS and one.name}
    sides |= {"expenditure" for one in found if one.kind is Kind.named_class}
    return sides.pop() if len(sides) == 1 else None


def side_of(measure: str | None) -> str | None:
    """Whether a measure is of what comes in or of what goes out."""
    name = measure or ""
    return next((side for side in ("revenue", "expenditure") if name.endswith(side)), None)


class Outline:
    """The headings and items above the paragraph that is read."""

    def __init__(self) -> None:
        self._levels: dict[int, Scope] = {}

    def enter(self, level: int, scope: Scope) -> None:
        """A heading or item begins: what stood under one of its level or deeper has ended."""
        self._levels = {above: one for above, one in self._levels.items() if above < level}
        self._levels[level] = scope

    def leave(self, level: int) -> None:
        """An item that holds amounts of its own ends with its paragraph."""
        self._levels = {above: one for above, one in self._levels.items() if above < level}

    @property
    def scope(self) -> Scope:
        """What the innermost heading is about; the side and the phase of those above hold on."""
        if not self._levels:
            return NO_SCOPE
        scopes = [self._levels[level] for level in sorted(self._levels)]
        sides = [one.side for one in scopes if one.side is not None]
        return Scope(
            subject=scopes[-1].subject,
            side=sides[-1] if sides else None,
            executed=any(one.executed for one in scopes),
            project=scopes[-1].project or any(deep.project for deep in scopes[1:]),
            year=scopes[-1].year,
        )
