"""Characters are put together to words as pdfplumber does it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.utils.text import extract_words

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.words import clusters, words_of

_PLACES = ("text", "x0", "x1", "top", "bottom")


#: Where the right and the top of a character lie: to its right, above it; turned clockwise.
LEVEL, DOWNWARD, UPWARD = (1, 0, 0, 1), (0, -1, 1, 0), (0, 1, -1, 0)


def char(
    text: str, left: float, top: float, *, matrix: tuple[float, float, float, float] = LEVEL
) -> Thing:
    place = {"x0": left, "x1": left + 8, "top": top, "bottom": top + 10}
    return {"text": text, "upright": matrix == LEVEL, "matrix": matrix, "doctop": top, **place}


def texts(*chars: Thing) -> list[str]:
    return [word["text"] for word in words_of(chars)]


@pytest.mark.parametrize(("gap", "expected"), [(3, ["甲乙"]), (3.1, ["甲", "乙"])])
def test_a_gap_parts_words(gap: float, expected: list[str]) -> None:
    assert texts(char("甲", 10, 50), char("乙", 18 + gap, 50)) == expected


@pytest.mark.parametrize(("down", "expected"), [(3, ["甲乙"]), (3.1, ["甲", "乙"])])
def test_a_step_down_parts_words(down: float, expected: list[str]) -> None:
    assert texts(char("甲", 10, 50), char("乙", 18, 50 + down)) == expected


@pytest.mark.parametrize(
    ("matrix", "expected"), [(DOWNWARD, ["甲乙", "丙"]), (UPWARD, ["丙", "乙甲"])]
)
def test_text_on_its_side_is_read_the_way_it_leans(
    matrix: tuple[float, float, float, float], expected: list[str]
) -> None:
    """Of two words above each other the one that is read first comes first."""
    upper, lower, last = (
        char(text, 10, top, matrix=matrix) for text, top in (("甲", 50), ("乙", 60), ("丙", 90))
    )
    assert texts(lower, upper, last) == expected


def test_no_characters_are_no_words() -> None:
    assert words_of([]) == []


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        ([20, 10, 14, 12], [[20], [10, 14, 12]]),
        ([10, 13], [[10, 13]]),
        ([10, 13.1], [[10], [13.1]]),
    ],
)
def test_clusters_keep_the_order_of_their_things(
    tops: list[float], expected: list[list[float]]
) -> None:
    things = [{"top": top} for top in tops]
    parted = [[thing["top"] for thing in cluster] for cluster in clusters(things, "top", 3)]
    assert sorted(parted) == sorted(expected)


_MATRIX = st.sampled_from([LEVEL, DOWNWARD])
_PLACE = st.integers(0, 30).map(float)
_CHARS = st.lists(
    st.builds(char, st.sampled_from("甲乙1.,a"), _PLACE, _PLACE, matrix=_MATRIX), max_size=25
)


@given(_CHARS)
def test_words_are_those_of_pdfplumber(chars: list[Any]) -> None:
    expected = extract_words(chars, return_chars=True)
    words = words_of(chars)
    names = (*_PLACES, "chars")
    assert [[word[name] for name in names] for word in words] == [
        [word[name] for name in names] for word in expected
    ]
