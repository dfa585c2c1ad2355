"""When a source was published and last changed, as the file itself says it.

A page of a government site has to name the day of its publication (`PubDate`, in the guide for
government sites of 2017); office files and PDFs keep the day of their last change. When a file was
made says nothing of when it was published: many are made from a form of years ago.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

from budgetgraph.read.source.file_kind import DAMAGED
from budgetgraph.read.source.signatures import is_pdf

_META = re.compile(rb"<meta\s[^<>]{0,400}+>", re.IGNORECASE)
_PUBLISHED = re.compile(rb"\bname\s*=\s*[\"']?PubDate\b", re.IGNORECASE)
_DAY = re.compile(rb"(\d{4})-(\d\d?)-(\d\d?)")
_PDF_CHANGED = re.compile(rb"/ModDate\s*\(D:(\d{4})(\d\d)(\d\d)")
#: Files of an office file that tell when it was changed, and how.
_OFFICE = {
    "docProps/core.xml": re.compile(rb"<dcterms:modified\b[^<>]{0,100}+>(\d{4})-(\d\d)-(\d\d)"),
    "meta.xml": re.compile(rb"<dc:date>(\d{4})-(\d\d)-(\d\d)"),
}
#: Bytes of such a file that are looked at.
_MOST = 1 << 16


@dataclass(frozen=True, slots=True)
class SourceDates:
    """Two days as `2024-02-05`; None where the file does not say one."""

    issued: str | None = None
    modified: str | None = None


def source_dates(data: bytes) -> SourceDates:
    """Read the dates of a file: `<meta name="PubDate" content="2024-02-05 10:00">` → issued
    2024-02-05.
    """
    if is_pdf(data):
        return SourceDates(modified=_last_day(_PDF_CHANGED.findall(data)))
    if data.startswith(b"PK\x03\x04"):
        return SourceDates(modified=_office_day(data))
    return SourceDates(issued=_page_day(data[:_MOST]))


def _page_day(head: bytes) -> str | None:
    for tag in _META.findall(head):
        if _PUBLISHED.search(tag):
            return _last_day(_DAY.findall(tag))
    return None


def _office_day(data: bytes) -> str | None:
    """Read the day of the last change from the properties of an office file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, changed in _OFFICE.items():
                if name in archive.namelist():
                    with archive.open(name) as stream:
                        text = stream.read(_MOST)
                    return _last_day(changed.findall(text))
    except (zipfile.BadZipFile, *DAMAGED):
        return None
    return None


def _last_day(parts: list[tuple[bytes, bytes, bytes]]) -> str | None:
    """Give the last of the days that exist: a PDF that was saved again names each."""
    days: list[str] = []
    for year, month, day in parts:
        try:
            days.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return max(days, default=None)
