"""What was recognised on a page is kept by the digest of the picture, and is not asked again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from budgetgraph.read.pictures import kept_answers
from budgetgraph.read.pictures.kept_answers import (
    FOLDER,
    answered,
    answers_kept_in,
    answers_of_page,
    forget,
    forget_others,
    has_answers,
)

SOURCE, OTHER = "a" * 64, "b" * 64
PICTURE = np.zeros((4, 6), dtype=np.uint8)


class Asked:
    """A recogniser that counts its questions."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.times = 0
        self.fault = fault

    def __call__(self) -> list[list[str | float]]:
        self.times += 1
        if self.fault is not None:
            raise self.fault
        return [["3,508.64", 0.1 + 0.2]]


def ask(asked: Callable[[], object], picture: np.ndarray = PICTURE, source: str = SOURCE) -> object:
    with answers_of_page(source, 7):
        return answered("strip", picture, asked)


def ask_twice(first: Callable[[], object], second: Callable[[], object]) -> None:
    with answers_of_page(SOURCE, 7):
        answered("strip", PICTURE, first)
        answered("readings", PICTURE, second)


def test_a_page_is_not_read_twice(tmp_path: Path) -> None:
    """The kept answer is the same to the last digit of its confidence."""
    asked = Asked()
    with answers_kept_in(tmp_path):
        first, second = ask(asked), ask(asked)
    assert first == second == [["3,508.64", 0.1 + 0.2]]
    assert asked.times == 1
    assert has_answers(tmp_path, SOURCE, 7)
    assert not has_answers(tmp_path, SOURCE, 8)


@pytest.mark.parametrize(
    "other",
    [np.ones((4, 6), dtype=np.uint8), np.zeros((6, 4), dtype=np.uint8)],
    ids=["other ink", "other shape of the same bytes"],
)
def test_another_picture_is_asked_about(other: np.ndarray, tmp_path: Path) -> None:
    asked = Asked()
    with answers_kept_in(tmp_path):
        ask(asked)
        ask(asked, other)
    assert asked.times == 2


def test_another_question_is_asked(tmp_path: Path) -> None:
    asked = Asked()
    with answers_kept_in(tmp_path):
        ask_twice(asked, asked)
    assert asked.times == 2


def test_nothing_is_kept_without_a_folder(tmp_path: Path) -> None:
    asked = Asked()
    ask(asked)
    ask(asked)
    assert asked.times == 2
    assert not list(tmp_path.iterdir())


def test_the_environment_names_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    asked = Asked()
    ask(asked)
    ask(asked)
    assert asked.times == 1
    assert has_answers(tmp_path / "kept", SOURCE, 7)


def test_a_page_that_is_given_up_keeps_what_was_answered(tmp_path: Path) -> None:
    asked = Asked()
    with answers_kept_in(tmp_path):
        with pytest.raises(MemoryError):
            ask_twice(asked, Asked(MemoryError()))
        ask(asked)
    assert asked.times == 1


@pytest.mark.parametrize("content", [b"", b"not packed", b"\x1f\x8b\x08"])
def test_a_damaged_file_costs_time_only(content: bytes, tmp_path: Path) -> None:
    asked = Asked()
    with answers_kept_in(tmp_path):
        ask(asked)
        (file,) = (tmp_path / SOURCE).iterdir()
        whole = file.read_bytes()
        file.write_bytes(content)
        ask(asked)
    assert asked.times == 2
    assert file.read_bytes() == whole


def test_the_same_answers_are_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no order of questions is in the file."""
    files = []
    for name, questions in (("one", ("strip", "readings")), ("two", ("readings", "strip"))):
        with answers_kept_in(tmp_path / name), answers_of_page(SOURCE, 7):
            for question in questions:
                answered(question, PICTURE, Asked())
        files += (tmp_path / name / SOURCE).iterdir()
    assert files[0].read_bytes() == files[1].read_bytes()


def test_answers_of_another_version_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked()
    with answers_kept_in(tmp_path):
        ask(asked)
        monkeypatch.setattr(kept_answers, "_version", lambda: "other")
        assert not has_answers(tmp_path, SOURCE, 7)
        ask(asked)
    assert asked.times == 2
    assert [file.name for file in (tmp_path / SOURCE).iterdir()] == ["7-other.json.gz"]


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    with answers_kept_in(tmp_path / "kept"):
        ask(Asked())
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_a_folder_that_takes_nothing_costs_time_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    with answers_kept_in(tmp_path / "file"):
        assert ask(Asked()) == [["3,508.64", 0.1 + 0.2]]
    assert "is not kept" in caplog.text


def test_answers_are_forgotten(tmp_path: Path) -> None:
    with answers_kept_in(tmp_path):
        for source in (SOURCE, OTHER, "c" * 64):
            ask(Asked(), source=source)
    forget(tmp_path, [SOURCE, "never seen"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [OTHER, "c" * 64]
    forget_others(tmp_path, [OTHER])
    assert [path.name for path in tmp_path.iterdir()] == [OTHER]
    forget_others(tmp_path / "nowhere", [OTHER])


def test_what_is_kept_is_json(tmp_path: Path) -> None:
    with answers_kept_in(tmp_path):
        ask(Asked())
    (file,) = (tmp_path / SOURCE).iterdir()
    (answer,) = json.loads(gzip.decompress(file.read_bytes())).values()
    assert answer == [["3,508.64", 0.1 + 0.2]]
