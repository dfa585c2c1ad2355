"""Budget tables as other provinces lay them out: lists side by side, codes in parts or in front of
names, headings of several years, tables that are printed empty or could not be read.
"""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Table

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n"


def table(title: str, *rows: str) -> Table:
    (found,) = parsed(f"{HEAD}{title}\n" + tabbed(*rows)).tables
    return found


def rows(found: Table) -> list[tuple[str | None, str, dict[str, str]]]:
    return [
        (row.code, row.item, {cell.column: cell.value for cell in row.cells}) for row in found.rows
    ]


BASIC = "一般公共预算基本支出表"


def test_the_caption_of_a_paper_made_public_names_the_department_and_the_unit() -> None:
    found = parsed(
        "收入支出决算总表\n公开部门：青禾县水利局 单位：万元\n"
        + tabbed(
            "收入 | | 支出 | ",
            "项目 | 决算数 | 项目 | 决算数",
            "一、拨款 | 1.00 | 一、农林水支出 | 1.00",
        )
    )
    assert found.department is not None
    assert found.department.name == "青禾县水利局"
    assert [one.scale for one in found.tables] == ["万元"]


def test_two_lists_side_by_side_with_codes_in_parts() -> None:
    found = table(
        BASIC,
        "科目编码 | | 科目名称 | 金额 | 科目编码 | | 科目名称 | 金额",
        "类 | 款 | | | 类 | 款 | | ",
        "301 | | 工资福利支出 | 8.00 | 302 | | 商品和服务支出 | 2.00",
        "301 | 01 | 基本工资 | 8.00 | 302 | 01 | 办公费 | 2.00",
    )
    assert rows(found) == [
        ("301", "工资福利支出", {"金额": "8.00"}),
        ("302", "商品和服务支出", {"金额": "2.00"}),
        ("30101", "基本工资", {"金额": "8.00"}),
        ("30201", "办公费", {"金额": "2.00"}),
    ]
    assert found.closes is True


def test_shares_and_rates_are_not_added_up() -> None:
    found = table(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 2024年执行数 | 合计 | 基本支出 | 项目支出 | 增减额 | 增减%",
        "201 | 一般公共服务支出 | 4.00 | 5.00 | 5.00 | | 1.00 | 25.00",
        "208 | 社会保障和就业支出 | 2.00 | 3.00 | 3.00 | | 1.00 | 50.00",
        " | 合计 | 6.00 | 8.00 | 8.00 | | 2.00 | 33.33",
    )
    assert found.closes is True


def test_numbers_of_rows_in_front_of_the_names_of_both_sides() -> None:
    found = table(
        "部门收支预算总表",
        "收入项目 | | | 支出项目 | | ",
        "行次 | 项目 | 预算数 | 行次 | 项目 | 预算数",
        "1 | 一、一般公共预算拨款收入 | 9.00 | 3 | 一、教育支出 | 9.00",
        "2 | 收入总计 | 9.00 | 4 | 支出总计 | 9.00",
    )
    assert rows(found) == [
        (None, "一、一般公共预算拨款收入", {"收入/预算数": "9.00"}),
        (None, "一、教育支出", {"支出/预算数": "9.00"}),
        (None, "收入总计", {"收入/预算数": "9.00"}),
        (None, "支出总计", {"支出/预算数": "9.00"}),
    ]


def test_classes_over_the_columns_of_their_amounts_are_no_row() -> None:
    found = table(
        "支出预算分类汇总表（按政府预算经济分类）",
        "功能科目 | | | 单位名称（功能科目名称） | 总计 | 机关工资福利支出 | 机关商品和服务支出",
        "类 | 款 | 项 | | | 501 | 502",
        " | | | 合计 | 9.00 | 8.00 | 1.00",
        "213 | 03 | 01 | 行政运行 | 9.00 | 8.00 | 1.00",
    )
    assert found.type == "economic_classification"
    assert [(row.code, row.item) for row in found.rows] == [(None, "合计"), ("2130301", "行政运行")]


