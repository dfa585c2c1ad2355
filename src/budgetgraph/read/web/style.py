"""How a page shows an element: not at all, struck through, raised.

Told by its tag, its attributes, its style, and the simple rules of the page's own style sheet
(`td.x`, `#y`, `.z`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from budgetgraph.document.data_file import read_data

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*|\*)?((?:[.#][\w-]+)*)")
_NAME = re.compile(r"[.#][\w-]+")
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    re.I,
)
_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible)", re.I)
_STRUCK = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_RAISED = re.compile(
    r"(?:^|;)\s*(?:vertical-align\s*:\s*super|font-variant-position\s*:\s*super)", re.I
)
_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|list-item|flow-root)", re.I)

_LOOK = re.compile(
    r"(?:^|;)\s*(?:color|font-size|opacity|left|top|text-indent|unicode-bidi|direction)\s*:", re.I
)


def _words() -> dict[str, frozenset[str]]:
    listed = read_data("budgetgraph.read.web", "elements.toml")
    return {key: frozenset(names.split()) for key, names in listed.items()}


ELEMENTS = _words()


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of a style sheet: which tag (any: "*"), classes and identifiers it is for."""

    tag: str
    names: frozenset[str]
    style: str

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        return self.tag in ("*", tag) and self.names <= names


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page that hide, strike, raise or colour something."""

    rules: list[_Rule] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element) -> StyleSheet:
        """Give the rules of the style elements of a page."""
        sheet = cls()
        for element in root.iter("style"):
            media = element.get("media", "")
            is_for_print_only = "print" in media and "screen" not in media
            if not is_for_print_only:
                sheet.rules += _rules("".join(element.itertext()))
        return sheet

    def is_hidden(self, element: etree._Element) -> bool:
        """Tell whether an element does not print though it is text."""
        own = element.get("style", "")
        if _HIDDEN.search(own):
            return True
        if _SHOWN.search(own):
            return False
        return "hidden" in element.attrib or self._by_rule(element, _HIDDEN)

    def is_struck(self, element: etree._Element) -> bool:
        """Tell whether a line is drawn through an element: its text was taken out."""
        own = element.get("style", "")
        if "text-decoration" in own.lower():
            return _STRUCK.search(own) is not None
        return element.tag in ELEMENTS["struck"] or self._by_rule(element, _STRUCK)

    def is_raised(self, element: etree._Element) -> bool:
        """Tell whether an element stands above the line."""
        own = element.get("style", "")
        is_cell = element.tag in ("td", "th", "tr")
        if is_cell or "vertical-align" in own:
            return _RAISED.search(own) is not None
        return element.tag in ELEMENTS["raised"] or self._by_rule(element, _RAISED)

    def is_block(self, element: etree._Element) -> bool:
        """Tell whether an element begins and ends a line of its own by its style."""
        return self.says(element, _BLOCK)

    def says(self, element: etree._Element, wanted: re.Pattern[str]) -> bool:
        """Tell whether the style of an element, its own or by a rule, fits a pattern."""
        return wanted.search(element.get("style", "")) is not None or self._by_rule(element, wanted)

    def _by_rule(self, element: etree._Element, wanted: re.Pattern[str]) -> bool:
        if not self.rules:
            return False
        tag, names = str(element.tag), _names(element)
        return any(rule.fits(tag, names) and wanted.search(rule.style) for rule in self.rules)


_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.I)
_COLUMNS = re.compile(r"(?:^|;)\s*grid-template-columns\s*:\s*([^;]+)", re.I)
_WIDTH = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*([^;]+)", re.I)
_GRID_COLUMN = re.compile(r"(?:^|;)\s*grid-column\s*:\s*([^;]+)", re.I)
_GRID_ROW = re.compile(r"(?:^|;)\s*grid-row\s*:\s*([^;]+)", re.I)
_LAID_OUT = re.compile(
    r"display\s*:\s*(?:table|(?:inline-)?(?:grid|flex)|inline-block)|grid-template-columns", re.I
)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A rule for a place inside others: `.tb > .tr div`, the outermost first."""

    rules: tuple[_Rule, ...]

    def fits(self, element: etree._Element) -> bool:
        *outer, own = self.rules
        if not own.fits(str(element.tag), _names(element)):
            return False
        around = element.iterancestors()
        return all(_is_around_by(rule, around) for rule in reversed(outer))


def _is_around_by(rule: _Rule, around: Iterator[etree._Element]) -> bool:
    """Tell whether one of the next elements around another one fits a rule."""
    return any(rule.fits(str(outer.tag), _names(outer)) for outer in around)


