"""Files as Office wrote them before 2007: compound files (MS-CFB) with streams of any name, and a
small workbook (BIFF8).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
#: Streams below this size would go into sectors of another size.
_MINIMUM = 4096


def compound(streams: dict[str, bytes], embedded: Sequence[str] = ()) -> bytes:
    """A compound file with these streams at its top, and streams of the names `embedded` one
    storage further down.
    """
    contents = [
        data.ljust(max(_MINIMUM, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        for data in streams.values()
    ]
    names = [*streams, *(["ObjectPool"] if embedded else []), *embedded]
    directory_sectors = -(-(len(names) + 1) // 4)
    # a sector of the table tells of 128 sectors
    tables = 1 + (1 + directory_sectors + sum(map(len, contents)) // _SECTOR) // (_SECTOR // 4 - 1)
    starts, at = [], tables + directory_sectors
    for data in contents:
        starts.append(at)
        at += len(data) // _SECTOR
    table = [*[_FAT] * tables, *_chain(tables, directory_sectors)]
    for start, data in zip(starts, contents, strict=True):
        table += _chain(start, len(data) // _SECTOR)
    top = len(streams) + bool(embedded)
    entries = [_entry("Root Entry", 5, child=1 if top else _FREE)]
    for index, name in enumerate(names, start=1):
        if index <= len(streams):
            entries.append(
                _entry(
                    name,
                    2,
                    index + 1 if index < top else _FREE,
                    start=starts[index - 1],
                    size=len(contents[index - 1]),
                )
            )
        elif index == top:
            entries.append(_entry(name, 1, child=index + 1))
        else:
            entries.append(_entry(name, 2, index + 1 if index < len(names) else _FREE, start=_END))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        tables,
        0,
        _MINIMUM,
        _END,
        0,
        _END,
        0,
    )
    header = head + struct.pack(f"<{tables}I", *range(tables)).ljust(4 * 109, b"\xff")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(tables * _SECTOR, b"\xff")
    return (
        header
        + fat
        + b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
        + b"".join(contents)
    )


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END]


def _entry(
    name: str, kind: int, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBIII16x4x8x8xIQ", len(text) + 2, kind, 1, _FREE, right, child, start, size
    )


# --- BIFF8 ----------------------------------------------------------------------------------------
def workbook(
    sheets: dict[str, list[list[str | float | None]]],
    merged: Sequence[tuple[int, int, int, int]] = (),
    locked: bool = False,
) -> bytes:
    """The Workbook stream with these sheets; `merged` are (first row, last row, first column, last
    column) of every sheet.
    """
    bodies = [_sheet(rows, merged) for rows in sheets.values()]
    lock = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    bounds = [_text(name, "<B") for name in sheets]
    at = len(_bof(5)) + len(lock) + sum(4 + 6 + len(bound) for bound in bounds) + len(_record(0x0A))
    globals_ = _bof(5) + lock
    for bound, body in zip(bounds, bodies, strict=True):
        globals_ += _record(0x85, struct.pack("<IBB", at, 0, 0) + bound)
        at += len(body)
    return globals_ + _record(0x0A) + b"".join(bodies)


def _sheet(
    rows: list[list[str | float | None]], merged: Sequence[tuple[int, int, int, int]]
) -> bytes:
    out = _bof(0x10) + _record(
        0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0)
    )
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                out += _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(value, "<H"))
            elif value is not None:
                out += _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    if merged:
        out += _record(
            0xE5,
            struct.pack("<H", len(merged))
            + b"".join(struct.pack("<HHHH", *each) for each in merged),
        )
    return out + _record(0x0A)


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")
