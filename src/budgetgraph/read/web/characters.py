"""How the characters of an element show: not at all (white on white, of no size), or as the signs
of a symbol font.
"""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from budgetgraph.read import symbols
from budgetgraph.read.web.style import StyleSheet

_NO_INK = r"#fff(?:fff)?(?![0-9a-f])|white\b|rgba?\(\s*255[\s,]+255[\s,]+255\b"
_WHITE = re.compile(rf"(?:^|;)\s*color\s*:\s*(?:{_NO_INK})", re.I)
_WHITE_FONT = re.compile(rf"(?:{_NO_INK}|fff(?:fff)?$)", re.I)
_NOTHING = re.compile(
    r"(?:^|;)\s*(?:color\s*:\s*transparent|opacity\s*:\s*0*(?:\.0+)?\s*(?:!|;|$)|"
    r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:!|;|$)|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,5}(?:px|pt|em)?\s*(?:!|;|$))",
    re.I,
)
_OWN_LOOK = re.compile(r"(?:^|;)\s*(?:color|font-size|font|opacity)\s*:", re.I)
_GROUND = re.compile(
    rf"(?:^|[;{{\s])background(?:-color|-image)?\s*:\s*"
    rf"(?!{_NO_INK}|none|transparent|inherit|initial|unset)[^;\s}}]",
    re.I,
)
_FAMILY = re.compile(r"(?:^|;)\s*(?:mso-[a-z-]*)?font-family\s*:\s*[\"']?([\w ]+)", re.I)


class Characters:
    """Tells how the characters of the elements of a page show."""

    def __init__(self, root: etree._Element, styles: StyleSheet) -> None:
        self.styles = styles
        self.may_be_dark = _has_style_of_others(root) or _has_ground_by_rule(root)

    def are_unseen(self, element: etree._Element) -> bool:
        """Tell whether the characters of an element do not show on the paper.

        White ones show where something dark may lie behind them. What an element inside it says of
        its own look is its own.
        """
        if not self._is_without_ink(element) or _has_own_look_inside(element):
            return False
        return self.styles.says(element, _NOTHING) or not self._may_be_on_dark(element)

    def in_symbol_font(self, element: etree._Element, text: str) -> str:
        """Give the text of an element as it shows: `³` in the font Symbol is ≥."""
        named = _FAMILY.search(element.get("style", ""))
        font = named[1] if named is not None else element.get("face", "")
        font = font.strip()
        if not symbols.is_symbol_font(font):
            return text
        shown, _ = symbols.text_in(font, text)
        return shown

    def _is_without_ink(self, element: etree._Element) -> bool:
        own = element.tag == "font" and _WHITE_FONT.match(element.get("color", "").strip())
        by_style = self.styles.says(element, _WHITE) or self.styles.says(element, _NOTHING)
        return bool(own) or by_style

    def _may_be_on_dark(self, element: etree._Element) -> bool:
        """Tell whether an element or one around it may have a ground that is not white."""
        if self.may_be_dark:
            return True
        return any(map(_has_ground, chain([element], element.iterancestors())))


def _has_own_look_inside(element: etree._Element) -> bool:
    """Tell whether an element inside this one says its own colour or size."""
    inside = element.iterdescendants(etree.Element)
    return any(_says_its_look(one) for one in inside)


def _says_its_look(element: etree._Element) -> bool:
    is_coloured = "color" in element.attrib or "class" in element.attrib
    return is_coloured or _OWN_LOOK.search(element.get("style", "")) is not None


def _has_ground(element: etree._Element) -> bool:
    """Tell whether an element itself says that its ground is no white paper."""
    if "bgcolor" in element.attrib or "background" in element.attrib:
        return True
    return _GROUND.search(element.get("style", "")) is not None


def _has_style_of_others(root: etree._Element) -> bool:
    """Tell whether a page is styled by files that are not at hand."""
    links = (link.get("rel", "").lower() for link in root.iter("link"))
    return any("stylesheet" in rel for rel in links)


def _has_ground_by_rule(root: etree._Element) -> bool:
    """Tell whether the page's own style sheet gives anything a ground that is no white."""
    sheets = ("".join(element.itertext()) for element in root.iter("style"))
    return any(_GROUND.search(sheet) for sheet in sheets)
