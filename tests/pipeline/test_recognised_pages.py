"""The pages of a long scan are read one by one before it, and what was read is kept."""

from __future__ import annotations

import hashlib
import io
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from paper import Page, pdf
from PIL import Image
from test_generations import source

from budgetgraph.document.problems import LimitExceeded
from budgetgraph.pipeline import recognised_pages
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.generation.lock import LOCK
from budgetgraph.pipeline.recognised_pages import (
    FEW_PAGES,
    RECOGNISED,
    Scan,
    read_ahead,
    read_pages,
    unread_pages,
)
from budgetgraph.pipeline.retract import retract
from budgetgraph.pipeline.sandbox import allowance
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.read.pictures import kept_answers
from budgetgraph.read.pictures.kept_answers import (
    FOLDER,
    answered,
    answers_kept_in,
    answers_of_page,
    has_answers,
)
from budgetgraph.read.pictures.which_pages import picture_pages

SHA = "a" * 64
PICTURE = np.zeros((2, 3), dtype=np.uint8)


def printed(page: Page) -> None:
    page.text(60, 180, "2025年部门预算")


def frames(number: int) -> bytes:
    out = io.BytesIO()
    first, *others = [Image.new("L", (30, 40), 255) for _ in range(number)]
    first.save(out, "TIFF", save_all=True, append_images=others)
    return out.getvalue()


def read_page(scan: Scan, number: int) -> None:
    """Stand in for the recogniser: keep an answer to no question."""
    if number == 3:
        raise MemoryError
    path = kept_answers._file(scan.folder, scan.sha256, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What is told of the pages, with a reader of pages that needs no model."""
    for module in (recognised_pages, allowance):
        monkeypatch.setattr(module, "can_recognise", lambda: True)
    monkeypatch.setattr(recognised_pages, "read_page", read_page)
    return []


def scan_of(pages: int, folder: Path) -> Scan:
    file = folder / "scan.tiff"
    file.write_bytes(frames(pages))
    return Scan(file, SHA, folder / "kept")


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (pdf(printed, Page.picture, lambda page: None), (2,)),
        (frames(3), (1, 2, 3)),
        (b"%PDF-1.7 cut off", ()),
        (b"\x89PNG cut off", ()),
        (b"text", ()),
    ],
    ids=["text, picture, blank page", "frames", "damaged PDF", "damaged picture", "text"],
)
def test_which_pages_are_pictures(data: bytes, pages: tuple[int, ...]) -> None:
    assert picture_pages(data) == pages


@pytest.mark.parametrize(("pages", "is_ahead"), [(FEW_PAGES, False), (FEW_PAGES + 1, True)])
def test_only_long_scans_are_read_page_by_page(
    pages: int, is_ahead: bool, tmp_path: Path, told: list[tuple[int, int]]
) -> None:
    scan = scan_of(pages, tmp_path)
    late = read_pages(
        [scan],
        Allowance(folders=(scan.folder,)),
        1,
        lambda _, done, total: told.append((done, total)),
    )
    assert not late
    assert told == [(done, pages) for done in range(1, pages + 1) if is_ahead]


def test_a_page_that_fails_is_left_to_its_document(
    tmp_path: Path, told: list[tuple[int, int]]
) -> None:
    """The others are kept, and are not read again."""
    scan = scan_of(FEW_PAGES + 2, tmp_path)
    assert not read_pages([scan], Allowance(folders=(scan.folder,)), 1, lambda _, done, total: None)
    assert unread_pages(scan) == (3,)


def test_a_scan_that_takes_too_long_says_how_far_it_came(
    tmp_path: Path, told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the clock costs 100 seconds, so the fourth page is the last one; page 3 failed
    and is not counted.
    """
    clock = count(0, 100)
    monkeypatch.setattr(recognised_pages, "monotonic", lambda: next(clock))
    scan = scan_of(FEW_PAGES + 4, tmp_path)
    late = read_pages(
        [scan], Allowance(300, folders=(scan.folder,)), 1, lambda _, done, total: None
    )
    message = str(late[SHA])
    assert "scan.tiff" in message
    assert "longer than 300 s" in message
    kept = set(range(1, 11)) - set(unread_pages(scan))
    assert {1, 2, 4} <= kept
    assert f"{len(kept)} of 10 are read and kept" in message


def test_a_long_scan_is_read_ahead_where_a_folder_is_named(
    tmp_path: Path, told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For one file alone: a second run goes on where the first one stopped."""
    scan = scan_of(FEW_PAGES + 1, tmp_path)
    digest = hashlib.sha256(scan.file.read_bytes()).hexdigest()
    read_ahead(scan.file, 300, 1, lambda _, done, total: told.append((done, total)))
    assert told == []
    monkeypatch.setenv(FOLDER, str(scan.folder))
    clock = count(0, 600)
    monkeypatch.setattr(recognised_pages, "monotonic", lambda: next(clock))
    with pytest.raises(LimitExceeded, match="are read and kept"):
        read_ahead(scan.file, 300, 1, lambda _, done, total: told.append((done, total)))
    assert told == [(1, FEW_PAGES + 1)]
    assert has_answers(scan.folder, digest, 1)


def test_nothing_is_read_ahead_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognised_pages, "can_recognise", lambda: False)
    scan = scan_of(FEW_PAGES + 1, tmp_path)
    assert not read_pages([scan], Allowance(folders=(scan.folder,)), 1, lambda _, done, total: None)
    assert not scan.folder.exists()


def test_a_built_folder_keeps_answers_on_its_sources_alone(tmp_path: Path) -> None:
    """Those on a source that is no input any more go, and with a retracted paper those on it."""
    out = tmp_path / "out"
    stays, goes = (
        source(tmp_path, "平乡县水利局", "131.40"),
        source(tmp_path, "平乡县教育局", "231.40"),
    )
    own, others = (hashlib.sha256(file.read_bytes()).hexdigest() for file in (stays, goes))
    build([str(stays)], out, dumps=False)
    with answers_kept_in(out / RECOGNISED):
        for digest in (own, others, SHA):
            with answers_of_page(digest, 1):
                answered("strip", PICTURE, lambda: [])
    build([str(stays), str(goes)], out, dumps=False)
    kept = {path.name for path in (out / RECOGNISED).iterdir()}
    assert kept == {own, others}
    retract(goes.name, out)
    assert [path.name for path in (out / RECOGNISED).iterdir()] == [own]


def test_a_build_in_which_nothing_is_read_keeps_all_answers(tmp_path: Path) -> None:
    """A mistyped path costs no second reading."""
    out = tmp_path / "out"
    folder = out / RECOGNISED / SHA
    folder.mkdir(parents=True)
    (out / LOCK).touch()
    build([str(tmp_path / "nowhere.pdf")], out, dumps=False)
    assert folder.is_dir()