def test_of_two_economic_classifications_that_of_departments_names_the_row() -> None:
    found = table(
        BASIC,
        "政府经济分类 | | 部门经济分类 | | 基本支出",
        "科目编码 | 科目名称 | 科目编码 | 科目名称 | 合计",
        "50101 | 工资奖金津补贴 | 30101 | 基本工资 | 8.00",
        "50201 | 办公经费 | 30201 | 办公费 | 1.00",
    )
    assert rows(found) == [
        ("30101", "基本工资", {"合计": "8.00"}),
        ("30201", "办公费", {"合计": "1.00"}),
    ]


def test_each_list_has_its_total_in_the_last_row() -> None:
    found = table(
        BASIC,
        "科目编码 | 科目名称 | 金额 | 经济分类编码 | 经济分类名称 | 预算数",
        "301 | 工资福利支出 | 8.00 | 302 | 商品和服务支出 | 2.00",
        "30101 | 基本工资 | 8.00 | 30201 | 办公费 | 2.00",
        "人员经费合计 | | 8.00 | 公用经费合计 | | 2.00",
    )
    assert rows(found)[-2:] == [
        (None, "人员经费合计", {"金额": "8.00"}),
        (None, "公用经费合计", {"预算数": "2.00"}),
    ]


@pytest.mark.parametrize(
    "printed",
    ["213农林水支出", "[213]农林水支出", "【213】农林水支出", "213 农林水支出", "213-农林水支出"],
)
def test_a_code_in_front_of_its_name(printed: str) -> None:
    found = table("部门支出总表", "功能科目名称 | 合计", f"{printed} | 5.00", "合计 | 5.00")
    assert rows(found) == [
        ("213", "农林水支出", {"合计": "5.00"}),
        (None, "合计", {"合计": "5.00"}),
    ]


def test_a_number_in_front_of_a_name_is_no_code() -> None:
    found = table("“三公”经费预算表", "项目 | 预算数", "2025年接待费 | 5.00", "301室改造 | 1.00")
    assert [(code, item) for code, item, _ in rows(found)] == [
        (None, "2025年接待费"),
        (None, "301室改造"),
    ]


def test_a_heading_that_nobody_knows_names_the_rows_by_their_words() -> None:
    found = table("部门支出总表", "资金投向 | 合计 | 基本支出", "水利 | 5.00 | 5.00")
    assert rows(found) == [(None, "水利", {"合计": "5.00", "基本支出": "5.00"})]


def test_a_column_that_is_not_known_keeps_its_printed_name() -> None:
    found = table("部门支出总表", "科目名称 | 合计 | 压减比例%", "水利 | 5.00 | 3.1")
    assert rows(found) == [(None, "水利", {"合计": "5.00", "压减比例%": "3.1"})]


def test_three_lists_below_two_sides() -> None:
    found = table(
        "收支总表",
        "收入 | | 支出 | | | ",
        "项目 | 金额 | 功能分类 | 金额 | 支出用途 | 金额",
        "一、拨款 | 9.00 | 一、农林水支出 | 9.00 | 一、基本支出 | 6.00",
        "二、其他 | | | | 二、项目支出 | 3.00",
        "收入合计 | 9.00 | 支出合计 | 9.00 | 支出合计 | 9.00",
    )
    assert rows(found)[2] == (None, "一、基本支出", {"支出/金额": "6.00"})
    assert rows(found)[3] == (None, "二、其他", {})
    assert found.closes is True


@pytest.mark.parametrize("head", ["按支出性质", "花钱去处"])
def test_a_list_between_columns_of_one_heading(head: str) -> None:
    found = table(
        "收支总表",
        "收入 | | 支出 | | | ",
        f"项目 | 金额 | 按功能分类 | 金额 | {head} | 金额",
        "拨款 | 9.00 | 农林水支出 | 9.00 | 基本支出 | 6.00",
        "其他 | | | | 项目支出 | 3.00",
    )
    assert rows(found)[2] == (None, "基本支出", {"支出/金额": "6.00"})
    assert rows(found)[4] == (None, "项目支出", {"支出/金额": "3.00"})


