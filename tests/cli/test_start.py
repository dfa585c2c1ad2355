"""Small commands start quickly: nothing is imported that they do not need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from places import ROOT

#: Packages that take long to import.
HEAVY = ("docx", "openpyxl", "pandas", "pdfplumber", "pyarrow", "pyoxigraph", "rdflib", "starlette")

_SCRIPT = """
import sys
from budgetgraph.cli import run
status = run(sys.argv[2:])
loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
print("loaded:", *loaded, file=sys.stderr)
sys.exit(status)
"""


def loaded_by(*arguments: str) -> list[str]:
    """Run a command in a process of its own, and give the heavy packages that it imported."""
    result = subprocess.run(
        [sys.executable, "-c", _SCRIPT, ",".join(HEAVY), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return result.stderr.splitlines()[-1].removeprefix("loaded:").split()


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("build", "--help"), ("questions",)]
)
def test_small_commands_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments) == []
