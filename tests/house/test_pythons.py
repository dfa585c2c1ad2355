"""Every file is read without a warning by each Python that the package is for.

`make pythons` runs tests under them, with the packages that the project needs.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
#: Places where tools that manage several Pythons put them.
_MANAGED = (".pyenv/versions", ".local/share/uv/python")
_READ = """
import pathlib, sys
count = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):
    compile(path.read_text(encoding="utf-8"), str(path), "exec")
    count += 1
print(count, "%d.%d" % sys.version_info[:2])
"""


def candidates(version: str) -> Iterator[str]:
    """Yield what may be a Python of a version: by its name, then in the known places."""
    yield f"python{version}"
    for place in _MANAGED:
        for found in sorted((Path.home() / place).glob(f"*{version}.*/bin/python{version}")):
            yield str(found)


def interpreter(version: str) -> str | None:
    """Return a Python of the version that works, None where there is none."""
    for name in candidates(version):
        try:
            done = subprocess.run([name, "-c", ""], capture_output=True, check=False, timeout=120)
        except OSError:
            continue
        if done.returncode == 0:
            return name
    return None


@pytest.mark.parametrize("version", VERSIONS)
def test_every_file_is_read(version: str) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"Python {version} is not installed")
    folder = ROOT / "src" / "budgetgraph"
    done = subprocess.run(
        [python, "-W", "error", "-c", _READ, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.stderr == ""
    files = sum(1 for _ in folder.rglob("*.py"))
    assert done.stdout.split() == [str(files), version]


def test_these_are_the_versions_that_the_package_names() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f"Programming Language :: Python :: {version}" in text for version in VERSIONS)
    assert f'requires-python = ">={VERSIONS[0]}"' in text