@pytest.mark.parametrize(
    "heads",
    [
        "类级科目 | 款级科目",
        "类编码 | 款编码",
        "经济科目类 | 经济科目款",
        "科目编码类 | 科目编码款",
        "科目编码（类） | 科目编码（款）",
    ],
)
def test_whole_codes_in_columns_of_their_levels(heads: str) -> None:
    found = table(
        "一般公共预算基本支出表",
        f"{heads} | 经济科目名称 | 合计",
        "302 | | 商品和服务支出 | 6.00",
        "302 | 30211 | 差旅费 | 6.00",
    )
    assert rows(found) == [
        ("302", "商品和服务支出", {"合计": "6.00"}),
        ("30211", "差旅费", {"合计": "6.00"}),
    ]


def test_parents_that_came_apart_from_their_columns() -> None:
    found = table(
        "收支总表",
        "项目名称 | 金额 | 功能分类 | 支出用途 | | ",
        " | | 功能科目名称 | 金额 | 项目名称 | 金额",
        "一、拨款 | 9.00 | 一、农林水支出 | 9.00 | 一、基本支出 | 9.00",
        "收入合计 | 9.00 | 支出合计 | 9.00 | | ",
    )
    names = [item for _, item, _ in rows(found)]
    assert names == ["一、拨款", "一、农林水支出", "一、基本支出", "收入合计", "支出合计"]


def test_two_numbers_under_each_heading_and_a_blank_in_the_middle() -> None:
    found = table(
        "“三公”经费支出表",
        "合计 | | 公务用车费 | | | | 公务接待费 | ",
        " | | 小计 | | 购置费 | | | ",
        "预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数",
        "9.00 | 8.00 | 5.00 | 5.00 | 2.00 | 2.00 | 4.00 | 3.00",
    )
    ((_, _, cells),) = rows(found)
    assert list(cells) == [
        "合计/预算数", "合计/决算数", "小计/预算数", "小计/决算数", "购置费/预算数", "购置费/决算数",
        "公务接待费/预算数", "公务接待费/决算数",
    ]  # fmt: skip


def test_a_heading_printed_again_within_the_table_is_no_row() -> None:
    head = "科目编码 | 科目名称 | 合计"
    found = table(
        "部门支出总表", head, "栏次 | | 1", "213 | 甲 | 5.00", head, "栏次 | | 1", "214 | 乙 | 2"
    )
    assert [item for _, item, _ in rows(found)] == ["甲", "乙"]


def test_a_total_below_the_kinds_of_projects() -> None:
    found = table(
        "项目支出预算表",
        "项目类别 | 项目名称 | 项目单位 | 合计",
        "特定目标类 | 河道清淤 | 青禾县水利局 | 5.00",
        "合计 | | | 5.00",
    )
    assert found.type == "project_expenditure"
    assert [item for _, item, _ in rows(found)] == ["河道清淤", "合计"]


@pytest.mark.parametrize(
    ("cell", "empty"), [("", True), ("—", True), ("0.00", False), ("见20附件", False)]
)
def test_a_table_is_empty_only_without_a_digit_where_an_amount_could_stand(
    cell: str, empty: bool
) -> None:
    found = table(
        "政府性基金预算支出表", "科目编码 | 科目名称 | 合计", f"213 | 农林水支出 | {cell}"
    )
    assert found.empty is empty


def test_a_table_whose_columns_cannot_be_told_is_kept_and_not_empty() -> None:
    text = f"{HEAD}部门支出总表\n单位：万元\n甲乙 丙丁 5.00 6.00\n戊 己庚 7.00 8.00 9.00\n"
    found = parsed(text)
    (unread,) = found.tables
    assert (unread.title, unread.empty, unread.rows) == ("部门支出总表", False, ())
    assert "table-not-read" in {note.code for note in found.notes}


def test_an_amount_under_no_heading_is_no_part_of_a_name() -> None:
    """What goes on behind a name are words; an amount there is said to stand under no heading."""
    lines = tabbed(
        "科目名称 | | 人员经费 | 公用经费",
        "基本工资 | 小计 | 4.00 | 1.00",
        "津贴补贴 | 7.35 | 5.00 | 2.00",
        "2 | 奖金 | 3.00 | 1.00",
    )
    found = parsed(f"{HEAD}{BASIC}\n{lines}")
    [read] = found.tables
    assert [row.item for row in read.rows] == ["基本工资小计", "津贴补贴", "奖金"]
    said = [note.message for note in found.notes if note.code == "cell-not-read"]
    assert any(message.startswith("the cell 7.35") for message in said)


