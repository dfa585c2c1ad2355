"""Tables of a copied web page whose bars stand in lines of their own, below their cells."""

from __future__ import annotations

from reading import parsed

TITLE = "石桥县水务局2025年“三公”经费支出预算表\n单位：万元\n"
CELLS = ("项 目", "预 算 数", "合 计", "7.00", "公务接待费", "2.00", "因公出国（境）费", "5.00")


def _read(text: str) -> list[tuple[str | None, str]]:
    (table,) = parsed(TITLE + text).tables
    return [(row.item, cell.value) for row in table.rows for cell in row.cells]


def test_a_bar_below_a_cell_ends_it() -> None:
    assert _read("\n|\n".join(CELLS) + "\n|\n") == [
        ("合计", "7.00"),
        ("公务接待费", "2.00"),
        ("因公出国（境）费", "5.00"),
    ]


def test_a_bar_below_a_bar_is_a_blank_cell() -> None:
    cells = list(CELLS)
    cells[7] = "|"
    text = "\n|\n".join(cells).replace("|\n|\n|", "|\n|") + "\n"
    assert _read(text) == [("合计", "7.00"), ("公务接待费", "2.00")]


def test_lines_without_bars_go_no_further_than_the_table() -> None:
    found = parsed(TITLE + "\n|\n".join(CELLS) + "\n|\n石桥县水务局2025年收入总计9.00万元。\n")
    assert [statement.value for statement in found.statements] == ["9.00"]
    assert len(found.tables) == 1
