"""A folder that another version built is read with a warning, or refused; the way out is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from folder import make_folder

from budgetgraph import __version__
from budgetgraph.cli import run
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.web.site import Settings, Site
from budgetgraph.rdf.iris import BASE
from budgetgraph.store.built_by import other_version

WAY_OUT = f"was built by budgetgraph 0.0.9, and this is {__version__}: build it again with --force"


def tell_version(folder: Path, version: object) -> None:
    """Write into the report of a folder which version built it."""
    report = json.loads((folder / "report.json").read_text("utf-8"))
    report["budgetgraph"] = version
    (folder / "report.json").write_text(json.dumps(report), "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as version 0.0.9 left it: no generations, no pointer."""
    made = make_folder(tmp_path_factory.mktemp("old") / "dir")
    tell_version(made, "0.0.9")
    return made


@pytest.mark.parametrize(
    "call",
    [
        ["query", "coverage", "--graph", "{folder}"],
        ["explain", f"{BASE}id/document/冀财社/2023/208", "--graph", "{folder}"],
        ["export", "{folder}", "--format", "nquads", "--out", "{out}"],
        ["export", "{folder}", "--format", "archive", "--out", "{out}"],
    ],
    ids=lambda call: " ".join(call[:1] + call[2:4]),
)
def test_it_is_read_and_the_way_out_is_said(
    call: list[str], folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    filled = [part.format(folder=folder, out=tmp_path / "out") for part in call]
    assert run(filled) == 0
    out, told = capfd.readouterr()
    assert WAY_OUT in told
    assert out or any((tmp_path / "out").iterdir())


def test_it_is_not_served(folder: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"built by budgetgraph 0\.0\.9.*--force"):
        Site(folder, Settings())


major, minor = (int(part) for part in __version__.split(".")[:2])


@pytest.mark.parametrize(
    ("version", "is_other"),
    [
        (__version__, False),
        (f"{major}.{minor}.77", False),
        (f"{major}.{minor + 1}.0", True),
        (f"{major + 1}.{minor}.0", True),
    ],
)
def test_what_another_version_is(version: str, is_other: bool, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps({"budgetgraph": version}), "utf-8")
    assert other_version(tmp_path) == (version if is_other else None)


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"base": "x"}'])
def test_a_report_that_does_not_say_it(report: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(report, "utf-8")
    assert other_version(tmp_path) is None


def test_our_own_folder_has_no_warning(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    own = make_folder(tmp_path / "dir")
    tell_version(own, __version__)
    assert run(["query", "coverage", "--graph", str(own)]) == 0
    assert "WARNING" not in capfd.readouterr().err


@pytest.mark.parametrize("report", [b"", b"[]", b"7", b"\xff\xfe", b"{"])
def test_a_damaged_report_is_said(
    report: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    damaged = make_folder(tmp_path / "dir")
    (damaged / "report.json").write_bytes(report)
    assert run(["query", "coverage", "--graph", str(damaged)]) == 3
    assert "build the folder again with --force" in capfd.readouterr().err