def test_a_sum_below_a_heading_of_one_column_is_heading_beside_open_ones() -> None:
    read = table(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 2024年执行数 | 2025年预算数 | ",
        " | | 合计 | 合计 | 其中：项目支出",
        "213 | 农林水支出 | 4.00 | 6.00 | 2.00",
    )
    columns = {"2024年执行数/合计": "4.00", "2025年预算数/合计": "6.00", "其中：项目支出": "2.00"}
    assert rows(read) == [("213", "农林水支出", columns)]


def test_names_under_a_heading_that_is_not_known_beside_another_list() -> None:
    found = table(
        "部门收支总体情况表",
        "收入 | | 支出 |",
        "来源渠道 | 预算数 | 功能科目 | 预算数",
        "财政拨款收入 | 9.00 | 教育支出 | 8.00",
        "其他收入 | 1.00 | 农林水支出 | 2.00",
        "收入总计 | 10.00 | 支出总计 | 10.00",
    )
    assert rows(found)[:2] == [
        (None, "财政拨款收入", {"收入/预算数": "9.00"}),
        (None, "教育支出", {"支出/预算数": "8.00"}),
    ]
    assert found.closes


def test_names_of_the_second_list_under_a_heading_that_is_not_known() -> None:
    found = table(
        "部门收支总体情况表",
        "收入 | | 支出 |",
        "项目 | 预算数 | 使用方向 | 预算数",
        "财政拨款收入 | 9.00 | 教育支出 | 8.00",
        "其他收入 | 1.00 | 农林水支出 | 2.00",
        "收入总计 | 10.00 | 支出总计 | 10.00",
    )
    assert rows(found)[1] == (None, "教育支出", {"支出/预算数": "8.00"})


def test_words_without_amounts_behind_them_are_no_list() -> None:
    found = table(
        "部门收入总表",
        "来源 | 性质 | 项目 | 预算数",
        "财政 | 拨款 | 财政拨款收入 | 9.00",
        "其他 | 自有 | 其他收入 | 1.00",
    )
    assert [item for _, item, _ in rows(found)] == ["财政拨款收入", "其他收入"]


def test_a_caption_of_several_units_of_measure_names_no_body() -> None:
    found = parsed(
        "青禾县水利局2025年部门预算\n国有资产占用情况表\n单位：台、辆、平方米、万元\n"
        + tabbed("资产类别 | 数量 | 账面原值", "房屋（平方米） | 2300 | 500.00")
    )
    assert found.department.name == "青禾县水利局"
    assert [one.scale for one in found.tables] == ["万元"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("", {"合计": "9.00", "基本支出": "5.00", "项目支出": "4.00"}),
        ("2.00", {"合计": "9.00", "基本支出": "5.00", "项目支出": "2.00"}),
    ],
)
def test_a_heading_merged_over_a_blank_column_is_that_of_the_amounts_beside_it(
    last: str, expected: dict[str, str]
) -> None:
    found = table(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | ",
        f"2130301 | 行政运行 | 9.00 | 5.00 | {last} | 4.00",
    )
    assert [cells for _, _, cells in rows(found)] == [expected]


@pytest.mark.parametrize("numbers", ["** | ** | 1", "** | 1 | 2"])
def test_stars_for_columns_without_a_number_are_no_emphasis(numbers: str) -> None:
    body = ("一、拨款 | 5.00 | 4.00", "合计 | 5.00 | 4.00")
    found = table("收支总表", "项目 | 2025年预算数 | 上年", numbers, *body)
    assert [name for _, name, _ in rows(found)] == ["一、拨款", "合计"]


