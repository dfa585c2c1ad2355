"""Slips of a clerk that a checker sees at once: money that is denied and printed, scores that do not
add up, a lone class with another amount, last year's number in a heading; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2026年度部门决算\n\n2026年度收入总计900.00万元，支出总计900.00万元。\n\n"

FUND = """政府性基金预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{amount}\t\t{amount}
212\t城乡社区支出\t{amount}\t\t{amount}
21208\t国有土地使用权出让收入安排的支出\t{amount}\t\t{amount}

"""


@pytest.mark.parametrize(
    ("told", "amount", "count"),
    [
        ("2026年本部门没有使用政府性基金预算拨款安排的支出。", "120.00", 1),
        ("2026年石桥县水务局无政府性基金预算支出。", "120.00", 1),
        ("2026年本部门没有使用政府性基金预算拨款安排的支出。", "", 0),
        # Of last year it may be so, and of other money.
        ("2025年本部门没有使用政府性基金预算拨款安排的支出。", "120.00", 0),
        ("2026年本部门没有使用国有资本经营预算安排的支出。", "120.00", 0),
    ],
)
def test_money_that_is_denied(tmp_path: Path, told: str, amount: str, count: int) -> None:
    body = FUND.format(amount=amount) + told
    assert len(of("statement-contradicted", found(tmp_path, body))) == count


EVALUATED = """项目支出绩效自评表
项目名称\t渠道维护项目
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t55.00\t55.00\t{spent}\t10\t{rate}\t10
\t其中：当年财政拨款\t55.00\t55.00\t{spent}
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t维护渠道长度\t≥30公里\t32公里\t{weight}\t30\t
\t\t质量指标\t验收合格率\t≥98%\t100%\t20\t20\t
\t效益指标\t社会效益指标\t受益农户\t≥300户\t310户\t30\t30\t
\t满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t93%\t10\t9\t个别农户有意见
总分\t\t\t\t\t\t100\t{total}

"""


@pytest.mark.parametrize(
    ("weight", "total", "count"),
    # Without weights that add up to 100 some of the rows are not read.
    [("30", "97", 1), ("30", "99", 0), ("20", "97", 0)],
)
def test_scores_that_do_not_add_up(tmp_path: Path, weight: str, total: str, count: int) -> None:
    body = EVALUATED.format(spent="55.00", rate="100.00%", weight=weight, total=total)
    messages = of("items-sum-to-total", found(tmp_path, body, ACCOUNTS))
    assert len([message for message in messages if "自评总分" in message]) == count


@pytest.mark.parametrize(
    ("spent", "rate", "count"),
    [("50.00", "100.00%", 1), ("50.00", "90.91%", 0), ("55.00", "100.00%", 0)],
)
def test_a_rate_of_an_amount_of_itself(tmp_path: Path, spent: str, rate: str, count: int) -> None:
    body = EVALUATED.format(spent=spent, rate=rate, weight="30", total="99")
    assert len(of("completion-rate", found(tmp_path, body, ACCOUNTS))) == count


CLASSES = """支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t900.00\t500.00\t400.00
213\t农林水支出\t900.00\t500.00\t400.00
21303\t水利\t900.00\t500.00\t400.00
2130301\t行政运行\t500.00\t500.00\t
2130306\t水利工程运行与维护\t218.00\t\t218.00
2130311\t水资源节约管理与保护\t182.00\t\t182.00

农林水支出（类）水利（款）行政运行（项）2026年预算数为500.00万元。

农林水支出（类）水利（款）水利工程运行与维护（项）2026年预算数为{amount}万元。
"""


@pytest.mark.parametrize(
    ("amount", "count"),
    # Another amount may be of other money.
    [("281.00", 1), ("182.00", 1), ("218.00", 0), ("260.00", 0)],
)
def test_a_lone_class_with_another_amount(tmp_path: Path, amount: str, count: int) -> None:
    messages = of("statement-matches-table", found(tmp_path, CLASSES.format(amount=amount)))
    assert len(messages) == count


@pytest.mark.parametrize(
    ("part", "count"), [("502.00", 1), ("205.00", 0)], ids=["more than all", "a part"]
)
def test_a_part_behind_a_semicolon(tmp_path: Path, part: str, count: int) -> None:
    told = f"政府采购预算总额385.00万元：货物120.00万元、工程180.00万元、服务85.00万元；其中来自财政的{part}万元。"
    messages = of("statement-parts", found(tmp_path, told))
    assert len([message for message in messages if "大于总额" in message]) == count


@pytest.mark.parametrize(
    ("year", "count"),
    [("2025", 1), ("2026", 0), ("2024", 0)],
)
def test_last_years_number_in_a_heading(tmp_path: Path, year: str, count: int) -> None:
    told = f"第二部分 石桥县{year}年部门预算公开表\n\n第二部分 石桥县2026年部门预算公开表"
    messages = of("paper-kind", found(tmp_path, told))
    assert len([message for message in messages if "另一处为" in message]) == count


THREE_PUBLIC = """财政拨款“三公”经费支出决算表
单位：万元
预算数\t\t\t\t\t\t决算数
合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费
18.00\t0.00\t14.00\t0.00\t14.00\t4.00\t14.55\t0.00\t12.40\t0.00\t12.40\t2.15

2026年度“三公”经费财政拨款支出{planned}决算为14.55万元，完成预算的{rate}%。
"""


@pytest.mark.parametrize(
    ("planned", "rate", "count"),
    # A budget in the sentence is compared there, and told once.
    [("", "83.80", 1), ("", "80.83", 0), ("预算为18.00万元，支出", "83.80", 1)],
)
def test_a_rate_of_what_the_table_plans(
    tmp_path: Path, planned: str, rate: str, count: int
) -> None:
    body = THREE_PUBLIC.format(planned=planned, rate=rate)
    assert len(of("completion-rate", found(tmp_path, body, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("body", "count"), [("石桥县民政局", 1), ("石桥县水务局", 0)], ids=["another body", "its own"]
)
def test_another_body_in_a_note(tmp_path: Path, body: str, count: int) -> None:
    told = f"石桥县水务局收入增加。\n\n注：{body}2026年没有使用政府性基金预算拨款安排的支出。"
    assert len(of("paper-kind", found(tmp_path, told))) == count


@pytest.mark.parametrize(("posts", "count"), [("10", 1), ("12", 0)])
def test_posts_before_those_in_office(tmp_path: Path, posts: str, count: int) -> None:
    told = f"在职人员编制26人，其中行政编制14人、事业编制{posts}人；在职实有25人。"
    assert len(of("part-not-told", found(tmp_path, told))) == count
