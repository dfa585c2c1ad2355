"""Fold text: radicals and invisible characters when it is read, white space and width when
compared.

冀⼈社发​〔2021〕11号  →  冀人社发〔2021〕11号     (`as_read`: radical, zero-width space)
（一）收 入           →  (一)收入                (`fold`: for comparing)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from budgetgraph.document.data_file import read_data

_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
#: So many texts are kept folded; a disclosure asks for the same headings and labels again and
#: again.
_KEPT = 32768


def _data() -> dict[str, Any]:
    return read_data("budgetgraph.document", "folding.toml")


_DATA = _data()


def _code_points(ranges: str) -> list[int]:
    """`0001-0003 00AD` → [1, 2, 3, 173]."""
    code_points: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        code_points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return code_points


def _ideographs() -> dict[int, str]:
    """Radicals and compatibility ideographs, each with the ideograph that it stands for."""
    ideographs: dict[int, str] = {}
    for points in (_KANGXI, *_COMPATIBILITY):
        for point in points:
            folded = unicodedata.normalize("NFKC", chr(point))
            if len(folded) == 1:
                ideographs[point] = folded
    for pair in _DATA["radicals"]["pairs"].split():
        ideographs[ord(pair[0])] = pair[1:]
    return ideographs


_LINE_ENDS: dict[int, str] = dict.fromkeys(_code_points(_DATA["lines"]["ends"]), "\n")
_IDEOGRAPHS = _ideographs()
_READ: dict[int, str | None] = {
    **dict.fromkeys(_code_points(_DATA["unseen"]["ranges"])),
    **_IDEOGRAPHS,
    **dict.fromkeys(_code_points(_DATA["bars"]["points"]), "|"),
}
#: Characters that only a font of the page's own names, without those that symbol fonts use.
_OF_OWN_FONT = "[\ue000-\uf01f\uf100-\uf8ff]"
#: Where they stand beside figures, or several together, they show figures.
_OWN_FIGURES = re.compile(
    rf"(?<=[\d.,]){_OF_OWN_FONT}|{_OF_OWN_FONT}(?=[\d.,]|{_OF_OWN_FONT})"
    rf"|(?<={_OF_OWN_FONT}){_OF_OWN_FONT}"
)
#: Stands for a character of which nobody knows which one it is.
UNKNOWN = "\ufffd"
#: A set tells far faster than a pattern that a text holds none of them.
_ODD = frozenset(map(chr, (*_READ, *_LINE_ENDS, *range(0xE000, 0xF900))))
_WIDE = {
    ord(wide): narrow
    for wide, narrow in zip(_DATA["wide"]["from"], _DATA["wide"]["to"], strict=True)
}
#: Words in the script of another language beside Chinese ones, with their brackets.
_OTHER_SCRIPTS = frozenset(map(chr, _code_points(_DATA["beside_chinese"]["ranges"])))
_BESIDE_CHINESE = re.compile(
    "[(]?[{0}](?:[-./()]{{0,2}}[{0}])*[)]?".format("".join(sorted(_OTHER_SCRIPTS)))
)
_CHINESE = re.compile("[㐀-鿿]")
_QUOTES: dict[int, None] = dict.fromkeys(map(ord, _DATA["quotes"]["marks"]))
_QUOTES_IN_PLACE = _WIDE | dict.fromkeys(_QUOTES, "\x00")


def as_read(text: str) -> str:
    """Give the text as every reader hands it on: radicals are their ideographs, nothing invisible
    stands in it, every line ends in a line feed, and figures of the page's own font are unknown.
    """
    if _ODD.isdisjoint(text):
        return text
    return _OWN_FIGURES.sub(UNKNOWN, text.translate(_LINE_ENDS).translate(_READ))


def count_own_figures(text: str) -> int:
    """Count the figures of a text that only a font of the page's own names: 12\ue0053.40 → 1."""
    return 0 if text.isascii() else len(_OWN_FIGURES.findall(text))


def with_ideographs(text: str) -> str:
    """Give the text with its radicals folded one for one, so that every character keeps its
    offset.
    """
    return text if text.isascii() else text.translate(_IDEOGRAPHS)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Give the text as the catalogue compares it: no white space, full-width forms and radicals
    folded (NFKC), no quotation marks, and Chinese alone of headings in two languages.
    """
    read = as_read(text)
    folded = unicodedata.normalize("NFKC", "".join(read.split())).translate(_QUOTES)
    return folded if _OTHER_SCRIPTS.isdisjoint(folded) else _chinese_of(folded)


def _chinese_of(folded: str) -> str:
    """Give the Chinese words of a text in two languages: 合计 جەمئىي → 合计; one without any stays."""
    chinese = _BESIDE_CHINESE.sub("", folded)
    return chinese if _CHINESE.search(chinese) else folded


@lru_cache(maxsize=_KEPT)
def fold_in_place(text: str) -> str:
    """Give the text with its full-width forms folded one for one and quotation marks replaced by a
    mark that no pattern looks at, so that every character keeps its offset.
    """
    return text.translate(_QUOTES_IN_PLACE)


def squeeze(text: str) -> str:
    """Give the text without any white space, as Chinese cells are compared and joined."""
    return "".join(text.split())


def compact(text: str) -> str:
    """Give the text without white space and full-width forms: `２０８ ０５` → 20805."""
    return unicodedata.normalize("NFKC", "".join(text.split()))
