"""One paragraph: its number, its head, and whether the next one goes on with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from budgetgraph.document import Passage
from budgetgraph.document.list_marks import (
    ListMark,
    behind_bullet,
    behind_item_mark,
    entry_mark,
    list_mark,
    next_mark,
)
from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import SaidAmount
from budgetgraph.parse.prose.headings import (
    LONGEST_HEADING,
    Scope,
    is_label_alone,
    is_section,
    scope_of,
)
from budgetgraph.parse.prose.lists import short_named_part
from budgetgraph.parse.wording.cutting import first_amount, words
from budgetgraph.parse.wording.phrases import Label, phrase_before
from budgetgraph.parse.wording.subjects import UNKNOWN, Subject
from budgetgraph.parse.wording.words import Folded, folded

_HEAD_END = re.compile(r"[。:]")
_AS_OF = re.compile(r"截[至止]到?(\d{4})年")
_WHOLES = frozenset({Kind.total, Kind.bare})
_INNER_STOP = re.compile("[,;]")
#: Words that lead on to the parts of an amount: what stands before them is no head.
_LEADING_ON = frozenset({Kind.breaks, Kind.among, Kind.axis})
#: So many characters tell whether an item begins: `2.2025年`, `12.2080505（养`.
_LONGEST_MARK = 12
#: How the name of a class in its levels ends.
_LOWEST_LEVELS = ("(款)", "(项)")
#: The level of a heading without number that is nothing but a label: any other heading ends it.
_DEEPEST = 99
#: A list goes on in the next paragraph where this one ends so.
_OPEN = (":", ";", ",", "、")


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph: its folded text, its number, and where its first sentence begins."""

    passage: Passage
    text: Folded
    number: ListMark | None

    @property
    def begins(self) -> int:
        return behind_bullet(self.text.text) if self.number is None else self.number.end

    @property
    def level(self) -> int:
        """The level of its number; -1 where it has none."""
        return -1 if self.number is None else self.number.style

    @property
    def ends_open(self) -> bool:
        """Whether the next paragraph may go on with a list: 主要用于：…；"""
        return self.text.text.endswith(_OPEN)

    @property
    def opens(self) -> bool:
        """Whether the next paragraphs tell the parts of this one: …。其中："""
        if self.text.text.endswith(":"):
            return True
        last_sentence = self.text.behind(self.text.text.rfind("。") + 1)
        last = words(last_sentence)
        return bool(last) and last[-1].kind is Kind.breaks

    @property
    def is_listed(self) -> bool:
        """Whether it begins as an item of a list does: 1.道路养护资金, 一是道路养护资金."""
        return self.number is not None or behind_item_mark(self.text.text) > 0


def paragraph_of(passage: Passage) -> ProseParagraph:
    """Give the paragraph of a passage, folded."""
    text = folded(passage.text)
    return ProseParagraph(passage, text, list_mark(text.text))


def items_of(passage: Passage) -> Iterator[ProseParagraph]:
    """Give the numbered items of a passage that holds several: 1.公务接待费3万元。2.会议费2万元。

    One that does not begin with a number is one paragraph.
    """
    text = folded(passage.text)
    begins = _items_begin(text.text)
    for first, end in pairwise([*begins, len(text.text)]):
        item = text.part(first, end)
        yield ProseParagraph(passage, item, list_mark(item.text))


def _items_begin(text: str) -> list[int]:
    """Tell where the items of a folded text begin; the number of each is the next one: 1. 2. 3."""
    begins = [0]
    first = list_mark(text)
    if first is None:
        begins += _headed_items_begin(text)
        first = list_mark(text[begins[-1] :])
    mark = None if first is None else next_mark(text[begins[-1] :][: first.end])
    while mark is not None:
        at = text.find(f"。{mark}", begins[-1]) + 1
        if at == 0 or list_mark(text[at : at + _LONGEST_MARK]) is None:
            break
        begins.append(at)
        mark = next_mark(mark)
    return begins


