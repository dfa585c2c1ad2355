"""Skeletons are what CONTRIBUTING.md asks for, and what the readers of these files accept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from sample import sample_nquads

from budgetgraph.cli.new import written
from budgetgraph.document.problems import UsageError
from budgetgraph.query.questions import bind, parse
from budgetgraph.store import Store


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("queries/questions", "shapes", "tests/cases/layouts"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "CONTRIBUTING.md").touch()
    return tmp_path


def test_a_question_can_be_asked_as_it_is_written(checkout: Path) -> None:
    path, todo = written("question", "my-question", checkout)
    question = parse("my-question", (checkout / path).read_text("utf-8"))
    answer = Store.memory([sample_nquads()]).select(bind(question, {"year": "2025"}))
    assert answer.columns == question.columns
    assert answer.rows
    assert "tests/queries/my-question.csv" in todo


def test_a_layout_has_the_three_files_of_a_case(checkout: Path) -> None:
    *paths, _ = written("layout", "hebei-x-2025", checkout)
    folder = checkout / "tests/cases/layouts/hebei-x-2025"
    assert {path.name for path in folder.iterdir()} == {
        "source.md", "expected.json", "expected-findings.txt",
    }  # fmt: skip
    assert len(paths) == 3
    assert json.loads((folder / "expected.json").read_text("utf-8"))["fiscal_year"] == 2025


def test_a_rule_has_its_shape_and_both_cases(checkout: Path) -> None:
    *paths, _ = written("rule", "my-rule", checkout)
    graphs = {path: rdflib.Graph().parse(checkout / path, format="turtle") for path in paths}
    assert len(graphs) == 3
    assert all(len(graph) > 0 for graph in graphs.values())
    shape = graphs["shapes/my-rule.ttl"]
    messages = shape.objects(None, rdflib.SH.message)
    assert all("{?gap}" in str(message) for message in messages)


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("poem", "x", "layout"),
        ("question", "../x", "is no name"),
        ("question", "X_y", "is no name"),
        ("question", "x-", "is no name"),
    ],
)
def test_what_cannot_be_written_is_refused(checkout: Path, kind: str, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        written(kind, name, checkout)


def test_nothing_is_overwritten_and_only_a_checkout_is_written_into(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written("question", "twice", checkout)
    with pytest.raises(UsageError, match="there already"):
        written("question", "twice", checkout)
    with pytest.raises(UsageError, match="no checkout"):
        written("question", "x", tmp_path_factory.mktemp("elsewhere"))
