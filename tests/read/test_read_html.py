"""Web pages: the text and the tables of the article, in any encoding, without what stands around
it.
"""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from printed import texts

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read import cells


def page(tmp_path: Path, body: str, encoding: str = "utf-8", head: str = "") -> Document:
    path = tmp_path / "公开.html"
    path.write_bytes(
        f"<!DOCTYPE html><html><head>{head}<title>网站</title></head><body>{body}</body></html>".encode(
            encoding
        )
    )
    return read(path)


def test_paragraphs_and_tables_keep_their_order_and_places(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<h1>收支总表</h1><table><tr><th>项目<th>预算数<tr><td>甲<td>59.00</table>尾<p>末</p>",
    )
    assert texts(found) == ["收支总表", [["项目", "预算数"], ["甲", "59.00"]], "尾", "末"]
    assert found.source.lines == ("收支总表", "项目\t预算数", "甲\t59.00", "尾", "末")
    assert found.source.media_type == "text/html"
    assert found.blocks[1].where == Where(2, 3, table=1)


def test_merged_cells_print_once(tmp_path: Path) -> None:
    table = (
        "<table><thead><tr><td rowspan=2>序号</td><td colspan=2>收入</td><td colspan='2'>支出</td></tr>"
        "<tr><td>项目</td><td>预算数</td><td>项目</td><td>预算数</td></tr></thead>"
        "<tbody><tr><td>1</td><td rowspan=2>甲</td><td>1.00</td><td>乙</td><td>2.00</td></tr>"
        "<tr><td>2</td><td>3.00</td><td rowspan=0>丙</td><td>4.00</td></tr><tr><td>3</td><td><td><td>5.00</td></tr></tbody></table>"
    )
    assert texts(page(tmp_path, table)) == [
        [
            ["序号", "收入", "", "支出", ""],
            ["", "项目", "预算数", "项目", "预算数"],
            ["1", "甲", "1.00", "乙", "2.00"],
            ["2", "", "3.00", "丙", "4.00"],
            ["3", "", "", "", "5.00"],
        ]
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<p>&nbsp;&nbsp;≥95%&lt;&#19975;&mdash;&quot;</p>", ['≥95%<万—"']),
        ("<p>医疗\n      保障</p>", ["医疗保障"]),
        ("<p>2025 \n year</p>", ["2025 year"]),
        ("<p><b>医</b><span>保</span></p><div>局<div>内</div>后</div>", ["医保", "局", "内", "后"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<textarea>甲\n乙</textarea>", ["甲", "乙"]),
        (
            "<script>x()</script><style>p{}</style><noscript>无</noscript><p>文</p><!-- 注 -->",
            ["文"],
        ),
        (
            "<nav>首页</nav><div class='main Breadcrumb'>当前位置</div><p>文</p><footer>版权</footer>",
            ["文"],
        ),
        ("<div id='menu'><table><tr><td>甲</td><td>乙</td></tr></table></div>", [[["甲", "乙"]]]),
        ("<p style='color:red; display: none'>隐</p><p hidden>隐</p><p>显</p>", ["显"]),
        (
            "<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul><ol start=3><li>丁</li></ol>",
            ["1.甲", "2.乙", "丙", "3.丁"],
        ),
        (
            "<table><caption>收入总表</caption><tr><td>项目</td><td>金额</td></tr></table>",
            ["收入总表", [["项目", "金额"]]],
        ),
        (
            "<table><tr><td>标题</td></tr><tr><td>正文<p>一</p></td></tr></table>",
            ["标题", "正文\n一"],
        ),
        (
            "<table><tr><td><p>头</p><table><tr><td>项目</td><td>金额</td></tr></table></td><td>栏</td></tr></table>",
            ["头", [["项目", "金额"]], "栏"],
        ),
        (
            "<table><tr><td>1.甲<br>2.乙</td><td><p>一</p><p>二</p></td></tr></table>",
            [[["1.甲\n2.乙", "一\n二"]]],
        ),
        (
            "<table><tr><td colspan=2>支出总表</td></tr><tr><td>项目</td><td>金额</td></tr></table>",
            ["支出总表", [["项目", "金额"]]],
        ),
    ],
)
def test_what_a_page_shows(tmp_path: Path, body: str, expected: list[object]) -> None:
    assert texts(page(tmp_path, body)) == expected


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<input value='300.00'>", "300.00"),
        ("<input type=Text readonly value='300.00'>万元", "300.00万元"),
        ("<input type=hidden value='7.00'>300.00", "300.00"),
        ("<input type=submit value='打印'>300.00", "300.00"),
        ("<input style='display:none' value='7.00'>300.00", "300.00"),
        ("<bdo dir=rtl>00.003</bdo>", "300.00"),
        ("<bdo dir=ltr>300.00</bdo>", "300.00"),
        ("<span style='unicode-bidi:bidi-override; direction:rtl'>00.003</span>", "300.00"),
        ("<span style='direction:rtl'>300.00</span>", "300.00"),
        ("<span class=less>35.00</span>", "-35.00"),
        ("<b class=less>无</b>", "无"),
        ("<span class=three>00.00</span>", "300.00"),
        ("<span class=dot>300.00万元</span>", "300.00万元"),
        ("<span class=least>95%</span>", "≥95%"),
        ("<span class=unit>300.00</span>", "300.00万元"),
    ],
)
def test_what_a_cell_shows_beside_its_text(tmp_path: Path, cell: str, shown: str) -> None:
    """Read what a field holds, what a style puts beside a figure, and text that runs backwards."""
    style = """<style>.less::before{content:"-"} .three:before{content:'3'} .unit::after{content:"万元"}
    .dot::before{content:"\\2022"} td .least::before{content:"\\2265"; color:red}</style>"""
    table = f"<table><tr><td>项目</td><td>金额</td></tr><tr><td>甲</td><td>{cell}</td></tr></table>"
    assert texts(page(tmp_path, table, head=style)) == [[["项目", "金额"], ["甲", shown]]]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("gb18030", ""),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gbk", '<meta charset="utf-8">'),
        ("big5", "<META CHARSET=big5>"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    assert texts(
        page(
            tmp_path,
            "<p>部門預算</p>" if encoding == "big5" else "<p>部门预算〔2025〕</p>",
            encoding,
            head,
        )
    ) in (
        ["部门预算〔2025〕"],
        ["部門預算"],
    )


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>甲</p></body></html>',
        "<!-- saved -->\n<HTML><body><p>甲",
        "<table><tr><td>甲</td></tr></table>",
        '<div class="TRS_Editor"><p>甲</p></div>',
    ],
)
def test_a_page_is_known_by_its_content(tmp_path: Path, content: str) -> None:
    path = tmp_path / "公开.xls"
    path.write_text(content, encoding="utf-8")
    assert texts(read(path)) == ["甲"]