def test_the_code_of_a_unit_beside_that_of_a_class_is_a_cell() -> None:
    found = table(
        "部门支出总表",
        "类 | 款 | 项 | 单位代码 | 单位名称（科目） | 合计 | 基本支出",
        " | | | | 合计 | 8.00 | 8.00",
        " | | | 317001 | 青禾县水利局本级 | 8.00 | 8.00",
        "213 | 03 | 01 | 317001 | 行政运行 | 8.00 | 8.00",
    )
    assert [(code, name, cells.get("单位代码")) for code, name, cells in rows(found)] == [
        (None, "合计", None),
        (None, "青禾县水利局本级", "317001"),
        ("2130301", "行政运行", "317001"),
    ]
    assert found.closes
    blank = table(
        "政府性基金预算支出表", "科目编码 | 科目名称 | 单位代码 | 合计", " | 农林水支出 | 317001 | "
    )
    assert blank.empty, "a code of a unit is no amount"


@pytest.mark.parametrize(
    ("heading", "project_code"),
    [
        ("科目编码 | 项目编码 | 项目名称 | 合计", "51102425T000000000011"),
        ("支出功能分类 | 项目代码 | 项目名称 | 合计", "51102425T000000000011"),
        ("项目编码 | 单位编码 | 项目名称 | 合计", None),
    ],
    ids=["codes of classes", "codes under the heading of names", "no code but the project's"],
)
def test_the_code_of_a_project_beside_that_of_a_class_is_a_cell(
    heading: str, project_code: str | None
) -> None:
    """The code of the class is the row's own; the only code of a row is its own, too."""
    codes = ["2130305", "51102425T000000000011"]
    codes = codes if project_code else [codes[1], "317001"]
    found = parsed(
        f"{HEAD}项目支出表\n"
        + tabbed(heading, f"{' | '.join(codes)} | 河道清淤 | 8.00", " | | 合计 | 8.00")
    )
    ((code, name, cells), _) = rows(found.tables[0])
    assert (code, name, cells.get("合计")) == (codes[0], "河道清淤", "8.00")
    assert [cell for cell in cells.values() if cell == project_code] == [project_code] * bool(
        project_code
    )
    assert [project.code for project in found.projects] == ["51102425T000000000011"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("20508", "2050803"), [("20508", "进修及培训"), ("2050803", "培训支出")]),
        (("20508 其他", "2050803"), [(None, "20508其他"), (None, "2050803")]),
    ],
    ids=["codes alone", "words among them"],
)
def test_codes_under_the_heading_of_names_beside_the_names(
    codes: tuple[str, str], expected: list[tuple[str | None, str]]
) -> None:
    found = table(
        "一般公共预算支出表",
        "功能科目 | 科目名称 | 合计",
        f"{codes[0]} | 进修及培训 | 8.00",
        f"{codes[1]} | 培训支出 | 8.00",
    )
    assert [(code, name) for code, name, _ in rows(found)] == expected


def test_a_table_that_prints_no_unit_of_money_among_several_says_so() -> None:
    first = tabbed("项目 | 合计", "一、拨款 | 5.00", "合计 | 5.00")
    text = (
        f"{HEAD}部门收入总表\n单位：万元\n{first}\n"
        f"部门支出总表\n{{unit}}{first}\n一般公共预算支出表\n{first}"
    )
    found = parsed(text.format(unit="单位：元\n"))
    assert [of.scale for of in found.tables] == ["万元", "元", "元"]
    assert [note.code for note in found.notes].count("unit-not-told") == 1
    assert "unit-not-told" not in {note.code for note in parsed(text.format(unit="")).notes}


@pytest.mark.parametrize(
    ("amount", "scale", "is_said"),
    [("80000.00", "元", True), ("8.00", "万元", False), ("7.00", "万元", False)],
)
def test_a_table_without_a_unit_is_in_the_one_in_which_its_total_is_that_of_another(
    amount: str, scale: str, is_said: bool
) -> None:
    found = parsed(
        f"{HEAD}部门收支总表\n单位：万元\n{tabbed('项目 | 合计', '一、拨款 | 8.00')}\n"
        f"部门支出总表\n{tabbed('科目编码 | 科目名称 | 合计', f'213 | 农林水支出 | {amount}')}\n"
    )
    assert found.tables[1].scale == scale
    assert ("unit-not-told" in {note.code for note in found.notes}) is is_said


