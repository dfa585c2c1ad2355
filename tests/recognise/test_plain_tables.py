"""Plain text whose columns are only blanks: one blank behind each cell, or the layout of the page
kept by blanks.
"""

from __future__ import annotations

import pytest
from reading import document, parsed

from budgetgraph.document import Document, Grid
from budgetgraph.read.blank_columns.headings import place
from budgetgraph.read.blank_columns.spans import HeadingWords
from budgetgraph.read.blank_columns.table import table
from budgetgraph.read.pages.padded_text import is_aligned
from budgetgraph.recognise.dumped.plain_tables import grids


def cells(found: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in found.blocks
        if isinstance(block, Grid)
    ]


#: Every line ends a cell or a paragraph, so it ends in a blank.
FORM = "".join(
    f"{line} \n"
    for line in (
        "1、河道治理绩效目标表", "绩效目标 1.完成河道清淤", "一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据", "产出指标",
        "数量指标 河道长度 清淤的长度 ≥5公里 年度计划", "质量指标 验收合格率 合格的比例 100% 行业标准", "效益指标",
        "社会效益指标 受益人口 受益的人口数量 ≥2 万人 统计数据",
    )
)  # fmt: skip


def test_indicator_rows_are_told_by_what_their_words_are() -> None:
    (grid,) = cells(grids(document(FORM)))
    assert grid[-3:] == [
        ["产出指标", "数量指标", "河道长度", "清淤的长度", "≥5公里", "年度计划"],
        ["", "质量指标", "验收合格率", "合格的比例", "100%", "行业标准"],
        ["效益指标", "社会效益指标", "受益人口", "受益的人口数量", "≥2 万人", "统计数据"],
    ]


def test_a_heading_of_indicators_may_have_no_row() -> None:
    first_row = FORM.index("产出指标")
    (grid,) = cells(grids(document(FORM[:first_row])))
    assert grid[-1][:3] == ["一级指标", "二级指标", "三级指标"]


def test_the_name_of_a_second_level_that_is_also_one_of_a_first_stands_behind_its_first() -> None:
    line = "满意度指标 服务对象满意度指标 服务对象满意度 调查满意的比例 ≥90% 问卷 \n"
    (grid,) = cells(grids(document(FORM + line)))
    assert grid[-1] == [
        "满意度指标", "服务对象满意度指标", "服务对象满意度", "调查满意的比例", "≥90%", "问卷",
    ]  # fmt: skip


def test_a_word_under_no_column_keeps_its_row_in_one_cell() -> None:
    """A name of a level that is cut stands where the name does: nothing heads the third word."""
    heading = "一级指标 二级指标 三级指标 指标值"
    form = f"1、河道治理绩效目标表 \n{heading} \n产出指标 \n数量指标 河道长度 ≥5公里 \n效益指标 \n"
    line = "满意度指标 服务对象满意度指 群众满意度 ≥90% \n"
    (grid,) = cells(grids(document(form + line)))
    assert grid[-1] == ["效益指标 满意度指标 服务对象满意度指 群众满意度 ≥90%"]


def test_words_of_a_row_without_a_second_level_stay_together_in_one_cell() -> None:
    (grid,) = cells(grids(document(FORM + "管理指标 河道巡查 巡查的次数 ≥12次 \n")))
    assert grid[-1] == ["管理指标 河道巡查 巡查的次数 ≥12次"]


def test_a_document_with_grids_stays_as_it_is() -> None:
    found = document("项目\t金额\n办公费\t1.00")
    assert grids(found) is found


LAYOUT = """                 2025年部门支出预算总表
编制部门：上海市普陀区示例局                                        单位：元

                项目                              支出预算
功能分类科目编码
                   功能分类科目名称       合计           基本支出         项目支出
类    款    项
208             社会保障和就业支出    3,508,644.00   3,508,644.00
208   05        行政事业单位养老支出   3,508,644.00   3,508,644.00
208   05   01   行政单位离退休       1,000,000.00   1,000,000.00
208   05   05   基本养老保险缴费     2,508,644.00   2,508,644.00
221             住房保障支出         200,000.00                   200,000.00

                合计             3,708,644.00   3,508,644.00    200,000.00
注：本表反映部门年度支出预算。
"""


def test_the_layout_of_a_page_kept_by_blanks() -> None:
    assert is_aligned(LAYOUT.split("\n"))
    assert not is_aligned(FORM.split("\n"))
    (table,) = parsed(LAYOUT).tables
    assert (table.type, table.scale) == ("expenditure_summary", "元")
    assert [(row.code, row.item) for row in table.rows] == [
        ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080501", "行政单位离退休"), ("2080505", "基本养老保险缴费"),
        ("221", "住房保障支出"), (None, "合计"),
    ]  # fmt: skip
    assert [(cell.column, cell.value) for cell in table.rows[4].cells] == [
        ("合计", "200,000.00"),
        ("项目支出", "200,000.00"),
    ]
    assert table.rows[0].where.first == 8


@pytest.mark.parametrize(
    "below",
    ["第三部分   部门预算情况说明", "一、关于支出预算情况的说明", "（一）支出预算增加的原因"],
)
def test_a_heading_right_below_a_table_is_no_row_of_it(below: str) -> None:
    (table,) = parsed(LAYOUT.replace("注：本表反映部门年度支出预算。", below)).tables
    assert [row.item for row in table.rows][-1] == "合计"
    assert table.closes


