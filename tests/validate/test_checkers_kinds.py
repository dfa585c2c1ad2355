"""What human checkers note in a paper, each kind in several wordings, and beside each what holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from worded import COVER, found, of

from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.validate import load_shapes, validate_nquads
from budgetgraph.validate.page_checks import review

ACCOUNTS = (
    "石桥县水务局2026年度部门决算\n\n2026年石桥县水务局收入总计900.00万元，支出总计900.00万元。\n\n"
)


# --- percentages ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2026年预算100.00万元，较上年下降30.00%，减少25.00万元。", "减少20.00%"),
        ("2026年预算100.00万元。较上年预算数下降30.00%，减少25.00万元。", "减少20.00%"),
        ("2026年预算125.00万元，较上年增长30.00%，即增加25.00万元。", "增加25.00%"),
        ("2026年预算100.00万元，比上年增加-25.00万元。", "负号不一致"),
        ("2026年预算100.00万元，比上年下降-20.00%。", "负号不一致"),
        ("由上年的100.00万元增加到90.00万元。", "方向与所列金额不一致"),
        ("从2025年预算90.00万元减少至2026年预算100.00万元。", "方向与所列金额不一致"),
        ("公务接待费减少为0.00万元，与2025年持平。", "前后不一致"),
        ("公务接待费比上年增加0.40万元，与上年持平。", "前后不一致"),
        ("公务接待费与上年持平，增长8.00%。", "前后不一致"),
    ],
)
def test_a_change_that_is_told_wrongly(tmp_path: Path, told: str, shown: str) -> None:
    messages = of("change-percentage", found(tmp_path, f"1、差旅费。{told}"))
    assert len(messages) == 1
    assert shown in messages[0]


@pytest.mark.parametrize(
    "told",
    [
        "2026年预算100.00万元，较上年下降20.00%，减少25.00万元。",
        "收入125.00万元，较上年增长9.00%，支出90.00万元，较上年增加25.00万元，增长38.46%。",
        "由上年的100.00万元减少到90.00万元。",
        "由1000元增加到0.10万元。",
        "公务接待费比预算减少0.40万元，与上年持平。",
        "公务接待费比2024年减少0.40万元，与2025年持平。",
        "公务接待费增加0.00万元，与上年持平。",
        "三公经费比上年减少0.40万元，其中公务接待费与上年持平。",
        "公务接待费增长率为-20.00%。",
        "公务接待费比上年减少5-10万元。",
    ],
)
def test_a_change_that_may_be_so(tmp_path: Path, told: str) -> None:
    assert of("change-percentage", found(tmp_path, f"1、差旅费。{told}")) == []


def test_a_rate_without_a_base_is_not_counted_as_unchecked(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"{COVER}公务接待费支出0.40万元，比上年增加0.40万元，增长100%。\n", "utf-8")
    findings, checked = review(extract(path))
    assert [finding.rule for finding in findings] == ["rate-without-base"]
    assert checked.unsure["percentages"] == 0


# --- shares ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("本年支出合计200.00万元。一般公共预算支出150.00万元，占本年支出合计的70.00%。", ["75.00%"]),
        ("本年支出合计200.00万元。一般公共预算支出150.00万元，占本年支出合计的75.00%。", []),
        # A bracket tells what is in the amount before it.
        ("本年支出合计200.00万元。支出150.00万元（其中基金0万元），占本年支出合计75.00%。", []),
        ("本年支出合计200.00万元。支出150.00万元（其中基金0万元），占本年支出合计70.00%。", ["75.00%"]),
        # Two amounts stand before the share, or behind the name of the whole: either may be meant.
        ("本年支出合计200.00万元。支出150.00万元，还有10.00万元，占本年支出合计的70.00%。", []),
        ("本年支出合计200.00万元。本年支出合计300.00万元。支出150.00万元，占本年支出合计的70.00%。", []),
    ],
)  # fmt: skip
def test_a_share_of_a_whole_that_is_named(tmp_path: Path, told: str, shown: list[str]) -> None:
    messages = of("change-percentage", found(tmp_path, told))
    assert len(messages) == len(shown)
    assert all(one in message for one, message in zip(shown, messages, strict=True))


# --- completion -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "told",
    [
        "预算数为50.00万元，决算数为45.00万元，预算完成率{}。",
        "全年预算数50.00万元，全年执行数45.00万元，预算执行率为{}。",
        "支出决算45.00万元，完成年初预算50.00万元的{}。",
        "支出决算为45.00万元，为年初预算50.00万元的{}。",
        "支出决算45.00万元，占年初预算50.00万元的{}。",
        "年初预算为50.00万元，实际完成45.00万元，完成率为{}。",
        "预算批复50.00万元，本年支出45.00万元，占预算的{}。",
        "年初预算为50.00万元，支出决算为45.00万元。完成年初预算的{}。",
    ],
)
def test_a_rate_of_completion_in_other_words(tmp_path: Path, told: str) -> None:
    body = f"1、差旅费。{told}"
    assert of("completion-rate", found(tmp_path, body.format("90.00%"), ACCOUNTS)) == []
    [message] = of("completion-rate", found(tmp_path, body.format("95.00%"), ACCOUNTS))
    assert "应为 90.00%" in message


@pytest.mark.parametrize(
    ("spent", "told", "count"),
    [
        ("45.00", "决算数大于预算数的主要原因是业务增加", 1),
        ("55.00", "决算数小于年初预算数的主要原因是业务减少", 1),
        ("45.00", "决算数同预算数持平", 1),
        ("45.00", "决算数等于预算数", 1),
        ("45.00", "决算数小于预算数的主要原因是业务减少", 0),
        ("50.00", "决算数与预算数持平", 0),
        # What is printed alike may have been rounded to it.
        ("50.00", "决算数小于预算数的主要原因是业务减少", 0),
        ("50.01", "决算数与预算数持平", 0),
        ("50.02", "决算数与预算数持平", 1),
    ],
)
def test_what_is_said_of_completion(tmp_path: Path, spent: str, told: str, count: int) -> None:
    body = f"1、差旅费。年初预算为50.00万元，支出决算为{spent}万元。{told}。"
    assert len(of("completion-rate", found(tmp_path, body, ACCOUNTS))) == count


def test_two_items_in_one_paragraph_are_left_alone(tmp_path: Path) -> None:
    body = (
        "三公经费年初预算为50.00万元，支出决算为45.00万元；接待费年初预算为5.00万元，"
        "支出决算为6.00万元。决算数大于预算数的主要原因是业务增加。"
    )
    assert of("completion-rate", found(tmp_path, body, ACCOUNTS)) == []


# --- names of classes -----------------------------------------------------------------------------
TABLE = """
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
221\t住房保障支出\t900.00\t900.00\t
22102\t住房改革支出\t900.00\t900.00\t
2210201\t住房公积金\t700.00\t700.00\t
2210203\t购房补贴\t200.00\t200.00\t
合计\t\t900.00\t900.00\t
"""


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("住房保障支出（类）住房保障支出（款）购房补贴（项）", "22102 为住房改革支出"),
        ("社会保障和就业支出（类）住房改革支出（款）购房补贴（项）", "221 为住房保障支出"),
        ("住房保障支出（类）住房改革支出（款）购房补贴（项）", None),
        ("住房保障（类）住房改革（款）购房补贴（项）", None),
        # Two levels differ, or the table does not print the item: it may be another class.
        ("教育支出（类）普通教育（款）购房补贴（项）", None),
        ("住房保障支出（类）保障性安居工程支出（款）廉租住房（项）", None),
    ],
)
def test_a_class_stands_above_another_as_in_the_tables(
    tmp_path: Path, told: str, shown: str | None
) -> None:
    messages = of("class-name-code", found(tmp_path, f"1、{told}200.00万元。\n{TABLE}"))
    assert len(messages) == (0 if shown is None else 1)
    assert all(str(shown) in message for message in messages)


# --- words that a template left, sentences that break off -----------------------------------------
@pytest.mark.parametrize(
    "hint",
    [
        "收入支出增加或减少的主要原因是业务变化。",
        "收入支出增加（持平）的主要原因是业务变化。",
        "收入支出增减（持平）的主要原因是业务变化。",
        "会议费X万元，主要用于业务活动。",
        "会议费**万元，主要用于业务活动。",
        "会议费预算数万元，主要用于业务活动。",
        "会议费按规定安排（请根据实际情况填写），主要用于业务活动。",
        "会议费按规定安排（没有的删除），主要用于业务活动。",
        "会议费由【单位名称】安排，主要用于业务活动。",
    ],
)
def test_what_a_template_asks_for(tmp_path: Path, hint: str) -> None:
    assert len(of("template-residue", found(tmp_path, hint))) == 1


@pytest.mark.parametrize(
    "told",
    [
        "人员增加、减少的情况按规定报告。",
        "金额单位为万元，按规定公开。",
        "会议费（按实际情况据实列支）按规定安排。",
        "规格为20X万元级设备，按规定采购。",
    ],
)
def test_words_that_no_template_left(tmp_path: Path, told: str) -> None:
    assert of("template-residue", found(tmp_path, told)) == []


@pytest.mark.parametrize(
    "told",
    [
        "会议费与上年持平，主要是。",
        "会议费与上年持平，主要由于。",
        "会议费与上年持平，主要原因是因为。",
        "会议费与上年持平。，主要用于业务活动。",
        "会议费按规定安排.。",
        "会议费按规定安□排，主要用于业务活动。",
        "会议费按规定安排并且主要用于业务活动，\n\n2、差旅费按规定安排。",
    ],
)
def test_a_sentence_that_is_broken_in_other_words(tmp_path: Path, told: str) -> None:
    assert len(of("broken-sentence", found(tmp_path, told))) == 1


@pytest.mark.parametrize(
    "told",
    [
        "会议费与上年持平，主要是业务没有变化。",
        "会议费主要由于业务。",
        "是否公开：是□，否□。",
        "会议费按规定安排并且主要用于业务活动，\n\n按规定安排。",
        "会议费5.5万元。",
    ],
)
def test_a_sentence_that_is_whole(tmp_path: Path, told: str) -> None:
    assert of("broken-sentence", found(tmp_path, told)) == []


ENTRIES = "\n\n".join(
    f"{number}.负责全县第{number}项水利工程的建设管理工作。" for number in range(1, 7)
)


@pytest.mark.parametrize(("kept", "count"), [(5, 1), (4, 0)])
def test_an_entry_without_a_comma_is_one_of_many(tmp_path: Path, kept: int, count: int) -> None:
    """Among four others that end with a full stop an entry is a sentence; among three it may be a
    heading.
    """
    entries = ENTRIES.split("\n\n")[:kept]
    body = "\n\n".join([entries[0].rstrip("。"), *entries[1:]])
    assert len(of("broken-sentence", found(tmp_path, body))) == count


@pytest.mark.parametrize(("kind", "count"), [("单位", 1), ("部门", 0)])
def test_a_heading_names_the_kind_of_paper(tmp_path: Path, kind: str, count: int) -> None:
    body = f"2026年{kind}预算编制说明\n\n会议费按规定安排。"
    filler = "\n\n".join(f"{number}.负责第{number}项工作。" for number in range(1, 14))
    assert len(of("paper-kind", found(tmp_path, f"{filler}\n\n{body}"))) == count


# --- parts that are not told ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("公务用车购置及运行维护费19.56万元，其中：公务用车运行维护费18.00万元。", "没有写公务用车购置费（按合计应为 1.56 万元）"),
        # A part of nothing needs no words.
        ("公务用车购置及运行维护费19.56万元，其中：公务用车运行维护费19.56万元。", None),
        ("“三公”经费预算30.00万元，其中：因公出国（境）费10.00万元，公务接待费5.00万元。", "应为 15.00 万元"),
        ("公务用车购置及运行维护费19.56万元，其中：公务用车运行维护费19.56万元，无公务用车购置。", None),
        ("公务用车购置及运行维护费19.56万元，其中：公务用车购置费0.00万元，公务用车运行维护费19.56万元。", None),
        # Nothing is broken down, or two parts are not told.
        ("公务用车购置及运行维护费19.56万元。", None),
        ("“三公”经费预算30.00万元，其中：公务接待费5.00万元。", None),
        ("公务用车购置及运行维护费0.00万元，其中：公务用车运行维护费0.00万元。", None),
        # The part is larger than the whole: that is another rule's.
        ("公务用车购置及运行维护费9.56万元，其中：公务用车运行维护费19.56万元。", None),
    ],
)  # fmt: skip
def test_a_part_that_is_not_told(tmp_path: Path, told: str, shown: str | None) -> None:
    messages = of("part-not-told", found(tmp_path, f"2026年{told}"))
    assert len(messages) == (0 if shown is None else 1)
    assert all(str(shown) in message for message in messages)


# --- shares whose whole stands nowhere; sentences that run into each other ------------------------
@pytest.mark.parametrize(("share", "count"), [("20.00", 0), ("25.00", 1)])
def test_parts_that_are_told_all_tell_their_whole(tmp_path: Path, share: str, count: int) -> None:
    told = f"出国费20.00万元，占{share}%；用车费50.00万元，占50.00%；接待费30.00万元，占30.00%。"
    assert len(of("change-percentage", found(tmp_path, told))) == count


def test_parts_of_nothing_tell_no_whole(tmp_path: Path) -> None:
    told = "出国费0.00万元，占0.00%；用车费0.00万元，占0.00%；接待费0.39万元，占100.00%。"
    assert of("change-percentage", found(tmp_path, told)) == []


@pytest.mark.parametrize(("mark", "count"), [("，", 0), ("", 1)])
def test_two_sentences_without_a_mark_between_them(tmp_path: Path, mark: str, count: int) -> None:
    told = f"会议费年初预算为5.00万元，支出决算为5.00万元{mark}决算数与预算数持平。"
    assert len(of("broken-sentence", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("资金分配情况：办公费20.00万元，取暖费45.00万元", 0),
        ("会议费按规定安排，主要用于各项业务工作的开展所需", 1),
    ],
)
def test_a_line_of_a_form_needs_no_full_stop(tmp_path: Path, told: str, count: int) -> None:
    sentences = [
        f"会议费按规定安排，主要用于第{number}项业务工作的开展所需。" for number in range(14)
    ]
    body = "\n\n".join([*sentences, told, "2、差旅费按规定安排。"])
    assert len(of("broken-sentence", found(tmp_path, body))) == count


# --- procurement by kinds -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("政府采购预算100.00万元，其中：货物10.00万元、工程20.00万元、服务60.00万元。", 1),
        ("政府采购金额为100.00万元，其中：政府采购服务支出60.00万元，货物采购金额10.00万元，工程20.00万元。", 1),
        ("政府采购预算100.00万元，其中：货物10.00万元、工程20.00万元、服务70.00万元。", 0),
        # Four roundings of 0.005 万元 are inside, one of 0.01 more is outside.
        ("政府采购预算100.02万元，其中：货物10.00万元、工程20.00万元、服务70.00万元。", 0),
        ("政府采购预算100.03万元，其中：货物10.00万元、工程20.00万元、服务70.00万元。", 1),
        # A kind is not told, or another amount stands among them.
        ("政府采购预算100.00万元，其中：货物10.00万元、服务60.00万元。", 0),
        ("政府采购预算100.00万元，其中：货物10.00万元、工程20.00万元、小微企业5.00万元、服务60.00万元。", 0),
        ("办公用品预算100.00万元，其中：货物10.00万元、工程20.00万元、服务60.00万元。", 0),
    ],
)  # fmt: skip
def test_procurement_is_the_sum_of_its_kinds(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(("amount", "count"), [("100.00", 0), ("109.00", 1)])
def test_all_of_a_whole_is_the_whole(tmp_path: Path, amount: str, count: int) -> None:
    told = f"本年收入合计100.00万元，其中：捐赠收入{amount}万元，占100.00%。"
    assert len(of("change-percentage", found(tmp_path, told))) == count


# --- sums of tables that were not read to the end -------------------------------------------------
@pytest.mark.parametrize(("unread", "rules"), [("#VALUE!", []), ("", ["children-sum-to-parent"])])
def test_no_sum_is_judged_of_a_sheet_with_a_cell_that_was_not_read(
    tmp_path: Path, unread: str, rules: list[str]
) -> None:
    book = Workbook()
    sheet = book.active
    rows = (
        ["石桥县水务局2026年部门预算支出总表"],
        ["部门：石桥县水务局", "", "单位：万元"],
        ["科目编码", "科目名称", "合计"],
        ["", "合计", 900],
        ["213", "农林水支出", 900],
        ["21303", "水利", 900],
        ["2130301", "行政运行", 600],
        ["2130305", "水利工程建设", unread or None],
    )
    for row in rows:
        sheet.append(row)
    path = tmp_path / "表.xlsx"
    book.save(path)
    quads = to_graph(extract(path))
    findings = validate_nquads(quads, load_shapes()).findings
    assert [finding.rule for finding in findings] == rules


# --- numbers of units, parts and changes that other words contradict -------------------------------
UNITS = "\n\n".join(
    f"{number}.石桥县{name}。" for number, name in enumerate(("水文站", "灌区管理处", "河道所"), 1)
)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (f"行政单位1家，事业单位2家，具体包括：\n\n{UNITS}", None),
        (f"行政单位1家，事业单位3家，具体包括：\n\n{UNITS}", "其后列出 3 个"),
        (f"本部门共有3家预算单位，包括：\n\n{UNITS}", None),
        (f"本部门共有4家预算单位，包括：\n\n{UNITS}", "其后列出 3 个"),
        (f"本部门下属2家预算单位，包括：\n\n{UNITS.replace('水文站', '水务局（本级）')}", None),
        ("设3个内设机构，包括：办公室、人事科、财务科（审计科）。", None),
        ("设四个科室，分别为办公室、人事科、财务科。", "其后列出 3 个"),
        ("设4个科室，分别为办公室、人事科、财务科等。", None),
        ("设4个科室，承担机关党建、人事、财务、后勤工作。", None),
    ],
)
def test_a_number_and_the_list_behind_it(tmp_path: Path, told: str, shown: str | None) -> None:
    messages = of("statement-parts", found(tmp_path, told))
    assert len(messages) == (shown is not None)
    assert all(shown in message for message in messages if shown)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("面向中小企业预留1928.48万元，其中，预留给小微企业2349.94万元。", 1),
        ("面向中小企业预留1928.48万元，其中，预留给小微企业1349.94万元。", 0),
        ("授予中小企业合同96.20万元，其中：授予小微企业合同96.20万元。", 0),
        ("会议费3.00万元，比上年减少1.00万元，其中：差旅会议减少2.00万元。", 0),
        # A price is no whole.
        ("床位补贴每张500元，其中新建床位60张，安排3.00万元。", 0),
        ("床位补贴500元/张，其中新建床位60张，安排3.00万元。", 0),
        ("床位补贴500元，其中新建床位60张，安排3.00万元。", 1),
    ],
)
def test_a_part_that_is_more_than_its_whole(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told))) == count


RISES = (
    "支出预算900.60万元，比2025年预算增加55.65万元。其中拨款900.60万元，比2025年预算增加55.65万元。"
)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (f"收入900.60万元，比2025年预算减少55.65万元。{RISES}", 1),
        (f"收入900.60万元，比2025年预算增加55.65万元。{RISES}", 0),
        # Two small amounts are the same by chance.
        ("会议费3.00万元，比2025年减少0.50万元。培训费3.00万元，比2025年增加0.50万元。", 0),
    ],
)
def test_a_change_that_goes_two_ways(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-contradicted", found(tmp_path, told))
    assert len(messages) == count
    assert all("其他 2 处写为增加" in message for message in messages)


GUESTS = """2026年机关运行经费信息表
项目\t统计数
公务用车保有量（辆）\t3
国内公务接待批次（个）\t36
国内公务接待人次（人）\t312

