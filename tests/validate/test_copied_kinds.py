"""Kinds of slips of copying and typing that need no table: a number or a date that is none, levels of
a class, what a neighbour pays for, the explanation of another term, titles in the contents, targets
of last year and targets that were missed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import COVER, found, of


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("机关运行经费预算为184..59万元，按规定安排。", "数字书写有误"),
        ("机关运行经费预算为12.3.4万元，按规定安排。", "数字书写有误"),
        ("机关运行经费预算为18.万元，按规定安排。", "数字书写有误"),
        ("机关运行经费预算为18.59万元元，按规定安排。", "数字书写有误"),
        ("按第1.2.3条安排，机关运行经费预算为18.59万元。", None),
        ("截至2025年8月32日，共有车辆3辆。", "日期不存在"),
        ("截至2025年2月30日，共有车辆3辆。", "日期不存在"),
        ("截至2025年13月，共有车辆3辆。", "日期不存在"),
        ("截至2024年2月29日，共有车辆3辆，服务期24个月。", None),
        (
            "（一）事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。\n\n"
            "（二）经营收入：指事业单位开展专业业务活动及其辅助活动取得的收入。",
            "解释与另一条相同",
        ),
        (
            "（一）事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。\n\n"
            "（二）经营收入：指事业单位开展非独立核算经营活动取得的收入。",
            None,
        ),
    ],
)
def test_numbers_dates_and_explanations(tmp_path: Path, told: str, words: str | None) -> None:
    messages = " ".join(of("broken-sentence", found(tmp_path, told)))
    assert (words in messages) if words else not messages


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("公共安全支出（204类）司法（06款）信息化建设（13款）8.00万元。", "应为项"),
        ("公共安全支出（类）司法（类）信息化建设（项）8.00万元。", "应为款"),
        ("公共安全支出（204类）司法（06款）信息化建设（13项）8.00万元。", None),
        # One level is left out, and two names of one level are a list.
        ("公共安全支出（类）信息化建设（项）8.00万元。", None),
        ("教育支出（类）普通教育（款）、职业教育（款）8.00万元。", None),
    ],
)
def test_levels_of_a_class(tmp_path: Path, told: str, words: str | None) -> None:
    messages = [one for one in of("class-name-code", found(tmp_path, told)) if "此处应为" in one]
    assert [words in one for one in messages] == ([True] if words else [])


PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
OTHER = "社会保障和就业支出（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）"
CALLED = "\n\n".join(
    f"{number}.农林水支出（类）水利（款）{name}（项）8.00万元，主要用于{use}。"
    for number, (name, use) in enumerate(
        (
            ("防汛", "防汛"),
            ("抗旱", "抗旱支出"),
            ("水质监测", "水质监测"),
            ("水土保持", "{}"),
        ),
        start=1,
    )
)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (f"{PENSION}8.00万元。主要用于：支付职业年金。", 1),
        (f"{PENSION}8.00万元。主要用于：支付养老保险。", 0),
        (f"{PENSION}8.00万元，比上年增加5.00%。主要原因是：职业年金支出增加。", 1),
        (f"{PENSION}8.00万元。主要用于：支付养老保险和职业年金。", 0),
        (f"{OTHER}8.00万元。主要用于：支付职业年金。", 0),
        # What another class is called, where each is said to pay for what it is called.
        (CALLED.format("抗旱"), 1),
        (CALLED.format("水土保持"), 0),
        (CALLED.format("水库加固"), 0),
    ],
)
def test_what_a_neighbour_pays_for(tmp_path: Path, told: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, told))
    assert len([one for one in messages if "另一科目" in one]) == count


TITLES = (
    "收支总表",
    "收入总表",
    "支出总表",
    "财政拨款收支总表",
    "一般公共预算支出表",
    "“三公”经费支出表",
)


def contents(*entries: str) -> str:
    """Give a paper whose contents name six tables so, and the tables with their own titles."""
    listed = "\n\n".join(f"{at}.2026年部门{name}" for at, name in enumerate(entries, start=1))
    tables = "\n\n".join(
        f"2026年部门{title}\n\n| 项目 | 合计 |\n| --- | --- |\n| {title}甲 | 900.00 |"
        for title in TITLES
    )
    return f"目录\n\n{listed}\n\n{tables}"


@pytest.mark.parametrize(
    ("at", "entry", "count"),
    [
        (4, "一般公共预算收入表", 1),
        (4, "一般公共预算支出表", 0),
        # Shorter or longer names are no others.
        (4, "预算支出表", 0),
        (5, "三公经费支出表……9", 0),
    ],
)
def test_titles_in_the_contents(tmp_path: Path, at: int, entry: str, count: int) -> None:
    entries = [*TITLES[:at], entry, *TITLES[at + 1 :]]
    messages = of("paper-kind", found(tmp_path, contents(*entries)))
    assert len([one for one in messages if "目录写为" in one]) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本年度共发生公务接待52批次、9人次。", 1),
        ("本年度共发生公务接待9批次、52人次。", 0),
        ("国内公务接待0批次，0人次。", 0),
        ("全年因公出国（境）团组3个，累计2人次。", 1),
        ("全年因公出国（境）团组1个，累计2人次。", 0),
    ],
)
def test_visits_with_fewer_guests(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, told))
    assert len([one for one in messages if "少于批次" in one]) == count


FORM = """
渠道维护绩效目标表

