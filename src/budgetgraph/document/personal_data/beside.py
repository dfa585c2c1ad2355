"""Find the names that need no label: beside a telephone number, and before 同志."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.personal_data.name_texts import (
    HAN,
    POINTS,
    is_glued_name,
    is_place,
    is_transcribed,
)
from budgetgraph.document.personal_data.words import words

#: A few characters that end a text, and what may stand between them and a number.
_BEFORE_NUMBER = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})[ 　:：（(,，、/\t|]{{0,2}}\Z")
_BEHIND_NUMBER = re.compile(rf"[ 　（(\t|]{{1,2}}([{HAN}]{{2,4}})(?![{HAN}])")
#: A name of two characters with a blank between them: 张 某 13000000000.
_SPREAD_BEFORE = re.compile(rf"(?<![{HAN}])([{HAN}][ 　]{{1,2}}[{HAN}])[ 　:：\t|]{{1,2}}\Z")
_REACH, _REACH_OVER_LABEL = 7, 24
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
    yield from _names_apart(line, start)
    behind = _BEHIND_NUMBER.match(line, end)
    if behind is not None and is_glued_name(behind[1], "number"):
        yield behind.start(1), behind.end(1), "name"


def _names_apart(line: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Find the name before a number that is spread, or that the number's label parts from it: 张 某
    13000000000, 张某某（电话：1234567）.
    """
    spread = _SPREAD_BEFORE.search(line, max(0, start - _REACH), start)
    if spread is not None and is_glued_name("".join(spread[1].split()), "number"):
        yield spread.start(1), spread.end(1), "name"
    over_label = words().name_before_label.search(line, max(0, start - _REACH_OVER_LABEL), start)
    if over_label is not None and _is_name_alone(over_label[1]):
        yield over_label.start(1), over_label.end(1), "name"


def _is_name_alone(text: str) -> bool:
    """Tell whether a text is a name and surely no office: 张某某, but not 马头镇."""
    return is_glued_name(text, "number") and not is_place(text)


def _titled(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names before the title of their office: 由张某某局长牵头."""
    for title in words().title_of_office.finditer(line):
        starts = (title.start() - length for length in (4, 3, 2))
        start = next((at for at in starts if _is_titled(line, at, title.start())), None)
        if start is not None:
            yield start, title.start(), "name"


def _is_titled(line: str, start: int, end: int) -> bool:
    """Tell whether a name begins at `start` that ends before the title of its office."""
    return _is_addressed(line, start, end) and _is_name_alone(line[start:end])


def addressed(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that their place tells: before a form of address (由张某某同志负责), of those who
    signed (由张某某填报); and those with a point whose characters transcribe a foreign name.
    """
    yield from _titled(line)
    for address in words().form_of_address.finditer(line):
        starts = (address.start() - 3, address.start() - 2)
        start = next(
            (place for place in starts if _is_addressed(line, place, address.start())), None
        )
        if start is not None:
            yield start, address.start(), "name"
    for match in words().signing.finditer(line):
        if is_glued_name(match[0], "signing"):
            yield match.start(), match.end(), "name"
    yield from _of_several(line)
    for match in _POINTED.finditer(line):
        name = words().end_of_name.split(match[0])[0]
        if all(map(_is_transcribed_part, _PARTS.split(name))):
            yield match.start(), match.start() + len(name), "name"


def _of_several(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that one form of address tells: 张某某、李某某两位同志."""
    for match in words().several.finditer(line):
        start = match.start(1)
        for name in match[1].split("、"):
            if is_glued_name(name, "address"):
                yield start, start + len(name), "name"
            start += len(name) + 1


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
