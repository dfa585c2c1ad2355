"""Lines of a source are drawn as tables where they are rows of one."""

from __future__ import annotations

from budgetgraph.publish.pages.source.source_lines import DrawnCell, DrawnLine, drawn


def test_rows_with_tabs_are_one_table() -> None:
    lines = ["表", "编码\t科目\t合计", "208\t社会保障\t1,203.5", "合计\t3", "完"]
    before, table, behind = drawn(lines)
    assert before == (DrawnLine(1, "表", ()),)
    assert behind == (DrawnLine(5, "完", ()),)
    assert [line.number for line in table] == [2, 3, 4]
    assert table[1].cells == (
        DrawnCell("208", False, 1),
        DrawnCell("社会保障", False, 1),
        DrawnCell("1,203.5", True, 1),
    )


def test_the_last_cell_of_a_short_row_fills_it() -> None:
    _, short = drawn(["a\tb\tc\td", "合计\t3"])[0]
    assert [cell.width for cell in short.cells] == [1, 3]


def test_one_line_with_a_tab_is_no_table() -> None:
    assert drawn(["单位：\t万元", "其他"]) == [
        (DrawnLine(1, "单位：\t万元", ()),),
        (DrawnLine(2, "其他", ()),),
    ]
    assert drawn([]) == []
