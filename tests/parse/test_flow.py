"""Lines of running text that a page or a reader has parted are whole paragraphs again."""

from __future__ import annotations

import pytest

from budgetgraph.document import Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.flow import flow

ABOUT = "根据石府规〔2016〕168号文关于同意《石桥县北部新城控制性详细规划局部调整"


def whole(*lines: str) -> list[str]:
    """Give the paragraphs that lines become, each of which the reader took for a whole one."""
    given = [
        Paragraph(passage(line, Where(number, number)), ends=True)
        for number, line in enumerate(lines, 1)
    ]
    return [found.text for found in flow(given)]


@pytest.mark.parametrize(
    ("above", "below", "is_whole"),
    [
        (ABOUT, "》的批复进行建设。", True),
        (ABOUT + "》的批复进行建设", "本工程由河道所实施。", False),
        ("石桥县水务局2025年收入预算为9万元，其中财政拨款", "收入为8万元。", True),
        ("石桥县水务局2025年收入预算为9万元，支出预算为9万元", "本部门没有车辆。", False),
        ("行政单位1家,", "具体包括：1.石桥县水务局", True),
        ("行政单位1家", "具体包括：1.石桥县水务局", False),
        ("2025年石桥县大安镇人民政府部门综合预算公开报告", "2025年收入9万元。", False),
        ("《石桥县东坡彝族乡人民政府2025年度决算公开》", "本年支出合计9万元。", False),
    ],
)
def test_a_sentence_that_ends_in_the_middle_goes_on(above: str, below: str, is_whole: bool) -> None:
    assert (whole(above, below) == [above + below]) is is_whole


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("公务用车购置费预算安排0万元，与2024年预算持平", "公务用车运行维护费预算安排8万元。"), 2),
        (
            (
                "公务用车购置费预算安排0万元，与2024年预算持平",
                "，公务用车运行维护费预算安排8万元。",
            ),
            1,
        ),
        (
            (
                "公务用车购置费预算安排0万元，比2024年预算减少的",
                "公务用车运行维护费预算安排8万元。",
            ),
            1,
        ),
    ],
    ids=["what an amount is of", "a sign between them", "no end of an amount"],
)
def test_a_line_that_begins_with_what_its_amount_is_of(lines: tuple[str, ...], count: int) -> None:
    paragraphs = [
        Paragraph(passage(text, Where(number, number)), ends=False)
        for number, text in enumerate(lines, 1)
    ]
    assert len(list(flow(paragraphs))) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("石桥县退役军人事务局关于公开2025年部门预算的公告", 2),
        ("石桥县退役军人事务局关于开展2025年度工作总结的公告", 1),
        ("石桥高新技术产业开发区财政金融局2025年部门预算公开目录", 2),
        ("石桥高新技术产业开发区财政金融局2025年部门预算收入", 1),
    ],
    ids=["of a budget", "of anything", "a whole title", "the beginning of a sentence"],
)
def test_the_title_of_an_announcement_is_whole(title: str, count: int) -> None:
    lines = [title, "2025年收入总预算190.00万元。"]
    paragraphs = [
        Paragraph(passage(text, Where(number, number)), ends=False)
        for number, text in enumerate(lines, 1)
    ]
    assert len(list(flow(paragraphs))) == count


@pytest.mark.parametrize(
    "lines",
    [
        ["石农", "〔2023〕", "15号"],
        ["石农发〔2023〕", "15号"],
        ["石农发〔2023〕1", "5号"],
        ["（石农", "发〔2023〕15号）"],
    ],
)
def test_a_document_number_torn_over_lines_is_one(lines: list[str]) -> None:
    assert whole(*lines) == ["".join(lines)]


@pytest.mark.parametrize("lines", [["石桥县农业局", "（2023）"], ["石农发〔2023〕", "通知"]])
def test_lines_that_make_no_document_number_stay_two(lines: list[str]) -> None:
    assert whole(*lines) == lines


@pytest.mark.parametrize(
    ("label", "amount", "is_whole"),
    [
        ("本年度政府采购预算总额：", "126.50万元。其中：", True),
        ("政府采购预算总额（含工程）：", "1,265,000元。", True),
        ("政府采购预算总额为：", "3个项目，共8万元。", False),
        ("政府采购预算说明。", "126.50万元用于购置设备。", False),
    ],
)
def test_an_amount_stands_with_its_label(label: str, amount: str, is_whole: bool) -> None:
    assert (whole(label, amount) == [label + amount]) is is_whole


@pytest.mark.parametrize(
    ("item", "below", "count"),
    [
        ("2.石桥县高新技术产业开发区企业服务中心", "2025年收入预算8万元。", 2),
        ("2.石桥县高新技术产业开发区企业服务中心", "于2025年3月成立。", 1),
        ("石桥县高新技术产业开发区企业综合服务中心", "2025年收入预算8万元。", 1),
        ("三、财政拨款“三公”经费、会议费和培训费", "2025年“三公”经费预算8万元。", 2),
        ("三、按规定压减了“三公”经费，其中会议费和培训费", "2025年预算8万元。", 1),
        ("三、本部门及所属单位安排的各类专项业务费", "2025年预算8万元。", 1),
    ],
    ids=[
        "an item and a year",
        "an item that goes on",
        "no item",
        "expenses",
        "a sentence",
        "another name",
    ],
)
def test_an_item_that_is_a_name_is_whole_before_a_year(item: str, below: str, count: int) -> None:
    paragraphs = [
        Paragraph(passage(text, Where(number, number)), ends=False)
        for number, text in enumerate([item, below], 1)
    ]
    assert len(list(flow(paragraphs))) == count
