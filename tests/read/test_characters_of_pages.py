"""How the characters of a web page show: white ones on white paper do not, those of a symbol font
are its signs.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import texts

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document as read


def _page(tmp_path: Path, body: str, head: str = "") -> Document:
    path = tmp_path / "公开.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p style='color:#FFF'>隐</p><p>显</p>"),
        ("", "<p style='font-size:9pt; color: rgb(255, 255, 255)'>隐</p><p>显</p>"),
        ("", "<p><font color='#ffffff'>隐</font>显</p>"),
        ("", "<p><span style='font-size:0'>隐</span>显</p>"),
        ("", "<p><span style='opacity:0;'>隐</span>显</p>"),
        ("<style>.w{color:white}</style>", "<p><span class=w>隐</span>显</p>"),
        ("", "<p style='position:absolute; left:-9999px'>隐</p><p>显</p>"),
        ("<style>.o{text-indent:-9999px}</style>", "<p class=o>隐</p><p>显</p>"),
        ("<style>p{background:#fff}</style>", "<p style='color:white'>隐</p><p>显</p>"),
        ("<link rel='stylesheet' href='a.css'>", "<p style='color:transparent'>隐</p><p>显</p>"),
    ],
)
def test_what_is_not_seen_is_not_read_and_noted(tmp_path: Path, head: str, body: str) -> None:
    found = _page(tmp_path, body, head)
    assert texts(found) == ["显"]
    assert [note.code for note in found.notes] == ["hidden-not-read"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p style='color:#fff;background:#1e6bb8'>显</p>"),
        ("", "<div style='background-color: navy'><p style='color:white'>显</p></div>"),
        ("", "<div bgcolor='#003366'><font color='white'>显</font></div>"),
        ("<style>th{background:#036}</style>", "<p style='color:#fff'>显</p>"),
        ("<link rel='stylesheet' href='a.css'>", "<p style='color:#fff'>显</p>"),
        ("", "<p style='color:#fff0f0'>显</p>"),
        ("", "<p style='color:white'><span style='color:black'>显</span></p>"),
        ("", "<p style='font-size:0'><span style='font-size:12pt'>显</span></p>"),
        ("", "<p style='font-size:0.5em;opacity:0.8'>显</p>"),
        ("", "<p style='text-indent:-24px; margin-left:-100px'>显</p>"),
    ],
)
def test_white_on_what_may_be_dark_is_read(tmp_path: Path, head: str, body: str) -> None:
    found = _page(tmp_path, body, head)
    assert texts(found) == ["显"]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<font face='Symbol'>&#179;</font>95%", "≥95%"),
        ("<span style='font-family: Symbol'>£</span>5件", "≤5件"),
        ("<span style=\"font-family:'Symbol';\">&#61619;</span>95%", "≥95%"),
        ("<font face='SimSun'>&#179;</font>", "³"),
    ],
)
def test_signs_of_a_symbol_font_are_what_they_show(tmp_path: Path, body: str, shown: str) -> None:
    assert texts(_page(tmp_path, f"<p>{body}</p>")) == [shown]
