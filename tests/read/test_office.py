"""Formats that are converted first: by the office suite where it is, else refused with a way out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from oldoffice import compound
from wordfile import packed, parts

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.source import office

RTF = b"{\\rtf1\\ansi x}"
DOC = compound({"WordDocument": b"x"}, ["Workbook"])
WORD = packed(parts("<w:p><w:r><w:t>收入总表</w:t></w:r></w:p>"))


def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """A program that stands for the office suite; `body` is what it does."""
    program = tmp_path / "soffice"
    (tmp_path / "made.docx").write_bytes(WORD)
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys, time\n"
        "given = dict(zip(sys.argv[1:], sys.argv[2:]))\n"
        f"home = pathlib.Path({str(tmp_path)!r})\n"
        "(home / 'seen').write_text('\\n'.join(sys.argv[1:]))\n"
        f"{body}\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv(office.PROGRAM, str(program))
    return tmp_path / "seen"


CONVERTS = (
    "out = pathlib.Path(given['--outdir'])\n"
    "out.mkdir()\n"
    "profile = sys.argv[1].partition('file://')[2]\n"
    "settings = pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
    "assert 'DisableMacrosExecution' in settings\n"
    "shutil.copy(home / 'made.docx', out / 'source.docx')"
)


@pytest.mark.skipif(os.name == "nt", reason="the program of the test is a script")
@pytest.mark.parametrize(
    ("data", "suffix", "media_type"),
    [(RTF, "rtf", "application/rtf"), (DOC, "doc", "application/msword")],
)
def test_an_old_file_is_converted_and_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    suffix: str,
    media_type: str,
) -> None:
    seen = suite(tmp_path, monkeypatch, CONVERTS)
    path = tmp_path / f"公开.{suffix}"
    path.write_bytes(data)
    found = read(path)
    assert found.source.lines == ("收入总表",)
    assert (found.source.file, found.source.media_type) == (path.name, media_type)
    assert [note.code for note in found.notes] == ["converted"]
    arguments = seen.read_text().split("\n")
    assert "--headless" in arguments
    assert not Path(arguments[-1]).exists(), "nothing stays behind"


@pytest.mark.skipif(os.name == "nt", reason="the program of the test is a script")
def test_an_imported_part_in_rich_text_is_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite(tmp_path, monkeypatch, CONVERTS)
    body = '<w:p><w:r><w:t>前</w:t></w:r></w:p><w:altChunk r:id="aFChunk"/>'
    path = tmp_path / "公开.docx"
    path.write_bytes(packed(parts(body, {"a.rtf": ("aFChunk", RTF)})))
    assert read(path).source.lines == ("前", "收入总表")


@pytest.mark.skipif(os.name == "nt", reason="the program of the test is a script")
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("sys.exit(1)", "LibreOffice could not convert it; open it in Word.*save it as .docx"),
        ("time.sleep(600)", "took longer than 0.5 s"),
    ],
)
def test_a_conversion_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    suite(tmp_path, monkeypatch, body)
    monkeypatch.setattr(office, "TIME_LIMIT", 0.5 if "sleep" in body else 60.0)
    path = tmp_path / "公开.rtf"
    path.write_bytes(RTF)
    with pytest.raises(UnreadableInput, match=reason):
        read(path)


@pytest.mark.parametrize("data", [RTF, DOC])
def test_without_the_suite_the_way_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setenv(office.PROGRAM, str(tmp_path / "none"))
    path = tmp_path / "公开.doc"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=r"is not installed; open it .* save it as \.docx"):
        read(path)
