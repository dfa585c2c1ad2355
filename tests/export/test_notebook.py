"""The notebook in docs/python.md runs from top to bottom and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from examples import EXAMPLES
from places import ROOT

from budgetgraph.pipeline.build import build

CELL = re.compile(
    r"<!-- cell -->\n```python\n(?P<code>.*?)\n```\n```text\n(?P<output>.*?)```\n", re.DOTALL
)


def cells() -> list[tuple[str, str]]:
    return [
        (match["code"], match["output"])
        for match in CELL.finditer((ROOT / "docs" / "python.md").read_text("utf-8"))
    ]


def five_examples() -> list[str]:
    """The examples that the page names: more than these may be there."""
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    command = re.search(r"budgetgraph build examples/\{(.+)\}\* --out build/demo", page)
    assert command is not None
    places = command[1].split(",")
    found = [str(path) for place in places for path in EXAMPLES if path.name.startswith(place)]
    assert len(found) == len(places) == 5
    return found


def test_the_notebook_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(cells()) == 4
    assert (ROOT / "docs" / "python.md").read_text("utf-8").count("<!-- cell -->") == 4
    build(five_examples(), tmp_path / "build" / "demo", jobs=2)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code, expected in cells():
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/python.md", "exec"), names)
        assert printed.getvalue() == expected
        assert expected.strip()
