"""What kind of file the bytes are, told by their content and never by the name: the ZIP members of
a Word or Excel file, the streams of an old Office file, the first tag of a web page. What no reader
takes is refused with what to do about it.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.read.source import compound_file
from budgetgraph.read.source.signatures import is_web_archive, refusal

#: A ZIP may unpack to no more than this; the largest real disclosure seen (with pictures) unpacks
#: to a tenth of it.
MAX_UNPACKED = 256 * 1024 * 1024
#: One XML part of it; parsed trees take several times the memory of their text.
MAX_PART = 64 * 1024 * 1024
MAX_MEMBERS = 10_000

#: What reading a damaged ZIP raises, beside BadZipFile.
DAMAGED = (
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The member that tells a kind of ZIP file, its kind, or what to say of it.
_MEMBERS: tuple[tuple[str, str | None, str], ...] = (
    ("word/document.xml", "word", ""),
    ("xl/workbook.xml", "excel", ""),
    ("xl/workbook.bin", "binary-excel", ""),
    ("ppt/presentation.xml", None, "a presentation; save its text as .docx or .txt and give that"),
    (
        "content.xml",
        None,
        "an OpenDocument file, neither a text nor a spreadsheet; save it as "
        ".docx or .xlsx and give that",
    ),
    ("OFD.xml", None, "an OFD file; print it to a PDF with a text layer and give that"),
)
_FLAT_TEXT = b'office:mimetype="application/vnd.oasis.opendocument.text"'
_FLAT_SPREADSHEET = b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
_SPREADSHEETML = b"urn:schemas-microsoft-com:office:spreadsheet"
#: What parts cells in a text beside tables in tags: a tab, the dashes below a heading of Markdown.
_OTHER_TABLE = re.compile(rb"\t|^[ ]*+\|[-:| ]{3,}+\r?$", re.MULTILINE)
#: A Word document in one XML file: Flat OPC, and the XML of Word 2003.
_WORD_XML = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_QUOTED = re.compile(rb'"[^"]*"')
#: What makes a table of commas: so many records at least, this share of them of equal length.
_FEWEST_RECORDS, _MOSTLY = 5, 0.8
_FEWEST_COMMAS = 2
_STOPS = ("。".encode(), "。".encode("gb18030"))
_WORD_PART = re.compile(r"word/document\d*\.xml")
#: A web page begins with one of these, after blanks, a byte order mark, an XML declaration and
#: comments.
_PAGE = re.compile(
    r"\A(?:\s|\ufeff|<\?xml[^>]*+>|<!--.*?-->)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b",
    re.I | re.S,
)


def kind(path: str, data: bytes) -> str:
    """`word`, `word-xml`, `excel`, `old-excel`, `spreadsheetml`, `ods`, `odt`, `pdf`, `html`,
    `archive`, `csv` or `text`; `old-word`, `rich-text`, `binary-excel`, `flat-spreadsheet`, which
    have to be converted.

    UnreadableInput for what no reader takes, LimitExceeded for a huge ZIP.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_ZIP):
        return _of_zip(path, data)
    if data.startswith(_OLE[:4]):
        return _of_ole(path, data)
    _refuse_foreign(path, data)
    if data.startswith(b"{\\rtf"):
        return "rich-text"
    if is_web_archive(data):
        return "archive"
    return _of_markup(data[:4096]) or _of_text(path, data)


def _refuse_foreign(path: str, data: bytes) -> None:
    """UnreadableInput for a file that begins with the signature of what no reader takes."""
    what = refusal(data)
    if what is not None:
        raise UnreadableInput(path, f"this is {what}")


def _of_markup(head: bytes) -> str | None:
    """Give the kind of an office document that is one file of XML, by what its beginning names."""
    if any(name in head for name in _WORD_XML):
        return "word-xml"
    if _FLAT_TEXT in head:
        return "odt"
    if _FLAT_SPREADSHEET in head:
        return "flat-spreadsheet"
    return "spreadsheetml" if _SPREADSHEETML in head else None


def _of_text(path: str, data: bytes) -> str:
    """Give the kind of a file of text: a web page, values between commas, or plain text."""
    if is_page(data):
        return "html"
    return "csv" if path.lower().endswith(".csv") or is_csv(data) else "text"


def is_csv(data: bytes) -> bool:
    """Tell whether text is a table of values between commas: nearly all of its lines have as many.

    Lines of prose hold as many commas by chance alone, and some of them end with a full stop.
    """
    lines = [line for line in data.splitlines() if line.strip(b", \r\n")]
    if len(lines) < _FEWEST_RECORDS or b"\t" in data or _is_prose(lines):
        return False
    counts = [_QUOTED.sub(b"", line).count(b",") for line in lines]
    most = max(set(counts), key=counts.count)
    is_regular = counts.count(most) >= _MOSTLY * len(counts)
    return is_regular and most >= _FEWEST_COMMAS


def _is_prose(lines: Sequence[bytes]) -> bool:
    """Tell whether at least a third of the lines end with a full stop, in UTF-8 or GB 18030."""
    ended = sum(line.endswith(_STOPS) for line in lines)
    return 3 * ended >= len(lines)


