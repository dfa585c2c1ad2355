"""`packaging/install` asks uv for packages, and pip where uv cannot bring them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from places import ROOT

#: Stands for an environment's Python: writes down what it is asked, and tells of a mirror.
PYTHON = """#!/bin/sh
echo "python $*" >> "$(dirname "$0")/asked"
case "$*" in *"config list"*) echo "global.index-url='https://mirror.example/simple'";; esac
"""
UV = """#!/bin/sh
echo "uv $* from $UV_DEFAULT_INDEX" >> "$(dirname "$0")/asked"
exit {status}
"""


def environment(folder: Path, status: int) -> Path:
    """An environment whose uv ends with this exit status."""
    for name, content in (("python", PYTHON), ("uv", UV.format(status=status))):
        (folder / name).write_text(content, "utf-8")
        (folder / name).chmod(0o755)
    return folder / "python"


@pytest.mark.parametrize(("status", "by_pip"), [(0, False), (1, True)])
def test_pip_brings_what_uv_cannot(status: int, by_pip: bool, tmp_path: Path) -> None:
    python = environment(tmp_path, status)
    script = [str(ROOT / "packaging/install"), str(python), "duckdb"]
    subprocess.run(script, check=True, capture_output=True)
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    of_uv = [line for line in asked if line.startswith("uv pip install")]
    assert len(of_uv) == 1
    assert "-c constraints.txt duckdb from https://mirror.example/simple" in of_uv[0]
    of_pip = [line for line in asked if line.startswith("python -m pip install")]
    assert [line.endswith("-c constraints.txt duckdb") for line in of_pip] == [True] * by_pip
