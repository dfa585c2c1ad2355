"""Pack bytes as members of gzip files: members that stand behind each other are one file."""

from __future__ import annotations

import gzip
import io

_LEVEL = 6


def packed(content: bytes) -> bytes:
    """Give a gzip member without a clock and a name inside: equal content gives equal bytes."""
    stream = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=_LEVEL, fileobj=stream, mtime=0) as member:
        member.write(content)
    return stream.getvalue()
