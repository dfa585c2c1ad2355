"""Slips of what a paper compares: the year of an amount, a reason for no change, a day that has not
come, one amount divided by two lists, one kind of money by basic and project expenditure.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (
            "会议费2024年当年预算执行数为0.50万元，2026年预算安排0.62万元，比2025年预算执行数增加24.00%。",
            1,
        ),
        (
            "会议费2025年当年预算执行数为0.50万元，2026年预算安排0.62万元，比2025年预算执行数增加24.00%。",
            0,
        ),
        # Of another kind, and of two years.
        ("会议费2024年决算数为0.50万元，2026年预算安排0.62万元，比2025年预算数增加0.02万元。", 0),
        ("会议费2024年执行数为0.50万元，2025年执行数为0.60万元，比2025年执行数增加0.02万元。", 0),
    ],
)
def test_the_year_that_is_compared(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-year", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("公务接待费0.73万元，与2025年预算数持平，主要原因是业务量增加。", 1),
        ("公务接待费0.73万元，与2025年预算数一致。主要原因：接待批次减少。", 1),
        ("公务接待费0.73万元，与2025年预算数持平，主要原因是业务量无增加。", 0),
        ("公务接待费0.73万元，与2025年预算数持平，主要原因是严格控制接待费用增加。", 0),
        ("公务接待费0.73万元，与2025年预算数持平，主要原因是业务量增加，标准降低。", 0),
    ],
)
def test_a_reason_for_no_change(tmp_path: Path, told: str, count: int) -> None:
    messages = of("change-percentage", found(tmp_path, told))
    assert len([one for one in messages if "没有变化" in one]) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [("2026年8月31日", 1), ("2025年8月31日", 0), ("2026年1月1日", 0), ("2026年11月", 1)],
)
def test_a_day_that_has_not_come(tmp_path: Path, day: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, f"截至{day}，本部门共有车辆3辆，按规定管理。"))
    assert len(messages) == count


LISTS = (
    "2026年财政拨款支出100.00万元。\n\n财政拨款支出按功能分类科目安排为：教育支出60.00万元；"
    "卫生健康支出{}万元。\n\n财政拨款支出按部门预算经济分类科目安排为：工资福利支出70.00万元，"
    "商品和服务支出{}万元，对个人和家庭的补助0.50万元。"
)


@pytest.mark.parametrize(
    ("health", "goods", "count"),
    [("40.00", "29.50", 0), ("40.00", "25.90", 1), ("4.00", "29.50", 1), ("4.00", "9.50", 0)],
)
def test_one_amount_by_two_lists(tmp_path: Path, health: str, goods: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, LISTS.format(health, goods)))
    assert len([one for one in messages if "所列各项之和" in one]) == count


@pytest.mark.parametrize(("works", "count"), [("13.00", 0), ("31.00", 1)])
def test_parts_behind_a_change(tmp_path: Path, works: str, count: int) -> None:
    told = (
        "政府采购预算85.00万元，比上年预算数减少5.00万元，其中：政府采购货物预算50.00万元，"
        f"政府采购工程预算{works}万元，政府采购服务预算22.00万元。"
    )
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("whole", "guests", "count"),
    [("减少0.60", "减少0.60", 0), ("增加0.60", "减少0.60", 1), ("增加0.80", "减少0.60", 0)],
)
def test_one_part_that_turns(tmp_path: Path, whole: str, guests: str, count: int) -> None:
    told = (
        f"“三公”经费预算5.40万元，比2025年{whole}万元。\n\n（一）因公出国（境）费0万元。\n\n"
        f"（二）公务接待费0.80万元。比2025年{guests}万元。"
    )
    assert len(of("change-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(("basic", "rules"), [("583.64", []), ("586.34", ["row-total"])])
def test_one_kind_of_money_by_nature(tmp_path: Path, basic: str, rules: list[str]) -> None:
    told = (
        "部门预算财政拨款支出表\n单位：万元\n单位名称\t合计\t一般公共预算支出\t\t\t政府性基金预算支出\t\t\n"
        "\t\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\n"
        f"石桥县水务局\t906.64\t906.64\t{basic}\t323.00\t\t\t\n合计\t906.64\t906.64\t583.64\t323.00\t\t\t\n"
    )
    assert [one.rule for one in found(tmp_path, told)] == rules


AREAS = (
    "规划建筑面积约为13459平方米，其中地上建筑面积为{}平方米（其中计容面积7998平方米，不计容面积105平方米），"
    "地下建筑面积为{}平方米。"
)


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("8103", "5356", None),
        ("8013", "5356", "写为 8013平方米"),
        ("8103", "5536", "写为 13459平方米"),
    ],
)
def test_areas_of_a_building(tmp_path: Path, above: str, below: str, told: str | None) -> None:
    messages = of("statement-parts", found(tmp_path, AREAS.format(above, below)))
    assert [told in one for one in messages] == ([True] if told else [])
