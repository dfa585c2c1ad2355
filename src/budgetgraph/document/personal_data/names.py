"""Find the names that stand behind a label: 联系人：甲某、乙某."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.personal_data.name_texts import (
    HAN,
    POINTS,
    is_glued_name,
    is_name_behind,
    is_sure_name,
    name_alone,
)
from budgetgraph.document.personal_data.words import gap_end, words

_RUN = re.compile(rf"[{HAN}]{{1,12}}+(?:[{POINTS}][{HAN}]{{1,12}}+){{0,4}}+")
#: A name of two or three characters is often spread over the room of more: 张 某.
_SPREAD = re.compile(rf"[{HAN}][ 　]{{1,2}}[{HAN}]{{1,2}}+(?:[ 　][{HAN}](?=[ 　]*+$))?(?![{HAN}])")
#: A name of which its publisher hides a part: 张××, 张*某.
_HIDDEN_IN_PART = re.compile(rf"([{HAN}])[×＊*XxＸ○〇□●]{{1,2}}[{HAN}]?(?![{HAN}A-Za-z])")
#: A name in which a line of its cell ended: a blank stands there in the line of the row.
_WRAPPED = re.compile(rf"([{HAN}]{{1,2}}) ([{HAN}]{{1,12}}+)")
#: What follows the agency of a document number: 财社〔2024〕12号.
_YEAR_OF_NUMBER = re.compile(r"\s?[〔\[［【﹝(（]\s?(?:19|20)\d\d")
#: Between two names; the first may have its number or its office with it: 甲某（1234567）、乙某.
_NUMBER_OF_NAME = rf"(?:\s?[（(]?[+\d][\d —–－-]{{4,20}}[)）]?|[（(][{HAN}]{{2,10}}[)）])?"
_NEXT_NAME = re.compile(rf"{_NUMBER_OF_NAME}(?:[、/，,；;][ 　]{{0,2}}|[和及与]|[ 　]{{1,3}})")
_LATIN = re.compile(
    r"(?:M(?:r|s|rs|iss)\.? )?[A-Z](?:[a-z]{1,15}|[A-Z]{1,15}),? [A-Z](?:[a-z]{1,15}|[A-Z]{1,15})"
    r"(?![A-Za-z])"
)
_COLON = re.compile("[:：∶︰﹕]")
#: A number right behind a name: 甲某（1234567）.
_NUMBER_BEHIND = re.compile(
    r"[ 　(（:：/,，、]{0,3}(\d(?:[ -]?\d){6,12})(?![\d%]|[.,]\d|\s?[万亿]?元|[年月])"
)
#: What a bracket says of a label: 联系人（一）甲某某.
_BRACKET = re.compile(r"[（(][^()（）]{1,6}[)）]")
#: A label and its name as a sentence: 联系人为甲某.
_IS = re.compile(r"\s?[均都就也即]?[为是系]\s?")


def names(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that stand behind a label in the same line, as (start, end, "name"), and the
    telephone numbers right behind them.
    """
    for label in words().label.finditer(line):
        for place, apart in _places(line, label):
            yield from names_from(line, place, label[0], apart=apart)
    yield from _signatures(line)


