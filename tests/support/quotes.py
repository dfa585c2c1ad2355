"""The lines of a source, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from budgetgraph.document.where import Where
from budgetgraph.forms import fold

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
#: A blank may mark the thousands: 2 016.88.
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")


def numbers(text: str) -> list[str]:
    """Give the numbers of a text, whole: 1,234.50万元 → 1234.50, 150⏎50 → 150 and 50."""
    return _NUMBER.findall(normalize("NFKC", text).replace(",", ""))


class Quotes:
    """The lines of a source without tags, folded; `printed` keeps what parts its cells."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._printed = [normalize("NFKC", _TAG.sub("", line)) for line in lines]
        self._lines = list(map(fold, self._printed))
        self._whole = "".join(self._lines)

    @property
    def everywhere(self) -> Where:
        """All lines of the source."""
        return Where(1, len(self._lines))

    def lines(self, where: Where) -> list[str]:
        return self._lines[max(where.first - 1, 0) : where.last]

    def printed(self, where: Where) -> list[str]:
        """Give the lines as they are printed, with the blanks between their cells."""
        return self._printed[max(where.first - 1, 0) : where.last]

    def hold(self, text: str, where: Where, columns: int = 1) -> bool:
        """Tell whether a text stands in the lines: in one piece, or in one piece a line, in order.

        `columns` is how many pieces of a line it may be put together from.
        """
        wanted, lines = fold(text), self.lines(where)
        if any(wanted in line for line in lines):
            return True
        pieces = _pieces(wanted, "".join(lines))
        return pieces is not None and pieces <= columns * len(lines)

    def hold_anywhere(self, text: str) -> bool:
        """Tell whether a text stands in the source, in one line or torn over some."""
        return fold(text) in self._whole

    def hold_year(self, year: int) -> bool:
        """Tell whether a year is printed anywhere, in digits or in Chinese ones: 二〇二五年."""
        chinese = str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
        forms = {str(year), chinese, chinese.replace("〇", "○"), chinese.replace("〇", "零")}
        return any(form in self._whole for form in forms)

    def hold_number(self, text: str, where: Where) -> bool:
        """Tell whether the numbers of an amount stand in the lines as whole numbers, marks of
        thousands aside: 0 does not stand in 100.
        """
        printed = self.printed(where)
        # A number may go on in the next line, and a comma may part two cells.
        found = set(numbers("".join(printed)))
        for line in printed:
            found.update(numbers(line), numbers(line.replace(",", " ")))
            found.update(numbers(_THOUSANDS.sub("", line)))
        return all(number in found for number in numbers(text))


def _pieces(text: str, quoted: str) -> int | None:
    """Give the least number of pieces that a text is torn into in another one, in their order.

    None where it does not stand there.
    """
    places: dict[str, list[int]] = {}
    for at, sign in enumerate(quoted):
        places.setdefault(sign, []).append(at)
    before = {-2: 0}
    for sign in text:
        now: dict[int, int] = {}
        earlier = sorted(before.items())
        index, least = 0, len(text) + 1
        for at in places.get(sign, []):
            while index < len(earlier) and earlier[index][0] < at - 1:
                least = min(least, earlier[index][1])
                index += 1
            best = min(least + 1, before.get(at - 1, len(text) + 1))
            if best <= len(text):
                now[at] = best
        if not now:
            return None
        before = now
    return min(before.values())
