"""Each line of docs/security.md names the test that would fail without what it promises."""

from __future__ import annotations

import re

import pytest
from places import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
TABLE = re.compile(r"\| danger .*\n\| ---.*\n((?:\| .*\n)+)")
ROWS = [row for table in TABLE.findall(TEXT) for row in table.splitlines()]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_danger_has_a_test_that_is_there(row: str) -> None:
    named = NAMED.findall(row)
    assert named
    for file, test in named:
        path = ROOT / file
        assert path.is_file(), file
        assert f"def {test or 'test_'}" in path.read_text("utf-8"), (file, test)


def test_the_page_has_many_dangers() -> None:
    assert len(ROWS) > 25