def test_markdown_with_tables_in_tags(tmp_path: Path) -> None:
    path = tmp_path / "公开.md"
    path.write_text(
        "# 收入总表\n\n单位：**万元**\n\n<table><tr><td>项目</td><td>金额</td></tr></table>\n\n说明\n第二行\n",
        encoding="utf-8",
    )
    assert texts(read(path)) == ["收入总表", "单位：万元", [["项目", "金额"]], "说明", "第二行"]


def test_markdown_with_tables_in_tags_and_in_bars(tmp_path: Path) -> None:
    path = tmp_path / "公开.md"
    bars = "| 项目 | 金额 |\n|:---|---:|\n| 甲 | 1.00 |\n"
    path.write_text(
        f"# 收入总表\n\n{bars}\n<table><tr><td>项目名称</td><td>清淤</td></tr></table>\n",
        encoding="utf-8",
    )
    made = read(path)
    assert made.source.media_type == "text/markdown"
    assert texts(made)[1:] == [[["项目", "金额"], ["甲", "1.00"]], [["项目名称", "清淤"]]]


def test_markdown_with_a_quotation(tmp_path: Path) -> None:
    path = tmp_path / "公开.md"
    path.write_text("# 收入总表\n\n> 单位：**万元**\n\n增长 >5%\n", encoding="utf-8")
    assert texts(read(path)) == ["收入总表", "单位：万元", "增长 >5%"]


def test_markdown_with_slanted_lines_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "公开.md"
    rows = "| 项目 | 金额 |\n| --- | --- |\n| *住房公积金* | 3.00* |\n| *注 | _合计_ |\n"
    path.write_text(f"# 收入总表\n\n*单位：万元*\n\n{rows}", encoding="utf-8")
    table = [["项目", "金额"], ["住房公积金", "3.00*"], ["*注", "合计"]]
    assert texts(read(path)) == ["收入总表", "单位：万元", table]


@pytest.mark.parametrize(
    "content", ["项目\t金额\n<b>甲</b>\t1\n", "# 标题\n\n<p>文</p>\n", "a < b"]
)
def test_text_with_a_tag_in_it_is_no_page(tmp_path: Path, content: str) -> None:
    path = tmp_path / "公开.md"
    path.write_text(content, encoding="utf-8")
    assert read(path).source.media_type == "text/markdown"


def test_bytes_in_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(b"<html>\xff\xff\x80")
    with pytest.raises(UnreadableInput, match=r"x\.html: no text.*save it as UTF-8"):
        read(path)


@pytest.mark.parametrize(
    "body", ["<div>" * 3000 + "甲", "<table><tr><td>" * 300 + "甲", "<ul><li>" * 400 + "甲"]
)
def test_a_page_nested_too_deep(tmp_path: Path, body: str) -> None:
    with pytest.raises(LimitExceeded, match="nested too deep"):
        page(tmp_path, body)


