"""Text is folded once when it is read: radicals, invisible characters, ends of lines."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.document import Document, Grid, Paragraph, Source, passage
from budgetgraph.document.folding import as_read, fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.read.folded import folded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("冀⼈社发", "冀人社发"),
        ("贫困⼾1090⼾", "贫困户1090户"),
        ("部⻔预算", "部门预算"),
        ("⺠政局", "民政局"),
        ("⻓期护理", "长期护理"),
        ("⻘禾县", "青禾县"),
        ("\uf900", "豈"),
        ("1234.50\u200b", "1234.50"),
        ("调查\x08问卷\x01", "调查问卷"),
        ("行政\x0b运行", "行政运行"),
        ("绩\u00ad效", "绩效"),
        ("\ufeff部门", "部门"),
        ("\u202a≥95%\u202c", "≥95%"),
        ("一\x85二\u2028三", "一\n二\n三"),
        ("a\tb\r\nc\fd", "a\tb\r\nc\fd"),
        ("不变①¹", "不变①¹"),
        # figures of a page's own font; a mark of a symbol font is none
        ("12\ue003.40", "12\ufffd.40"),
        ("\ue001\ue002", "\ufffd\ufffd"),
        ("\uf06c1 收入", "\uf06c1 收入"),
        ("\ue001 收入", "\ue001 收入"),
        # bars that part cells
        ("科目｜合计│基本", "科目|合计|基本"),
    ],
)
def test_what_a_reader_hands_on(written: str, read: str) -> None:
    assert as_read(written) == read


def test_a_character_that_no_font_names_does_not_vanish() -> None:
    assert as_read("12\x00.50") == "12\x00.50"


#: What simplified Chinese shows for a radical, where NFKC has the traditional ideograph.
SIMPLIFIED = {"⼾": "户"}


def test_every_kangxi_radical_is_its_ideograph() -> None:
    for radical in map(chr, range(0x2F00, 0x2FD6)):
        ideograph = unicodedata.normalize("NFKC", radical)
        assert as_read(radical) == SIMPLIFIED.get(radical, ideograph)


def test_no_radical_is_folded_to_another_radical() -> None:
    for point in range(0x2E80, 0x2FE0):
        assert len(as_read(chr(point))) == 1
        assert as_read(as_read(chr(point))) == as_read(chr(point))


def test_the_whole_document_is_folded_and_keeps_its_places() -> None:
    where = Where(2, 2)
    source = Source("a.txt", "0", "text/plain", ("⻓\u200b", "a\u2028b"))
    blocks = (Paragraph(passage("⻓\u200b", where)), Grid(((passage("⼈", where),),)))
    found = folded(Document(source, blocks))
    assert found.source.lines == ("长", "a b")
    paragraph, grid = found.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(grid, Grid)
    assert (paragraph.text, paragraph.where) == ("长", where)
    assert (grid.rows[0][0].text, grid.rows[0][0].where) == ("人", where)


def test_figures_of_a_font_of_its_own_are_said_and_leave_no_table_empty() -> None:
    lines = ("石桥县水务局2025年部门预算", "1\ue001.00")
    found = folded(Document(Source("a.txt", "0", "text/html", lines), ()))
    assert found.source.lines[1] == "1\ufffd.00"
    [note] = found.notes
    assert (note.code, note.where) == ("part-not-read", Where(2, 2))
    assert note.message.startswith("1 figure(s) of this line are known to the page's own font")


def test_text_as_it_is_compared() -> None:
    assert fold(" （一）“收 入”⼈ ") == "(一)收入人"


@given(st.text(alphabet="（）：“”％５人a \n⼈", max_size=20))
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@given(st.text(max_size=30))
def test_reading_twice_changes_nothing(text: str) -> None:
    assert as_read(as_read(text)) == as_read(text)


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("合计\nجەمئىي", "合计"),
        ("收入（كىرىم-چىقىم）总表", "收入总表"),
        ("མ་དངུལ། 支出", "支出"),
        ("جەمئىي", "جەمئىي"),
        ("PM2.5浓度", "PM2.5浓度"),
    ],
)
def test_a_heading_in_two_languages_is_compared_by_its_chinese_words(
    printed: str, compared: str
) -> None:
    assert fold(printed) == compared
