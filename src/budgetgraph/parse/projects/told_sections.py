"""The sections of the prose that describe one project each: where they begin and end, their parts.

河道保洁项目经费情况说明          the name
一、项目概述                     its parts, each below or behind its own heading
对全县主要河道进行日常保洁。
二、年度预算安排：86.50万元。
二、其他说明                     begins the numbers anew: the section is left

（二）河道保洁项目               the name, its first part in the next line
1.项目概述。日常保洁。            its parts, each in one line with its heading

（一）项目名称：河道保洁          the name behind its label
预算安排规模：86.50万元          its parts, each behind its label
八、其他说明                     any number: the section is left
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from budgetgraph.document import Passage
from budgetgraph.document.list_marks import MarkStyle, entry_mark
from budgetgraph.forms import fold, forms, role

_LONGEST_HEADING = 40
_LONGEST_NAME = 60
_MARKDOWN = re.compile(r"^[#*\s]+|\*+$")
_HEAD_END = re.compile("[：:。]")
#: A name in quotation marks, 项目 behind it or not: “文化中心运行”项目。
_QUOTED = re.compile('[“"](?P<name>[^“”"]++)[”"](?:项目)?')
#: The parts that the section of a project begins with.
_FIRST_PARTS = frozenset({"overview", "legal_basis"})
#: 八、 and （二） head parts of the paper, 1. may number a list within a part.
_HEADING_STYLES = (MarkStyle.numeral, MarkStyle.bracketed_numeral)
#: The part of a section under a heading that is not known.
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of prose: the style and the number of its list mark, and the text behind it.

    `（二）立项依据` → bracketed_numeral, 2, 立项依据; without a mark the style is None.
    """

    passage: Passage
    text: str
    style: MarkStyle | None = None
    number: int = 0

    @property
    def label_and_rest(self) -> tuple[str, str]:
        """What stands before and behind its first colon or full stop.

        `实施主体：河道所` → 实施主体, 河道所; `项目概述。日常保洁。` → 项目概述, 日常保洁。
        """
        label, *behind = _HEAD_END.split(self.text, maxsplit=1)
        return label, "".join(behind)

    @property
    def is_short(self) -> bool:
        """Whether a line may be a heading: short, and no sentence."""
        return len(self.text) <= _LONGEST_HEADING and not self.text.endswith(("。", "；", ";"))


@dataclass(slots=True)
class ToldSection:
    """A project's section: its heading, and its paragraphs by what their own heading says."""

    heading: Passage
    name: str
    #: Whether its name stands behind a label; then its parts have no numbers.
    is_labelled: bool = False
    parts: dict[str, list[Passage]] = field(default_factory=dict)
    #: The list mark of the last heading of a part.
    _style: MarkStyle | None = None
    _number: int = 0
    #: The part that lines without a heading belong to.
    _part: str = ""

    @property
    def passages(self) -> list[Passage]:
        """All paragraphs of the section."""
        passages: list[Passage] = []
        for part in self.parts.values():
            passages += part
        return passages

    def take(self, line: _Line) -> bool:
        """Take a line into its part; False where it is none of the section any more.

        `二、立项依据` begins a part, the lines below it belong to it. Those of a part that is not
        known (四、实施方案) are left out.
        """
        key, text = _part_of(line)
        if key is None and self._is_left_by(line):
            return False
        if key is not None or self._is_heading(line):
            self._part = key or _OTHER
            self._style, self._number = line.style, line.number
        if text is not None and self._part not in ("", _OTHER):
            self.parts.setdefault(self._part, []).append(text)
        return True

    def _is_heading(self, line: _Line) -> bool:
        """Tell whether a line that is not known heads a part: it is numbered as the part before it.

        `四、实施方案` behind `三、实施主体` does, `1.委托第三方` does not.
        """
        return line.is_short and line.style is not None and line.style == self._style

    def _is_left_by(self, line: _Line) -> bool:
        """Tell whether a heading that is not known stands higher than those of the section, or
        begins their numbers anew.

        Behind 三、实施主体 the heading 四、实施方案 goes on, 二、其他说明 leaves the section. One of parts
        with labels is left by any heading with a number.
        """
        if self.is_labelled:
            return line.style in _HEADING_STYLES
        if self._style is None or line.style is None or not line.is_short:
            return False
        is_again = line.style == self._style and line.number <= self._number
        return line.style < self._style or is_again


