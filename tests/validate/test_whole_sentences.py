"""What a checker works out again in one sentence or one table: parts that are all told, lists of
classes, rows whose sisters hold; and years and bodies in headings. Beside each what must not be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import COVER, found, of

from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.validate import load_shapes, validate_nquads
from budgetgraph.validate.findings import Finding

ACCOUNTS = "石桥县水务局2024年度部门决算\n\n石桥县水务局2024年度收入总计900.00万元，支出总计900.00万元。\n\n"


# --- statement-parts: a whole and all of its parts in one sentence -----------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本年支出合计909.00万元，其中：基本支出600.00万元，占66.67%；项目支出300.00万元，占33.33%。", 1),
        ("本年支出合计900.00万元，其中：基本支出600.00万元，占66.67%；项目支出300.00万元，占33.33%。", 0),
        # Three roundings of 0.005 万元 are inside, one of 0.02 is outside.
        ("本年支出合计900.01万元，其中：基本支出600.00万元；项目支出300.00万元。", 0),
        ("本年支出合计900.02万元，其中：基本支出600.00万元；项目支出300.00万元。", 1),
        # Another kind of expenditure is told too.
        ("本年支出合计909.00万元，其中：基本支出600.00万元；项目支出300.00万元；经营支出9.00万元。", 0),
        ("本年支出合计909.00万元，其中：项目支出300.00万元。", 0),
        # A part is no whole, whatever stands behind it.
        ("政府采购预算85万元，其中：政府采购货物预算50万元，政府采购工程预算13万元，政府采购服务预算22万元（其中：政府购买服务0万元）。", 0),
        # The graph knows the one amount of basic expenditure: told elsewhere, its shape leaves it alone.
        ("基本支出600.00万元。\n\n财政拨款基本支出600.00万元，其中：人员经费500.00万元；公用经费90.00万元。", 1),
        ("财政拨款基本支出600.00万元，其中：人员经费500.00万元，主要包括工资；公用经费100.00万元，主要包括办公费。", 0),
        ("财政拨款基本支出600.00万元，其中：人员经费500.00万元，非公用经费90.00万元。", 0),
    ],
)  # fmt: skip
def test_parts_that_a_sentence_tells_all(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("share", "told", "count"),
    [
        ("32.99", "“三公”经费支出决算8.12万元。", 1),
        ("33.99", "“三公”经费支出决算8.12万元。", 0),
        # No amount of the paper is what the two add up to.
        ("32.99", "“三公”经费支出决算9.12万元。", 0),
    ],
)
def test_two_shares_of_a_whole_of_another_paragraph(
    tmp_path: Path, share: str, told: str, count: int
) -> None:
    parts = f"其中，公务用车运行费5.36万元，占66.01%；公务接待费2.76万元，占{share}%。"
    found_in = found(tmp_path, f"{told}\n\n{parts}", ACCOUNTS)
    assert len(of("change-percentage", found_in)) == count


# --- lists of classes; one name for two classes ------------------------------------------------------
ROWS = (
    ("205", "教育支出", "12.60"),
    ("20508", "进修及培训", "12.60"),
    ("2050803", "培训支出", "12.60"),
    ("208", "社会保障和就业支出", "107.76"),
    ("20805", "行政事业单位养老支出", "107.76"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "71.84"),
    ("2080506", "机关事业单位职业年金缴费支出", "35.92"),
    ("210", "卫生健康支出", "64.80"),
    ("21011", "行政事业单位医疗", "64.80"),
    ("2101101", "行政单位医疗", "64.80"),
    ("221", "住房保障支出", "155.00"),
    ("22102", "住房改革支出", "155.00"),
    ("2210201", "住房公积金", "155.00"),
)


def table(title: str, wrong: str = "") -> str:
    """Give a table of classes; of the row with the code `wrong` the amount is another one."""
    lines = [title, "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出"]
    for code, name, amount in ROWS:
        printed = "1.00" if code == wrong else amount
        lines.append(f"{code}\t{name}\t{printed}\t{amount}\t")
    return "\n".join([*lines, "合计\t\t340.16\t340.16\t", ""])


GENERAL = table("一般公共预算支出表")


@pytest.mark.parametrize(
    ("amount", "tables", "count"),
    [
        ("150.50", GENERAL, 1),
        ("155.00", GENERAL, 0),
        # Rounded to one digit it is the same.
        ("155", GENERAL, 0),
        ("150.50", "", 0),
        # A table that does not close is believed where another one prints the same amount.
        ("150.50", table("一般公共预算支出表", "20508"), 0),
        ("150.50", table("一般公共预算支出表", "20508") + "\n" + table("部门支出总表", "2050803"), 1),
    ],
)  # fmt: skip
def test_a_list_of_classes(tmp_path: Path, amount: str, tables: str, count: int) -> None:
    told = (
        "支出包括：教育支出12.60万元、社会保障和就业支出107.76万元、卫生健康支出64.80万元、"
        f"住房保障支出{amount}万元。"
    )
    messages = of("statement-matches-table", found(tmp_path, f"{told}\n\n{tables}"))
    assert len(messages) == count
    assert all("住房保障支出" in message and "155.00" in message for message in messages)


@pytest.mark.parametrize(
    ("name", "amount", "count"),
    [
        ("机关事业单位基本养老保险缴费支出", "35.92", 1),
        ("机关事业单位职业年金缴费支出", "35.92", 0),
        # No class has this amount: it is another kind of slip.
        ("机关事业单位基本养老保险缴费支出", "33.00", 0),
    ],
)
def test_one_name_for_two_classes(tmp_path: Path, name: str, amount: str, count: int) -> None:
    above = "社会保障和就业支出（类）行政事业单位养老支出（款）"
    body = (
        f"1.{above}机关事业单位基本养老保险缴费支出（项）71.84万元，用于养老保险。\n\n"
        f"2.{above}{name}（项）{amount}万元，用于职业年金。\n\n{GENERAL}"
    )
    messages = of("class-name-code", found(tmp_path, body))
    assert len(messages) == count
    assert all("2080506" in message for message in messages)


# --- rows and columns of a table whose sums tell themselves ------------------------------------------
UNITS = """
部门收入总表
单位：万元
单位名称\t合计\t一般公共预算\t事业收入\t其他收入
合计\t900.00\t850.00\t45.00\t5.00
石桥县水务局本级\t400.00\t400.00\t\t
石桥县水文站\t{hydrology}\t{granted}\t20.00\t
石桥县水库管理所\t300.00\t270.00\t25.00\t5.00
"""


@pytest.mark.parametrize(
    ("hydrology", "granted", "rules"),
    [
        ("200.00", "180.00", []),
        ("200.00", "198.00", ["row-total"]),
        ("218.00", "198.00", []),
        ("200.02", "180.00", []),
        ("200.03", "180.00", ["row-total"]),
    ],
)
def test_a_row_whose_sisters_hold(
    tmp_path: Path, hydrology: str, granted: str, rules: list[str]
) -> None:
    findings = found(tmp_path, UNITS.format(hydrology=hydrology, granted=granted))
    assert [one.rule for one in findings if one.rule == "row-total"] == rules


def test_a_column_whose_sisters_hold(tmp_path: Path) -> None:
    right = UNITS.format(hydrology="200.00", granted="180.00")
    assert of("items-sum-to-total", found(tmp_path, right)) == []
    body = right.replace("合计\t900.00\t850.00\t45.00\t5.00", "合计\t900.00\t850.00\t45.00\t5.00\t")
    wrong = body.replace("25.00\t5.00", "25.00\t5.00").replace("850.00\t45.00", "850.00\t54.00")
    rules = [one.rule for one in found(tmp_path, wrong)]
    assert set(rules) & {"row-total", "items-sum-to-total"}


# --- years and bodies --------------------------------------------------------------------------------
HEADINGS = (
    "一、关于石桥县水务局2026年收入预算情况说明",
    "二、关于石桥县水务局2026年支出预算情况说明",
    "三、关于石桥县水务局2026年一般公共预算支出情况说明",
    "四、关于{body}{year}年政府性基金预算支出情况说明",
)


@pytest.mark.parametrize(
    ("body", "year", "count"),
    [
        ("石桥县水务局", "2026", 0),
        ("石桥县水务局", "2025", 1),
        ("石桥县林业局", "2026", 1),
        ("石桥县水务局本级", "2026", 0),
    ],
)
def test_a_heading_of_a_part(tmp_path: Path, body: str, year: str, count: int) -> None:
    headings = [line.format(body=body, year=year) for line in HEADINGS]
    text = "\n\n".join(f"{line}\n\n按规定安排。" for line in headings)
    assert len(of("paper-kind", found(tmp_path, text))) == count


def test_a_heading_on_what_was_done_names_the_year_before(tmp_path: Path) -> None:
    headings = [line.format(body="石桥县水务局", year="2026") for line in HEADINGS]
    headings.append("五、2025年预算执行情况的说明")
    text = "\n\n".join(f"{line}\n\n按规定安排。" for line in headings)
    assert of("paper-kind", found(tmp_path, text)) == []


MANAGED = (
    "按照综合预算的原则，石桥县水务局本年取得的所有收入，包括财政拨款和事业收入，以及全部支出，"
)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("纳入石桥县水务局2025年部门预算编制范围的二级预算单位包括：", 1),
        ("纳入石桥县水务局2026年部门预算编制范围的二级预算单位包括：", 0),
        (f"{MANAGED}均纳入单位预算管理。", 1),
        (f"{MANAGED}均纳入部门预算管理。", 0),
        ("2026年度，石桥县教育局政府采购支出预算5.00万元。", 1),
        ("2026年度，石桥县水务局政府采购支出预算5.00万元。", 0),
    ],
)
def test_words_of_another_paper_in_a_sentence(tmp_path: Path, told: str, count: int) -> None:
    text = f"{told}\n\n石桥县水务局按规定安排各项支出，用于石桥县水务局的业务。"
    assert len(of("paper-kind", found(tmp_path, text))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("购房补贴36.27万元，比2026年执行数34.85万元增加1.42万元。", 1),
        ("购房补贴36.27万元，比2025年执行数34.85万元增加1.42万元。", 0),
    ],
)
def test_the_amount_of_the_year_compared_with(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("compares-own-year", found(tmp_path, told, COVER))) == count


@pytest.mark.parametrize(("hint", "count"), [("XX增加", 1), ("办公设备增加", 0)])
def test_a_reason_that_was_not_filled_in(tmp_path: Path, hint: str, count: int) -> None:
    told = f"机关运行经费5.00万元，主要原因是{hint}。"
    assert len(of("template-residue", found(tmp_path, told))) == count


def test_the_words_of_a_comparison_are_quoted_whole(tmp_path: Path) -> None:
    told = "年初预算为62.47万元，支出决算为58.47万元，决算数与预算数持平。"
    [message] = of("completion-rate", found(tmp_path, told, ACCOUNTS))
    assert "“决算数与预算数持平”" in message


# --- one slip, one finding ---------------------------------------------------------------------------
def test_one_wrong_amount_makes_a_percentage_and_a_change_wrong(tmp_path: Path) -> None:
    told = "1、差旅费。2025年执行数80.00万元，2026年预算98.00万元，比2025年执行数增加20.00万元，增长25.00%。"
    [message] = of("change-percentage", found(tmp_path, told))
    assert "应为增加22.50%" in message
    assert "应为增加 18 万元" in message


def of_shapes(tmp_path: Path, body: str) -> list[Finding]:
    """Give the findings of the shapes in a paper with this text behind its cover."""
    path = tmp_path / "paper.txt"
    path.write_text(COVER + body + "\n", "utf-8")
    return list(validate_nquads(to_graph(extract(path)), load_shapes()).findings)


THREE = """
2026年“三公”经费预算{told}万元，其中：公务接待费{guests}万元。

