"""A copy of the project in which a test may change what it likes, and run the tests that are in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from places import ROOT

#: What is made by machines, or belongs to the place and not to the project.
_LEFT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "build", "dist", ".hypothesis", ".*_cache",
    "bundle", "*.egg-info",
)  # fmt: skip
#: A machine ten times slower than ours is done within this.
_SECONDS = 1800


class ProjectCopy:
    """The project as a contributor has it after cloning it."""

    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(ROOT, folder, symlinks=True, ignore=_LEFT)

    def path(self, name: str) -> Path:
        return self.folder / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file, with the folders that lead to it."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Change the one place of a file where a text stands."""
        text = self.read(name)
        assert text.count(old) == 1, f"{name}: {text.count(old)} times {old!r}"
        self.write(name, text.replace(old, new))

    def failures(self, *tests: str) -> list[str]:
        """Run tests of the copy and give those that failed, as pytest names them."""
        command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", *tests]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        assert " passed" in done.stdout or done.returncode == 1, done.stdout
        lines = done.stdout.splitlines()
        failed = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
        assert bool(failed) == bool(done.returncode), done.stdout
        return failed
