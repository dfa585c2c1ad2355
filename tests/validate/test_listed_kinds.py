"""Slips within lists and plans: a kind or an office that stands twice, a limit told in two ways, tasks
and their total, a difference from the plan, figures of a budget that is not carried out yet.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2025年度部门决算\n\n石桥县水务局2025年度收入总计900.00万元，支出总计900.00万元。\n\n"
UNIT = "上海市普陀区司法局2026年单位预算\n\n2026年上海市普陀区司法局收入预算900.00万元，支出预算900.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("政府采购货物预算1.00万元、政府采购工程预算2.00万元。", None),
        ("政府采购货物预算1.00万元、政府采购货物预算2.00万元。", "“政府采购货物预算”列出两次"),
        ("机要通信用车0辆、应急保障用车0辆、应急保障用车0辆。", "“应急保障用车”列出两次"),
        # another list of the same kinds
        ("共有机要通信用车1辆；安排购置机要通信用车0辆。", None),
        ("石桥县水务局设3个内设机构，包括：办公室、人事科、人事科。", "“人事科”列出两次"),
        ("石桥县水务局设3个内设机构，包括：办公室、人事科、财务科。", None),
    ],
)
def test_a_list_names_each_kind_once(tmp_path: Path, told: str, again: str | None) -> None:
    messages = of("broken-sentence", found(tmp_path, told))
    assert [again in message for message in messages] == ([True] if again else [])


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("单价100万元（含）以上设备0台", 0),
        ("单价50万元（含）以上设备0台", 1),
        ("单价50万元以上专用设备0台", 0),
    ],
)
def test_equipment_is_counted_from_one_price_on(tmp_path: Path, second: str, count: int) -> None:
    told = f"共有单价100万元（含）以上设备2台。\n\n2026年安排购置{second}。"
    assert len(of("statement-contradicted", found(tmp_path, told))) == count


@pytest.mark.parametrize(("year", "count"), [(2025, 0), (2026, 1)])
def test_nothing_is_spent_of_the_budget_yet(tmp_path: Path, year: int, count: int) -> None:
    told = f"会议费：{year}年当年预算执行数为8.00万元，2026年预算安排9.00万元。"
    assert len(of("compares-own-year", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("行政单位离退休支出比2025年减少2.00%。主要原因是：退休人数减少。", 0),
        ("行政单位离退休支出比2025年减少2.00%。主要原因是：退休人数增加。", 1),
        # who retires pays no contributions any more
        ("养老保险缴费比2025年减少2.00%。主要原因是：退休人数增加。", 0),
        # what those cost who still work falls as they retire
        ("行政单位离退休9.00万元。行政运行比2025年减少2.00%。主要原因是：退休人数增加。", 0),
        ("行政单位离退休9.00万元。比2025年减少2.00%。主要原因是：退休人数增加。", 1),
    ],
)
def test_more_who_retired_do_not_cost_less(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("name", "count"), [("上海市普陀司法局", 1), ("上海普陀区司法局", 0), ("普陀司法局", 0)]
)
def test_the_own_name_without_its_district(tmp_path: Path, name: str, count: int) -> None:
    told = f"2026年{name}的机关运行经费按规定安排。"
    assert len(of("paper-kind", found(tmp_path, told, UNIT))) == count


@pytest.mark.parametrize(("kind", "count"), [("单位", 0), ("部门", 1)])
def test_the_contents_call_the_paper_as_its_cover(tmp_path: Path, kind: str, count: int) -> None:
    told = f"目录\n\n一、主要职能\n\n二、{kind}预算表\n\n主要职能\n\n负责本区司法工作。"
    assert len(of("paper-kind", found(tmp_path, told, UNIT))) == count


@pytest.mark.parametrize(
    ("by", "plan", "count"),
    [
        ("较年初预算减少0.65万元", "预算数", 0),
        ("较年初预算减少0.56万元", "预算数", 1),
        # of the year before, and a plan that was adjusted
        ("较上年减少0.56万元", "预算数", 0),
        ("较年初预算减少0.56万元", "调整后的预算数", 0),
    ],
)
def test_a_difference_from_the_plan(tmp_path: Path, by: str, plan: str, count: int) -> None:
    told = (
        f"公务用车购置及运行维护费支出3.85万元，{by}。\n\n"
        f"“三公”经费支出决算表\n\n单位：万元\n\n| 项目 | {plan} | 决算数 |\n| --- | --- | --- |\n"
        "| 合计 | 5.10 | 4.26 |\n| 因公出国（境）费 | 0.00 | 0.00 |\n"
        "| 公务用车购置及运行维护费 | 4.50 | 3.85 |\n| 公务接待费 | 0.60 | 0.41 |\n"
    )
    assert len(of("change-percentage", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(("total", "count"), [("376.50", 0), ("367.50", 1), ("376.51", 0)])
def test_tasks_add_up(tmp_path: Path, total: str, count: int) -> None:
    told = (
        "部门整体支出绩效目标表\n\n| 年度主要任务 | 任务名称 | 预算金额（万元） |\n| --- | --- | --- |\n"
        f"| | 生态保护 | 312.50 |\n| | 灾害防控 | 64.00 |\n| | 金额合计 | {total} |\n"
        "| 年度总体目标 | 完成管护 | |\n| 一级指标 | 三级指标 | 指标值 |\n| 产出指标 | 管护面积 | ≥9万亩 |\n"
    )
    assert len(of("items-sum-to-total", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("goal", "target", "count"),
    [
        ("19.53", "＝19.53万亩", 0),
        ("19.53", "＝15.93万亩", 1),
        # another unit, and other digits
        ("19.53", "＝15.93公里", 0),
        ("19.53", "＝15.94万亩", 0),
        # by chance
        ("120", "＝210万亩", 1),
        ("12", "＝21万亩", 0),
    ],
)
def test_a_target_with_the_digits_of_a_goal(
    tmp_path: Path, goal: str, target: str, count: int
) -> None:
    told = (
        "项目支出绩效目标表\n\n| 项目名称 | 公益林补偿 | |\n| --- | --- | --- |\n| 预算金额 | 312.50 | |\n"
        f"| 年度目标 | 对全县{goal}万亩公益林落实管护责任 | |\n| 二级指标 | 三级指标 | 指标值 |\n"
        f"| 数量指标 | 补偿林地 | {target} |\n"
    )
    assert len(of("goal-matches-indicator", found(tmp_path, told))) == count
