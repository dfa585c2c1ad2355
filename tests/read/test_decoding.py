"""Bytes as text: every encoding of offices, and a damaged byte that costs one character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.source.decoding import REPLACED, decoded

TEXT = "部门预算收入总表\n2050101\t行政运行\t1200.00\n绩效目标：保障学校正常运转，群众满意。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_every_encoding_of_offices_is_read(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_lost_byte_costs_a_character(encoding: str) -> None:
    data = TEXT.encode(encoding)
    at = data.index("运转".encode(encoding))
    found = decoded(data[:at] + data[at + 1 :])
    assert found.startswith("部门预算收入总表\n2050101\t行政运行\t1200.00\n绩效目标：保障学校正常")
    assert found.endswith("转，群众满意。\n")
    assert REPLACED in found


@given(st.integers(0, len(TEXT.encode("gb18030")) - 1))
def test_a_lost_byte_anywhere_leaves_the_other_lines_alone(at: int) -> None:
    data = TEXT.encode("gb18030")
    damaged = decoded(data[:at] + data[at + 1 :]).split("\n")
    lines = TEXT.split("\n")
    kept = [line for line in lines if line in damaged]
    assert len(kept) >= len(lines) - 2


def test_an_impossible_byte_is_replaced_where_it_stands() -> None:
    data = "绩效指标描述的文字内容说明".encode("gb18030")
    assert decoded(data[:8] + b"\xff" + data[8:] * 3).startswith(f"绩效指标{REPLACED}描述")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded("élève café".encode("latin-1"))


def test_the_line_of_a_damaged_character_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = TEXT.encode("utf-8")
    path.write_bytes(data.replace("满".encode(), "满".encode()[:2]))
    notes = read(path).notes
    assert [(note.code, note.where.first if note.where else None) for note in notes] == [
        ("part-not-read", 3)
    ]


@pytest.mark.parametrize("controls", [2, 12])
def test_words_with_some_control_characters_are_text(tmp_path: Path, controls: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text("本级道路" * 10 + "\x01" * controls, encoding="utf-8")
    if controls > 4:
        with pytest.raises(UnreadableInput, match="binary data"):
            read(path)
    else:
        [line] = read(path).source.lines
        assert line == "本级道路" * 10


def test_a_lost_byte_of_a_table_of_commas_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    data = "科目编码,科目名称,合计\n213,农林水支出,3.00\n".encode("gb18030")
    at = data.index("农林".encode("gb18030"))
    path.write_bytes(data[: at + 1] + data[at + 2 :])
    assert [(note.code, note.where.first) for note in read(path).notes if note.where] == [
        ("part-not-read", 2)
    ]
