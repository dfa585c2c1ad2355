"""A source says itself when it was published and last changed, or says nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from budgetgraph.read.source.dates import SourceDates, source_dates


def office(name: str, text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, text)
    return stream.getvalue()


CORE = "<cp><dcterms:created>2013-01-01T00:00:00Z</dcterms:created>{}</cp>"
CHANGED = '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-02-05T08:00:00Z</dcterms:modified>'
SAID = {
    "page with the day of publication": (
        b'<html><head><meta name="PubDate" content="2024-02-05 10:00"></head>',
        SourceDates(issued="2024-02-05"),
    ),
    "day in one digit, attributes turned": (
        b"<META content='2024-2-5' name='pubdate'/>",
        SourceDates(issued="2024-02-05"),
    ),
    "page of another meta": (b'<meta name="Date" content="2024-02-05">', SourceDates()),
    "day that does not exist": (b'<meta name="PubDate" content="2024-02-31">', SourceDates()),
    "word file": (
        office("docProps/core.xml", CORE.format(CHANGED)),
        SourceDates(modified="2024-02-05"),
    ),
    "word file that was only made": (office("docProps/core.xml", CORE.format("")), SourceDates()),
    "open text": (
        office("meta.xml", "<m><dc:date>2024-02-05T08:00:00</dc:date></m>"),
        SourceDates(modified="2024-02-05"),
    ),
    "damaged office file": (b"PK\x03\x04 and no archive", SourceDates()),
    "PDF saved twice": (
        b"%PDF-1.4 /ModDate (D:20240101090000) ... /ModDate(D:20240205090000+08'00')",
        SourceDates(modified="2024-02-05"),
    ),
    "PDF that was only made": (b"%PDF-1.4 /CreationDate (D:20130101000000)", SourceDates()),
    "text": ("2024年2月5日 公开".encode(), SourceDates()),
}


@pytest.mark.parametrize("case", SAID)
def test_what_a_file_says_of_its_days(case: str) -> None:
    data, said = SAID[case]
    assert source_dates(data) == said


def test_how_many_cases() -> None:
    assert len(SAID) == 11