def _headed_items_begin(text: str) -> list[int]:
    """Tell where items begin within a text whose heads a full stop ends: nothing but such a head
    tells what their amounts are of.

    三公经费9万元。其中：1.公务接待费。2025年预算1万元。2.出国费。2025年预算8万元。
    """
    for sign in _HEAD_END.finditer(text):
        at = sign.end()
        mark = entry_mark(text[at : at + _LONGEST_MARK])
        if mark is None or mark.number != 1:
            continue
        first, second = text[at + mark.end :], next_mark(text[at : at + mark.end])
        heads = [item.partition("。")[0] for item in first.split(f"。{second}")]
        return [at] if len(heads) > 1 and any(map(_is_bare_head, heads)) else []
    return []


def _is_bare_head(text: str) -> bool:
    """Tell whether the first words of an item name it and hold no amount: 公务接待费."""
    is_short = 0 < len(text) <= LONGEST_HEADING
    return is_short and first_amount(text) == len(text) and not _INNER_STOP.search(text)


def begins_with_a_part(paragraph: ProseParagraph, whole: SaidAmount | None) -> bool:
    """Tell whether a paragraph begins with the name of a class, or with a short name that tells
    something among the parts of `whole`: it goes on with the parts that those before it tell.

    2.项目支出5万元，其中： / 商品和服务支出3万元，… / 资本性支出2万元，…
    公务用车购置及运行费3万元，其中： / - 购置费：0万元。 / - 运行维护费：3万元。
    """
    start = paragraph.text.part(0, min(len(paragraph.text.text), LONGEST_HEADING))
    if list(map(attrgetter("kind"), words(start)))[:1] == [Kind.named_class]:
        return True
    named = paragraph.text.part(paragraph.begins, first_amount(paragraph.text.text))
    divided = None if whole is None else whole.subject
    return short_named_part(phrase_before(words(named)), divided) is not None


def is_item_on_a_class(paragraph: ProseParagraph) -> bool:
    """Tell whether a paragraph without number begins with one class in its levels and its amount:
    what its other sentences tell is of that class.

    “教育支出（类）普通教育（款）小学教育（项）”3万元，主要用于办学。年初预算为4万元，支出决算为3万元。
    """
    text = paragraph.text.text
    first_sentence = paragraph.text.part(paragraph.begins, text.find("。") + 1 or len(text))
    cut = words(first_sentence)
    kinds = list(map(attrgetter("kind"), cut))
    if kinds[:2] != [Kind.named_class, Kind.amount] or kinds.count(Kind.named_class) > 1:
        return False
    return cut[0].text.endswith(_LOWEST_LEVELS)


def heading_of(paragraph: ProseParagraph) -> tuple[int, Scope] | None:
    """Give the level of a heading and what it is about; None for a paragraph that is none.

    （二）公务接待费 → the level of its number     政府采购情况说明 → 0     公务接待费 → the deepest
    """
    if paragraph.number is not None:
        return paragraph.level, _numbered_scope(paragraph)
    if is_section(paragraph.text.text):
        return 0, scope_of(paragraph.text)
    label = paragraph.text.behind(paragraph.begins)
    return (_DEEPEST, scope_of(label)) if is_label_alone(label) else None


def _numbered_scope(paragraph: ProseParagraph) -> Scope:
    """Tell what a numbered heading is about; a long one is a sentence, and says nothing."""
    if len(paragraph.text.text) > LONGEST_HEADING:
        return Scope()
    return scope_of(paragraph.text.behind(paragraph.begins))