单位：万元
项目名称\t渠道维护
预算数\t80.00\t其中：财政资金\t80.00\t其他资金\t0.00
绩效目标\t完成渠道维护。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值
产出指标\t时效指标\t完工时间\t完工的时间\t{}
产出指标\t质量指标\t验收合格率\t合格数占总数的比率\t100%
"""


@pytest.mark.parametrize(
    ("target", "count"),
    [("2025年10月底前", 1), ("2025年12月31日之前", 1), ("2026年10月底前", 0), ("≥2025米", 0)],
)
def test_targets_before_the_year_of_the_budget(tmp_path: Path, target: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, FORM.format(target)))
    assert len([one for one in messages if "年预算" in one]) == count


ACCOUNTS = "石桥县水务局2025年度部门决算\n\n石桥县水务局2025年度收入总计900.00万元，支出总计900.00万元。\n\n"
EVALUATION = """
1、渠道维护项目绩效自评表
项目名称\t渠道维护
主管部门\t石桥县水务局\t\t实施单位\t石桥县水务局
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t执行率
\t年度资金总额\t80.00\t80.00\t76.00\t{rate}
年度总体目标\t预期目标\t\t\t实际完成情况
\t完成渠道维护。\t\t\t已完成
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t得分
\t产出指标\t数量指标\t维护渠道长度\t≥6000米\t{achieved}\t{score}
\t\t质量指标\t验收合格率\t≥95%\t98%\t10
\t满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t92%\t10
"""


@pytest.mark.parametrize(
    ("achieved", "score", "count"),
    [
        ("5138米", "10", 1),
        ("6138米", "10", 0),
        ("5138米", "8", 0),
        ("基本完成", "10", 0),
        # A weight of 20 beside the score.
        ("5138米\t20", "10", 0),
    ],
)
def test_targets_that_were_missed(tmp_path: Path, achieved: str, score: str, count: int) -> None:
    told = EVALUATION.format(achieved=achieved, score=score, rate="95.00%")
    messages = of("goal-matches-indicator", found(tmp_path, told, ACCOUNTS))
    assert len([one for one in messages if "未达到" in one]) == count


@pytest.mark.parametrize(("rate", "count"), [("59.00%", 1), ("95.00%", 0), ("95%", 0)])
def test_the_rate_of_a_form(tmp_path: Path, rate: str, count: int) -> None:
    told = EVALUATION.format(achieved="6138米", score="10", rate=rate)
    assert len(of("completion-rate", found(tmp_path, told, ACCOUNTS))) == count


MONEY = """
渠道维护绩效目标表

| 项目名称 | 渠道维护 | 实施单位 | 石桥县水务局 |
| --- | --- | --- | --- |
| 项目资金 | 年度资金总额（万元） | 145.00 | |
| 项目资金 | 其中：一般公共预算拨款 | {} | |
| 项目资金 | 其他资金 | {} | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 维护长度 | ≥60公里 |
"""


@pytest.mark.parametrize(
    ("public", "other", "rule"),
    [
        ("100.00", "45.00", None),
        ("100.00", "54.00", "project-amount-parts"),
        ("100.00", "40.00", "project-amount-parts"),
        ("165.00", "0.00", "project-part-exceeds-whole"),
    ],
)
def test_the_money_of_a_form(tmp_path: Path, public: str, other: str, rule: str | None) -> None:
    rules = {one.rule for one in found(tmp_path, MONEY.format(public, other))}
    assert rules == ({rule} if rule else set())


PROJECTS = """
项目支出表

