"""Names in Pinyin, and what people type of it."""

from __future__ import annotations

import pytest

from budgetgraph.query.pinyin import (
    initials,
    is_typed_pinyin,
    known_syllables,
    splits,
    syllables,
)


@pytest.mark.parametrize(
    ("name", "said", "letters"),
    [
        ("平乡县", ("ping", "xiang", "xian"), "pxx"),
        ("重庆2025年", ("chong", "qing", "2025", "nian"), "cq2025n"),
        ("绿色", ("lv", "se"), "ls"),
        ("medicalaid", (), ""),
    ],
)
def test_a_name_is_said(name: str, said: tuple[str, ...], letters: str) -> None:
    assert syllables(name) == said
    assert initials(said) == letters


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("ping", {("ping",), ("pin", "g")}),
        ("xian", {("xian",), ("xia", "n"), ("xi", "an"), ("xi", "a", "n")}),
        ("pingxi", {("ping", "xi")}),
        (
            "2025nian",
            {
                ("2025", "nian"),
                ("2025", "ni", "an"),
                ("2025", "nia", "n"),
                ("2025", "ni", "a", "n"),
            },
        ),
        ("bzj", set()),
        ("2025", {("2025",)}),
    ],
)
def test_what_is_typed_is_split(typed: str, ways: set[tuple[str, ...]]) -> None:
    assert set(splits(typed)) <= ways
    assert bool(splits(typed)) == bool(ways)
    assert all("".join(way) == typed for way in splits(typed))


def test_a_long_text_is_split_in_few_ways() -> None:
    assert len(splits("xian" * 15)) == 24
    assert len(known_syllables()) > 400


@pytest.mark.parametrize(
    ("words", "is_pinyin"),
    [(["pxx"], True), (["lulong", "2024"], True), (["2024"], False), (["平乡"], False),
     (["a" * 60], True), (["a" * 61], False), ([], False)],
)  # fmt: skip
def test_what_may_be_pinyin(words: list[str], is_pinyin: bool) -> None:
    assert is_typed_pinyin(words) is is_pinyin
