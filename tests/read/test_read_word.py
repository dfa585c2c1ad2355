"""Word documents: what prints, in the order in which it prints, and nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from oldoffice import compound
from printed import texts

from budgetgraph.document import Document, Grid
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read import cells
from budgetgraph.read.source import file_kind

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, span: int = 1, merge: str = "") -> str:
    body = content if content.startswith("<") else p(r(content))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{body}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def package(body: str, numbering: str = "") -> bytes:
    """A Word file with this body."""
    document = docx.Document()
    end = document.element.body[-1]
    for element in parse_xml(
        f'<w:body xmlns:w="{_W}" xmlns:mc="{_MC}" xmlns:m="{_M}">{body}</w:body>'
    ):
        end.addprevious(element)
    if numbering:
        part = document.part.numbering_part.element
        part.clear()
        for element in parse_xml(f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>'):
            part.append(element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document(tmp_path: Path, body: str, numbering: str = "") -> Document:
    path = tmp_path / "公开.docx"
    path.write_bytes(package(body, numbering))
    return read(path)


def test_paragraphs_and_tables_keep_their_order_and_places(tmp_path: Path) -> None:
    table = tbl(tr(tc("项目"), tc("预算数")), tr(tc("一、" + "基本支出"), tc("59.00")))
    found = document(tmp_path, p(r("部门预算"), r("收支总表")) + p() + table + p(r("说明")))
    assert texts(found) == [
        "部门预算收支总表",
        [["项目", "预算数"], ["一、基本支出", "59.00"]],
        "说明",
    ]
    assert found.source.lines == ("部门预算收支总表", "项目\t预算数", "一、基本支出\t59.00", "说明")
    assert found.source.media_type.endswith("wordprocessingml.document")
    assert not found.plain
    grid = found.blocks[1]
    assert isinstance(grid, Grid)
    assert grid.rows[1][1].pieces[0].where == Where(3, 3, table=1, row=2, column=2)
    assert found.blocks[2].where == Where(4, 4)


def test_merged_cells_print_once(tmp_path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    heading = tr(tc("序号", merge=down[0]), tc("收入", span=2), tc("支出", span=2))
    leaves = tr(tc("序号", merge=down[1]), tc("项目"), tc("预算数"), tc("项目"), tc("预算数"))
    shifted = tr(tc("1"), tc("甲"), properties='<w:gridBefore w:val="1"/>')
    assert texts(document(tmp_path, tbl(heading, leaves, shifted))) == [
        [
            ["序号", "收入", "", "支出", ""],
            ["", "项目", "预算数", "项目", "预算数"],
            ["", "1", "甲", "", ""],
        ]
    ]


def test_a_column_that_only_merged_cells_cover_is_none(tmp_path: Path) -> None:
    rows = [
        tr(tc(first, span=2), tc(second, span=2))
        for first, second in (("项目", "预算数"), ("甲", "1.00"))
    ]
    assert texts(document(tmp_path, tbl(*rows))) == [[["项目", "预算数"], ["甲", "1.00"]]]


def test_title_and_note_inside_a_table_are_paragraphs(tmp_path: Path) -> None:
    rows = [
        tr(tc("部门预算收入总表", span=3)),
        tr(tc("部门：平乡县医疗保障局", span=2), tc("单位：万元")),
        tr(tc("编码"), tc("名称"), tc("金额")),
        tr(tc("208"), tc("社会保障"), tc("1.00")),
        tr(tc("注：空表列示。", span=3)),
    ]
    found = document(tmp_path, tbl(*rows))
    grid = [["编码", "名称", "金额"], ["208", "社会保障", "1.00"]]
    assert texts(found) == [
        "部门预算收入总表",
        "部门：平乡县医疗保障局",
        "单位：万元",
        grid,
        "注：空表列示。",
    ]
    assert found.source.lines[1] == "部门：平乡县医疗保障局\t单位：万元"
    assert found.blocks[2].passage.pieces[0].where == Where(2, 2, table=1, row=2, column=3)


def test_a_cell_of_several_paragraphs_is_one_line(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        tbl(
            tr(tc("绩效目标"), tc(p(r("1.甲")) + p() + p(r("2.乙"), "<w:r><w:br/></w:r>", r("丙"))))
        ),
    )
    assert found.source.lines == ("绩效目标\t1.甲 2.乙 丙",)
    grid = found.blocks[0]
    assert isinstance(grid, Grid)
    assert [piece.text for piece in grid.rows[0][1].pieces] == ["1.甲", "\n2.乙", "\n丙"]


def test_a_table_around_a_table_is_a_frame(tmp_path: Path) -> None:
    inner = tbl(tr(tc("项目"), tc("金额")), tr(tc("甲"), tc("1")))
    found = document(
        tmp_path, tbl(tr(tc("标题"), tc("左")), tr(tc(p(r("前")) + inner + p(r("后"))), tc("右")))
    )
    assert texts(found) == [[["标题", "左"]], "前", [["项目", "金额"], ["甲", "1"]], "后", "右"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            p(
                r("甲"),
                f"<w:ins>{r('乙')}</w:ins>",
                "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>",
            ),
            ["甲乙"],
        ),
        (p(r("甲"), r("隐", "<w:vanish/>"), r("显", '<w:vanish w:val="0"/>')), ["甲显"]),
        (p("<w:r><w:instrText>TOC</w:instrText></w:r>", r("目录")), ["目录"]),
        (p(f"<w:hyperlink>{r('一、')}<w:r><w:tab/></w:r>{r('3')}</w:hyperlink>"), ["一、 3"]),
        (p(r("2025年"), "<w:r><w:br/></w:r>", r("部门预算")), ["2025年", "部门预算"]),
        (p(r("甲"), '<w:r><w:br w:type="page"/></w:r>', r("乙")), ["甲乙"]),
        (p("<m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath>", r("95%")), ["≥95%"]),
        (
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>医</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            ["医"],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('控件'))}</w:sdtContent></w:sdt>", ["控件"]),
        (p(r("目标："), control(r("单击此处输入文字"), "<w:showingPlcHdr/>")), ["目标："]),
        (p(r("目标："), control(r("办学"), '<w:showingPlcHdr w:val="0"/>')), ["目标：办学"]),
        (
            tbl(
                tr(tc("项目"), tc("办学")),
                tr(tc("目标"), control(tc("请填写"), "<w:showingPlcHdr/>")),
            ),
            [[["项目", "办学"], ["目标", ""]]],
        ),
        (
            p(r("主"), f"<w:r><w:pict><w:txbxContent>{p(r('框'))}</w:txbxContent></w:pict></w:r>"),
            ["主", "框"],
        ),
        (
            p(
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{p(r('框'))}</w:txbxContent></w:drawing>"
                f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p(r('框'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            ["框"],
        ),
        (p(r("零\u200b宽\ufeff")), ["零宽"]),
        (
            tbl(tr(tc("甲"), tc("删"), properties="<w:del/>"), tr(tc("乙"), tc("留"))),
            [[["乙", "留"]]],
        ),
    ],
)
def test_only_what_prints_is_read(tmp_path: Path, body: str, expected: list[object]) -> None:
    assert texts(document(tmp_path, body)) == expected


def _numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(levels)
    )
    restart = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{restart}'


def _item(text: str, level: int = 0, number: int = 1) -> str:
    return p(
        r(text),
        properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def test_list_numbers_are_printed(tmp_path: Path) -> None:
    body = (
        _item("职责")
        + _item("收入", 1)
        + _item("支出", 1)
        + p(r("正文"))
        + _item("概况")
        + _item("项目", 1)
        + _item("再起", 0, 2)
    )
    numbers = _numbering(("chineseCountingThousand", "%1、"), ("decimal", "（%2）"))
    assert texts(document(tmp_path, body, numbers)) == [
        "一、职责",
        "（1）收入",
        "（2）支出",
        "正文",
        "二、概况",
        "（1）项目",
        "一、再起",
    ]


def test_bullets_and_taken_off_numbers_are_not(tmp_path: Path) -> None:
    numbers = _numbering(("bullet", "\uf06c"))
    assert texts(document(tmp_path, _item("甲") + _item("乙", number=0), numbers)) == ["甲", "乙"]


def _with_part(name: str, content: bytes) -> bytes:
    """A Word file with one part replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(p(r("甲"))))) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for member in archive.namelist():
            copy.writestr(member, content if member == name else archive.read(member))
    return stream.getvalue()


