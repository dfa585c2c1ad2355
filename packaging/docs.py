"""Lay the documentation out for mkdocs, and build it: `python packaging/docs.py [--stage]`.

The pages lie in the repository as they are read there: the README beside the folder `docs`, with
links to files of the project. mkdocs wants one folder, so the pages are copied into one as they
lie. A file that a page links to goes with it; a link to a folder becomes the folder's name, or
leads to its README. `--stage` stops before mkdocs runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAGED = ROOT / "build" / "docs" / "source"
AT_THE_ROOT = (
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "CONTRIBUTING.zh.md",
    "CHANGELOG.md",
    "benchmarks/README.md",
)
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def stage(staged: Path = STAGED) -> list[Path]:
    """Copy the pages and what they link to; give the pages."""
    shutil.rmtree(staged, ignore_errors=True)
    pages = [ROOT / name for name in AT_THE_ROOT] + sorted((ROOT / "docs").rglob("*.md"))
    for page in pages:
        written = staged / page.relative_to(ROOT)
        written.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8")
        written.write_text(relinked(text, page, set(pages), staged), encoding="utf-8")
    return pages


def relinked(text: str, page: Path, pages: set[Path], staged: Path) -> str:
    """Rewrite the links of a page that lead to what is no page; code stays as it is."""
    parts, end = [], 0
    for fenced in _FENCED.finditer(text):
        parts.append(_relinked(text[end : fenced.start()], page, pages, staged))
        parts.append(fenced[0])
        end = fenced.end()
    parts.append(_relinked(text[end:], page, pages, staged))
    return "".join(parts)


def _relinked(text: str, page: Path, pages: set[Path], staged: Path) -> str:
    def link(match: re.Match[str]) -> str:
        target, _, _ = match["target"].partition("#")
        if not target or "://" in target or target.startswith("mailto:"):
            return match[0]
        goal = (page.parent / target).resolve()
        if goal.is_dir():
            return _folder(match, goal, page, pages)
        if goal not in pages:
            copied = staged / goal.relative_to(ROOT)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(goal, copied)
        return match[0]

    return _LINK.sub(link, text)


def _folder(match: re.Match[str], folder: Path, page: Path, pages: set[Path]) -> str:
    """Link to the README of a folder, or name the folder."""
    readme = folder / "README.md"
    if readme not in pages:
        return match["text"]
    return f"[{match['text']}]({os.path.relpath(readme, page.parent)})"


def main() -> int:
    pages = stage()
    print(f"{len(pages)} pages in {STAGED.relative_to(ROOT)}")
    if "--stage" in sys.argv[1:]:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
