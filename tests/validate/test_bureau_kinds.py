"""What the checkers of a finance bureau note in final accounts, and beside each what holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = (
    "石桥县水务局2025年度部门决算\n\n2025年石桥县水务局收入总计900.00万元，支出总计900.00万元。\n\n"
)
THREE = (
    "“三公”经费财政拨款支出决算为9.80万元，其中：公务用车购置及运行维护费支出决算为9.30万元；"
    "公务接待费支出决算为0.50万元。\n\n"
)


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        # 9.30 of 12.60 万元 is a fall of 26.19 %, 9.80 of 13.10 one of 25.19 %.
        ("公务用车购置及运行维护费支出决算减少3.30万元，下降25.19%", ["change-percentage"]),
        ("公务用车购置及运行维护费支出决算减少3.30万元，下降26.19%", []),
        ("公务接待费支出决算增加0.50万元，增长100%", ["rate-without-base"]),
        ("公务接待费支出决算增加0.50万元", []),
        ("公务接待费支出决算增加0.25万元，增长100%", []),
    ],
)
def test_a_change_in_the_breakdown_of_a_sentence(
    tmp_path: Path, told: str, rules: list[str]
) -> None:
    whole = (
        f"2025年度“三公”经费财政拨款支出决算数比2024年度减少3.30万元，下降25.19%，其中：{told}。"
    )
    findings = found(tmp_path, THREE + whole, ACCOUNTS)
    assert [one.rule for one in findings] == rules
    assert len(of("change-percentage", findings)) == rules.count("change-percentage")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("年初预算为0.00万元，支出决算为4.10。决算数大于预算数。", "缺少单位"),
        ("年初预算为0.00万元，支出决算为4.10万元。决算数大于预算数。", ""),
        # Above a list that tells its unit once.
        ("（单位：万元）年初预算为0.00，支出决算为4.10。", ""),
        ("财政拨款收入100.00万元，比2024年预算增加增加3.40万元。", "重复"),
        ("决算数大于预算数的主要原因：人员经费增加增加。", "重复"),
        ("决算数大于预算数的主要原因：人员增加增加工资支出。", ""),
    ],
)
def test_what_is_written_twice_or_not_at_all(tmp_path: Path, told: str, shown: str) -> None:
    messages = of("broken-sentence", found(tmp_path, f"1、差旅费。{told}", ACCOUNTS))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("“三公”经费支出决算数比2024年度减增加21.90万元。", 1),
        ("“三公”经费支出决算数比2024年度增减少21.90万元。", 1),
        ("“三公”经费支出决算数比2024年度净增加21.90万元。", 0),
        ("差旅费决算数大小于预算数的主要原因：出差减少。", 1),
        ("差旅费决算数小于预算数的主要原因：出差减少。", 0),
        ("二、决算单位构成（仅有一个单位的部门，本部分内容为“机构设置”）", 1),
        ("二、决算单位构成（仅有一个单位的部门不再列出）", 0),
    ],
)
def test_a_choice_that_the_template_left(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("template-residue", found(tmp_path, told, ACCOUNTS))) == count


VEHICLES = "2、公务用车购置及运行维护费支出9.30万元。其中：\n\n公务用车运行维护支出9.30万元。{}\n"


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("主要用于汽油费、保险费。", 1),
        ("2025年未购置公务用车。", 0),
        ("公务用车购置支出0.00万元。", 0),
        ("全年新购车辆0辆。", 0),
        ("公用经费包括公务用车运行维护费及购置费、其他交通费用。", 1),
    ],
)
def test_buying_vehicles_is_told_even_where_there_was_none(
    tmp_path: Path, more: str, count: int
) -> None:
    body = THREE + VEHICLES.format(more)
    assert len(of("part-not-told", found(tmp_path, body, ACCOUNTS))) == count


def test_a_budget_need_not_tell_of_buying_none(tmp_path: Path) -> None:
    body = "公务用车购置及运行费预算9.30万元。其中：公务用车运行费9.30万元。\n"
    assert of("part-not-told", found(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("国内公务接待支出0.00万元（含外宾接待支出0.00万元）。其中：接待外宾0批次、0人次。", 1),
        ("国内公务接待支出0.40万元。公务接待2批次、24人次，其中：接待外宾0批次、0人次。", 0),
        ("国内公务接待支出0.40万元，接待批次2次，24人次。其中：接待外宾0批次、0人次。", 0),
        # Nothing is counted at all.
        ("国内公务接待支出0.00万元（含外宾接待支出0.00万元）。", 0),
        ("外事接待支出0.10万元。其中：接待外宾1批次、4人次。", 0),
    ],
)
def test_guests_from_within_the_country_are_counted(tmp_path: Path, told: str, count: int) -> None:
    body = f"全年安排因公出国（境）团组0个、累计0人次。\n\n{told}"
    assert len(of("part-not-told", found(tmp_path, body, ACCOUNTS))) == count


PLAN = "五、实施周期\n\n2025年10月开工。\n\n六、年度预算安排\n\n{}\n\n七、绩效目标\n\n完工率100%。"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本项目批复总投资为3526.00万元，其中工程费3000.00万元。2025年安排资金500.00万元。", 1),
        ("2025年安排资金500.00万元，2024年安排资金200.00万元。", 1),
        ("本项目批复总投资为3526.00万元。2026年安排资金500.00万元。", 0),
        ("本项目批复总投资为3526.00万元，本年度安排资金500.00万元。", 0),
        ("本项目批复总投资为3526.00万元，资金已在上年安排，结转使用。", 0),
        # Of which year it is nobody tells.
        ("安排资金500.00万元，用于主体施工。", 0),
        ("按季度拨付。", 0),
    ],
)
def test_a_section_on_the_budget_of_the_year(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("part-not-told", found(tmp_path, PLAN.format(told)))) == count


ITEM = "1、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）307.80万元，主要用于抚恤金。{}"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("年初预算为0万元，支出决算为307.80万元，完成年初预算的95.89%。", 1),
        ("年初预算为0，支出决算为307.80万元，完成年初预算的100.00%。", 1),
        ("年初预算为0万元，支出决算为307.80万元。决算数大于预算数。", 0),
        ("年初预算为0.00万元，支出决算为0.00万元，完成年初预算的0.00%。", 0),
        ("年初预算为0万元，调整预算为321.00万元，支出决算为307.80万元，完成调整预算的95.89%。", 0),
        ("年初预算为321.00万元，支出决算为307.80万元，完成年初预算的95.89%。", 0),
    ],
)
def test_a_rate_of_what_was_not_planned(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("completion-rate", found(tmp_path, ITEM.format(told), ACCOUNTS))) == count


HEADS = "2026年{}预算表\n\n编制部门：{}  单位：元\n\n"


@pytest.mark.parametrize(("last", "count"), [("石桥县水务局", 0), ("", 1)])
def test_a_table_that_names_no_body(tmp_path: Path, last: str, count: int) -> None:
    names = ("收入", "支出", "财政拨款", "政府性基金", "国有资本经营", "三公经费")
    heads = "".join(HEADS.format(name, "石桥县水务局") for name in names[:-1])
    messages = of("paper-kind", found(tmp_path, heads + HEADS.format(names[-1], last)))
    assert len([one for one in messages if "没有写名称" in one]) == count


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("文化体育与传媒支出", 1),
        ("文化旅游体育与传媒支出", 0),
    ],
)
def test_a_former_name_in_a_list_of_classes(tmp_path: Path, name: str, count: int) -> None:
    body = (
        f"主要用于以下方面：\n\n1.“{name}”82.50万元，占9.17%；\n\n2.“教育支出”3.00万元，占0.33%。"
    )
    assert len(of("class-name-code", found(tmp_path, body, ACCOUNTS))) == count


def test_a_reason_without_its_full_stop(tmp_path: Path) -> None:
    others = "".join(
        f"{number}、差旅费{number}.00万元，主要用于业务出差，与上年相比没有变化。\n\n"
        for number in range(1, 15)
    )
    body = f"{others}收入支出增加的主要原因是人员增加{{}}\n\n2026年差旅费：按规定安排。"
    assert "没有句号" in of("broken-sentence", found(tmp_path, body.format("")))[0]
    assert of("broken-sentence", found(tmp_path, body.format("。"))) == []


def test_what_a_template_says_of_empty_tables(tmp_path: Path) -> None:
    told = "无政府性基金预算收入支出的，仍保留该表格式，并在本表下方作下述说明："
    assert len(of("template-residue", found(tmp_path, told, ACCOUNTS))) == 1


BOUGHT = (
    "2025年度政府采购金额（以合同签订为准）为21.00万元，其中：货物采购金额21.00万元、"
    "工程采购金额0万元、服务采购金额0万元。\n\n"
    "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{}万元；"
    "在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额{}万元；"
    "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{}万元。"
)


@pytest.mark.parametrize(
    ("kept", "small", "other", "count"),
    [
        ("21.00", "21.00", "21.00", 1),
        ("21.00", "21.00", "0.00", 0),
        ("12.00", "12.00", "9.00", 0),
        ("12.00", "3.00", "9.10", 1),
    ],
)
def test_firms_sell_no_more_than_is_bought(
    tmp_path: Path, kept: str, small: str, other: str, count: int
) -> None:
    messages = of("statement-parts", found(tmp_path, BOUGHT.format(kept, small, other), ACCOUNTS))
    assert len(messages) == count


@pytest.mark.parametrize(("told", "count"), [("，列明公务接待2批次", 1), ("，公务接待2批次", 0)])
def test_an_instruction_that_was_left(tmp_path: Path, told: str, count: int) -> None:
    body = f"国内公务接待支出0.39万元，用于调研{told}、26人次。"
    assert len(of("template-residue", found(tmp_path, body, ACCOUNTS))) == count
