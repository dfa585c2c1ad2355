"""Find the names that need no label: beside a telephone number, and before 同志."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.personal_data.name_texts import HAN, POINTS, is_glued_name, is_transcribed
from budgetgraph.document.personal_data.words import words

#: A few characters that end a text, and what may stand between them and a number.
_BEFORE_NUMBER = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})[ 　:：（(,，、/\t|]{{0,2}}\Z")
_BEHIND_NUMBER = re.compile(rf"[ 　（(]{{1,2}}([{HAN}]{{2,4}})(?![{HAN}])")
_REACH = 7
_PARTS = re.compile(rf"[{POINTS}]")
_POINTED = re.compile(rf"[{HAN}]{{1,8}}+(?:[{POINTS}][{HAN}]{{1,8}}+){{1,3}}+")
#: The kinds of numbers that one person has.
_OF_PERSON = ("telephone", "identity", "account")


def names_beside(line: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """Find the name before or behind the number from `start` to `end`: 张某某 13000000000."""
    if kind not in _OF_PERSON:
        return
    before = _BEFORE_NUMBER.search(line, max(0, start - _REACH), start)
    if before is not None and is_glued_name(before[1], "number"):
        yield before.start(1), before.end(1), "name"
    behind = _BEHIND_NUMBER.match(line, end)
    if behind is not None and is_glued_name(behind[1], "number"):
        yield behind.start(1), behind.end(1), "name"


def addressed(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that their place tells: before a form of address (由张某某同志负责), of those who
    signed (由张某某填报); and those with a point whose characters transcribe a foreign name.
    """
    for address in words().form_of_address.finditer(line):
        starts = (address.start() - 3, address.start() - 2)
        start = next((one for one in starts if _is_addressed(line, one, address.start())), None)
        if start is not None:
            yield start, address.start(), "name"
    for match in words().signing.finditer(line):
        if is_glued_name(match[0], "signing"):
            yield match.start(), match.end(), "name"
    for match in _POINTED.finditer(line):
        if all(map(_is_transcribed_part, _PARTS.split(match[0]))):
            yield match.start(), match.end(), "name"


def _is_addressed(line: str, start: int, end: int) -> bool:
    """Tell whether a name begins at `start` that ends before its form of address."""
    if start < 0 or not _begins(line, start) or _is_before_address(line, start, end - start):
        return False
    return is_glued_name(line[start:end], "address")


def _is_transcribed_part(part: str) -> bool:
    return len(part) > 1 and is_transcribed(part.ljust(3, part[0]))


def _is_before_address(line: str, place: int, length: int) -> bool:
    """Tell whether the first of three characters is a word before the name: 向 in 向某某同志."""
    return length > 2 and line[place] in words().before_address


def _begins(line: str, place: int) -> bool:
    """Tell whether a name may begin here: no character before it, or a word such as 由."""
    before = line[max(0, place - 4) : place]
    return not re.search(rf"[{HAN}]\Z", before) or before.endswith(words().before_address)