单位：万元

| 项目名称 | 合计 | 一般公共预算 |
| --- | --- | --- |
| 合计 | 145.00 | 145.00 |
| 渠道维护 | 145.00 | 145.00 |
"""


@pytest.mark.parametrize(("public", "count"), [("165.00", 1), ("145.00", 0)])
def test_the_part_of_a_form_beside_a_table_that_tells_the_treasury(
    tmp_path: Path, public: str, count: int
) -> None:
    told = found(tmp_path, PROJECTS + MONEY.format(public, "0.00"))
    assert len(of("project-part-exceeds-whole", told)) == count


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ("纳入决算汇编范围的单位共3个", 1),
        ("纳入决算汇编范围的单位共2个", 0),
        # Its own office is none of the units below a bureau.
        ("下属预算单位1个", 0),
        ("下属预算单位3个", 1),
    ],
)
def test_units_that_a_table_lists(tmp_path: Path, told: str, faults: int) -> None:
    paper = (
        f"从决算编报单位构成看，{told}，具体情况如下：\n\n"
        "序号\t单位名称\t单位基本性质\t经费形式\n1\t石桥县水务局（本级）\t行政单位\t财政拨款\n"
        "2\t石桥县水文站\t财政补助事业单位\t财政性资金基本保证\n\n二、支出情况"
    )
    assert len(of("statement-parts", found(tmp_path, paper, ACCOUNTS))) == faults


BASIC = (
    "一般公共预算财政拨款基本支出决算表\n\n| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |\n"
    "| --- | --- | --- | --- | --- | --- |\n"
    "| 301 | 工资福利支出 | 95.36 | 302 | 商品和服务支出 | 10.23 |\n"
    "| 30101 | 基本工资 | 95.36 | 30216 | {} | 10.23 |\n"
    "| 303 | 对个人和家庭的补助 | 2.00 | | | |\n| 30302 | 退休费 | 2.00 | | | |\n"
    "| 人员经费合计 | | {} | 公用经费合计 | | 10.23 |\n"
)


@pytest.mark.parametrize(
    ("name", "staff", "rules"),
    [
        ("培训费", "97.36", []),
        ("培训费", "97.63", ["items-sum-to-total"]),
        ("会议费", "97.36", ["class-name-code"]),
        ("业务培训费", "97.36", []),
    ],
)
def test_economic_classes(tmp_path: Path, name: str, staff: str, rules: list[str]) -> None:
    told = f"单位：万元\n\n{BASIC.format(name, staff)}"
    assert [one.rule for one in found(tmp_path, told, ACCOUNTS)] == rules


EXCHANGED = (
    "单位：万元\n\n2026年一般公共预算支出表\n\n| 科目编码 | 科目名称 | 合计 |\n| --- | --- | --- |\n"
    "| 213 | 农林水支出 | 1469.73 |\n| 21303 | 水利 | 1469.73 |\n\n"
)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("水利经费1469.73万元，其中防汛等1496.73万元，按规定安排。", 1),
        ("水利经费1469.73万元，其中防汛等1409.73万元，按规定安排。", 0),
        ("水利经费1469.73万元，2025年为1496.73万元，按规定安排。", 0),
    ],
)
def test_digits_exchanged_in_one_paragraph(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, EXCHANGED + told))
    assert len([one for one in messages if "报表列示的是后者" in one]) == count


@pytest.mark.parametrize(("year", "count"), [(2024, 1), (2025, 0)])
def test_a_year_torn_from_its_heading(tmp_path: Path, year: int, count: int) -> None:
    told = f"第三部分 石桥县水务局{year}\n\n年度部门决算情况说明\n\n一、收入情况"
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


def test_a_name_with_another_word(tmp_path: Path) -> None:
    """与 for 和, beside a code whose name the tables print."""
    table = (
        "2026年一般公共预算支出表\n\n| 科目编码 | 科目名称 | 合计 |\n| --- | --- | --- |\n"
        "| 208 | 社会保障和就业支出 | 9.00 |\n| 20805 | 行政事业单位养老支出 | 9.00 |"
    )
    for name, count in (
        ("社会保障与就业支出", 1),
        ("社会保障和就业支出", 0),
        ("社会保障和就业", 0),
    ):
        told = f"{table}\n\n{name}（208类）9.00万元，按规定安排。"
        messages = of("class-name-code", found(tmp_path, told, COVER))
        assert len(messages) == count, name
