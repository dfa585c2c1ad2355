"""read(path): sniff what a file is by its content, call the one reader for it, hash the source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from budgetgraph.document import Document, Source
from budgetgraph.document.file_names import shown
from budgetgraph.document.folding import as_read
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.read import plain_text, readers, text
from budgetgraph.read.folded import folded
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.source import decoding, file_kind, office
from budgetgraph.read.source.dates import source_dates
from budgetgraph.read.source.signatures import is_pdf, picture_type
from budgetgraph.read.source.source_bytes import source_bytes

#: What to do with a file that is none of the formats and no text either.
_NO_TEXT = "open it in the program that it was made with and save it as .pdf, .docx or .xlsx"

#: Files of these names are no text; what has another one inside is read, where it says something.
_NO_TEXT_FILES = frozenset(".docx .docm .doc .xlsx .xlsm .xls .ods .odt .pdf".split())
_CHINESE = re.compile("[㐀-鿿]")


def read(path: Path, layouts: Layouts) -> Document:
    """Give one file as a Document; `layouts` answers what readers ask of layouts.

    UnreadableInput names the file, the reason and what to do; LimitExceeded a file over the limit.
    """
    given = source_bytes(path)
    digest = hashlib.sha256(given).hexdigest()
    data = file_kind.with_slashes(given)
    document = _document(path, data, layouts)
    days = source_dates(data)
    source = replace(
        document.source,
        sha256=digest,
        file=shown(path.name),
        issued=days.issued,
        modified=days.modified,
    )
    return folded(replace(document, source=source))


def _document(path: Path, data: bytes, layouts: Layouts) -> Document:
    if is_pdf(data):
        return readers.pdf(path, data, layouts)
    if picture_type(data) is not None:
        return readers.picture(path, data, layouts)
    kind = file_kind.kind(str(path), data)
    native = readers.native(path, data, kind, layouts)
    if native is not None:
        return native
    if kind in office.FORMATS:
        return _converted(path, data, kind, layouts)
    content = _text(path, data)
    if kind == "csv":
        return readers.comma_separated(path, data, content, layouts)
    media_type = "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path.name, digest, media_type, text.split_lines(content))
    document = plain_text.document(source, layouts)
    return replace(document, notes=(*document.notes, *decoding.notes(source.lines)))


def _converted(path: Path, data: bytes, kind: str, layouts: Layouts) -> Document:
    """Give the document of a file that is first made one of a format that is read."""
    made, note = office.converted(str(path), data, kind)
    document = _document(path, made, layouts)
    source = replace(document.source, media_type=office.FORMATS[kind].media_type)
    return replace(document, source=source, notes=(note, *document.notes))


def _text(path: Path, data: bytes) -> str:
    try:
        content = decoding.decoded(data)
    except UnicodeDecodeError as error:
        reason = f"no text: neither UTF-8 nor GB 18030 (byte {error.start}); {_NO_TEXT}"
        raise _no_text(path, reason) from None
    if "\x00" in content or _is_full_of_controls(content):
        raise _no_text(path, f"no text: the file holds binary data; {_NO_TEXT}")
    is_named_otherwise = path.suffix.lower() in _NO_TEXT_FILES
    if is_named_otherwise and _CHINESE.search(content) is None:
        raise _no_text(path, "")
    return as_read(content)


def _is_full_of_controls(content: str) -> bool:
    """Tell whether so many control characters stand in a text that it is none; words of a paper
    may hold some.
    """
    controls = sum(1 for character in content if character < " " and character not in "\t\n\r\f\v")
    return controls > max(len(content), 10 * len(_CHINESE.findall(content))) // 100


def _no_text(path: Path, reason: str) -> UnreadableInput:
    """Refuse a file for a reason; one whose name promises another format is not what it says."""
    suffix = path.suffix.lower()
    if suffix not in _NO_TEXT_FILES:
        return UnreadableInput(str(path), reason)
    return UnreadableInput(
        str(path),
        f"this is no {suffix} file, whatever its name says: it is cut off, damaged or renamed; "
        "fetch it again",
    )
