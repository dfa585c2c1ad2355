"""Numbers of units and offices against the list behind them, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import ListMark, entry_mark
from budgetgraph.document.numerals import numeral_value
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE, _TWICE_RULE = "statement-parts", "statement-contradicted"
_LEADS = pattern("listed", "leads")
_COUNT = pattern("listed", "count")
_INLINE_OF_ONE = pattern("listed", "inline_of_one")
#: A number of offices or units with their names, before or behind it.
_NAMES_OF_LISTS = ("inline", "inline_units", "inline_named", "inline_behind", "inline_below")
_INLINE_NEXT = pattern("listed", "inline_next")
_INLINE = tuple(pattern("listed", name) for name in _NAMES_OF_LISTS)
_OF_KIND, _DIVIDED = pattern("listed", "of_kind"), pattern("listed", "divided")
_BELOW = pattern("listed", "below")
_OWN_OFFICE, _UNITS = pattern("listed", "own_office"), pattern("listed", "units")
_NAME = pattern("listed", "name")
_PROJECTS, _PROJECT = pattern("listed", "inline_projects"), pattern("listed", "name_of_project")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN, _BETWEEN_ALL = re.compile("[、,]"), re.compile("[、,]|以及|和|及")
_SENTENCE_END = "。"


def listed_otherwise(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number of units or offices that is not that of the list behind it.

    `本部门中，行政单位1家，事业单位3家，具体包括：` before five entries; `设5个科室，包括：办公室、人事科、财务科。`
    """
    for number, passage in enumerate(paper.prose):
        following = paper.prose[number + 1 :]
        entries = _entries(following)
        if len(entries) == 1 and _goes_on(following[1:]):
            entries = []
        yield from _of_entries(paper, passage, entries)
        yield from _of_table(paper, passage, following[:1])
        yield from _inline(paper, passage, following[:1])
        yield from _inline_of_one(paper, passage)
        yield from _told_twice(passage)


def _entries(following: Sequence[Passage]) -> list[Passage]:
    """Give the entries of one style that follow a paragraph, the first of which is 1.

    A number that stands twice is another slip: 1, 2, 2, 4 are four.
    """
    run: list[Passage] = []
    first: ListMark | None = None
    for passage in following:
        mark = entry_mark(passage.text)
        if mark is None or (first is None and mark.number != 1):
            break
        first = first or mark
        begins_again = bool(run) and mark.number == 1
        if mark.style is not first.style or begins_again:
            break
        run.append(passage)
    return run


def _goes_on(following: Sequence[Passage]) -> bool:
    """Tell whether a list of one entry may go on without a number: a name follows it."""
    return bool(following) and _NAME.search(_bare(following[0].text)) is not None


def _of_entries(
    paper: CheckedPaper, passage: Passage, entries: Sequence[Passage]
) -> Iterator[Fault]:
    """Give the numbers of a sentence that leads to a list of another length."""
    text = fold_in_place(passage.text)
    begins = text.rfind(_SENTENCE_END, 0, len(text) - 1) + 1
    told = list(_COUNT.finditer(text, begins))
    are_names = all(_NAME.search(_bare(entry.text)) for entry in entries)
    if not told or not entries or not _LEADS.search(text) or not are_names:
        return
    allowed = _lengths(text, told)
    is_of_units = _BELOW.search(text, begins) is not None
    has_own = is_of_units and _OWN_OFFICE.search(fold_in_place(entries[0].text)) is not None
    length = len(entries)
    if length in allowed or (has_own and length - 1 in allowed):
        paper.right["counts"] += 1
        return
    span = (told[0].start(), told[-1].end())
    yield _fault(passage, span, length)


def _of_table(
    paper: CheckedPaper, passage: Passage, following: Sequence[Passage]
) -> Iterator[Fault]:
    """Give the number of units that leads to a table of units with other rows: 共3个，具体情况如下： above
    two.
    """
    text = fold_in_place(passage.text)
    told = _UNITS.search(text)
    end = min((one.where.first for one in following), default=None)
    listed: list[str] = []
    for unit in paper.disclosure.units:
        is_below = unit.where.first > passage.where.last
        if is_below and (end is None or unit.where.first < end):
            listed.append(unit.name)
    if told is None or not listed or not _LEADS.search(text):
        return
    if numeral_value(told["count"]) in _units_of(text, listed):
        paper.right["counts"] += 1
    else:
        yield _fault(passage, told.span(), len(listed))