def told_sections(running: Iterable[Passage]) -> list[ToldSection]:
    """Find the sections of the prose that are of one project each.

    A heading of the same kind that names no project (机关运行经费情况说明) ends the one before it, and
    so does a part of the paper (第二部分).
    """
    sections: list[ToldSection] = []
    is_open = False
    lines = list(map(_line, running))
    for line, below in zip_longest(lines, lines[1:]):
        begun = _begun(line) or _begun_above(line, below)
        if begun is not None:
            is_open = fold(begun.name) not in forms().told["nobody"]
            if is_open:
                sections.append(begun)
        elif line.text in forms().form["part"]:
            is_open = False
        elif is_open:
            is_open = sections[-1].take(line)
    return sections


def _line(passage: Passage) -> _Line:
    """Take the ordinal off a line, and the marks of a heading of marked text.

    `## 二、立项依据` → numeral, 2, 立项依据
    """
    text = _MARKDOWN.sub("", passage.text.strip())
    mark = entry_mark(text)
    if mark is None:
        return _Line(passage, text)
    return _Line(passage, text[mark.end :], mark.style, mark.number)


def _begun(line: _Line) -> ToldSection | None:
    """Give the section that a line begins: by a heading with the name, or by the label 项目名称."""
    name = _name(line)
    if name is not None:
        return ToldSection(line.passage, name)
    label, rest = line.label_and_rest
    if not rest or len(rest) > _LONGEST_NAME or label not in forms().told["label"]:
        return None
    return ToldSection(line.passage, rest.strip(), is_labelled=True)


def _is_first_part_of(line: _Line, below: _Line) -> bool:
    """Tell whether a line is number 1 of a style below that of a line, and a first part."""
    if line.style is None or below.style is None:
        return False
    is_lower = below.style > line.style
    key, _ = _part_of(below)
    return is_lower and below.number == 1 and key in _FIRST_PARTS


def _begun_above(line: _Line, below: _Line | None) -> ToldSection | None:
    """Give the section that a numbered line heads because its first part begins right below it.

    `（二）河道保洁项目` above `1.项目概述。日常保洁。` → the section of 河道保洁项目
    """
    name = line.text.rstrip("。：:")
    if below is None or not _is_first_part_of(line, below):
        return None
    if not _may_name_a_project(name):
        return None
    quoted = _QUOTED.fullmatch(name)
    bare = name if quoted is None else quoted["name"]
    return ToldSection(line.passage, bare)


def _may_name_a_project(text: str) -> bool:
    """Tell whether a heading may be a project's name: no sentence, and not 项目及绩效目标情况."""
    is_short = 0 < len(text) <= _LONGEST_HEADING
    return is_short and fold(text) not in forms().told["no_name"]


def _name(line: _Line) -> str | None:
    """Give the name of the project that a line heads a section of, None for another line.

    `封山育林经费情况说明` → 封山育林, `河道保洁项目经费情况说明` → 河道保洁项目
    """
    if len(line.text) > _LONGEST_HEADING:
        return None
    match = forms().told["section"].match(line.text)
    if not match:
        return None
    name = match["name"]
    behind = fold(line.text)[match.end("name") :]
    return name + "项目" if behind.startswith("项目") else name


def _part_of(line: _Line) -> tuple[str | None, Passage | None]:
    """Tell what a line's own heading says, and what of the line is text.

    `二、立项依据` → legal_basis, nothing; `实施主体：河道所` → unit, 河道所; `对河道保洁。` → None, all of it
    """
    label, rest = line.label_and_rest
    if len(label) > _LONGEST_HEADING:
        return None, line.passage
    key = role(forms().told_part, label)
    if key is None:
        return None, line.passage
    return key, _behind_heading(line, rest)


def _behind_heading(line: _Line, rest: str) -> Passage | None:
    """Give the text behind the heading of a line, None where it holds nothing else."""
    if not rest:
        return None
    at = line.passage.text.rfind(line.text[-len(rest) :])
    return line.passage.part(at) if at >= 0 else None
