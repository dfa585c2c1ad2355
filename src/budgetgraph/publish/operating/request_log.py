"""Write a line of JSON for each request that was answered, and give each its id.

    {"time": "2026-03-02T08:15:30.125+00:00", "id": "6c1f0d3a9b24e875", "method": "GET",
     "path": "/page/document/冀财社/2023/208", "status": 200, "ms": 12.4, "bytes": 18220}

Neither who asked stands there nor what was searched or sent.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path

from budgetgraph.document.file_names import printable
from budgetgraph.document.problems import UsageError

STDOUT = Path("-")
"""Stands for the standard output where a file could be named."""
#: An id that a proxy in front may give to a request; others are not repeated.
_GIVEN = re.compile(r"[\w.:-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """A request and its answer; the `path` as it was typed, `size` in bytes."""

    id: str
    method: str
    path: str
    status: int
    seconds: float
    size: int


class RequestLog:
    """Writes requests to the end of a file, or to the standard output; without one, nothing.

    A file that was moved away (logrotate) is begun again.
    """

    def __init__(self, file: Path | None = None) -> None:
        # One of our own: what a program around us logs does not come here, nor this there.
        self._logger = logging.Logger("requests")
        if file is None:
            self._logger.disabled = True
            return
        handler = _opened(file)
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._logger.addHandler(handler)

    def write(self, answered: AnsweredRequest) -> None:
        """Write the line of a request."""
        if self._logger.disabled:
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": answered.id,
            "method": answered.method,
            "path": printable(answered.path),
            "status": answered.status,
            "ms": round(answered.seconds * 1000, 1),
            "bytes": answered.size,
        }
        self._logger.info(json.dumps(line, ensure_ascii=False))

    def close(self) -> None:
        """Close the file."""
        for handler in self._logger.handlers:
            handler.close()


def request_id(given: str) -> str:
    """Give the id of a request: the one that a proxy gave it, else a new one."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)


def _opened(file: Path) -> logging.Handler:
    """Open a file for lines; UsageError where that is not possible."""
    if file == STDOUT:
        return logging.StreamHandler(sys.stdout)
    try:
        return WatchedFileHandler(file, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"--request-log {file}: cannot be written: {problem.strerror}") from None
