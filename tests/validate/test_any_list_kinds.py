"""Amounts that lists of any names divide, changes of their parts, persons and posts of a kind,
projects that the prose describes; each with what must stay silent.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2025年度部门决算\n\n石桥县水务局2025年度收入合计480.30万元，支出合计484.30万元。\n\n"
SUMMARY = """
收入支出决算总表
部门：石桥县水务局　　单位：万元
收入		支出
项目	金额	项目	金额
一、一般公共预算财政拨款收入	475.30	一、农林水支出	452.30
二、其他收入	5.00	二、住房保障支出	32.00
本年收入合计	480.30	本年支出合计	484.30
年初结转和结余	6.00	年末结转和结余	2.00
总计	486.30	总计	486.30
"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("固定资产3,150.60万元，构成为：房屋1,850.00万元，设备1,300.60万元。", None),
        # two digits exchanged
        ("固定资产3,150.60万元，其中：房屋1,850.00万元，设备1,306.00万元。", "1300.60"),
        # ten times as much
        ("收入777.03万元，其中：拨款742.03万元，事业收入1.20万元，其他收入23.00万元。", "12.00"),
        # the point of 10.00 moves by chance
        ("收入688.42万元，其中：拨款578.76万元，事业收入10.00万元，其他收入9.66万元。", None),
        # more than the whole by one part
        ("项目支出310.00万元，其中：防汛经费180.00万元，清淤经费145.00万元。", "325"),
        # a part is left out: nothing tells that it is one
        ("项目支出310.00万元，其中：防汛经费180.00万元，清淤经费45.00万元。", None),
        ("项目支出317.35万元，其中：防汛经费180.00万元，清淤经费45.00万元。", None),
        # said to be complete
        ("固定资产317.35万元，构成情况为：房屋180.00万元，设备45.00万元。", "225"),
        # all shares are told
        (
            "收入100.00万元，其中：拨款55.00万元，占60.00%；其他收入40.00万元，占40.00%。",
            "95",
        ),
        ("收入100.00万元，其中：拨款55.00万元，占55.00%；其他收入40.00万元，占40.00%。", None),
        # the next whole stands behind the semicolon
        ("收入100.00万元，其中：拨款60.00万元、其他收入40.00万元；支出90.00万元。", None),
        # the list divides the whole twice
        (
            "支出100.00万元，其中：甲类60.00万元，乙类40.00万元，丙款70.00万元，丁款30.00万元。",
            None,
        ),
        # one part is a part of another
        ("支出100.00万元，其中：拨款80.00万元，经费拨款70.00万元，其他资金20.00万元。", None),
        # what is kept for firms is no list of parts
        ("采购100.00万元，其中：货物采购80.00万元，授予小微企业合同金额60.00万元。", None),
        # two amounts of each part
        ("支出预算为100.00万元，其中：甲类支出预算为80.00万元，决算90.00万元。", None),
        # the year before
        ("支出100.00万元，其中：甲类60.00万元，2025年甲类70.00万元，乙类40.00万元。", None),
        ("目标金额167.64万元，其中，基本支出137.74万元，项目支出39.00万元。", "176.74"),
        # what else there is
        ("支出267.64万元，其中，基本支出137.74万元，项目支出39.00万元，经营支出1.00万元。", None),
    ],
)
def test_a_list_adds_up_whatever_its_parts_are_called(
    tmp_path: Path, told: str, wrong: str | None
) -> None:
    messages = of("statement-parts", found(tmp_path, f"2026年{told}"))
    assert [wrong in message.replace(",", "") for message in messages] == ([True] if wrong else [])


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("增加40.17万元，主要是拨款增加17.17万元，其他收入增加23.00万元。", 0),
        ("增加40.17万元，主要是拨款增加17.17万元，其他收入增加32.00万元。", 1),
        # other reasons are left out
        ("增加40.17万元，主要是拨款增加17.17万元，其他收入增加12.00万元。", 0),
        ("减少53.80万元，其中：拨款减少59.80万元；其他收入增加6.00万元。", 0),
        ("减少53.80万元，其中：拨款减少59.80万元；其他收入减少6.00万元。", 1),
        # round amounts tell nothing
        ("增加300.00万元，主要是拨款增加200.00万元，其他收入增加10.00万元。", 0),
    ],
)
def test_changes_add_up_but_for_a_slip(tmp_path: Path, told: str, count: int) -> None:
    messages = of("change-parts", found(tmp_path, f"收入预算比2025年{told}"))
    assert len(messages) == count