def _units_of(text: str, listed: Sequence[str]) -> set[int]:
    """Give how many units a sentence may count of those that are listed: a body's own office is
    none of those below it. 下属单位2个 → 某局（本级） and two others.
    """
    is_of_units = _BELOW.search(text) is not None
    has_own = any(_OWN_OFFICE.search(fold_in_place(name)) for name in listed)
    return {len(listed), len(listed) - 1} if is_of_units and has_own else {len(listed)}


def _lengths(text: str, told: Sequence[re.Match[str]]) -> set[int]:
    """Give how long a list may be: 行政单位1家，事业单位2家 → 3.

    3家，其中行政单位1家，事业单位2家 → 3; 3家，包括局机关和2家下属事业单位 → 3.
    """
    whole, *parts = (numeral_value(match["count"]) or 0 for match in told)
    is_divided = bool(parts) and _DIVIDED.search(text, told[0].end(), told[1].start())
    return {whole} if is_divided or whole == sum(parts) else {whole + sum(parts)}


def _bare(entry: str) -> str:
    """Give an entry as the name that it may be: 1.石桥县水文站（本级）。 → 1.石桥县水文站."""
    return _BRACKETS.sub("", fold_in_place(entry)).rstrip("。;, ")


def _inline(paper: CheckedPaper, passage: Passage, following: Sequence[Passage]) -> Iterator[Fault]:
    """Give the number of offices or units that a sentence tells and names otherwise, or that the
    next paragraph does.
    """
    joined = "\n".join(fold_in_place(one.text) for one in (passage, *following))
    told = [(match, _NAME) for match in _INLINE_NEXT.finditer(joined)]
    text = fold_in_place(passage.text)
    of_units = chain.from_iterable(words.finditer(text) for words in _INLINE)
    told += ((match, _NAME) for match in of_units)
    told += ((match, _PROJECT) for match in _PROJECTS.finditer(text))
    for match, name in told:
        lengths = _named(match.string[: match.end()], match["list"], name)
        count = numeral_value(match["count"])
        if not lengths or count is None:
            continue
        if count in lengths:
            paper.right["counts"] += 1
        else:
            yield _fault(passage, match.span("told"), min(lengths))


def _named(text: str, told: str, name: re.Pattern[str]) -> set[int]:
    """Give how many names a list may have: 和 may be between two of them, or of one; a body's own
    office is none of those below it. Nothing where one of them is no name.
    """
    names = _BRACKETS.sub("", told)
    lengths: set[int] = set()
    for between in (_BETWEEN, _BETWEEN_ALL):
        parts = between.split(names)
        if all(name.search(part) for part in parts):
            lengths |= _units_of(text, parts)
    return lengths


def _inline_of_one(paper: CheckedPaper, passage: Passage) -> Iterator[Fault]:
    """Give the number of units that a sentence tells before it names one: 共计两家，具体包括：石桥县水务局。"""
    for match in _INLINE_OF_ONE.finditer(fold_in_place(passage.text)):
        if not _NAME.search(_bare(match["list"])):
            continue
        if numeral_value(match["count"]) == 1:
            paper.right["counts"] += 1
        else:
            yield _fault(passage, match.span("told"), 1)


def _told_twice(passage: Passage) -> Iterator[Fault]:
    """Give a kind of units that one paragraph counts twice: 下属2家事业单位, and then 事业单位1家."""
    counted: dict[str, re.Match[str]] = {}
    for match in _OF_KIND.finditer(fold_in_place(passage.text)):
        kind, count = match["kind"] or match["named"], match["before"] or match["behind"]
        first = counted.setdefault(kind, match)
        earlier = first["before"] or first["behind"]
        if int(earlier) == int(count):
            continue
        zh = f"前写 {earlier} 家{kind}，后写 {count} 家。"
        en = f"it says {earlier} units ({kind}), and then {count}."
        yield fault_of_words(_TWICE_RULE, passage, match.span(), match[0], (zh, en))
        return


def _fault(passage: Passage, span: tuple[int, int], length: int) -> Fault:
    """Say how many are told, and how many are listed."""
    words = passage.text[slice(*span)]
    zh = f"写为“{words}”，其后列出 {length} 个。"
    en = f"it says “{words}”, and lists {length}."
    return fault_of_words(_RULE, passage, span, words, (zh, en))
