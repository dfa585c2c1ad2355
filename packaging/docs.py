"""Lay the documentation out for mkdocs, and build it: `python packaging/docs.py [--stage]`.

The pages lie in the repository as they are read there: the README beside the folder `docs`, with
links to files of the project. mkdocs wants one folder, so the pages are copied into one as they
lie. A file that a page links to goes with it; a link to a folder becomes the folder's name, or
leads to its README. Two pages are written for the site alone, from what the program says itself: the
questions and the rules in Chinese. `--stage` stops before mkdocs runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from budgetgraph.document.problems import Severity
from budgetgraph.publish.web.answer_words import column_words
from budgetgraph.query.questions import Question, load
from budgetgraph.validate.rules import rules

ROOT = Path(__file__).resolve().parents[1]
STAGED = ROOT / "build" / "docs" / "source"
# How the two pages that are written here begin.
LEADS = ROOT / "packaging"
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
    for name, text in {"questions": questions_in_chinese(), "rules": rules_in_chinese()}.items():
        written = staged / "docs" / "zh" / f"{name}.md"
        written.write_text(
            relinked(text, ROOT / "docs" / "zh" / written.name, set(pages), staged),
            encoding="utf-8",
        )
    return pages


def questions_in_chinese() -> str:
    """Write the page of the questions from the headers of their files."""
    lead = (LEADS / "questions.zh.md").read_text(encoding="utf-8")
    return "\n".join([lead, *map(_question_in_chinese, load().values())])


def _question_in_chinese(question: Question) -> str:
    """Write the section of a question: what it asks, its parameters and columns, a call."""
    parts = [f"## {question.title_zh}", question.question_zh]
    if question.parameters:
        rows = ["| 参数 | | 含义 |", "| --- | --- | --- |"]
        for given in question.parameters:
            needed = "必填" if given.required else "可省"
            rows.append(f"| `{given.name}` | {needed} | {_cell(given.described('zh'))} |")
        parts.append("\n".join(rows))
    columns = [column_words(question.name, name).heading("zh") for name in question.columns]
    parts.append(f"栏目：{'、'.join(columns)}。")
    needs = [f" --{given.name} …" for given in question.parameters if given.required]
    call = f"budgetgraph --lang zh query {question.name} --graph build/demo{''.join(needs)}"
    return "\n\n".join([*parts, f"```sh\n{call}\n```\n"])


def rules_in_chinese() -> str:
    """Write the page of the rules from the shapes and the checks of the page."""
    lead = (LEADS / "rules.zh.md").read_text(encoding="utf-8")
    words = {Severity.VIOLATION: "严重", Severity.WARNING: "警告", Severity.INFO: "提示"}
    parts = [lead]
    for severity, word in words.items():
        rows = [f"## {word}\n", "| 规则 | 编号 | 查什么 |", "| --- | --- | --- |"]
        for rule in rules().values():
            if rule.severity is severity:
                rows.append(f"| {rule.name_zh} | `{rule.id}` | {_cell(rule.text_zh)} |")
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    """Write a text into a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


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
