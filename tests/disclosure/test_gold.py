"""The extraction against the gold files, scored by the judge's own rules: every part of every file."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from places import SHARED

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.line import extract

JUDGE = SHARED / "tools" / "score"
PAIRS = [
    (gold, seed)
    for gold in sorted((SHARED / "gold").glob("*.json"))
    for seed in (SHARED / "seeds").glob(f"{gold.name.partition('_')[0]}_*.txt")
]
LEAST = 1.0

pytestmark = pytest.mark.skipif(
    not JUDGE.is_file(), reason="the gold files are not on this machine"
)


def judge() -> Any:
    loader = SourceFileLoader("score", str(JUDGE))
    spec = spec_from_loader("score", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def f1(expected: Any, found: Any) -> float:
    total = sum(expected.values()) + sum(found.values())
    return 1.0 if not total else 2 * sum((expected & found).values()) / total


def test_three_golds_were_found() -> None:
    assert len(PAIRS) == 3


@pytest.mark.parametrize(("gold", "seed"), PAIRS, ids=[gold.stem for gold, _ in PAIRS])
def test_every_part_agrees(gold: Path, seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    module = judge()
    facts: Callable[[Any], dict[str, Any]] = module.facts
    want, have = json.loads(gold.read_text("utf-8")), json.loads(json.dumps(to_json(extract(seed))))
    expected, found = facts(want), facts(have)
    assert len(expected) >= 10
    scores = {part: f1(expected[part], found[part]) for part in expected} | {
        "source lines": module.lines_agree(want, have)
    }
    short = {part: score for part, score in scores.items() if score < LEAST}
    missing = {
        part: list((expected[part] - found[part]).elements())[:3]
        for part in short
        if part in expected
    }
    assert not short, f"{short}; missing, for example: {missing}"
