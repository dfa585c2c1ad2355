"""Targets: what one figure says is read exactly, everything else keeps its words and gets no
number.
"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED

from budgetgraph.values.target import Target, read_target


def brief(text: str) -> str:
    """`≥ 95 %` for a value, `6–9 个月` for a range, `words` for what is qualitative."""
    target = read_target(text)
    assert target.text == text
    if target.operator is None:
        assert target == Target(text, None, None, None, None, None)
        return "words"
    figure = (
        f"{target.low:f}–{target.high:f}"
        if target.operator == "range"
        else f"{target.operator} {target.value:f}"
    )
    return figure if target.unit is None else f"{figure} {target.unit}"


FIGURES = {
    "≥31.76 万人": "≥ 317600 人",
    "≥95%": "≥ 95 %",
    "≥ 95 ％": "≥ 95 %",
    "0 人": "= 0 人",
    "100%": "= 100 %",
    "6.75%": "= 6.75 %",
    "5861": "= 5861",
    "≥98": "≥ 98",
    "0.95": "= 0.95",
    "≥3 年": "≥ 3 年",
    "365天": "= 365 天",
    "1,600人": "= 1600 人",
    "≤1，234，567.50元": "≤ 1234567.5 元",
    # money in 万元 and 亿元 becomes 元
    "249万元": "= 2490000 元",
    "≤15万元": "≤ 150000 元",
    "7.5万元": "= 75000 元",
    "≥5亿元": "≥ 500000000 元",
    "5千元": "= 5000 元",
    "≥100万": "≥ 1000000",
    "5千米": "= 5 千米",
    # compound units
    "200 元/人": "= 200 元/人",
    "860元/人、年": "= 860 元/人、年",
    "5户/人.月": "= 5 户/人.月",
    "5元/人·月": "= 5 元/人·月",
    "≥400元/每人": "≥ 400 元/每人",
    "≤70元/每人每次每天": "≤ 70 元/每人每次每天",
    "3元每人每月": "= 3 元每人每月",
    "≤80公里/小时": "≤ 80 公里/小时",
    "5万元/(人·月)": "= 50000 元/(人·月)",
    "1次/月": "= 1 次/月",
    "≥1台（套）": "≥ 1 台(套)",
    # units in brackets
    "≥13459.00(平方米)": "≥ 13459 平方米",
    "=100.00(%)": "= 100 %",
    "≥5（万人）": "words",
    # spellings of the comparison
    "≧95%": "≥ 95 %",
    "》95%": "≥ 95 %",
    "＞95%": "> 95 %",
    ">=95%": "≥ 95 %",
    "≥＝95%": "≥ 95 %",
    "≦5": "≤ 5",
    "＜5天": "< 5 天",
    "＝100%": "= 100 %",
    r"$\geq 95\%$": "≥ 95 %",
    r"$> 150$ 次": "> 150 次",
    r"$\leqslant 5$天": "≤ 5 天",
    r"\ge 31.76\text{万人}": "≥ 317600 人",
    # words that compare
    "不低于95%": "≥ 95 %",
    "不少于 2 次/年": "≥ 2 次/年",
    "至少3次": "≥ 3 次",
    "不超过3个月": "≤ 3 个月",
    "大于等于5": "≥ 5",
    "超过60%": "> 60 %",
    "95%以上": "≥ 95 %",
    "≥95%（含）": "≥ 95 %",
    "﹥95%": "> 95 %",
    "95%及以上": "≥ 95 %",
    "达到95%以上": "≥ 95 %",
    "达到95%": "= 95 %",
    "5%以下": "≤ 5 %",
    "控制在5%以内": "≤ 5 %",
    "30天以内": "≤ 30 天",
    "≤30天以内": "≤ 30 天",
    "3年内": "≤ 3 年",
    "30日内": "≤ 30 日",
    "≥95%。": "≥ 95 %",
    "≥-5%": "≥ -5 %",
    "5个百分点": "= 5 个百分点",
    "12个月": "= 12 个月",
    "≥12月": "≥ 12 月",
    # ranges
    "6-9 个月": "6–9 个月",
    "6~9个月": "6–9 个月",
    "6～9个月": "6–9 个月",
    "6至9个月": "6–9 个月",
    "6—9个月": "6–9 个月",
    "6——9个月": "6–9 个月",
    "10%-20%": "10–20 %",
    "5-6万人": "50000–60000 人",
    "5000-1万人": "5000–10000 人",
    "在60%至80%之间": "60–80 %",
    "80-90": "80–90",
}

WORDS = [
    *[
        "是",
        "有效缓解",
        "成效明显",
        "下降",
        "长期",
        "年底",
        "9月底",
        "每月月底",
        "每月25日以前",
        "2024年12月31日之前",
        "2024年12月31日",
        "2022年",
        "2022年内",
        "12月",
        "5月内",
        "25日",
        "1-12月",
        "3月-5月",
        "2021-2023年",
        "2021-2023",
        "2024.12",
        "第3季度",
        "征缴结束后",
        "统一缴费时间到9月底",
        "不低于上年度水平",
        "应覆盖尽覆盖",
        "100%完成",
        "提高5个百分点",
        "参保率≥95%",
        "约5.5万人次",
        "近5万人",
        "5万余人",
        "5万人左右",
        "1600人、200人",
        "≥60%且≤80%",
        "≥30天以内",
        "=≥95%",
        "95%（含95%）",
        "低保人员补助342元/人，五保人员补助380元/人，贫困人口补助266元/人。",
        "资金总额与参保人数之比，再乘以参保人数",
        "212290*10.6=225027",
        "1/3",
        "1:3",
        "3.5.1",
        "1,00人",
        "5元/",
        "5不明",
        "±5%",
        "9-6个月",
        "5元-6人",
        "≥",
        "%",
        "一次",
        "三次以上",
        "①",
    ],
    "95% 98%",
    "5 10",
    "95\n98",
    "",
    " ",
    "1" * 40,
    "9" * 17 + "亿元",
]


def test_figures_and_ranges() -> None:
    assert len(FIGURES) == 80
    assert {text: brief(text) for text in FIGURES} == FIGURES


def test_everything_else_stays_words() -> None:
    assert len(WORDS) == 62
    assert {text: brief(text) for text in WORDS} == dict.fromkeys(WORDS, "words")


def test_a_value_is_exact_and_plain() -> None:
    target = read_target("≥31.760 万人")
    assert target.value == Decimal(317600)
    assert str(target.value) == "317600"
    assert str(read_target("12.50%").value) == "12.5"


units = st.sampled_from(
    ["", "%", "人", "人次", "个月", "元/人", "元/每人每次每天", "户/人.月", "平方米", "次/年"]
)
signs = {
    "": "=",
    "≥": "≥",
    "≤": "≤",
    ">": ">",
    "＜": "<",
    "不低于": "≥",
    "不超过": "≤",
    "至少": "≥",
    "》": "≥",
}
figures = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
scales = st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)])


@given(
    st.sampled_from(sorted(signs)),
    figures,
    scales,
    units,
    st.sampled_from(["", " ", "\n"]),
    st.booleans(),
)
def test_the_value_is_what_the_text_says(
    sign: str, figure: Decimal, scale: tuple[str, int], unit: str, gap: str, commas: bool
) -> None:
    printed = f"{figure:,.2f}" if commas else f"{figure:.2f}"
    target = read_target(f"{sign}{gap}{printed}{gap}{scale[0]}{unit}")
    month = (
        not sign
        and not scale[0]
        and not unit
        and 1900 <= figure < 2100
        and 1 <= figure % 1 * 100 <= 12
    )
    if not month:
        assert (target.operator, target.value, target.unit) == (
            signs[sign],
            figure * scale[1],
            unit or None,
        )


@given(figures, figures, units.filter(bool), st.sampled_from("-~～—至"))
def test_a_range_keeps_both_ends(one: Decimal, other: Decimal, unit: str, dash: str) -> None:
    low, high = sorted([one, other])
    target = read_target(f"{low:.2f}{dash}{high:.2f}{unit}")
    assert (target.operator, target.low, target.high, target.unit, target.value) == (
        "range",
        low,
        high,
        unit,
        None,
    )


@given(st.text(st.characters(exclude_categories=["Nd", "Nl", "No"])))
def test_no_digit_no_number(text: str) -> None:
    assert brief(text) == "words"


@given(
    st.text(
        alphabet="0123456789.,，-~≥≤>》%万亿元人次/年月日个每以上内至不低于达到 ()（）\n$\\",
        max_size=24,
    )
)
def test_a_number_is_never_made_up(text: str) -> None:
    """Whatever figure comes out, its digits stand in the text in that order, and without a figure
    nothing else is set.
    """
    target = read_target(text)
    printed = "".join(sign for sign in text if sign.isdigit())
    given_figures = [
        figure for figure in (target.value, target.low, target.high) if figure is not None
    ]
    for figure in given_figures:
        assert f"{figure:f}".replace(".", "").strip("-0") in printed
    assert bool(given_figures) == (target.operator is not None)
    assert target.operator is not None or target.unit is None


@pytest.mark.parametrize(
    "unit", ["1", "≥", "元/人", "每人", "1,234", "1-", "不低于", "(", r"\text{", "万", "达到"]
)
def test_long_texts_finish(unit: str) -> None:
    assert read_target("≥100" + unit * (30_000 // len(unit)) + "x").operator is None


def test_reference_targets() -> None:
    paths = sorted((SHARED / "gold").glob("*.json"))
    if not paths:
        pytest.skip(f"no reference extractions beside the repository ({SHARED / 'gold'})")
    count = 0
    for project in (
        project
        for path in paths
        for project in json.loads(path.read_text(encoding="utf-8"))["projects"]
    ):
        for gold in (row["target"] for row in project["indicators"] if row["target"]):
            target = read_target(gold["text"])
            read = [
                None if part is None else str(part)
                for part in (target.operator, target.value, target.low, target.high, target.unit)
            ]
            assert read == [gold[key] for key in ("operator", "value", "low", "high", "unit")], (
                gold["text"]
            )
            count += 1
    assert count == 249
