"""Slips of budgets: codes before names, posts and assets divided, a project with two amounts, a
comparison of the sentence before.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

SCHOOLS = """
部门支出预算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t900.00\t800.00\t100.00
205\t教育支出\t700.00\t600.00\t100.00
20502\t普通教育\t700.00\t600.00\t100.00
2050202\t小学教育\t400.00\t340.00\t60.00
2050203\t初中教育\t300.00\t260.00\t40.00
210\t卫生健康支出\t200.00\t200.00\t
21011\t行政事业单位医疗\t200.00\t200.00\t
2101101\t行政单位医疗\t20.00\t20.00\t
2101102\t事业单位医疗\t180.00\t180.00\t
"""
LIST = """
1.2050202（小学教育）支出{primary}万元，主要用于小学教师工资。

2.2050203（初中教育）支出300.00万元，主要用于初中教师工资。

3.2101101（行政单位医疗）支出20.00万元，主要用于行政人员医疗。

4.{medical}支出180.00万元，主要用于事业人员医疗。
"""


@pytest.mark.parametrize(
    ("primary", "medical", "rules"),
    [
        ("400.00", "2101102（事业单位医疗）", []),
        ("430.00", "2101102（事业单位医疗）", ["statement-matches-table"]),
        ("400.00", "2101101（事业单位医疗）", ["class-name-code"]),
        # A code that no table prints, beside a name that one prints.
        ("400.00", "2101108（事业单位医疗）", ["class-name-code"]),
    ],
)
def test_a_code_before_its_name(
    tmp_path: Path, primary: str, medical: str, rules: list[str]
) -> None:
    body = SCHOOLS + LIST.format(primary=primary, medical=medical)
    assert [one.rule for one in found(tmp_path, body)] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("编制80人，其中：行政编制22人，事业编制58人。", []),
        ("编制80人，其中：行政编制22人，事业编制85人。", ["statement-parts"]),
        # A kind is left out, which is worth knowing; one may hold another.
        ("编制80人，其中：行政编制22人，事业编制50人。", ["part-not-told"]),
        ("在职80人，其中：行政人员22人，党员65人。", []),
        ("编制80人，在职实有86人。", ["staff-exceeds-establishment"]),
        ("编制80人，在职实有76人。", []),
        ("编制80人，实有在职76人，其中在编人员70人，编外人员6人。", []),
        (
            "编制80人，实有在职86人，其中在编人员80人，编外人员6人。",
            ["staff-exceeds-establishment"],
        ),
        ("编制80人，在职实有76人；退休人员62人，现有人员138人。", []),
        ("资产总额100.00万元，其中：流动资产20.00万元，固定资产80.00万元。", []),
        ("资产总额100.00万元，其中：流动资产20.00万元，固定资产88.00万元。", ["statement-parts"]),
        ("资产总额100.00万元，其中：流动资产20.00万元，固定资产30.00万元。", []),
        ("资产总额100.00万元，其中：流动资产20.00万元，固定资产88.00万元（原值）。", []),
        (
            "采购预算总额90.00万元，其中：货物40.00万元、服务20.00万元、工程20.00万元。",
            ["statement-parts"],
        ),
        ("采购预算总额90.00万元，其中：货物40.00万元、服务20.00万元、工程30.00万元。", []),
    ],
)
def test_kinds_that_exclude_each_other(tmp_path: Path, told: str, rules: list[str]) -> None:
    assert [one.rule for one in found(tmp_path, told)] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("机关运行经费5.00万元，比上年减少，主要原因是XX。", ["template-residue"]),
        ("会议费5.00万元、，比上年减少。", ["broken-sentence"]),
        ("会议费5.00万元，比上年减少。", []),
        (
            "石桥县教育局机关运行经费预算为5.00万元。石桥县水务局职责。石桥县水务局。",
            ["paper-kind"],
        ),
        ("石桥县水务局机关运行经费预算为5.00万元。石桥县水务局职责。石桥县水务局。", []),
    ],
)
def test_words_that_were_left_in(tmp_path: Path, told: str, rules: list[str]) -> None:
    assert [one.rule for one in found(tmp_path, told)] == rules


TOLD = "2026年总收入900.00万元，其中：财政拨款860.00万元，其他收入40.00万元。"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("与上年对比增加20.00万元，增长2.27%。", 0),
        ("与上年对比增加20.00万元，增长3.27%。", 1),
        # It is of a part of the sum before it.
        ("与上年对比增加20.00万元，增长2.38%。", 0),
        ("与上年相比，财政拨款增加20.00万元，增长2.38%。", 0),
        ("与上年相比，财政拨款增加20.00万元，增长3.27%。", 1),
        # 收入 may be of 总收入, and of 其他收入.
        ("与上年相比，收入增加20.00万元，增长3.27%。", 0),
        ("与上年相比，办公费增加20.00万元，增长3.27%。", 0),
    ],
)
def test_a_comparison_of_the_sentence_before(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, TOLD + told))) == count


PROJECTS = """
部门项目支出预算表
单位：万元
项目名称\t合计\t一般公共预算\t单位资金
合计\t130.00\t110.00\t20.00
河道清淤\t{listed}\t60.00\t20.00
堤防维护\t50.00\t50.00\t

项目支出绩效目标表

项目名称\t河道清淤\t\t
项目单位\t石桥县水务局\t项目预算数（万元）\t80.00
年度绩效目标\t完成河道清淤12公里。\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t清淤长度\t≥12公里
满意度指标\t服务对象满意度指标\t群众满意度\t≥90%
"""


@pytest.mark.parametrize(("listed", "count"), [("80.00", 0), ("80.02", 0), ("86.00", 1)])
def test_a_project_of_the_list_and_of_its_form(tmp_path: Path, listed: str, count: int) -> None:
    told = found(tmp_path, PROJECTS.format(listed=listed))
    assert len(of("project-amount-stated", told)) == count


UNITS = """
部门收入预算表
单位：万元
部门（单位）代码\t部门（单位）名称\t合计\t本年收入小计\t一般公共预算\t单位资金
\t合计\t900.00\t900.00\t860.00\t40.00
105001\t石桥县水务局机关\t400.00\t400.00\t400.00\t
105002\t石桥县水文站\t300.00\t{second}\t280.00\t20.00
105003\t石桥县水库管理所\t200.00\t200.00\t180.00\t20.00
"""


@pytest.mark.parametrize(("second", "count"), [("300.00", 0), ("330.00", 1)])
def test_the_code_of_a_unit_is_none_of_a_class(tmp_path: Path, second: str, count: int) -> None:
    told = found(tmp_path, UNITS.format(second=second))
    assert len(of("items-sum-to-total", told)) == count


@pytest.mark.parametrize(("code", "count"), [("2050203", 0), ("2050204", 1)])
def test_two_classes_whose_names_are_nearly_alike(tmp_path: Path, code: str, count: int) -> None:
    """初中教育 is 2050203 in the tables, 高中教育 2050204."""
    high = "2050204\t高中教育\t0.00\t0.00\t0.00\n210\t"
    told = f"2.{code}（初中教育）支出300.00万元，主要用于初中教师工资。"
    messages = of("class-name-code", found(tmp_path, SCHOOLS.replace("210\t", high, 1) + told))
    assert len(messages) == count
    assert all("报表中编码为 2050203" in message for message in messages)
