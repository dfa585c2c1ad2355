"""Write file names so that terminals, reports and graphs can hold them."""

from __future__ import annotations

import os
import unicodedata

from budgetgraph.document.personal_data import mask

#: Characters that steer a terminal or break a line, or are no characters at all.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def shown(name: str | os.PathLike[str]) -> str:
    """Give a file name as others may see it: one line of plain text with personal data masked,
    in each folder and file by itself: `联系人张某某.pdf` → `联系人███.pdf`.
    """
    return "/".join(map(mask, plain(name).split("/")))


def plain(name: str | os.PathLike[str]) -> str:
    """Give a file name as one line of plain text.

    A name that is not UTF-8 is read as GB 18030, as Chinese systems write it. What steers a
    terminal is escaped: a line feed → `\\n`, the escape character → `\\x1b`.
    """
    return printable(_decoded(os.fspath(name)))


def printable(text: str) -> str:
    """Escape what steers a terminal or breaks a line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_escaped, text))


def _decoded(name: str) -> str:
    """Decode a name whose bytes are no UTF-8, which Python writes as lone surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return _from_bytes(name.encode("utf-8", "surrogateescape"))
    return name


def _from_bytes(name: bytes) -> str:
    try:
        return name.decode("gb18030")
    except UnicodeDecodeError:
        return name.decode("utf-8", "backslashreplace")


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNSAFE:
        return character
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