def test_every_line_of_a_layout_keeps_its_number() -> None:
    found = document(LAYOUT)
    for block in found.blocks:
        if isinstance(block, Grid):
            for row in block.rows[4:]:
                for cell in row:
                    assert cell.text in found.source.lines[cell.where.first - 1]


@pytest.mark.parametrize(
    ("heading", "spans"),
    [
        ([(20, 28)], [(0, 3)]),
        ([(4, 9), (30, 38)], [(0, 1), (2, 3)]),
        ([(0, 5), (12, 18), (24, 28), (36, 40)], [(0, 0), (1, 1), (2, 2), (3, 3)]),
    ],
    ids=["one over all", "two over two each", "each its own"],
)
def test_a_heading_stands_over_the_columns_that_it_is_centred_over(
    heading: list[tuple[float, float]], spans: list[tuple[int, int]]
) -> None:
    columns = [(0.0, 6.0), (10.0, 20.0), (22.0, 32.0), (34.0, 44.0)]
    assert place(heading, columns) == spans


def test_pieces_of_a_wrapped_heading_are_put_together() -> None:
    heading = [[("项目", 0, 4), ("事业单位", 20, 28)], [("经营收入", 20, 28)]]
    lines = [*heading, [("甲", 0, 2), ("1.00", 24, 28)], [("乙", 0, 2), ("2.00", 24, 28)]]
    words = HeadingWords("项目".__eq__, "收入".__eq__, "总计".__eq__)
    assert [row for _, row in table(lines, 2, words)] == [
        ["项目", "事业单位经营收入"], ["甲", "1.00"], ["乙", "2.00"],
    ]  # fmt: skip


#: A text layer without the layout of its page: columns came out one below the other.
COLUMNS_BELOW = """2025年部门财务收支预算总表
单位：元

本年收入
项目

预算数

一、财政拨款收入

{amount} 一、一般公共服务支出
{behind}"""


@pytest.mark.parametrize(
    ("amount", "behind", "is_empty"),
    [
        ("", "注：本部门无该项支出。", True),
        ("31,214,205.80", "", False),
        ("", "2025年部门收入预算总表\n31,214,205.80 合计", True),
        ("", "2025年，本部门收入预算为三千一百二十一万元，比上年 增加 31,214,205.80 元。", True),
    ],
)
def test_a_heading_is_an_empty_table_only_where_no_amount_follows(
    amount: str, behind: str, is_empty: bool
) -> None:
    found = grids(document(COLUMNS_BELOW.format(amount=amount, behind=behind)))
    assert bool(cells(found)) == is_empty


def test_leaders_of_a_table_of_contents_head_no_column() -> None:
    found = document("1. 2025年部门财务收支预算总表\n………………\n2. 2025年部门收入预算总表\n………")
    assert cells(grids(found)) == []


@pytest.mark.parametrize(
    ("ended", "others", "is_joined"),
    # the last: one line may end in a blank by chance
    [(2, 6, True), (2, 7, False), (1, 3, False)],
)
def test_blanks_end_cells_where_a_quarter_of_the_lines_ends_in_one(
    ended: int, others: int, is_joined: bool
) -> None:
    lines = [*["河道治理 \n"] * ended, *["清淤长度\n"] * others]
    found = grids(document("".join(lines)))
    assert (len(found.blocks) == ended + 1) == is_joined


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("数量指标 巡查次数 全年巡查的次数 ≥12次 巡查记录 \n", True),
        ("数量指标 巡查次数 全年巡查 \n的次数 \n≥12次 \n巡查记录 \n", False),
        ("数量指标 资助比例 特困 100% 低保 60% 文件 \n", False),
        ("数量指标 巡查次数 ≥12次 巡查 \n记录 \n", True),
    ],
)
def test_a_row_in_which_several_words_may_be_the_target_stays_one_cell(
    line: str, is_told: bool
) -> None:
    (grid,) = cells(grids(document(FORM + line)))
    assert (len(grid[-1]) > 1) == is_told


def test_columns_below_a_heading_in_another_order_keep_to_it() -> None:
    heading = "一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据"
    other = FORM.replace(heading, "一级指标 二级指标 三级指标 指标值 绩效指标描述")
    (grid,) = cells(grids(document(other + "数量指标 巡查次数 按时巡查 全年12次 \n")))
    assert grid[-1] == ["", "数量指标", "巡查次数", "按时巡查", "全年12次"]


HEADED = "1、河道治理绩效目标表 \n一级指标 二级指标 三级指标 指标值 \n产出指标 数量指标 河道长度 ≥5公里 \n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("居住条件 明显改善", ["居住条件", "明显改善"]),
        ("居住条件 合格率", None),
        ("居民 满意度", None),
        ("居住条件 明显 改善", None),
    ],
)
def test_a_target_in_words_is_told_by_the_number_of_columns(
    words: str, expected: list[str] | None
) -> None:
    (grid,) = cells(grids(document(f"{HEADED}效益指标 社会效益指标 {words} \n")))
    levels = ["效益指标", "社会效益指标"]
    assert grid[-1] == ([" ".join([*levels, words])] if expected is None else [*levels, *expected])
