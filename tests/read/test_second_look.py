"""Further readings of amounts on a picture: from the likelihoods of the recogniser, and by rules."""

from __future__ import annotations

import pytest

from budgetgraph.document.where import PictureBox
from budgetgraph.extras import can_recognise
from budgetgraph.read.pages.page import Word

if not can_recognise():
    pytest.skip("the extra ocr is not installed", allow_module_level=True)

import numpy as np

from budgetgraph.read.pictures import second_look
from budgetgraph.read.pictures.likelihoods import LikelyText, readings_of
from budgetgraph.read.pictures.second_look import looked_at_again, with_commas

#: "No character" is the first.
CHARACTERS = ["", *"0123456789.,局"]
BLANK = np.full((40, 200), 255, dtype=np.uint8)


def steps(*likely: dict[str, float]) -> np.ndarray:
    """The likelihoods of some steps; "" is no character."""
    found = np.zeros((len(likely), len(CHARACTERS)), dtype=np.float32)
    for number, step in enumerate(likely):
        for text, likelihood in step.items():
            found[number, CHARACTERS.index(text)] = likelihood
    return found


def texts(*likely: dict[str, float]) -> list[str]:
    return [one.text for one in readings_of(steps(*likely), CHARACTERS)]


def test_steps_with_the_same_character_are_one() -> None:
    """1 1 - 2 - 2 2 is 122, as sure as its least sure character at its best step."""
    found = readings_of(
        steps({"1": 0.9}, {"1": 0.7}, {"": 1}, {"2": 1}, {"": 1}, {"2": 0.6}, {"2": 0.8}),
        CHARACTERS,
    )
    assert [one.text for one in found] == ["122"]
    assert found[0].confidence == pytest.approx(0.8)


def test_a_second_choice_is_a_reading_from_a_likelihood_on() -> None:
    assert texts({"8": 0.97, "3": 0.02}, {"": 1}, {"5": 1}) == ["85", "35"]
    assert texts({"8": 0.97, "3": 0.019}, {"": 1}, {"5": 1}) == ["85"]


def test_a_character_may_be_none_and_none_may_be_one() -> None:
    assert texts({"8": 0.7, "": 0.3}, {"5": 1}) == ["85", "5"]
    assert texts({"8": 1}, {"": 0.6, ".": 0.4}, {"5": 1}) == ["85", "8.5"]


def test_what_is_no_part_of_an_amount_is_no_other_reading() -> None:
    assert texts({"8": 0.6, "局": 0.4}) == ["8"]


def test_nothing_is_read_as_nothing() -> None:
    assert texts({"": 1}) == [""]


@pytest.mark.parametrize(
    ("recognised", "read"),
    [
        ("22,186.440.80", "22,186,440.80"),
        ("3.508,644.00", "3,508,644.00"),
        ("22,186,440.80", "22,186,440.80"),
        # Four digits are no group, three behind the point are no cents.
        ("22,1866.440.80", "22,1866.440.80"),
        ("22,186.440.800", "22,186.440.800"),
        ("12.5", "12.5"),
    ],
)
def test_a_point_between_groups_of_three_is_a_comma(recognised: str, read: str) -> None:
    assert with_commas(recognised) == read
    assert with_commas(f"收入{recognised}元") == f"收入{read}元"


def word(text: str, confidence: float) -> Word:
    box = PictureBox(10, 10, 50, 20, confidence)
    return Word(text, 10, 50, 10, 20, picture=box)


def looked(
    monkeypatch: pytest.MonkeyPatch, first: Word, *found: LikelyText
) -> tuple[str, float, tuple[str, ...]]:
    monkeypatch.setattr(second_look, "readings", lambda _: list(found))
    again = looked_at_again(first, BLANK, 1.0)
    assert again.picture is not None
    return again.text, again.picture.confidence, again.picture.others


def test_two_looks_that_agree_are_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = looked(
        monkeypatch, word("12.50", 0.9), LikelyText("12.50", 0.98), LikelyText("12.60", 0.03)
    )
    assert found == ("12.50", 0.98, ("12.60",))


def test_two_looks_that_differ_are_doubtful_and_both_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    better = LikelyText("12.60", 0.99)
    assert looked(monkeypatch, word("12.50", 0.9), better) == ("12.60", 0.8, ("12.50",))
    worse = LikelyText("12.60", 0.5)
    assert looked(monkeypatch, word("12.50", 0.9), worse) == ("12.50", 0.8, ("12.60",))


def test_a_look_that_is_sure_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """From .97 on; below it the second look is asked."""
    better = LikelyText("12.60", 0.99)
    assert looked(monkeypatch, word("12.50", 0.97), better) == ("12.50", 0.97, ())
    assert looked(monkeypatch, word("12.50", 0.969), better) == ("12.60", 0.8, ("12.50",))


def test_words_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(monkeypatch, word("12户", 0.5), LikelyText("13", 0.99)) == ("12户", 0.5, ())


def test_a_second_look_without_an_amount_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(monkeypatch, word("12.50", 0.5), LikelyText("局", 0.99)) == ("12.50", 0.5, ())


def test_three_digits_behind_a_point_may_be_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    found = looked(monkeypatch, word("3,508.644", 0.99))
    assert found == ("3,508.644", 0.8, ("3,508,644",))
    assert looked(monkeypatch, word("3,508.64", 0.99)) == ("3,508.64", 0.99, ())
