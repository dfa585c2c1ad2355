"""The content stream of a page → its operators, each with its operands (ISO 32000 §7.2, §7.8.2).

    0 0 m 100.5 0 l S          m with 0 and 0, l with 100.5 and 0, S
    /F1 9 Tf [(12)-5<3334>] TJ Tf with the name F1 and 9, TJ with a list

A stream that is damaged is read as far as its parts can be told.
"""

from __future__ import annotations

import re
from binascii import Error as OddHex
from binascii import unhexlify
from collections.abc import Iterator
from typing import Any

from pdfminer.psparser import LIT, PSLiteral, literal_name

#: The numbers that stand before something else, and that. Longer numbers than these are read one
#: by one: they may be no numbers.
_TOKEN = re.compile(
    rb"""
    [\s\x00]*+
    (?P<numbers>(?:[-+]?(?:\d{1,32}+(?:\.\d{0,32}+)?|\.\d{1,32}+)\s++)*+)
    (?:
        (?P<keyword>[A-Za-z][^#/%\[\]()<>{}\s]*+|['"])
        |<(?!<)(?P<hex>[0-9A-Fa-f\s]*+)(?:>(?!>))?
        |\((?P<text>(?:[^()\\]++|\\.)*+)\)
        |/(?P<name>[^/%\[\]()<>{}\s]*+)
        |(?P<number>[-+]\d*+(?:\.\d*+)?|\d++(?:\.\d*+)?|\.\d*+)
        |(?P<sign>%[^\r\n]*+|<<|>>|.)
    )?
    """,
    re.VERBOSE | re.DOTALL,
)
_PARENTHESIS = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_LINE_ENDS = frozenset({b"\r\n", b"\r", b"\n"})
_HEX_OF_NAME = re.compile(rb"#([0-9A-Fa-f]{0,2})")
_VALUES = {b"true": True, b"false": False}
_OPENING = {b"[": "list", b"<<": "dictionary", b"{": "procedure"}
_CLOSING = {b"]": "list", b">>": "dictionary", b"}": "procedure"}
_IMAGE = "image"
#: What ends the data of an image inside the content; the first is for data in base 85.
_END_OF_BASE_85, _END_OF_DATA = re.compile(rb"~>(?=\s)"), re.compile(rb"(?=EI\s)")
_BASE_85 = frozenset({"A85", "ASCII85Decode"})


