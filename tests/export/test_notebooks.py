"""The notebooks of docs/notebooks run from top to bottom on a built folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from folder import make_folder
from places import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with build/demo in it."""
    root = tmp_path_factory.mktemp("notebooks")
    make_folder(root / "build" / "demo")
    return root


def code(path: Path) -> list[str]:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_there_are_three_and_none_keeps_its_output() -> None:
    assert len(NOTEBOOKS) == 3
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
        assert len(code(path)) >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    names: dict[str, object] = {}
    for number, cell in enumerate(code(path)):
        exec(compile(cell, f"{path.name} cell {number}", "exec"), names)
    assert "g" in names


@pytest.mark.slow
def test_a_notebook_runs_in_jupyter(here: Path) -> None:
    """In a real kernel, whose event loop runs already; one for all, for a kernel starts slowly."""
    nbclient = pytest.importorskip("nbclient", reason="no nbclient: pip install .[notebooks]")
    nbformat = pytest.importorskip("nbformat", reason="no nbformat: pip install .[notebooks]")
    pytest.importorskip("ipykernel", reason="no ipykernel: pip install .[notebooks]")
    whole = nbformat.read(NOTEBOOKS[0], as_version=4)
    for path in NOTEBOOKS[1:]:
        whole.cells += nbformat.read(path, as_version=4).cells
    for number, cell in enumerate(whole.cells):
        cell.id = f"c{number}"
    run = nbclient.NotebookClient(whole, timeout=120, resources={"metadata": {"path": str(here)}})
    run.execute()
    shown = [output for cell in whole.cells for output in cell.get("outputs", [])]
    assert any("text/html" in output.get("data", {}) for output in shown)
    assert not any(output.output_type == "error" for output in shown)
