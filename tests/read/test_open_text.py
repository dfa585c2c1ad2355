"""OpenDocument texts: what prints, in the order in which it prints, in a package and flat."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from printed import texts

from budgetgraph.document import Document
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import read_document as read

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = " ".join(
    f'xmlns:{prefix}="{_NAMES}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="mark" style:parent-style-name="up"/>'
    '<style:style style:name="old"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="no"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="sym"><style:text-properties style:font-name="Symbol"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>'
)


def p(content: str) -> str:
    return f"<text:p>{content}</text:p>"


def td(content: str, spans: str = "") -> str:
    return f"<table:table-cell {spans}>{p(content)}</table:table-cell>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def package(body: str, header: str = "", manifest: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr(
            "content.xml",
            f"<office:document-content {_PREFIXES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {_PREFIXES}><office:master-styles><style:master-page>"
            f"<style:header>{header}</style:header></style:master-page></office:master-styles>"
            "</office:document-styles>",
        )
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def document(tmp_path: Path, body: str, header: str = "") -> Document:
    path = tmp_path / "公开.odt"
    path.write_bytes(package(body, header))
    return read(path)


TABLE = table(td("项目") + td("预算数"), td("甲") + td("1.00"))
GRID = [["项目", "预算数"], ["甲", "1.00"]]


def test_paragraphs_and_tables_keep_their_order(tmp_path: Path) -> None:
    found = document(tmp_path, f"<text:h>收入总表</text:h>{TABLE}{p('末')}")
    assert texts(found) == ["收入总表", GRID, "末"]
    assert found.source.lines == ("收入总表", "项目\t预算数", "甲\t1.00", "末")
    assert found.source.media_type == MIMETYPE
    assert found.notes == ()


def test_a_flat_document_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "公开.fodt"
    path.write_text(
        f'<?xml version="1.0"?><office:document {_PREFIXES} office:mimetype="{MIMETYPE}">'
        f"<office:body><office:text>{TABLE}</office:text></office:body></office:document>",
        "utf-8",
    )
    assert texts(read(path)) == [GRID]


def test_merged_cells_print_once(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    body = table(
        td("序号", 'table:number-rows-spanned="2"')
        + td("收入", 'table:number-columns-spanned="2"')
        + covered,
        covered + td("项目") + td("预算数"),
        td("0.00", 'table:number-columns-repeated="3"'),
    )
    expected = [["序号", "收入", ""], ["", "项目", "预算数"], ["0.00", "0.00", "0.00"]]
    assert texts(document(tmp_path, body)) == [expected]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('9.50<text:span text:style-name="mark">1</text:span>', "9.50"),
        ('≥5m<text:span text:style-name="up">2</text:span>', "≥5m²"),
        ('<text:span text:style-name="sym">\uf0b3</text:span>80%', "≥80%"),
        ('<text:span text:style-name="old">70%</text:span>80%', "80%"),
        ('甲<text:span text:style-name="no">乙</text:span>', "甲"),
        ('甲<text:s text:c="3"/>乙<text:tab/>丙', "甲 乙 丙"),
        ("<text:a>甲</text:a><text:bookmark/>乙", "甲乙"),
        ("<draw:frame><svg:desc>图</svg:desc></draw:frame>甲", "甲"),
        (
            "<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>a</text:ruby-text></text:ruby>",
            "甲",
        ),
    ],
)
def test_what_a_paragraph_prints(tmp_path: Path, content: str, text: str) -> None:
    assert texts(document(tmp_path, p(content))) == [text]


def test_two_lines_of_a_cell_stay_two(tmp_path: Path) -> None:
    body = table(td(f"150</text:p>{p('50')}<text:p>") + td("1<text:line-break/>2"))
    assert texts(document(tmp_path, body)) == [[["150\n50", "1\n2"]]]


def test_list_numbers_are_printed(tmp_path: Path) -> None:
    items = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in "甲乙")
    body = f'<text:list text:style-name="L">{items}</text:list><text:list>{items}</text:list>'
    assert texts(document(tmp_path, body)) == ["一、甲", "二、乙", "甲", "乙"]


def test_what_stands_beside_the_text(tmp_path: Path) -> None:
    deleted = f"<text:tracked-changes>{p('删')}</text:tracked-changes>"
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('注')}</text:note-body></text:note>"
    comment = f"<office:annotation>{p('批')}</office:annotation>"
    box = f"<draw:frame><draw:text-box>{p('框')}</draw:text-box></draw:frame>"
    section = f'<text:section text:display="none">{p("藏")}</text:section>'
    found = document(tmp_path, deleted + p(f"甲{note}{comment}{box}乙") + section + p("末"))
    assert texts(found) == ["甲乙", "框", "末", "注"]
    assert [(note.code, note.message[-1]) for note in found.notes] == [
        ("part-not-read", "批"),
        ("hidden-not-read", "藏"),
    ]


def test_a_caption_in_the_page_header_stands_above_each_table(tmp_path: Path) -> None:
    found = document(tmp_path, TABLE, p("单位：万元<text:tab/>第1页"))
    assert texts(found) == ["单位：万元", GRID]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package("", manifest="<encryption-data/>"), "password"),
        (package("<broken"), "cannot be opened.*save it as"),
        (package("")[:-40], "cut off or damaged"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "公开.odt"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=reason):
        read(path)
