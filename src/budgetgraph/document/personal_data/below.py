"""Find names and numbers in the line, or in the row of cells, below their label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document.personal_data.names import name_end
from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import words

#: So many characters may say more of a label that is a cell by itself: 项目单位的 in 项目单位的联系人.
_LONGEST_QUALIFIER = 6
_PLAIN_NUMBER = re.compile(r"[+(（\d][\d \-－—转()（）/]{4,28}[\dXx]")

_CellText = tuple[int, str]
"""Where a cell begins in its line, and its text."""


def below(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find what stands below the labels of line `number`.

    A label that ends its line is followed by its value (`联系人：` ⏎ `甲某`); in a row of cells the value
    stands in the same column of the next row.
    """
    near = range(number + 1, min(number + 3, len(lines)))
    following = next((at for at in near if lines[at].strip()), None)
    if following is None:
        return
    cells = _cells(lines[number])
    under = _cells(lines[following])
    for index, (_, text) in enumerate(cells):
        kind, label = _label_kind(text)
        if kind is None or _has_value_beside(cells, index):
            continue
        target = _target(cells, under, index)
        if target is not None:
            yield from _value(following, target, kind, label)


def _cells(line: str) -> list[_CellText]:
    """Give the cells of a line, each with its place; a line without tabs or bars is one cell."""
    found = []
    start = 0
    for part in re.split(r"([\t|])", line):
        if part not in ("\t", "|"):
            found.append((start, part))
        start += len(part)
    return found


def _target(cells: list[_CellText], under: list[_CellText], index: int) -> _CellText | None:
    """Give the cell below a label: of the same column, or the first one where the label ends its
    line.
    """
    if len(cells) == len(under) and len(cells) > 1:
        return under[index]
    is_last = not any(text.strip() for _, text in cells[index + 1 :])
    return under[0] if is_last else None


def _label_kind(text: str) -> tuple[str | None, str]:
    """Tell whether a cell is nothing but a label, and of what: `联系人：` → name."""
    known = words()
    bare = text.strip(" 　:：")
    kinds = {
        "name": known.label,
        "telephone": known.number,
        "account": known.account,
        "identity": known.identity,
    }
    for kind, pattern in kinds.items():
        label = next((found for found in pattern.finditer(bare) if found.end() == len(bare)), None)
        if label is not None and label.start() <= _LONGEST_QUALIFIER:
            return kind, "".join(label[0].split())
    return None, ""


def _has_value_beside(cells: list[_CellText], index: int) -> bool:
    """Tell whether the next cell holds the value already."""
    beside = cells[index + 1][1].strip() if index + 1 < len(cells) else ""
    return bool(beside) and _label_kind(beside)[0] is None


def _value(line: int, cell: _CellText, kind: str, label: str) -> Iterator[Secret]:
    start, text = cell
    bare = text.strip()
    place = start + text.find(bare)
    if kind != "name" and _PLAIN_NUMBER.fullmatch(bare):
        yield Secret(line, place, place + len(bare), kind)
    end = name_end(bare, 0, label, apart=True) if kind == "name" else None
    if end is not None and bare[end:].strip("，。；;,. ") in ("", *words().titles):
        yield Secret(line, place, place + end, kind)
