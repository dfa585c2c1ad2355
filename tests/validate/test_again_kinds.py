"""Units, directions, parts of assets and words of the other account: further kinds of slips, and
beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = (
    "石桥县水务局2026年度部门决算\n\n2026年石桥县水务局收入总计900.00万元，支出总计900.00万元。\n\n"
)
BASIC = """一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
\t合计\t584.28\t400.00\t184.28
301\t工资福利支出\t400.00\t400.00\t
30101\t基本工资\t400.00\t400.00\t
302\t商品和服务支出\t184.28\t\t184.28
30201\t办公费\t184.28\t\t184.28

"""


@pytest.mark.parametrize(
    ("told", "count"), [("148.28", 1), ("188.28", 0), ("143.28", 0), ("184.28", 0)]
)
def test_operating_expenses_with_exchanged_digits(tmp_path: Path, told: str, count: int) -> None:
    """What is told is less than the running costs: 148.28 of 184.28 is a slip, 143.28 may be so."""
    body = f"{BASIC}2026年机关运行经费{told}万元。"
    assert len(of("statement-matches-table", found(tmp_path, body))) == count


ASSETS = """国有资产使用情况表
单位：万元
项目\t期末数
资产总额\t2486.35
一、流动资产\t318.42
二、固定资产\t{fixed}
{more}三、在建工程\t247.27
"""


@pytest.mark.parametrize(
    ("fixed", "more", "count"),
    [
        ("1902.66", "", 1),
        ("1920.66", "", 0),
        ("1920.66", "1、房屋\t1900.00\n2、设备\t20.66\n", 0),
    ],
)
def test_lines_of_a_table_of_all_assets(tmp_path: Path, fixed: str, more: str, count: int) -> None:
    table = ASSETS.format(fixed=fixed, more=more)
    assert len(of("items-sum-to-total", found(tmp_path, table, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("part", "count"), [("310.24元", 1), ("310.24万元", 0), ("310.42元", 0), ("3102400元", 0)]
)
def test_yuan_among_ten_thousands(tmp_path: Path, part: str, count: int) -> None:
    told = (
        "项目支出723.84万元。其中：森林防火经费支出268.50万元，"
        f"天然林保护经费支出{part}，病虫害防治经费支出145.10万元。"
    )
    messages = of("statement-parts", found(tmp_path, told))
    assert len(messages) == count
    assert "310.24万元" in "".join(messages) or not count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("基本支出1402.18万元，比2025年减少32.72万元，主要原因是人员调资", 1),
        ("基本支出1402.18万元，比2025年增加32.72万元，主要原因是人员调资", 0),
        ("项目支出1402.18万元，比2025年减少32.72万元，主要原因是项目完工", 0),
        ("基本支出1402.18万元，比2025年减少12.72万元，主要原因是人员减少", 0),
    ],
)
def test_an_expense_that_rises_and_falls(tmp_path: Path, told: str, count: int) -> None:
    body = f"支出较去年增加，主要是基本支出预算增加32.72万元。\n\n其中：{told}。"
    assert len(of("statement-contradicted", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("heading", "told", "count"),
    [
        (
            "九、关于机关运行经费支出说明",
            "2026年度机关运行经费预算21.46万元，比上年减少1.18万元。",
            1,
        ),
        ("（一）机关运行经费支出情况", "本部门2026年度政府采购预算21.46万元。", 0),
        (
            "（一）机关运行经费支出情况",
            "2026年度机关运行经费支出21.46万元，比上年减少1.18万元。",
            0,
        ),
        ("（一）机关运行经费支出情况", "2026年度机关运行经费预算21.46万元，支出20.40万元。", 0),
        ("（一）机关运行经费情况", "2026年度机关运行经费预算21.46万元，比上年减少1.18万元。", 0),
    ],
)
def test_an_expense_that_is_called_planned(
    tmp_path: Path, heading: str, told: str, count: int
) -> None:
    findings = found(tmp_path, f"{heading}\n\n{told}", ACCOUNTS)
    assert len(of("paper-kind", findings)) == count


def test_a_plan_in_a_budget_is_right(tmp_path: Path) -> None:
    told = "（一）机关运行经费支出情况\n\n2026年度机关运行经费预算21.46万元，比上年减少1.18万元。"
    assert of("paper-kind", found(tmp_path, told)) == []


WHOLE = "2026年度收入合计1836.27万元。其中：财政拨款收入1790.12万元，占总收入的97.49%。"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (f"{WHOLE}\n\n与上年相比，收入合计增加133.37万元，增长8.73%。", "7.83%"),
        (f"{WHOLE}\n\n与上年相比，收入合计增加133.37万元，增长7.83%。", ""),
        # What follows in the sentence is of something else: 121.72 of 1668.40 is 7.30 %.
        (
            "2026年度收入合计1836.27万元。与上年相比，收入合计增加133.37万元，增长7.83%，"
            "其中：财政拨款收入增加121.72万元，增长7.30%。",
            "",
        ),
        (f"{WHOLE}\n\n与上年相比，支出合计增加133.37万元，增长8.73%。", ""),
    ],
)
def test_what_a_paragraph_begins_to_compare(tmp_path: Path, told: str, shown: str) -> None:
    messages = of("change-percentage", found(tmp_path, told, ACCOUNTS))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


LIST = (
    "2026年本部门一般公共预算支出1208.36万元，其中：\n\n"
    "（1）行政运行（2070101）236.80万元，较上年增加12.30万元，原因是人员工资调整；\n\n"
    "（2）图书馆（{code}）188.45万元，较上年增加8.15万元；\n\n"
    "（3）群众文化（2070109）{amount}万元，较上年增加60.00万元{end}\n\n"
    "（4）其他文化和旅游支出（2070199）{last}万元，较上年减少14.00万元。"
)


@pytest.mark.parametrize(
    ("amount", "last", "end", "count"),
    [
        ("421.60", "370.51", "；", 1),
        ("412.60", "370.51", "；", 0),
        # No slip of typing closes it: a part may be left out.
        ("412.60", "290.30", "；", 0),
        # The third entry ends the list.
        ("421.60", "370.51", "。", 0),
    ],
)
def test_a_list_over_paragraphs(
    tmp_path: Path, amount: str, last: str, end: str, count: int
) -> None:
    told = LIST.format(code="2070104", amount=amount, last=last, end=end)
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("机关事业单位职业年金缴费支出（2080505）49.10万元", 1),
        ("机关事业单位职业年金缴费支出（2080506）49.10万元", 0),
        ("安排教育支出（205）49.10万元", 0),
        ("会议室（208）49.10平方米", 0),
    ],
)
def test_a_code_behind_its_name(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("class-name-code", found(tmp_path, f"（5）{told}，原因是基数提高。"))) == count


@pytest.mark.parametrize(("goals", "count"), [("1,028.36", 1), ("1,208.36", 0), ("1,128.36", 0)])
def test_an_amount_that_many_places_tell(tmp_path: Path, goals: str, count: int) -> None:
    told = (
        "财政拨款收入1,208.36万元。\n\n财政拨款支出1,208.36万元。\n\n"
        f"一般公共预算拨款支出1,208.36万元。\n\n绩效目标管理全覆盖，涉及当年拨款{goals}万元。"
    )
    messages = of("statement-contradicted", found(tmp_path, told))
    assert len([one for one in messages if "颠倒" in one]) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("其中年初结转和结余62.18万元，较上年增加118.42万元，增长9.40%。", 1),
        ("其中年初结转和结余62.18万元，较上年增加118.42万元，增长9.04%。", 0),
        # A rise of 18.42 may be that of either.
        ("其中年初结转和结余62.18万元，较上年增加18.42万元，增长9.40%。", 0),
    ],
)
def test_a_rise_that_one_amount_cannot_have(tmp_path: Path, told: str, count: int) -> None:
    body = f"2026年度收入1428.93万元，{told}"
    assert len(of("change-percentage", found(tmp_path, body, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("资产见公开09表。其中车辆2辆，其中：特种专业技术用车1辆、其他用车2辆。", 1),
        ("资产见公开09表。其中车辆2辆，其中：特种专业技术用车1辆、其他用车1辆。", 0),
        ("车辆3辆，其中：轿车2辆，其中租赁1辆。", 0),
    ],
)
def test_vehicles_of_a_second_list(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本单位不是行政单位，故2025年度无机关运行经费支出。", 1),
        ("本单位不是行政单位，故2026年度无机关运行经费支出。", 0),
        ("2026年新设机关，故2025年度无机关运行经费支出。", 0),
    ],
)
def test_the_year_of_what_is_not_there(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("实有人数58人，其中在职人员49人，离休人员0人，退休人员19人。", 1),
        ("实有人数58人，其中在职人员39人，离休人员0人，退休人员19人。", 0),
        ("编制58人，其中在职人员49人，退休人员19人。", 0),
    ],
)
def test_all_persons_of_a_unit(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(("running", "count"), [("4.50", 1), ("4.00", 0)])
def test_vehicles_by_buying_and_running_alone(tmp_path: Path, running: str, count: int) -> None:
    told = (
        "2026年“三公”经费预算支出6.20万元。其中：因公出国（境）经费0万元；公务接待费2.20万元；"
        f"公务用车运行维护费{running}万元；公务用车购置费0万元。"
    )
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(("number", "count"), [("4", 1), ("3", 0), ("三", 0)])
def test_units_that_the_next_paragraph_names(tmp_path: Path, number: str, count: int) -> None:
    told = (
        f"石桥县水务局部门预算包括：局本级预算和下属{number}家预算单位预算。\n\n"
        "纳入2026年部门预算编制范围的二级预算单位包括：水利工程管理中心、水文管理中心、河湖管理中心。"
    )
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("number", "amount", "count"), [("4", "130.00", 1), ("3", "310.00", 1), ("3", "130.00", 0)]
)
def test_projects_behind_their_share(tmp_path: Path, number: str, amount: str, count: int) -> None:
    told = (
        f"共涉及项目{number}个，资金1,236.00万元，占项目支出总额的100%。其中：农田建设项目860.00万元，"
        f"农机补贴项目246.00万元，动物防疫项目{amount}万元。"
    )
    messages = of("statement-parts", found(tmp_path, told))
    assert bool(messages) == bool(count)


EVALUATED = """项目支出绩效自评表
项目名称\t农田建设项目
项目资金（万元）\t年度资金总额\t860.00
\t其中：财政拨款\t860.00
\t其他资金\t0
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t受益农户数\t2360户\t2360户\t20\t20\t
产出指标\t时效指标\t按期完工率\t≥95%\t92%\t10\t{row}
满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t93%\t5\t5\t

