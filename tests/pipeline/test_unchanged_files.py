"""A file that has the marks of the last build is not opened again; whatever changes a file changes
its marks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from budgetgraph.pipeline import seen_files
from budgetgraph.pipeline.kept import stamps as module
from budgetgraph.pipeline.kept.stamps import Stamps
from budgetgraph.pipeline.sandbox.allowance import Allowance, allowance
from budgetgraph.pipeline.sandbox.runner import Job
from budgetgraph.pipeline.seen_files import Seen, look_at

HELD = [("", "ab" * 32)]


@pytest.fixture(autouse=True)
def old_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test were made just now: their marks tell all the same."""
    monkeypatch.setattr(module, "_TICK", 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "paper.txt"
    path.parent.mkdir()
    path.write_text("131.40")
    return path


def kept(file: Path, parts: Path) -> Stamps:
    """What the next build knows of a file that held `HELD`."""
    parts.mkdir()
    first = Stamps()
    assert first.unchanged(file) is None
    first.note(file, HELD)
    first.write(parts)
    return Stamps(parts)


def same_size(file: Path) -> None:
    file.write_text("131.50")


def same_size_and_time(file: Path) -> None:
    before = file.stat()
    file.write_text("131.50")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def another_in_its_place(file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_text("131.50")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


CHANGES = (same_size, same_size_and_time, another_in_its_place, Path.unlink)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_file_changes_its_marks(
    change: Callable[[Path], None], file: Path, tmp_path: Path
) -> None:
    known = kept(file, tmp_path / "parts")
    assert known.unchanged(file) == tuple(HELD)
    change(file)
    assert known.unchanged(file) is None


def test_what_changed_just_now_is_looked_at_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second change within one tick of the clock would leave the same marks."""
    monkeypatch.setattr(module, "_TICK", 3_600_000_000_000)
    assert kept(file, tmp_path / "parts").unchanged(file) is None


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": [[1], [2]]}', '{"a": [1, []]}'])
def test_a_damaged_list_costs_time_only(content: str, file: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    kept(file, parts)
    (parts / "inputs.json").write_text(content)
    assert Stamps(parts).unchanged(file) is None


def test_only_what_may_have_changed_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two files, one of them an archive: none the second time, then the one that changed; the
    documents are the same, in the order of the files.
    """
    first, archive = tmp_path / "first.txt", tmp_path / "all.zip"
    first.write_text("131.40")
    with ZipFile(archive, "w") as packed:
        packed.writestr("里面/second.txt", "231.40")
        packed.writestr("third.txt", "331.40")
    opened: list[str] = []

    def run_here(jobs: list[Job[object]], given: Allowance, count: int) -> list[object]:
        opened.extend(Path(job.file).name for job in jobs)
        return [job.task(*job.arguments) for job in jobs]

    monkeypatch.setattr(seen_files, "run", run_here)
    parts = tmp_path / "parts"
    parts.mkdir()

    def again() -> tuple[list[Seen], list[str]]:
        opened.clear()
        stamps = Stamps(parts)
        seen, failures = look_at([archive, first, tmp_path / "none"], allowance(60), 1, stamps)
        assert [Path(failure.file).name for failure in failures] == ["none"]
        stamps.write(parts)
        return seen, list(opened)

    seen, files = again()
    assert [one.file.name for one in seen] == ["third.txt", "second.txt", "first.txt"]
    assert files == ["all.zip", "first.txt", "none"]
    assert again() == (seen, ["none"])
    same_size(first)
    changed, files = again()
    assert files == ["first.txt", "none"]
    assert changed[:2] == seen[:2]
    assert changed[2].sha256 == sha256(b"131.50").hexdigest()
