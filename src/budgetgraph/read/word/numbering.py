"""The list numbers that Word prints in front of paragraphs but keeps out of their text (`1.` `一、`
`（二）`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from budgetgraph.document.numerals import DIGITS, numeral
from budgetgraph.read.word.package import W
from budgetgraph.read.word.styles import value

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
#: The list and the level of a paragraph that is in no list.
_NO_LIST = ("", 0)
#: Levels of a list that Word knows.
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the form of its number, the text around it (`（%1）`), where it starts."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted.

    `mark` has to be asked in reading order.
    """

    levels: dict[str, list[_Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    styled: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """Give the lists of a document by the roots of these parts; none for a document without
        any.
        """
        read = cls()
        if numbering is not None:
            read._read(numbering)
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                properties = style.find(f"{W}pPr/{W}numPr")
                if properties is not None:
                    read.styled[style.get(f"{W}styleId", "")] = _reference(properties, ("", 0))
        return read

    def _read(self, root: etree._Element) -> None:
        by_abstract: dict[str, list[_Level]] = {}
        for definition in root.iter(f"{W}abstractNum"):
            by_abstract[definition.get(f"{W}abstractNumId", "")] = list(
                map(_level, definition.iterfind(f"{W}lvl"))
            )[:_LEVELS]
        for number in root.iter(f"{W}num"):
            key = number.get(f"{W}numId", "")
            abstract = value(number, "abstractNumId")
            levels = list(by_abstract.get(abstract, ()))
            self.abstract[key] = abstract
            for override in number.iterfind(f"{W}lvlOverride"):
                index, start = (
                    _integer(override.get(f"{W}ilvl", "")),
                    value(override, "startOverride"),
                )
                if index < len(levels) and start:
                    levels[index] = _Level(levels[index].form, levels[index].text, _integer(start))
                    # a list that starts anew counts for itself
                    self.abstract[key] = f"{abstract}/{key}"
            self.levels[key] = levels

    def mark(self, paragraph: etree._Element) -> str:
        """Give the number in front of a paragraph, "" where there is none or only a bullet."""
        key, index = self._place_of(paragraph)
        levels = self.levels.get(key, [])
        if not 0 <= index < len(levels):
            return ""
        counts = self._counted(key, index)
        if levels[index].form in {"bullet", "none"}:
            return ""
        return re.sub(
            r"%([1-9])",
            lambda match: _place(levels, counts, int(match.group(1)) - 1),
            levels[index].text,
        )

    def _place_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Give the list of a paragraph and its level, by its own properties or by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return _NO_LIST
        inherited = self.styled.get(value(properties, "pStyle"), _NO_LIST)
        own = properties.find(f"{W}numPr")
        return inherited if own is None else _reference(own, inherited)

    def _counted(self, key: str, index: int) -> list[int]:
        """Give the counts of a list with one more item at a level; deeper levels begin anew.

        1, 2, 3 and an item at level 1 (0-based) → 1, 3
        """
        levels = self.levels[key]
        counts = self.counts.setdefault(self.abstract[key], [])
        for level in range(len(counts), index + 1):
            counts.append(levels[level].start - (level == index))
        del counts[index + 1 :]
        counts[index] += 1
        return counts


def _place(levels: list[_Level], counts: list[int], index: int) -> str:
    if index >= len(counts):
        return ""
    return _printed(counts[index], levels[index].form)


def _reference(properties: etree._Element, inherited: tuple[str, int]) -> tuple[str, int]:
    key, level = value(properties, "numId"), value(properties, "ilvl")
    return key or inherited[0], _integer(level) if level else inherited[1]


def _level(level: etree._Element) -> _Level:
    return _Level(
        value(level, "numFmt") or "decimal",
        value(level, "lvlText"),
        _integer(value(level, "start") or "1"),
    )


def _integer(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _printed(number: int, form: str) -> str:
    """Give a number in the form of its level; a form that is not known prints as a plain number."""
    if form in _CHINESE:
        return numeral(number)
    if form == "ideographDigital":
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)