class PageStyle:
    """How the style of a page lays its elements out: in rows and cells, in a grid."""

    def __init__(self, root: etree._Element, sheets: Iterable[str] = ()) -> None:
        own = ("".join(element.itertext()) for element in root.iter("style"))
        self.chains: list[tuple[_Chain, str]] = []
        for sheet in (*own, *sheets):
            self.chains += _chains(sheet)

    def may_have_tables(self, root: etree._Element) -> bool:
        """Tell whether anything of a page may be laid out as a table is."""
        if self.chains:
            return True
        tables = ELEMENTS["rows"] | ELEMENTS["cells"]
        for element in root.iter(etree.Element):
            names = element.get("class", "").lower().split()
            is_told = "role" in element.attrib or not tables.isdisjoint(names)
            if is_told or _LAID_OUT.search(element.get("style", "")):
                return True
        return False

    def display(self, element: etree._Element) -> str:
        """Give the way in which an element is displayed, empty where the style says nothing."""
        return self._property(element, _DISPLAY).lower()

    def columns(self, element: etree._Element) -> str | None:
        """Give the template of the columns of a grid; None for what is none."""
        if self.display(element) not in ("grid", "inline-grid"):
            return None
        return self._property(element, _COLUMNS) or None

    def has_width(self, element: etree._Element) -> bool:
        """Tell whether the style says how wide an element is."""
        return bool(self._property(element, _WIDTH))

    def place(self, element: etree._Element) -> tuple[str, str]:
        """Give the columns and the rows of a grid that an element takes, as its style says."""
        return self._property(element, _GRID_COLUMN), self._property(element, _GRID_ROW)

    def _property(self, element: etree._Element, wanted: re.Pattern[str]) -> str:
        """Give a property of an element: its own, else that of the last rule that fits."""
        own = wanted.search(element.get("style", ""))
        if own is not None:
            return own[1].strip()
        for chain, style in reversed(self.chains):
            found = wanted.search(style)
            if found is not None and chain.fits(element):
                return found[1].strip()
        return ""


def _chains(sheet: str) -> Iterator[tuple[_Chain, str]]:
    """Give the rules of a style sheet that lay elements out, those for places inside others too."""
    for selectors, style in _RULE.findall(_COMMENT.sub("", sheet)):
        if any(pattern.search(style) for pattern in (_LAID_OUT, _GRID_COLUMN, _GRID_ROW)):
            for selector in _parted(selectors):
                chain = _chain(selector, style)
                if chain is not None:
                    yield chain, style


class Side(Enum):
    """Where a style puts text of its own: before or behind what an element holds."""

    BEFORE = "before"
    AFTER = "after"


_SIDES = {side.value: side for side in Side}
_CONTENT = re.compile(r"(?:^|;)\s*content\s*:\s*(?:\"([^\"]*)|'([^']*))", re.I)
#: A character by its number: \2265 is ≥.
_NUMBERED = re.compile(r"\\([0-9A-Fa-f]{1,5})\s?")
_TextAt = tuple[Callable[[etree._Element], bool], Side, str]


def places_of_text(sheet: str) -> Iterator[_TextAt]:
    """Give where a style sheet puts text of its own: which elements, the side, and the text."""
    for selectors, style in _RULE.findall(_COMMENT.sub("", sheet)):
        for content in _CONTENT.finditer(style):
            text = _NUMBERED.sub(_character, content[1] or content[2])
            for selector in _parted(selectors):
                yield from _text_at(selector, text)


def _text_at(selector: str, text: str) -> Iterator[_TextAt]:
    """Give the place of one selector: `td.less::before`; none for one that puts no text there."""
    elements, _, name = selector.lower().rpartition(":")
    side = _SIDES.get(name)
    chain = _chain(selector[: len(elements)].rstrip(":"), "")
    if chain is not None and side is not None:
        yield chain.fits, side, text


def _character(number: re.Match[str]) -> str:
    """Give the character of a number: \2265 → ≥."""
    return chr(int(number[1], 16))


def _chain(selector: str, style: str) -> _Chain | None:
    """Give the rules of a place inside others, from the outside: `.grid > li`; None where one of
    them is not understood.
    """
    rules: list[_Rule] = []
    for part in selector.replace(">", " ").split():
        found = list(_rule(part, style))
        if not found:
            return None
        rules += found
    return _Chain(tuple(rules))


def _parted(selectors: str) -> Iterator[str]:
    """Give the selectors that share a style: `th, td` → th and td."""
    return filter(None, map(str.strip, selectors.split(",")))


def _rules(sheet: str) -> Iterator[_Rule]:
    """Give the rules that matter here. A rule for a place inside another (`ul li`) is passed
    over.
    """
    for selectors, style in _RULE.findall(_COMMENT.sub("", sheet)):
        if _matters(style):
            for selector in _parted(selectors):
                yield from _rule(selector, style)


def _matters(style: str) -> bool:
    """Tell whether a style hides, strikes or raises something, says its colour or size, or puts it
    into a line of its own.
    """
    return any(pattern.search(style) for pattern in (_HIDDEN, _STRUCK, _RAISED, _LOOK, _BLOCK))


def _rule(selector: str, style: str) -> Iterator[_Rule]:
    """Give the rule of one selector: `td.note` → the tag td, the class note; none for one of a
    place.
    """
    match = _SELECTOR.fullmatch(selector)
    if match is not None:
        tag = match[1] or "*"
        yield _Rule(tag.lower(), frozenset(_NAME.findall(match[2])), style)


def _names(element: etree._Element) -> frozenset[str]:
    """Give the classes and the identifier of an element, as selectors name them: `.note`, `#n1`."""
    names = [f".{name}" for name in element.get("class", "").split()]
    return frozenset([*names, f"#{element.get('id', '')}"])


def is_around(element: etree._Element) -> bool:
    """Tell whether an element is none that prints, or is what a page has around its text."""
    if element.tag in ELEMENTS["silent"] or element.get("role") in ELEMENTS["roles"]:
        return True
    classes = element.get("class", "").lower().split()
    identifiers = element.get("id", "").lower().split()
    is_navigation = not ELEMENTS["navigation"].isdisjoint([*classes, *identifiers])
    return is_navigation and element.find(".//table") is None