def is_page(data: bytes) -> bool:
    """Tell whether text is a web page: it begins with a tag of one, or it holds whole tables in
    tags and none with tabs or Markdown's bars.
    """
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if is_utf_16 else "latin-1"
    head = data[:4096].decode(encoding, "replace")
    if _PAGE.match(head.removeprefix("\xef\xbb\xbf")):
        return True
    lower = data.lower()
    begin, end = lower.find(b"<table"), lower.rfind(b"</table>")
    return 0 <= begin < end and not _OTHER_TABLE.search(lower[:begin] + lower[end:])


def with_slashes(data: bytes) -> bytes:
    """Give a ZIP whose members are named with backslashes, or from a root, one with the names that
    they should have; anything else as it is.

    Some converters name the parts of a workbook so, and Office opens them all the same.
    """
    if not data.startswith(_ZIP):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if list(map(_usual_name, names)) == names:
                return data
            verify("", archive)
            return _renamed(archive)
    except (zipfile.BadZipFile, *DAMAGED):
        return data


def _renamed(archive: zipfile.ZipFile) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as renamed:
        for member in archive.infolist():
            if not member.is_dir():
                renamed.writestr(_usual_name(member.filename), archive.read(member))
    return stream.getvalue()


def _usual_name(name: str) -> str:
    """Give the name of a part as it should be: `\\xl\\workbook.xml`, `/xl/workbook.xml` →
    `xl/workbook.xml`.
    """
    return name.replace("\\", "/").lstrip("/")


# --- ZIP ------------------------------------------------------------------------------------------
def _of_zip(path: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            open_document = _OPEN_DOCUMENTS.get(_mimetype(archive).removesuffix("-template"))
            if open_document is not None:
                verify(path, archive)
                return open_document
            for member, shown_kind, refusal in _MEMBERS:
                if member in names or (
                    shown_kind == "word" and any(map(_WORD_PART.fullmatch, names))
                ):
                    if shown_kind is None:
                        raise UnreadableInput(path, f"this is {refusal}")
                    verify(path, archive)
                    return shown_kind
            verify(path, archive)
    except (zipfile.BadZipFile, *DAMAGED):
        reason = "this is a Word, Excel or ZIP file that is cut off or damaged; download it again"
        raise UnreadableInput(path, reason) from None
    raise UnreadableInput(
        path, "this is a ZIP archive of files; give one of them, as ARCHIVE.zip/FILE, or unpack it"
    )


def is_document(archive: zipfile.ZipFile) -> bool:
    """Tell whether a ZIP is an Office file of any kind, and no archive of files."""
    names = set(map(_usual_name, archive.namelist()))
    return "[Content_Types].xml" in names or any(member in names for member, _, _ in _MEMBERS)


_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}


def _mimetype(archive: zipfile.ZipFile) -> str:
    """Give the media type that an OpenDocument file states in its first member."""
    if "mimetype" not in archive.NameToInfo:
        return ""
    with archive.open("mimetype") as stream:
        return stream.read(200).decode("ascii", "replace").strip()


def verify(
    path: str, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo] | None = None
) -> None:
    """Unpack every member (or those given) once, piece by piece: its checksum is right, and the
    whole stays within the limits.
    """
    members = archive.infolist() if members is None else members
    if len(members) > MAX_MEMBERS:
        raise LimitExceeded(
            f"{path}: {len(members)} parts inside are over the limit of "
            f"{MAX_MEMBERS}; this is no ordinary disclosure"
        )
    total = sum(member.file_size for member in members)
    largest = max(
        (member.file_size for member in members if member.filename.endswith((".xml", ".rels"))),
        default=0,
    )
    for size, limit, what in (
        (total, MAX_UNPACKED, "it unpacks"),
        (largest, MAX_PART, "one part of it unpacks"),
    ):
        if size > limit:
            message = (
                f"{what} to {size / 1e6:.0f} MB, over the limit of {limit / 1e6:.0f} "
                "MB; take out what is no part of the disclosure"
            )
            raise LimitExceeded(f"{path}: {message}")
    for member in members:
        if member.flag_bits & 0x1:
            raise UnreadableInput(
                path, "this file is protected by a password; save it without one and give that"
            )
        with archive.open(member) as stream:
            while stream.read(1 << 20):
                pass


# --- OLE: the compound file of Office before 2007, and of encrypted files since -------------------
def _of_ole(path: str, data: bytes) -> str:
    try:
        names = set(compound_file.streams(data))
    except (struct.error, IndexError, ValueError):
        names = set()
    if "EncryptedPackage" in names:
        raise UnreadableInput(
            path,
            "this file is protected by a password; open it in Word or Excel, "
            "save it without one and give that",
        )
    if "WordDocument" in names:
        return "old-word"
    if names & {"Workbook", "Book"}:
        return "old-excel"
    if "PowerPoint Document" in names:
        raise UnreadableInput(
            path, "this is a presentation; save its text as .docx or .txt and give that"
        )
    raise UnreadableInput(
        path,
        "this is an old Office file, cut off, damaged or of no known kind; "
        "convert it to .docx or .xlsx first",
    )
