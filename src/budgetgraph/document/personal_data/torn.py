"""Find names and numbers that the end of a line tears, from their label or in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document.personal_data.beside import addressed
from budgetgraph.document.personal_data.name_texts import is_place
from budgetgraph.document.personal_data.names import name_end, names
from budgetgraph.document.personal_data.numbers import labelled
from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import gap_end, words

#: So many characters of a label may stand on either side of a line's end.
_REACH = 6
#: The same in prose, where the name may be torn as well.
_REACH_OF_PROSE = 12
_CELL_MARK = re.compile(r"[\t|]")
#: The beginning of a telephone number at the end of its line, and the rest in the next one.
_BEGUN = re.compile(r"[+(（]{0,2}\d[\d()（） －—–-]{0,16}\Z")
_REST = re.compile(r"\s{0,20}(\d[\d －-]{2,9})(?![\d.年月]|,\d)")
#: The rest of a longer number, alone in its line.
_LAST_DIGITS = re.compile(r"\s{0,20}(\d[\d ]{0,10}[\dXx]?)\s{0,20}")
_NO_DIGIT = re.compile(r"\D")
_LONG_NUMBERS, _LONGEST_ACCOUNT = ("account", "identity"), 22
_SHORTEST, _LONGEST = 7, 13
_SHORTEST_WITH_AREA = 10


def torn(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find what the end of line `number` tears: 联系 ⏎ 人：甲某, 电话：0310- ⏎ 1234567."""
    if number + 1 >= len(lines):
        return
    line, following = lines[number].rstrip(), lines[number + 1]
    if line and following.strip():
        yield from _behind_torn_label(line, following, number + 1)
        yield from _over_the_end(line, following, number)
        yield from _torn_telephone(line, following, number)
        yield from _rest_of_account(line, following, number)


def _behind_torn_label(line: str, following: str, number: int) -> Iterator[Secret]:
    """Find the name behind a label of which the first characters stand in the line above."""
    head = line[-_REACH:]
    rest = following.lstrip()
    margin = len(following) - len(rest)
    joined = head + rest
    for label in words().label.finditer(joined, 0, len(head) + _REACH):
        if not label.start() < len(head) < label.end():
            continue
        place = gap_end(joined, label.end())
        end = name_end(joined, place, label[0], apart=place > label.end())
        if end is not None:
            moved = margin - len(head)
            yield Secret(number, place + moved, end + moved, "name")


def _rest_of_account(line: str, following: str, number: int) -> Iterator[Secret]:
    """Find the last digits of an account or identity number, alone in the line below it."""
    rest = _LAST_DIGITS.fullmatch(following)
    if rest is None:
        return
    ends_here = (value for value in labelled(line) if value[1] == len(line))
    for start, _, kind in ends_here:
        digits = len(_NO_DIGIT.sub("", line[start:] + rest[1]))
        if kind in _LONG_NUMBERS and digits <= _LONGEST_ACCOUNT:
            yield Secret(number + 1, *rest.span(1), kind)


def _over_the_end(line: str, following: str, number: int) -> Iterator[Secret]:
    """Find the names of prose of which the label stands in one line and the name in the next, or a
    part of it in each, or the title in the next one: 负责人 ⏎ 甲某某；, 由甲 ⏎ 某某同志牵头.
    """
    if _CELL_MARK.search(line) or _CELL_MARK.search(following):
        return
    head, rest = line[-_REACH_OF_PROSE:], following.lstrip()[: 2 * _REACH_OF_PROSE]
    behind_head = len(head)
    alone = _spans_of_names(head)
    for start, end in _spans_of_names(rest):
        alone.add((start + behind_head, end + behind_head))
    ends_in_line, margin = len(line), len(following) - len(following.lstrip())
    for start, end in sorted(_spans_of_names(head + rest) - alone):
        first, last = start - behind_head, end - behind_head
        if last > _REACH_OF_PROSE or is_place((head + rest)[start:end]):
            continue
        yield from _secret(number, ends_in_line + min(first, 0), ends_in_line + min(last, 0))
        yield from _secret(number + 1, margin + max(first, 0), margin + max(last, 0))


def _spans_of_names(text: str) -> set[tuple[int, int]]:
    """Give where the names of a text stand that it tells by itself."""
    spans = (*names(text), *addressed(text))
    return {(start, end) for start, end, _ in spans}


def _secret(number: int, start: int, end: int) -> Iterator[Secret]:
    """Give a part of a name, unless it is empty."""
    if start < end:
        yield Secret(number, start, end, "name")


def _torn_telephone(line: str, following: str, number: int) -> Iterator[Secret]:
    """Find both parts of a telephone number behind its label: alone, neither is as long as one."""
    begun, rest = _BEGUN.search(line, max(0, len(line) - 20)), _REST.match(following)
    if begun is None or rest is None:
        return
    digits = len(_NO_DIGIT.sub("", begun[0]))
    whole = digits + len(_NO_DIGIT.sub("", rest[1]))
    shortest = _SHORTEST_WITH_AREA if begun[0].startswith("0") else _SHORTEST
    is_torn = digits < shortest and _SHORTEST <= whole <= _LONGEST
    if is_torn and _is_labelled(line, begun.start()):
        yield Secret(number, begun.start(), len(line), "telephone")
        yield Secret(number + 1, *rest.span(1), "telephone")


def _is_labelled(line: str, place: int) -> bool:
    """Tell whether a label of telephone numbers stands right before a place."""
    labels = words().number.finditer(line, max(0, place - 20), place)
    return any(gap_end(line, label.end()) >= place for label in labels)