“三公”经费和机关运行经费预算表
单位：万元
合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费小计\t公务用车购置费\t公务用车运行费\t机关运行经费
{total}\t0.00\t{guests}\t11.60\t0.00\t{running}\t118.50
"""


@pytest.mark.parametrize(("running", "count"), [("11.60", 0), ("11.06", 1)])
def test_operating_expenses_are_none_of_the_three(tmp_path: Path, running: str, count: int) -> None:
    body = THREE.format(told="13.40", total="13.40", guests="1.80", running=running)
    rules = [finding.rule for finding in of_shapes(tmp_path, body)]
    assert rules.count("items-sum-to-total") == count


@pytest.mark.parametrize(
    ("basic", "heads"),
    [
        # The gap of 10.00 in the prose is another slip than that of the table: no number is in both.
        ("600.00", ["children-sum-to-parent", "statement-parts"]),
    ],
)
def test_a_round_gap_may_be_two_slips(tmp_path: Path, basic: str, heads: list[str]) -> None:
    body = f"""基本支出{basic}万元，其中：人员经费500.00万元，公用经费110.00万元。

一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计
205\t教育支出\t40.00
20508\t进修及培训\t40.00
2050803\t培训支出\t30.00
"""
    rules = [finding.rule for finding in of_shapes(tmp_path, body)]
    assert [rule for rule in rules if rule in heads] == heads
