"""Names that a list gives to its amounts: projects behind 项目支出5万元，主要为…, classes behind 按功能分类….

项目支出5万元，主要为：1.道路养护资金3万元；2.桥梁维修费2万元
                         └ the name of 3万元   └ the name of 2万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import Said, holds_classes
from budgetgraph.parse.prose.phrases import Label, Phrase
from budgetgraph.parse.prose.subjects import CLASS, Subject
from budgetgraph.parse.prose.words import Folded, SentenceWord, class_names

LIST_MARK = re.compile(r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[一二三四五六七八九十]是)")
PROJECT = "project_amount"
_CLAUSE = re.compile(r"[;,。:]")
_AROUND = ";,。:、"
_SHORTEST_NAME, _LONGEST_NAME = 3, 59


@dataclass(frozen=True, slots=True)
class List:
    """A list of projects or of classes with their amounts, and where in its paragraph it begins."""

    is_of_projects: bool
    begins: int


def lists_begun(text: str) -> Iterator[List]:
    """The lists that begin in a folded paragraph."""
    projects = prose().list_of_projects.search(text)
    if projects:
        yield List(True, projects.end())
    classes = prose().list_of_classes.search(text)
    if classes:
        yield List(False, classes.end())


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that a sentence is of, from the offset `begins` of the sentence on."""

    sentence: Folded
    begins: int
    is_of_projects: bool

    def name(self, before: Sequence[SentenceWord]) -> str | None:
        """The name of an amount: the clause before it without its list mark, as printed."""
        if not before or before[-1].end < self.begins:
            return None
        start = max(before[0].start, self.begins, 0)
        text = self.sentence.part(start, before[-1].end)
        end = len(text.text.rstrip(_AROUND))
        first = len(text.text) - len(text.text.lstrip(_AROUND))
        for clause in _CLAUSE.finditer(text.text, first, end):
            first = clause.end()
        name = text.part(first, end)
        for mark in (LIST_MARK, prose().list_lead, LIST_MARK):
            found = mark.match(name.text)
            name = name.part(found.end(), len(name.text)) if found else name
        is_name = _SHORTEST_NAME <= len(name.text) <= _LONGEST_NAME
        return name.printed if is_name and not prose().no_subject.search(name.text) else None


def listed_subject(
    listed: Listed | None, phrase: Phrase, before: Sequence[SentenceWord]
) -> Subject | None:
    """The project or class that a list names with an amount; None where a measure is its label.

    A project may be named after a measure: 乡村教师培训费; 培训费 alone is no project.
    """
    if listed is None:
        return None
    label = phrase.label
    is_label = label is not None and not label.part and label.word.kind is not Kind.bare
    nameable = label is not None and label.word.name in prose().nameable
    if is_label and not (listed.is_of_projects and nameable):
        return None
    name = listed.name(before)
    if name is None or (is_label and _is_only(name, label)):
        return None
    return Subject((PROJECT if listed.is_of_projects else CLASS,), name)


def _is_only(name: str, label: Label | None) -> bool:
    return label is not None and name == label.word.printed


def known_class(phrase: Phrase, wholes: Sequence[Said], is_below_class: bool) -> Subject | None:
    """A class of any level by its name alone, where classes are spoken of."""
    if not phrase.unknown or phrase.change is not None:
        return None
    is_among = bool(wholes) and all(holds_classes(one.subject) for one in wholes)
    if not (is_below_class or is_among):
        return None
    text = "".join(one.text for one in phrase.name)
    printed = "".join(one.printed for one in phrase.name)
    names = (text, text.removesuffix("预算"), text.removesuffix("支出"))
    return Subject((CLASS,), printed) if class_names().intersection(names) else None


#: A code before the name: 2080201行政运行.
_CODED = re.compile(r"(?P<code>2\d{4}|2\d{6}|30\d{3}|31\d{3})(?P<name>[㐀-鿿][^\d,;:]*)")


def coded_class(phrase: Phrase) -> Subject | None:
    """A class that is named behind its code: 2080201行政运行3305012.36元."""
    if phrase.change is not None:
        return None
    printed = "".join(one.printed for one in phrase.name)
    found = _CODED.fullmatch(printed)
    return Subject((CLASS,), found["name"], found["code"]) if found else None


def project_part(phrase: Phrase, wholes: Sequence[Said]) -> Subject | None:
    """A project by its name alone, among the parts of 项目支出: 其中：森林管护补助126万元."""
    is_part = bool(wholes) and wholes[0].subject.measures == ("project_expenditure",)
    if not is_part or not phrase.unknown or phrase.change is not None:
        return None
    text = "".join(one.text for one in phrase.name)
    printed = "".join(one.printed for one in phrase.name)
    is_name = _SHORTEST_NAME <= len(text) <= _LONGEST_NAME and not prose().no_subject.search(text)
    return Subject((PROJECT,), printed) if is_name else None
