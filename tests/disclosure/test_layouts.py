"""Whole disclosures in the styles of ten provinces, against extractions that were written with
them.

They were written by somebody who had not seen the code: four provinces of text, two web pages, two
Word files, a workbook and two PDFs, two of them final accounts. The offices' figures are made up.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from places import TESTS
from scoring import PARTS, facts

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.line import extract_all

LAYOUTS = sorted((TESTS / "cases" / "layouts").iterdir())
LEAST = 0.98


@cache
def extraction(layout: Path) -> dict[str, Any]:
    [source] = layout.glob("source.*")
    return json.loads(json.dumps(to_json(extract_all(source)[0])))  # type: ignore[no-any-return]


def f1(expected: Any, found: Any) -> float:
    total = sum(expected.values()) + sum(found.values())
    return 1.0 if not total else 2 * sum((expected & found).values()) / total


def test_ten_provinces_are_there() -> None:
    assert len(LAYOUTS) >= 10
    assert {path.suffix for layout in LAYOUTS for path in layout.glob("source.*")} >= {
        ".txt", ".md", ".html", ".docx", ".xlsx", ".pdf",
    }  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_part_is_read(layout: Path) -> None:
    expected = facts(json.loads((layout / "expected.json").read_text("utf-8")))
    found = facts(extraction(layout))
    scores = {part: f1(expected[part], found[part]) for part in PARTS if part != "places"}
    short = {part: round(score, 4) for part, score in scores.items() if score < LEAST}
    assert short == {}
    assert sum(map(len, expected.values())) > 200
