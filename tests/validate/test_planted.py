"""Faults planted at random in clean disclosures: the rules that cover them find them, and nothing
is found elsewhere.

`python tests/validate/test_planted.py 200` plants in so many documents and prints what was found by
kind of fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from mutation_layouts import Markdown, Tabbed
from planting_projects import project_faults
from planting_prose import prose_faults
from planting_tables import table_faults
from planting_wording import harmless_sentences, wording_faults

from planting import Fault, Planted, clean, findings, planted

LAYOUTS = (Markdown, Markdown, Tabbed)
#: So many documents always, and so many where the suite may take long.
FEW, MANY = 4, 38
ENOUGH = 0.98


def one(number: int, folder: Path) -> Planted:
    """Document `number` with its faults; always the same."""
    rng = Random(f"planted/{number}")
    text = clean(LAYOUTS[number % len(LAYOUTS)], rng, hebei=number % 2 == 0)
    path = folder / f"{number}.txt"
    path.write_text(text, "utf-8")
    disclosure, before = findings(path)
    chosen: list[Fault] = []
    touched: set[int] = set()
    for make in (table_faults, prose_faults, project_faults, wording_faults):
        for fault in make(rng, disclosure):
            if not touched & set(fault.edits):
                chosen.append(fault)
                touched |= set(fault.edits)
    return planted(str(number), text, chosen, before, folder)


@cache
def every(documents: int) -> tuple[Planted, ...]:
    with TemporaryDirectory() as folder:
        return tuple(one(number, Path(folder)) for number in range(documents))


@pytest.mark.parametrize("documents", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_what_a_rule_covers_is_found_and_nothing_elsewhere(documents: int) -> None:
    """Of many faults of many kinds."""
    results = every(documents)
    kinds = Counter(fault.kind for result in results for fault in result.faults)
    assert kinds.total() > 12 * documents
    assert len(kinds) > 20
    covered = [fault for result in results for fault in result.faults if fault.rules]
    missed = [
        f"{result.name}: {fault.kind} {fault.told}"
        for result in results
        for fault in result.missed()
    ]
    assert len(covered) > 12 * documents
    assert 1 - len(missed) / len(covered) >= ENOUGH, "\n".join(missed)
    strays = [
        f"{result.name}: {finding.rule} {finding.message_zh}"
        for result in results
        for finding in result.elsewhere()
    ]
    assert not strays, "\n".join(strays)


@pytest.mark.parametrize(
    "number", [*range(3), *(pytest.param(number, marks=pytest.mark.long) for number in range(3, 9))]
)
def test_sentences_that_hold_give_nothing_new(number: int, tmp_path: Path) -> None:
    """Right percentages, years before, present names, plain reasons: seven of them in each paper."""
    rng = Random(f"harmless/{number}")
    text = clean(LAYOUTS[number % len(LAYOUTS)], rng, hebei=False)
    path = tmp_path / "paper.txt"
    path.write_text(text, "utf-8")
    disclosure, before = findings(path)
    sentences = list(harmless_sentences(rng, disclosure))
    result = planted("paper", text, sentences, before, tmp_path)
    assert len(sentences) > 3
    assert [finding.message_zh for finding, _ in result.new] == []


if __name__ == "__main__":
    results = every(int(sys.argv[1]))
    faults = Counter(
        (fault.kind, bool(fault.rules)) for result in results for fault in result.faults
    )
    misses = Counter(fault.kind for result in results for fault in result.missed())
    for (kind, covered_by_rule), count in sorted(faults.items()):
        print(
            f"{kind:20} {'covered' if covered_by_rule else 'not covered':12} {count:5}  missed {misses[kind] if covered_by_rule else '-'}"
        )
    whole = sum(count for (_, covered_by_rule), count in faults.items() if covered_by_rule)
    strays = sum(len(result.elsewhere()) for result in results)
    print(
        f"{faults.total()} faults, {whole} covered, recall {1 - misses.total() / whole:.4f}, elsewhere {strays}"
    )
