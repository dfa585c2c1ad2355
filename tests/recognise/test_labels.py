"""Labels and their values in rows of cells, however the cells are merged or run together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.forms import forms
from budgetgraph.recognise.labels import labelled_cells, pairs


def row(*texts: str) -> GridRow:
    return tuple(passage(text, Where(1, 1, column=index + 1)) for index, text in enumerate(texts))


def told(*texts: str, below: GridRow | None = None) -> list[tuple[str, str]]:
    found = pairs(row(*texts), below)
    return [(pair.key, pair.value.text.strip()) for pair in found]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("项目名称", "河道清淤"), [("name", "河道清淤")]),
        (("项目名称", "", "", "河道清淤"), [("name", "河道清淤")]),
        (("", "项目名称", "河道清淤", "", "预算数", "60.00"), [("name", "河道清淤"), ("total", "60.00")]),
        (("项目名称：河道清淤",), [("name", "河道清淤")]),
        (
            ("预算数", "20.00 其中：财政资金 20.00 其他资金 5.00"),
            [("total", "20.00"), ("fiscal", "20.00"), ("other", "5.00")],
        ),
        (("预算数", "20.00其中：财政资金20.00其他资金"), [("total", "20.00"), ("fiscal", "20.00")]),
        (("项目编码 13053225P00T216100029 项目名称 清淤",), [("code", "13053225P00T216100029"), ("name", "清淤")]),
        ((f"项目编码 13053225P00T216100029 项目名称 {'清淤' * 20}",), [("code", "13053225P00T216100029"), ("name", "清淤" * 20)]),
        (("项目名称", "预算数", "60.00"), [("total", "60.00")]),
        (("申请资金（万元）", "15", "其中：财政拨款", "12"), [("total", "15"), ("fiscal", "12")]),
        (
            ("预算金额", "315.00万元（其中：财政拨款300.00 万元，其他资金15.00 万元）"),
            [("total", "315.00万元"), ("fiscal", "300.00 万元"), ("other", "15.00 万元")],
        ),
        (
            ("资金总额及构成", "总额18.00万元\n一、财政拨款：12.00万元\n二、自有资金：0万元\n三、其他：6.00万元"),
            [("total", "18.00万元"), ("fiscal", "12.00万元"), ("more_money", "0万元"), ("other", "6.00万元")],
        ),
        (("预算数", "（34.50）"), [("total", "（34.50）")]),
        (("预算数", "合计：35.00", "其中：财政拨款30.00 其他资金5.00"), [("total", "35.00"), ("fiscal", "30.00"), ("other", "5.00")]),
        (("项目名称", ""), []),
        (("清淤工程", "60.00"), []),
    ],
)  # fmt: skip
def test_a_label_is_followed_by_its_value(
    cells: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(*cells) == expected


def test_an_amount_may_stand_below_its_label() -> None:
    heading = ("", "年初预算", "全年执行数", "执行率")
    assert ("total_of_year", "60.00") in told(*heading, below=row("总额", "60.00", "57.00", "95%"))
    assert ("total_of_year", "无") not in told(*heading, below=row("总额", "无", "57.00", "95%"))


@given(
    st.lists(
        st.sampled_from(["项目名称", "预算数", "20.00", "清淤 工程", "其他资金：", "", "甲"]),
        max_size=6,
    )
)
def test_the_parts_of_a_row_are_its_text(texts: list[str]) -> None:
    """Nothing is lost and nothing is added when cells are taken apart; no value is a label."""
    cells = labelled_cells(row(*texts))
    assert "".join(cell.passage.text for cell in cells) == "".join(
        text for text in texts if text.strip()
    )
    for pair in pairs(row(*texts), None):
        assert not any(pair.value.text in patterns for patterns in forms().label.values())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ("预算金额（万元）", "总额 30.00 其中：财政拨款 20.00 其他资金 10.00"),
            [("total", "30.00"), ("fiscal", "20.00"), ("other", "10.00")],
        ),
        (("资金总额", "合计", "30.00"), [("total", "30.00")]),
        (("资金总额", "30/20"), [("total", "30/20")]),
        (("实施单位", "合计", "30.00"), [("no_project", "30.00")]),
    ],
)
def test_a_word_of_totals_between_a_label_and_its_amount_says_nothing_more(
    cells: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(*cells) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其他资金10.00", [("other", "10.00")]),
        ("其他资金管理办法", []),
        ("项目名称2025", []),
    ],
)
def test_an_amount_may_follow_its_label_without_a_sign(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected
