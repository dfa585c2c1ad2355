"""How the runs of a Word document look, by their own properties and by their styles: hidden or
white, struck through, raised, in a symbol font.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from budgetgraph.read.looks import Look
from budgetgraph.read.word.ink import fills, is_unseen
from budgetgraph.read.word.package import W

_OFF = frozenset({"false", "0", "off", "none"})
#: A run is raised by its position from so many half points on.
_RAISED = 4
#: WordStyles that are based on each other in a circle are followed no further.
_MOST_STYLES = 20


@dataclass(slots=True)
class WordStyles:
    """The properties of runs by the identifier of the style, what each style is based on, and which
    ones fill something with a colour.
    """

    properties: dict[str, etree._Element] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    dark: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> WordStyles:
        """Give the styles of a document; none for a document without any."""
        styles = cls()
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            properties = style.find(f"{W}rPr")
            if properties is not None:
                styles.properties[name] = properties
            styles.based_on[name] = value(style, "basedOn")
            if fills(style):
                styles.dark.add(name)
        return styles

    def look(self, run: etree._Element, paragraph_style: str = "") -> Look:
        """Tell how a run looks: its own properties first, then its style, then that of its
        paragraph.
        """
        own = run.find(f"{W}rPr")
        chain: list[etree._Element] = []
        if own is not None:
            chain = [own, *self._chain(value(own, "rStyle"))]
        chain += self._chain(paragraph_style)
        if not chain:
            return Look()
        return Look(
            is_hidden=_is_on(chain, "vanish") or is_unseen(run, chain, self.dark),
            is_struck=_is_on(chain, "strike") or _is_on(chain, "dstrike"),
            is_raised=_is_raised(chain),
            font=_font(chain),
        )

    def _chain(self, style: str) -> list[etree._Element]:
        """Give the properties of a style and of those that it is based on, the nearest first."""
        elements: list[etree._Element] = []
        for name in self._ancestors(style):
            if name in self.properties:
                elements.append(self.properties[name])
        return elements

    def _ancestors(self, style: str) -> Iterator[str]:
        for _ in range(_MOST_STYLES):
            if not style:
                return
            yield style
            style = self.based_on.get(style, "")


def value(parent: etree._Element, name: str) -> str:
    """Give the value of a property; "" where it is not there."""
    setting = parent.find(f"{W}{name}")
    return setting.get(f"{W}val", "") if setting is not None else ""


def is_on(parent: etree._Element, name: str) -> bool:
    """Tell whether a switch is set, as `<w:vanish/>` is and `<w:vanish w:val="0"/>` is not."""
    setting = parent.find(f"{W}{name}")
    return setting is not None and setting.get(f"{W}val", "true").lower() not in _OFF


def _is_on(chain: list[etree._Element], name: str) -> bool:
    """Tell whether a switch is on, where it is told first."""
    for properties in chain:
        if properties.find(f"{W}{name}") is not None:
            return is_on(properties, name)
    return False


def _is_raised(chain: list[etree._Element]) -> bool:
    align = _first(chain, "vertAlign")
    if align:
        return align == "superscript"
    position = _first(chain, "position")
    return position.isdigit() and int(position) >= _RAISED


def _first(chain: list[etree._Element], name: str) -> str:
    return next((setting for properties in chain if (setting := value(properties, name))), "")


def _font(chain: list[etree._Element]) -> str:
    """Give the font of the Latin characters of a run, in which symbols stand."""
    for properties in chain:
        fonts = properties.find(f"{W}rFonts")
        if fonts is not None:
            return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    return ""
