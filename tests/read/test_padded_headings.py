"""Headings of tables that only blanks lay out: wrapped in narrow columns, of the two sides of a
table, cut by the end of a page; and sentences that blanks stretch, which are no tables.
"""

from __future__ import annotations

import pytest
from reading import parsed

from budgetgraph.read.blank_columns.by_order import columns_by_order
from budgetgraph.read.blank_columns.heading_pieces import joined_pieces
from budgetgraph.read.blank_columns.headings import heading_rows
from budgetgraph.read.blank_columns.names_by_code import with_names_of_codes
from budgetgraph.read.blank_columns.pushed import with_names_apart
from budgetgraph.read.blank_columns.spans import HeadingWords, Segment, Span
from budgetgraph.read.blank_columns.spread_words import with_spread_words
from budgetgraph.read.blank_columns.table import table as rows_of
from budgetgraph.read.blank_columns.totals import with_totals_beside_amounts
from budgetgraph.read.pages.padded_text import is_aligned

KNOWN = "项目 金额 合计 财政拨款收入 功能分类 科目名称 科目编码 拨款 一般公共预算财政".split()
WORDS = HeadingWords(
    is_word=KNOWN.__contains__,
    is_side={"收入", "支出", "财政拨款收入"}.__contains__,
    wraps={"一般公共预算财政拨款"}.__contains__,
)


def line(*cells: tuple[str, float]) -> list[Segment]:
    """Segments that begin at the given places, one unit a character."""
    return [(text, left, left + len(text)) for text, left in cells]


def headings(lines: list[list[Segment]], spans: list[Span]) -> list[list[str]]:
    return [cells for _, cells in heading_rows(lines, spans, WORDS)]


def test_the_pieces_of_a_long_heading_are_one_though_each_is_a_heading() -> None:
    spans: list[Span] = [(0, 10), (20, 28), (40, 48)]
    upper = line(("一般公共预算财政", 40))
    middle = line(("项目", 3), ("合计", 23))
    lower = line(("拨款", 43))
    assert headings([upper, middle, lower], spans) == [
        ["", "", "一般公共预算财政拨款"],
        ["项目", "合计", ""],
    ]


def test_a_word_in_a_lower_line_beside_the_others_heads_its_own_column() -> None:
    spans: list[Span] = [(0, 7), (10, 23), (28, 35), (40, 47)]
    fullest = line(("功能分类", 2), ("合计", 26), ("财政拨款收入", 38))
    middle = line(("科目名称", 17))
    lower = line(("科目编码", 2))
    rows = headings([fullest, middle, lower], spans)
    assert rows[0] == ["功能分类", "", "合计", "财政拨款收入"]
    assert rows[1][1] == "科目名称"


def test_sides_go_over_all_columns() -> None:
    spans: list[Span] = [(0, 12), (20, 28), (32, 46), (60, 68), (72, 84), (90, 98)]
    sides = line(("收入", 14), ("支出", 68))
    leaves = line(("项目", 4), ("金额", 23), ("项目", 38), ("金额", 63), ("项目", 77), ("金额", 93))
    assert headings([sides, leaves], spans)[0] == ["收入", "", "支出", "", "", ""]


def test_a_side_in_the_fullest_line_heads_a_column() -> None:
    rows = rows_of(
        [
            line(("项目", 4), ("合计", 26), ("财政拨款收入", 38), ("金额", 52)),
            line(("行政运行", 2), ("9.00", 27), ("9.00", 40)),
        ],
        2,
        WORDS,
    )
    assert rows[1] == (1, ["行政运行", "9.00", "9.00", ""])


def test_a_heading_in_two_lines_around_others_is_one_in_its_lower_line() -> None:
    upper = line(("单位预留机动经", 20))
    middle = line(("项目", 3), ("合计", 12))
    lower = line(("费", 23))
    assert joined_pieces([upper, middle, lower], WORDS) == [
        [],
        middle,
        [("单位预留机动经费", 20, 27)],
    ]


