"""What the wording of a paper tells: percentages worked out again, one item with two amounts, names
of classes, years, words of another paper, residues, broken sentences. Each rule in several wordings,
and beside each what must not be found.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample import sample_disclosure
from worded import COVER, found, of

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.pipeline.audit import audit
from budgetgraph.report.text import told_checked
from budgetgraph.validate.page_checks import check

ITEM = "1、社会保障和就业支出（208类）行政事业单位养老支出（05款）行政单位离退休（01项）"
TABLE = """
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
208\t社会保障和就业支出\t900.00\t900.00\t
20805\t行政事业单位养老支出\t900.00\t900.00\t
2080501\t行政单位离退休\t56.12\t56.12\t
2080505\t{name}\t843.88\t843.88\t
合计\t\t900.00\t900.00\t
"""


# --- rate-without-base ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("公务接待费支出0.40万元，比上年增加0.40万元，增长100%。", 1),
        ("公务接待费预算0.40万元。与2025年相比，公务接待费增加0.40万元，增长100.00%。", 1),
        ("2025年预算0.00万元，2026年预算5.00万元，比上年增加100%。", 1),
        # Last year's was as much again: it doubled.
        ("公务接待费支出0.80万元，比上年增加0.40万元，增长100%。", 0),
        ("三公经费0.80万元，其中接待费0.40万元，比上年增加0.40万元，增长100%。", 0),
        # Nothing is no rise, and all of it may be gone.
        ("公务接待费支出0.00万元，比上年减少0.40万元，下降100%。", 0),
        ("2025年预算0.00万元，2026年预算5.00万元，增加5.00万元。", 0),
        # One hundredth more was there before.
        ("公务接待费支出0.41万元，比上年增加0.40万元，增长4000%。", 0),
    ],
)
def test_a_rate_of_what_was_nothing(tmp_path: Path, told: str, count: int) -> None:
    messages = of("rate-without-base", found(tmp_path, told))
    assert len(messages) == count
    assert all("上年为 0" in message for message in messages)


# --- change-percentage ----------------------------------------------------------------------------
WRONG_CHANGES = [
    ("2025年当年预算执行数为1690.69万元，2026年预算安排1434.89万元，比2025年预算执行数减少1.10%。", "减少15.13%"),
    ("2025年执行数241.76万元，2026年安排170.03万元，较2025年增加21.74%。", "减少29.67%"),
    ("2026年预算120.00万元，上年预算100.00万元，同比增长25%。", "增加20.00%"),
    ("三公经费预算46.50万元，比上年减少3.50万元，下降8.00%。", "减少7.00%"),
    ("机关运行经费6032.55万元，较上年增加3401.59万元，增幅为129.97%。", "增加129.29%"),
    ("会议费预算8.00万元，比2025年减少2.00万元，增长20%。", "减少20.00%"),
    ("2025年预算241.76万元，2026年预算170.03万元，比上年增加71.73万元。", "减少 71.73 万元"),
    ("2025年预算10.00万元，2026年预算12.00万元，与上年预算持平。", "增加 2 万元"),
    ("收入总计900.00万元。与2025年相比，收入总计增加100.00万元，增长20.00%。", "增加12.50%"),
    ("收入总计900.00万元。比上年减少100.00万元，下降20.00%。", "减少10.00%"),
    ("与2025年相比，收入总计增加100.00万元，下降12.50%。", "增减方向不一致"),
    ("支出900.00万元，其中：基本支出600.00万元，占60.00%；项目支出300.00万元，占33.33%。", "应为 66.67%"),
    ("支出900.00万元，包括：办公费600.00万元，占比66.67%，差旅费300.00万元，占比43.33%。", "应为 33.33%"),
    ("一般公共预算支出88.00万元，占本年支出合计的107.36%。", "不会超过 100%"),
]  # fmt: skip
RIGHT_CHANGES = [
    "2025年当年预算执行数为1690.69万元，2026年预算安排1434.89万元，比2025年预算执行数减少15.13%。",
    "2025年当年预算执行数为0.50万元，2026年预算安排0.62万元，比2025年预算执行数增加22.22%。",
    "三公经费预算46.50万元，比上年减少3.50万元，下降7%。",
    "三公经费预算46.50万元，比上年减少3.50万元，下降7.00%，其中接待费增长90%。",
    "收入预算900.00万元，其中：财政拨款700.00万元，其他200.00万元，比上年增加100.00万元，增长99%。",
    "2026年预算120.00万元，参保人数增长25%。",
    "2026年预算120.00万元，比2024年增长25%，2025年预算100.00万元。",
    "2025年预算100.00万元，2026年预算100.00万元，与上年持平。",
    "2025年预算0.00万元，2026年预算5.00万元，比上年增加100%。",
    "收入总计900.00万元。与2025年相比，收入总计增加100.00万元，增长12.50%。",
    "收入700.00万元，支出900.00万元。与2025年相比，支出增加100.00万元，增长20.00%。",
    "与2025年相比，收入总计增加100.00万元，增长12.50%。",
    "支出900.00万元，其中：基本支出600.00万元，占66.68%；项目支出300.00万元，占33.32%。",
    "支出900.00万元，其中：办公费60.00万元，占办公费和差旅费的40.00%；会议费30.00万元，占15%。",
    "一般公共预算支出88.00万元，占本年支出合计的80.00%。",
]


@pytest.mark.parametrize(("sentence", "shown"), WRONG_CHANGES)
def test_a_change_that_its_amounts_do_not_show(tmp_path: Path, sentence: str, shown: str) -> None:
    [message] = of("change-percentage", found(tmp_path, f"1、差旅费。{sentence}"))
    assert shown in message


@pytest.mark.parametrize("sentence", RIGHT_CHANGES)
def test_a_change_that_holds_or_cannot_be_told(tmp_path: Path, sentence: str) -> None:
    assert of("change-percentage", found(tmp_path, f"1、差旅费。{sentence}")) == []


def test_the_tolerance_of_a_percentage_is_one_unit_of_its_last_digit(tmp_path: Path) -> None:
    """100000.00 and 117474.00: 17.474 %; 17.48 is inside, 17.49 outside."""
    told = "2025年预算100000.00万元，2026年预算117474.00万元，比上年增加{}%。"
    assert of("change-percentage", found(tmp_path, told.format("17.48"))) == []
    assert len(of("change-percentage", found(tmp_path, told.format("17.49")))) == 1


CHANGED = """
一般公共预算支出表
单位：万元
科目编码\t科目名称\t2025年执行数\t2026年预算数\t增减额\t增减%
208\t社会保障和就业支出\t300.00\t330.00\t30.00\t10.00
20805\t行政事业单位养老支出\t300.00\t330.00\t30.00\t10.00
2080505\t机关事业单位基本养老保险缴费支出\t200.00\t210.00\t10.00\t{}
2080506\t机关事业单位职业年金缴费支出\t100.00\t120.00\t{}\t20.00
210\t卫生健康支出\t80.00\t60.00\t-20.00\t-25.00
21011\t行政事业单位医疗\t80.00\t60.00\t-20.00\t-25.00
合计\t\t380.00\t390.00\t10.00\t2.63
"""


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (("5.00", "20.00"), []),
        (("5.01", "20.02"), []),
        (("5.06", "20.00"), ["列示 5.06%，按所列金额（200.00 → 210.00）应为 5.00%"]),
        (("5.00", "20.03"), ["列示 20.03 万元，按所列金额（100.00 → 120.00）应为 20.00 万元"]),
        (("-5.00", "-20.00"), ["列示 -20.00 万元", "列示 -5.00%"]),
    ],
)
def test_the_changes_of_a_table(tmp_path: Path, told: tuple[str, str], shown: list[str]) -> None:
    messages = of("change-percentage", found(tmp_path, CHANGED.format(*told)))
    assert len(messages) == len(shown)
    assert all(any(words in message for message in messages) for words in shown)


def test_the_changes_of_another_pair_of_years_are_left_alone(tmp_path: Path) -> None:
    """No two columns of the table show them."""
    other = CHANGED.format("5.00", "20.00").replace("2025年执行数", "2023年执行数")
    lines = [
        line.replace("300.00\t330", "280.00\t330").replace("80.00\t60", "70.00\t60")
        for line in other.split("\n")
    ]
    text = (
        "\n".join(lines).replace("200.00\t210", "190.00\t210").replace("100.00\t120", "90.00\t120")
    )
    assert of("change-percentage", found(tmp_path, text)) == []


# --- item-two-amounts -----------------------------------------------------------------------------
def test_one_item_with_two_amounts_and_what_the_table_prints(tmp_path: Path) -> None:
    body = f"{ITEM}56.12万元。主要用于：退休人员支出。2025年当年预算执行数为57.43万元，2026年预算安排57.8万元，比2025年预算执行数减少2.27%。\n"
    findings = found(tmp_path, body + TABLE.format(name="机关事业单位基本养老保险缴费支出"))
    [message] = of("item-two-amounts", findings)
    assert "先写 56.12万元，后写 57.8万元" in message
    assert "一般公共预算支出表列示 56.12 万元" in message
    assert of("change-percentage", findings) == []


def test_a_hundredth_between_two_amounts_of_one_item(tmp_path: Path) -> None:
    """What is printed to the same digits is no rounding of one amount."""
    body = f"{ITEM}56.12万元。主要用于：退休人员支出。2026年预算安排56.13万元。"
    [message] = of("item-two-amounts", found(tmp_path, body))
    assert "先写 56.12万元，后写 56.13万元" in message


@pytest.mark.parametrize(
    "later",
    ["2026年预算安排56.12万元", "2026年预算安排56.1万元", "2025年预算安排57.80万元"],
)
def test_an_item_with_one_amount(tmp_path: Path, later: str) -> None:
    body = f"{ITEM}56.12万元。主要用于：退休人员支出。2025年当年预算执行数为57.43万元，{later}。"
    assert of("item-two-amounts", found(tmp_path, body)) == []


# --- class-name-code ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("11、医疗卫生与计划生育支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）98.27万元。", "卫生健康支出"),
        ("医疗卫生与计划生育支出（类）98.27万元。", "卫生健康支出"),
        ("1、住房保障支出（208类）98.27万元。", "221 的名称"),
        ("1、社会保障和就业支出（208类）行政事业单位养老支出（05款）机关事业单位职业年金缴费支出（05项）9.27万元。", "2080506 的名称"),
    ],
)  # fmt: skip
def test_a_class_of_another_name(tmp_path: Path, told: str, reason: str) -> None:
    [message] = of("class-name-code", found(tmp_path, told))
    assert reason in message


def test_a_row_with_the_name_of_its_neighbour(tmp_path: Path) -> None:
    [message] = of(
        "class-name-code", found(tmp_path, TABLE.format(name="机关事业单位职业年金缴费支出"))
    )
    assert "2080506 的名称" in message


@pytest.mark.parametrize(
    "told",
    [
        f"{ITEM}56.12万元。",
        "1、卫生健康支出（210类）98.27万元。",
        "1、公共安全支出（204类）司法（06款）行政运行（01项）98.27万元。",
        "1、公共安全支出（204类）某种新事务（77款）某种新事项（01项）98.27万元。",
    ],
)
def test_a_class_of_its_own_name(tmp_path: Path, told: str) -> None:
    assert of("class-name-code", found(tmp_path, told)) == []


def test_a_former_name_in_its_own_year(tmp_path: Path) -> None:
    cover = COVER.replace("2026", "2017")
    told = "1、医疗卫生与计划生育支出（210类）98.27万元。"
    assert of("class-name-code", found(tmp_path, told, cover)) == []


# --- compares-own-year ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "told",
    [
        "三公经费预算10.71万元，比2026年预算增加1.00万元。",
        "接待费0.73万元，与2026年预算数持平。",
        "接待费0.73万元，较2027年预算执行数减少0.1万元。",
        "2026年接待费0.73万元，同2026年相比增加0.1万元。",
    ],
)
def test_a_year_compared_with_itself(tmp_path: Path, told: str) -> None:
    assert len(of("compares-own-year", found(tmp_path, told))) == 1


@pytest.mark.parametrize(
    "told",
    [
        "接待费0.73万元，与2025年预算数持平。",
        "2026年预算比2025年增加1.00万元。",
        "与2026年部门预算同步编制。",
    ],
)
def test_a_year_compared_with_one_before(tmp_path: Path, told: str) -> None:
    assert of("compares-own-year", found(tmp_path, told)) == []


def test_final_accounts_are_compared_with_the_budget_of_their_year(tmp_path: Path) -> None:
    cover = "石桥县水务局2024年度部门决算\n\n2024年度收入总计900.00万元，支出总计900.00万元。\n\n"
    own = "支出决算50.00万元，与2024年年初预算相比减少5.00万元。"
    assert of("compares-own-year", found(tmp_path, own, cover)) == []
    later = own.replace("与2024", "与2025")
    itself = "收入总计50.00万元。与2024年度相比，减少5.00万元。"
    for told in (later, itself):
        assert len(of("compares-own-year", found(tmp_path, told, cover))) == 1


# --- completion-rate, implausible-change ----------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("年初预算为50.00万元，支出决算为45.00万元，完成年初预算的95.00%。", 1),
        ("年初预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。", 0),
        ("年初预算数为54.53万元，支出决算数为45.12万元，完成年初预算的82.74%。", 0),
        ("支出决算为45.00万元，完成年初预算的95.00%。", 0),
        ("年初预算为50.00万元，支出决算为45.00万元。完成年初预算的95.00%。", 1),
        ("年初预算为50.00万元，支出决算为45.00万元。完成年初预算的90.00%。", 0),
        # Of what was planned in the year, not at its beginning, it is 90 %.
        ("年初预算为0万元，全年预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。", 1),
        ("年初预算为0万元，全年预算为50.00万元，支出决算为45.00万元，完成全年预算的90.00%。", 0),
        (
            "年初预算为60.00万元，全年预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。",
            1,
        ),
        (
            "预算为9.00万元，支出决算为4.50万元，完成预算的50%，其中：接待费预算为5.00万元，支出决算为4.00万元，完成预算的90%。",
            1,
        ),
    ],
)
def test_a_rate_of_completion(tmp_path: Path, told: str, count: int) -> None:
    cover = "石桥县水务局2024年度部门决算\n\n2024年度收入总计900.00万元，支出总计900.00万元。\n\n"
    assert len(of("completion-rate", found(tmp_path, told, cover))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("机关运行经费预算343.01万元，比上年预算数减少4925.98万元。", 1),
        ("机关运行经费预算343.01万元，比上年预算数减少25.98万元。", 0),
        ("机关运行经费预算10.00万元，比上年减少100.00万元。", 0),
        ("机关运行经费预算10.00万元，比上年减少100.01万元。", 1),
        ("差旅费10.00万元，比上年增加12.00万元。", 1),
        ("差旅费10.00万元，比上年增加10.00万元。", 0),
        ("一般公共预算拨款10.00万元、政府性基金拨款0万元，较上年增加3.00万元。", 0),
        ("项目支出10.00万元，比上年减少400.00万元。", 0),
    ],
)
def test_a_change_that_cannot_be(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("implausible-change", found(tmp_path, told))) == count


# --- paper-kind -----------------------------------------------------------------------------------
UNIT = COVER.replace("部门预算", "单位预算")
LONG = "{}购置车辆0辆，其中：部级领导干部用车0辆、机要通信用车0辆、应急保障用车0辆、其他用车0辆。"


@pytest.mark.parametrize(
    ("cover", "words", "count"),
    [
        (UNIT, "2026年部门预算安排", 1),
        (UNIT, "2026年单位预算安排", 0),
        (COVER, "2026年单位预算安排", 1),
        (COVER, "2026年部门预算安排", 0),
        (COVER, "2026年下属单位预算安排", 0),
        (UNIT, "按照部门预算支出经济分类科目", 0),
    ],
)
def test_words_of_another_kind_of_paper(tmp_path: Path, cover: str, words: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, LONG.format(words), cover))) == count


def table(title: str, body: str = "石桥县水务局") -> str:
    rows = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t900.00\t900.00\t\n合计\t\t900.00\t900.00\t\n"
    return f"{title}\n编制单位：{body}\t\t\t\t单位：万元\n{rows}\n"


TITLES = ["2026年部门支出总表", "2026年一般公共预算支出表", "2026年财政拨款支出表"]


@pytest.mark.parametrize(
    ("titles", "count"),
    [([*TITLES, "2025年政府性基金预算支出表"], 1), ([*TITLES, "2026年政府性基金预算支出表"], 0)],
)
def test_a_title_of_last_year(tmp_path: Path, titles: list[str], count: int) -> None:
    body = "\n".join(map(table, titles))
    assert len(of("paper-kind", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("石桥县林业局", 1),
        ("石桥县水务局", 0),
        ("石桥县水务局本级", 0),
        ("石桥县水务单位：万元", 0),
    ],
)
def test_another_body_above_one_table(tmp_path: Path, body: str, count: int) -> None:
    text = "\n".join([*map(table, TITLES), table("2026年政府性基金预算支出表", body)])
    assert len(of("paper-kind", found(tmp_path, text))) == count


# --- template-residue -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("财政拨款收入支出增加（减少）的主要原因是业务量增加。", "增加（减少）"),
        ("公务接待费下降（增长）27.78%。", "下降（增长）"),
        ("公务接待费增加/减少5万元。", "增加/减少"),
        ("政府性基金预算支出（如有）0万元。", "（如有）"),
        ("公务接待费XX万元。", "XX"),
        ("主要用于此处填写。", "此处填写"),
        ("公务用车购置费（）0万元。", "（）"),
        ("公务接待费____万元。", "____"),
    ],
)
def test_what_a_template_left(tmp_path: Path, told: str, text: str) -> None:
    [message] = of("template-residue", found(tmp_path, told))
    assert f"“{text}”" in message


@pytest.mark.parametrize(
    "told",
    [
        "因公出国（境）费0万元。",
        "比上年增加（减少）额见下表。",
        "增减变化原因是人员变动。",
        "上海市XX路项目经费5万元。",
        "规格200XX型。",
    ],
)
def test_what_no_template_left(tmp_path: Path, told: str) -> None:
    assert of("template-residue", found(tmp_path, told)) == []


# --- broken-sentence ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("公务用车购置及运行费9.98万元，与2025年预算数持平，主要原因是。", "没有写完"),
        ("公务接待费0.73万元，主要用于。", "没有写完"),
        ("公务接待费0.73万元，与上年持平。。", "标点重复"),
        ("公务接待费0.73万元，，与上年持平。", "标点重复"),
        ("2026年三公”经费预算数为10.71万元。", "不成对"),
        ("依据《中华人民共和国预算法编制预算。", "不成对"),
        ("公务接待费\ue0120.73万元。", "字符不能显示"),
        ("平均得分99.33分（其中，绩效评级为优的项目39个。", "不成对"),
        ("收入增加1193.20万元，增长13.95。主要是工程增加。", "缺少单位"),
        (
            "城乡社区支出（类）15411.43万元，占76.23；教育支出（类）0.50万元，占0.01%。",
            "缺少百分号",
        ),
        ("基本支出500.00万元，占总额的55.56，项目支出400.00万元。", "缺少百分号"),
        ("第三部分 石桥县水务局202年度部门预算情况说明。", "年份缺少一位"),
    ],
)
def test_a_broken_sentence(tmp_path: Path, told: str, reason: str) -> None:
    [message] = of(
        "broken-sentence", found(tmp_path, f"公务接待情况如下。\n\n{told}\n\n本年无变化。")
    )
    assert reason in message


LISTED = "1、统筹水资源管理，编制规划。\n\n2、指导水利工程建设，加强监管{}\n\n3、负责防汛抗旱，完善预案。\n\n4、负责水土保持，落实责任{}\n"


@pytest.mark.parametrize(
    ("ends", "count"), [(("", "。"), 1), (("。", "。"), 0), (("", ""), 0), (("：", "。"), 0)]
)
def test_an_entry_without_its_full_stop(tmp_path: Path, ends: tuple[str, str], count: int) -> None:
    assert len(of("broken-sentence", found(tmp_path, LISTED.format(*ends)))) == count


@pytest.mark.parametrize(
    "told",
    [
        "主要原因是业务量增加。",
        "2026年“三公”经费预算数为10.71万元。",
        "依据《预算法》编制预算……。",
        "用于：办公、差旅等。",
        "1）购置费（含税）；2）运行费。",
        "（十二）完成交办的其他任务。",
        "以“疾病诊断相关分组（CHS-DRG）”付费方式为主。",
        "收入增加1193.20万元，增长13.95个百分点。",
        "城乡社区支出15411.43万元，占76.23%；占地12.50，均已确权。",
        "石桥县水务局2025年度部门决算与2026年度部门预算同时公开。",
    ],
)
def test_a_whole_sentence(tmp_path: Path, told: str) -> None:
    assert of("broken-sentence", found(tmp_path, told)) == []


SENTENCE = "公务接待费{}万元，主要用于接待上级单位检查和兄弟单位考察学习"


@pytest.mark.parametrize(
    ("others", "last", "count"),
    [
        (11, SENTENCE.format(9), 1),
        (10, SENTENCE.format(9), 0),
        (12, SENTENCE.format(9) + "。", 0),
        (12, "注：" + SENTENCE.format(9), 0),
        (12, "（包括总目标、年度目标和分解目标等，具体内容见后附的各张表格）", 0),
        (12, SENTENCE.format(9) + "（含外地来访单位的接待）", 1),
        (12, "国有资产，总体情况为以下所列的房屋、车辆和通用设备，情况如下", 0),
    ],
)
def test_a_sentence_without_its_full_stop(
    tmp_path: Path, others: int, last: str, count: int
) -> None:
    # The cover has one more sentence.
    body = "\n\n".join(SENTENCE.format(number) + "。" for number in range(others))
    assert len(of("broken-sentence", found(tmp_path, f"{body}\n\n{last}"))) == count


# --- amounts of classes against the tables --------------------------------------------------------
CLASSES = """
1、教育支出（类）普通教育（款）小学教育（项）{}万元，主要用于教学。