def test_two_columns_under_one_heading_are_said() -> None:
    """A page that cuts a sheet within 预算数 | 决算数 leaves its second half without its word."""
    body = "“三公”经费 | 5.00 | 2.00 | 4.00"
    leaves = " | 合计 | 接待费 | 合计"
    for heading, is_said in (("项目 | 预算数 | | ", True), ("项目 | 预算数 | | 决算数", False)):
        text = f"{HEAD}“三公”经费支出表\n{tabbed(heading, leaves, body)}\n"
        said = [note.message for note in parsed(text).notes if note.code == "column-not-known"]
        assert any("预算数/合计" in message for message in said) is is_said


@pytest.mark.parametrize(
    "heading", ["类型 | 项目（政策）名称 | 合计", "科目编码 | 科目（单位）名称 | 合计"]
)
def test_names_of_rows_under_two_words_for_them(heading: str) -> None:
    found = table("项目支出表", heading, "特定目标类 | 河道清淤 | 8.00", " | 合计 | 8.00")
    assert [name for _, name, _ in rows(found)] == ["河道清淤", "合计"]


def test_years_name_the_rows_of_a_table_without_names() -> None:
    rows = ("预算年度 | 合计 | 公务接待费", "2024 | 21.00 | 6.00", "2025年 | 19.00 | 5.00")
    (table,) = parsed(
        f"青禾县商务局2025年部门预算\n“三公”经费支出表\n单位：万元\n{tabbed(*rows)}"
    ).tables
    assert [(row.item, [cell.value for cell in row.cells]) for row in table.rows] == [
        ("2024", ["21.00", "6.00"]),
        ("2025年", ["19.00", "5.00"]),
    ]


def test_a_column_of_figures_below_a_year_names_no_rows() -> None:
    rows = ("2024年度 | 2025年度", "2024.00 | 2100.00")
    tables = parsed(
        f"青禾县商务局2025年部门预算\n“三公”经费支出表\n单位：万元\n{tabbed(*rows)}"
    ).tables
    assert not any(row.item == "2024.00" for table in tables for row in table.rows)


UNITS = (
    "科目编码 | 科目名称 | 合计 | 基本支出",
    " | | 万元 | 万元",
    "213 | 农林水支出 | 9.00 | 9.00",
)
TITLE = "青禾县商务局2025年部门预算\n支出总表\n部门：青禾县商务局"


def test_a_row_of_units_is_heading_and_tells_the_unit() -> None:
    (table,) = parsed(f"{TITLE}\n{tabbed(*UNITS)}").tables
    assert (table.scale, [row.item for row in table.rows]) == ("万元", ["农林水支出"])
    assert [cell.column for cell in table.rows[0].cells] == ["合计", "基本支出"]


@pytest.mark.parametrize(("caption", "notes"), [("单位：万元", 0), ("单位：元", 1)])
def test_two_units_of_one_table_are_said(caption: str, notes: int) -> None:
    found = parsed(f"{TITLE}\n{caption}\n{tabbed(*UNITS)}")
    assert [table.scale for table in found.tables] == [caption.removeprefix("单位：")]
    assert [note.code for note in found.notes].count("unit-not-told") == notes


def test_two_units_of_money_in_one_row_are_no_heading() -> None:
    rows = (UNITS[0], " | | 万元 | 元", UNITS[2])
    found = parsed(f"{TITLE}\n单位：万元\n{tabbed(*rows)}")
    assert "table-not-read" in {note.code for note in found.notes}


def test_the_name_of_a_class_behind_its_code_is_no_part_of_a_project_s_name() -> None:
    found = table(
        "项目支出预算明细表",
        "项目编码 | 项目名称 | 支出功能分类 | | 合计",
        "42138125T000000001 | 安全监管专项 | 2240199 | 其他应急管理事务支出 | 200.00",
    )
    assert rows(found) == [
        ("2240199", "安全监管专项", {"项目编码": "42138125T000000001", "合计": "200.00"})
    ]
