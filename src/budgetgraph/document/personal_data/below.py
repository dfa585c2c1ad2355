"""Find names and numbers in the line, or in the rows of cells, below their label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from budgetgraph.document.personal_data.name_texts import is_glued_name, is_name_behind
from budgetgraph.document.personal_data.names import names_from
from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import words

#: So many characters may say more of a label that is a cell by itself: 项目单位的 in 项目单位的联系人.
_LONGEST_QUALIFIER = 6
_PLAIN_NUMBER = re.compile(r"[+(（\d][\d \-－—转()（）/]{4,28}[\dXx]")
#: A column of names has not more rows than this, a stack of labels not more lines.
_MOST_ROWS, _MOST_STACKED = 200, 8
#: A stack with its values reaches over not more lines than this, blank ones included.
_REACH_OF_STACK = 40
_DIGIT = re.compile(r"\d")

_FORMS = {
    "address": re.compile(".{0,60}?[路街巷村组号室区县镇].{0,60}"),
    "contact": re.compile("[A-Za-z0-9][A-Za-z0-9_-]{4,19}"),
    "mail": re.compile(r"[A-Za-z0-9]\S{3,60}"),
}
"""The forms of values that are no plain numbers."""
#: What may stand behind the names of a cell.
_END = "，。；;,. )）"
#: What stands for any role (乘车人：); only a colon parts a name from it.
_ROLE = "员"
_CellText = tuple[int, str]
"""Where a cell begins in its line, and its text."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A cell that is nothing but a label: its column, the kind of what it asks for, its words."""

    index: int
    kind: str
    word: str


def below(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find what stands below the labels of line `number`.

    A label that ends its line is followed by its value (`联系人：` ⏎ `甲某`); in a row of cells the
    values stand in the same column of the next rows.
    """
    cells = _cells(lines[number])
    labels = list(_labels(cells))
    following = _next_filled(lines, number)
    if not labels or following is None:
        return
    for label in labels:
        if _is_heading(cells, label):
            yield from _in_column(lines, following, len(cells), label)
            continue
        target = _target(cells, _cells(lines[following]), label.index)
        if target is not None and not _has_value_beside(cells, label.index):
            yield from _value(following, target, label)
    if len(cells) == 1:
        yield from _stacked(lines, number)


def _labels(cells: list[_CellText]) -> Iterator[_Label]:
    """Give the cells that are nothing but a label."""
    for index, (_, text) in enumerate(cells):
        label = _label_of(text, index)
        if label is not None:
            yield label


def _next_filled(lines: Sequence[str], number: int) -> int | None:
    """Give the number of the next line that is not blank, or the one behind it."""
    near = range(number + 1, min(number + 5, len(lines)))
    return next((at for at in near if lines[at].strip()), None)


def _cells(line: str) -> list[_CellText]:
    """Give the cells of a line, each with its place; a line without tabs or bars is one cell."""
    cells = []
    start = 0
    for part in re.split(r"([\t|])", line):
        if part not in ("\t", "|"):
            cells.append((start, part))
        start += len(part)
    return cells


def _target(cells: list[_CellText], under: list[_CellText], index: int) -> _CellText | None:
    """Give the cell below a label: of the same column, or the first one where the label ends its
    line.
    """
    if 1 < len(cells) == len(under):
        return under[index]
    behind = [text for _, text in cells[index + 1 :]]
    if "".join(behind).strip():
        return None
    return next(filter(_is_filled, under), under[0])


def _is_filled(cell: _CellText) -> bool:
    """Tell whether a cell has a text."""
    return cell[1].strip() != ""


@lru_cache(maxsize=8192)
def _label_of(text: str, index: int = 0) -> _Label | None:
    """Tell the label that a cell is nothing but: `联系人：` → of a name; None where it is none."""
    bare = text.strip(" 　:：")
    for kind, pattern in words().of_kinds.items():
        ends = (match for match in pattern.finditer(bare) if _ends(bare, match))
        label = next(ends, None)
        if label is not None and label.start() <= _LONGEST_QUALIFIER:
            return _Label(index, kind, "".join(label[0].split()))
    return _Label(index, "name", _ROLE) if words().role.fullmatch(text) else None


def _ends(text: str, label: re.Match[str]) -> bool:
    """Tell whether a label ends its text, `及电话` and the like behind it aside."""
    if label.end() == len(text):
        return True
    more = words().behind_label.match(f"{text}:", label.end())
    return more is not None and more.end() == len(text)


def _is_heading(cells: list[_CellText], label: _Label) -> bool:
    """Tell whether a label heads a column: no cell of its row is a value, a digit or a name."""
    others = [text for at, (_, text) in enumerate(cells) if at != label.index]
    beside = "".join(others).strip()
    if not beside or _DIGIT.search(beside):
        return False
    return label.kind != "name" or not is_name_behind(_beside(cells, label.index), label.word)


def _beside(cells: list[_CellText], index: int) -> str:
    """Give the text of the cell beside a cell."""
    behind = [text.split() for _, text in cells[index + 1 : index + 2]]
    return "".join("".join(parts) for parts in behind)


def _has_value_beside(cells: list[_CellText], index: int) -> bool:
    """Tell whether the next cell holds the value already."""
    beside = _beside(cells, index)
    return beside != "" and _label_of(beside) is None


def _in_column(lines: Sequence[str], first: int, width: int, label: _Label) -> Iterator[Secret]:
    """Find the values in the column of a heading, row after row of as many cells."""
    for number in range(first, min(first + _MOST_ROWS, len(lines))):
        row = _cells(lines[number])
        if len(row) != width:
            return
        cell = row[label.index]
        if label.kind != "name" or is_glued_name(cell[1].strip(), label.word):
            yield from _value(number, cell, label)


def _stacked(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find the values of labels that stand one below the other: `联系人` ⏎ `电话` ⏎ `甲某` ⏎ `1234567`."""
    if number and _label_of(lines[number - 1]) is not None:
        return
    near = range(number, min(number + _REACH_OF_STACK, len(lines)))
    filled = [at for at in near if lines[at].strip()]
    stacked = map(_label_of, map(lines.__getitem__, filled[:_MOST_STACKED]))
    labels = [label for label in takewhile(bool, stacked) if label]
    count = len(labels)
    if count < 2:
        return
    for at, label in zip(filled[count:], labels, strict=False):
        value = (0, lines[at])
        yield from _value(at, value, label)


def _value(line: int, cell: _CellText, label: _Label) -> Iterator[Secret]:
    """Find the value of a label in a cell, which holds nothing else."""
    start, text = cell
    bare = text.strip()
    place = start + text.find(bare)
    if label.kind == "name":
        yield from _names(line, place, bare, label.word)
        return
    form = _FORMS.get(label.kind, _PLAIN_NUMBER)
    if form.fullmatch(bare):
        yield Secret(line, place, place + len(bare), label.kind)


def _names(line: int, place: int, text: str, label: str) -> Iterator[Secret]:
    """Find the names of a cell, and their numbers, where it holds nothing else."""
    spans = list(names_from(text, 0, label, apart=True))
    last = max((end for _, end, _ in spans), default=0)
    rest = text[last:].strip(_END)
    if rest and rest not in words().titles:
        return
    for start, end, kind in spans:
        yield Secret(line, place + start, place + end, kind)
