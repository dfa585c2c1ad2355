"""The documentation in Chinese: every page has one, it is reached, and it keeps up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import ROOT
from test_docs import PAGES, commands, snippets

DOCS = ROOT / "docs"
# Pages of the same name, and those whose Chinese has a name of its own.
PAIRS = {
    "README.md": "README.zh.md",
    "CONTRIBUTING.md": "CONTRIBUTING.zh.md",
    "docs/deployment.md": "docs/zh/operators.md",
} | {
    path.relative_to(ROOT).as_posix(): f"docs/zh/{path.name}"
    for path in sorted(DOCS.glob("*.md"))
    if (DOCS / "zh" / path.name).exists()
}
# Written by packaging/docs.py from what the program says, or in both languages as it stands.
WITHOUT = {"docs/questions.md", "docs/rules.md", "docs/glossary.md"}
# These say more in Chinese, or in another order.
FREE = {"README.md", "docs/deployment.md", "docs/index.md"}


def code(page: Path) -> list[str]:
    """Give the blocks of a page without comments, which are in the language of the page."""
    texts = [re.sub(r"#.*|--lang zh|\S+\.docx", "", snippet.text) for snippet in snippets(page)]
    return ["".join(text.split()) for text in texts]


def test_every_page_has_one_in_chinese() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in DOCS.glob("*.md")}
    assert pages - set(PAIRS) == WITHOUT
    assert len(PAIRS) >= 14


@pytest.mark.parametrize("english", sorted(PAIRS))
def test_a_page_and_its_chinese_lead_to_each_other(english: str) -> None:
    ours, chinese = ROOT / english, ROOT / PAIRS[english]
    assert chinese.relative_to(ours.parent).as_posix() in ours.read_text(encoding="utf-8")
    back = "../" * (len(chinese.parts) - len(ours.parts)) + ours.name
    assert f"({back})" in chinese.read_text(encoding="utf-8")


@pytest.mark.parametrize("english", sorted(set(PAIRS) - FREE))
def test_a_chinese_page_has_the_sections_and_the_code_of_the_english(english: str) -> None:
    def levels(page: Path) -> list[str]:
        text = re.sub(r"(?ms)^```.*?^```", "", page.read_text(encoding="utf-8"))
        return re.findall(r"^#+(?= )", text, re.MULTILINE)

    ours, chinese = ROOT / english, ROOT / PAIRS[english]
    assert levels(ours) == levels(chinese)
    assert code(ours) == code(chinese)


def test_every_chinese_page_is_reached_from_the_chinese_index() -> None:
    folder = ROOT / "docs" / "zh"
    index = (folder / "index.md").read_text(encoding="utf-8")
    pages = {page.name for page in folder.glob("*.md")} - {"index.md"}
    assert len(pages) >= 3
    assert not (missing := {name for name in pages if f"({name})" not in index}), missing


def test_what_chinese_pages_name_is_there() -> None:
    """Commands of the program, targets of make, and files, wherever a line names them in code."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    seen = 0
    for page in (page for page in PAGES if ".zh." in page.name or page.parent.name == "zh"):
        for code in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")):
            if command := re.fullmatch(r"budgetgraph ([a-z]+)", code):
                assert command[1] in commands(), f"{page.name}: {code}"
            elif target := re.match(r"make ([a-z-]+)", code):
                assert f"\n{target[1]}:" in makefile, f"{page.name}: {code}"
            elif re.fullmatch(r"(?:src|tests|examples|queries|shapes|docs|deploy)/[\w./-]*", code):
                assert (ROOT / code).exists(), f"{page.name}: {code}"
            else:
                continue
            seen += 1
    assert seen > 10
