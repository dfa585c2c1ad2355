"""What is drawn on a page stands where pdfplumber finds it; what nobody sees is marked."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from page_of_content import pdf_of
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from budgetgraph.read.pdf.drawing.drawn import CLIPPED, COVERED, INVISIBLE, Drawn, Thing
from budgetgraph.read.pdf.drawing.page import drawn_on

TEXT = b"BT /F1 10 Tf 1 0 0 1 50 200 Tm (Budget 12.50) Tj ET "
SIDES = ("x0", "x1", "top", "bottom")
OF_CHARS = (*SIDES, "text", "size", "upright", "fontname", "non_stroking_color")
OF_SHAPES = (*SIDES, "width", "height", "stroke", "fill", "non_stroking_color")


def page_of(*contents: bytes, **parts: Any) -> Page:
    return pdfplumber.open(BytesIO(pdf_of(*contents, **parts))).pages[0]


def drawn(*contents: bytes, **parts: Any) -> Drawn:
    return drawn_on(page_of(*contents, **parts), frozenset())


def tags(*contents: bytes, **parts: Any) -> dict[str, str | None]:
    """Give the marks of the characters by their text."""
    return {char["text"]: char["tag"] for char in drawn(*contents, **parts).chars}


def sums(things: list[Thing], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: thing[name] for name in names} for thing in things]


def assert_same(*contents: bytes, **parts: Any) -> Drawn:
    """Compare all that is drawn with what pdfplumber finds on the page."""
    page = page_of(*contents, **parts)
    ours = drawn_on(page, frozenset())
    assert sums(ours.chars, OF_CHARS) == sums(page.chars, OF_CHARS)
    for mine, theirs in (
        (ours.lines, page.lines),
        (ours.rects, page.rects),
        (ours.curves, page.curves),
    ):
        assert sums(mine, OF_SHAPES) == sums(theirs, OF_SHAPES)
    assert [curve["pts"] for curve in ours.curves] == [curve["pts"] for curve in page.curves]
    assert ours.has_picture == bool(page.images)
    return ours


@pytest.mark.parametrize(
    "state",
    [
        b"1 0 0 1 50 200 Tm",
        b"1.5 0 0 .8 50 200 Tm",
        b"0 1 -1 0 50 100 Tm",
        b"-1 0 0 -1 350 100 Tm",
        b".9 .3 -.3 .9 50 100 Tm",
        b"1 0 .2 1 50 100 Tm",
        b"-1 0 0 1 200 100 Tm",
        b"50 200 Td 2 Tc 3 Tw",
        b"50 200 Td 80 Tz 4 Ts",
        b"12 TL 50 200 Td T* T*",
        b"50 200 TD 0 -12.5 TD",
        b"50 200 Td .5 g",
        b"50 200 Td 1 0 0 rg",
        b"50 200 Td .1 .2 .3 .4 k",
        b"50 200 Td /Pattern cs /P1 scn",
    ],
)
@pytest.mark.parametrize(
    "font",
    [b"/F1 10 Tf (12 a.5) Tj [(b c)-300(d) 20 (e f)] TJ", b"/F2 10 Tf <672C5E7400320030> Tj"],
)
def test_characters_stand_where_pdfplumber_finds_them(state: bytes, font: bytes) -> None:
    made = assert_same(b"BT " + state + b" " + font + b" ET")
    assert len(made.chars) in (13, 4)


@pytest.mark.parametrize("media_box", [(0, 0, 400, 300), (-20, 30, 380, 330)])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_paper_that_is_turned_or_begins_elsewhere(
    media_box: tuple[float, ...], rotate: int
) -> None:
    assert_same(TEXT + b"10 20 100 50 re S", media_box=media_box, rotate=rotate)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        (b"10 10 m 100 10 l S", (1, 0, 0)),
        (b"10 10 m 100 10 l s", (1, 0, 0)),
        (b"10 10 100 .5 re f", (0, 1, 0)),
        (b"10 10 m 50 10 l 50 40 l 10 40 l b", (0, 1, 0)),
        (b"10 10 m 50 10 l 50 40 l 10 40 l 10 10 l h f", (0, 1, 0)),
        (b"10 10 m 50 12 l 50 40 l 10 40 l b*", (0, 0, 1)),
        (b"10 10 m 20 20 30 30 40 10 c 50 0 60 10 v 70 70 80 10 y S", (0, 0, 1)),
        (b"10 10 100 50 re 20 20 m 30 20 l B", (1, 1, 0)),
        (b"10 10 100 50 re 20 20 30 10 re f*", (0, 2, 0)),
        (b"10 10 l 20 20 l S 5 5 m 9 9 l S", (1, 0, 0)),
        (b".1 0 0 .1 0 0 cm 100 100 1000 500 re f", (0, 1, 0)),
        (b"10 10 100 50 re n 10 10 100 50 re W n", (0, 0, 0)),
    ],
)
def test_shapes_are_those_of_pdfplumber(path: bytes, counts: tuple[int, ...]) -> None:
    made = assert_same(b"q " + path + b" Q")
    assert (len(made.lines), len(made.rects), len(made.curves)) == counts


def test_a_form_is_drawn_where_it_is_called() -> None:
    made = assert_same(b"q 1 0 0 1 20 30 cm /X1 Do Q " + TEXT, forms={"X1": TEXT})
    assert len(made.chars) == 24


def test_what_follows_a_form_stands_on_the_page_again() -> None:
    form = b"2 0 0 2 100 100 cm " + TEXT
    after = drawn(b"/X1 Do " + TEXT, forms={"X1": form}).chars[-1]
    assert after["size"] == pytest.approx(10)


def test_a_form_that_shows_itself_has_an_end() -> None:
    loop = TEXT + b"/X1 Do"
    form_calls_itself = {"X1": loop}
    made = drawn(b"/X1 Do", forms=form_calls_itself)
    assert len(made.chars) in (12, 24)


def test_content_goes_on_in_the_next_stream() -> None:
    made = assert_same(b"BT /F1 10 Tf 50 200 Td (12", b"34) Tj ET 10 10 m 20", b"10 l S")
    assert "".join(char["text"] for char in made.chars) == "12(cid:10)34"
    assert len(made.lines) == 1


def test_a_picture_in_the_content_is_one() -> None:
    image = b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80\nEI Q "
    assert assert_same(image + TEXT).has_picture
    assert not assert_same(TEXT).has_picture


def test_a_damaged_page_is_told() -> None:
    with pytest.raises(PdfminerException):
        drawn(TEXT + b"/Span << /MCID >> BDC")


# --- what nobody sees -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mode", "tag"), [(b"0", None), (b"2", None), (b"3", INVISIBLE), (b"7", INVISIBLE)]
)
def test_text_that_is_not_painted(mode: bytes, tag: str | None) -> None:
    assert tags(b"BT /F1 9 Tf 50 50 Td " + mode + b" Tr (7) Tj ET") == {"7": tag}


@pytest.mark.parametrize(("opacity", "tag"), [("0.04", INVISIBLE), ("0.06", None)])
def test_text_that_is_transparent(opacity: str, tag: str | None) -> None:
    resources = f"/ExtGState << /G1 << /ca {opacity} >> >>"
    assert tags(b"/G1 gs BT /F1 9 Tf 50 50 Td (7) Tj ET", resources=resources) == {"7": tag}


@pytest.mark.parametrize(
    ("clip", "tag"), [(b"0 0 48.5 100", CLIPPED), (b"0 0 49.5 100", None), (b"0 0 60 100", None)]
)
def test_text_outside_of_what_is_clipped(clip: bytes, tag: str | None) -> None:
    content = b"q " + clip + b" re W n BT /F1 9 Tf 50 50 Td (7) Tj ET Q BT /F1 9 Tf (8) Tj ET"
    assert tags(content) == {"7": tag, "8": None}


@pytest.mark.parametrize(
    ("box", "tag"),
    [
        (b"40 46 30 12 re f", COVERED),
        (b"40 50.3 30 4.7 re f", COVERED),
        (b"40 50.3 30 4.5 re f", None),
        (b"40 51 30 2 re f", None),
        (b"60 46 30 12 re f", None),
        (b"40 46 30 12 re S", None),
        (b"40 46 30 12 re 0 0 400 300 re f", None),
        (b"/Pattern cs /P1 scn 40 46 30 12 re f", None),
        (b"q 0 0 40 40 re W n 40 46 30 12 re f Q", None),
    ],
)
def test_text_below_a_box(box: bytes, tag: str | None) -> None:
    later = b" BT /F1 9 Tf 50 50 Td (8) Tj ET"
    assert tags(b"BT /F1 9 Tf 50 50 Td (7) Tj ET " + box + later) == {"7": tag, "8": None}
