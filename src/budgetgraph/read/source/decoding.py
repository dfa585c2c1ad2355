"""Bytes → text: UTF-8, UTF-16 with or without a mark, GB 18030; a byte that is no character is
replaced, never a reason to refuse the file.

UTF-8 with one cut character is still UTF-8: as GB 18030 it would be read without an error, and each
character would be a wrong one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where

#: What stands in a text where its bytes were no character.
REPLACED = "\ufffd"
#: Text has at most one faulty character among so many that are not ASCII; more is no text.
_SOUND_FOR_ONE_FAULTY = 10
#: The bytes of one faulty character.
_FAULTS = re.compile(f"{REPLACED}{{1,3}}")
#: UTF-16 of Chinese text is made of these, nearly all: ASCII, punctuation, ideographs, full forms.
_USUAL = re.compile(r"[\t\n\r -~、-〿㐀-鿿①-⓿＀-￯—‘-”…]")
_MOSTLY = 0.95
#: A stretch of GB 18030 that may have lost a byte: lead and trail bytes of two-byte characters.
_WIDE_RUN = re.compile(rb"[\x80-\xff]++")
#: A lead byte and the ASCII half, or the three further bytes, of its character.
_GOES_ON = re.compile(rb"[\x81-\xfe](?:[\x40-\x7e]|[0-9][\x81-\xfe][0-9])")
#: The most used ideographs of GB 2312, and its punctuation.
_USED = re.compile(r"[\xb0-\xd7].|\xa1[\xa2-\xbf]|\xa3[\xa1-\xaf\xba-\xbf]", re.S)


def decoded(data: bytes, named: str = "") -> str:
    """Give the text of a file. `named` is the encoding that the file itself states, "" for none.

    UnicodeDecodeError where it is no text in any of the encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    unmarked = _utf_16(data)
    if unmarked is not None:
        return unmarked
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _not_strictly_utf_8(data, named)


def _not_strictly_utf_8(data: bytes, named: str) -> str:
    text = data.decode("utf-8-sig", "replace")
    if _is_sound(text):
        return text
    if named and not named.startswith(("gb", "utf", "iso-8859", "windows-125")):
        try:
            return data.decode(named)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        text = _with_replacements(data)
        if not _is_sound(text):
            raise
        return text


def _is_sound(text: str) -> bool:
    """Tell whether few enough characters were replaced; the bytes of one stand side by side."""
    faulty = len(_FAULTS.findall(text))
    wide = sum(1 for character in text if character > "\x7f" and character != REPLACED)
    return faulty * _SOUND_FOR_ONE_FAULTY <= wide


def _utf_16(data: bytes) -> str | None:
    """Give text in UTF-16 that does not begin with a mark; None for any other."""
    if b"\x00" not in data[:4096] or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_USUAL.findall(text)) >= _MOSTLY * len(text):
            return text
    return None


# --- one lost byte in GB 18030 --------------------------------------------------------------------
def _with_replacements(data: bytes) -> str:
    """GB 18030 with faults, each stretch of wide characters by itself."""
    parts: list[str] = []
    at = 0
    for run in _WIDE_RUN.finditer(data):
        if run.start() < at:
            continue
        parts.append(data[at : run.start()].decode("ascii"))
        at = run.end()
        if len(run[0]) % 2 and not _GOES_ON.match(data, at - 1):
            parts.append(_mended(run[0]))
            continue
        at = _end_of_characters(data, run)
        parts.append(data[run.start() : at].decode("gb18030", "replace"))
    parts.append(data[at:].decode("ascii"))
    return "".join(parts)


def _end_of_characters(data: bytes, run: re.Match[bytes]) -> int:
    """Tell where a stretch ends, the ASCII halves of its characters counted in."""
    at = run.end()
    if len(run[0]) % 2 == 0:
        return at
    tail = _GOES_ON.match(data, at - 1)
    return tail.end() if tail is not None else at


def _mended(run: bytes) -> str:
    """Give an odd number of bytes as characters, one byte of them replaced.

    Behind a lost byte every character is put together of halves, and the fault shows only at the
    end. So the stretch is cut where both sides give the most usual characters.
    """
    cut = max(range(0, len(run), 2), key=lambda at: _used(run[:at]) + _used(run[at + 1 :]))
    before, after = run[:cut], run[cut + 1 :]
    return before.decode("gb18030", "replace") + REPLACED + after.decode("gb18030", "replace")


def _used(run: bytes) -> int:
    """Tell how many of the characters of a run are much used ones."""
    pairs = (run[at : at + 2].decode("latin-1") for at in range(0, len(run), 2))
    return sum(1 for pair in pairs if _USED.fullmatch(pair))


# --- what is said of it ---------------------------------------------------------------------------
def notes(lines: Sequence[str]) -> Iterator[Note]:
    """Give a note for each line in which a character was lost."""
    for number, line in enumerate(lines, start=1):
        count = line.count(REPLACED)
        if count:
            message = (
                f"{count} character(s) of this line are damaged in the file (乱码); "
                f"each is shown as {REPLACED}"
            )
            yield Note("part-not-read", message, Where(number, number))
