"""A row whose cells list several indicators, a line each, gives one indicator for each line."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.parse.project_forms.indicator_table.several_indicators import (
    are_in_one_cell,
    one_each,
)

HERE = Where(1, 1)


def read(**cells: str) -> list[dict[str, str]]:
    """Give the texts of each indicator that a row of these cells lists."""
    row = tuple(passage(text, HERE) for text in cells.values())
    rows = one_each(row, Columns(tuple(cells)))
    return [{key: cell.text for key, cell in zip(cells, one, strict=True) if cell} for one in rows]


@pytest.mark.parametrize(
    ("names", "targets", "told"),
    [
        ("抚育面积\n修复道路", "≥4300亩\n≥12公里",
         [("抚育面积", "≥4300亩"), ("修复道路", "≥12公里")]),
        ("1.抚育面积2.修复道路", "≥4300亩≥12公里",
         [("1.抚育面积", "≥4300亩"), ("2.修复道路", "≥12公里")]),
        ("1.办结时限\n2.群众反映", "年底前\n良好", [("1.办结时限", "年底前"), ("2.群众反映", "良好")]),
        ("指标1：抚育面积\n指标2：\n……", "4300亩", [("指标1：抚育面积", "4300亩")]),
        ("指标1：抚育面积\n指标2：修复道路\n……", "4300亩\n12公里",
         [("指标1：抚育面积", "4300亩"), ("指标2：修复道路", "12公里")]),
        # a wrap, words without numbers, and another number of targets are one indicator
        ("公益林\n管护面积", "≥19.53万亩", [("公益林\n管护面积", "≥19.53万亩")]),
        ("办结\n时限", "2025年\n年底前", [("办结\n时限", "2025年\n年底前")]),
        ("抚育面积\n修复道路", "≥4300亩\n≥12公里\n≥3处",
         [("抚育面积\n修复道路", "≥4300亩\n≥12公里\n≥3处")]),
        ("投入3.5万元", "≥2.5万元", [("投入3.5万元", "≥2.5万元")]),
    ],
)  # fmt: skip
def test_lines_of_names_and_of_targets(
    names: str, targets: str, told: list[tuple[str, str]]
) -> None:
    rows = read(level1="产出指标", level3=names, target=targets)
    assert [(row["level3"], row["target"]) for row in rows] == told
    assert rows[0]["level1"] == "产出指标"
    assert not any("level1" in row for row in rows[1:]), "it holds for the rows below"


def test_operator_value_and_unit_have_as_many_lines_each() -> None:
    rows = read(level3="抚育面积\n修复道路", operator="≥\n≤", target="4300\n12", unit="亩\n公里")
    assert [(row["operator"], row["target"], row["unit"]) for row in rows] == [
        ("≥", "4300", "亩"), ("≤", "12", "公里"),
    ]  # fmt: skip


def test_one_score_is_not_that_of_both() -> None:
    assert len(read(level3="甲\n乙", target="≥1次\n≥2次", score="20")) == 1
    assert len(read(level3="甲\n乙", target="≥1次\n≥2次", score="10\n9.5")) == 2


@pytest.mark.parametrize(
    ("target", "are_several"), [("≥3%≥60%", True), ("≥3%且≤5%", False), ("≥3%", False)]
)
def test_several_targets_that_nothing_tells_apart(target: str, are_several: bool) -> None:
    cells = {"target": passage(target, HERE), "level3": passage("增长率盖度", HERE)}
    assert are_in_one_cell(cells) is are_several


def test_what_a_template_left_blank_is_no_indicator() -> None:
    rows = [
        {"level3": passage(name, HERE)} | ({"target": passage(target, HERE)} if target else {})
        for name, target in [
            ("指标1：抚育面积", ""),
            ("指标2：", ""),
            ("……", "……"),
            ("指标3：", "9处"),
        ]
    ]
    assert [one.level3 for one in indicators(rows)] == ["指标1：抚育面积", "指标3："]


def test_levels_that_are_listed_too() -> None:
    rows = read(level1="产出指标\n效益指标", level3="里程\n覆盖人数", target="≥3公里\n≥2人")
    assert [(row["level1"], row["level3"]) for row in rows] == [
        ("产出指标", "里程"), ("效益指标", "覆盖人数"),
    ]  # fmt: skip
    wrapped = read(level1="效益\n指标", level3="里程\n覆盖人数", target="≥3公里\n≥2人")
    assert [row.get("level1") for row in wrapped] == ["效益\n指标", None]


def test_levels_of_another_number_tell_nothing() -> None:
    names, targets = "里程\n人数\n次数", "≥3公里\n≥2人\n≥1次"
    assert read(level1="产出指标\n效益指标", level3=names, target=targets) == []


def test_the_numbers_before_targets_are_those_of_their_names() -> None:
    names = "1.维护站点\n2.更新设备"
    rows = read(level3=names, target="1.≥45处\n2.≥12套")
    assert [row["target"] for row in rows] == ["≥45处", "≥12套"]
    rows = read(level3=names, target="1.≥45处\n3.≥12套")
    assert [row["target"] for row in rows] == ["1.≥45处", "3.≥12套"]
    rows = read(level3=names, target="1.5%\n2.5%")
    assert [row["target"] for row in rows] == ["1.5%", "2.5%"]
