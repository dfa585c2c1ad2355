"""The bytes of a source: a file, or a file inside a ZIP archive, within a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.read.source import zip_archive

#: No real disclosure seen is larger than a few megabytes; a larger file is refused before it is
#: read.
MAX_BYTES = 64e6
#: The variable of the environment that sets another limit, in megabytes.
MAX_MB = "BUDGETGRAPH_MAX_MB"


def _max_bytes() -> float:
    """Give the limit in bytes; UsageError where the environment names none that is a number."""
    given = os.environ.get(MAX_MB)
    try:
        return MAX_BYTES if given is None else float(given) * 1e6
    except ValueError:
        raise UsageError(f"{MAX_MB}={given}: wants a number of megabytes, such as 200") from None


def source_bytes(path: Path) -> bytes:
    """Give all bytes of a file, or of a file inside a ZIP archive (`公开.zip/表.xlsx`).

    UnreadableInput with the reason, LimitExceeded over the limit.
    """
    archive = zip_archive.around(path)
    data = _of_file(path) if archive is None else zip_archive.member(archive, path, _max_bytes())
    if not data.strip():
        raise UnreadableInput(str(path), "the file is empty; fetch it again")
    return data


def _of_file(path: Path) -> bytes:
    try:
        return _regular(path)
    except FileNotFoundError:
        raise UnreadableInput(str(path), _absent(path)) from None
    except PermissionError:
        raise UnreadableInput(str(path), "no permission to read it") from None
    except IsADirectoryError:
        raise UnreadableInput(str(path), "this is a folder, not a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(str(path), f"it cannot be read: {reason}") from None


def _regular(path: Path) -> bytes:
    """Read a file that is one: a pipe would never end, and a device has no size.

    It is opened without waiting, and looked at once it is open: another file may take its name.
    """
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        return _all_bytes(path, opened)
    finally:
        os.close(opened)


def _all_bytes(path: Path, opened: int) -> bytes:
    """Read an open file up to the limit; one that grows meanwhile is too large as well."""
    limit = _max_bytes()
    status = os.fstat(opened)
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableInput(str(path), "this is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableInput(
            str(path), "this is no regular file (a pipe, a device): save it as a file first"
        )
    _refuse_large(path, status.st_size, limit)
    with open(opened, "rb", closefd=False) as stream:
        data = stream.read(int(limit) + 1)
    _refuse_large(path, len(data), limit)
    return data


def _refuse_large(path: Path, size: int, limit: float) -> None:
    if size > limit:
        raise LimitExceeded(
            f"{shown(path)}: {size / 1e6:.1f} MB is over the limit of {limit / 1e6:g} MB for one "
            f"disclosure ({MAX_MB} sets another)"
        )


def _absent(path: Path) -> str:
    """Say why there is no file: none of that name, or a link that leads nowhere."""
    if path.is_symlink():
        return f"this link leads to a file that is not there ({shown(os.readlink(path))})"
    return "there is no such file; check its name and folder"
