"""Names that a list gives to its amounts: projects behind 项目支出5万元，主要为…, classes behind 按功能分类….

项目支出5万元，主要为：1.道路养护资金3万元；2.桥梁维修费2万元
                         └ the name of 3万元   └ the name of 2万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document.list_marks import behind_item_mark
from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import SaidAmount
from budgetgraph.parse.wording.classes import class_names, economic_names
from budgetgraph.parse.wording.clauses import CHANGES, NEUTRAL
from budgetgraph.parse.wording.phrases import Label, Phrase
from budgetgraph.parse.wording.subjects import CLASS, PROJECT, Subject, holds_classes
from budgetgraph.parse.wording.words import Folded, SentenceWord, joined_print, joined_text

_CLAUSE = re.compile(r"[;,。:]")
#: Words that the name of a class of a lower level, or of a project, may end with.
_ENDS_OF_NAMES = frozenset({Kind.bare, Kind.named_class})
#: What may stand between a verb and its amount.
_BEHIND_VERB = frozenset({Kind.filler, Kind.either})
#: What stands around a short name: `购置费 | ： | 0万元`.
_BESIDE_SHORT_NAME = NEUTRAL | {Kind.colon}
_AROUND = ";,。:、"
_SHORTEST_NAME, _LONGEST_NAME = 3, 59
#: A code before the name: 2080201行政运行, 2080201-行政运行, 2080201（行政运行）支出; 215人次 is a count.
_CODED = re.compile(
    r"(?P<code>2\d{2}|2\d{4}|2\d{6}|30\d{1}|31\d|30\d{3}|31\d{3})"
    r"(?!人次|人[,;]|批|辆|户|名|家|台(?!湾)|次|件|套|份|亩|公里|平方)"
    r"(?:[-—_]?(?P<name>[㐀-鿿][^\d,;:]*)|[(（](?P<inner>[㐀-鿿][^\d,;:()（）]*)[)）](?:支出|预算|决算){0,3})"
)


@dataclass(frozen=True, slots=True)
class List:
    """A list of projects or of classes with their amounts, and where in its paragraph it begins."""

    is_of_projects: bool
    begins: int


def lists_begun(text: str) -> Iterator[List]:
    """Give the lists that begin in a folded paragraph: 项目支出5万元,主要为:… → one of projects."""
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
        """Give the name of an amount: the clause before it without its list mark, as printed.

        1.道路养护资金3万元 → 道路养护资金.
        """
        if not before or before[-1].end < self.begins:
            return None
        start = max(before[0].start, self.begins, 0)
        clause = _last_clause(self.sentence.part(start, before[-1].end))
        name = _without_marks(clause)
        return name.printed if _may_be_a_name(name.text) else None

    def subject(self, name: str) -> Subject:
        """Tell what an amount of the list is: that of the project or of the class with this
        name.
        """
        scope = PROJECT if self.is_of_projects else CLASS
        return Subject((scope,), name)


def _last_clause(text: Folded) -> Folded:
    """Give the last clause of a text, without the signs around it: 共2个,其中:道路养护资金, → 道路养护资金."""
    end = len(text.text.rstrip(_AROUND))
    first = len(text.text) - len(text.text.lstrip(_AROUND))
    for clause in _CLAUSE.finditer(text.text, first, end):
        first = clause.end()
    return text.part(first, end)


def _without_marks(name: Folded) -> Folded:
    """Give a name without its number and without words that lead to it: 主要为1.道路养护 → 道路养护."""
    name = _without_mark(name)
    lead = prose().list_lead.match(name.text)
    return name if lead is None else _without_mark(name.behind(lead.end()))


def _without_mark(name: Folded) -> Folded:
    return name.behind(behind_item_mark(name.text))


def _may_be_a_name(text: str) -> bool:
    """Tell whether a text may name a project: 道路养护资金; not 资金, not 其中上级资金."""
    if not _SHORTEST_NAME <= len(text) <= _LONGEST_NAME:
        return False
    return prose().no_subject.search(text) is None


def listed_subject(
    listed: Listed | None, phrase: Phrase, before: Sequence[SentenceWord]
) -> Subject | None:
    """Give the project or class that a list names with an amount; None where a measure is its
    label.

    A project may be named after a measure: 乡村教师培训费; 培训费 alone is no project.
    """
    if listed is None:
        return None
    name = listed.name(before)
    if name is None:
        return None
    if _is_a_label(phrase.label) and not _is_named_after(listed, phrase.label, name):
        return None
    return listed.subject(name)


def is_in_a_name(listed: Listed | None, before: Sequence[SentenceWord]) -> bool:
    """Tell whether a verb is only a part of a project's name in a list: 医保提高部分资金100万元."""
    if listed is None or not listed.is_of_projects:
        return False
    telling = [word.kind for word in before if word.kind not in _BEHIND_VERB]
    return not telling or telling[-1] not in CHANGES