@pytest.mark.parametrize(
    ("lower", "reason"),
    [
        (line(("合计", 22)), "a known heading"),
        (line(("县", 20), ("乡", 25)), "two under one: a group"),
        (line(("费", 20)), "off its centre"),
        (line(("及其他各项杂费", 19)), "wider than the piece above"),
    ],
)
def test_what_is_no_rest_of_the_heading_above_it(lower: list[Segment], reason: str) -> None:
    upper = line(("预留机动经", 20))
    assert joined_pieces([upper, lower], WORDS) == [upper, lower], reason


def test_numbers_at_the_right_under_centred_headings_are_told_by_their_order() -> None:
    heading = [line(("经费", 12)), line(("合计", 3), ("小计", 12), ("购置费", 22))]
    numbers: list[Span] = [(8, 13), (17, 21), (28, 32)]
    apart = [line(("经费", 12)), line(("合计", 3), ("小计", 11), ("购置费", 22))]
    assert columns_by_order([(8, 10), (17, 21), (28, 32)], apart) == [(3, 10), (11, 21), (22, 32)]
    assert columns_by_order(numbers, heading) is None, "小计 begins above the first number"
    assert columns_by_order(numbers[:2], heading) is None, "one column too few"
    assert columns_by_order([(1, 3), (17, 21), (28, 32)], apart) is None, "合计 ends behind it"


def test_a_total_centred_over_a_side_is_put_beside_its_amount() -> None:
    rows = [
        ["一、教育", "90.00", "一、基本", "90.00"],
        ["二、科技", "30.00", "二、项目", "30.00"],
        ["", "支出合计", "", "120.00"],
        ["", "注", "说明", ""],
    ]
    with_totals_beside_amounts(rows)
    assert rows[2:] == [["", "", "支出合计", "120.00"], ["", "注", "说明", ""]]


@pytest.mark.parametrize(("code", "moves"), [("307", True), ("30,701", False)])
def test_a_column_of_codes_may_stand_between_a_total_and_the_names(code: str, moves: bool) -> None:
    rows = [
        ["办公费", "90.00", code, "债务利息", ""],
        ["差旅费", "30.00", "310", "资本性支出", "4.00"],
        ["", "经费合计", "", "", "4.00"],
    ]
    with_totals_beside_amounts(rows)
    place = 3 if moves else 1
    assert rows[2].index("经费合计") == place


def test_words_beside_few_numbers_stay() -> None:
    rows = [["甲", "90.00", "丙"], ["乙", "支出合计", ""]]
    with_totals_beside_amounts(rows)
    assert rows == [["甲", "90.00", "丙"], ["乙", "支出合计", ""]]


def test_a_name_in_several_lines_is_told_by_its_code() -> None:
    rows = [
        ["编码", "名称", "金额"],
        ["", "社会保障和就", ""],
        ["208", "", "9.00"],
        ["", "业支出", ""],
        ["", "行政事业单位", ""],
        ["20805", "养老", "8.00"],
        ["", "支出", ""],
        ["", "甲乙", ""],
        ["21202", "", "7.00"],
        ["", "丙", ""],
        ["", "合计", "9.00"],
    ]
    assert [cells for _, cells in with_names_of_codes(list(enumerate(rows)))] == [
        ["编码", "名称", "金额"],
        ["208", "社会保障和就业支出", "9.00"],
        ["20805", "行政事业单位养老支出", "8.00"],
        ["21202", "甲乙丙", "7.00"],
        ["", "合计", "9.00"],
    ]


BESIDE = [
    ["205", "教育支出", "9.00"],
    ["20509", "教育费附加安排的", "8.00"],
    ["", "支出", ""],
    ["2050999", "其他教育费附加安", "8.00"],
    ["", "排的支出", ""],
]
PROOF = [["2080505", "机关事业单位基本", "7.00"], ["", "养老保险缴费支出", ""]]
CENTRED = [["", "社会保障和就", ""], ["208", "", "7.00"], ["", "业支出", ""]]


