"""The bytes of a source: a file, or a file inside a ZIP archive, within a limit."""

from __future__ import annotations

import os
from pathlib import Path

from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.read.source import zip_archive

#: No real disclosure seen is larger than a few megabytes; a larger file is refused before it is
#: read.
MAX_BYTES = 64e6
#: The variable of the environment that sets another limit, in megabytes.
MAX_MB = "BUDGETGRAPH_MAX_MB"


def _max_bytes() -> float:
    """The limit in bytes; UsageError where the environment names none that is a number."""
    given = os.environ.get(MAX_MB)
    try:
        return MAX_BYTES if given is None else float(given) * 1e6
    except ValueError:
        raise UsageError(f"{MAX_MB}={given}: wants a number of megabytes, such as 200") from None


def source_bytes(path: Path) -> bytes:
    """All bytes of a file, or of a file inside a ZIP archive (`公开.zip/表.xlsx`).

    UnreadableInput with the reason, LimitExceeded over the limit.
    """
    archive = zip_archive.around(path)
    data = _of_file(path) if archive is None else zip_archive.member(archive, path, _max_bytes())
    if not data.strip():
        raise UnreadableInput(str(path), "the file is empty")
    return data


def _of_file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > (limit := _max_bytes()):
            reason = (
                f"{size / 1e6:.1f} MB is over the limit of {limit / 1e6:g} MB for "
                f"one disclosure ({MAX_MB} sets another)"
            )
            raise LimitExceeded(f"{path}: {reason}")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(str(path), "there is no such file") from None
    except PermissionError:
        raise UnreadableInput(str(path), "no permission to read it") from None
    except IsADirectoryError:
        raise UnreadableInput(str(path), "this is a folder, not a file") from None
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from None
