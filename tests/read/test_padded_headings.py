"""Headings of tables that only blanks lay out: wrapped in narrow columns, of the two sides of a
table, cut by the end of a page; and sentences that blanks stretch, which are no tables.
"""

from __future__ import annotations

from reading import parsed

from budgetgraph.read.blank_columns.headings import HeadingWords, heading_rows
from budgetgraph.read.blank_columns.spans import Segment, Span
from budgetgraph.read.blank_columns.table import table as rows_of

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
