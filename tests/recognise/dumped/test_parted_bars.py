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


def _in_lines(*rows: str) -> str:
    """Print a cell a line, each ended by a bar in a line of its own: `合计 7.00`, `出国费 -`."""
    cells = " ".join(rows).split(" ")
    return "".join("|\n" if cell == "-" else f"{cell}\n|\n" for cell in cells)


def test_rows_of_names_and_blank_cells_are_read_by_their_width() -> None:
    text = _in_lines("项目 预算数", "合计 0.36", "因公出国（境）费 -", "公务接待费 0.36")
    text += _in_lines("公务用车购置及运行费 -", "其中：公务用车运行费 -", "公务用车购置费 -")
    assert _read(text) == [("合计", "0.36"), ("公务接待费", "0.36")]


def test_of_the_last_row_the_blank_cells_may_lack() -> None:
    text = _in_lines("项目 预算数 决算数", "合计 49.00 7.00", "因公出国（境）费 20.00 -")
    text += _in_lines("公务接待费 29.00 7.00", "公务用车购置及运行费 - -", "公务用车购置费")
    assert _read(text) == [
        ("合计", "49.00"),
        ("合计", "7.00"),
        ("因公出国（境）费", "20.00"),
        ("公务接待费", "29.00"),
        ("公务接待费", "7.00"),
    ]


def test_a_cell_that_is_missing_leaves_the_columns_untold() -> None:
    text = _in_lines("项目 预算数 决算数", "合计 49.00 7.00", "因公出国（境）费 20.00")
    text += _in_lines("公务接待费 29.00 7.00", "公务用车购置及运行费 - -")
    assert _read(text) == []
