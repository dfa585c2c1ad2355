"""Whether the characters of a run show on the paper: white ones do not where nothing dark may lie
behind them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from lxml import etree

from budgetgraph.read.word.package import W

_WHITE = "FFFFFF"
#: Fills that leave the paper white.
_NO_GROUND = frozenset({"", "auto", _WHITE})
#: The properties of what is around a run, by its tag.
_PROPERTIES = {
    f"{W}p": f"{W}pPr",
    f"{W}tc": f"{W}tcPr",
    f"{W}tr": f"{W}tblPrEx",
    f"{W}tbl": f"{W}tblPr",
}


def is_unseen(run: etree._Element, chain: Sequence[etree._Element], dark: Set[str]) -> bool:
    """Tell whether a run is white on white paper.

    `chain` are the properties of the run and its styles, `dark` the styles that fill something.
    """
    if _colour(chain) != _WHITE or any(map(_has_ground, chain)):
        return False
    return not any(_may_be_dark(around, dark) for around in run.iterancestors())


def fills(style: etree._Element) -> bool:
    """Tell whether a style fills anything that it is for: the heading rows of its tables."""
    return any(map(_is_ground, style.iter(f"{W}shd")))


def _colour(chain: Sequence[etree._Element]) -> str:
    for properties in chain:
        colour = properties.find(f"{W}color")
        if colour is not None:
            return colour.get(f"{W}val", "").upper()
    return ""


def _may_be_dark(element: etree._Element, dark: Set[str]) -> bool:
    """Tell whether an element around a run may have a ground; the fill of a text box is not told
    here.
    """
    if element.tag == f"{W}txbxContent":
        return True
    name = _PROPERTIES.get(str(element.tag))
    properties = element.find(name) if name is not None else None
    if properties is None:
        return False
    names = (properties.find(f"{W}tblStyle"), properties.find(f"{W}pStyle"))
    is_styled = any(one is not None and one.get(f"{W}val", "") in dark for one in names)
    return is_styled or _has_ground(properties)


def _has_ground(properties: etree._Element) -> bool:
    return properties.find(f"{W}highlight") is not None or any(
        map(_is_ground, properties.iterfind(f"{W}shd"))
    )


def _is_ground(shading: etree._Element) -> bool:
    fill = shading.get(f"{W}fill", "")
    is_pattern = shading.get(f"{W}val", "clear") not in ("clear", "nil")
    return is_pattern or (fill.upper() not in _NO_GROUND and fill not in _NO_GROUND)
