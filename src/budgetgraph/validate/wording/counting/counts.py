"""Vehicles, machines and marks that a sentence counts and divides, added up again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE, _UNTOLD = "statement-parts", "part-not-told"
#: A sentence with the one that divides its number: 对5个项目开展自评。其中，评为“优”的4个.
_SENTENCE = re.compile(r"(?:[^。]|。(?=其中)){1,2000}")
_WHOLE = pattern("counts", "whole")
_DIVIDED = pattern("counts", "divided")
_PART = pattern("counts", "part")
_MARKED = pattern("counts", "marked")
_REST = pattern("counts", "rest")
_GRADE = pattern("counts", "grade")
_EXCLUSIVE, _OF_UNITS = pattern("counts", "exclusive"), pattern("counts", "of_units")
_OWN_OFFICE = pattern("listed", "own_office")
_FEWEST = 2
_VEHICLES, _VEHICLE = "辆", re.compile(r"车辆?\d")
_LIST_END = ";"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of things, their unit, what they are called, and where they stand."""

    count: int
    unit: str
    name: str
    start: int
    end: int

    @property
    def printed(self) -> str:
        """The number with its unit: 4辆."""
        return f"{self.count}{self.unit}"


def counted_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number of things that is not the sum of the parts told behind it.

    `共有车辆4辆，其中：应急用车1辆，特种用车2辆，其他用车2辆` → 5. A sum below the number is wrong only
    where the list ends with 其他; of vehicles it leaves some untold. 本级和2个下属单位，其中：行政单位1个、事业单位2个
    are three.
    """
    for passage in paper.prose:
        for match in _SENTENCE.finditer(fold_in_place(passage.text)):
            yield from _of_sentence(paper, passage, match)


def _of_sentence(paper: CheckedPaper, passage: Passage, sentence: re.Match[str]) -> Iterator[Fault]:
    """Give the number of a sentence that its parts do not add up to."""
    text = sentence[0]
    begin = 0
    for divided in _DIVIDED.finditer(text):
        parts = list(_parts(text, divided.end()))
        unit = parts[0].unit if parts else ""
        wholes = list(_wholes(text, begin, divided.start(), unit))
        begin = divided.end()
        if wholes and _is_partition(parts):
            yield from _added_up(paper, passage, sentence, wholes, parts)
            return


def _added_up(
    paper: CheckedPaper,
    passage: Passage,
    sentence: re.Match[str],
    wholes: Sequence[_Counted],
    parts: Sequence[_Counted],
) -> Iterator[Fault]:
    """Give the number that the parts do not add up to; one part alone is only ever too large."""
    total = sum(part.count for part in parts)
    counts = _allowed(sentence[0], wholes, parts)
    is_list = len(parts) >= _FEWEST
    is_alone = is_list and len(wholes) == 1
    is_complete = is_alone and _REST.search(parts[-1].name) is not None
    ends_list = sentence[0][parts[-1].end - 1 :].startswith(_LIST_END)
    names_more = _VEHICLE.search(sentence[0], parts[-1].end) is not None
    ends_sentence = parts[-1].end == len(sentence[0]) or (ends_list and not names_more)
    if total in counts:
        paper.right["counts"] += is_list
    elif total > max(counts) or is_complete:
        yield _fault(passage, sentence.start(), wholes[-1], parts)
    elif is_alone and parts[0].unit == _VEHICLES and ends_sentence:
        yield _untold(passage, sentence.start(), wholes[0], parts)


def _allowed(text: str, wholes: Sequence[_Counted], parts: Sequence[_Counted]) -> set[int]:
    """Give the numbers that parts may add up to: a body's own office is one more unit."""
    counts = {whole.count for whole in wholes}
    before = _DIVIDED.split(text)[0]
    has_own = _OWN_OFFICE.search(before) is not None
    if has_own and _OF_UNITS.search(parts[0].name):
        counts |= {count + 1 for count in counts}
    return counts


def _wholes(text: str, begin: int, end: int, unit: str) -> Iterator[_Counted]:
    """Give the numbers of a unit that stand before the parts, behind the list before."""
    for match in _WHOLE.finditer(text, begin, end):
        if match["unit"] == unit:
            yield _counted(match, "")


def _parts(text: str, start: int) -> Iterator[_Counted]:
    """Give the parts of a list up to the first one that is told otherwise: 优的9个，良的4个.

    执法用车2辆、特种用车1辆；设备0台 → the first two.
    """
    unit = None
    while match := _MARKED.match(text, start) or _PART.match(text, start):
        if unit not in (None, match["unit"]) or _DIVIDED.search(match["name"]):
            return
        unit = match["unit"]
        start = match.end()
        yield _counted(match, match["name"])


def _counted(match: re.Match[str], name: str) -> _Counted:
    """Give the number of a match."""
    return _Counted(int(match["count"]), match["unit"], name, match.start("count"), match.end())


def _is_partition(parts: Sequence[_Counted]) -> bool:
    """Tell whether a thing belongs to one part alone: a vehicle to a use, a project to a mark, a
    unit to a kind.

    特种用车2辆, 其他事业单位1个 → True; 民生类9个 → False, for a project may be of two kinds.
    """
    if _EXCLUSIVE.fullmatch(parts[0].unit):
        return True
    return any(all(kind.search(part.name) for part in parts) for kind in (_GRADE, _OF_UNITS))


def _untold(passage: Passage, offset: int, whole: _Counted, parts: Sequence[_Counted]) -> Fault:
    """Say how many vehicles a list leaves: 共有车辆4辆，其中：轿车2辆、越野车1辆 → one."""
    left = f"{whole.count - sum(part.count for part in parts)}{whole.unit}"
    told = " + ".join(f"{part.name}{part.printed}" for part in parts)
    zh = f"写为 {whole.printed}，只列了{told}，其余 {left}没有写。"
    en = f"it says {whole.printed}, of which {told} are told, and nothing of {left}."
    span = (offset + whole.start, offset + whole.end)
    return fault_of_words(_UNTOLD, passage, span, whole.printed, (zh, en))


def _fault(passage: Passage, offset: int, whole: _Counted, parts: Sequence[_Counted]) -> Fault:
    """Say what the number is printed as, and what its parts add up to."""
    total = f"{sum(part.count for part in parts)}{whole.unit}"
    told = " + ".join(part.printed for part in parts)
    zh = f"写为 {whole.printed}，所列各项之和为 {total}（{told}）。"
    en = f"it says {whole.printed}, but its parts add up to {total} ({told})."
    span = (offset + whole.start, offset + whole.end)
    return fault_of_words(_RULE, passage, span, whole.printed, (zh, en))
