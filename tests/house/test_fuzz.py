"""A few inputs at random for readers, parsers and grammars; `make fuzz` gives them more."""

from __future__ import annotations

import importlib.util
import json
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import fuzz_inputs
import pytest
from fuzz_inputs import Broken, check, names
from places import ROOT

INPUTS = 100


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    """The program of `make fuzz`."""
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_breaks(tmp_path: Path) -> None:
    outcomes = [check(name, tmp_path) for name in islice(names({}), INPUTS)]
    assert len(outcomes) == INPUTS
    assert set(outcomes) == {"read", "refused"}


def test_a_name_is_one_input() -> None:
    assert fuzz_inputs.input_of("grammars/7") == fuzz_inputs.input_of("grammars/7")
    texts = {fuzz_inputs.input_of(f"grammars/{number}") for number in range(50)}
    assert len(texts) > 45


def test_what_is_not_in_the_source_is_found() -> None:
    fuzz_inputs._held("财社 2024", "x财社\u200b2024y")
    fuzz_inputs._held_digits("12.5", "１２．５")
    with pytest.raises(Broken):
        fuzz_inputs._held("财社 2025", "财社2024")
    with pytest.raises(Broken):
        fuzz_inputs._held_digits("125", "152")


def test_the_next_run_goes_on_where_the_last_one_stopped(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    tally = tmp_path / "tally.json"

    def one_broken(name: str, _: Path) -> str:
        asked.append(name)
        if name == "texts/5":
            raise ZeroDivisionError("by chance")
        return "refused" if name.startswith("readers") else "read"

    monkeypatch.setattr(fuzz, "check", one_broken)
    for inputs in (48, 110):
        kept = json.loads(tally.read_text("utf-8")) if tally.is_file() else {}
        fuzz.go_on(fuzz.Tally(**kept), tally, inputs, 60)
    assert len(asked) == len(set(asked)) == 110
    found = json.loads(tally.read_text("utf-8"))
    assert found["inputs"] == {"grammars": 92, "texts": 14, "readers": 4}
    assert found["broken"] == {"texts/5": "ZeroDivisionError: by chance"}
    assert found["refused"] == {"readers": 4}
