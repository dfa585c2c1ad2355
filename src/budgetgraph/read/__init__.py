"""read(path): sniff what a file is by its content, call the one reader for it, hash the source."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from budgetgraph.document import Document, Source
from budgetgraph.document.folding import as_read
from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.read import decoding, file_kind, plain_text, text
from budgetgraph.read.folded import folded
from budgetgraph.read.pdf import document as pdf
from budgetgraph.read.sheets import csv_table
from budgetgraph.read.sheets import document as sheets
from budgetgraph.read.web import archive
from budgetgraph.read.web import document as web
from budgetgraph.read.word import document as word

#: No real disclosure seen is larger than a few megabytes; a larger file is refused before it is
#: read.
MAX_BYTES = 64e6
#: The variable of the environment that sets another limit, in megabytes.
MAX_MB = "BUDGETGRAPH_MAX_MB"

#: The readers of native formats, by the kind that the content shows.
_NATIVE = {
    "word": word.document,
    "word-xml": word.document,
    "html": web.document,
    "archive": archive.document,
}


def read(path: Path) -> Document:
    """One file as a Document.

    UnreadableInput names the file, the reason and what to do; LimitExceeded a file over
    `MAX_BYTES`.
    """
    given = _bytes(path)
    digest = hashlib.sha256(given).hexdigest()
    data = file_kind.with_slashes(given)
    document = _document(path, data)
    return folded(replace(document, source=replace(document.source, sha256=digest)))


def _document(path: Path, data: bytes) -> Document:
    if b"%PDF-" in data[:1024]:
        return pdf.document(data, str(path), path.name, hashlib.sha256(data).hexdigest())
    kind = file_kind.kind(str(path), data)
    if kind in _NATIVE:
        return _NATIVE[kind](path, data)
    if kind in sheets.READERS:
        return sheets.document(path, data, kind)
    content = _text(path, data)
    if kind == "csv":
        return csv_table.document(path, data, content)
    media_type = "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path.name, digest, media_type, text.split_lines(content))
    found = plain_text.document(source)
    return replace(found, notes=(*found.notes, *decoding.notes(source.lines)))


def _max_bytes() -> float:
    """The limit in bytes; UsageError where the environment names none that is a number."""
    given = os.environ.get(MAX_MB)
    try:
        return MAX_BYTES if given is None else float(given) * 1e6
    except ValueError:
        raise UsageError(f"{MAX_MB}={given}: wants a number of megabytes, such as 200") from None


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > (limit := _max_bytes()):
            reason = f"{size / 1e6:.1f} MB is over the limit of {limit / 1e6:g} MB for one disclosure ({MAX_MB} sets another)"
            raise LimitExceeded(f"{path}: {reason}")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(str(path), "there is no such file") from None
    except PermissionError:
        raise UnreadableInput(str(path), "no permission to read it") from None
    except IsADirectoryError:
        raise UnreadableInput(str(path), "this is a folder, not a file") from None
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from None
    if not data.strip():
        raise UnreadableInput(str(path), "the file is empty")
    return data


def _text(path: Path, data: bytes) -> str:
    try:
        content = decoding.decoded(data)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            str(path), f"no text: neither UTF-8 nor GB 18030 (byte {error.start})"
        ) from None
    controls = sum(1 for character in content if character < " " and character not in "\t\n\r\f\v")
    if "\x00" in content or controls > len(content) // 100:
        raise UnreadableInput(str(path), "no text: the file holds binary data")
    return as_read(content)