def head_of_paragraph(paragraph: ProseParagraph) -> Folded | None:
    """Give the words before the first full stop or colon, where they hold no amount and are short.

    （二）公务接待费。2025年预算4万元 → 公务接待费. Only a numbered item has a head that a full stop ends.
    """
    end = _HEAD_END.search(paragraph.text.text, paragraph.begins)
    if end is None or (end.group() == "。" and paragraph.number is None):
        return None
    head = paragraph.text.part(paragraph.begins, end.start())
    has_an_amount = end.start() > first_amount(paragraph.text.text)
    is_long = len(head.text) > LONGEST_HEADING and not _is_one_class(head)
    if has_an_amount:
        return None
    if is_long or _INNER_STOP.search(head.text):
        return _class_at_head(head)
    return None if _leads_on(head) else head


def _class_at_head(head: Folded) -> Folded | None:
    """Give the class in its levels that a longer head begins with: 教育支出（类）…小学教育（项），主要用于办学."""
    for first in words(head)[:1]:
        if first.kind is Kind.named_class and first.text.endswith(_LOWEST_LEVELS):
            return head.part(first.start, first.end)
    return None


def subject_of_sentence(paragraph: ProseParagraph, text: Folded) -> Subject | None:
    """Tell what a later sentence of a paragraph is about by its own head, where that names
    something that is known; None for one without such a head.

    …。农村公路（款）：2025年支出合计8万元。 → that class
    """
    head = head_of_paragraph(replace(paragraph, text=text, number=None))
    subject = None if head is None else scope_of(head).subject
    return subject if subject is not None and subject.known else None


def speaks_of_the_whole(text: Folded) -> bool:
    """Tell whether a sentence begins with the whole of a department: 部门支出合计9万元."""
    before = words(text.part(0, first_amount(text.text)))
    begins = prose().of_the_whole.match(text.text)
    return begins is not None and any(word.kind in _WHOLES for word in before)


def year_of_date(text: Folded) -> int | None:
    """Give the year of the date that a sentence begins with: 截至2024年12月31日."""
    match = _AS_OF.search(text.text)
    return int(match[1]) if match else None


def _is_one_class(head: Folded) -> bool:
    """Tell whether a head is nothing but the name of a class, which may be long:
    城乡社区支出（类）其他国有土地使用权出让收入对应专项债务收入安排的支出（款）….
    """
    kinds = list(map(attrgetter("kind"), words(head)))
    return kinds == [Kind.named_class]


def _leads_on(head: Folded) -> bool:
    """Tell whether words before a colon lead to the parts of an amount: 其中：, 按功能分类："""
    return any(word.kind in _LEADING_ON for word in words(head))


# --- an item on a class that goes on in the next line ---------------------------------------------
@dataclass(frozen=True, slots=True)
class ClassItem:
    """The class that the line before told as a numbered item, and the digits of its amount.

    1、行政单位离退休（项）56.12万元。 / 2024年决算数为57.43万元，2025年支出决算为56.12万元。 → the same class in two years.
    """

    subject: Subject
    digits: str

    def goes_on(self, paragraph: ProseParagraph) -> Subject | None:
        """Tell what a line without a label of its own is about: the class where it tells the amount
        of the class again; None where the headings tell it.

        Without that amount nothing tells whose 2024年决算数 is; 支出决算 may be the department's.
        """
        if paragraph.number is not None:
            return None
        cut = words(paragraph.text)
        amounts = [at for at, word in enumerate(cut) if word.kind is Kind.amount]
        first = phrase_before(cut[: amounts[0]]) if amounts else None
        if first is None or first.unknown or first.change is not None or not first.is_dated:
            return None
        if any(cut[at].name == self.digits for at in amounts):
            return self.subject if _is_bare(first.label) else None
        return UNKNOWN if first.label is None else None


def _is_bare(label: Label | None) -> bool:
    """Tell whether a phrase names nothing of its own: 2024年决算数, 支出决算."""
    return label is None or label.word.kind is Kind.bare


def class_item(paragraph: ProseParagraph, first: Subject, digits: str) -> ClassItem | None:
    """Give the class that a numbered item tells with its first amount; None for another line."""
    is_told = paragraph.number is not None and first.is_class
    return ClassItem(first, digits) if is_told else None
