"""Find labels and their values in the rows of a grid, however the cells are merged or run together.

`项目名称 | | 河道清淤 | 预算数 | 60.00` gives (name, 河道清淤) and (total, 60.00); so do `项目名称：河道清淤` in one cell
and `预算数 60.00 其中：财政资金 60.00` in one. A value never is a label and never holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, starmap, zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms, role
from budgetgraph.values.amount import read_amount

#: The labels whose values are amounts of the project.
AMOUNTS = frozenset({"total", "total_of_year", "fiscal", "fiscal_of_year", "other"})
#: The key of words that stand in the place of a project's name: 合计.
NO_PROJECT = "no_project"
#: The key of a label that ends in a colon and is not known.
UNKNOWN = "unknown"
#: A label is no longer than this; a longer text is a value, whatever it begins with.
_LONGEST_LABEL = 24
#: In a longer text a word between blanks is a word of a sentence, not a cell.
_LONGEST_LINE = 60
#: Behind another label a word of so many characters that is a label is no word of a sentence.
_SHORTEST_SECOND = 4
_UNKNOWN_LABEL = re.compile(r"[^\d:：]{2,12}[:：]")
_COLON = re.compile(r"[:：]")
_WORD = re.compile(r"\S+")
#: What may stand between an amount and the next label.
_STOPS = ",，;；、。 \n（）()"
#: Where an amount ends and the next label begins without a blank: 20.00其中：财政资金, 8万元其他资金,
#: 20.00万元（其中：财政资金.
_AMOUNT_END = re.compile(r"(?<=\d)(?: ?[亿万]?元)?[,，;；、（(]?(?=[一-鿿])")


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
    """Give the key of the label that a whole text is, None for a value.

    A short text that ends in a colon is a label too, whatever it says.
    """
    if len(text) > _LONGEST_LABEL:
        return None
    known = role(forms().label, text)
    if known is None and _UNKNOWN_LABEL.fullmatch(text):
        return UNKNOWN
    return known


def labelled_cells(row: GridRow) -> list[LabelledCell]:
    """Give the filled cells of a row, those that hold a label and its value taken apart.

    项目名称：河道清淤 | 60.00     → 项目名称： (name), 河道清淤 (value), 60.00 (value)
    """
    cells: list[LabelledCell] = []
    for column, cell in enumerate(row):
        if not cell:
            continue
        for part in _parts(cell):
            cells.append(LabelledCell(column, part, label_of(part.text.strip())))
    return cells


def pairs(row: GridRow, below: GridRow | None) -> Iterator[Pair]:
    """Give each label of a row with its value: the next filled cell, else the cell below it.

    The cell below counts for an amount, and in a row of nothing but labels:

        项目名称 | 项目编码  | 预算数
        河道清淤 | 51092…   | 60.00    → (name, 河道清淤), (code, 51092…), (total, 60.00)

    Between the label of an amount and the amount a word of totals says nothing more:

        预算金额 | 总额 30.00 其中：财政拨款 20.00     → (total, 30.00), (fiscal, 20.00)
    """
    cells = _without_words_of_totals(labelled_cells(row))
    is_heading = len(cells) > 1 and all(map(_is_label, cells))
    for cell, following in zip_longest(cells, cells[1:]):
        if cell.key is None:
            continue
        pair = _pair_beside(cell, following) or _pair_below(cell, below, is_heading=is_heading)
        if pair is not None:
            yield pair


def _without_words_of_totals(cells: list[LabelledCell]) -> list[LabelledCell]:
    """Give the cells without the words of totals between the label of an amount and the amount."""
    kept: list[LabelledCell] = []
    for cell, following in zip_longest(cells, cells[1:]):
        is_total = cell.key == NO_PROJECT
        is_behind_label = bool(kept) and _labels_money(kept[-1])
        is_before_amount = following is not None and read_amount(following.passage.text) is not None
        if not (is_total and is_behind_label and is_before_amount):
            kept.append(cell)
    return kept


def _labels_money(cell: LabelledCell) -> bool:
    """Tell whether a cell is a label of an amount, or of the rows of money: 项目资金（万元）."""
    is_of_rows = role(forms().money_alone, fold(cell.passage.text)) is not None
    return cell.key in AMOUNTS or is_of_rows


def _is_label(cell: LabelledCell) -> bool:
    """Tell whether a cell is a label, known or unknown, and no value."""
    return cell.key is not None


def _pair_beside(cell: LabelledCell, following: LabelledCell | None) -> Pair | None:
    """Give a label with the value right behind it; None where a label or nothing follows."""
    if cell.key is None or following is None or _is_label(following):
        return None
    label = cell.passage.text.strip()
    return Pair(cell.key, label, cell.column, following.passage, following.column)


def _pair_below(cell: LabelledCell, below: GridRow | None, *, is_heading: bool) -> Pair | None:
    """Give a label with the value below it: an amount, or any text below a row of labels alone."""
    under = _under(below, cell.column)
    if cell.key is None or not under:
        return None
    takes_any = is_heading and cell.key not in AMOUNTS
    if not takes_any and read_amount(under.text) is None:
        return None
    return Pair(cell.key, cell.passage.text.strip(), cell.column, under, cell.column)


def _under(below: GridRow | None, column: int) -> Passage:
    """Give the value in the row below, an empty passage where there is none, or a label."""
    if below is None or column >= len(below):
        return Passage(())
    under = below[column]
    return under if label_of(under.text.strip()) is None else Passage(())


def _parts(cell: Passage) -> list[Passage]:
    """Take a cell apart where it holds labels beside their values; else give the cell itself."""
    text = cell.text
    if label_of(text.strip()) is not None:
        return [cell]
    marks = _label_spans(text)
    if not marks:
        return [cell]
    cuts = sorted({0, len(text), *chain.from_iterable(marks)})
    return list(filter(None, map(_without_stop, starmap(cell.part, pairwise(cuts)))))


def _without_stop(part: Passage) -> Passage:
    """Give an amount without the mark between it and the next label: `180.00万元，` → 180.00万元."""
    end = len(part.text.rstrip(_STOPS))
    return part.part(0, end) if read_amount(part.text[:end]) is not None else part


@lru_cache(maxsize=8192)
def _label_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find where labels stand within a text: at its beginning before a colon, and behind a value.

    `项目名称：X` → (0, 5); `20.00其中：财政资金20.00` → (5, 12).
    """
    spans: list[tuple[int, int]] = []
    behind = 0
    waiting = _beginnings(text)
    while waiting:
        start = waiting.pop(0)
        end = _label_end(text, start, bool(spans)) if start >= behind else None
        if end is not None:
            spans.append((start, end))
            waiting = sorted({*waiting, end})
            behind = end
    is_alone = [start for start, _ in spans] == [0]
    return () if is_alone and not _is_parted_from(text, behind) else tuple(spans)


