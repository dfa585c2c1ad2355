"""The file in a form that was sent (multipart/form-data, RFC 7578)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from budgetgraph.document.file_names import printable
from budgetgraph.publish.sparql.query_guard import Refused

_BOUNDARY = re.compile(r'multipart/form-data\s*;.{0,100}?boundary="?([^",;\s]{1,70})', re.I)
_FILE_NAME = re.compile(rb'filename="([^"\r\n]{1,600})"', re.I)
_LONGEST_NAME = 80
#: What is read; a folder in a ZIP is more than one paper.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".txt", ".md", ".odt", ".ods"}
    | {".csv", ".wps", ".et", ".rtf", ".ofd", ".mht"}
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` has no folder and no character that a system minds."""

    name: str
    content: bytes


def upload_of(content_type: str, body: bytes) -> Upload:
    """Give the first file of a form. Refused where there is none, or none that is read."""
    match = _BOUNDARY.match(content_type)
    if match is None:
        raise Refused(415, "send the file with the form of this page (multipart/form-data)")
    for part in body.split(b"--" + match[1].encode("latin-1", "replace")):
        head, _, content = part.partition(b"\r\n\r\n")
        named = _FILE_NAME.search(head)
        if named is not None:
            return _upload(named[1].decode("utf-8", "replace"), content.removesuffix(b"\r\n"))
    raise Refused(400, "the form holds no file")


def _upload(given: str, content: bytes) -> Upload:
    """Give a file by the last part of its name, which tells its kind."""
    name = PureWindowsPath(PurePosixPath(given).name).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(SUFFIXES))
        raise Refused(
            415, f"{printable(name)}: files of this kind are not read; these are: {kinds}"
        )
    if not content:
        raise Refused(400, f"{printable(name)}: the file is empty")
    stem = re.sub(r"[^\w（）()〔〕\-·.]", "_", PurePosixPath(name).stem)[:_LONGEST_NAME]
    return Upload(f"{stem.strip('.-') or 'paper'}{suffix}", content)