def _signatures(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names of a line of signatures without colons: 经办甲某某，审核乙某某.

    One by itself may be a verb with its object; two are none.
    """
    spans: list[tuple[int, int]] = []
    for label in words().label.finditer(line):
        last_end = spans[-1][1] if spans else -1
        span = _signature(line, label, last_end)
        if span is not None:
            spans.append(span)
    if len(spans) > 1:
        yield from ((*span, "name") for span in spans)


def _signature(line: str, label: re.Match[str], last_end: int) -> tuple[int, int] | None:
    """Give the name right behind a label that begins its run, or follows the name before: 甲某某 of
    `，审核甲某某`.
    """
    before = max(0, label.start() - 1)
    if label.start() != last_end and _RUN.match(line, before, label.start()):
        return None
    run = _RUN.match(line, label.end())
    if run is None:
        return None
    name = name_alone(run[0])
    return (run.start(), run.start() + len(name)) if _is_signed(name, label) else None


def _is_signed(name: str, label: re.Match[str]) -> bool:
    """Tell whether a text right behind a label is the name of who signed."""
    return is_glued_name(name, _bare_label(label[0]))


def _places(line: str, label: re.Match[str]) -> Iterator[tuple[int, bool]]:
    """Give each place where a name may begin, and whether something parts it from the label."""
    end = label.end()
    place = gap_end(line, end)
    if label[0] in words().colon_only and not _COLON.search(line, end, place):
        return
    yield place, place > end
    more = words().behind_label.match(line, end)
    if more is not None:
        yield gap_end(line, more.end()), True
    for between in (_BRACKET, _IS):
        match = between.match(line, end)
        if match is not None:
            yield match.end(), False


def names_from(line: str, place: int, label: str, *, apart: bool) -> Iterator[tuple[int, int, str]]:
    """Give the name at a place, its number, and those that follow it."""
    place = _behind_office(line, place) if apart else place
    end = name_end(line, place, label, apart=apart)
    while end is not None:
        yield place, end, "name"
        yield from number_behind(line, end)
        following = _NEXT_NAME.match(line, end)
        if following is None:
            break
        place = following.end()
        end = _glued_end(line, place, _bare_label(label))


def number_behind(line: str, end: int) -> Iterator[tuple[int, int, str]]:
    """Find the telephone number right behind a name that ends at `end`: 甲某（1234567）."""
    number = _NUMBER_BEHIND.match(line, end)
    if number is not None:
        yield number.start(1), number.end(1), "telephone"


def _behind_office(line: str, place: int) -> int:
    """Tell where the name behind an office begins, which is glued to it or stands apart; else the
    place itself: 预算股甲某, 预算股 甲某 → at 甲某.
    """
    run = _RUN.match(line, place)
    office = words().office.match(run[0]) if run else None
    if run is None or office is None:
        return place
    glued = place + office.end()
    if is_glued_name(line[glued : run.end()], ""):
        return glued
    if office[0] != run[0]:
        return place
    apart = gap_end(line, run.end())
    behind = _RUN.match(line, apart)
    if behind is None or apart == run.end():
        return place
    return apart if is_glued_name(behind[0], "") else place


def name_end(line: str, start: int, label: str, *, apart: bool) -> int | None:
    """Tell where the name that begins at `start` ends; None where no name begins there.

    `apart` says that a colon, a blank or a cell parts it from its label.
    """
    word = _bare_label(label)
    if not apart:
        return None if word in words().apart_only else _glued_end(line, start, word)
    spread = _SPREAD.match(line, start)
    if spread is not None and spread[0][0] in words().surnames:
        text = "".join(spread[0].split())
        return None if text.startswith(words().no_names) else spread.end()
    hidden = _HIDDEN_IN_PART.match(line, start)
    if hidden is not None and hidden[1] in words().surnames:
        return hidden.end()
    run = _RUN.match(line, start)
    if run is not None:
        return _apart_end(line, run, word)
    return _latin_end(line, start, word)


def _apart_end(line: str, run: re.Match[str], label: str) -> int | None:
    """Tell where the name ends that a run of characters begins with; None where it is none."""
    if _YEAR_OF_NUMBER.match(line, run.end()):
        return None
    name = name_alone(run[0])
    if label in words().colon_only and not is_sure_name(name):
        return None
    return run.start() + len(name) if is_name_behind(name, label) else None


def _latin_end(line: str, start: int, label: str) -> int | None:
    """Tell where a name in Latin letters ends, behind a label that asks for a person."""
    if not label.endswith(words().asks_person):
        return None
    latin = _LATIN.match(line, start)
    return latin.end() if latin else None


def _glued_end(line: str, start: int, label: str) -> int | None:
    """Tell where the name ends that begins right at `start`; None where none does."""
    run = _RUN.match(line, start)
    if run is None or _YEAR_OF_NUMBER.match(line, run.end()):
        return None
    wrapped = _wrapped_end(line, start, label)
    if wrapped is not None:
        return wrapped
    name = name_alone(run[0])
    return start + len(name) if is_glued_name(name, label) else None


def _wrapped_end(line: str, start: int, label: str) -> int | None:
    """Tell where a name ends in which a line of its cell ended, a blank now: 和甲 某某。"""
    wrapped = _WRAPPED.match(line, start)
    if wrapped is None:
        return None
    name = name_alone(wrapped[1] + wrapped[2])
    holds_blank = len(wrapped[1]) < len(name) <= 3
    if not holds_blank or not is_glued_name(name, label):
        return None
    return start + len(name) + 1


def _bare_label(label: str) -> str:
    """Give a label as the word lists have it: 填 报 人（签字） → 填报人."""
    return re.split(r"[(（]", "".join(label.split()))[0]