2、教育支出（类）普通教育（款）初中教育（项）300.00万元，主要用于教学。

3、教育支出（类）普通教育（款）高中教育（项）{}万元，主要用于教学。

4、教育支出（205类）普通教育（02款）学前教育（01项）100.00万元，主要用于教学。
{}
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
205\t教育支出\t1000.00\t1000.00\t
20502\t普通教育\t1000.00\t1000.00\t
2050201\t学前教育\t100.00\t100.00\t
2050202\t小学教育\t200.00\t200.00\t
2050203\t初中教育\t300.00\t300.00\t
2050204\t高中教育\t400.00\t400.00\t
合计\t\t1000.00\t1000.00\t
"""


@pytest.mark.parametrize(
    ("amounts", "more", "count"),
    [
        (("20.00", "400.00"), "", 1),
        (("200.00", "400.00"), "", 0),
        (("200.01", "400.00"), "", 0),
        (("200.03", "400.00"), "", 1),
        (("20.00", "40.00"), "", 0),
        (("190.00", "400.00"), "\n上年结转10.00万元。\n", 0),
        (("190.00", "400.00"), "\n上年结转11.00万元。\n", 1),
    ],
)
def test_the_amount_of_a_class_and_its_row(
    tmp_path: Path, amounts: tuple[str, str], more: str, count: int
) -> None:
    """Three classes of four agree with the table: the fourth is wrong. Two of four may be of other
    money, and a gap that is carried over is none.
    """
    messages = of("statement-matches-table", found(tmp_path, CLASSES.format(*amounts, more)))
    assert len(messages) == count
    assert all("小学教育" in message for message in messages)


# --- staff ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("我局核定编制20人，实有在职23人。", 1),
        ("行政编制5名，事业编制15名，在职人员21人。", 1),
        ("编制总数20人，其中行政编制5人，事业编制15人，实有20人。", 0),
        ("核定编制20人，退休人员23人。", 0),
        ("实有23人。", 0),
    ],
)
def test_staff_and_establishment(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("staff-exceeds-establishment", found(tmp_path, told))) == count


def test_what_holds_and_what_could_not_be_compared_is_counted(tmp_path: Path) -> None:
    """Six sums by code, one percentage that holds, one without its amounts."""
    path = tmp_path / "paper.txt"
    holds = (
        "1、差旅费。2026年预算120.00万元，上年预算100.00万元，同比增长20%。\n\n培训人次增长5%。\n"
    )
    table_text = TABLE.format(name="机关事业单位基本养老保险缴费支出")
    path.write_text(COVER + holds + table_text, "utf-8")
    report, failures = audit([str(path)])
    assert not failures
    assert report.right["sums"] == 6
    assert report.right["percentages"] == 1
    assert report.unsure == {"percentages": 1}
    told = "\n".join(told_checked(report))
    assert "核对相符：6 个合计" in told
    assert "未能核对：1 个百分比" in told


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("甲。", "乙。"), 1),
        (("甲。", "丙", "乙。"), 0),
        (("甲。", "- 1 -", "- 2 -", "乙。"), 1),
        (("甲。", "第 2 页", "乙。"), 1),
        (("甲。", "水务局预算1", "水务局预算2", "水务局预算3", "乙。"), 1),
        (("甲。", "水务局预算1", "水务局预算2", "乙。"), 0),
    ],
)
def test_an_empty_page_between_others(lines: tuple[str, ...], count: int) -> None:
    """Page 2 of three holds no line; where a line stands between, it may be of that page."""
    whole = sample_disclosure()
    given = replace(
        whole,
        source=replace(whole.source, lines=lines),
        units=(),
        tables=(),
        statements=(),
        documents=(),
        projects=(),
        prose=(passage("甲。", Where(1, 1, 1)), passage("乙。", Where(len(lines), len(lines), 3))),
    )
    messages = of("broken-sentence", list(check(given)))
    assert len(messages) == count
    assert all("第 2 页为空页" in message for message in messages)


# --- what staff and running cost ------------------------------------------------------------------
COSTS = """
基本支出1000.00万元，其中：人员经费{}万元，公用经费{}万元。

一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t合计
301\t工资福利支出\t700.00
30101\t基本工资\t700.00
302\t商品和服务支出\t200.00
30201\t办公费\t200.00
303\t对个人和家庭的补助\t100.00
30302\t退休费\t100.00
合计\t\t1000.00
"""


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        (("800.00", "200.00"), None),
        (("800.02", "200.00"), None),
        (("800.03", "200.00"), "人员经费：说明文字为 800.03 万元"),
        (("880.00", "200.00"), "按经济分类为 800 万元，相差 80 万元"),
        (("800.00", "220.00"), "公用经费：说明文字为 220.00 万元"),
        (("750.00", "250.00"), "人员经费：说明文字为 750.00 万元"),
        (("900.00", "350.00"), None),
    ],
)
def test_staff_costs_and_their_classes(
    tmp_path: Path, costs: tuple[str, str], words: str | None
) -> None:
    """Both of other amounts with another sum are of other money, and nothing is said."""
    messages = of("statement-matches-table", found(tmp_path, COSTS.format(*costs)))
    assert len(messages) == (words is not None)
    assert words is None or words in messages[0]