GOOD = package(p(r("甲")))
BAD: dict[str, tuple[bytes, str]] = {
    "old.doc": (compound({"WordDocument": b"x"}, ["Workbook"]), r"\.doc\).*save it as \.docx"),
    "locked.docx": (
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}),
        "password.*save it without",
    ),
    "slides.ppt": (compound({"PowerPoint Document": b"x"}), "presentation"),
    "damaged.doc": (compound({"WordDocument": b"x"})[:600], "cut off"),
    "cut.docx": (GOOD[: len(GOOD) // 2], "cut off or damaged.*download it again"),
    "changed.docx": (GOOD[:100] + bytes(40) + GOOD[140:], "cut off or damaged"),
    "no-xml.docx": (
        _with_part("word/document.xml", b"hello"),
        r"cannot be opened.*save it as \.docx",
    ),
    "no-body.docx": (
        _with_part("word/document.xml", f'<w:document xmlns:w="{_W}"/>'.encode()),
        "no body",
    ),
    "too-deep.docx": (
        _with_part(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{"<w:sdt>" * 400}'.encode()
        ),
        "cannot be opened",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("BUDGETGRAPH_SOFFICE", "none of this name")
    path = tmp_path / name
    path.write_bytes(BAD[name][0])
    with pytest.raises(UnreadableInput, match=BAD[name][1]) as problem:
        read(path)
    assert str(path) in str(problem.value)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    evil = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{_W}"><w:body>{p(r("甲&a;"))}</w:body></w:document>'
    (tmp_path / "x.docx").write_bytes(_with_part("word/document.xml", evil.encode()))
    assert texts(read(tmp_path / "x.docx")) == ["甲"]


def test_a_name_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "公开.txt").write_bytes(GOOD)
    assert texts(read(tmp_path / "公开.txt")) == ["甲"]


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_UNPACKED", 1000), ("MAX_PART", 1000), ("MAX_MEMBERS", 3)]
)
def test_a_package_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(file_kind, limit, value)
    (tmp_path / "x.docx").write_bytes(GOOD)
    with pytest.raises(LimitExceeded, match=r"x\.docx.*over the limit"):
        read(tmp_path / "x.docx")


def test_a_table_of_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_CELLS", 50)
    with pytest.raises(LimitExceeded, match="more than 50 cells"):
        document(tmp_path, tbl(*[tr(tc("甲", span=30))] * 2))