def test_spans_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_CELLS", 5000)
    with pytest.raises(LimitExceeded, match="more than"):
        page(
            tmp_path,
            "<table>" + "<tr><td colspan=99999 rowspan=99999>甲</td></tr>" * 10 + "</table>",
        )


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", "<tr><td>150<br>50<td>1.00<sup>①</sup>", [["150\n50", "1.00"]]),
        ("", "<tr><td><p>150</p><p>50</p><td>≥5m<sup>2</sup>", [["150\n50", "≥5m²"]]),
        ("", "<tr><td>甲<td><del>70</del>≥80<s>1</s>", [["甲", "≥80"]]),
        (
            "<style>.x{display:none} td.n, #m { vertical-align : super }</style>",
            "<tr class='y x'><td>0.00<td>9<tr><td>甲<td>2.50<span id=m>3</span>",
            [["甲", "2.50"]],
        ),
        (
            "<style>.gone { text-decoration: line-through }</style>",
            "<tr><td>甲<td><span class=gone>70%</span>80%",
            [["甲", "80%"]],
        ),
        (
            "",
            "<tr><td rowspan='2px'>甲<td colspan=\" 2.0 \">乙<tr><td>1<td>2",
            [["甲", "乙", ""], ["", "1", "2"]],
        ),
        ("", "<tr><td>甲<td><table><tr><td>150<tr><td>50</table>", [["甲", "150\n50"]]),
        (
            "<style>.n{display:block}</style>",
            "<tr><td><b class=n>850</b><b class=n>0000</b><td><i style='display: block'>1</i>2",
            [["850\n0000", "1\n2"]],
        ),
        ("", "<tr><td>公&#2;路<td>20\x0800.0\x010", [["公路", "2000.00"]]),
    ],
)
def test_how_cells_are_shown(
    tmp_path: Path, head: str, body: str, expected: list[list[str]]
) -> None:
    found = page(tmp_path, f"<table>{body}</table>", head=head)
    assert texts(found) == [expected]


def test_what_a_table_hides_or_strikes_is_noted(tmp_path: Path) -> None:
    body = "<tr style='display:none'><td>甲<td>5.00<tr><td>乙<td><del>70</del>80"
    notes = page(tmp_path, f"<table>{body}</table><p hidden>菜单</p>").notes
    assert [(note.code, note.message.rpartition(": ")[2]) for note in notes] == [
        ("part-not-read", "70"),
        ("hidden-not-read", "甲5.00"),
    ]


def test_tabs_of_preformatted_text_part_cells(tmp_path: Path) -> None:
    body = "<p>收入总表</p><pre>\n项目\t预算数\n甲\t<b>1.00</b>\n</pre><p>尾</p>"
    assert texts(page(tmp_path, body)) == ["收入总表", [["项目", "预算数"], ["甲", "1.00"]], "尾"]


def test_preformatted_text_beside_tables(tmp_path: Path) -> None:
    body = "<pre>项目&#9;预算数\n甲&#9;1.00\n末</pre><table><tr><td>乙<td>2.00</table>"
    expected = [[["项目", "预算数"], ["甲", "1.00"]], "末", [["乙", "2.00"]]]
    assert texts(page(tmp_path, body)) == expected


_ARCHIVE = (
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    '--B\r\nContent-Type: text/html; charset="gb2312"\r\n'
    "Content-Transfer-Encoding: base64\r\n\r\n{first}\r\n"
    "--B\r\nContent-Type: image/png\r\n\r\nx\r\n"
    "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<table><tr><td>=E4=B9=99<td>2.00</table>\r\n"
    "--B\r\nContent-Type: text/html\r\n\r\n<p>advertisement</p>\r\n--B--\r\n"
)


def test_a_web_archive_gives_its_pages_with_tables(tmp_path: Path) -> None:
    path = tmp_path / "公开.mht"
    first = base64.encodebytes("<p>收入总表<table><tr><td>甲<td>1.00</table>".encode("gb2312"))
    path.write_text(_ARCHIVE.format(first=first.decode("ascii")), "ascii", newline="")
    found = read(path)
    assert texts(found) == ["收入总表", [["甲", "1.00"]], [["乙", "2.00"]]]
    assert found.source.media_type == "multipart/related"


def test_parts_in_parts_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "公开.mht"
    heads = (f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(1500))
    path.write_text(f"MIME-Version: 1.0\n{''.join(heads)}")
    with pytest.raises(UnreadableInput, match="nested too deep"):
        read(path)


def test_a_web_archive_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "公开.mht"
    path.write_text("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B--\n")
    with pytest.raises(UnreadableInput, match="holds no page"):
        read(path)


def test_a_style_in_capitals_takes_the_line_through_a_text_away(tmp_path: Path) -> None:
    body = '<p>甲<s style="TEXT-DECORATION: none">乙</s><s>丙</s></p>'
    assert texts(page(tmp_path, body)) == ["甲乙"]