def _is_a_label(label: Label | None) -> bool:
    """Tell whether a label tells by itself what an amount is: 培训费, but not the 支出 of 办公楼维修支出."""
    if label is None or label.part:
        return False
    return label.word.kind is not Kind.bare


def _is_named_after(listed: Listed, label: Label | None, name: str) -> bool:
    """Tell whether the name in a list of projects holds more than a label: 乡村教师培训费, not 培训费."""
    if label is None or not listed.is_of_projects:
        return False
    return label.word.name in prose().nameable and name != label.word.printed


# --- names without a list -------------------------------------------------------------------------


def known_class(
    phrase: Phrase, wholes: Sequence[SaidAmount], is_below_class: bool
) -> Subject | None:
    """Give a class of any level by its name alone, where classes are spoken of.

    支出预算9万元，其中：行政运行5万元 → the class 行政运行.
    """
    if not _may_be_named(phrase):
        return None
    if not is_below_class and not _are_divided_into_classes(wholes):
        return None
    text = joined_text(phrase.name)
    names = (text, f"{text}支出", text.removesuffix("预算"), text.removesuffix("支出"))
    is_known = not class_names().isdisjoint(names)
    return Subject((CLASS,), joined_print(phrase.name)) if is_known else None


def class_of_section(phrase: Phrase) -> Subject | None:
    """Give a class by any name, at the beginning of a paragraph below a heading on classes.

    （一）按支出功能分类科目划分 / 初中教育支出3万元 → the class 初中教育支出.
    """
    name = joined_text(phrase.name)
    is_a_name = _may_be_named(phrase) and _may_be_a_name(name)
    return Subject((CLASS,), joined_print(phrase.name)) if is_a_name else None


def _may_be_named(phrase: Phrase) -> bool:
    """Tell whether what is before an amount may be a name: 行政运行, and names that end as a label does
    (养老保险缴费支出, 初中教育支出).
    """
    label = phrase.label
    ends_as_label = label is not None and label.part and label.word.kind in _ENDS_OF_NAMES
    return phrase.is_only_a_name or (ends_as_label and phrase.change is None)


def _are_divided_into_classes(wholes: Sequence[SaidAmount]) -> bool:
    """Tell whether the amounts whose parts are told may be divided into classes: 支出预算, not 基本支出."""
    return bool(wholes) and all(holds_classes(whole.subject) for whole in wholes)


def short_named_part(phrase: Phrase, whole: Subject | None) -> Subject | None:
    """Give a part of an amount by a short name that tells something there only.

    公务用车购置及运行费6万元（购置费0万元 → vehicle_purchase; 设备购置费3万元 is none, and neither is
    公车运行费（三公经费）3万元, for the bracket names the whole.
    """
    if phrase.change is not None or whole is None or _names(phrase, whole):
        return None
    telling = [word for word in phrase.name if word.kind not in _BESIDE_SHORT_NAME]
    names = (joined_text(phrase.name), joined_text(telling))
    for divided in whole.measures:
        for measure, pattern in prose().inside.get(divided, {}).items():
            if any(map(pattern.fullmatch, names)):
                return Subject((measure,))
    return None


def _names(phrase: Phrase, whole: Subject) -> bool:
    """Tell whether the label before an amount is that of the whole; a bare 支出 is any part's."""
    label = phrase.label
    if label is None or label.word.kind is Kind.bare:
        return False
    return label.word.name in whole.measures


def coded_class(phrase: Phrase) -> Subject | None:
    """Give a class that is named behind its code: 2080201行政运行3305012.36元."""
    if phrase.change is not None:
        return None
    name = joined_print(phrase.name)
    match = _CODED.fullmatch(name, behind_item_mark(name))
    if match is None:
        return None
    return Subject((CLASS,), match["name"] or match["inner"], match["code"])


def project_part(phrase: Phrase, wholes: Sequence[SaidAmount]) -> Subject | None:
    """Give a project by its name alone, among the parts of 项目支出: 其中：森林管护补助126万元, 防汛支出12万元;
    办公费3万元 is none.
    """
    if not _may_be_named(phrase) or not _are_projects(wholes):
        return None
    name = joined_text(phrase.name)
    is_spending = name in economic_names() or prose().no_project.search(name) is not None
    if is_spending or not _may_be_a_name(name):
        return None
    return Subject((PROJECT,), joined_print(phrase.name))


def _are_projects(wholes: Sequence[SaidAmount]) -> bool:
    """Tell whether the parts of 项目支出 are told."""
    return bool(wholes) and wholes[0].subject.measures == ("project_expenditure",)
