"""What a paper tells in one place held against what it tells in another: vehicles and what they cost,
visits, what is left of rises and falls, quarters, shares of a part; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import COVER, found, of

ACCOUNTS = "石桥县水务局2024年度部门决算\n\n石桥县水务局2024年度收入总计900.00万元，支出总计900.00万元。\n\n"
RUN = (
    "2026年“三公”经费预算9.00万元。其中：因公出国（境）费0万元；公务用车购置及运行费9.00万元，"
    "其中：公务用车购置费0万元，公务用车运行费{}万元；公务接待费0万元。\n\n"
)


@pytest.mark.parametrize(
    ("cost", "told", "count"),
    [
        ("9.00", "截至2025年8月31日，本单位共有车辆0辆。", 1),
        ("9.00", "公务用车保有量为0辆。", 1),
        ("9.00", "截至2025年8月31日，本单位共有车辆1辆。", 0),
        ("0", "截至2025年8月31日，本单位共有车辆0辆。", 0),
        # One use has none: others may have.
        ("9.00", "本单位应急保障用车0辆。", 0),
        # Vehicles of somebody else, or that are to be bought.
        ("9.00", "本单位共有车辆0辆，运行费用于租赁车辆。", 0),
        ("9.00", "本单位共有车辆0辆，预算安排购置车辆1辆。", 0),
        ("11.00", "本单位共有车辆0辆，预算安排购置车辆1辆。", 1),
    ],
)
def test_costs_of_vehicles_that_are_not_there(
    tmp_path: Path, cost: str, told: str, count: int
) -> None:
    messages = of("statement-contradicted", found(tmp_path, RUN.format(cost) + told))
    assert len([one for one in messages if "公务用车运行维护费为" in one]) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("购置费增加，主要原因是2026年新增2辆公务用车购置。", 1),
        ("购置费增加，主要原因是新增1辆公务用车购置。", 0),
        ("2025年更新2辆公务用车。", 0),
    ],
)
def test_more_vehicles_than_are_to_be_bought(tmp_path: Path, told: str, count: int) -> None:
    body = f"{told}\n\n2026年部门预算安排购置车辆1辆。"
    assert len(of("statement-contradicted", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("cost", "told", "count"),
    [
        ("0.39", "国内公务接待0批次、0人次，其中：接待外宾0批次、0人次。", 1),
        ("0.00", "国内公务接待0批次、0人次。", 0),
        ("0.39", "国内公务接待2批次、26人次，其中：外宾公务接待0批次、0人次。", 0),
        ("0.39", "国内公务接待0批次、0人次；外事接待1批次、3人次。", 0),
    ],
)
def test_guests_that_cost_something(tmp_path: Path, cost: str, told: str, count: int) -> None:
    body = f"2024年度公务接待费支出决算为{cost}万元。{told}"
    assert len(of("statement-contradicted", found(tmp_path, body, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("项目支出6459.58万元，与上年相比增加125.62万元。经费压减10%，会议费增加200.00万元，增减相抵后增加152.62万元。", 1),
        ("项目支出6459.58万元，与上年相比增加125.62万元。会议费增加200.00万元，增减相抵后增加125.62万元。", 0),
        ("项目支出6459.58万元，与上年相比增加125.62万元。增减相抵后减少125.62万元。", 1),
        # What several changes add up to, and one of several.
        ("人员经费比上年增加20.00万元，公用经费比上年减少8.00万元，增减相抵后增加12.00万元。", 0),
        ("人员经费比上年增加20.00万元，公用经费比上年减少8.00万元，增减相抵后增加15.00万元。", 0),
        ("会议费增加200.00万元，增减相抵后增加125.62万元。", 0),
    ],
)  # fmt: skip
def test_what_is_left_of_rises_and_falls(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, told))
    assert len([one for one in messages if "增减相抵" in one]) == count


QUARTERS = "全年用款60万元，第一季度用款计划15万元，第二季度用款计划{}万元，第三季度用款计划{}万元，第四季度用款计划{}万元。"


@pytest.mark.parametrize(
    ("amounts", "count"),
    [(("15", "15", "25"), 1), (("15", "15", "15"), 0), (("30", "45", "60"), 0)],
)
def test_quarters_of_a_year(tmp_path: Path, amounts: tuple[str, str, str], count: int) -> None:
    messages = of("statement-parts", found(tmp_path, QUARTERS.format(*amounts)))
    assert len(messages) == count


YEAR = "2023年度部门决算年初结转和结余80.00万元，本年收入1194.39万元，{}年末结转和结余{}万元。"


@pytest.mark.parametrize(
    ("between", "left", "count"),
    [
        ("本年支出1258.69万元，", "17.50", 1),
        ("本年支出1258.69万元，", "15.70", 0),
        ("使用非财政拨款结余2.00万元，本年支出1258.69万元，", "19.70", 0),
    ],
)
def test_what_a_year_leaves(tmp_path: Path, between: str, left: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, YEAR.format(between, left)))
    assert len([one for one in messages if "按年初结转和结余" in one]) == count


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "面向中小企业预留192.85万元，其中，预留给小微企业135.00万元，占预留总额的60%。",
            ["70.00%"],
        ),
        ("面向中小企业预留192.85万元，其中，预留给小微企业135.00万元，占预留总额的70%。", []),
        # What the whole is called stands nowhere before it, or two amounts may be it.
        ("面向中小企业预留192.85万元，其中，预留给小微企业135.00万元，占采购总额的60%。", []),
        (
            "面向企业预留192.85万元、50.00万元，其中，预留给小微企业135.00万元，占预留总额的60%。",
            [],
        ),
    ],
)
def test_a_share_of_the_amount_before(tmp_path: Path, told: str, shown: list[str]) -> None:
    messages = of("change-percentage", found(tmp_path, told))
    assert len(messages) == len(shown)
    assert all(one in message for one, message in zip(shown, messages, strict=True))


COMPARED = (
    "收入预算900.00万元，比2025年预算增加30.00万元；支出预算900.00万元，比2025年预算增加30.00万元；"
    "项目支出预算90.00万元，比2025年预算增加3.00万元{}"
)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("；政府性基金支出预算0.00万元，比2025年预算减少。", 1),
        ("；政府性基金支出预算0.00万元，比2025年预算减少0.00万元。", 0),
        ("；政府性基金支出预算0.00万元，与2025年预算持平。", 0),
        # Said so twice, it is how the paper speaks.
        ("；接待费比2025年预算减少；用车费比2025年预算减少。", 0),
        ("；接待费比上年减少。", 0),
    ],
)
def test_a_change_without_its_amount(tmp_path: Path, told: str, count: int) -> None:
    messages = of("broken-sentence", found(tmp_path, COMPARED.format(told)))
    assert len([one for one in messages if "没有写增减额" in one]) == count


BASIC = """
一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
301\t工资福利支出\t556.40\t556.40\t
302\t商品和服务支出\t23.92\t\t23.92
合计\t\t580.32\t556.40\t23.92
"""


@pytest.mark.parametrize(("told", "count"), [("32.92", 1), ("23.92", 0), ("35.10", 0)])
def test_operating_expenses_with_exchanged_digits(tmp_path: Path, told: str, count: int) -> None:
    body = f"2026年机关运行经费预算{told}万元。\n{BASIC}"
    messages = of("statement-matches-table", found(tmp_path, body))
    assert len([one for one in messages if "大于" in one]) == count


OWN = COVER.replace("石桥县水务局", "江州市石桥区规划和自然资源局")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("江州市石桥区规划与自然资源局无政府性基金支出。", ["名称用字不同"]),
        ("江州市规划和自然资源局2026年部门预算表", ["缺少“石桥区”"]),
        ("第二部分江州市规划和自然资源局2026年部门预算表", ["缺少“石桥区”"]),
        # The city's own bureau is told of, and shorter names.
        ("按照江州市规划和自然资源局的部署，开展调查。", []),
        ("江州市石桥区规划资源局内设6个科室。石桥规划和自然资源局负责测绘。", []),
    ],
)
def test_the_own_name_spelled_otherwise(tmp_path: Path, told: str, shown: list[str]) -> None:
    body = f"一、主要职能\n\n江州市石桥区规划和自然资源局负责规划。\n\n{told}"
    messages = of("paper-kind", found(tmp_path, body, OWN))
    assert len(messages) == len(shown)
    assert all(one in message for one, message in zip(shown, messages, strict=True))