@pytest.mark.parametrize(
    ("below", "names"),
    [
        (PROOF, ["教育费附加安排的支出", "其他教育费附加安排的支出"]),
        (CENTRED, ["教育费附加安排的", "支出其他教育费附加安排的支出"]),
    ],
    ids=["a known name begins beside its code", "a known name is centred"],
)
def test_names_without_a_known_code_go_on_as_the_known_ones_do(
    below: list[list[str]], names: list[str]
) -> None:
    found = with_names_of_codes(list(enumerate([*BESIDE, *below])))
    assert [cells[1] for _, cells in found][1:3] == names


@pytest.mark.parametrize(
    "stray",
    [
        [["", "社会保障和就", ""], ["208", "", "9.00"], ["", "业务费", ""]],
        [["208", "社会保障和就业支出", "9.00"], ["", "甲", ""]],
        [["名称", "金额", ""], ["甲", "9.00", ""]],
    ],
)
def test_lines_that_no_code_proves_stay_as_they_are(stray: list[list[str]]) -> None:
    rows = list(enumerate(stray))
    assert with_names_of_codes(rows) == rows


ONE_ROW = """              平乡县示例局2025年部门预算公开
              部门支出总表
                                                  单位：万元
科目编码      科目名称                        合计        基本支出        项目支出
208       社会保障和就业支出               125.45      125.45
213       农林水支出                  1716.37     1414.12      302.25
214       交通运输支出                 1716.37     1414.12      302.25
215       资源勘探工业信息等支出            1716.37     1414.12      302.25
          合计                     5274.56     4367.81      906.75
\f                     2025年部门“三公”经费预算表
                                                                    单位:万元

                               “三公”经费预算数

                                                公务用车购置及运行费
   合计           因公出国(境)费     公务接待费
                                        小计          购置费          运行费

        10.71         0.00       0.73        9.98         0.00         9.98
"""


def test_a_table_of_one_row_is_read() -> None:
    table = parsed(ONE_ROW).tables[1]
    assert [(cell.column, cell.value) for cell in table.rows[0].cells] == [
        ("合计", "10.71"),
        ("因公出国(境)费", "0.00"),
        ("公务接待费", "0.73"),
        ("小计", "9.98"),
        ("购置费", "0.00"),
        ("运行费", "9.98"),
    ]


#: The page ends below the sides of a table of two sides.
CUT_BELOW_SIDES = """              平乡县示例局2025年部门预算公开
              财政拨款收支预算总表
                                                       单位：万元
              收入                                      支出
\f          项目名称        金额               项目名称           金额

一、一般公共预算                   120.00   一、基本支出              90.00

二、政府性基金预算                     0.00   二、项目支出              20.00

三、国有资本经营预算                   0.00   三、单位预留机动经费           8.00

四、其他资金                       0.00   四、结转下年资金             2.00

          收入合计             120.00        支出合计             120.00

二、其他事项
"""


def test_sides_at_the_end_of_a_page_head_the_table_on_the_next() -> None:
    (table,) = parsed(CUT_BELOW_SIDES).tables
    assert table.type == "fiscal_appropriation_summary"
    cells = [(row.item, cell.column, cell.value) for row in table.rows for cell in row.cells]
    assert cells == [
        ("一、一般公共预算", "收入/金额", "120.00"),
        ("一、基本支出", "支出/金额", "90.00"),
        ("二、政府性基金预算", "收入/金额", "0.00"),
        ("二、项目支出", "支出/金额", "20.00"),
        ("三、国有资本经营预算", "收入/金额", "0.00"),
        ("三、单位预留机动经费", "支出/金额", "8.00"),
        ("四、其他资金", "收入/金额", "0.00"),
        ("四、结转下年资金", "支出/金额", "2.00"),
        ("收入合计", "收入/金额", "120.00"),
        ("支出合计", "支出/金额", "120.00"),
    ]


STRETCHED = """{table}
\f   二、预算情况说明
   2025 年度支出预算总计 1841.82 万元，与上
年相比增加                        63.80   万元，增长
3.59    %。主要是人员增加。
"""


def test_a_sentence_stretched_by_blanks_is_no_table() -> None:
    disclosure = parsed(STRETCHED.format(table=CUT_BELOW_SIDES))
    assert [note.code for note in disclosure.notes if note.code.startswith("table")] == []
    stated = [(statement.measure, statement.value) for statement in disclosure.statements]
    assert stated == [("total_expenditure", "1841.82"), ("total_change", "63.80")]


