"""Find labels and their values in the rows of a grid, however the cells are merged or run together.

`项目名称 | | 河道清淤 | 预算数 | 60.00` gives (name, 河道清淤) and (total, 60.00); so do `项目名称：河道清淤` in
one cell and `预算数 60.00 其中：财政资金 60.00` in one. A value never is a label and never holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import Patterns, fold, role
from budgetgraph.values.amount import read_amount

Labels = Mapping[str, Patterns]
"""The patterns of each label by its key, such as `name` or `total`."""

#: A label is no longer than this; a longer text is a value, whatever it begins with.
_LONGEST_LABEL = 24
_COLON = re.compile(r"[:：]")
_WORD = re.compile(r"\S+")
#: Where an amount ends and the next label begins without a blank: 20.00其中：财政资金.
_AMOUNT_END = re.compile(r"(?<=\d)(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class LabelledCell:
    """A cell, or a part of one, in its column. `key` says which label it is, None for a value."""

    column: int
    passage: Passage
    key: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value; `column` is that of the label."""

    key: str
    value: Passage
    column: int


def label_of(text: str, labels: Labels) -> str | None:
    """The key of the label that a whole text is, None for a value."""
    return role(dict(labels), text) if len(text) <= _LONGEST_LABEL else None


def labelled_cells(row: GridRow, labels: Labels) -> list[LabelledCell]:
    """The filled cells of a row, those that hold a label and its value taken apart."""
    found: list[LabelledCell] = []
    for column, cell in enumerate(row):
        if cell:
            found += [
                LabelledCell(column, part, label_of(part.text.strip(), labels))
                for part in _parts(cell, labels)
            ]
    return found


def pairs(row: GridRow, below: GridRow | None, labels: Labels) -> Iterator[Pair]:
    """Each label of a row with its value: the next filled cell, else the cell below it.

    The cell below counts only for an amount, under a label that has none beside it.
    """
    cells = labelled_cells(row, labels)
    for cell, following in zip_longest(cells, cells[1:]):
        if cell.key is None:
            continue
        if following is not None and following.key is None:
            yield Pair(cell.key, following.passage, cell.column)
        elif below is not None and cell.column < len(below):
            under = below[cell.column]
            if under and read_amount(under.text) is not None:
                yield Pair(cell.key, under, cell.column)


def _parts(cell: Passage, labels: Labels) -> list[Passage]:
    """A cell taken apart where it holds labels beside their values; else the cell itself."""
    text = cell.text
    if label_of(text.strip(), labels) is not None:
        return [cell]
    marks = _label_spans(text, labels)
    if not marks:
        return [cell]
    cuts = sorted({0, len(text), *(end for span in marks for end in span)})
    parts = [cell.part(start, end) for start, end in pairwise(cuts)]
    return [part for part in parts if part]


def _label_spans(text: str, labels: Labels) -> list[tuple[int, int]]:
    """Where labels stand within a text: at its beginning before a colon, and behind a value.

    `项目名称：X` → (0, 5); `20.00其中：财政资金20.00` → (5, 12).
    """
    spans: list[tuple[int, int]] = []
    begins = [0, *(match.start() for match in _AMOUNT_END.finditer(text))]
    begins += [match.start() for match in _WORD.finditer(text)]
    for start in sorted(set(begins)):
        if spans and start < spans[-1][1]:
            continue
        end = _label_end(text, start, labels)
        if end is not None:
            spans.append((start, end))
    alone = len(spans) == 1 and spans[0][0] == 0
    if alone and not _has_colon(text[: spans[0][1]]) and not text[spans[0][1] :][:1].isspace():
        return []
    return spans


def _label_end(text: str, start: int, labels: Labels) -> int | None:
    """Where the label that begins at `start` ends; None where none begins there.

    A label inside a cell ends at a colon, a blank or an amount, and the longest one counts.
    """
    last = min(len(text), start + _LONGEST_LABEL)
    for end in range(last, start + 1, -1):
        is_bound = end == len(text) or text[end - 1] in ":：" or text[end] in " 　\t\n"
        is_bound = is_bound or text[end].isdigit()
        piece = text[start:end]
        if is_bound and piece.strip() and label_of(piece.strip(), labels) is not None:
            return end
    return None


def _has_colon(text: str) -> bool:
    return _COLON.search(text) is not None


def value_text(passage: Passage) -> str:
    """The text of a value without the breaks between its pieces; blanks within a line stay."""
    return "".join(piece.text.strip("\n") for piece in passage.pieces if not piece.raised).strip()


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts say the same but for blanks and widths."""
    return fold(one) == fold(other)


def first_value(rows: Sequence[GridRow], key: str, labels: Labels) -> Passage | None:
    """The first value of a label anywhere in the rows, None where it has none."""
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        for pair in pairs(row, below, labels):
            if pair.key == key:
                return pair.value
    return None
