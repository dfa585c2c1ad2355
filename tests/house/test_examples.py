"""The example disclosures say what their hand-made answers say: every fact of every part, and
exactly the findings that are expected.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from case_folders import OF_EXAMPLES, expected, expected_findings, source
from examples import EXAMPLES
from places import ROOT

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.document.problems import Severity
from budgetgraph.pipeline.audit import audit
from budgetgraph.pipeline.line import extract
from budgetgraph.validate.rules import rules

PARTS = (
    "source",
    "kind",
    "department",
    "division",
    "fiscal_year",
    "units",
    "tables",
    "statements",
    "projects",
    "documents",
)

#: What tells the entries of a list apart; entries of other lists are told apart by their position.
KEYS: dict[str, Callable[[Any], object]] = {
    "tables": lambda table: table["type"],
    "rows": lambda row: row["line"],
    "cells": lambda cell: cell["column"],
    "statements": lambda one: (one["measure"], one.get("subject"), one["value"], one["year"]),
    "documents": lambda document: document["number"] if isinstance(document, dict) else "",
}


def folded(value: object) -> object:
    """White space and full-width forms do not count in a string."""
    return (
        re.sub(r"\s", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value
    )


def facts(value: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every scalar with the path that leads to it.

    A list is a fact of its own: how many entries it has.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from facts(inner, f"{path}/{key}")
    elif isinstance(value, list):
        yield f"{path}/#", len(value)
        name = path.rsplit("/", 1)[-1]
        seen: Counter[object] = Counter()
        for position, inner in enumerate(value):
            key = folded(str(KEYS[name](inner))) if name in KEYS else position
            yield from facts(inner, f"{path}/{name}[{key}.{seen[key]}]")
            seen[key] += 1
    else:
        yield path, folded(value)


def differences(wanted: Any, found: Any) -> list[str]:
    left, right = dict(facts(wanted)), dict(facts(found))
    paths = sorted(left.keys() | right.keys())
    return [
        f"{path}: expected {left.get(path, 'nothing')!r}, found {right.get(path, 'nothing')!r}"
        for path in paths
        if (path in left) != (path in right) or left.get(path) != right.get(path)
    ]


def test_every_example_has_a_case() -> None:
    assert sorted(map(source, OF_EXAMPLES)) == EXAMPLES
    assert sorted(expected(case)["source"]["file"] for case in OF_EXAMPLES) == [
        path.name for path in EXAMPLES
    ]
    assert sum(1 for case in OF_EXAMPLES for _ in facts(expected(case))) > 5000


@pytest.mark.parametrize("case", OF_EXAMPLES, ids=lambda case: case.name)
def test_a_case_belongs_to_the_text_that_is_there(case: Path) -> None:
    answer = expected(case)
    assert tuple(answer) == PARTS
    data = source(case).read_bytes()
    assert hashlib.sha256(data).hexdigest() == answer["source"]["sha256"]
    assert data.endswith(b"\n")
    assert b"\r" not in data


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("case", OF_EXAMPLES, ids=lambda case: case.name)
def test_the_extraction_says_what_the_answer_says(case: Path, part: str) -> None:
    answer = expected(case)
    found = to_json(extract(source(case)))
    wrong = differences({part: answer[part]}, {part: found[part]})
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize("case", OF_EXAMPLES, ids=lambda case: case.name)
def test_the_audit_finds_what_is_planted_and_nothing_else(case: Path) -> None:
    report, failures = audit([str(source(case))])
    assert not failures
    assert sorted(finding.rule for finding in report.findings) == expected_findings(case)


def test_a_discrepancy_is_planted_that_is_more_than_worth_knowing() -> None:
    planted = Counter[str]()
    for case in OF_EXAMPLES:
        planted.update(expected_findings(case))
    serious = {rule for rule in planted if rules()[rule].severity > Severity.INFO}
    assert "projects-sum-to-project-expenditure" in serious
    assert planted.total() >= 6


def test_counties_share_documents_in_several_spellings() -> None:
    places: dict[str, set[str]] = {}
    for case in OF_EXAMPLES:
        answer = expected(case)
        for document in answer["documents"]:
            places.setdefault(document["number"], set()).add(answer["division"]["name"])
    shared = {number: names for number, names in places.items() if len(names) > 1}
    assert shared["冀财社〔2023〕208号"] >= {"平乡县", "卢龙县"}
    assert shared["邢政发〔2016〕7号"] >= {"平乡县", "临西县"}
    text = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    assert set(re.findall(r"[一-鿿]([\[【〔﹝（])\d{4}[\]】〕﹞）]", text)) == set("[【〔﹝（")


def test_two_examples_are_printed_as_pdf_and_docx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    render = importlib.import_module("render")
    assert len(render.EXAMPLES) == 2
    for name in render.EXAMPLES:
        found = render.layout(ROOT / "examples" / name)
        assert sum(1 for block in found.blocks if isinstance(block, render.Grid)) == 20
        render.pdf(found, tmp_path / "one.pdf")
        render.docx(found, tmp_path / "one.docx")
        assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")
        assert (tmp_path / "one.docx").read_bytes().startswith(b"PK")