@pytest.mark.parametrize(
    ("told", "rule", "count"),
    [
        ("行政编制18人，事业编制47人。实有行政人员18人。", "staff-exceeds-establishment", 0),
        ("行政编制18人，事业编制47人。实有行政人员19人。", "staff-exceeds-establishment", 1),
        # those of another kind
        ("行政编制18人，事业编制47人。实有事业人员19人。", "staff-exceeds-establishment", 0),
        ("车辆编制4辆，在编实有车辆4辆。", "statement-contradicted", 0),
        ("车辆编制4辆，在编实有车辆5辆。", "statement-contradicted", 1),
        ("国内公务接待42批次（其中：外事接待0批次），接待人次42人。", "statement-contradicted", 0),
        ("国内公务接待42批次（其中：外事接待0批次），接待人次36人。", "statement-contradicted", 1),
        ("实施周期：2026年1月至2026年12月。", "statement-contradicted", 0),
        ("实施周期：2026年1月至12月。", "statement-contradicted", 0),
        ("实施周期：2026年12月至2026年1月。", "statement-contradicted", 1),
        ("实施周期：2026年12月至2027年1月。", "statement-contradicted", 0),
        ("内设2个办公室，即党政办公室、应急办公室。", "statement-parts", 0),
        ("内设3个办公室，即党政办公室、应急办公室。", "statement-parts", 1),
        ("其中重点项目2个，分别是河道清淤项目、堤防维护项目。", "statement-parts", 0),
        ("其中重点项目3个，分别是河道清淤项目、堤防维护项目。", "statement-parts", 1),
        ("其中重点项目3个，分别是河道清淤项目、堤防维护项目等。", "statement-parts", 0),
        ("3个项目中，评价等级为“优”的2个、“良”的1个。", "statement-parts", 0),
        ("3个项目中，评价等级为“优”的2个、“良”的2个。", "statement-parts", 1),
        (
            "项目支出54.00万元。项目支出均实行了绩效目标管理，涉及财政拨款54.00万元。",
            "statement-contradicted",
            0,
        ),
        (
            "项目支出54.00万元。项目支出均实行了绩效目标管理，涉及财政拨款45.00万元。",
            "statement-contradicted",
            1,
        ),
        (
            "项目支出54.00万元。涉及资金45.00万元，占项目支出的100.00%。",
            "statement-contradicted",
            1,
        ),
        (
            "项目支出54.00万元。涉及资金45.00万元，占一般公共预算项目支出的100.00%。",
            "statement-contradicted",
            0,
        ),
        ("接待来访团组38个、来宾296人次。", "statement-contradicted", 0),
        ("接待来访团组296个、来宾38人次。", "statement-contradicted", 1),
        ("包括局本级及养护中心、运输中心2个所属事业单位。", "statement-parts", 0),
        ("包括局本级及养护中心、运输中心3个所属事业单位。", "statement-parts", 1),
        ("共有车辆3辆，其中：应急用车1辆、特种用车2辆；设备1台（不含车辆）。", "part-not-told", 0),
        ("共有车辆4辆，其中：应急用车1辆、特种用车2辆；设备1台（不含车辆）。", "part-not-told", 1),
        # others are told behind the list
        ("共有车辆4辆，其中：应急用车1辆、特种用车2辆；另有执法用车1辆。", "part-not-told", 0),
        # some of the projects
        (
            "项目支出54.00万元。重点项目实行了绩效目标管理，涉及财政拨款45.00万元。",
            "statement-contradicted",
            0,
        ),
        # one name in the lists of two wholes
        (
            "支出300.00万元，其中：基本支出200.00万元，其中：商品和服务支出96.50万元；"
            "项目支出100.00万元，其中：商品和服务支出80.00万元。",
            "item-two-amounts",
            0,
        ),
    ],
)
def test_what_is_counted_twice_agrees(tmp_path: Path, told: str, rule: str, count: int) -> None:
    assert len(of(rule, found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("2025年度收、支总计486.30万元。", 0),
        # what was received in the year alone
        ("2025年度收、支总计480.30万元。", 1),
        ("2025年度收入合计480.30万元。", 0),
        ("上年收、支总计480.30万元。", 0),
    ],
)
def test_the_totals_of_accounts_hold_what_was_carried_over(
    tmp_path: Path, told: str, count: int
) -> None:
    messages = of("statement-matches-table", found(tmp_path, told + "\n" + SUMMARY, ACCOUNTS))
    assert len([message for message in messages if "总表的总计" in message]) == count


