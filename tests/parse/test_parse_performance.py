"""The form of the whole department: its goals, the amounts under their words, and the indicators
whose target stands in their own row.
"""

from __future__ import annotations

from reading import parsed, tabbed

FORM = tabbed(
    "单位名称 | 临夏市示例局 | | | | ",
    "当年预算申请金额（万元） | 资金来源 | | | | ",
    " | 合计 | 上级拨款 | 本级财政 | | ",
    " | 88.00 | 80.00 | 8.00 | | ",
    "年度绩效目标 | 目标1: 按时足额拨付 目标2: 做好征缴 | | | | ",
    "年度绩效指标 | 分目标 | 年度任务分解 | 绩效指标 | | 目标值",
    " | 部门投入目标 | 资金投入 | | 基本支出预算执行率 | 100%",
    " | | | | 资金使用合规性 | 合规",
    " | | 人员管理 | | | ",
)
REST = tabbed(
    "年度绩效指标 | 部门履职目标 | 任务1 | 医疗待遇报销平均时限 | ≤20天",
    " | | | 受益者满意度 | ",
    " | | | | 98%",
    " | | 任务2 | 参保人员满意度 | ",
    " | | 任务3 | | 95%",
    "需要说明的问题 | | | | ",
    "财政部门审核意见 | 审核意见: | 同意 | | ",
)
TITLE = "2021年临夏市示例局整体支出绩效目标申报表\n"
TEXT = f"临夏市示例局2021年部门预算说明\n2021年预算收入88.00万元。\n\n{TITLE}\n{FORM}\n\n{TITLE}\n{REST}\n"


def test_goals_and_indicators() -> None:
    found = parsed(TEXT).performance
    assert found is not None
    assert [goal.text for goal in found.goals] == ["目标1: 按时足额拨付", "目标2: 做好征缴"]
    assert [
        (one.level1, one.level2, one.level3, one.target and one.target.text)
        for one in found.indicators
    ] == [
        ("部门投入目标", "资金投入", "基本支出预算执行率", "100%"),
        ("部门投入目标", "资金投入", "资金使用合规性", "合规"),
        ("部门履职目标", "任务1", "医疗待遇报销平均时限", "≤20天"),
        ("部门履职目标", "任务2", "参保人员满意度", None),
    ], "a name without a target, and a target without a name, are not put together"


def test_it_is_no_project_and_its_amounts_are_told_apart() -> None:
    disclosure = parsed(TEXT)
    assert disclosure.projects == ()
    assert [
        (one.subject, one.value, one.year)
        for one in disclosure.statements
        if one.measure == "form_amount"
    ] == [
        ("当年预算申请金额(万元)/合计", "88.00", 2021),
        ("当年预算申请金额(万元)/上级拨款", "80.00", 2021),
        ("当年预算申请金额(万元)/本级财政", "8.00", 2021),
    ]


def test_a_column_of_goals_that_is_merged_over_both_rows_of_the_heading() -> None:
    form = tabbed(
        "单位名称 | 年度预算申请 | | 整体绩效目标 | 年度绩效指标 | | | ",
        " | 资金总额 | 按支出性质分 | | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "示例局 | 9.00 | 9.00 | 服务群众两万人次 | 产出指标 | 数量指标 | 服务人次 | ≥2万人次",
        " | | | | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥90%",
    )
    found = parsed(
        f"临夏市示例局2021年部门预算说明\n\n部门整体支出绩效目标表\n{form}\n"
    ).performance
    assert found is not None
    assert [goal.text for goal in found.goals] == ["服务群众两万人次"]
    assert [one.level3 for one in found.indicators] == ["服务人次", "满意率"]


def test_a_disclosure_without_the_form() -> None:
    assert parsed("临夏市示例局2021年部门预算说明\n2021年预算收入88.00万元。\n").performance is None


TASKS = tabbed(
    "部门名称 | 临夏市示例局 | | | ",
    "年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | ",
    " | | | 总额 | 财政拨款",
    " | 粮食生产 | 稳定播种面积 | 500.00 | 480.00",
    "年度总体目标 | 稳定粮食生产。 | | | ",
    "年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
    " | 产出指标 | 数量指标 | 播种面积 | 45.00",
)


def test_amounts_of_its_tasks_are_in_no_field_and_said() -> None:
    disclosure = parsed(TEXT.split("\n\n")[0] + f"\n\n{TITLE}\n{TASKS}\n")
    assert [one.message for one in disclosure.notes if one.code == "amount-not-read"] == [
        "500.00, 480.00 of 预算金额(万元) in the department's form is in no field",
    ]


def test_amounts_that_are_stated_are_not_said_to_be_unread() -> None:
    assert not [one for one in parsed(TEXT).notes if "in no field" in one.message]


def test_a_goal_whose_label_stands_below_the_words_over_several() -> None:
    form = tabbed(
        "部门总体目标 | 部门职责 | 管理河道。 | ",
        " | 总体绩效目标 | 清淤五公里。 | ",
        "任务名称 | 年度目标 | 权重 | 金额",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 清淤长度 | ≥5公里",
    )
    found = parsed(f"石桥县水务局2023年部门决算\n部门整体支出绩效自评表\n{form}\n").performance
    assert found is not None
    assert [goal.text for goal in found.goals] == ["清淤五公里。"]


def test_amounts_below_a_unit_above_the_form_are_in_no_field_and_said() -> None:
    form = tabbed(
        "部门名称 | 石桥县水务局 | | ",
        "收入构成 | 财政拨款 | 968.19 | 100%",
        " | 其他资金 | 0 | 0",
        "年度绩效指标 | 一级指标 | 三级指标 | 目标值",
        " | 产出指标 | 演出场次 | 100",
    )
    title = "2021年部门整体支出绩效目标申报表\n单位：万元\n"
    told = [note.message for note in parsed(f"{title}\n{form}\n").notes]
    assert [message for message in told if "no field" in message] == [
        "968.19 of 单位:万元 in the department's form is in no field"
    ]
