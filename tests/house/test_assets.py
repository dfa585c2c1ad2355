"""The knowledge folders are found in a checkout and in an installed wheel, and the wheel carries
all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from places import ROOT
from small_budgets import source

from budgetgraph.assets import FOLDERS, asset

DATA_SUFFIXES = {
    ".ttl",
    ".rq",
    ".jsonld",
    ".json",
    ".toml",
    ".csv",
    ".tsv",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".txt",
    ".typed",
}


#: Where the knowledge is found, and then a build and a question, which need all of it.
USE = """
from budgetgraph.assets import FOLDERS, asset
from budgetgraph.cli import run
print(*map(asset, FOLDERS), sep="\\n", end="\\n\\n", flush=True)
assert run(["build", "papers", "--out", "out"]) == 0
assert run(["query", "coverage", "--graph", "out"]) == 0
"""


def data_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in DATA_SUFFIXES
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-qq",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL)
    (built,) = folder.glob("budgetgraph-*-py3-none-any.whl")
    return built


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_is_found_in_the_checkout(folder: str) -> None:
    assert asset(folder) == ROOT / folder
    assert data_files(asset(folder)), f"{folder}/ is empty"


def test_a_missing_asset_is_named_with_the_places_looked_at() -> None:
    with pytest.raises(
        FileNotFoundError, match=r"'shapes/none\.ttl' is missing; looked for .*_data.* or .*shapes"
    ):
        asset("shapes/none.ttl")


@pytest.mark.parametrize(
    "path", ["", "README.md", "/etc/passwd", "shapes/../README.md", "src/budgetgraph"]
)
def test_only_the_knowledge_folders_are_assets(path: str) -> None:
    with pytest.raises(ValueError, match="not an asset"):
        asset(path)


def test_the_wheel_holds_every_data_file_once(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    package = ROOT / "src" / "budgetgraph"
    expected = {
        f"budgetgraph/{path.relative_to(package).as_posix()}"
        for path in [*data_files(package), *package.rglob("*.py")]
    }
    expected |= {
        f"budgetgraph/_data/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in data_files(ROOT / folder)
    }
    assert len(expected) > 40, f"only {len(expected)} files looked for"
    assert "budgetgraph/forms/tables.toml" in expected
    assert not (missing := sorted(expected - set(names))), f"not in the wheel: {missing}"
    assert len(names) == len(set(names))
    strays = sorted(name for name in set(names) - expected if ".dist-info/" not in name)
    assert not strays, f"in the wheel without need: {strays}"


def test_an_installed_wheel_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "papers").mkdir()
    source(tmp_path / "papers", "平乡县水利局", "131.40")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-P", "-c", USE],
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    found, answer = result.stdout.split("\n\n", 1)
    assert [Path(line) for line in found.splitlines()] == [
        tmp_path / "budgetgraph" / "_data" / name for name in FOLDERS
    ]
    assert "平乡县水利局" in answer
