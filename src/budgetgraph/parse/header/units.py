"""The budget units of a department: the rows of their table, or the list in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from budgetgraph.disclosure import Unit
from budgetgraph.document import Passage, squeeze
from budgetgraph.forms import fold_in_place, forms, role
from budgetgraph.forms.bodies import is_body
from budgetgraph.recognise.claims import UnitClaim
from budgetgraph.recognise.headings import texts

#: `1. `, `（1）`, `1、`, `①`: what numbers the units of a list.
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*")
#: The same inside a line, behind `包括：` or behind the unit before.
_NUMBER = re.compile(
    r"(?:(?<=[:：;；。,，])|^)\s*(?:\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*"
)
#: Where a unit's name ends and a remark about it begins.
_NAME_END = re.compile(r"[,，。;；:：]")
_AND = re.compile(r"[、,，]|(?<=[局所站馆院校队心])[和及](?=[^\s、,，]{3})")


def parse_units(claims: Iterable[UnitClaim]) -> tuple[Unit, ...]:
    """The rows of the unit tables."""
    units: list[Unit] = []
    for claim in claims:
        roles = [role(forms().unit, cell) for cell in texts(claim.heading)]
        for row in claim.rows:
            by: dict[str | None, Passage] = {
                key: cell for key, cell in zip(roles, row, strict=False) if cell
            }
            if "name" in by:
                said = {key: squeeze(cell.text) for key, cell in by.items()}
                kind = (said.get("nature"), said.get("rank"), said.get("funding"))
                units.append(Unit(said["name"], said.get("code"), *kind, by["name"].where))
    return tuple(units)


def list_units(running: Sequence[Passage]) -> tuple[Unit, ...]:
    """The budget units that the prose lists.

    Numbered lines below `…包括：`, the first one in that line or below it, or all of them in one
    sentence.
    """
    for index, passage in enumerate(running):
        units = tuple(_numbered(running, index)) or tuple(_inline(passage))
        # 收入包括：1. 一般公共预算拨款收入 is a list of something else
        if units and all(is_body(unit.name) for unit in units):
            return units
    return ()


def _inline(passage: Passage) -> Iterator[Unit]:
    """`预算单位共2个，包括：甲局、乙站。`: all in one sentence."""
    found = forms().unit_list["inline"].find(passage.text)
    if found is None:
        return
    start, end = found.span("list")
    listed = passage.text[start:end]
    names = _items(passage, start, end) or [
        _unit(name, passage) for name in _AND.split(listed) if name.strip()
    ]
    yield from names


def _numbered(running: Sequence[Passage], index: int) -> Iterator[Unit]:
    """`…包括：1. 甲局` and the numbered lines below it."""
    passage = running[index]
    opening = forms().unit_list["opening"].find(passage.text)
    if opening is None:
        return
    behind = passage.text[opening.end() :]
    first = _items(passage, opening.end(), len(passage.text))
    if behind.strip() and not first:
        return
    yield from first
    for line in takewhile(lambda line: _LISTED.match(line.text), running[index + 1 :]):
        if line.text not in forms().unit_list["no_unit"]:
            yield _unit(_LISTED.sub("", line.text), line)


def _items(passage: Passage, start: int, end: int) -> list[Unit]:
    """The numbered items in a part of a passage; none where it begins with no number."""
    text = fold_in_place(passage.text[start:end])
    marks = list(_NUMBER.finditer(text))
    if not marks or marks[0].start() > 0:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = zip(marks, ends, strict=True)
    items = ((mark.end(), until) for mark, until in parts)
    return [
        _unit(passage.text[start + first : start + until], passage)
        for first, until in items
        if text[first:until] not in forms().unit_list["no_unit"]
    ]


def _unit(text: str, passage: Passage) -> Unit:
    """A unit by its name: what follows the first comma is a remark (其下设三个科室)."""
    name = _NAME_END.split(text.strip(), maxsplit=1)[0].strip()
    return Unit(name, None, None, None, None, passage.where)
