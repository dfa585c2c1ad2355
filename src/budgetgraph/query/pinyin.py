"""Write names in Pinyin, and split what a person types without a Chinese keyboard into syllables.

平乡县医疗保障局 is found by `pxxylbzj` (the first letters), by `pingxiangxianyiliao` and by
`yiliao`. A ü is typed as v.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_TYPED = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"\d+")
_MOST_SPLITS = 24
"""The most ways to split a text that are tried: `xianguan` is xian guan, xi an guan and others."""
_LONGEST = 60
"""The longest text that is split."""


def syllables(whole: str) -> tuple[str, ...]:
    """Give the syllables of a reduced name, without tones; numbers and letters stay together.

    `重庆2025年` → chong, qing, 2025, nian. () for a name without a Chinese character.
    """
    if not _HAN.search(whole):
        return ()
    # Imported here: its dictionary of phrases takes a while, and only a build needs it.
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(whole, style=Style.NORMAL))


def initials(said: tuple[str, ...]) -> str:
    """Give the first letters of syllables: ping, xiang, 2025, nian → `px2025n`."""
    return "".join(part if part.isdigit() else part[:1] for part in said)


def is_typed_pinyin(words: Sequence[str]) -> bool:
    """Tell whether words may be Pinyin: letters of ASCII, some with digits or digits alone."""
    typed = "".join(words)
    return bool(_TYPED.fullmatch(typed)) and not typed.isdigit() and len(typed) <= _LONGEST


def splits(text: str) -> list[tuple[str, ...]]:
    """Give the ways to read a text as syllables of which the last may be unfinished.

    `pingxi` → ping xi; `xian` → xian, xi an; `bzj` → none, for it is no syllables.
    """
    ways: list[tuple[str, ...]] = []
    open_ways: list[tuple[tuple[str, ...], int]] = [((), 0)]
    while open_ways and len(ways) < _MOST_SPLITS:
        read, place = open_ways.pop()
        rest = text[place:]
        if rest in beginnings() or rest.isdigit():
            ways.append((*read, rest))
        for part in _next_parts(rest):
            open_ways.append(((*read, part), place + len(part)))
    return ways


def _next_parts(rest: str) -> list[str]:
    """List the whole syllables, or the number, that a text begins with and goes on after."""
    number = _DIGITS.match(rest)
    if number is not None:
        return [number[0]] if len(number[0]) < len(rest) else []
    longest = min(len(rest) - 1, _longest_syllable())
    heads = [rest[:length] for length in range(1, longest + 1)]
    return [head for head in heads if head in known_syllables()]


@cache
def known_syllables() -> frozenset[str]:
    """Read all syllables of the language, without tones."""
    file = resources.files("budgetgraph.query").joinpath("syllables.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@cache
def beginnings() -> frozenset[str]:
    """Give every beginning of a syllable, the whole syllables among them."""
    parts: set[str] = set()
    for syllable in known_syllables():
        parts.update(syllable[:length] for length in range(1, len(syllable) + 1))
    return frozenset(parts)


@cache
def _longest_syllable() -> int:
    return max(map(len, known_syllables()))