def _beginnings(text: str) -> list[int]:
    """Give the places where a label may begin: `20.00其中：财政资金` → 0, 5."""
    behind_amounts = map(re.Match.end, _AMOUNT_END.finditer(text))
    words = map(re.Match.start, _WORD.finditer(text))
    return sorted({0, *behind_amounts, *words})


def _is_parted_from(text: str, end: int) -> bool:
    """Tell whether a label that ends at `end` is parted from what stands behind it: by a colon or a
    blank, or because it is the label of an amount and that is one: `其他资金10.00`.
    """
    is_amount = label_of(text[:end]) in AMOUNTS and read_amount(text[end:]) is not None
    return is_amount or _is_parted(text, end)


def _is_parted(text: str, end: int) -> bool:
    """Tell whether a colon or a blank parts a label from what stands behind it."""
    is_blank = text[end - 1].isspace() or text[end : end + 1].isspace()
    return is_blank or _COLON.search(text[:end]) is not None


def _label_end(text: str, start: int, is_second: bool) -> int | None:
    """Find where the label that begins at `start` ends; None where none begins there.

    A label inside a cell ends at a colon, a blank or an amount, and the longest one counts. Behind
    another label (`is_second`) a long one ends at a blank in a text of any length.
    """
    last = min(len(text), start + _LONGEST_LABEL)
    for end in range(last, start + 1, -1):
        is_long = is_second and end - start >= _SHORTEST_SECOND
        ends_at_blank = is_long and text[end : end + 1].isspace()
        may_end = ends_at_blank or _is_bound(text, start, end)
        if may_end and _is_known_label(text[start:end].strip()):
            return end
    return None


def _is_known_label(text: str) -> bool:
    """Tell whether a text is a label of the catalogue: 项目名称; not `备注事项：`."""
    return bool(text) and label_of(text) not in (None, UNKNOWN)


def _is_bound(text: str, start: int, end: int) -> bool:
    """Tell whether a label may end here: at a colon or before an amount, in a short text at a
    blank.
    """
    if text[end - 1] in ":：":
        return True
    may_be_cells = start == 0 or len(text) <= _LONGEST_LINE
    if end == len(text):
        return may_be_cells
    is_at_blank = may_be_cells and text[end].isspace()
    return is_at_blank or text[end].isdigit()


def value_text(passage: Passage) -> str:
    """Give the text of a value without the breaks between its pieces; blanks within a line stay."""
    plain = [piece.text.strip("\n") for piece in passage.pieces if not piece.raised]
    return "".join(plain).strip()


def is_same_text(text: str, other: str) -> bool:
    """Tell whether two texts say the same but for blanks and widths."""
    return fold(text) == fold(other)
