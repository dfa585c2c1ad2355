"""Kinds of slips that a checker writes down and that need no table: reasons that go the other way,
things counted, words and paragraphs and numbers that stand twice, words of another paper. Beside each
what must not be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2024年度部门决算\n\n石桥县水务局2024年度收入总计900.00万元，支出总计900.00万元。\n\n"
UNIT = "石桥县水文站2026年单位预算\n\n2026年本单位收入预算900.00万元，支出预算900.00万元。\n\n"


# --- change-percentage: reasons -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("会议费3.00万元，比上年减少0.50万元，增加的主要原因是会议减少。", 1),
        ("会议费3.00万元，比上年增加0.50万元，增长20.00%。减少原因：会议减少。", 1),
        ("会议费3.00万元，比上年减少0.50万元，减少的主要原因是会议减少。", 0),
        # One of several changes goes the way of the reason.
        ("收入减少5.00万元，支出增加3.00万元，增加的主要原因是业务量。", 0),
        # No direction is told before it.
        ("会议费3.00万元，增加的主要原因是会议增加。", 0),
        ("会议费3.00万元，比上年减少0.00万元，增加的主要原因是会议增加。", 0),
        ("比上年减少0.50万元，主要是人员增加原因造成。", 0),
    ],
)
def test_a_reason_that_goes_the_other_way(tmp_path: Path, told: str, count: int) -> None:
    messages = of("change-percentage", found(tmp_path, told))
    assert len([message for message in messages if "原因却写" in message]) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        # A paragraph that begins with an amount is the end of a sentence.
        ("5.07万元，增长42.68%，其中：用车费增加5.07万元，增长42.68%。", 0),
        # The comparison names which of the amounts before it is meant.
        (
            "收入预算1860.00万元，其中：事业收入180.00万元；收入预算较上年增加96.00万元，上升6.24%。",
            1,
        ),
        (
            "收入预算1860.00万元，其中：事业收入180.00万元；收入预算较上年增加96.00万元，上升5.44%。",
            0,
        ),
        ("收入预算1860.00万元，其中：事业收入180.00万元；其他较上年增加96.00万元，上升6.24%。", 0),
    ],
)
def test_a_comparison_that_names_its_subject(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, told))) == count


# --- change-percentage: shares of a whole that another sentence tells -------------------------------
SHARES = [
    ("“三公”经费13.56万元。其中：接待费0.96万元，占8.07%；用车费12.60万元，占92.92%。", 1),
    ("“三公”经费13.56万元。其中：接待费0.96万元，占7.08%；用车费12.60万元，占92.92%。", 0),
    (
        "支出合计1000.00万元，其中：基本支出557.00万元，占56.98%；\n\n项目支出443.00万元，占44.30%。",
        1,
    ),
    (
        "支出合计1000.00万元，其中：基本支出557.00万元，占55.70%；\n\n项目支出443.00万元，占44.30%。",
        0,
    ),
    # The only part is as much as the whole.
    ("收入合计9746.50万元，其中：财政拨款收入9746.50万元，占97.00%。", 1),
    ("收入合计9746.50万元，其中：财政拨款收入9746.50万元，占100.00%。", 0),
    ("收入合计9746.50万元，其中：财政拨款收入9746.40万元，占97.00%。", 0),
    # Shares of two wholes are no list.
    ("收入900.00万元。其中：甲90.00万元，占收入的10%；乙50.00万元，占支出的8%。", 0),
]


@pytest.mark.parametrize(("told", "count"), SHARES)
def test_a_share_whose_whole_stands_in_another_sentence(
    tmp_path: Path, told: str, count: int
) -> None:
    assert len(of("change-percentage", found(tmp_path, told))) == count


# --- statement-parts: counted things ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("共有车辆4辆，其中：应急保障用车1辆，特种用车2辆，其他用车2辆。", 1),
        ("共有车辆6辆，其中：执法用车2辆、特种用车1辆、其他用车2辆；设备0台（套）。", 1),
        ("共有车辆5辆，其中：应急保障用车1辆，特种用车2辆，其他用车2辆。", 0),
        # The list may be of some uses alone.
        ("共有车辆6辆，其中：执法用车2辆、特种用车1辆。", 0),
        ("自评项目12个，涉及资金900.00万元，其中：等级为优的9个，良的4个。", 1),
        ("自评项目12个，涉及资金900.00万元，其中：等级为优的9个，良的3个。", 0),
        # A project may be of two kinds.
        ("项目12个，其中：民生类9个，跨年度4个。", 0),
        ("有科室3个、项目12个，其中：等级为优的9个，良的3个。", 0),
    ],
)
def test_things_that_a_sentence_counts(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, told))
    assert len([message for message in messages if "所列各项之和" in message]) == count


# --- broken-sentence: what stands twice -------------------------------------------------------------
PARAGRAPH = (
    "重点河道整治项目完成河道清淤8.5公里、护岸加固3.2公里，有效提升了河道行洪能力和水环境质量。"
)
NOTE = "注：本表金额以万元为单位列示，因四舍五入，各项之和与合计可能存在尾差，以系统内的数字为准。"
TABLES = "\n\n".join(
    f"2026年{name}表\n\n| 项目 | 合计 |\n| --- | --- |\n| {name} | 900.00 |\n\n{NOTE}"
    for name in ("收入", "支出")
)
ENTRIES = "\n\n".join(
    f"{number}.“农林水支出（类）水利（款）{name}（项）”88.70万元，主要用于局机关和所属单位{name}支出。"
    for number, name in enumerate(("水利工程建设", "水资源节约管理与保护", "防汛"), start=1)
)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("会议费用于用于召开会议，按规定安排。", "“用于用于”重复"),
        ("重点项目情况情况见附件，按规定安排。", "“情况情况”重复"),
        ("收入比上年增加增加5.00万元。", "“增加增加”重复"),
        ("因人员增加增加工资支出5.00万元，按工作安排安排资金。", None),
        ("组织实施实施方案，提高最低生活保障保障标准。", None),
        ("由社会工作工作站承办，一项一项落实。", None),
        (f"项目情况。{PARAGRAPH}\n\n{PARAGRAPH}", "整段重复"),
        (f"{PARAGRAPH}\n\n{PARAGRAPH.replace('8.5', '8.6')}", None),
        # The same note below each of two tables.
        (TABLES, None),
        (f"{TABLES}\n\n{NOTE}", "整段重复"),
        # Entries that a page prints again.
        (f"{ENTRIES}\n\n{ENTRIES}", "整段重复"),
        (f"（一）财政拨款\n\n{ENTRIES}\n\n（二）一般公共预算\n\n{ENTRIES}", None),
        ("无政府性基金预算。\n\n无政府性基金预算。", None),
        (
            "1.收入：指收入。\n\n2.支出：指支出。\n\n2.结余：指结余。\n\n4.经费：指经费。",
            "序号重复",
        ),
        ("1.收入：指收入。\n\n2.支出：指支出。\n\n3.结余：指结余。\n\n4.经费：指经费。", None),
        ("1.收入：指收入。\n\n1.支出：指支出。\n\n1.结余：指结余。", None),
        # A bracket of a table's number has its other half.
        ("收支预算总表说明(表1)，见附件，按规定安排。", None),
        ("负责事项：1）起草规划；2）组织实施，按规定安排。", None),
        ("【发布时间:2022-04-15】【作者:办公室】【阅读:", None),
        ("【三公经费】【培训费】【会议费", "不成对"),
    ],
)
def test_what_stands_twice(tmp_path: Path, told: str, words: str | None) -> None:
    messages = of("broken-sentence", found(tmp_path, told))
    assert any(words in message for message in messages) if words else not messages


def test_a_sentence_after_another_without_its_stop(tmp_path: Path) -> None:
    told = [
        f"{number}、项目{number}按有关规定安排预算，主要用于保障日常运行。"
        for number in range(1, 13)
    ]
    bare = "2026年完成全部任务。各项支出均按照预算执行到位并接受监督"
    closed = [*told, bare, "13、其他项目按有关规定安排预算，主要用于保障日常运行。"]
    assert any(
        "后没有句号" in message
        for message in of("broken-sentence", found(tmp_path, "\n\n".join(closed)))
    )
    short = "注：本表反映石桥县水务局全年财政拨款收支情况的总体数据"
    assert of("broken-sentence", found(tmp_path, "\n\n".join([*told, short, closed[-1]])))
    heading = "石桥县水务局全年财政拨款收支情况的总体说明及其他事项"
    assert not of("broken-sentence", found(tmp_path, "\n\n".join([*told, heading, closed[-1]])))
    noted = [*told, "2026年完成任务。（具体支出事项按照实际发生的分类填写）", closed[-1]]
    assert not of("broken-sentence", found(tmp_path, "\n\n".join(noted)))


# --- paper-kind -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("第三部分 2023年度部门决算情况说明", 1),
        ("第三部分 2024年度部门决算情况说明", 0),
        ("第三部分 2023年度预算执行情况", 0),
        ("2023年度部门决算情况说明", 0),
        ("截至2023年12月31日，共有车辆6辆。", 1),
        ("截至2024年12月31日，共有车辆6辆。", 0),
        ("截至2022年12月31日，共有车辆6辆。", 0),
        (
            "本部门单位决算中反映的数据，取自决算报表，现就有关情况予以说明，供社会公众查阅和监督使用，欢迎来函来电。",
            1,
        ),
        (
            "下属单位决算中反映的数据，取自决算报表，现就有关情况予以说明，供社会公众查阅和监督使用，欢迎来函来电。",
            0,
        ),
    ],
)
def test_words_of_another_paper_in_final_accounts(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("本单位收入。本单位支出。我部门没有基金。", 1),
        ("本单位收入。我部门支出。我部门没有基金。", 0),
        ("石桥县档案馆核定编制62名。石桥县水文站职责。石桥县水文站机构。", 1),
        ("石桥县水文站核定编制62名。石桥县水文站职责。石桥县水文站机构。", 0),
        ("县水文站核定编制62名。石桥县水文站职责。石桥县水文站机构。", 0),
        ("石桥县档案馆核定编制62名。石桥县文化馆核定编制8名。石桥县水文站职责。", 0),
        ("截至2026年12月31日，共有车辆6辆。", 1),
        ("截至2025年12月31日，共有车辆6辆。", 0),
    ],
)
def test_words_of_another_paper_in_a_unit_s(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told, UNIT))) == count


@pytest.mark.parametrize(("body", "count"), [("农业执法大队", 0), ("石桥县教育局", 1)])
def test_a_body_that_may_be_a_unit_of_the_bureau(tmp_path: Path, body: str, count: int) -> None:
    told = f"{body}2026年收入预算200.00万元。石桥县水务局职责。石桥县水务局机构。"
    assert len(of("paper-kind", found(tmp_path, told))) == count


def test_the_kind_of_a_paper_is_what_most_of_its_cover_says(tmp_path: Path) -> None:
    contents = "目录\n\n一、2026年单位预算公开表\n\n二、2026年部门预算编制说明\n\n"
    messages = of("paper-kind", found(tmp_path, contents, UNIT))
    assert any("部门预算编制说明" in message for message in messages)
    undecided = "目录\n\n二、2026年部门预算编制说明\n\n"
    assert not of("paper-kind", found(tmp_path, undecided, UNIT))


# --- template-residue, class-name-code, item-two-amounts --------------------------------------------
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("比上年减少增加8.00万元。", 1),
        ("比上年增加了下降8.00万元。", 1),
        ("减少增加值核算的误差。", 0),
        ("单价50万元以上通用设备__台（套）。", 1),
        ("项目由XX科牵头实施。", 1),
        ("项目由XX牵头实施。", 0),
        ("项目支出[]万元，按规定安排。", 1),
        ("发布时间:2016-04-28 字体:[ ]", 0),
    ],
)
def test_what_a_template_left(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("template-residue", found(tmp_path, told))) == count


@pytest.mark.parametrize(("name", "count"), [("农林水事务支出", 1), ("农林水支出", 0)])
def test_a_former_name_with_a_word_more(tmp_path: Path, name: str, count: int) -> None:
    told = f"1.{name}（类）水利（款）行政运行（项）年初预算为1180.00万元。"
    assert len(of("class-name-code", found(tmp_path, told))) == count


@pytest.mark.parametrize(("again", "count"), [("120.00", 1), ("118.00", 0)])
def test_an_item_told_again_without_its_year(tmp_path: Path, again: str, count: int) -> None:
    item = "1、农林水支出（类）水利（款）行政运行（项）118.00万元。"
    told = f"{item}今年安排{again}万元，比上年增加。"
    assert len(of("item-two-amounts", found(tmp_path, told))) == count


# --- paper-kind: the note of another table ----------------------------------------------------------
EMPTY = """2026年{name}预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t\t\t

{note}
"""


@pytest.mark.parametrize(
    ("name", "note", "count"),
    [
        ("国有资本经营", "注：本部门2026年无国有资本经营预算拨款安排的预算，故本表为空表。", 0),
        ("国有资本经营", "注：本部门2026年无政府性基金预算拨款安排的预算，故本表为空表。", 1),
        ("政府性基金", "备注：我单位2026年没有国有资本经营预算支出，此表无数据。", 1),
        ("政府性基金", "备注：我单位2026年没有政府性基金和国有资本经营预算支出，此表无数据。", 0),
        ("政府性基金", "注：本部门2025年无政府性基金预算拨款安排的预算，故本表为空表。", 1),
        ("政府性基金", "注：本部门2025年、2026年均无政府性基金预算，故本表为空表。", 0),
        ("政府性基金", "说明：国有资本经营预算另行公开。", 0),
    ],
)
def test_the_note_of_another_table(tmp_path: Path, name: str, note: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, EMPTY.format(name=name, note=note)))
    assert len(messages) == count
