"""Find names and numbers in the line, or in the rows of cells, below their label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from budgetgraph.document.personal_data.name_texts import is_glued_name, is_name_behind
from budgetgraph.document.personal_data.names import names_from
from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import words

#: So many characters may say more of a label that is a cell by itself: 项目单位的 in 项目单位的联系人.
_LONGEST_QUALIFIER = 6
_PLAIN_NUMBER = re.compile(r"[+(（\d][\d \-－—转()（）/]{4,28}[\dXx]")
#: A column of names has not more rows than this, a stack of labels not more lines.
_MOST_ROWS, _MOST_STACKED = 200, 8

_FORMS = {
    "address": re.compile(".{0,60}?[路街巷村组号室区县镇].{0,60}"),
    "contact": re.compile("[A-Za-z0-9][A-Za-z0-9_-]{4,19}"),
}
"""The forms of values that are no plain numbers."""
#: What may stand behind the names of a cell.
_END = "，。；;,. )）"
_CellText = tuple[int, str]
"""Where a cell begins in its line, and its text."""


def below(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find what stands below the labels of line `number`.

    A label that ends its line is followed by its value (`联系人：` ⏎ `甲某`); in a row of cells the
    values stand in the same column of the next rows.
    """
    cells = _cells(lines[number])
    labels = {index: _label_kind(text) for index, (_, text) in enumerate(cells)}
    if not any(kind for kind, _ in labels.values()):
        return
    following = _next_filled(lines, number)
    if following is None:
        return
    for index, (kind, label) in labels.items():
        if kind is None:
            continue
        is_heading = _is_heading(cells, index, kind, label)
        if not is_heading and not _has_value_beside(cells, index):
            target = _target(cells, _cells(lines[following]), index)
            if target is not None:
                yield from _value(following, target, kind, label)
        yield from _in_column(lines, following, len(cells), index, kind, label, is_heading)
    if len(cells) == 1:
        yield from _stacked(lines, number)


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
    if len(cells) == len(under) and len(cells) > 1:
        return under[index]
    is_last = not any(text.strip() for _, text in cells[index + 1 :])
    filled = next((cell for cell in under if cell[1].strip()), under[0])
    return filled if is_last else None


@lru_cache(maxsize=8192)
def _label_kind(text: str) -> tuple[str | None, str]:
    """Tell whether a cell is nothing but a label, and of what: `联系人：` → name."""
    known = words()
    bare = text.strip(" 　:：")
    kinds = {
        "name": known.label,
        "telephone": known.number,
        "account": known.account,
        "identity": known.identity,
        "address": known.address,
        "contact": known.contact,
    }
    for kind, pattern in kinds.items():
        label = next((match for match in pattern.finditer(bare) if _ends(bare, match)), None)
        if label is not None and label.start() <= _LONGEST_QUALIFIER:
            return kind, "".join(label[0].split())
    return None, ""


def _ends(text: str, label: re.Match[str]) -> bool:
    """Tell whether a label ends its text, `及电话` and the like behind it aside."""
    more = words().behind_label.match(f"{text}:", label.end())
    return label.end() == len(text) or (more is not None and more.end() == len(text))


def _is_heading(cells: list[_CellText], index: int, kind: str, label: str) -> bool:
    """Tell whether a label heads a column: no cell of its row is a value, a digit or a name."""
    if len(cells) < 2:
        return False
    others = [text.strip() for at, (_, text) in enumerate(cells) if at != index]
    beside = cells[index + 1][1].strip() if index + 1 < len(cells) else ""
    is_name = kind == "name" and is_name_behind(beside, label)
    filled = sum(bool(text) for text in others)
    return bool(filled) and not is_name and not any(re.search(r"\d", text) for text in others)


def _has_value_beside(cells: list[_CellText], index: int) -> bool:
    """Tell whether the next cell holds the value already."""
    beside = cells[index + 1][1].strip() if index + 1 < len(cells) else ""
    return bool(beside) and _label_kind(beside)[0] is None


def _in_column(
    lines: Sequence[str],
    first: int,
    width: int,
    index: int,
    kind: str,
    label: str,
    is_heading: bool,
) -> Iterator[Secret]:
    """Find the values in the column of a heading, row after row of as many cells."""
    if not is_heading:
        return
    for number in range(first, min(first + _MOST_ROWS, len(lines))):
        row = _cells(lines[number])
        if len(row) != width:
            return
        if kind != "name" or is_glued_name(row[index][1].strip(), label):
            yield from _value(number, row[index], kind, label)


def _stacked(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find the values of labels that stand one below the other: `联系人` ⏎ `电话` ⏎ `甲某` ⏎ `1234567`."""
    if number and _label_kind(lines[number - 1])[0] is not None:
        return
    near = [at for at in range(number, min(number + 40, len(lines))) if lines[at].strip()]
    labels: list[tuple[str, str]] = []
    for at in near[:_MOST_STACKED]:
        kind, label = _label_kind(lines[at])
        if kind is None:
            break
        labels.append((kind, label))
    count = len(labels)
    if count > 1:
        for at, (kind, label) in zip(near[count : 2 * count], labels, strict=False):
            yield from _value(at, (0, lines[at]), kind, label)


def _value(line: int, cell: _CellText, kind: str, label: str) -> Iterator[Secret]:
    """Find the value of a label in a cell, which holds nothing else."""
    start, text = cell
    bare = text.strip()
    place = start + text.find(bare)
    if kind == "name":
        yield from _names(line, place, bare, label)
        return
    if _FORMS.get(kind, _PLAIN_NUMBER).fullmatch(bare):
        yield Secret(line, place, place + len(bare), kind)


def _names(line: int, place: int, text: str, label: str) -> Iterator[Secret]:
    """Find the names of a cell, and their numbers, where it holds nothing else."""
    names = list(names_from(text, 0, label, apart=True))
    last = max((end for _, end, _ in names), default=0)
    if text[last:].strip(_END) in ("", *words().titles):
        for start, end, kind in names:
            yield Secret(line, place + start, place + end, kind)
