"""Income of which one line alone is printed, headings of the other kind of paper, and amounts that are
said to be as before; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.validate import load_shapes, validate_nquads

TORN = """
{title}
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
213\t农林水支出\t599.48\t434.43\t39.55
21301\t农业农村\t599.48\t434.43\t39.55
"""


@pytest.mark.parametrize(
    ("title", "count"),
    [("一般公共预算支出表", 2), ("公用经费39.5527.5512.00一般公共预算支出表", 0)],
)
def test_a_table_that_ran_into_another_is_not_judged(
    tmp_path: Path, title: str, count: int
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"石桥县水务局2026年部门预算\n{TORN.format(title=title)}", "utf-8")
    report = validate_nquads(to_graph(extract(path)), load_shapes())
    assert [one.rule for one in report.findings].count("row-total") == count


SUMMARY = """
收支预算总表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、财政拨款收入\t{fiscal}\t一、农林水支出\t800.00
1.一般公共预算资金\t{public}\t二、住房保障支出\t100.00
2.政府性基金\t\t\t
3.国有资本经营预算\t\t\t
二、事业收入\t{other}\t\t
{unmarked}\t{left}\t\t
收入总计\t900.00\t支出总计\t900.00
"""


@pytest.mark.parametrize(
    ("fiscal", "public", "other", "unmarked", "left", "count"),
    [
        ("900.00", "900.00", "", "三、其他收入", "", 0),
        ("909.00", "909.00", "", "三、其他收入", "", 1),
        # One wrong line is one slip, above its parts and below its total.
        ("909.00", "900.00", "", "三、其他收入", "", 1),
        ("900.00", "909.00", "", "三、其他收入", "", 1),
        # Of one budget, rounding.
        ("900.00", "900.01", "", "三、其他收入", "", 0),
        # A line without a mark may be one of those that are added up.
        ("890.00", "890.00", "", "上级补助收入", "10.00", 0),
        # Lines side by side are added up by the shape.
        ("890.00", "890.00", "10.00", "三、其他收入", "", 0),
    ],
)
def test_income_of_one_line(
    tmp_path: Path, fiscal: str, public: str, other: str, unmarked: str, left: str, count: int
) -> None:
    body = SUMMARY.format(fiscal=fiscal, public=public, other=other, unmarked=unmarked, left=left)
    messages = of("items-sum-to-total", found(tmp_path, body))
    assert len({message.rpartition("相差")[2] for message in messages}) == count


HEADINGS = "第一部分 石桥县水务局概况\n\n第二部分 2026年部门{}表\n\n第三部分 2026年部门预算情况说明\n\n一、2026年部门预算收支情况说明\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (HEADINGS.format("决算"), 1),
        (HEADINGS.format("预算"), 0),
        # Another year's, and a paper that calls itself so nowhere else.
        (HEADINGS.format("预算") + "四、2024年部门决算情况说明\n\n", 0),
        ("第二部分 2026年部门决算表\n\n", 0),
    ],
)
def test_a_heading_of_final_accounts_in_a_budget(tmp_path: Path, told: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, told))
    assert len([one for one in messages if "写为决算" in one]) == count


ABROAD = "2026年“三公”经费预算3.00万元，其中：因公出国（境）费0万元，公务接待费3.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("因公出国（境）经费与2025年预算持平，均为1.00万元。", 1),
        ("因公出国（境）经费与2025年预算持平，均为0万元。", 0),
        ("公务接待费与上年相同，均为3.00万元。", 0),
        # Two expenses, and one of which nothing else is told.
        ("因公出国（境）经费和公务接待费与2025年预算持平，均为1.00万元。", 0),
        ("会议费与2025年预算持平，均为1.00万元。", 0),
    ],
)
def test_as_much_as_before(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, ABROAD + told))
    assert len([one for one in messages if "均为" in one]) == count


@pytest.mark.parametrize(("share", "count"), [("100.00", 0), ("90.00", 1)])
def test_a_whole_that_is_called_a_total(tmp_path: Path, share: str, count: int) -> None:
    body = (
        "2026年项目支出预算1400.00万元。\n\n"
        f"对5个项目开展绩效评价，涉及资金1400.00万元，占项目支出总额的{share}%。"
    )
    assert len(of("change-percentage", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (
            "住房改革支出（类）住房公积金（项）752.90万元；住房改革支出（类）提租补贴（项）8.00万元。",
            1,
        ),
        ("住房改革支出（款）住房公积金（项）752.90万元。", 0),
        # A level is left out, of a name that is a 类; and one that the list has at both levels.
        ("住房保障支出（类）住房公积金（项）752.90万元。", 0),
        ("债务付息支出（类）国债付息（项）2.00万元。", 0),
    ],
)
def test_a_name_that_is_told_a_level_too_high(tmp_path: Path, told: str, count: int) -> None:
    messages = of("class-name-code", found(tmp_path, told))
    assert len([one for one in messages if "是款，写为类" in one]) == count


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("注：本表含上年结转0.00万元，与上年相比增加66.32万元。", []),
        ("收入总计含上年结转10.00万元，与上年相比增加66.32万元，增长3.70%。", []),
        ("会议费10.00万元，与上年相比增加66.32万元。", ["implausible-change"]),
    ],
)
def test_what_is_left_is_a_part_of_what_changed(
    tmp_path: Path, told: str, rules: list[str]
) -> None:
    assert [one.rule for one in found(tmp_path, told)] == rules


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2026年“三公”经费预算2.00万元。\n其中公务接待费预算20.00万元。", 1),
        ("2026年“三公”经费预算2.00万元。\n其中公务接待费预算2.00万元。", 0),
        ("2026年公务用车购置及运行维护费4.00万元。\n公务用车运行维护费4.02万元。", 1),
        # rounded
        ("2026年公务用车购置及运行维护费4万元。\n公务用车运行维护费4.40万元。", 0),
        ("2026年公务用车购置及运行维护费4万元。\n公务用车运行维护费4.60万元。", 1),
        ("2026年基本支出312.12万元。\n2026年公用经费487.1万元。", 1),
        ("2026年基本支出312.12万元。\n2026年公用经费48.71万元。", 0),
        # of another year
        ("2026年基本支出312.12万元。\n2025年公用经费487.1万元。", 0),
        # another amount of the whole holds it
        ("2026年基本支出500.00万元。\n一般公共预算基本支出312.12万元。\n2026年公用经费487.1万元。", 0),
    ],
)  # fmt: skip
def test_a_part_is_no_larger_than_its_whole(tmp_path: Path, text: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, text))
    assert len([one for one in messages if "大于" in one]) == count
