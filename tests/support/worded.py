"""A small paper with given sentences, and what the checks of the page find in it."""

from __future__ import annotations

from pathlib import Path

from budgetgraph.pipeline.line import extract
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.page_checks import check

COVER = (
    "石桥县水务局2026年部门预算\n\n2026年石桥县水务局收入预算900.00万元，支出预算900.00万元。\n\n"
)


def found(tmp_path: Path, body: str, cover: str = COVER) -> list[Finding]:
    """Give the findings in a paper with this text behind its cover."""
    path = tmp_path / "paper.txt"
    path.write_text(cover + body + "\n", "utf-8")
    return list(check(extract(path)))


def of(rule: str, findings: list[Finding]) -> list[str]:
    """Give the messages of one rule."""
    return [finding.message_zh for finding in findings if finding.rule == rule]
