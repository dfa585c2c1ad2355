"""Tables of a web page that its style lays out, without the tags of tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import texts

from budgetgraph.pipeline.line import read_document as read

CELLS = (("项目", "预算数"), ("甲", "59.00"), ("乙", "41.00"))
WANTED = [[list(row) for row in CELLS]]
SHEET = """
<style>.tb{display:table} .tr{display:table-row} .tr > .c{display:table-cell}
.g{display:grid;grid-template-columns:repeat(2,1fr)} .f{display:flex}</style>
"""


def _rows(row: str, cell: str, around: str = "") -> str:
    lines = (
        f"<div {row}>" + "".join(f"<div {cell}><b>{text}</b></div>" for text in cells) + "</div>"
        for cells in CELLS
    )
    return f"<div {around}>" + " ".join(lines) + "</div>"


def _tables(tmp_path: Path, body: str) -> list[object]:
    path = tmp_path / "公开.html"
    path.write_text(f"<html><head>{SHEET}</head><body><p>收支总表</p>{body}</body></html>", "utf-8")
    return [block for block in texts(read(path)) if not isinstance(block, str)]


@pytest.mark.parametrize(
    "body",
    [
        _rows('class="tr"', 'class="c"', 'class="tb"'),
        _rows('class="tr"', 'class="c"'),
        _rows('style="display:table-row"', 'style="display: table-cell"', 'style="display:table"'),
        _rows('role="row"', 'role="cell"', 'role="table"'),
        _rows('class="table-row"', 'class="td"'),
        _rows('class="f"', ""),
        '<div class="g">' + "".join(f"<p>{text}</p>" for row in CELLS for text in row) + "</div>",
    ],
    ids=["classes", "no table around", "styles", "roles", "names of classes", "flexible", "grid"],
)
def test_rows_and_cells_by_style(tmp_path: Path, body: str) -> None:
    assert _tables(tmp_path, body) == WANTED


def test_what_is_merged_in_a_grid_is_laid_out(tmp_path: Path) -> None:
    cells = (
        ("grid-row: span 2", "科目名称"),
        ("grid-column: span 2", "支出"),
        ("", "合计"),
        ("", "基本支出"),
        ("", "教育支出"),
        ("", "9.00"),
        ("grid-column: 3 / 4", "5.00"),
    )
    inside = "".join(f'<div style="{style}">{text}</div>' for style, text in cells)
    grid = f'<div style="display:grid;grid-template-columns:2fr 80px minmax(0, 1fr)">{inside}</div>'
    assert _tables(tmp_path, grid) == [
        [["科目名称", "支出", ""], ["", "合计", "基本支出"], ["教育支出", "9.00", "5.00"]]
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="g"><div>公开目录</div><div>正文</div></div>',
        _rows('class="f"', "").replace("<b>甲</b></div>", "<b>甲</b></div><div>更多</div>"),
        _rows('class="tr"', 'class="c"').replace("<b>甲</b></div>", "<b>甲</b></div>另"),
    ],
    ids=["a grid of the page", "rows of other lengths", "text beside the cells"],
)
def test_what_only_places_parts_of_a_page(tmp_path: Path, body: str) -> None:
    assert _tables(tmp_path, body) == []


def test_a_grid_around_a_table_is_no_table(tmp_path: Path) -> None:
    table = "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in CELLS) + "</table>"
    body = f'<div class="g"><p>左</p><div>{table}</div><p>下</p><p>右</p></div>'
    assert _tables(tmp_path, body) == WANTED


@pytest.mark.parametrize(
    ("row", "cell"),
    [("display:flex", "flex:1"), ("", "display: inline-block; width: 20%")],
    ids=["flexible", "in a line"],
)
def test_boxes_side_by_side_that_are_no_table_do_not_run_into_each_other(
    tmp_path: Path, row: str, cell: str
) -> None:
    path = tmp_path / "公开.html"
    cells = "".join(f'<span style="{cell}">{text}</span>' for text in ("合计", "9.00", "5.00"))
    path.write_text(f'<body><div style="{row}">{cells}</div><p>末</p></body>', "utf-8")
    assert texts(read(path)) == ["合计 9.00 5.00", "末"]
