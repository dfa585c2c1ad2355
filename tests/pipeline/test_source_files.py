"""Any input, whatever it is, costs only itself, and is named with the reason."""

from __future__ import annotations

import json
import os
import socket
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest
from examples import LINXIA
from places import ROOT

from budgetgraph.cli import run
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.pipeline import source_files
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.build_report import BuildReport
from budgetgraph.pipeline.source_files import listing
from budgetgraph.read.source.source_bytes import MAX_MB, source_bytes

EXAMPLE = LINXIA
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and bytes of POSIX")
#: A name as an old Chinese system wrote it, and one that is no text in any encoding.
GB_18030, NO_TEXT = "平乡县水利局.txt".encode("gb18030"), b"a\xff\xff\xffb.txt"


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("x", "utf-8")
    return path


def reasons(report: BuildReport) -> dict[str, str]:
    return {Path(failure.file).name: failure.reason for failure in report.failures}


# --- what is listed -------------------------------------------------------------------------------
def test_sources_are_files_folders_and_globs_each_once(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    one, two = written(folder, "one.txt"), written(folder, "two.PDF")
    written(folder, "README.md")
    written(folder, ".hidden.txt")
    written(folder, "table.gif")
    assert listing([str(tmp_path)]).files == [one, two]
    assert listing([str(one), str(folder), str(folder / "*.txt")]).files == [one, two]
    assert listing([str(folder / "table.gif")]).files == [folder / "table.gif"], (
        "what is named outright is read, and refused there"
    )


def test_what_a_folder_holds_besides_is_said(tmp_path: Path) -> None:
    """Files of other kinds are named; hidden ones, locks of open documents, programs and a
    README are nobody's loss.
    """
    for (
        name
    ) in "one.txt table.gif photo.GIF .DS_Store ~$one.docx README.md Makefile draw.py".split():
        written(tmp_path, name)
    (tmp_path / ".git").mkdir()
    written(tmp_path / ".git", "two.txt")
    found = listing([str(tmp_path)])
    assert found.files == [tmp_path / "one.txt"]
    assert [path.name for path in found.passed_over] == ["Makefile", "photo.GIF", "table.gif"]
    assert found.problems == []
    assert listing([str(tmp_path / "one.txt"), str(tmp_path / "*.ods")]).passed_over == []


@pytest.mark.parametrize("is_installed", [True, False])
def test_pictures_are_sources_where_their_text_can_be_recognised(
    is_installed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra they are passed over, and the reason is a command that installs it."""
    monkeypatch.setattr(source_files, "can_recognise", lambda: is_installed)
    scans = [written(tmp_path, name) for name in ("a.JPG", "b.jpeg", "c.png", "d.tif", "e.tiff")]
    found = listing([str(tmp_path)])
    assert (found.files if is_installed else found.passed_over) == scans
    assert (found.passed_over if is_installed else found.files) == []
    report = BuildReport("https://example.org/", 0, (), (), skipped=("a.JPG", "Makefile"))
    scan, other = (one["reason"] for one in report.as_json()["skipped"])
    assert "pip install 'budgetgraph[ocr]'" in scan
    assert "its suffix is none of" in other


@pytest.mark.parametrize("name", ["nothing", "nothing-*.txt"])
def test_an_input_that_names_nothing_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    one = written(tmp_path, "one.txt")
    found = listing([str(tmp_path / name), str(one)])
    assert [problem.path for problem in found.problems] == [str(tmp_path / name)]
    assert "no disclosure was found" in found.problems[0].reason
    assert found.files == [one]


@posix
def test_what_is_no_file_is_said_and_the_rest_is_listed(tmp_path: Path) -> None:
    one = written(tmp_path, "one.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    (tmp_path / "linked.txt").symlink_to(one)
    (tmp_path / "folder").symlink_to(ROOT / "examples", target_is_directory=True)
    found = listing([str(tmp_path)])
    assert [file.name for file in found.files] == ["linked.txt"], "one file under two names"
    said = {Path(problem.path).name: problem.reason for problem in found.problems}
    assert set(said) == {"pipe.txt", "gone.txt", "round.txt", "folder"}
    assert "no regular file" in said["pipe.txt"]
    assert "leads to a file that is not there" in said["gone.txt"]
    assert "name that folder itself" in said["folder"]


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Be a user that permissions bind, who can reach `folder`: root may open everything."""
    if os.geteuid() != 0:
        yield
        return
    for place in (folder, *folder.parents):
        if place.owner() == "root" and "pytest-of-" in str(place):
            place.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    one, closed = written(tmp_path, "one.txt"), tmp_path / "closed"
    closed.mkdir()
    written(closed, "two.txt")
    with ordinary_user(tmp_path):
        assert listing([str(tmp_path)]).problems == []
    closed.chmod(0)
    with ordinary_user(tmp_path):
        found = listing([str(tmp_path)])
    closed.chmod(0o755)
    assert found.files == [one]
    (problem,) = found.problems
    assert problem.path == str(closed)
    assert "cannot be opened: Permission denied; nothing in it was read" in problem.reason


@posix
def test_a_file_without_permission(tmp_path: Path) -> None:
    locked = written(tmp_path, "locked.txt")
    locked.chmod(0)
    with (
        ordinary_user(tmp_path),
        pytest.raises(UnreadableInput, match=r"locked\.txt: no permission"),
    ):
        source_bytes(locked)


# --- what is opened -------------------------------------------------------------------------------
@posix
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_regular_file_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            # The address of a socket is short, and relative names are.
            listening.bind(os.path.relpath(path))
    else:
        path = Path("/dev/zero")
    with pytest.raises(UnreadableInput, match=r"no regular file|cannot be read"):
        source_bytes(path)


@posix
def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(20 << 30)
    with pytest.raises(LimitExceeded, match=r"21474\.8 MB is over the limit of 64 MB"):
        source_bytes(path)


def test_the_largest_file_is_read_and_one_byte_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MAX_MB, "0.001")
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    assert len(source_bytes(path)) == 1000
    path.write_bytes(b"x" * 1001)
    with pytest.raises(LimitExceeded, match="over the limit"):
        source_bytes(path)


@posix
def test_a_link_to_nothing_says_where_it_leads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("nowhere.txt")
    with pytest.raises(UnreadableInput, match=r"not there \(nowhere\.txt\)"):
        source_bytes(path)


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        source_bytes(tmp_path / ("x" * 5000 + ".txt"))
    with pytest.raises(UnreadableInput, match="cannot be read"):
        source_bytes(tmp_path / "a\0b.txt")


# --- how names are shown --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("平乡县水利局 2025.txt", "平乡县水利局 2025.txt"),
        ("全角\u3000空格.txt", "全角\u3000空格.txt"),
        ("a\x1b[31mb\n.txt", r"a\x1b[31mb\n.txt"),
        ("a\u202etxt.exe", r"a\u202etxt.exe"),
        (GB_18030.decode("utf-8", "surrogateescape"), "平乡县水利局.txt"),
        (NO_TEXT.decode("utf-8", "surrogateescape"), r"a\xff\xff\xffb.txt"),
        ("填报人_张海乙 13000000000.xlsx", "填报人_███ ███████████.xlsx"),
        ("审核/石桥县/联系人张海乙.pdf", "审核/石桥县/联系人███.pdf"),
    ],
)
def test_a_name_is_one_line_of_plain_text(name: str, expected: str) -> None:
    assert shown(name) == expected


