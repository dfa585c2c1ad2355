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

from budgetgraph.values.target import (
    Target,
    compares,
    is_comparison,
    read_target,
    target_of_columns,
)


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
    "≤1.85元/头份": "≤ 1.85 元/头份",
    "0.5元/每穗": "= 0.5 元/每穗",
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
    "≥5（万人）": "≥ 50000 人",
    "=5.00(万人次)": "= 50000 人次",
    "≥300.00(人数)": "≥ 300 人数",
    "≥12条次": "≥ 12 条次",
    "≤3(车公里)": "≤ 3 车公里",
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


#: Words around one figure.
AROUND = {
    "满意率100%": "= 100 %",
    "满意度不低于80%": "≥ 80 %",
    "参保率≥95%": "≥ 95 %",
    "参保率达到95%以上": "≥ 95 %",
    "完好率达到98%以上": "≥ 98 %",
    "开展不少于5次的培训": "≥ 5 次",
    "全年举办不少于36场": "≥ 36 场",
    "不少于开展5次培训": "≥ 5 次",
    "开展至少8次健康讲座": "≥ 8 次",
    "每季度不少于2次": "≥ 2 次",
    "每年检查2次": "= 2 次",
    "100%完成": "= 100 %",
    "提高5个百分点": "= 5 个百分点",
    "补助标准500元/人": "= 500 元/人",
    "人均补助不超过1.5万元": "≤ 15000 元",
    "接到报案后24小时内到场": "≤ 24 小时",
    "受理后5个工作日内办结": "≤ 5 个工作日",
    "≤34微克/立方米": "≤ 34 微克/立方米",
    "得分不低于90": "≥ 90",
    f"{'共' * 38}5次": "= 5 次",
}
#: Words around a figure that is no target by itself.
NOT_AROUND = [
    "约5.5万人次参加",
    "培训约200人",
    "培训200余人",
    "培训200人左右",
    "城区1600人、乡镇900人",
    "举办2期培训50人",
    "举办两次培训50人",
    "完成第3期工程",
    "12月底前完成",
    "2025年完成",
    "2026年10月底前",
    "每月25日前上报",
    "2024年5月完成",
    "低于上年5%",
    "不低于90%且不超过95%",
    "不低于90%以下",
    "完成比例1:3",
    "A4纸采购",
    "完成5标准化",
    "得分90以上优秀80",
    "共" * 39 + "5次",
]

#: Operator, value and unit in columns of their own.
COLUMNS = [
    ("≥", "12", "公里", "≥12公里", "≥ 12 公里"),
    ("≥", "95.00", "%", "≥95.00%", "≥ 95 %"),
    ("＞", "0.45", "万人", "＞0.45万人", "> 4500 人"),
    ("≤", "15", "万元", "≤15万元", "≤ 150000 元"),
    ("=", "100", "％", "=100％", "= 100 %"),
    ("", "1,200", "户", "1,200户", "= 1200 户"),
    ("大于等于", "3", "条次", "大于等于3条次", "≥ 3 条次"),
    ("定量", "3", "个", "定量3个", "= 3 个"),
    ("≤", "800", "元/户", "≤800元/户", "≤ 800 元/户"),
    ("≥", "5", "千米", "≥5千米", "≥ 5 千米"),
    ("≥", "4", "", "≥4", "≥ 4"),
    ("", "≥95", "%", "≥95%", "≥ 95 %"),
    ("", "6-9", "个月", "6-9个月", "6–9 个月"),
    ("定性", "2026年10月底前", "", "定性2026年10月底前", "words"),
    ("定性", "有效提升", "", "定性有效提升", "words"),
    ("=", "2025", "年", "=2025年", "words"),
    ("=", "12", "月", "=12月", "words"),
    ("正向", "95", "%", "正向95%", "words"),
    ("≥", "明显", "", "≥明显", "words"),
]


def of_target(target: Target) -> str:
    if target.operator is None:
        return "words"
    figure = f"{target.low}–{target.high}"
    if target.operator != "range":
        figure = f"{target.operator} {target.value}"
    return figure if target.unit is None else f"{figure} {target.unit}"


def test_what_compares_in_a_column_of_its_own() -> None:
    signs, words, neither = ("≥", "大于等于", "＝"), ("定性", "定量"), ("", "公里", "≥5")
    assert all(map(compares, signs))
    assert not any(map(compares, words + neither))
    assert all(map(is_comparison, signs + words))
    assert not any(map(is_comparison, neither))


def test_words_around_one_figure() -> None:
    assert {text: brief(text) for text in AROUND} == AROUND


@pytest.mark.parametrize("text", [*NOT_AROUND, "前10名", "全市排名前3"])
def test_words_around_what_is_no_single_figure(text: str) -> None:
    assert brief(text) == "words"


DENIED = [
    ("未超过10%", "≤"),
    ("没有突破10%", "≤"),
    ("费用不超出10%", "≤"),
    ("不应高于10%", "≤"),
    ("避免超过10%", "≤"),
    ("未低于10%", "≥"),
    ("满意度不可低于10%", "≥"),
    ("不能少于10%", "≥"),
    ("超过10%", ">"),
    ("低于10%", "<"),
]


@pytest.mark.parametrize(("text", "operator"), DENIED)
def test_a_word_that_denies_turns_a_comparison_round(text: str, operator: str) -> None:
    read = read_target(text)
    assert (read.operator, read.value, read.unit) == (operator, 10, "%")


REMARKS = {
    "≥12次（含线上）": "≥ 12 次",
    "100%（无投诉）": "= 100 %",
    "3-5次（含线上）": "3–5 次",
    "5.00（万人次）": "= 50000 人次",
    # no unit before the bracket, a second figure in it, a word that compares
    "≥5（含线上）": "words",
    "12次（其中线上3次）": "words",
    "12次（不低于）": "words",
    "12次（左右）": "words",
    "2025年（按期）": "words",
}


def test_a_remark_in_brackets_behind_the_unit_changes_nothing() -> None:
    assert {text: brief(text) for text in REMARKS} == REMARKS


@pytest.mark.parametrize(("operator", "value", "unit", "text", "said"), COLUMNS)
def test_columns_of_their_own(operator: str, value: str, unit: str, text: str, said: str) -> None:
    target = target_of_columns(operator, value, unit)
    assert target.text == text
    assert of_target(target) == said


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["≥", "≤", ">", "<", "="]),
    st.sampled_from(["%", "人次", "公里", "元/户", "个", "条次", "千克"]),
)
def test_columns_say_what_one_cell_says(number: Decimal, sign: str, unit: str) -> None:
    target = target_of_columns(sign, f"{number:.2f}", unit)
    assert (target.operator, target.value, target.unit) == (sign, number, unit)


def test_figures_and_ranges() -> None:
    assert len(FIGURES) == 86
    assert {text: brief(text) for text in FIGURES} == FIGURES


def test_everything_else_stays_words() -> None:
    assert len(WORDS) == 59
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
