"""Texts that make a regular expression work as much as it can.

They are built from the expression itself: from each part that repeats, the text in front of it
once, a long run of what it repeats, and a sign that fits nothing (`\\s*x$` → many blanks, then a
NUL). Beside these stand long runs of blanks, digits, Chinese characters and brackets, and texts
that the expression would almost accept, repeated.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_compiler: Any = importlib.import_module("re._compiler")
_codes: Any = importlib.import_module("re._constants")

_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT)
_SINGLE = (_codes.LITERAL, _codes.NOT_LITERAL, _codes.IN, _codes.ANY)
_SIGNS = " \t\n1a_一A(（[〔<\"'\\.,，、。:：/-=|#?{}$@%年元…·\x00é"
_RUNS = (" ", "\t", "1", "一", "(", "（", "a", "\n", "1 ", "一(", "(1", "\t ", "a1一", "a.", '\\"')
_BREAKS = ("\x00", "\n一")
#: A part that repeats at most so often is no danger by itself.
_FEW = 8
_MOST_SIGNS = 6
_MOST_BRANCHES = 60
_SAMPLES = 6


@dataclass(frozen=True, order=True)
class Hostile:
    """A recipe: `before` once, `again` as often as the length asks, `behind` once."""

    before: str
    again: str
    behind: str

    def text(self, length: int) -> str:
        """The text of about this length."""
        return self.before + self.again * max(1, length // len(self.again)) + self.behind


class HostileTexts:
    """The recipes against one expression."""

    def __init__(self, expression: re.Pattern[Any]) -> None:
        self._expression = expression
        self._binary = isinstance(expression.pattern, bytes)
        self._tree = _parser.parse(expression.pattern, self._flags())
        signs = dict.fromkeys([*_SIGNS, *_literals(self._tree)])
        self._signs = [sign for sign in signs if not self._binary or ord(sign) < 256]
        self._fitting: dict[str, list[str]] = {}
        self._chance = random.Random(repr(expression.pattern))

    def recipes(self) -> list[Hostile]:
        """All recipes, each once. An expression that repeats nothing gets the runs alone."""
        found = [Hostile("", run, "\x00") for run in _RUNS]
        if _repeats(self._tree):
            found += self._against(self._tree, "", "")
            found += self._almost()
            found += self._pairs()
        unlike = dict.fromkeys(recipe for recipe in found if recipe.again)
        return [recipe for recipe in unlike if not self._binary or _is_latin(recipe)]

    def _flags(self) -> int:
        return self._expression.flags & (~re.UNICODE if self._binary else ~0)

    def _against(self, items: Any, before: str, before_most: str) -> Iterator[Hostile]:
        """Recipes for each part that repeats, with the shortest and a longer text in front."""
        for index, (code, value) in enumerate(items):
            least = before + self._sample(items[:index])
            most = before_most + self._sample(items[:index], 1)
            if code in _REPEATS and value[1] >= _FEW:
                rest = self._sample(items[index + 1 :], 1)[:-1]
                yield from self._against_repeat(value[2], (least, most), rest)
            for inner in _inner(code, value):
                yield from self._against(inner, least, most)

    def _against_repeat(self, body: Any, fronts: tuple[str, str], rest: str) -> Iterator[Hostile]:
        rounds = self._rounds(body)
        for again in rounds:
            yield Hostile("", again, _BREAKS[0])
            yield Hostile(fronts[1], again, _BREAKS[0])
        rounds = rounds[:_FEW]
        doubled = [one + other for one in rounds[:4] for other in rounds[:4] if one != other]
        for again in [*rounds, *doubled]:
            yield Hostile("", again, _BREAKS[1])
            for front in dict.fromkeys(fronts):
                yield Hostile(front, again, _BREAKS[0])
                yield Hostile("", front + again, _BREAKS[0])
            yield Hostile(fronts[1], again, rest)
        yield Hostile("", fronts[1], "")

    def _almost(self) -> Iterator[Hostile]:
        """Texts that the expression accepts or almost accepts, again and again."""
        for most in (0, 1, 2, 2, 2, 2)[:_SAMPLES]:
            whole = self._sample(self._tree, most, by_chance=most == 2)
            cut = self._chance.randint(0, len(whole))
            for again in (whole, whole[:-1], whole[:cut], whole[cut:]):
                yield Hostile("", again, "")
                yield Hostile("", again, _BREAKS[0])

    def _pairs(self) -> Iterator[Hostile]:
        """Signs that the expression names, two by two."""
        named = list(dict.fromkeys([*_literals(self._tree), " ", "1"]))
        for _ in range(2 * _MOST_SIGNS):
            pair = self._chance.choice(named) + self._chance.choice(named)
            yield Hostile("", pair, _BREAKS[0])

    def _rounds(self, body: Any) -> list[str]:
        """What one round of a repeated part may read: for a class, some of its signs."""
        if len(body) != 1:
            return [self._sample(body), self._sample(body, 1), self._sample(body, 2, True)]
        code, value = body[0]
        if code in _SINGLE:
            return self._fits(code, value)[:_MOST_SIGNS]
        if code is _codes.BRANCH:
            branches = value[1][:_MOST_BRANCHES]
            return [text for branch in branches for text in self._rounds(branch)[:1]]
        inner = _inner(code, value)
        return self._rounds(inner[0]) if inner else []

    def _sample(self, items: Any, most: int = 0, by_chance: bool = False) -> str:
        """A text that the items read; optional parts up to `most` times."""
        return "".join(self._sample_of(code, value, most, by_chance) for code, value in items)

    def _sample_of(self, code: Any, value: Any, most: int, by_chance: bool) -> str:
        if code in _SINGLE:
            fitting = self._fits(code, value)
            return (self._chance.choice(fitting) if by_chance else fitting[0]) if fitting else ""
        if code in _REPEATS:
            least, limit, body = value
            wanted = self._chance.randint(0, most) if by_chance else min(most, 1)
            times = max(least, min(wanted, limit))
            return "".join(self._sample(body, most, by_chance) for _ in range(times))
        if code is _codes.BRANCH:
            branch = self._chance.choice(value[1]) if by_chance else value[1][0]
            return self._sample(branch, most, by_chance)
        looks_ahead = code is _codes.ASSERT and value[0] > 0
        if looks_ahead or code is _codes.ASSERT_NOT:
            return ""
        inner = _inner(code, value)
        return self._sample(inner[0], most, by_chance) if inner else ""

    def _fits(self, code: Any, value: Any) -> list[str]:
        """The signs, of all that the expression names and some others, that this part accepts."""
        if code is _codes.LITERAL:
            return [chr(value)]
        key = repr((code, value))
        if key not in self._fitting:
            part = _parser.SubPattern(self._tree.state, [(code, value)])
            test = _compiler.compile(part, self._flags())
            self._fitting[key] = [
                sign
                for sign in self._signs
                if test.fullmatch(sign.encode("latin-1") if self._binary else sign)
            ]
        return self._fitting[key]


def _inner(code: Any, value: Any) -> list[Any]:
    """The parts inside a part."""
    if code in _REPEATS:
        return [value[2]]
    if code is _codes.SUBPATTERN:
        return [value[3]]
    if code is _codes.ATOMIC_GROUP:
        return [value]
    if code in (_codes.ASSERT, _codes.ASSERT_NOT):
        return [value[1]]
    return list(value[1]) if code is _codes.BRANCH else []


def _literals(items: Any) -> list[str]:
    """The signs that an expression names, with the ends of its ranges."""
    found: list[str] = []
    for code, value in items:
        if code in (_codes.LITERAL, _codes.NOT_LITERAL):
            found.append(chr(value))
        elif code is _codes.IN:
            found += _named_in_class(value)
        for inner in _inner(code, value):
            found += _literals(inner)
    return found


def _named_in_class(members: Any) -> list[str]:
    found: list[str] = []
    for code, value in members:
        if code is _codes.LITERAL:
            found.append(chr(value))
        elif code is _codes.RANGE:
            found += [chr(value[0]), chr(value[1])]
    return found


def _repeats(items: Any) -> bool:
    """Whether some part repeats often."""
    for code, value in items:
        if code in _REPEATS and value[1] >= _FEW:
            return True
        if any(_repeats(inner) for inner in _inner(code, value)):
            return True
    return False


def _is_latin(recipe: Hostile) -> bool:
    return all(ord(sign) < 256 for sign in recipe.before + recipe.again + recipe.behind)
