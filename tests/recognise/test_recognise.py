"""Which grid is which form: titles and captions above it, pages put together, and what no form
claims kept and said so.
"""

from __future__ import annotations

import pytest
from reading import parsed, recognised, tabbed

from budgetgraph.document.folding import as_read
from budgetgraph.recognise import FormClaim, TableClaim
from budgetgraph.recognise.for_readers import KnownLayouts

HEAD = "450 平乡县示例局\n预算年度：2025\n单位：万元\n"
HEADING = "序号 | 科目编码 | 科目名称 | 合计"


def claims(text: str) -> list[TableClaim]:
    return recognised(text).tables


def test_captions_titles_and_prose_are_told_apart() -> None:
    found = recognised(
        "第一部分 部门概况\n本部门负责水利工作。\n部门预算支出总表\n"
        + HEAD
        + tabbed(HEADING, "1 | 208 | 社会保障 | 5.00")
    )
    assert [claim.type for claim in found.tables] == ["expenditure_summary"]
    assert [caption.text for caption in found.captions] == [
        "450 平乡县示例局",
        "预算年度：2025",
        "单位：万元",
    ]
    assert [paragraph.text for paragraph in found.prose] == [
        "第一部分 部门概况",
        "本部门负责水利工作。",
    ]


def test_a_sentence_between_a_title_and_its_table_is_prose() -> None:
    found = recognised(
        "部门预算支出总表\n2025年支出预算5.00万元。\n"
        + HEAD
        + tabbed(HEADING, "1 | 208 | 社会保障 | 5.00")
    )
    assert [claim.type for claim in found.tables] == ["expenditure_summary"]
    assert [paragraph.text for paragraph in found.prose] == ["2025年支出预算5.00万元。"]


def test_pages_of_one_table_are_one_claim() -> None:
    page = HEAD + tabbed(HEADING, "1 | 208 | 社会保障 | 5.00")
    again = tabbed(HEADING, "2 | 210 | 卫生健康 | 6.00")
    for between in ("\n\n", "\n- 3 -\n", "\n部门预算支出总表\n" + HEAD):
        (claim,) = claims("部门预算支出总表\n" + page + between + again)
        assert [len(fragment.rows) for fragment in claim.fragments] == [1, 1]


@pytest.mark.parametrize(
    "lines",
    [
        ("┌────┬────┬────┐", "│%s│", "├────┼────┼────┤", "│%s│", "└────┴────┴────┘"),
        ("+----+----+----+", "| %s |", "+====+====+====+", "| %s |", "+----+----+----+"),
        ("｜%s｜", "｜%s｜"),
    ],
)
def test_a_table_drawn_with_characters(lines: tuple[str, ...]) -> None:
    cells = iter(["科目编码|科目名称|合计", "208|社会保障支出|5.00"])
    drawn = [line % next(cells) if "%s" in line else line for line in lines]
    (claim,) = claims(as_read("部门预算支出总表\n单位：万元\n" + "\n".join(drawn)))
    [[row]] = [fragment.rows for fragment in claim.fragments]
    assert [cell.text for cell in row] == ["208", "社会保障支出", "5.00"]


@pytest.mark.parametrize("padded", [False, True])
def test_a_markdown_table_of_bars(padded: bool) -> None:
    rows = [
        "| 科目编码 | 科目名称 | 合计 |",
        "| --- | :--- | ---: |",
        *(f"| 20{number} | 甲\\|乙 | {number}.00 |" for number in range(1, 7)),
        "| | | |",
    ]
    rows = [row.replace(" |", "      |") for row in rows] if padded else rows
    (claim,) = claims(f"## 部门预算支出总表\n\n{HEAD}\n" + "\n".join(rows) + "\n")
    (fragment,) = claim.fragments
    assert [cell.text for cell in fragment.heading[0]] == ["科目编码", "科目名称", "合计"]
    assert [cell.text for cell in fragment.rows[0]] == ["201", "甲|乙", "1.00"]
    assert len(fragment.rows) == 6, "a row without a cell is none"


@pytest.mark.parametrize("end", ["", "\n"], ids=["one line", "a row a line"])
def test_a_table_written_as_html_in_a_text(end: str) -> None:
    rows = (
        '<tr><td colspan="2">科目</td><td rowspan="2">合计</td></tr>', "<tr><th>编码</th><th>名称</th></tr>",
        "<tr><td>208</td><td>社会<br>保障</td><td>5.00</td></tr>",
    )  # fmt: skip
    (claim,) = claims(
        f"# 部门预算支出总表\n{HEAD}<html><body><table>{end}{end.join(rows)}{end}</table></body></html>\n正文。\n"
    )
    (fragment,) = claim.fragments
    assert [[cell.text for cell in row] for row in fragment.heading] == [
        ["科目", "", "合计"],
        ["编码", "名称", ""],
    ]
    assert [cell.text for cell in fragment.rows[0]] == ["208", "社会\n保障", "5.00"]
    assert fragment.rows[0][0].where.first == (5 if not end else 8)


def test_the_next_title_begins_the_next_table() -> None:
    table = tabbed(HEADING, "1 | 208 | 甲 | 5.00")
    found = claims(f"部门预算支出总表\n{HEAD}{table}\n部门预算收入总表\n{table}")
    assert [claim.type for claim in found] == ["expenditure_summary", "revenue_summary"]


def test_tables_of_another_department_stay_apart() -> None:
    table = tabbed(HEADING, "1 | 208 | 甲 | 5.00")
    text = f"部门预算支出总表\n{HEAD}{table}\n部门预算支出总表\n{HEAD.replace('450 平乡县示例局', '451 平乡县水利局')}{table}\n"
    assert len(claims(text)) == 2
    assert [note.code for note in parsed(text).notes] == ["another-department"]


