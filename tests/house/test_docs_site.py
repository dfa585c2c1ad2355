"""The documentation as a site: pages are laid out with what they link to, and mkdocs finds no fault.

Without mkdocs (the extra `docs`) the build is skipped, saying so; `make docs` installs it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from test_packages import packaging

from budgetgraph.query.questions import load
from budgetgraph.validate.rules import rules

DOCS = packaging("docs")


def relinked(text: str, tmp_path: Path) -> str:
    """A text of docs/index.md, as it is laid out."""
    page = ROOT / "docs" / "index.md"
    pages = {page, ROOT / "README.md", ROOT / "docs" / "decisions" / "README.md"}
    return str(DOCS.relinked(text, page, pages, tmp_path))


def test_links_between_pages_and_to_other_sites_stay(tmp_path: Path) -> None:
    text = "[a](../README.md) [b](../README.md#tour) [c](https://example.org/x) [d](#here)"
    assert relinked(text, tmp_path) == text
    assert list(tmp_path.iterdir()) == []


def test_a_linked_file_goes_with_the_page(tmp_path: Path) -> None:
    text = "[the unit](../deploy/budgetgraph.service)"
    assert relinked(text, tmp_path) == text
    copied = tmp_path / "deploy" / "budgetgraph.service"
    assert copied.read_bytes() == (ROOT / "deploy" / "budgetgraph.service").read_bytes()


def test_a_linked_folder_is_named_or_leads_to_its_readme(tmp_path: Path) -> None:
    assert relinked("see [decisions](decisions/)", tmp_path) == (
        "see [decisions](decisions/README.md)"
    )
    assert relinked("see [`shapes/`](../shapes)", tmp_path) == "see `shapes/`"


def test_code_stays_as_it_is(tmp_path: Path) -> None:
    text = "```\n[x](../shapes)\n```\n"
    assert relinked(text, tmp_path) == text


def test_every_page_is_laid_out(tmp_path: Path) -> None:
    pages = DOCS.stage(tmp_path / "source")
    assert len(pages) > 30
    assert all((tmp_path / "source" / page.relative_to(ROOT)).is_file() for page in pages)


def test_questions_and_rules_have_pages_in_chinese() -> None:
    asked = DOCS.questions_in_chinese()
    for name, question in load().items():
        assert f"## {question.title_zh}\n\n{question.question_zh}\n" in asked
        assert f"budgetgraph --lang zh query {name} --graph" in asked
    assert "| `document` | 必填 |" in asked
    checked = DOCS.rules_in_chinese()
    assert all(f"| {rule.name_zh} | `{rule.id}` |" in checked for rule in rules().values())
    assert checked.count("\n| ") == len(rules()) + 2 * 3


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder in which mkdocs builds the site."""
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        pytest.skip("no mkdocs: pip install -c constraints.txt '.[docs]'")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    DOCS.stage(tmp_path / "build" / "docs" / "source")
    return tmp_path


def built(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_site_is_built_without_a_warning(site: Path) -> None:
    done = built(site)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(site / "build/docs/site").as_posix() for page in site.rglob("*.html")}
    assert {"index.html", "docs/rules.html", "docs/zh/operators.html"} <= pages


@pytest.mark.parametrize(
    "link",
    [pytest.param("nothing.md", marks=pytest.mark.long), "rules.md#nothing-of-that-name"],
)
def test_a_link_that_leads_nowhere_fails(site: Path, link: str) -> None:
    page = site / "build/docs/source/docs/index.md"
    page.write_text(f"{page.read_text('utf-8')}\n[broken]({link})\n", encoding="utf-8")
    assert built(site).returncode != 0
