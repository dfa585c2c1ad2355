"""The budget units of a department: the rows of their table, or the list in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from budgetgraph.disclosure import Unit
from budgetgraph.document import Passage
from budgetgraph.forms import fold_in_place, forms, role
from budgetgraph.forms.bodies import is_body, is_certain
from budgetgraph.parse.wording.cutting import has_amount
from budgetgraph.recognise.claims import UnitClaim
from budgetgraph.recognise.headings import texts

#: `1. `, `（1）`, `1、`, `①`, or `（一）`: what numbers the units of a list.
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*")
#: A list in words begins with its first number; （三） below a list is a heading.
_FIRST_IN_WORDS = re.compile(r"^\s*[(（]一[)）]")
_LISTED_IN_WORDS = re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*")
#: The same inside a line, behind `包括：` or behind the unit before.
_NUMBER = re.compile(
    r"(?:(?<=[:：;；。,，])|^)\s*(?:\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*"
)
#: Where a unit's name ends and a remark about it begins: 乙站，…; 乙站（事业单位，编制12名）.
_NAME_END = re.compile(
    r"[,，。;；:：]|[—–]{1,2}|[(（](?=[^()（）]{0,60}?(?:[,，;；、\d]|[行政事业企]{2}单位|参公|[正副]?[科处股]级|编制|拨款))"
)
#: What parts units, or the list of them from what else is said: `甲局；乙站；编制20名`.
_PART = re.compile(r"[;；]")
_AND = re.compile(r"[、,，]|(?<=[局所站馆院校队心])[和及](?=[^\s、,，]{3})")


def parse_units(claims: Iterable[UnitClaim]) -> tuple[Unit, ...]:
    """Give the rows of the unit tables."""
    units: list[Unit] = []
    for claim in claims:
        roles = [role(forms().unit, cell) for cell in texts(claim.heading)]
        for row in claim.rows:
            named = {key: cell for key, cell in zip(roles, row, strict=False) if cell}
            if "name" in named:
                units.append(_unit_of_row(named))
    return tuple(units)


def _unit_of_row(named: dict[str | None, Passage]) -> Unit:
    """Give a unit by the cells of its row: {name: 甲局, nature: 行政单位} → 甲局, a 行政单位."""
    said = {key: cell.squeezed for key, cell in named.items()}
    return Unit(
        name=said["name"],
        code=said.get("code"),
        nature=said.get("nature"),
        rank=said.get("rank"),
        funding=said.get("funding"),
        where=named["name"].where,
    )


def list_units(running: Sequence[Passage]) -> tuple[Unit, ...]:
    """Give the budget units that the prose lists.

    Numbered lines below `…包括：`, the first one in that line or below it, or all of them in one
    sentence.
    """
    for index, passage in enumerate(running):
        below = running[index + 1 :]
        units = tuple(_numbered(passage, below) or _inline(passage) or _headed(passage, below))
        if units and _are_bodies(units):
            return units
    return ()


def without_listed(running: Sequence[Passage], listed: Sequence[Unit]) -> list[Passage]:
    """Give the running text without the lines that do no more than list units: no amount below
    stands under the heading `2. 石桥县灌区所`.
    """
    places = {unit.where for unit in listed}
    return [line for line in running if line.where not in places or not _only_lists(line)]


def _only_lists(line: Passage) -> bool:
    """Tell whether a line is an item of a list and holds no amount."""
    return _is_listed(line) and not has_amount(fold_in_place(line.text))


def _are_bodies(units: Sequence[Unit]) -> bool:
    """Tell whether a list is one of bodies: not 收入包括：1. 一般公共预算拨款收入, which lists something else."""
    return all(is_body(unit.name) for unit in units)


def _inline(passage: Passage) -> list[Unit]:
    """`预算单位共2个，包括：甲局、乙站。`: all in one sentence."""
    match = forms().unit_list["inline"].find(passage.text)
    if match is None:
        return []
    start, end = match.span("list")
    return _items(passage, start, end) or _parted(passage.text[start:end], passage)


def _parted(listed: str, passage: Passage) -> list[Unit]:
    """Give the units of a list without numbers, up to what is no body: 甲局、乙站；编制20名 → 甲局, 乙站."""
    found: list[Unit] = []
    for part in _PART.split(listed):
        units = [_unit(name, passage) for name in _AND.split(part) if name.strip()]
        if not _are_bodies(units):
            break
        found += units
    return found


def _numbered(passage: Passage, below: Sequence[Passage]) -> list[Unit]:
    """`…包括：1. 甲局` and the numbered lines below it."""
    opening = forms().unit_list["opening"].find(passage.text)
    if opening is None:
        return []
    behind = passage.text[opening.end() :]
    first = _items(passage, opening.end(), len(passage.text))
    if behind.strip() and not first:
        return []
    is_in_words = not first and below and _FIRST_IN_WORDS.match(below[0].text)
    in_words = _certain(_LISTED_IN_WORDS, below) if is_in_words else []
    return [*first, *in_words, *_lines_numbered_by(_LISTED, below)]


def _headed(passage: Passage, below: Sequence[Passage]) -> list[Unit]:
    """Give the units of the numbered lines below a heading that says no more than what they are.

    One sentence may stand between the two.

        预算单位构成
        甲局预算包括局本级预算和所属单位预算。
        （一）甲局本级
        （二）乙站
    """
    if passage.text not in forms().unit_list["heading"]:
        return []
    listed = below[1:] if _is_sentence(below[:1]) else below
    return _certain(_LISTED, listed) or _certain(_LISTED_IN_WORDS, listed)


def _is_sentence(line: Sequence[Passage]) -> bool:
    """Tell whether a line, where there is one, is a sentence and no item of a list."""
    return any(one.text.rstrip().endswith("。") and not _is_listed(one) for one in line)


def _lines_numbered_by(mark: re.Pattern[str], below: Sequence[Passage]) -> Iterator[Unit]:
    """Give the units of the lines that begin with a mark, up to the first one that does not."""
    for line in takewhile(partial(_is_numbered_by, mark), below):
        if _is_a_unit(line.text):
            yield _unit(mark.sub("", line.text), line)


def _certain(mark: re.Pattern[str], below: Sequence[Passage]) -> list[Unit]:
    """Give the units of lines that might be headings by their mark: each is the name of a body for
    certain, and there are several: not （一）机关内设机构.
    """
    units = list(_lines_numbered_by(mark, below))
    is_list = len(units) > 1 and all(is_certain(unit.name) for unit in units)
    return units if is_list else []


def _is_listed(line: Passage) -> bool:
    """Tell whether a line begins with a number of a list: `2. 乙站`, `（二）乙站`."""
    return any(_is_numbered_by(mark, line) for mark in (_LISTED, _LISTED_IN_WORDS))


def _is_numbered_by(mark: re.Pattern[str], line: Passage) -> bool:
    return mark.match(line.text) is not None


def _is_a_unit(text: str) -> bool:
    """Tell whether an item of a list may be a unit; 无 and the like are none."""
    return text not in forms().unit_list["no_unit"]


def _items(passage: Passage, start: int, end: int) -> list[Unit]:
    """Give the numbered items in a part of a passage; none where it begins with no number.

    `1. 甲局；2. 乙站` → 甲局, 乙站.
    """
    text = fold_in_place(passage.text[start:end])
    marks = list(_NUMBER.finditer(text))
    if not marks or marks[0].start() > 0:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    units: list[Unit] = []
    for mark, until in zip(marks, ends, strict=True):
        first = mark.end()
        if _is_a_unit(text[first:until]):
            units.append(_unit(passage.text[start + first : start + until], passage))
    return units


def _unit(text: str, passage: Passage) -> Unit:
    """Give a unit by its name: what follows the first comma is a remark (其下设三个科室)."""
    name = _NAME_END.split(text.strip(), maxsplit=1)[0].strip()
    return Unit(name, None, None, None, None, passage.where)