TABLE = """
部门支出预算总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,586.92\t1,586.92\t
213\t农林水支出\t1,586.92\t1,586.92\t
21303\t水利\t1,586.92\t1,586.92\t
2130301\t行政运行\t1,586.92\t1,586.92\t
"""


@pytest.mark.parametrize(
    ("amount", "count"),
    [("1,586.92", 0), ("1,856.92", 1), ("1,658.92", 0), ("1,586.29", 1), ("1,400.00", 0)],
)
def test_an_amount_is_not_a_main_one_with_two_digits_exchanged(
    tmp_path: Path, amount: str, count: int
) -> None:
    told = f"整体支出纳入绩效目标管理，涉及财政性资金{amount}万元。\n" + TABLE
    assert len(of("statement-contradicted", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("预算4.50万元，支出决算3.92万元，决算数较预算数减少0.58万元", 0),
        ("预算4.50万元，支出决算3.92万元，决算数较预算数减少0.85万元", 1),
        ("预算4.50万元，支出决算3.92万元，决算数较预算数增加0.58万元", 1),
        # half a unit of the last digit of each
        ("预算4.5万元，支出决算3.9万元，决算数较预算数减少0.7万元", 0),
        # from another year's plan, from the other of two plans
        ("预算4.50万元，支出决算3.92万元，比上年预算数减少0.85万元", 0),
        ("年初预算4.77万元，调整预算4.50万元，支出决算3.92万元，比年初预算数减少0.85万元", 0),
    ],
)
def test_a_difference_from_the_plan_is_that_of_both_amounts(
    tmp_path: Path, told: str, count: int
) -> None:
    body = f"2025年度公务用车运行维护费{told}。"
    assert len(of("change-percentage", found(tmp_path, body, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [("小于", 0), ("大于", 1)],
)
def test_words_on_one_expense_are_those_of_its_figures(
    tmp_path: Path, words: str, count: int
) -> None:
    told = (
        "2025年度“三公”经费支出年初预算为15.00万元，支出决算为12.60万元，完成年初预算的84.00%。"
        "其中：公务接待费支出年初预算为5.00万元，支出决算为3.80万元。"
        f"2025年度“三公”经费支出决算数{words}年初预算数的主要原因是厉行节约。"
    )
    assert len(of("completion-rate", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(("amount", "count"), [("100.00", 0), ("110.00", 1)])
def test_a_project_costs_what_its_section_says(tmp_path: Path, amount: str, count: int) -> None:
    told = f"""1.河道清淤项目
（1）项目概述：清理河道。
（2）年度预算安排：{amount}万元

项目支出绩效目标表
项目名称	河道清淤项目
项目资金（万元）	年度资金总额	100.00
一级指标	二级指标	三级指标	指标值
产出指标	数量指标	清淤河道数量	2条
"""
    assert len(of("project-amount-stated", found(tmp_path, told))) == count


@pytest.mark.parametrize(("wages", "count"), [("30.00", 0), ("25.00", 0), ("35.00", 1)])
def test_lines_below_a_head_are_no_more_than_it(tmp_path: Path, wages: str, count: int) -> None:
    told = f"""
收支总体情况表
单位：万元
收入		支出
项目	预算	项目	预算
一、财政拨款	50.00	一、基本支出	36.00
		工资福利支出	{wages}
		商品和服务支出	6.00
		二、项目支出	14.00
收入总计	50.00	支出总计	50.00
"""
    assert len(of("items-sum-to-total", found(tmp_path, told))) == count
