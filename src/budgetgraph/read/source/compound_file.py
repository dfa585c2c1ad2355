"""The compound file (OLE) of Office before 2007, and of encrypted files since: which streams it
has.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


def streams(data: bytes) -> Iterator[str]:
    """Give the names at the top of a compound file: those that hang under the root entry, not what
    other files are embedded in it.
    """
    entries = list(_entries(data))
    pending = [entries[0][3]] if entries else []
    seen: set[int] = set()
    while pending:
        index = pending.pop()
        if index >= len(entries) or index in seen:
            continue
        seen.add(index)
        name, left, right, _ = entries[index]
        yield name
        pending += [left, right]


def _entries(data: bytes) -> Iterator[tuple[str, int, int, int]]:
    """(name, left sibling, right sibling, first child) of each directory entry; MS-CFB 2.6.1."""
    size = 1 << int(struct.unpack_from("<H", data, 30)[0])
    sector = int(struct.unpack_from("<I", data, 48)[0])
    table: list[int] = []
    for number in struct.unpack_from("<109I", data, 76):
        if number < 0xFFFFFFFA:
            table.extend(struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size))
    for _ in range(len(table) + 1):
        if sector >= 0xFFFFFFFA:
            return
        for offset in range((sector + 1) * size, (sector + 2) * size, 128):
            length, kind_of, left, right, child = struct.unpack_from("<HBxIII", data, offset + 64)
            name = (
                data[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
                if kind_of
                else ""
            )
            yield name, left, right, child
        sector = table[sector] if sector < len(table) else 0xFFFFFFFE
