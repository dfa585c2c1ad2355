"""The content of a page is read into operators and operands, as pdfminer reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSEOF, PSKeyword

from budgetgraph.read.pdf.drawing.content import ContentStream

Operation = tuple[bytes, list[Any]]


def operations(content: bytes) -> list[Operation]:
    """Give the operators of a content, each with all that stands before it."""
    stream = ContentStream(content + b"\n")
    read = []
    for keyword in stream.operators():
        read.append((keyword, list(stream.operands)))
        stream.operands.clear()
    return read


def operations_of_pdfminer(content: bytes) -> list[Operation]:
    parser = PDFContentParser([PDFStream({}, content)])
    read: list[Operation] = []
    operands: list[Any] = []
    while True:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            return read
        if isinstance(token, PSKeyword):
            read.append((token.name, operands))
            operands = []
        else:
            operands.append(_plain(token))


def _plain(token: Any) -> Any:
    """Give a token with None for the keywords in it, which mean nothing there."""
    if isinstance(token, list):
        return list(map(_plain, token))
    if isinstance(token, dict):
        names = ("None" if name.startswith("/b") else name for name in token)
        return dict(zip(names, map(_plain, token.values()), strict=True))
    return None if isinstance(token, PSKeyword) else token


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0 0 m 100.5 -.5 l S", [(b"m", [0, 0]), (b"l", [100.5, -0.5]), (b"S", [])]),
        (b"/F1 9 Tf", [(b"Tf", [LIT("F1"), 9])]),
        (b"/A#42#4 1 Do", [(b"Do", [LIT("AB\x04"), 1])]),
        (b"[(12)-5.5<3334>]TJ", [(b"TJ", [[b"12", -5.5, b"34"]])]),
        (b"(a(b)c\\)\\\\) Tj", [(b"Tj", [b"a(b)c)\\"])]),
        (b"(\\101\\12\\n\\\r\n.) '", [(b"'", [b"A\n\n."])]),
        (b"(\\8\\*) Tj", [(b"Tj", [b"8*"])]),
        (b"<4a 4B4> Tj", [(b"Tj", [b"JK@"])]),
        (
            b"/Span<</MCID 3/B<</C[1 2]>>>>BDC",
            [(b"BDC", [LIT("Span"), {"MCID": 3, "B": {"C": [1, 2]}}])],
        ),
        (b"1 % 2 m (\n3 m", [(b"m", [1, 3])]),
        (b"1-2 3.4.5 --6 + . m", [(b"m", [1, -2, 3.4, 0.5, -6])]),
        (b"true false null 0 gs", [(b"null", [True, False]), (b"gs", [0])]),
        (b"0\x00 0 m", [(b"m", [0, 0])]),
        (b"f* T* W* b*", [(b"f*", []), (b"T*", []), (b"W*", []), (b"b*", [])]),
        (b'1 2 (a) "', [(b'"', [1, 2, b"a"])]),
    ],
)
def test_operators_have_the_operands_before_them(content: bytes, expected: list[Operation]) -> None:
    assert operations(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"1 m ( unfinished 2 m", [(b"m", [1])]),
        (b"1 m [ 2 3 m 4 m", [(b"m", [1])]),
        (b"1 ] >> } m", [(b"m", [1])]),
        (b"1 m < 41 m", [(b"m", [1]), (b"m", [b"A"])]),
        (b"9" * 400 + b" m", [(b"m", [float("inf")])]),
    ],
)
def test_what_is_damaged_ends_nothing_else(content: bytes, expected: list[Operation]) -> None:
    assert operations(content) == expected


def test_a_dictionary_whose_values_are_not_told_is_damaged() -> None:
    with pytest.raises(ValueError, match="shorter"):
        operations(b"/Span <</MCID>> BDC")


@pytest.mark.parametrize(
    ("head", "data", "end"),
    [
        (b"/W 2 /H 1", b"\x00(\xff Q EIx [", b"\nEI"),
        (b"/W 2 /H 1 /F/A85", b"(EI [ !!", b"~>\nEI"),
        (b"/W 2 /H 1 /F[/A85/Fl]", b"(EI [ !!", b"~>\nEI"),
    ],
)
def test_the_data_of_a_picture_are_passed_over(head: bytes, data: bytes, end: bytes) -> None:
    content = b"q BI " + head + b" ID " + data + end + b" Q 1 0 m"
    names = [keyword for keyword, _ in operations(content)]
    assert names == [b"q", b"EI", b"Q", b"m"]
    image = dict(operations(content))[b"EI"][0]
    assert (image["W"], image["H"]) == (2, 1)


def test_a_picture_without_an_end_is_the_last_thing() -> None:
    assert operations(b"q BI /W 2 ID \x00\x01 Q") == [(b"q", [])]


def test_many_brackets_without_an_end_take_no_time() -> None:
    assert operations(b"(" * 100_000) == []
    assert operations(b"[" * 100_000 + b"1 " * 100_000) == []


_SIMPLE = st.text("abc012 \\()<>[]{}/#%", max_size=8).map(str.encode)
_PIECES = st.sampled_from(
    [
        *(b"0 1.5 -2 +.25 7. m l re Tj TJ f* q Q BT ET ' W n true".split()),
        *(b"[ ] << >> /F1 /A#20b (12) (a(b)c) (\\(\\)\\n\\101) <3031>".split()),
        *(b"%x\n", b"\n", b"\r\n", b"\t", b"\x00", b"<30 31>"),
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_whole_pieces_are_read_as_pdfminer_reads_them(pieces: list[bytes]) -> None:
    content = b" ".join(pieces)
    try:
        expected = operations_of_pdfminer(content)
    except Exception:
        with pytest.raises(ValueError, match="shorter"):
            operations(content)
    else:
        assert operations(content) == expected


@given(st.lists(_SIMPLE | _PIECES, max_size=30))
def test_any_content_is_read_to_its_end(pieces: list[bytes]) -> None:
    try:
        read = operations(b"".join(pieces))
    except ValueError:
        return
    assert all(keyword for keyword, _ in read)
