"""Whole disclosures in the styles of provinces, against extractions that were written with them.

Ten were written by somebody who had not seen the code: four provinces of text, two web pages, two
Word files, a workbook and two PDFs, two of them final accounts. The others were drawn, by a program
that wrote down what they hold, before any of them was read. The offices' figures are made up.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from case_folders import OF_LAYOUTS, expected, expected_findings, source
from scoring import PARTS, facts

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.audit import audit
from budgetgraph.pipeline.line import extract_all

LEAST = 0.98


@cache
def extraction(layout: Path) -> dict[str, Any]:
    return json.loads(json.dumps(to_json(extract_all(source(layout))[0])))  # type: ignore[no-any-return]


def f1(expected: Any, found: Any) -> float:
    total = sum(expected.values()) + sum(found.values())
    return 1.0 if not total else 2 * sum((expected & found).values()) / total


def test_ten_provinces_are_there() -> None:
    assert len(OF_LAYOUTS) >= 10
    sizes = [sum(map(len, facts(expected(layout)).values())) for layout in OF_LAYOUTS]
    assert sum(size > 200 for size in sizes) >= 10, "whole disclosures, not scraps"
    assert {source(layout).suffix for layout in OF_LAYOUTS} >= {
        ".txt", ".md", ".html", ".docx", ".xlsx", ".pdf",
    }  # fmt: skip


@pytest.mark.parametrize("layout", OF_LAYOUTS, ids=lambda layout: layout.name)
def test_every_part_is_read(layout: Path) -> None:
    wanted = facts(expected(layout))
    found = facts(extraction(layout))
    scores = {part: f1(wanted[part], found[part]) for part in PARTS if part != "places"}
    short = {part: round(score, 4) for part, score in scores.items() if score < LEAST}
    assert short == {}


def test_the_rules_find_what_is_expected_and_nothing_else(tmp_path: Path) -> None:
    """All of them in one run, as somebody checks a folder."""
    wanted = {layout.name: expected_findings(layout) for layout in OF_LAYOUTS}
    for layout in OF_LAYOUTS:
        paper = source(layout)
        shutil.copy(paper, tmp_path / f"{layout.name}{paper.suffix}")
    report, failures = audit([str(tmp_path)])
    assert not failures
    found: dict[str, list[str]] = {name: [] for name in wanted}
    for finding in report.findings:
        file = finding.passages[0].file
        assert file is not None
        found[Path(file).stem].append(finding.rule)
    assert {name: sorted(rules) for name, rules in found.items()} == wanted