"""


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("国内公务接待36批次，312人次。公务用车保有量为3辆。", None),
        ("国内公务接待63批次，312人次。", "说明文字为 63"),
        ("国内公务接待36批次、321人次。", "说明文字为 321"),
        ("国内公务接待36批次，312人次。上年国内公务接待40批次。", None),
    ],
)
def test_guests_that_a_table_counts(tmp_path: Path, told: str, shown: str | None) -> None:
    messages = of("statement-matches-table", found(tmp_path, GUESTS + told, ACCOUNTS))
    assert len(messages) == (shown is not None)
    assert all(shown in message for message in messages if shown)


# --- what comparisons and shares are of -------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "收入总计90.00万元，支出总计90.00万元。与2025年相比，收、支总计各减少10.00万元，下降11.11%。",
            "减少10.00%",
        ),
        (
            "收入总计90.00万元，支出总计90.00万元。与2025年相比，收、支总计各减少10.00万元，下降10.00%。",
            None,
        ),
        (
            "收入总计90.00万元，支出总计80.00万元。与2025年相比，收、支总计各减少10.00万元，下降11.11%。",
            None,
        ),
        (
            "本年收入合计80.00万元。\n\n本年支出合计90.00万元。\n\n拨款支出60.00万元，占本年支出合计的75.00%。",
            "66.67%",
        ),
        (
            "本年收入合计80.00万元。\n\n本年支出合计90.00万元。\n\n拨款支出60.00万元，占本年支出合计的66.67%。",
            None,
        ),
        (
            "本年收入合计80.00万元，其中：拨款收入80.00万元，占98.00%。\n\n收入总计81.63万元。",
            "100.00%",
        ),
        (
            "本年支出90.00万元，其中：基本支出60.00万元，占33.33%；项目支出30.00万元，占66.67%。",
            "两项比例互换",
        ),
        # The share is told by the name of its own part, not by the first of the sentence.
        (
            "支出90.00万元，其中：教育支出60.00万元，占66.67%；农林水支出30.00万元，占43.33%。",
            "农林水支出：30.00万元“占43.33%”",
        ),
        # Two wholes of one name tell none.
        (
            "本年收入合计80.00万元。\n\n本年支出合计90.00万元。\n\n拨款的本年支出合计70.00万元。\n\n支出60.00万元，占本年支出合计的75.00%。",
            None,
        ),
    ],
)
def test_what_a_percentage_is_of(tmp_path: Path, told: str, shown: str | None) -> None:
    messages = of("change-percentage", found(tmp_path, told))
    assert len(messages) == (shown is not None)
    assert all(shown in message for message in messages if shown)


# --- names and years that were left in --------------------------------------------------------------
ROWS = (
    "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n| --- | --- | --- | --- | --- |\n"
    "| 213 | 农林水支出 | 900.00 | 500.00 | 400.00 |"
)
TITLES = "\n\n".join(
    f"{{}}2026年{name}表\n\n{ROWS}"
    for name in ("支出总", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出")
)
OWN = "石桥县水务局"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (f"{OWN}有内设科室。石桥县林业局2026年度没有国有资本经营预算拨款。", 1),
        (f"{OWN}有内设科室。{OWN}2026年度没有国有资本经营预算拨款。", 0),
        (f"{OWN}有内设科室。县水务局2026年度没有国有资本经营预算拨款。", 0),
        (TITLES.format(OWN, OWN, "石桥县林业局", OWN), 1),
        (TITLES.format(OWN, OWN, OWN, OWN), 0),
        ("2025年本部门政府采购预算4821.20万元，其中货物4821.20万元。", 1),
        ("2026年本部门政府采购预算4821.20万元，其中货物4821.20万元。", 0),
        ("2025年政府采购预算121.20万元。\n\n2026年政府采购预算总额100.00万元。", 0),
        ("一、上年预算执行情况\n\n2025年政府采购预算121.20万元，已完成。", 0),
        ("2026年机关运行经费86.50万元。\n\n2025年机关运行经费预算90.00万元。", 0),
        ("2026年会议费86.50万元。\n\n2025年机关运行经费预算90.00万元。", 1),
    ],
)
def test_another_body_and_last_year(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told))) == count


SEATS = "石桥县{}人民政府2026年部门预算\n\n石桥县{}人民政府2026年收入预算900.00万元。\n\n"


@pytest.mark.parametrize(("town", "count"), [("马号镇", 0), ("牛场镇", 1)])
def test_bodies_that_are_called_alike(tmp_path: Path, town: str, count: int) -> None:
    told = f"石桥县{town}人民政府2026年度无国有资本经营预算拨款。"
    findings = found(tmp_path, told, SEATS.format("马号镇", "马号镇"))
    assert len(of("paper-kind", findings)) == count


# --- sentences that stop before their reason, goals of several years -------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("1.差旅费3.00万元，增加的主要原因是\n\n2.会议费2.00万元，与上年持平。", 1),
        ("1.差旅费3.00万元，增加的主要原因是业务增加。\n\n2.会议费2.00万元，与上年持平。", 0),
        ("差旅费3.00万元，增加的主要原因是\n\n1.业务增加。\n\n2.人员增加。", 0),
    ],
)
def test_a_reason_that_is_not_told(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("broken-sentence", found(tmp_path, told))) == count


# --- divisions, reasons and goals that stand apart from what they are of ----------------------------
@pytest.mark.parametrize(
    ("rule", "told", "count"),
    [
        (
            "statement-parts",
            "项目的基本支出90.00万元。其中：人员经费60.00万元；公用经费20.00万元。",
            1,
        ),
        (
            "statement-parts",
            "项目的基本支出90.00万元。其中：人员经费60.00万元；公用经费30.00万元。",
            0,
        ),
        ("statement-parts", "政府采购预算42.00万元，其中：货物36.50万元、服务6.50万元。", 1),
        ("statement-parts", "政府采购预算42.00万元，其中：货物30.50万元、服务5.50万元。", 0),
        (
            "statement-parts",
            "政府采购预算42.00万元，其中：货物30.50万元、工程6.00万元、服务5.50万元。",
            0,
        ),
        (
            "change-percentage",
            "收入900.00万元，比上年增加5.60万元。\n\n收入支出减少的主要原因是调整。",
            1,
        ),
        (
            "change-percentage",
            "收入900.00万元，比上年增加5.60万元。\n\n收入支出增加的主要原因是调整。",
            0,
        ),
        ("template-residue", "基金支出0.00万元，与2025年增加持平。", 1),
        ("template-residue", "基金支出0.00万元，与2025年持平。", 0),
        ("broken-sentence", "公务接待支出0.39万（含外宾接待）。", 1),
        ("broken-sentence", "发放材料2万（份），服务1.5万人。", 0),
    ],
)
def test_what_stands_apart(tmp_path: Path, rule: str, told: str, count: int) -> None:
    assert len(of(rule, found(tmp_path, told))) == count


PUBLIC = (
    "“三公”经费预算数为37.91万元，比2025年预算减少{whole}万元。其中：\n\n"
    "（一）因公出国（境）费0万元，比2025年预算持平。\n\n"
    "（二）公务用车购置及运行费36.56万元，比2025年预算减少10万元，原因是新增1辆公务用车购置。"
    "其中：公务用车购置费15万元，比2025年预算减少10万元；公务用车运行费21.56万元，比2025年{base}持平。\n\n"
    "（三）公务接待费1.35万元。比2025年{base}减少0.50万元。"
)


@pytest.mark.parametrize(
    ("whole", "base", "count"),
    [("10.50", "预算", 0), ("1", "预算", 1), ("10.53", "预算", 0), ("1", "执行数", 0)],
)
def test_the_changes_of_the_three_public_expenses(
    tmp_path: Path, whole: str, base: str, count: int
) -> None:
    findings = found(tmp_path, PUBLIC.format(whole=whole, base=base))
    assert len(of("change-parts", findings)) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("2025年度“三公”经费支出决算数小于预算数的主要原因是节约。", 1),
        ("2026年度“三公”经费支出决算数小于预算数的主要原因是节约。", 0),
    ],
)
def test_last_year_in_final_accounts(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


CLASSES = """2026年支出总表
单位：万元
科目编码\t科目名称\t合计
210\t卫生健康支出\t20.00
21007\t计划生育事务\t20.00
2100717\t计划生育服务\t20.00

