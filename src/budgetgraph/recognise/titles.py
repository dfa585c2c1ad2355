"""Titles: which line above a table or a form names it, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetgraph.document import Paragraph
from budgetgraph.forms import fold, forms, table_type


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its kind (table, project, generic_project, department, units), and what it says of
    the table or the project.
    """

    kind: str
    paragraph: Paragraph
    table_type: str | None = None
    number: int | None = None
    name: str | None = None


def title_of(paragraph: Paragraph) -> Title | None:
    """The title that a line is, None where it is none: a sentence, an entry of a list of contents."""
    text = paragraph.text
    if text.rstrip().endswith(("。", "，", "；")):
        return None
    patterns = forms().form
    whole, text = text, _without_mark(text)
    if text in patterns["department"]:
        return Title("department", paragraph)
    if text in patterns["generic_project"]:
        return Title("generic_project", paragraph)
    if patterns["project"].match(text):
        number, name = _number_and_name(text)
        return Title("project", paragraph, number=number, name=name)
    found = table_type(whole)
    if found is not None and not _is_contents(whole):
        return Title("table", paragraph, table_type=found)
    return Title("units", paragraph) if text in patterns["units"] else None


def _without_mark(text: str) -> str:
    """A title without the number of its table: `公开09表 项目支出绩效目标表`, `表13 …`."""
    head, _, rest = text.strip().partition(" ")
    is_mark = bool(rest) and forms().form["table_mark"].match(head) is not None
    return rest.strip() if is_mark and len(head) <= _LONGEST_MARK else text


def _is_contents(text: str) -> bool:
    """An entry of a table of contents reads like a title but carries a list mark."""
    return re.match(r"^\s*[-•]\s", text) is not None


#: The number of a table, with the words around it: 部门公开表09.
_LONGEST_MARK = 10
_ORDINAL = re.compile(r"^\s*(\d{1,3})\s*[、.．,]\s*")
_FORM_NAME = re.compile(r"(?<!\s)\s*+(?:的\s*+)?绩效目标表\s*+$")


def _number_and_name(text: str) -> tuple[int | None, str]:
    """`3、基金监管绩效目标表` → (3, 基金监管); the name keeps its own spelling."""
    name = _FORM_NAME.sub("", text)
    ordinal = _ORDINAL.match(name)
    return (
        (int(ordinal.group(1)), name[ordinal.end() :].strip()) if ordinal else (None, name.strip())
    )


def is_part(paragraph: Paragraph) -> bool:
    """Whether a line heads a part of the disclosure (第三部分, 四、…)."""
    text = fold(paragraph.text)
    return len(text) < 40 and text in forms().form["part"]
