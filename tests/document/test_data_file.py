"""Data files of patterns, whose long patterns are broken over lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetgraph.document.data_file import read_data, read_patterns

WRITTEN = """
short = '收入|支出'
long = '''
  (?:
    收入|支出|
    收支
  )总表
'''
listed = ['基金', '''
  国有资本
  经营
''']
[section]
inner = '''
  a b
'''
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the name of a package with the file above in it."""
    folder = tmp_path / "words_of_a_test"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "words.toml").write_text(WRITTEN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def test_the_lines_of_a_pattern_are_joined(package: str) -> None:
    data = read_patterns(package, "words.toml")
    assert data["short"] == "收入|支出"
    assert data["long"] == "(?:收入|支出|收支)总表"
    assert data["listed"] == ["基金", "国有资本经营"]
    assert re.fullmatch(data["long"], "收支总表")


def test_blanks_within_a_line_stay(package: str) -> None:
    assert read_patterns(package, "words.toml")["section"] == {"inner": "a b"}


def test_other_data_stay_as_they_are_written(package: str) -> None:
    assert read_data(package, "words.toml")["section"] == {"inner": "  a b\n"}
