"""Find labels and their values in the rows of a grid, however the cells are merged or run together.

`项目名称 | | 河道清淤 | 预算数 | 60.00` gives (name, 河道清淤) and (total, 60.00); so do `项目名称：河道清淤` in one cell
and `预算数 60.00 其中：财政资金 60.00` in one. A value never is a label and never holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms, role
from budgetgraph.values.amount import read_amount

#: The labels whose values are amounts of the project.
AMOUNTS = frozenset({"total", "total_of_year", "fiscal", "fiscal_of_year", "other"})
#: The key of a label that ends in a colon and is not known.
UNKNOWN = "unknown"
#: A label is no longer than this; a longer text is a value, whatever it begins with.
_LONGEST_LABEL = 24
#: In a longer text a word between blanks is a word of a sentence, not a cell.
_LONGEST_LINE = 60
_UNKNOWN_LABEL = re.compile(r"[^\d:：]{2,12}[:：]")
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
    """A label and its value, each with its column."""

    key: str
    label: str
    column: int
    value: Passage
    at: int


@lru_cache(maxsize=8192)
def label_of(text: str) -> str | None:
    """The key of the label that a whole text is, None for a value.

    A short text that ends in a colon is a label too, whatever it says.
    """
    if len(text) > _LONGEST_LABEL:
        return None
    known = role(forms().label, text)
    if known is None and _UNKNOWN_LABEL.fullmatch(text):
        return UNKNOWN
    return known


def labelled_cells(row: GridRow) -> list[LabelledCell]:
    """The filled cells of a row, those that hold a label and its value taken apart."""
    found: list[LabelledCell] = []
    for column, cell in enumerate(row):
        if cell:
            parts = _parts(cell)
            found += [LabelledCell(column, part, label_of(part.text.strip())) for part in parts]
    return found


def pairs(row: GridRow, below: GridRow | None) -> Iterator[Pair]:
    """Each label of a row with its value: the next filled cell, else the cell below it.

    The cell below counts for an amount, and in a row of nothing but labels:

        项目名称 | 项目编码  | 预算数
        河道清淤 | 51092…   | 60.00    → (name, 河道清淤), (code, 51092…), (total, 60.00)
    """
    cells = labelled_cells(row)
    is_heading = len(cells) > 1 and all(cell.key is not None for cell in cells)
    for cell, following in zip_longest(cells, cells[1:]):
        if cell.key is None:
            continue
        label = cell.passage.text.strip()
        if following is not None and following.key is None:
            yield Pair(cell.key, label, cell.column, following.passage, following.column)
            continue
        under = _under(below, cell.column)
        is_value = is_heading and cell.key not in AMOUNTS
        if under and (is_value or read_amount(under.text) is not None):
            yield Pair(cell.key, label, cell.column, under, cell.column)


def _under(below: GridRow | None, column: int) -> Passage:
    """The value in the row below, an empty passage where there is none, or a label."""
    if below is None or column >= len(below):
        return Passage(())
    under = below[column]
    return under if label_of(under.text.strip()) is None else Passage(())


def _parts(cell: Passage) -> list[Passage]:
    """A cell taken apart where it holds labels beside their values; else the cell itself."""
    text = cell.text
    if label_of(text.strip()) is not None:
        return [cell]
    marks = _label_spans(text)
    if not marks:
        return [cell]
    cuts = sorted({0, len(text), *(end for span in marks for end in span)})
    parts = [cell.part(start, end) for start, end in pairwise(cuts)]
    return [part for part in parts if part]


def _label_spans(text: str) -> list[tuple[int, int]]:
    """Where labels stand within a text: at its beginning before a colon, and behind a value.

    `项目名称：X` → (0, 5); `20.00其中：财政资金20.00` → (5, 12).
    """
    spans: list[tuple[int, int]] = []
    begins = [match.start() for match in _AMOUNT_END.finditer(text)]
    begins += [match.start() for match in _WORD.finditer(text)]
    waiting = sorted({0, *begins})
    while waiting:
        start = waiting.pop(0)
        is_inside = bool(spans) and start < spans[-1][1]
        end = None if is_inside else _label_end(text, start)
        if end is not None:
            spans.append((start, end))
            waiting = sorted({*waiting, end})
    is_alone = len(spans) == 1 and spans[0][0] == 0
    return [] if is_alone and not _is_parted(text, spans[0][1]) else spans


def _is_parted(text: str, end: int) -> bool:
    """Whether a colon or a blank parts a label from what stands behind it."""
    is_blank = text[end - 1].isspace() or text[end : end + 1].isspace()
    return is_blank or _COLON.search(text[:end]) is not None


def _label_end(text: str, start: int) -> int | None:
    """Where the label that begins at `start` ends; None where none begins there.

    A label inside a cell ends at a colon, a blank or an amount, and the longest one counts.
    """
    last = min(len(text), start + _LONGEST_LABEL)
    for end in range(last, start + 1, -1):
        piece = text[start:end].strip()
        known = label_of(piece) if piece and _is_bound(text, start, end) else None
        if known not in (None, UNKNOWN):
            return end
    return None


def _is_bound(text: str, start: int, end: int) -> bool:
    """Whether a label may end here: at a colon or before an amount, in a short text at a blank."""
    if text[end - 1] in ":：":
        return True
    may_be_cells = start == 0 or len(text) <= _LONGEST_LINE
    if end == len(text):
        return may_be_cells
    return text[end].isdigit() or (may_be_cells and text[end].isspace())


def value_text(passage: Passage) -> str:
    """The text of a value without the breaks between its pieces; blanks within a line stay."""
    return "".join(piece.text.strip("\n") for piece in passage.pieces if not piece.raised).strip()


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts say the same but for blanks and widths."""
    return fold(one) == fold(other)


def first_value(rows: Sequence[GridRow], key: str) -> Passage | None:
    """The first value of a label anywhere in the rows, None where it has none."""
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        for pair in pairs(row, below):
            if pair.key == key:
                return pair.value
    return None