# --- all of it together ---------------------------------------------------------------------------
def hostile_folder(folder: Path) -> None:
    """A sound disclosure, and beside it everything that is none."""
    sound = EXAMPLE.read_bytes()
    (folder / "sound.txt").write_bytes(sound)
    for number, name in enumerate((GB_18030, NO_TEXT, b"a\x1b[31m\nb.txt")):
        with open(os.fsencode(folder) + b"/" + name, "wb") as stream:
            stream.write(sound.replace(b"2021", f"201{number}".encode()))
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(20 << 30)
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04 and no more")


@posix
def test_a_build_of_everything_builds_what_can_be_built(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    hostile_folder(folder)
    vanished, out = tmp_path / "vanished.txt", tmp_path / "out"
    inputs = [str(folder), str(folder / "pipe.txt"), str(vanished), "/dev/zero"]
    assert run(["build", *inputs, "--out", str(out), "--jobs", "2"]) == 5
    said = capfd.readouterr().err
    assert "\x1b" not in said
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert {one["file"] for one in report["sources"]} == {
        "sound.txt", "平乡县水利局.txt", r"a\xff\xff\xffb.txt", r"a\x1b[31m\nb.txt",
    }  # fmt: skip
    failures = {Path(one["file"]).name: one for one in report["failures"]}
    assert set(failures) == {
        "huge.txt", "pipe.txt", "gone.txt", "damaged.docx", "vanished.txt", "zero",
    }  # fmt: skip
    assert failures["huge.txt"]["status"] == 5
    assert failures["vanished.txt"]["reason"] == "there is no such file; check its name and folder"
    for name in failures:
        assert name in said


@posix
@pytest.mark.parametrize("command", [["extract"], ["show"], ["validate"]])
@pytest.mark.parametrize("name", ["pipe.txt", "huge.txt", "gone.txt", "damaged.docx"])
def test_every_command_names_the_file_and_the_reason(
    command: list[str], name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hostile_folder(tmp_path)
    expected = 5 if name == "huge.txt" else 3
    assert run([*command, str(tmp_path / name)]) == expected
    assert str(tmp_path / name) in capfd.readouterr().err


@pytest.mark.parametrize("part", ["_rels/.rels", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("content", [b"", b"<Relationships", bytes(range(256))])
def test_a_word_file_with_broken_relationships_is_damaged(
    part: str, content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole, broken = tmp_path / "whole.docx", tmp_path / "broken.docx"
    docx.Document().save(str(whole))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    assert run(["extract", str(broken)]) == 3
    said = capfd.readouterr().err
    assert f"{broken}: this Word file cannot be opened" in said
    assert "it is damaged: open it in Word" in said
    assert "Traceback" not in said


@posix
@pytest.mark.parametrize("command", [["extract"], ["show"], ["validate", "--fail-on", "never"]])
def test_a_name_of_any_bytes_is_read(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/" + NO_TEXT)
    Path(name).write_bytes(EXAMPLE.read_bytes())
    assert run([*command, name]) == 0
    assert capfd.readouterr().out


def test_a_source_that_vanishes_while_it_is_built(tmp_path: Path) -> None:
    report = build([str(EXAMPLE), str(tmp_path / "gone.txt")], tmp_path / "out", jobs=1)
    assert len(report.parts) == 1
    assert reasons(report) == {"gone.txt": "there is no such file; check its name and folder"}
