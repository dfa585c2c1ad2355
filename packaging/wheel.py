"""Build the wheel, install it into an empty environment, and use it from another folder.

    python packaging/wheel.py            build/wheel/budgetgraph-….whl, and what it holds
    python packaging/wheel.py --install  also build/clean, an environment with the wheel alone
    python packaging/wheel.py --try      also runs commands of that environment, away from the clone

The exit status is 0 where everything worked. It needs the pins of constraints.txt from an index.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHEELS, CLEAN = ROOT / "build" / "wheel", ROOT / "build" / "clean"
BUNDLE = "budgetgraph/publish/static/bundle/manifest.json"
QUIET = ("-qq", "--disable-pip-version-check")
EXAMPLE = ROOT / "examples" / "平乡县医疗保障局2025.md"


def built() -> Path:
    """Build the wheel anew, with the build backend of this environment."""
    shutil.rmtree(WHEELS, ignore_errors=True)
    options = ("--no-deps", "--no-build-isolation", "--wheel-dir", str(WHEELS))
    run(sys.executable, "-m", "pip", "wheel", *QUIET, *options, str(ROOT))
    (wheel,) = WHEELS.glob("budgetgraph-*.whl")
    return wheel


def holds_bundle(wheel: Path) -> bool:
    """Whether the query editor and the charts are in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return BUNDLE in archive.namelist()


def installed(wheel: Path) -> Path:
    """Install the wheel into an environment that holds nothing else; its Python."""
    shutil.rmtree(CLEAN, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(CLEAN))
    python = CLEAN / "bin" / "python"
    pins = str(ROOT / "constraints.txt")
    run(str(python), "-m", "pip", "install", *QUIET, "-c", pins, str(wheel))
    return python


def tried(python: Path) -> None:
    """Run commands that need readers, forms, ontology, shapes and queries, from another folder."""
    with tempfile.TemporaryDirectory(prefix="budgetgraph-wheel-") as name:
        elsewhere = Path(name)
        shutil.copy(EXAMPLE, elsewhere / "paper.md")
        command = (str(python), "-P", "-m", "budgetgraph")
        run(*command, "build", "paper.md", "--out", "out", cwd=elsewhere)
        run(*command, "validate", "paper.md", "--fail-on", "never", cwd=elsewhere)
        answer = run(*command, "query", "coverage", "--graph", "out", cwd=elsewhere)
        if "平乡县医疗保障局" not in answer:
            raise SystemExit(f"the installed wheel answers without the department:\n{answer}")
        run(*command, "export", "out", "--format", "archive", "--out", "archive", cwd=elsewhere)


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command and give what it prints; a failure ends the program with what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--try", action="store_true", dest="is_tried")
    options = parser.parse_args()
    wheel = built()
    kind = "with" if holds_bundle(wheel) else "WITHOUT"
    print(f"{wheel.relative_to(ROOT)}: {kind} the browser bundle", flush=True)
    if options.install or options.is_tried:
        python = installed(wheel)
        print(f"installed into {CLEAN.relative_to(ROOT)}", flush=True)
        if options.is_tried:
            tried(python)
            print("build, validate, query and export work from another folder")


if __name__ == "__main__":
    main()
