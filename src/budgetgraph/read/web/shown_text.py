"""What a page shows that does not stand in it as text, or stands in it turned round.

<input value="300.00">                      → 300.00
.less::before{content:"-"} above 35.00      → -35.00
<bdo dir="rtl">00.002</bdo>                 → 200.00
"""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from budgetgraph.read.web.style import Side, StyleSheet, places_of_text

#: Fields that show what they are filled in with; a button, a hidden field or a box does not.
_FILLED_IN = frozenset({"", "text", "number", "tel", "date", "month", "email", "url"})
#: Text of a style that is no ornament has a word in it: not • or ›. At a figure a sign is none.
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")
_FIGURE = re.compile(r"[0-9][0-9,.]*[%‰]?")
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

    def beside(self, element: etree._Element, side: Side) -> str:
        """Give the text that the style puts before or behind what an element holds.

        An ornament is none: the • of a list, the › of a link.
        """
        found = [text for fits, at, text in self.places if at is side and fits(element)]
        if not found:
            return ""
        text = found[-1]
        own = "".join(element.itertext())
        is_of_figure = _FIGURE.fullmatch(own.strip()) is not None
        return text if is_of_figure or _WORD.search(text) else ""

    def is_turned(self, element: etree._Element) -> bool:
        """Tell whether the characters of an element run from the right to the left.

        Figures do so only where the order of their characters is overridden.
        """
        if element.tag == "bdo":
            return element.get("dir", "").lower() == "rtl"
        is_overridden = self.styles.says(element, _OVERRIDE)
        return is_overridden and self.styles.says(element, _TO_THE_LEFT)
