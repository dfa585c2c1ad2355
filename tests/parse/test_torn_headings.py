"""Headings of which two ran into each other, or a rest was taken for a row, are no headings."""

from __future__ import annotations

import pytest
from reading import parsed

HEAD = "青禾县水利局2025年部门预算\n部门收入总表\n单位：万元\n"
NAMES = "科目编码    科目名称        合计      一般公共预算      经费拨款    其他收入\n"
ROWS = (
    "213         农林水支出      9.00      5.00              4.00        0.00\n"
    "            合计            9.00      5.00              4.00        0.00\n"
)


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        (NAMES, True),
        (NAMES + "                                       拨款\n", False),
        (NAMES.replace("一般公共预算  ", "一般公共预算拨款经费拨款")[:-1] + "\n", False),
        (NAMES.replace("科目编码    科目名称", "科目编码科目名称    "), False),
        (NAMES.replace("其他收入", "其他收经营收入入"), False),
    ],
    ids=["whole", "a rest below", "two in one", "code and name in one", "one in another"],
)
def test_a_heading_in_pieces(heading: str, is_read: bool) -> None:
    found = parsed(HEAD + heading + ROWS)
    [table] = found.tables
    assert bool(table.rows) is is_read
    is_said = any(note.code == "table-not-read" for note in found.notes)
    assert is_said is not is_read


@pytest.mark.parametrize(("basic", "is_read"), [("5.00", True), ("9.00", False)])
def test_the_side_of_the_year_over_its_own_amounts(basic: str, is_read: bool) -> None:
    """本年支出 heads a column of its own where its amounts are the sums of those beside it."""
    cells = ["科目编码", "科目名称", "本年支出", "基本支出", "项目支出"]
    for code, name in (("213", "农林水支出"), ("21303", "水利"), ("2130301", "行政运行")):
        cells += [code, name, "9.00", basic, "4.00"]
    found = parsed(
        "青禾县水利局2025年部门预算\n\n部门支出总表\n\n单位：万元\n\n" + "\n\n".join(cells)
    )
    assert [bool(table.rows) for table in found.tables] == [is_read]


def test_the_total_above_the_heading_of_the_names() -> None:
    found = parsed(
        "青禾县水利局2025年部门预算\n政府性基金预算支出表\n单位：万元\n"
        "                 合计          基本支出   项目支出\n"
        "科目编码     科目名称\n"
        "             合 计                   600.00        600.00\n"
        "212          城乡社区支出            600.00        600.00\n"
    )
    assert [table.rows for table in found.tables] == [()]


@pytest.mark.parametrize(("heading", "is_read"), [("项目单位", True), ("科目单位", False)])
def test_the_label_of_a_field_is_one_heading(heading: str, is_read: bool) -> None:
    rows = (
        f"项目名称          {heading}            合计      一般公共预算\n"
        "河道清淤          青禾县水利局        9.00      9.00\n"
        "水库加固          青禾县水利局        6.00      6.00\n"
    )
    found = parsed(f"青禾县水利局2025年部门预算\n项目支出表\n单位：万元\n{rows}")
    assert [bool(table.rows) for table in found.tables] == [is_read]
