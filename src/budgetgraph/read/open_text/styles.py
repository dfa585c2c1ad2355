"""How the runs of an OpenDocument text look, and how its lists count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from budgetgraph.document.numerals import numeral
from budgetgraph.read.looks import Look
from budgetgraph.read.open_text.names import FO, STYLE, TEXT

#: A run is raised from so many hundredths of the font's height on.
_RAISED = 10
_MOST_STYLES = 20
#: How a number is spelled, by the first character of its form.
_NUMBERS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": lambda number: chr(ord("a") + (number - 1) % 26),
    "A": lambda number: chr(ord("A") + (number - 1) % 26),
    "一": numeral,
    "①": lambda number: chr(ord("①") + number - 1) if number <= 20 else str(number),
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the form of its number, what stands around it, where it starts."""

    form: str
    before: str
    after: str
    start: int


@dataclass(slots=True)
class OpenTextStyles:
    """The properties of text by style, what each style is based on, and the levels of lists."""

    properties: dict[str, list[etree._Element]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Sequence[etree._Element]) -> OpenTextStyles:
        """Give the styles of all parts."""
        styles = cls()
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                styles.properties[name] = style.findall(f"{STYLE}text-properties")
                styles.parents[name] = style.get(f"{STYLE}parent-style-name", "")
            for style in root.iter(f"{TEXT}list-style"):
                styles.lists[style.get(f"{STYLE}name", "")] = dict(_levels(style))
        return styles

    def look(self, *names: str) -> Look:
        """Tell how text looks in these styles, the nearest first."""
        chain = [each for name in names for each in self._chain(name)]
        position = _first(chain, f"{STYLE}text-position").split(" ")[0]
        line = _first(chain, f"{STYLE}text-line-through-style")
        kind = _first(chain, f"{STYLE}text-line-through-type")
        return Look(
            is_hidden=_first(chain, f"{TEXT}display") == "none",
            is_struck=line not in ("", "none") or kind not in ("", "none"),
            is_raised=_is_raised(position),
            font=_first(chain, f"{STYLE}font-name") or _first(chain, f"{FO}font-family"),
        )

    def number(self, style: str, level: int, count: int) -> str:
        """Give the number of the `count`-th item of a list (0-based); "" for a bullet."""
        level_style = self.lists.get(style, {}).get(level)
        if level_style is None or not level_style.form:
            return ""
        spelled = _NUMBERS.get(level_style.form[0], str)(level_style.start + count)
        return f"{level_style.before}{spelled}{level_style.after}"

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MOST_STYLES):
            if not name:
                return
            yield from self.properties.get(name, ())
            name = self.parents.get(name, "")


def _levels(style: etree._Element) -> Iterator[tuple[int, _Level]]:
    for each in style.iterfind(f"{TEXT}list-level-style-number"):
        printed = each.get(f"{TEXT}start-value", "1")
        start = int(printed) if printed.isdigit() else 1
        yield (
            int(each.get(f"{TEXT}level", "1")),
            _Level(
                each.get(f"{STYLE}num-format", ""),
                each.get(f"{STYLE}num-prefix", ""),
                each.get(f"{STYLE}num-suffix", ""),
                start,
            ),
        )


def _first(chain: Sequence[etree._Element], name: str) -> str:
    return next((value for each in chain if (value := each.get(name, ""))), "")


def _is_raised(position: str) -> bool:
    """`super`, or a share of the height: `33%`."""
    share = position.removesuffix("%")
    return position == "super" or (share.isdigit() and int(share) >= _RAISED)
