"""What a page shows that does not stand in it as text, or stands in it turned round.

<input value="300.00">                      → 300.00
.less::before{content:"-"} above 35.00      → -35.00
<bdo dir="rtl">00.002</bdo>                 → 200.00
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from lxml import etree

from budgetgraph.read.web.style import Side, StyleSheet, places_of_text

#: Fields that show what they are filled in with; a button, a hidden field or a box does not.
_FILLED_IN = frozenset({"", "text", "number", "tel", "date", "month", "email", "url"})
#: Text of a style that is no ornament has a word in it: not • or ›. At a figure a sign is none.
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")
_FIGURE = re.compile(r"[0-9][0-9,.]*[%‰]?")
_ANYTHING = re.compile("")
_NOTHING: Sequence[str] = ()
_OVERRIDE = re.compile(r"(?:^|;)\s*unicode-bidi\s*:\s*(?:bidi|isolate)-override", re.I)
_TO_THE_LEFT = re.compile(r"(?:^|;)\s*direction\s*:\s*rtl", re.I)


def first_text(element: etree._Element) -> str:
    """Give the text that an element begins with; of a field what it is filled in with."""
    if element.tag != "input":
        return element.text or ""
    kind = element.get("type", "").lower()
    return element.get("value", "") if kind in _FILLED_IN else ""


class ShownText:
    """Tells what the style of a page puts beside the text of an element, and what it turns."""

    def __init__(self, root: etree._Element, styles: StyleSheet) -> None:
        sheets = ("".join(element.itertext()) for element in root.iter("style"))
        self.places = list(chain.from_iterable(map(places_of_text, sheets)))
        self.styles = styles

    def beside(self, element: etree._Element, side: Side) -> Sequence[str]:
        """Give the text that the style puts before or behind what an element holds, or nothing.

        An ornament is none: the • of a list, the › of a link.
        """
        if not self.places:
            return _NOTHING
        found = [text for fits, at, text in self.places if at is side and fits(element)]
        own = "".join(element.itertext()).strip()
        read = _WORD if _FIGURE.fullmatch(own) is None else _ANYTHING
        return list(filter(read.search, found[-1:]))

    def is_turned(self, element: etree._Element) -> bool:
        """Tell whether the characters of an element run from the right to the left.

        Figures do so only where the order of their characters is overridden.
        """
        if element.tag == "bdo":
            return element.get("dir", "").lower() == "rtl"
        says = self.styles.says
        return says(element, _OVERRIDE) and says(element, _TO_THE_LEFT)
