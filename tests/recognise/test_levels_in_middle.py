"""Levels in the middle of the rows that they go over are put into the first of these."""

from __future__ import annotations

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.levels_in_middle import with_levels_first

HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值"


def _row(number: int, text: str) -> GridRow:
    return tuple(passage(cell.strip(), Where(number, number)) for cell in text.split("|"))


def _texts(*rows: str) -> list[str]:
    numbered = [_row(number, row) for number, row in enumerate(rows, 1)]
    return [" | ".join(cell.text for cell in row).strip() for row in with_levels_first(numbered)]


def test_each_level_goes_to_the_first_of_its_rows_and_keeps_its_line() -> None:
    rows = [
        "项目名称 | 清淤 | | ",
        HEADING,
        " | | 清淤长度 | ≥12公里",
        " | 数量指标 | | ",
        " | | 清淤土方 | ≥3万方",
        "产出指标 | 质量指标 | 合格率 | 100%",
        " | 时效指标 | 完成率 | 100%",
        " | 成本指标 | 单价 | ≤8元",
        " | 社会效益指标 | 受益人口 | ≥1万人",
        "效益指标 | | | ",
        " | 生态效益指标 | 减沙 | ≥3吨",
        "满意度指标 | 服务对象满意度指标 | 满意度 | ≥90%",
    ]
    found = with_levels_first([_row(number, row) for number, row in enumerate(rows, 1)])
    assert [" | ".join(cell.text for cell in row).strip() for row in found] == [
        "项目名称 | 清淤 |  |",
        HEADING,
        "产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        "|  | 清淤土方 | ≥3万方",
        "| 质量指标 | 合格率 | 100%",
        "| 时效指标 | 完成率 | 100%",
        "| 成本指标 | 单价 | ≤8元",
        "效益指标 | 社会效益指标 | 受益人口 | ≥1万人",
        "| 生态效益指标 | 减沙 | ≥3吨",
        "满意度指标 | 服务对象满意度指标 | 满意度 | ≥90%",
    ]
    first, second = found[2][:2]
    assert (first.where.first, second.where.first) == (6, 4)


def test_levels_at_the_head_of_their_rows_stay() -> None:
    rows = [
        HEADING,
        "产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        "| 质量指标 | 合格率 | 100%",
        "效益指标 | 社会效益指标 | 受益人口 | ≥1万人",
    ]
    assert _texts(*rows) == rows


def test_what_no_rows_are_in_the_middle_of_stays() -> None:
    rows = [
        HEADING,
        "| 数量指标 | 清淤长度 | ≥12公里",
        "产出指标 | 质量指标 | 合格率 | 100%",
        "| 社会效益指标 | 受益人口 | ≥1万人",
        "效益指标 | 生态效益指标 | 减沙 | ≥3吨",
    ]
    assert _texts(*rows) == rows


def test_levels_that_no_form_has_together_stay() -> None:
    rows = [
        HEADING,
        "| 数量指标 | 清淤长度 | ≥12公里",
        "产出指标 | 质量指标 | 合格率 | 100%",
        "| 社会效益指标 | 受益人口 | ≥1万人",
    ]
    assert _texts(*rows) == rows


LIST = "项目名称 | 预算金额 | 一级指标 | 二级指标 | 三级指标 | 指标值"


def test_what_a_list_says_of_a_project_goes_to_the_first_of_its_rows() -> None:
    assert _texts(
        LIST,
        "| | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        "清淤 | 60.00 | 产出指标 | 质量指标 | 合格率 | 100%",
        "| | 效益指标 | 社会效益指标 | 受益人口 | ≥1万人",
        "护林 | 36.00 | 产出指标 | 数量指标 | 管护面积 | ≥3万亩",
    ) == [
        LIST,
        "清淤 | 60.00 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        "|  | 产出指标 | 质量指标 | 合格率 | 100%",
        "|  | 效益指标 | 社会效益指标 | 受益人口 | ≥1万人",
        "护林 | 36.00 | 产出指标 | 数量指标 | 管护面积 | ≥3万亩",
    ]
