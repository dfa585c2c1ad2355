"""What the recogniser holds likely at each step of a stretch → the ways to read it.

The recogniser goes over a stretch from left to right. At each step it gives a likelihood to every
character, and to "no character". Steps with the same character are one character:

    1 1 - 2 - 2 2    → 122        (- is "no character")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

#: A second choice of the recogniser is a reading from this likelihood on.
_LIKELY = 0.02
#: The number of "no character".
_NONE = 0
#: What an amount is made of.
_OF_AMOUNTS = frozenset("0123456789.,-()")

_TEXT, _LIKELIHOOD = attrgetter("text"), attrgetter("likelihood")

Likelihoods = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LikelyText:
    """One way to read a stretch, as sure as its least sure character."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """The character at some steps, with its likelihood, and what else it may be."""

    text: str
    likelihood: float
    others: tuple[tuple[str, float], ...]


def readings_of(likelihoods: Likelihoods, characters: Sequence[str]) -> list[LikelyText]:
    """Give the likeliest reading first, then those that differ from it in one character of an
    amount.

    `likelihoods` is steps × characters.
    """
    choices = list(filter(_may_be_read, _choices(likelihoods, characters)))
    first = list(map(_TEXT, choices))
    sureness = min(map(_LIKELIHOOD, filter(_TEXT, choices)), default=0.0)
    readings = [LikelyText("".join(first), sureness)]
    for at, choice in enumerate(choices):
        for text, likelihood in choice.others:
            readings.append(LikelyText("".join([*first[:at], text, *first[at + 1 :]]), likelihood))
    return readings


def _may_be_read(choice: _Choice) -> bool:
    """Tell whether a choice is a character, or may be one."""
    return bool(choice.text or choice.others)


def _choices(likelihoods: Likelihoods, characters: Sequence[str]) -> Iterator[_Choice]:
    """Give what stands at each run of steps that have the same likeliest character."""
    best = likelihoods.argmax(axis=1)
    for number, run in groupby(range(len(best)), key=best.__getitem__):
        steps = list(run)
        chosen = likelihoods[steps, number]
        text = "" if number == _NONE else characters[number]
        # A character is told by its likeliest step, "no character" by its least likely one.
        at = chosen.argmin() if number == _NONE else chosen.argmax()
        step = steps[int(at)]
        others = tuple(_others(likelihoods[step], text, characters))
        yield _Choice(text, float(likelihoods[step, number]), others)


def _others(
    likelihoods: Likelihoods, text: str, characters: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Give the other characters of amounts that a step may show, or "" for none."""
    for number in np.flatnonzero(likelihoods >= _LIKELY):
        other = "" if number == _NONE else characters[int(number)]
        if other != text and (not other or other in _OF_AMOUNTS):
            yield other, float(likelihoods[number])
