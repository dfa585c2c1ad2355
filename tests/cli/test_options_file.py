"""Options that stand in `budgetgraph.toml`: what is typed counts first, and a slip is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import ROOT

from budgetgraph.cli import run
from budgetgraph.cli.talk.options_file import read_options
from budgetgraph.document.problems import UsageError

PINGXIANG = ROOT / "examples" / "平乡县医疗保障局2025.md"
COMMANDS = {"serve": {"port": "port", "endpoint": "endpoint"}, "validate": {"fail-on": "fail_on"}}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of options of the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "budgetgraph.toml"


def options(text: str, folder: Path) -> dict[str, object]:
    (folder / "budgetgraph.toml").write_text(text, encoding="utf-8")
    return read_options(folder, frozenset({"lang"}), COMMANDS)


def test_options_stand_under_their_command(tmp_path: Path) -> None:
    text = 'lang = "zh"\n[serve]\nport = 8080\n[validate]\nfail-on = "never"\n'
    expected = {"lang": "zh", "serve": {"port": 8080}, "validate": {"fail_on": "never"}}
    assert options(text, tmp_path) == expected


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_options(tmp_path, frozenset(), COMMANDS) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[serves]\nport = 1", "no command is called serves; there are serve, validate"),
        ("[serve]\nprot = 1", "serve has no option prot; there are endpoint, port"),
        ("long = 1", "long is no option of every command; there are lang"),
        ('[serve]\nendpoint = "http://127.0.0.1/"', "--endpoint has to be typed"),
        ("lang = ", "is no TOML"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        options(text, tmp_path)


def test_what_is_typed_counts_before_the_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The format is that of the file, the severity that of the command line."""
    here.write_text('[validate]\nformat = "csv"\nfail-on = "info"\n', "utf-8")
    assert run(["validate", str(PINGXIANG), "--fail-on", "never"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("rule,severity,")
    assert len(lines) > 1, "there is something at which the file's own severity would fail"


def test_the_language_of_the_file_is_spoken(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here.write_text('lang = "zh"\n', "utf-8")
    assert run(["extract", "nothing.txt"]) != 0
    assert "没有这个" in capsys.readouterr().err
    here.write_text('lang = "fr"\n', "utf-8")
    assert run(["questions"]) == UsageError.status
    assert "lang" in capsys.readouterr().err
