"""The file in a form that was sent (multipart/form-data, RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from budgetgraph.document.file_names import printable
from budgetgraph.publish.sparql.query_guard import Refused

_FORM = "multipart/form-data"
#: One file is checked; a form of a browser has hardly another field.
_FILES, _FIELDS = 1, 8
_LONGEST_NAME = 80
#: What is read; a folder in a ZIP is more than one paper.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".txt", ".md", ".odt", ".ods"}
    | {".csv", ".wps", ".et", ".rtf", ".ofd", ".mht"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` has no folder and no character that a system minds."""

    name: str
    content: bytes


class _InMemory(MultiPartParser):
    """A parser that writes no file: a body as long as ours stays in memory."""

    spool_max_size = 0  # 0 is no limit


async def upload_of(content_type: str, body: bytes) -> Upload:
    """Give the one file of a form. Refused where there is none, or none that is read."""
    if content_type.partition(";")[0].strip().lower() != _FORM:
        raise Refused(415, f"send the file with the form of this page ({_FORM})")
    parser = _InMemory(
        Headers({"content-type": content_type}),
        _stream(body),
        max_files=_FILES,
        max_fields=_FIELDS,
    )
    try:
        form = await parser.parse()
    except MultiPartException as fault:
        raise Refused(400, f"the form cannot be read: {fault.message}") from fault
    try:
        return await _file_of(form)
    finally:
        await form.close()


async def _file_of(form: FormData) -> Upload:
    """Give the file among the fields of a form."""
    for _, field in form.multi_items():
        if isinstance(field, UploadFile):
            return _upload(field.filename or "", await field.read())
    raise Refused(400, "the form holds no file")


async def _stream(body: bytes) -> AsyncGenerator[bytes, None]:
    """Give a body in the one piece that it is."""
    yield body


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