class ContentStream:
    """The content of a page. `operands` are those that no operator took yet."""

    def __init__(self, content: bytes) -> None:
        self.operands: list[Any] = []
        self._content = content
        self._at = 0
        #: What is open around `_inner`: the kinds of it, and the operands outside each.
        self._open: list[tuple[str, list[Any]]] = []
        self._inner = self.operands

    def operators(self) -> Iterator[bytes]:
        """Give the operators in turn; the operands of each are the last ones of `operands`."""
        content, end, match = self._content, len(self._content), _TOKEN.match
        while self._at < end:
            token = match(content, self._at)
            if token is None:
                return
            self._at = token.end()
            numbers, keyword = token.group(1, 2)
            if numbers:
                self._inner += map(float, numbers.split())
            if keyword is None:
                self._take(token)
            elif self._open or keyword in _SPECIAL:
                self._special(keyword)
            else:
                yield keyword

    def _take(self, token: re.Match[bytes]) -> None:
        """Take a token that is no keyword."""
        kind = token.lastgroup
        if kind == "hex":
            self._inner.append(_of_hex(token[3]))
        elif kind == "text":
            self._inner.append(_unescaped(token[4]))
        elif kind == "name":
            self._inner.append(_name(token[5]))
        elif kind == "number":
            self._inner += _number(token[6])
        elif kind == "sign":
            self._sign(token[7])

    # --- lists and dictionaries -------------------------------------------------------------------
    def _sign(self, sign: bytes) -> None:
        if sign in _OPENING:
            self._begin(_OPENING[sign])
        elif sign == b"(":
            self._nested_text()
        elif sign in _CLOSING and self._is_open(_CLOSING[sign]):
            inside = self._end()
            made = _dictionary(inside) if sign == b">>" else inside
            self._inner.append(made)

    def _is_open(self, kind: str) -> bool:
        return bool(self._open) and self._open[-1][0] == kind

    def _begin(self, kind: str) -> None:
        self._open.append((kind, self._inner))
        self._inner = []

    def _end(self) -> list[Any]:
        """Close what was opened last and give what stood inside."""
        inside = self._inner
        _, self._inner = self._open.pop()
        return inside

    # --- keywords that are no operators, or stand in a list ---------------------------------------
    def _special(self, keyword: bytes) -> None:
        if keyword in _VALUES:
            self._inner.append(_VALUES[keyword])
        elif keyword == b"BI":
            self._begin(_IMAGE)
        elif keyword == b"ID":
            self._image()
        else:
            # A keyword in a list or dictionary is null, or nothing that is known.
            self._inner.append(None)

    def _image(self) -> None:
        """Pass over the data of an image inside the content, to the operator behind them (EI)."""
        if not self._is_open(_IMAGE):
            return
        inside = self._end()
        if len(inside) % 2:
            return
        image = _dictionary(inside)
        end = _END_OF_BASE_85 if _is_base_85(image) else _END_OF_DATA
        found = end.search(self._content, self._at)
        self._at = found.end() if found else len(self._content)
        self._inner.append(image)

    # --- strings ----------------------------------------------------------------------------------
    def _nested_text(self) -> None:
        """Take a string with parentheses in it; one that does not end is no string."""
        begin, depth = self._at, 1
        for found in _PARENTHESIS.finditer(self._content, begin):
            if found.start() < self._at:
                continue
            self._at = found.end()
            if found[0] == b"\\":
                self._at += 1
                continue
            depth += 1 if found[0] == b"(" else -1
            if not depth:
                self._inner.append(_unescaped(self._content[begin : found.start()]))
                return
        self._at = len(self._content)


_SPECIAL = frozenset({*_VALUES, b"BI", b"ID"})


def _of_hex(digits: bytes) -> bytes:
    """Give the bytes that hexadecimal digits mean: 4a4 → 4a 40."""
    try:
        return unhexlify(digits)
    except OddHex:
        digits = b"".join(digits.split())
        return unhexlify(digits + b"0" * (len(digits) % 2))


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, text) if b"\\" in text else text


def _escaped(sign: re.Match[bytes]) -> bytes:
    r"""Give what stands for the sign behind a backslash: \n, \101, \) or the end of a line."""
    text = sign[1]
    if text.isdigit() and text < b"8":
        return bytes((int(text, 8) & 0xFF,))
    return b"" if text in _LINE_ENDS else _ESCAPED.get(text, text)


def _name(text: bytes) -> PSLiteral:
    """Give a name: A#42 is AB."""
    if b"#" in text:
        text = _HEX_OF_NAME.sub(_sign_of_name, text)
    try:
        return LIT(text.decode())
    except UnicodeDecodeError:
        return LIT(text)


def _sign_of_name(digits: re.Match[bytes]) -> bytes:
    return bytes((int(digits[1], 16),)) if digits[1] else b""


def _number(text: bytes) -> list[float]:
    """Give a number; nothing for a sign or a point without digits."""
    try:
        return [float(text)]
    except ValueError:
        return []


def _dictionary(inside: list[Any]) -> dict[str, Any]:
    """Give names and values that follow each other as a dictionary.

    ValueError where one of both lacks: what is behind it cannot be told.
    """
    names = map(literal_name, inside[::2])
    return dict(zip(names, inside[1::2], strict=True))


def _is_base_85(image: dict[str, Any]) -> bool:
    """Tell whether the data of an image are in base 85 at first."""
    filters = image.get("F")
    first = filters[:1] if isinstance(filters, list) else [filters]
    return any(isinstance(name, PSLiteral) and name.name in _BASE_85 for name in first)