def test_a_title_row_inside_the_table() -> None:
    (claim,) = claims(
        tabbed(
            "部门预算支出总表 | | | ",
            "部门：平乡县示例局 | | 单位：万元 | ",
            HEADING,
            "1 | 208 | 甲 | 5.00",
        )
    )
    assert (claim.type, claim.title.text, len(claim.captions)) == (
        "expenditure_summary",
        "部门预算支出总表",
        2,
    )


def test_a_table_that_no_form_claims_is_kept_and_said() -> None:
    table, other = tabbed(HEADING, "1 | 208 | 甲 | 5.00"), tabbed("车型 | 数量", "轿车 | 3")
    found = recognised(f"部门预算支出总表\n{HEAD}{table}\n四、车辆情况\n{other}")
    assert [len(grid.rows) for grid in found.unclaimed] == [2]
    assert [note.code for note in found.notes] == ["table-not-known"]


@pytest.mark.parametrize(
    "title",
    [
        "1. 部门预算支出总表 ………… 5",
        "- 部门预算支出总表",
        "部门预算支出总表见附件，请参阅。",
        "部门收支总表说明",
    ],
)
def test_no_title(title: str) -> None:
    found = recognised(f"{title}\n\n正文。\n" + tabbed("车型 | 数量", "轿车 | 3"))
    assert not found.tables


FORM = tabbed(
    "项目编码 | 13053225P00T216100029 | 项目名称 | 河道治理",
    "一级指标 | 二级指标 | 三级指标 | 指标值",
    "产出指标 | 数量指标 | 河道长度 | ≥5公里",
)


def test_a_form_goes_on_until_the_next_one() -> None:
    more = tabbed(
        "一级指标 | 二级指标 | 三级指标 | 指标值", "效益指标 | 社会效益指标 | 受益人口 | ≥2万人"
    )
    second = "2、水库移民绩效目标表\n" + FORM.replace("河道治理", "水库移民")
    found = recognised(f"1、河道治理绩效目标表\n{FORM}\n\n{more}\n{second}")
    assert [(form.kind, form.number, form.name, len(form.pages)) for form in found.forms] == [
        ("project", 1, "河道治理", 2), ("project", 2, "水库移民", 1),
    ]  # fmt: skip
    assert all(isinstance(form, FormClaim) for form in found.forms)


def test_a_heading_of_names_and_amounts_is_no_form() -> None:
    found = recognised("单位：万元\n" + tabbed("项目名称 | 金额", "一般公共预算 | 5.00"))
    assert not found.forms
    assert len(found.unclaimed) == 1


@pytest.mark.parametrize("title", ["部门收支总表", "《部门收支总表》"])
def test_a_table_whose_columns_cannot_be_told_is_claimed_without_rows(title: str) -> None:
    found = recognised(f"{title}\n行政运行 14348853 0.00 费用 科目 12.00 3.50 7.00 9.10\n")
    assert [(table.type, len(table.fragments)) for table in found.tables] == [
        ("revenue_expenditure_summary", 0)
    ]


@pytest.mark.parametrize(
    ("line", "is_mark"),
    [
        ("附件2", True),
        ("- 3 -", True),
        ("公开09表", True),
        ("2025年度", False),
        ("（2025年度）", False),
    ],
)
def test_a_mark_of_the_page_tells_no_year(line: str, is_mark: bool) -> None:
    assert KnownLayouts().is_page_mark(line) is is_mark


@pytest.mark.parametrize(
    ("below", "pages"),
    [
        ("主办：青湖县人民政府 | 网站标识码：1300000001", 1),
        ("质量指标 | ≥95%", 2),
        ("项目单位 | 青湖县河道所", 2),
        ("主办单位 | 青湖县 | 标识 | 1300000001", 2),  # as wide as the form
    ],
)
def test_the_foot_of_a_web_page_is_no_row_of_the_form_above(below: str, pages: int) -> None:
    form = tabbed(
        "一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 清淤长度 | ≥5公里"
    )
    found = recognised(f"河道清淤绩效目标表\n{form}\n\n{tabbed(below)}")
    (claim,) = found.forms
    assert len(claim.pages) == pages
    assert len(found.unclaimed) == 2 - pages


@pytest.mark.parametrize(
    ("below", "captions"),
    [("", ["单位：万元"]), ("单位：元\n", ["单位：元"])],
    ids=["above the title alone", "below the title, too"],
)
def test_the_unit_of_money_right_above_a_title(below: str, captions: list[str]) -> None:
    table = tabbed(HEADING, "1 | 208 | 社会保障 | 5.00")
    (claim,) = claims(f"石桥县水务局2025年部门预算\n单位：万元\n部门预算支出总表\n{below}{table}")
    assert [caption.text for caption in claim.captions] == captions


@pytest.mark.parametrize(("text", "heads"), [("二级指标", True), ("成本指标", False)])
def test_the_name_of_a_level_heads_no_column(text: str, heads: bool) -> None:
    assert KnownLayouts().heads_words(text) is heads


@pytest.mark.parametrize(
    "remark",
    ["注：“三公”经费包括因公出国（境）经费和公务接", "（本部门无“三公”经费支出，此表为空。）"],
)
def test_a_remark_below_a_table_begins_no_title(remark: str) -> None:
    table = tabbed(HEADING, "1 | 208 | 社会保障 | 5.00")
    found = claims(f"部门支出总表\n{table}\n{remark}\n政府性基金预算支出情况表\n{table}\n")
    assert [claim.title.text for claim in found] == ["部门支出总表", "政府性基金预算支出情况表"]
    assert found[1].type == "government_fund_expenditure"
