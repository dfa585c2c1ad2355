"""Regular expressions take time in step with the length of the text, whatever the text is.

A document is read from strangers. An expression that tries a long run of blanks again from each
blank takes time with the square of its length, and one line of a page can then hold up a build for
minutes.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

import pytest
from hostile_text import Hostile, HostileTexts
from pattern_walk import Found, walk
from pattern_ways import ways
from sparql_patterns import written

#: At four times the length, time grows by 4; by 16 where it goes with the square, by 64 with the
#: cube.
_MOST_GROWTH = 8.0
#: Texts get longer in small steps: time that doubles with every few characters must be seen before
#: it is years. More than so many seconds for so few characters are no noise.
_STEPS = (12, 20, 32, 50, 80, 130, 200, 300)
_EXPLODES = 0.02
#: Growth is looked at once, and what looks suspicious is measured again, several times. Limits
#: inside an expression (`.{0,60}`) tell only at lengths well over them, so the last word is that of
#: the greatest length; what takes longer than `_LONG` seconds before is slow without it.
_LENGTHS = (300, 1000, 4000)
_SUSPICIOUS = 5.5
_LONG = 0.2
_REPEATED = 5

#: An expression of so few ways to match from one place cannot take longer than in step.
_FEW_WAYS = 200
#: So many texts of an expression are tried always, the others where the suite may take long.
_MOST_RECIPES = 32
#: The patterns are measured in so many parts, so that several processes share them.
_PARTS = 8

_SEARCHED, _ASKED_WHOLE = frozenset(["search"]), frozenset(["search", "fullmatch"])

Ask = Callable[[Any], object]


@dataclass(frozen=True)
class Slow:
    """An expression with a text that it takes too long for."""

    place: str
    pattern: str
    asked: str
    recipe: Hostile
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        times = ", ".join(f"{second * 1000:.3f} ms" for second in self.seconds)
        return f"{self.place} {self.asked} {self.pattern[:120]!r}\n  {self.recipe}: {times}"


def slow_texts(found: Found, most: int | None = None) -> Iterator[Slow]:
    """The texts for which an expression takes more time than in step with their length; of many
    recipes only some are tried, spread over all: at most `most`.
    """
    expression = found.expression
    binary = isinstance(expression.pattern, bytes)
    recipes = HostileTexts(expression).recipes()
    step = 1 if most is None else -(-len(recipes) // most)
    recipes = recipes[::step]
    for name, ask in _asked(found):
        for recipe in recipes:
            seconds = _too_long(ask, recipe, binary)
            if seconds:
                yield Slow(found.place, str(expression.pattern), name, recipe, seconds)


def _asked(found: Found) -> Iterator[tuple[str, Ask]]:
    """How the expression is measured.

    By every match in a text, which begins a search at each character; by the whole text where the
    code asks that; and one that is only asked at places that the code chooses, by match after
    match.
    """
    expression = found.expression
    if found.asked == {"match_at"}:
        yield "match after match", lambda text: _match_after_match(expression, text)
        return
    yield "finditer", lambda text: [None for _ in expression.finditer(text)]
    if "fullmatch" in found.asked:
        yield "fullmatch", expression.fullmatch


def _match_after_match(expression: re.Pattern[Any], text: Any) -> None:
    place = 0
    while (match := expression.match(text, place)) is not None and match.end() > place:
        place = match.end()


def _too_long(ask: Ask, recipe: Hostile, binary: bool) -> tuple[float, ...]:
    """Seconds at n, 2n and 4n where they grow too much, else nothing."""
    for length in _STEPS:
        seconds = _seconds(ask, recipe, length, binary)
        if seconds > _EXPLODES and _seconds(ask, recipe, length, binary) > _EXPLODES:
            return (seconds,)
    measured: tuple[float, ...] = ()
    for length in _LENGTHS:
        once = tuple(_seconds(ask, recipe, length * times, binary) for times in (1, 4))
        if once[1] <= _SUSPICIOUS * once[0]:
            return ()
        if once[1] > _LONG:
            return once
        measured = tuple(_best(ask, recipe, length * times, binary) for times in (1, 2, 4))
        if measured[2] <= _MOST_GROWTH * measured[0]:
            return ()
    return measured


def _best(ask: Ask, recipe: Hostile, length: int, binary: bool) -> float:
    """The least of several measurements: whatever else the machine does only adds to it."""
    return min(_seconds(ask, recipe, length, binary) for _ in range(_REPEATED))


def _seconds(ask: Ask, recipe: Hostile, length: int, binary: bool) -> float:
    text = recipe.text(length)
    asked = text.encode("latin-1") if binary else text
    begun = time.thread_time()
    ask(asked)
    return time.thread_time() - begun


def test_the_walk_finds_the_patterns_of_modules_records_data_files_and_calls() -> None:
    found = walk().found
    assert len(found) > 400
    assert sum(one.loaded for one in found) > 200
    assert sum(":" in one.place for one in found) > 20


#: The patterns of the catalogue of forms, which its loader gives.
OF_FORMS = {"budgetgraph.forms.patterns"}
#: The patterns of sh:pattern, which are timed with those of the shapes and queries.
OF_SHAPES = {"budgetgraph.shacl.setwise.values"}


def test_a_pattern_that_only_a_running_function_knows_is_one_of_a_data_file() -> None:
    loaders = {one.place.rpartition(".")[0] for one in walk().found if one.loaded}
    assert {module for module, _ in walk().unread} <= loaders | OF_FORMS | OF_SHAPES


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+$",
        r"\s*(?:的)?\s*x\s*$",
        r"\d+[,.\d]*年",
        r"三公.*表$",
        r"<!--.*?-->",
        r"(?:a|a)+b",
        r"(?:\s|<!--.*?-->)*<html",
        r"(?:通知|告|书|报告|报告书)*年",
        r'"(?:[^"\\]|\\.)*"|.',
        r"(?<!\d)\d[ ]*[元%]{0,6}(?:[ ]*[+][ ]*\d)+=",
    ],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert next(slow_texts(Found(re.compile(pattern, re.DOTALL), "here", _SEARCHED)), None)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\s)\s++$",
        r"(?<!\s)\s*+(?:的\s*+)?x\s*+$",
        r"三公.{0,60}表$",
        r"\A(?:\s|<!--.*?-->)*+<html",
        r'"[^"]*+"?',
    ],
)
def test_a_pattern_in_step_with_the_text_is_not_called_slow(pattern: str) -> None:
    assert (
        next(slow_texts(Found(re.compile(pattern, re.DOTALL), "here", _ASKED_WHOLE)), None) is None
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("合计|总计", 2),
        ("第?[0-9]{1,4}年", 8),
        ("(?:甲乙|丙丁){2}", 4),
        ("(?:甲乙|丙丁|){3}", 27),
        ("[0-9]+年", inf),
        ("(?:[0-9]{1,3},){0,30}", inf),
        ("(?=丙{0,4})(?>甲?)(?:乙(?!丁{2,3}))", 20),
    ],
)
def test_the_ways_of_an_expression_are_counted(pattern: str, expected: float) -> None:
    assert ways(re.compile(pattern)) == expected


def _measured() -> list[Found]:
    """The patterns that have more ways than a few, by which time could grow."""
    return [one for one in walk().found if ways(one.expression) > _FEW_WAYS]


def test_the_patterns_that_are_measured_are_many() -> None:
    assert len(_measured()) > 400


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_pattern_is_in_step_with_the_text(part: int) -> None:
    _assert_none_is_slow(_measured()[part::_PARTS], _MOST_RECIPES)


@pytest.mark.long
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_pattern_is_in_step_with_every_text(part: int) -> None:
    _assert_none_is_slow(_measured()[part::_PARTS], None)


def _assert_none_is_slow(found: list[Found], most: int | None) -> None:
    gc.disable()
    try:
        slow = [slow for one in found if (slow := next(slow_texts(one, most), None))]
    finally:
        gc.enable()
    assert not slow, "\n".join(str(one) for one in slow)


def test_every_pattern_of_a_shape_or_a_query_is_in_step_with_the_text() -> None:
    found = {one.expression.pattern: one for one in written()}
    assert len(found) > 50
    many = [one for one in found.values() if ways(one.expression) > _FEW_WAYS]
    slow = [slow for one in many if (slow := next(slow_texts(one), None))]
    assert not slow, "\n".join(str(one) for one in slow)
