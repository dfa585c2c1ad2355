"""Titles: which line above a table or a form names it, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetgraph.document import Paragraph
from budgetgraph.document.list_marks import list_mark
from budgetgraph.forms import fold, forms, table_type

#: The number of a table, with the words around it: 部门公开表09.
_LONGEST_MARK = 10
#: The heading of a part is shorter; a longer line that begins so is a sentence.
_LONGEST_PART = 40
#: A title with a full stop in it is no longer; sentences are, with a title behind them or not.
_LONGEST_TITLE = 60
_ENTRY_OF_CONTENTS = re.compile(r"\A\s*+[-•]\s")
_MONEY = re.compile(r"\d(?:[百千]?万|亿|[百千])?元")
_TABLE = re.compile(r"表(?:[(（].{0,60}[)）])?$")
_ORDINAL = re.compile(r"^\s*(\d{1,3})\s*[、.．,]\s*")
_FORM_NAME = re.compile(r"(?<!\s)\s*+(?:的\s*+)?(?:项目支出)?绩效目标表\s*+$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its kind (table, other_table, project, generic_project, department, units), and what
    it says of the table or the project.
    """

    kind: str
    paragraph: Paragraph
    table_type: str | None = None
    number: int | None = None
    name: str | None = None


def title_of(paragraph: Paragraph) -> Title | None:
    """Give the title that a line is, None where it is none: a sentence, an entry of a list of
    contents.
    """
    text = paragraph.text
    if text.rstrip().endswith(("。", "，", "；")) or _holds_sentences(text):
        return None
    bare = _without_mark(text)
    of_form = _title_of_form(paragraph, bare)
    if of_form is not None:
        return of_form
    named_table = table_type(text)
    if named_table is not None and not _ENTRY_OF_CONTENTS.match(text):
        return Title("table", paragraph, table_type=named_table)
    if bare in forms().form["other_table"]:
        return Title("other_table", paragraph)
    return Title("units", paragraph) if bare in forms().form["units"] else None


def _holds_sentences(text: str) -> bool:
    """Tell whether a line says whole sentences before what may be a title at its end: it is long,
    or states an amount (收入总预算120.00万元。项目支出绩效目标表).
    """
    is_sentence = len(text) > _LONGEST_TITLE or _MONEY.search(fold(text)) is not None
    return "。" in text and is_sentence


def _title_of_form(paragraph: Paragraph, bare: str) -> Title | None:
    """Give the title of a form: of the department, of a project, of any project.

    部门整体绩效目标表 → department; 项目绩效目标表 → generic_project;
    3、基金监管绩效目标表 → project 3, 基金监管; 1、河道清淤项目支出绩效自评表 → project 1, 河道清淤
    """
    patterns = forms().form
    _, unnumbered = _parted(bare)
    for kind in ("department", "generic_project"):
        if bare in patterns[kind] or unnumbered in patterns[kind]:
            return Title(kind, paragraph)
    evaluated = patterns["self_evaluation"].match(bare)
    if evaluated is not None:
        printed = int(evaluated["number"])
        return Title("project", paragraph, number=printed, name=evaluated["name"])
    if bare not in patterns["project"]:
        return None
    number, name = _number_and_name(bare)
    return Title("project", paragraph, number=number, name=name)


def _without_mark(text: str) -> str:
    """Give a title without the number of its table: `公开09表 项目支出绩效目标表`, `表13 …`."""
    head, _, rest = text.strip().partition(" ")
    is_short = bool(rest) and len(head) <= _LONGEST_MARK
    is_mark = is_short and head in forms().form["table_mark"]
    return rest.strip() if is_mark else text


def _number_and_name(text: str) -> tuple[int | None, str]:
    """Part the title of a project's form: `3、基金监管绩效目标表` → (3, 基金监管), `二、防火项目支出绩效目标表` →
    (2, 防火).

    The name keeps its own spelling.
    """
    number, title = _parted(text)
    return number, _FORM_NAME.sub("", title).strip()


def _parted(text: str) -> tuple[int | None, str]:
    """Part a title in the number before it, if one is printed, and the rest: `二、…`, `3.…`."""
    ordinal = _ORDINAL.match(text)
    if ordinal is not None:
        return int(ordinal.group(1)), text[ordinal.end() :]
    mark = list_mark(text)
    return (mark.number or None, text[mark.end :]) if mark is not None else (None, text)


def is_part(paragraph: Paragraph) -> bool:
    """Tell whether a line heads a part of the disclosure (第三部分, 四、…)."""
    text = fold(paragraph.text)
    return len(text) < _LONGEST_PART and text in forms().form["part"]


def says_table(text: str) -> bool:
    """Tell whether a title says that it is one of a table: 收支预算总表, 《支出总表（续）》.

    A heading of the prose (三公经费支出情况) may read like a title, too.
    """
    return _TABLE.search(fold(text).rstrip("》】〉")) is not None
