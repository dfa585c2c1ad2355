"""Amounts that are almost another one, vehicles that are bought for nothing, what a body owned long
ago; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2026年度部门决算\n\n2026年度收入总计900.00万元，支出总计900.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("收入支出总预算900.02万元。", 1),
        ("收支预算总数900.02万元。", 1),
        ("收支预算总数900.00万元。", 0),
        # Further apart than slips are: a small fund may be left out.
        ("收支预算总数902.00万元。", 0),
        # The gap is an amount of the paper.
        ("收支预算总数900.02万元，其中：捐赠收入0.02万元。", 0),
        # Both stand in the paper more than once.
        ("收支预算总数900.02万元。\n\n其中来自财政的900.02万元。", 0),
    ],
)
def test_a_total_that_differs_by_a_little(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, told))
    assert len(messages) == 2 * count, "of revenue and of expenditure"


@pytest.mark.parametrize(
    ("cost", "planned", "count"),
    [("0", "2", 1), ("0", "0", 0), ("36.00", "2", 0)],
)
def test_vehicles_that_are_bought_for_nothing(
    tmp_path: Path, cost: str, planned: str, count: int
) -> None:
    told = f"公务用车购置费{cost}万元。\n\n2026年部门预算安排购置车辆{planned}辆。"
    assert len(of("statement-contradicted", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("year", "what", "count"),
    [
        ("2025", "共有车辆6辆", 0),
        ("2024", "共有车辆6辆", 0),
        ("2023", "共有车辆6辆", 1),
        ("2023", "累计清淤120公里", 0),
    ],
)
def test_what_a_body_owned_long_ago(tmp_path: Path, year: str, what: str, count: int) -> None:
    told = f"截至{year}年12月31日，本部门{what}。"
    assert len(of("paper-kind", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本部门共有车辆辆，其中：其他用车2辆。", 1),
        ("公务用车保有量为辆。", 1),
        ("本部门共有车辆2辆。", 0),
        ("本部门共有公务用车辆。", 0),
    ],
)
def test_a_count_that_is_not_filled_in(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("broken-sentence", found(tmp_path, told))) == count


@pytest.mark.parametrize(("own", "count"), [("434.16", 0), ("443.16", 1)])
def test_what_the_year_adds_and_what_was_left_make_the_whole(
    tmp_path: Path, own: str, count: int
) -> None:
    told = (
        f"2026年度收入总计434.72万元，其中：本年收入合计{own}万元，"
        "使用非财政拨款结余0.00万元，年初结转和结余0.56万元。"
    )
    cover = "石桥县水务局2026年度部门决算\n\n"
    assert len(of("statement-parts", found(tmp_path, told, cover))) == count
