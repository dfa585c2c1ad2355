"""The help of the commands in both languages, and places that cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from folder import make_folder_of
from typer.main import get_command

from budgetgraph.cli import app, run
from budgetgraph.cli.talk.help_words import help_words

#: The help of an option that every command has; it is made when it is shown.
_MADE = "Show this message and exit."


def texts(command: Any) -> Iterator[str]:
    """Every text of the help of a command and of its own commands, on one line."""
    for part in (command, *command.params):
        text = getattr(part, "help", None)
        if text:
            yield " ".join(text.split())
    for own in getattr(command, "commands", {}).values():
        yield from texts(own)


def test_every_text_of_the_help_is_there_in_chinese_and_no_other() -> None:
    said = {*texts(get_command(app)), _MADE}
    assert said == help_words()["texts"].keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "zh", "export", "--help"], ["用法：", "参数：", "构建好的文件夹。", "[必填]"]),
        (["export", "--help", "--lang=zh"], ["写到哪个文件夹。", "[默认：", "显示这段说明。"]),
        (["--lang", "en", "export", "--help"], ["Usage: ", "A built folder.", "[required]"]),
    ],
)
def test_help_in_the_language_that_is_asked_for(
    arguments: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 0
    shown = capsys.readouterr().out
    assert all(text in shown for text in said), shown


def test_help_in_the_language_of_the_locale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(["questions", "--help"]) == 0
    assert "列出现成的问题和参数。" in capsys.readouterr().out


#: A locale, and how the report of a file without content ends.
REPORTED = [
    ("zh_CN.UTF-8", "没有可核查的内容\n"),
    ("en_GB.UTF-8", "nothing could be checked\n"),
    ("C.UTF-8", "没有可核查的内容 · nothing could be checked\n"),
]


@pytest.mark.parametrize(("locale", "end"), REPORTED)
def test_a_report_is_in_the_language_of_the_locale(
    locale: str,
    end: str,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    (tmp_path / "空.ttl").write_bytes(b"not turtle")
    assert run(["validate", str(tmp_path / "空.ttl")]) == 3
    assert capfdbinary.readouterr().out.decode().endswith(end)


def test_a_file_where_a_folder_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_folder_of(tmp_path / "dir", b"<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = str(tmp_path / "file")
    assert run(["--lang", "zh", "export", str(folder), "--format", "csv", "--out", out]) == 3
    told = capsys.readouterr().err
    assert told == f"budgetgraph: {out}: 这是文件，此处需要文件夹；请换一个位置\n"


def test_an_unknown_format_is_told_with_all_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_folder_of(tmp_path / "dir", b"<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    out = str(tmp_path / "out")
    assert run(["--lang", "en", "export", str(folder), "--format", "pdf", "--out", out]) == 2
    told = capsys.readouterr().err
    assert all(form in told for form in ("turtle", "csv", "site", "archive")), told


def test_of_many_files_that_are_written_the_first_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder_of(tmp_path / "dir", b"<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    monkeypatch.setattr(
        "budgetgraph.export.export", lambda *_, bom: [Path(f"{n}.ttl") for n in range(15)]
    )
    out = tmp_path / "out"
    assert run(["--lang", "en", "export", str(folder), "--out", str(out)]) == 0
    told = "".join(capsys.readouterr().err.split("\n"))
    assert "11.ttl" in told
    assert "12.ttl" not in told
    assert f"and 3 more below {out}" in told
