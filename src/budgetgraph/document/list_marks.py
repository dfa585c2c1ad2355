"""The mark that begins an entry of a list: `一、` `（二）` `3.` `（1）` `4)` `①`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns
from budgetgraph.document.numerals import numeral, numeral_value


class MarkStyle(IntEnum):
    """The style of a mark; a heading of a smaller one stands above the others."""

    part = 0
    numeral = auto()
    bracketed_numeral = auto()
    number = auto()
    bracketed_number = auto()
    symbol = auto()


@dataclass(frozen=True, slots=True)
class ListMark:
    """The mark that leads a text: its style, its number, and the offset of the text behind it.

    `（二）公务接待费` → bracketed_numeral, 2, 3. The number is 0 where it is 100 or more.
    """

    style: MarkStyle
    number: int
    end: int


@cache
def _data() -> dict[str, Any]:
    return read_patterns("budgetgraph.document", "list_marks.toml")


def _written(forms: list[str]) -> str:
    """Give the pattern of some forms of marks, with what `{n}` and the like stand for."""
    numeral, number = f"[{_data()['numerals']}]{{1,3}}", "[0-9０-９]{1,2}"
    pattern = "|".join(forms).replace("{n}", numeral).replace("{d}", number)
    return with_class_code(pattern)


def with_class_code(pattern: str) -> str:
    """Put what `{class_code}` stands for into a pattern: the place before 2050202（小学教育）."""
    return pattern.replace("{class_code}", _data()["class_code"])


def _style(name: str) -> str:
    """Give the pattern of one style as a group of its name."""
    return f"(?P<{name}>{_written(_data()['styles'][name])})"


@cache
def _marks() -> re.Pattern[str]:
    styles = "|".join(_style(style.name) for style in MarkStyle)
    return re.compile(rf"\A\s*+(?:{styles})\s*+")


@cache
def _unnumbered() -> re.Pattern[str]:
    marks = _written([*_data()["notes"], *_data()["bullets"]])
    return re.compile(rf"\A\s*+(?:{marks})")


@cache
def _bullets() -> re.Pattern[str]:
    return re.compile(rf"\A\s*+(?:{_written(_data()['bullets'])})\s*+")


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(_written(_data()["spoken"]))


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(_written(["{d}", "{n}"]))


def _number(mark: str) -> int:
    """Give the number in a mark: `（十二）` → 12, `3.` → 3, `③` → 3; 0 for one of 100 or more."""
    match = _numbers().search(mark)
    written = match.group() if match else mark
    return numeral_value(written) or 0


def list_mark(text: str) -> ListMark | None:
    """Give the mark that leads a text; None where none does."""
    match = _marks().match(text)
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    return ListMark(MarkStyle[style], _number(match[style]), match.end())


def behind_list_mark(text: str) -> int:
    """Give the offset behind the mark that leads a text; 0 without one: `（一）收入` → 3."""
    mark = list_mark(text)
    return mark.end if mark else 0


def behind_bullet(text: str) -> int:
    """Give the offset behind the bullet that leads a text; 0 without one: `•收入预算9万元` → 1."""
    match = _bullets().match(text)
    return 0 if match is None else match.end()


def heads_part(text: str) -> bool:
    """Tell whether the mark of a part leads a text: `第三部分 预算情况说明`."""
    mark = list_mark(text)
    return mark is not None and mark.style is MarkStyle.part


def entry_mark(text: str) -> ListMark | None:
    """Give the mark of an entry that leads the text: of `（一）收入`; none of `第一部分`, `1.5万元`."""
    mark = list_mark(text)
    is_entry = mark is not None and mark.style is not MarkStyle.part
    return mark if is_entry else None


def next_mark(mark: str) -> str | None:
    """Give the mark that follows one: `1.` → `2.`, `（二）` → `（三）`; None for one without number."""
    written = _numbers().search(mark)
    number = None if written is None else numeral_value(written.group())
    if written is None or number is None:
        return None
    is_digits = written.group().isdecimal()
    following = str(number + 1) if is_digits else numeral(number + 1)
    return f"{mark[: written.start()]}{following}{mark[written.end() :]}"


def behind_item_mark(text: str) -> int:
    """Give the offset behind the mark that an item has within a sentence; 0 without one.

    `1.道路养护资金` → 2, `一是加强管理` → 2.
    """
    mark = entry_mark(text)
    if mark is not None:
        return mark.end
    spoken = _spoken().match(text)
    return 0 if spoken is None else spoken.end()


def is_entry(text: str) -> bool:
    """Tell whether a list mark leads the text: `（一）收入` and `1、车辆`, but not `1.5万元`."""
    return entry_mark(text) is not None


def without_mark(text: str) -> str:
    """Give the text behind its list mark: `（一）收入` → `收入`."""
    mark = entry_mark(text)
    return text if mark is None else text[mark.end :]


def opens_paragraph(text: str) -> bool:
    """Tell whether a line begins a paragraph of its own, by its list mark or as a part of the text:
    `一、`, `第二部分`, `注：`, `•`.
    """
    return list_mark(text) is not None or _unnumbered().match(text) is not None
