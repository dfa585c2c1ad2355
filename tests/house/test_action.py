"""The composite action: what it takes and gives is what the page about it says, and its one script
works with a stand-in for the runner.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from case_folders import expected_findings
from places import ROOT, TESTS

TEXT = (ROOT / "action.yml").read_text("utf-8")


def block(key: str) -> list[str]:
    """The keys below a top-level key of the file."""
    lines = TEXT.splitlines()
    inside = lines[lines.index(f"{key}:") + 1 :]
    end = next(
        (number for number, line in enumerate(inside) if line and not line.startswith(" ")),
        len(inside),
    )
    return [
        line.strip().rstrip(":")
        for line in inside[:end]
        if line.startswith("  ") and not line.startswith("   ")
    ]


def script() -> str:
    """The run block of the step that validates."""
    lines = TEXT[TEXT.index("id: validate") :].splitlines()
    start = lines.index("      run: |") + 1
    return "\n".join(line.removeprefix("        ") for line in lines[start:])


def test_inputs_and_outputs() -> None:
    assert block("inputs") == ["path", "shapes", "fail-on", "baseline"]
    assert block("outputs") == ["conforms", "violations", "report"]
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in block("inputs") + block("outputs"))
    assert "using: composite" in TEXT
    assert "uses:" not in TEXT, "a foreign action would have to be pinned"
    assert "${{" not in script(), "an input in a script would be run as code"


@pytest.mark.parametrize(
    ("fail_on", "status"), [pytest.param("violation", 0, marks=pytest.mark.long), ("warning", 1)]
)
def test_the_script(fail_on: str, status: int, tmp_path: Path) -> None:
    binary = tmp_path / "budgetgraph" / "bin" / "budgetgraph"
    binary.parent.mkdir(parents=True)
    binary.write_text(f'#!/bin/sh\nexec {sys.executable} -m budgetgraph "$@"\n')
    binary.chmod(0o755)
    [example] = (ROOT / "examples").glob("平乡县*.md")
    settings = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "INPUT_PATH": f"{example}\n",
        "INPUT_SHAPES": "",
        "INPUT_FAIL_ON": fail_on,
        "INPUT_BASELINE": "",
    }
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script()],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == status, run.stderr
    assert run.stdout.startswith("::warning title=projects-sum-to-project-expenditure,file=")
    given = dict(
        line.split("=", 1) for line in (tmp_path / "output").read_text("utf-8").splitlines()
    )
    report: dict[str, Any] = json.loads(Path(given["report"]).read_text("utf-8"))
    levels = [result["level"] for result in report["runs"][0]["results"]]
    assert levels[0] == "warning"
    assert set(levels[1:]) == {"note"}
    assert len(levels) == len(expected_findings(TESTS / "cases" / "pingxiang-yibao-2025"))
    assert (given["conforms"], given["violations"]) == ("false", "0")
