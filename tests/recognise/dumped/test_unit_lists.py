"""Lists of budget units that came out as lines of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import read

HEADING = "序号 单位名称 单位性质 单位规格 经费保障形式\n"
FIRST = "1 青湖县水务局本级 行政 正科级 财政拨款\n"
SECOND = "2 青湖县河道管理所 事业 股级 财政补助\n"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (HEADING + FIRST + SECOND, ["青湖县水务局本级", "青湖县河道管理所"]),
        (HEADING + FIRST + "二、收支情况\n" + SECOND, ["青湖县水务局本级"]),
        ("序号 单位名称 负责科室 单位规格 经费保障形式\n" + FIRST, []),
    ],
    ids=["rows", "down to another line", "a word that is not known"],
)
def test_lines_below_a_heading_of_units(tmp_path: Path, lines: str, names: list[str]) -> None:
    found = read(tmp_path, "机构设置情况\n" + lines, "x.txt")
    assert [unit.name for unit in found.units] == names


def test_each_word_stands_in_its_column(tmp_path: Path) -> None:
    [unit, _] = read(tmp_path, "机构设置情况\n" + HEADING + FIRST + SECOND, "x.txt").units
    assert (unit.nature, unit.rank, unit.funding) == ("行政", "正科级", "财政拨款")
