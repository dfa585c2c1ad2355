"""A ZIP archive of disclosures, opened like a folder: `公开.zip/平乡县医疗保障局.docx` is a file in it.

Nothing is unpacked to the disk. A Word or Excel file is a ZIP too, and no archive.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePosixPath

from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.read.source import file_kind

#: The bit of a member that says that its name is UTF-8.
_UTF_8 = 0x800


def is_archive(path: Path) -> bool:
    """Tell whether a file is a ZIP that is no document itself."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            if not stream.read(4).startswith(b"PK\x03\x04"):
                return False
        with zipfile.ZipFile(path) as archive:
            return not file_kind.is_document(archive)
    except (OSError, zipfile.BadZipFile, *file_kind.DAMAGED):
        return False


def around(path: Path) -> Path | None:
    """Give the archive that a path goes into; None for a path of the disk."""
    if os.path.lexists(path):
        return None
    return next((parent for parent in path.parents if os.path.isfile(parent)), None)


def files(path: Path) -> list[Path]:
    """Give the files in an archive, sorted; what a system puts beside them is left out.

    UnreadableInput for one that is damaged or has a password, LimitExceeded for one too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            file_kind.verify(str(path), archive)
            names = [_name(member) for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, *file_kind.DAMAGED):
        raise _damaged(path) from None
    return sorted(path / name for name in names if _is_shown(PurePosixPath(name)))


def member(archive_path: Path, path: Path, limit: float) -> bytes:
    """Give the bytes of one file in an archive; UnreadableInput where it is not there."""
    wanted = path.relative_to(archive_path).as_posix()
    try:
        with zipfile.ZipFile(archive_path) as archive:
            members = [each for each in archive.infolist() if _name(each) == wanted]
            if not members:
                raise UnreadableInput(str(path), f"there is no such file in {archive_path.name}")
            if members[0].file_size > limit:
                size = (
                    f"{members[0].file_size / 1e6:.1f} MB is over the limit of {limit / 1e6:g} MB"
                )
                raise LimitExceeded(f"{path}: {size} for one disclosure")
            file_kind.verify(str(archive_path), archive, members)
            return archive.read(members[0])
    except (zipfile.BadZipFile, *file_kind.DAMAGED):
        raise _damaged(archive_path) from None


def _damaged(path: Path) -> UnreadableInput:
    return UnreadableInput(str(path), "this ZIP archive is cut off or damaged; download it again")


def _name(member: zipfile.ZipInfo) -> str:
    """Give the name of a member.

    Chinese systems write it in GB 18030, some in UTF-8 without saying so; the library takes both
    for code page 437.
    """
    name = member.filename
    if not member.flag_bits & _UTF_8:
        try:
            name = _decoded(name.encode("cp437"))
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/").lstrip("/")


def _decoded(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030")


def _is_shown(name: PurePosixPath) -> bool:
    """Tell whether a person sees a file: no __MACOSX, .DS_Store, ~$lock, and none that climbs
    out.
    """
    return not any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts)
