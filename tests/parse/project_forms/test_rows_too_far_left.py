"""Rows of a list in a text that leaves out what is merged over them: their cells moved right."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import codes, grid, read, shown

FORM = "2024年项目支出绩效目标表\n\n单位：万元\n\n"
HEAD = "单位名称 | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标值"
FIRST = "石桥镇人民政府 | 环境整治 | 30.00 | 产出指标 | 数量指标 | 清运次数 | ≥12次"
OWN = ("产出指标", "数量指标", "清运次数", "≥12次")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("产出指标 | 质量指标 | 处理率 | ≥95% | | | ", ("产出指标", "质量指标", "处理率", "≥95%")),
        ("数量指标 | 保洁人数 | ≥32人 | | | | ", ("产出指标", "数量指标", "保洁人数", "≥32人")),
        ("满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | | |",
         ("满意度指标", "服务对象满意度指标", "满意度", "≥90%")),
        (" | | | 产出指标 | 质量指标 | 处理率 | ≥95%", ("产出指标", "质量指标", "处理率", "≥95%")),
    ],
)  # fmt: skip
def test_a_level_left_of_its_column_moves_its_row(
    tmp_path: Path, row: str, expected: tuple[str, ...]
) -> None:
    [project] = read(tmp_path, FORM + grid(HEAD, FIRST, row)).projects
    assert project.name == "环境整治"
    assert shown(project.indicators) == [OWN, expected]


def test_a_project_below_the_unit_that_is_merged_over_both(tmp_path: Path) -> None:
    row = "村级运转 | 24.50 | 产出指标 | 数量指标 | 补助村数 | =10个 | "
    found = read(tmp_path, FORM + grid(HEAD, FIRST, row)).projects
    assert [
        (one.name, one.total and one.total.value, one.unit and one.unit.name) for one in found
    ] == [("环境整治", "30.00", "石桥镇人民政府"), ("村级运转", "24.50", "石桥镇人民政府")]


@pytest.mark.parametrize(
    "row",
    [
        "村级运转 | 24.50 | 产出指标 | 数量指标 | 补助村数 | =10个 | 是",
        "水利站 | 24.50 | | | 补助村数 | =10个 | ",
        "水利站 | ≥ | | | 补助村数 | =10个 | ",
    ],
)
def test_what_is_no_name_begins_no_project(tmp_path: Path, row: str) -> None:
    """Nothing tells whose the row is, nor whose those below it are: both are said."""
    below = " | | | 产出指标 | 质量指标 | 处理率 | ≥95%"
    found = read(tmp_path, FORM + grid(HEAD, FIRST, row, below))
    [project] = found.projects
    assert shown(project.indicators) == [OWN]
    assert codes(found).count("cell-not-read") == 2
