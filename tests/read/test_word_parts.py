"""Word documents beyond their body: packages, page headers, footnotes, imported parts, looks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from printed import texts
from wordfile import flat, packed, part, parts, strict

from budgetgraph.document import Document, Grid
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read import symbols


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str) -> str:
    return f"<w:tc>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def run(text: str, look: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def written(tmp_path: Path, data: bytes, name: str = "公开.docx") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def document(
    tmp_path: Path, body: str, related: Mapping[str, tuple[str, str | bytes]] = {}
) -> Document:
    return written(tmp_path, packed(parts(body, related)))


def notes(found: Document) -> list[tuple[str, str]]:
    return [(note.code, note.message) for note in found.notes]


TABLE = tbl(tc("项目") + tc("预算数"), tc("甲") + tc("1.00"))
GRID = [["项目", "预算数"], ["甲", "1.00"]]


# --- packages -------------------------------------------------------------------------------------
def test_every_package_of_word_says_the_same(tmp_path: Path) -> None:
    members = parts(p("收入总表") + TABLE)
    for data, name in (
        (packed(members), "a.docx"),
        (packed(members), "a.dotm"),
        (packed(strict(members)), "b.docx"),
        (packed({name.replace("/", "\\"): content for name, content in members.items()}), "c.docx"),
        (flat(members), "d.xml"),
        (flat(strict(members)), "e.xml"),
    ):
        assert texts(written(tmp_path, data, name)) == ["收入总表", GRID], name


def test_the_xml_of_word_2003(tmp_path: Path) -> None:
    rows = tbl(
        "<w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr>" + p("甲") + "</w:tc>" + tc("1.00"),
        "<w:tc><w:tcPr><w:vmerge/></w:tcPr>" + p("不印") + "</w:tc>" + tc("2.00"),
    )
    listed = '<w:p><w:pPr><w:listPr><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>总体</w:t></w:r></w:p>'
    data = (
        '<?xml version="1.0"?><w:wordDocument'
        ' xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">'
        f"<w:body><wx:sect>{listed}{rows}</wx:sect></w:body></w:wordDocument>"
    )
    found = written(tmp_path, data.encode(), "a.xml")
    assert texts(found) == ["一、总体", [["甲", "1.00"], ["", "2.00"]]]


@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels"])
def test_a_package_without_its_text_is_damaged(tmp_path: Path, name: str) -> None:
    members = {each: content for each, content in parts(p("甲")).items() if each != name}
    if name == "_rels/.rels":
        members["word/body.xml"] = members.pop("word/document.xml")
    members.setdefault("word/document2.xml", b"<no/>")
    with pytest.raises(UnreadableInput, match="damaged"):
        written(tmp_path, packed(members))


@pytest.mark.parametrize(
    ("name", "kind"), [("footnotes.xml", "footnotes"), ("header1.xml", "header")]
)
def test_a_reference_to_a_missing_part_is_noted(tmp_path: Path, name: str, kind: str) -> None:
    found = document(tmp_path, p("甲"), {name: (kind, "")})
    assert texts(found) == ["甲"]
    assert notes(found) == [("part-not-read", f"the part word/{name} is missing in the file")]


@pytest.mark.parametrize("name", ["_rels/.rels", "word/_rels/document.xml.rels"])
def test_relations_that_are_cut_off_are_damaged(tmp_path: Path, name: str) -> None:
    members = parts(p("甲"), {"header1.xml": ("header", p("页眉"))})
    members[name] = members[name][: len(members[name]) // 2]
    with pytest.raises(UnreadableInput, match="damaged"):
        written(tmp_path, packed(members))


# --- looks ----------------------------------------------------------------------------------------
STYLES = part(
    "styles",
    '<w:style w:styleId="base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="mark"><w:basedOn w:val="base"/></w:style>'
    '<w:style w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>',
)


@pytest.mark.parametrize(
    ("runs", "text", "printed"),
    [
        (p("9.50")[:-6] + run("1", '<w:vertAlign w:val="superscript"/>'), "9.50", "9.501"),
        (p("9.50")[:-6] + run("①", '<w:rStyle w:val="mark"/>'), "9.50", "9.50①"),
        (p("9.50")[:-6] + run("2", '<w:position w:val="8"/>'), "9.50", "9.502"),
        (p("9.50")[:-6] + run("2", '<w:position w:val="3"/>'), "9.502", "9.502"),
        (p("9.50")[:-6] + run("2", '<w:rStyle w:val="round"/>'), "9.502", "9.502"),
        (p("≥5m")[:-6] + run("2", '<w:vertAlign w:val="superscript"/>'), "≥5m²", "≥5m²"),
        (p("80%")[:-6] + run("70%", "<w:dstrike/>"), "80%", "80%"),
        (p("80%")[:-6] + run("70%", '<w:rStyle w:val="old"/>'), "80%", "80%"),
        (
            p("80%")[:-6] + run("以上", '<w:rStyle w:val="old"/><w:strike w:val="0"/>'),
            "80%以上",
            "",
        ),
    ],
)
def test_how_a_run_looks(tmp_path: Path, runs: str, text: str, printed: str) -> None:
    found = document(tmp_path, runs + "</w:p>", {"styles.xml": ("styles", STYLES)})
    (block,) = found.blocks
    assert not isinstance(block, Grid)
    assert (block.text, block.passage.printed) == (text, printed or text)


def test_what_is_struck_or_hidden_is_noted(tmp_path: Path) -> None:
    struck = f"<w:p>{run('≥70%', '<w:strike/>')}{run('≥80%', '')}</w:p>"
    hidden = f"<w:p>{run('旧的', '<w:vanish/>')}</w:p>"
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{tc('乙')}{tc('2.00')}</w:tr>"
    found = document(tmp_path, struck + hidden + TABLE.replace("</w:tbl>", row + "</w:tbl>"))
    assert texts(found) == ["≥80%", GRID]
    assert notes(found) == [
        ("part-not-read", "text that is struck through (删除线) is not read: ≥70%"),
        ("hidden-not-read", "hidden text (隐藏) is not read: 旧的"),
        ("hidden-not-read", "hidden text (隐藏) is not read: 乙 2.00"),
    ]


def test_a_row_is_deleted_when_all_its_cells_are(tmp_path: Path) -> None:
    gone = "<w:tcPr><w:cellDel w:id='1'/></w:tcPr>"
    row = tc("乙").replace("<w:tc>", f"<w:tc>{gone}")
    body = TABLE.replace("</w:tbl>", f"<w:tr>{row}{row}</w:tr></w:tbl>")
    assert texts(document(tmp_path, body)) == [GRID]


def test_powers_and_fractions_of_formulas(tmp_path: Path) -> None:
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    power = (
        "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    )
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    body = f"<w:p {m}><w:r><w:t>面积</w:t></w:r><m:oMath>{half}{power}</m:oMath></w:p>"
    assert texts(document(tmp_path, body)) == ["面积1/2m²"]


# --- symbol fonts ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Symbol" w:char="00A3"/></w:r>', "≤"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>', "②"),
        (run("\uf0b1", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "±"),
        (run("³5km", '<w:rFonts w:ascii="Symbol"/>'), "≥5km"),
        (run("³", '<w:rFonts w:ascii="Arial"/>'), "³"),
        ('<w:r><w:sym w:font="Arial" w:char="4E2D"/></w:r>', "中"),
    ],
)
def test_symbols_are_what_the_page_shows(tmp_path: Path, runs: str, text: str) -> None:
    found = document(tmp_path, f"<w:p>{runs}<w:r><w:t>9</w:t></w:r></w:p>")
    assert texts(found) == [f"{text}9"]
    assert found.notes == ()


def test_a_symbol_that_is_not_known_is_noted(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="Wingdings 3" w:char="F041"/></w:r>'
    found = document(tmp_path, f"<w:p>{symbol}<w:r><w:t>95%</w:t></w:r></w:p>")
    assert texts(found) == ["\uf04195%"]
    assert notes(found) == [
        ("part-not-read", "1 character(s) of the font Wingdings 3 (符号) are not known")
    ]


def test_the_table_of_the_symbol_font_is_in_step() -> None:
    places = {
        0x61: "α",
        0xA3: "≤",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB9: "≠",
        0xD6: "√",
    }
    assert {place: symbols.shown("Symbol", place) for place in places} == places


# --- page headers, footnotes, comments ------------------------------------------------------------
def header(*paragraphs: str) -> dict[str, tuple[str, str]]:
    return {"header1.xml": ("header", part("hdr", "".join(paragraphs)))}


def test_a_caption_in_the_page_header_stands_above_each_table(tmp_path: Path) -> None:
    line = "<w:p><w:r><w:t>单位：万元</w:t></w:r><w:r><w:tab/><w:t>第1页</w:t></w:r></w:p>"
    found = document(tmp_path, p("收入总表") + TABLE + p("支出总表") + TABLE, header(line))
    assert texts(found) == ["收入总表", "单位：万元", GRID, "支出总表", "单位：万元", GRID]
    assert found.notes == ()


def test_a_table_keeps_the_caption_of_its_own(tmp_path: Path) -> None:
    found = document(tmp_path, p("单位：元") + TABLE, header(p("单位：万元")))
    assert texts(found) == ["单位：元", GRID]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("部门编码：318　平乡县水务局　金额单位：元", "部门编码：318　平乡县水务局"),
        ("内部资料 单位：元", "内部资料"),
    ],
)
def test_a_caption_beside_other_words_of_a_page_header(
    tmp_path: Path, line: str, said: str
) -> None:
    found = document(tmp_path, p("收入总表") + TABLE, header(p(line)))
    assert texts(found)[:-1] == ["收入总表", line.removeprefix(said).strip()]
    assert [message.rpartition(": ")[2] for _, message in notes(found)] == [said]


def test_other_words_of_a_page_header_are_noted(tmp_path: Path) -> None:
    found = document(
        tmp_path, p("收入总表") + TABLE, header(p("收入总表"), p("内部资料"), p("- 3 -"))
    )
    assert texts(found) == ["收入总表", GRID]
    assert notes(found) == [
        ("part-not-read", "a page header or footer (页眉页脚) is not read: 内部资料")
    ]


def test_footnotes_are_read_below_the_text(tmp_path: Path) -> None:
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    footnote = f'<w:footnote w:id="1">{p("见冀财社〔2024〕77号。")}</w:footnote>'
    related = {"footnotes.xml": ("footnotes", part("footnotes", separator + footnote))}
    assert texts(document(tmp_path, p("正文。"), related)) == ["正文。", "见冀财社〔2024〕77号。"]


def test_comments_and_objects_are_noted(tmp_path: Path) -> None:
    comment = f'<w:comment w:id="1">{p("此处再核")}</w:comment>'
    related: dict[str, tuple[str, str | bytes]] = {
        "comments.xml": ("comments", part("comments", comment)),
        "embeddings/oleObject1.xlsx": ("package", b"x"),
        "media/a.png": ("image", b"x"),
    }
    assert notes(document(tmp_path, p("正文。"), related)) == [
        ("part-not-read", "a comment (批注) is not read: 此处再核"),
        ("part-not-read", "1 embedded object(s) (嵌入对象) are not read"),
        ("part-not-read", "1 picture(s) (图片) are not read"),
    ]


# --- imported parts -------------------------------------------------------------------------------
CHUNK = '<w:altChunk r:id="aFChunk"/>'
PAGE = "<html><body><p>支出总表<table><tr><td>项目<td>预算数<tr><td>甲<td>1.00</table></html>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE.encode()),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode()),
        ("a.docx", packed(parts(p("支出总表") + TABLE))),
    ],
)
def test_an_imported_part_is_read_where_it_stands(
    tmp_path: Path, name: str, content: bytes
) -> None:
    found = document(tmp_path, p("前") + CHUNK + p("后"), {name: ("aFChunk", content)})
    assert texts(found) == ["前", "支出总表", GRID, "后"]


def test_an_imported_part_that_repeats_the_text_is_read_once(tmp_path: Path) -> None:
    page = PAGE.replace("</html>", "<p>末</html>").encode()
    found = document(tmp_path, p("支出总表") + TABLE + CHUNK, {"a.html": ("aFChunk", page)})
    assert texts(found) == ["支出总表", GRID, "末"]
    assert [code for code, _ in notes(found)] == ["part-not-read"]


@pytest.mark.parametrize("content", [b"", b"{\\rtf1 x}", b"\x89PNG"])
def test_an_imported_part_that_is_not_read_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("BUDGETGRAPH_SOFFICE", "none of this name")
    found = document(tmp_path, p("前") + CHUNK, {"a.bin": ("aFChunk", content)})
    assert texts(found) == ["前"]
    ((code, message),) = notes(found)
    assert code == "part-not-read"
    assert "altChunk" in message


def test_documents_that_take_in_each_other_end(tmp_path: Path) -> None:
    data = packed(parts(p("底")))
    for _ in range(6):
        data = packed(parts(p("层") + CHUNK, {"a.docx": ("aFChunk", data)}))
    found = written(tmp_path, data)
    assert texts(found) == ["层"] * 4
    assert "inside of 3 others" in found.notes[0].message