ROWS = """部门支出总表
单位：万元
科目编码      科目名称              合计          基本支出        项目支出
{numbers}
              合计                  120.00        100.00         20.00
205           教育支出              120.00        100.00         20.00
"""


@pytest.mark.parametrize(
    ("numbers", "columns"),
    [
        (
            "              栏次                1             2              3",
            ["合计", "基本支出", "项目支出"],
        ),
        ("", ["合计", "基本支出", "项目支出"]),
    ],
)
def test_the_numbers_of_the_columns_tell_no_columns(numbers: str, columns: list[str]) -> None:
    (table,) = parsed("平乡县示例局2025年部门预算公开\n" + ROWS.format(numbers=numbers)).tables
    assert [cell.column for cell in table.rows[-1].cells] == columns
    assert [row.item for row in table.rows] == ["合计", "教育支出"]


@pytest.mark.parametrize(
    ("lines", "is_layout"),
    [
        (
            [
                "科目编码      科目名称       合计",
                "     收入        支出",
                "205        教育支出     1.00  2.00",
            ],
            True,
        ),
        (["科目编码      科目名称       合计", "205        教育支出     1.00  2.00"], False),
        (
            [
                "预算金额      总额  30.00  其中：财政拨款  20.00",
                "主管部门      县水务局",
                "目标      清淤",
            ],
            False,
        ),
        (
            ["合计      基本支出", "小计      项目支出", "教育     12.00 3.00", "卫生      5.00"],
            False,
        ),
    ],
)
def test_few_rows_are_laid_out_where_gaps_are_wide(lines: list[str], is_layout: bool) -> None:
    assert is_aligned(lines) is is_layout


def test_names_that_amounts_push_aside_are_a_column_of_their_own() -> None:
    rows = [
        line(("一、拨款", 0), ("800.00", 20), ("一、教育", 28)),
        line(("二、基金", 0), ("0.50", 22), ("二、科技", 28)),
        line(("三、利息", 0), ("三、卫生", 24)),
    ]
    moved = with_names_apart(rows, 0.5)
    assert [left for row in moved for _, left, _ in row] == [0, 20, 28, 0, 22, 28, 0, 26.5]


@pytest.mark.parametrize(
    "rows",
    [
        [line(("800.00", 20), ("一、教育", 28)), line(("二、卫生", 24))],
        [line(("一、教育", 20), ("800.00", 28)), line(("二、卫生", 22), ("8.00", 30))],
    ],
)
def test_names_that_no_amounts_push_aside_stay(rows: list[list[Segment]]) -> None:
    assert with_names_apart(rows, 0.5) == rows


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        (("收", "入", "支", "出"), ["收入", "支出"]),
        (("项", "目", "金额", "合", "计"), ["项目", "金额", "合计"]),
        (("收", "入", "总", "计", "12.00"), ["收入总计", "12.00"]),
        (("类", "款", "项"), ["类", "款", "项"]),
        (("项目", "金", "额"), ["项目", "金额"]),
    ],
)
def test_words_whose_characters_are_set_apart(printed: tuple[str, ...], joined: list[str]) -> None:
    segments = line(*((text, 10.0 * at) for at, text in enumerate(printed)))
    told = with_spread_words(segments, WORDS)
    assert [text for text, *_ in told] == joined
    assert (told[0][1], told[-1][2]) == (segments[0][1], segments[-1][2])


def test_a_summary_with_spread_words_and_no_title() -> None:
    text = """石桥县水利局2025年部门预算公开表
编制单位：石桥县水利局                                        单位：万元
        收    入                              支    出
项    目              预算数          项    目              预算数
一般公共预算拨款      1,200.60        基本支出              980.20
其他收入              42.00           项目支出              262.40
收  入  总  计        1,242.60        支  出  总  计        1,242.60
"""
    (read,) = parsed(text).tables
    assert (read.type, read.closes) == ("revenue_expenditure_summary", True)
    assert [row.item for row in read.rows][-2:] == ["收入总计", "支出总计"]
