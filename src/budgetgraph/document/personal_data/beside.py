"""Find the names that need no label: beside a telephone number, and before 同志."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from budgetgraph.document.personal_data.name_texts import (
    HAN,
    POINTS,
    is_glued_name,
    is_place,
    is_sure_name,
    is_transcribed,
)
from budgetgraph.document.personal_data.words import words

#: A few characters that end a text, and what may stand between them and a number.
_BEFORE_NUMBER = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})[ 　:：（(,，、/\t|]{{0,2}}\Z")
_BEHIND_NUMBER = re.compile(rf"[ 　（(\t|]{{1,2}}([{HAN}]{{2,4}})(?![{HAN}])")
#: The same with a comma between them or nothing, as a cell is printed without its blanks.
_GLUED_BEHIND = re.compile(rf"[，,]?([{HAN}]{{3}})(?![{HAN}])")
#: A name of two characters with a blank between them: 张 某 13000000000.
_SPREAD_BEFORE = re.compile(rf"(?<![{HAN}])([{HAN}][ 　]{{1,2}}[{HAN}])[ 　:：\t|]{{1,2}}\Z")
_REACH, _REACH_OVER_LABEL = 7, 24
_PARTS = re.compile(rf"[{POINTS}]")
_POINTED = re.compile(rf"[{HAN}]{{1,8}}+(?:[{POINTS}][{HAN}]{{1,8}}+){{1,3}}+")
_ENDS_IN_HAN = re.compile(rf"[{HAN}]\Z")
#: What may stand between a name and the label of its number.
_PARTS_FROM_NUMBER = " 　:：（(，,、/\t|"
#: The kinds of numbers that one person has.
_OF_PERSON = ("telephone", "identity", "account")


def names_beside(line: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """Find the name before or behind the number from `start` to `end`: 张某某 13000000000."""
    if kind not in _OF_PERSON:
        return
    near, far = max(0, start - _REACH), max(0, start - _REACH_OVER_LABEL)
    before = _BEFORE_NUMBER.search(line, near, start)
    spread = _SPREAD_BEFORE.search(line, near, start)
    behind = _BEHIND_NUMBER.match(line, end)
    for match in filter(None, (before, spread, behind)):
        text = "".join(match[1].split())
        if is_glued_name(text, "number"):
            yield *match.span(1), "name"
    glued = _GLUED_BEHIND.match(line, end)
    if glued is not None and is_sure_name(glued[1]):
        yield *glued.span(1), "name"
    # The number's label may part it from the name: 张某某（电话：1234567）.
    over_label = words().name_before_label.search(line, far, start)
    if over_label is not None and _is_name_alone(over_label[1].rstrip(_PARTS_FROM_NUMBER)):
        start, end = over_label.span(1)
        yield start, start + len(line[start:end].rstrip(_PARTS_FROM_NUMBER)), "name"


def _is_name_alone(text: str) -> bool:
    """Tell whether a text is a name and surely no office: 张某某, but not 马头镇."""
    return is_glued_name(text, "number") and not is_place(text)


def addressed(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that their place tells: before a title or a form of address (由张某某同志负责), of
    those who signed (由张某某填报); and those with a point whose characters transcribe a foreign name.
    """
    for title in words().title_of_office.finditer(line):
        yield from _named_before(line, title.start(), (4, 3, 2), _is_name_alone)
    for address in words().form_of_address.finditer(line):
        yield from _named_before(line, address.start(), (3, 2), _is_any_name)
    for match in words().signing.finditer(line):
        if is_glued_name(match[0], "signing"):
            yield *match.span(), "name"
    yield from _of_several(line)
    yield from _pointed(line)
    yield from _in_sentence(line)


def _in_sentence(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that a sentence tells: 由张某某负责, 指定张某某为联系人, 张某某任组长, 张某某（局长），
    张某某、李某某等2人; and made-up ones in the place of others, 张某某.
    """
    known = words()
    for pattern in (known.acting, known.assigned, known.becoming, known.in_office):
        for match in pattern.finditer(line):
            yield from _names_of_list(match.start(1), match[1])
    for match in known.counted.finditer(line):
        yield from _counted(match)
    for match in known.stand_in.finditer(line):
        yield *match.span(1), "name"


def _counted(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Give the names of a list that is counted, where all are names and one has three characters:
    发给张某某、李某某等2人, but not 李子、桃子等5人. Words may stand before the first name.
    """
    first, *others = match[1].split("、")
    last_of_first = 3 if len(first) == 4 else len(first)
    start = match.start(1) + len(first) - last_of_first
    spans = list(_names_of_list(start, match[1][len(first) - last_of_first :]))
    has_full_name = any(end - place == 3 for place, end, _ in spans)
    if has_full_name and len(spans) == len(others) + 1:
        yield from spans


def _names_of_list(
    start: int, text: str, is_name: Callable[[str], bool] = _is_name_alone
) -> Iterator[tuple[int, int, str]]:
    """Give the names of a list, which begins at `start`: 张某某、李某某."""
    for name in text.split("、"):
        if is_name(name):
            yield start, start + len(name), "name"
        start += len(name) + 1


def _is_any_name(text: str) -> bool:
    """Tell whether a text is a name, that of an office not looked at: 张某 before 同志."""
    return is_glued_name(text, "address")


def _named_before(
    line: str, end: int, lengths: tuple[int, ...], is_name: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """Find the longest name that ends at `end`: 张某某 of 由张某某局长."""
    for length in lengths:
        start = end - length
        if _may_begin(line, start, length) and is_name(line[start:end]):
            yield start, end, "name"
            return


def _may_begin(line: str, start: int, length: int) -> bool:
    """Tell whether a name of so many characters may begin here: no character stands before it, or a
    word such as 由; and its first character is no such word itself: 向 in 向某某同志.
    """
    if start < 0:
        return False
    if length == 3 and line[start] in words().before_address:
        return False
    before = line[max(0, start - 4) : start]
    return before.endswith(words().before_address) or not _ENDS_IN_HAN.search(before)


def _pointed(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names with a point in them: 阿卜杜拉·买买提, but not 项目·绩效."""
    for match in _POINTED.finditer(line):
        name = words().end_of_name.split(match[0])[0]
        if all(map(_is_transcribed_part, _PARTS.split(name))):
            start = match.start()
            yield start, start + len(name), "name"


def _of_several(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that one form of address tells: 张某某、李某某两位同志."""
    for match in words().several.finditer(line):
        start = match.start(1)
        yield from _names_of_list(start, match[1], _is_any_name)


def _is_transcribed_part(part: str) -> bool:
    """Tell whether what stands beside a point transcribes a name: 阿卜杜; of two characters too."""
    return len(part) > 1 and is_transcribed(part.ljust(3, part[0]))