"""


@pytest.mark.parametrize(
    ("row", "told", "count"),
    [
        ("10\t", "2360", 1),
        ("10\t雨季施工受阻", "2360", 0),
        ("8\t", "2360", 0),
        ("8\t", "2630", 1),
        ("8\t", "2600", 0),
    ],
)
def test_a_form_of_self_evaluation(tmp_path: Path, row: str, told: str, count: int) -> None:
    body = EVALUATED.format(row=row) + f"农田建设项目绩效自评综述：受益农户{told}户。"
    assert len(of("goal-matches-indicator", found(tmp_path, body, ACCOUNTS))) == count


BOTH = (
    "2026年收支总预算6842915.46元，同比增加332585.34元，增长5.11%。收入包括：一般公共预算拨款收入"
    "6842915.46元；支出包括：教育支出5208447.30元、社会保障和就业支出731642.88元、卫生健康支出{health}元、"
    "住房保障支出548624.12元。"
)


@pytest.mark.parametrize(("health", "count"), [("345201.16", 1), ("354201.16", 0)])
def test_the_lists_of_both_sides(tmp_path: Path, health: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, BOTH.format(health=health)))
    assert len(messages) == count


@pytest.mark.parametrize(("amount", "count"), [("301.00", 1), ("310.00", 0)])
def test_projects_and_what_they_come_to(tmp_path: Path, amount: str, count: int) -> None:
    told = (
        "2026年纳入绩效管理的项目3个，共计1,040.00万元，分别是：村级组织运转经费520.00万元、"
        f"人居环境整治经费{amount}万元、农田水利维护经费210.00万元。"
    )
    assert bool(of("statement-parts", found(tmp_path, told))) == bool(count)


@pytest.mark.parametrize(("before", "count"), [("2", 1), ("0", 0)])
def test_the_retired(tmp_path: Path, before: str, count: int) -> None:
    told = f"年末离退休人员46人（离休{before}人，退休46人）。"
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(("year", "count"), [("2025", 1), ("2026", 0)])
def test_the_year_behind_our_body(tmp_path: Path, year: str, count: int) -> None:
    told = f"九、机关运行经费支出说明\n\n本部门{year}年度机关运行经费支出328.48万元。"
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(("share", "count"), [("81.32", 1), ("83.12", 0)])
def test_a_share_of_all_that_is_spent(tmp_path: Path, share: str, count: int) -> None:
    told = (
        "一般公共预算财政拨款支出1,783.29万元。\n\n农林水（类）支出1,482.20万元，"
        f"占一般公共预算财政拨款总支出的{share}%。"
    )
    assert len(of("change-percentage", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("sums", "count"),
    [
        (("115.24", "115.24", "115.24", "151.24"), 1),
        (("115.24", "115.24", "151.24"), 0),
        (("115.24", "115.24", "115.24", "115.24"), 0),
        (("115.24", "115.24", "115.24", "135.24"), 0),
    ],
)
def test_a_rise_with_exchanged_digits(tmp_path: Path, sums: tuple[str, ...], count: int) -> None:
    told = "\n\n".join(f"第{at}项支出较去年增加{amount}万元。" for at, amount in enumerate(sums))
    assert len(of("statement-contradicted", found(tmp_path, told))) == count