"""


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("卫生健康支出（类）卫生健康支出（款）计划生育事务（项）", 1),
        ("卫生健康支出（类）计划生育事务（款）计划生育服务（项）", 0),
    ],
)
def test_a_class_that_is_told_a_level_too_low(tmp_path: Path, path: str, count: int) -> None:
    told = f"{CLASSES}“{path}”科目20.00万元，主要用于计划生育事务。"
    assert len(of("class-name-code", found(tmp_path, told))) == count


UNITS_BY_CODE = """
2026年收入总表
单位：万元
科目编码\t科目名称\t合计
{rows}

2026年支出总表
单位：万元
科目编码\t科目名称\t合计
210\t卫生健康支出\t20.00

2026年一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计
210\t卫生健康支出\t20.00
"""


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("210\t石桥县水务局\t20.00", 0),
        ("210\t石桥县林业局\t20.00", 0),
        ("210\t农林水支出\t20.00", 1),
    ],
)
def test_a_unit_s_code_is_none_of_a_class(tmp_path: Path, rows: str, count: int) -> None:
    told = found(tmp_path, UNITS_BY_CODE.format(rows=rows))
    assert len(of("class-name-code", told)) == count


@pytest.mark.parametrize(("between", "count"), [("\n", 0), ("", 1)])
def test_a_heading_without_a_mark_is_no_sentence(tmp_path: Path, between: str, count: int) -> None:
    told = f"（一）公务接待费较上年下降5%{between}2026年公务接待费预算3.00万元，按规定安排。"
    messages = of("broken-sentence", found(tmp_path, told))
    assert len([message for message in messages if "缺少标点" in message]) == count
