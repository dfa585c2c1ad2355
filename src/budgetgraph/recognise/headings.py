"""The heading of a budget table: which rows are heading, and what each column is — serial number,
code, item or value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow, squeeze
from budgetgraph.forms import forms
from budgetgraph.values.money import decimal_or_none

REVENUE, EXPENDITURE = "收入", "支出"
#: A share or an amount that a cell may hold; a heading has none.
_NUMERIC = re.compile(r"[-+−]?[\d,.]+%?")
#: The number of a column, or how it follows from others: 1=2+3.
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?:=\d{1,2}(?:[-+]\d{1,2})*)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role (serial, code, code_part, item, item_more, value, none), its side in a
    two-sided table, its name in the contract. `block` counts the names of a side: 支出 may list its
    functions and, beside them, its uses. `further` marks a name column that is a cell where another
    one gives the item (采购品目, 专项名称, 采购物品名称).
    """

    role: str
    side: str | None
    name: str
    preferred: bool = False
    block: int = 0
    further: bool = False


def texts(row: GridRow) -> list[str]:
    """The cells of a row without white space."""
    return [squeeze(cell.text) for cell in row]


def is_amount(text: str) -> bool:
    """Whether a cell holds a plain number."""
    return decimal_or_none(text) is not None


def heading_length(rows: Sequence[GridRow]) -> int:
    """How many rows at the top are heading: down to the row that numbers the columns, else as long
    as columns are still open below.
    """
    for index, row in enumerate(rows[:6]):
        if numbers_columns(texts(row)):
            return index + 1
    length = 0
    for row in rows[:6]:
        above = [texts(one) for one in rows[:length]]
        if not _is_heading_row(texts(row), above) and not _is_piece(
            rows[length : length + 2], above
        ):
            break
        length += 1
    return length


def _is_piece(rows: Sequence[GridRow], above: list[list[str]]) -> bool:
    """Whether a row of one word is a piece of a heading that goes on in the row below it: that one
    names columns.
    """
    if (
        len(rows) < 2
        or not above
        or sum(1 for cell in texts(rows[0]) if cell) != 1
        or any(map(is_amount, texts(rows[0])))
    ):
        return False
    heading = forms().heading
    named = [
        cell
        for cell in texts(rows[1])
        if cell and any(cell in heading[key] for key in ("serial", "code", "item", "code_parts"))
    ]
    return len(named) > 1 and not any(map(is_amount, texts(rows[1])))


def numbers_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3, 甲 乙 1 2, ** ** 1=2+3 2 3, or 1 2 3 alone."""
    filled = [cell for cell in cells if cell]
    numbers = [cell for cell in filled if cell not in forms().heading["column_numbers"]]
    if len(numbers) < len(filled) and filled[0] not in numbers:
        return bool(numbers) and all(_COLUMN_NUMBER.fullmatch(cell) for cell in numbers)
    if any("=" in cell for cell in filled):
        return len(filled) > 1 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled)
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _is_heading_row(cells: list[str], above: list[list[str]]) -> bool:
    filled = [index for index, cell in enumerate(cells) if cell]
    if not filled or any(_NUMERIC.fullmatch(cells[index]) for index in filled):
        return False
    if not above:
        return True
    heading = forms().heading
    own_word = [
        any(cells[index] in heading[key] for key in ("serial", "code", "item", "code_parts"))
        for index in filled
    ]
    if filled == [0] and not own_word[0]:
        return False
    return all(word or _open(above, index) for word, index in zip(own_word, filled, strict=True))


def _open(above: list[list[str]], index: int) -> bool:
    """Whether a column still lacks its own heading: nothing above it, or only a parent that spans
    further columns.
    """
    row = above[-1]
    own = row[index] if index < len(row) else ""
    if not own:
        return not any(
            index < len(higher) and higher[index] and not _spans(higher, index)
            for higher in above[:-1]
        )
    return _spans(row, index)


def _spans(row: list[str], index: int) -> bool:
    return index + 1 < len(row) and not row[index + 1]


def columns(rows: Sequence[GridRow]) -> list[Column]:
    """What each column of a heading is.

    Names are leaves; a leaf that stands under several parents is `parent/leaf`.
    """
    words = [texts(row) for row in rows if not numbers_columns(texts(row))]
    width = max((len(row) for row in rows), default=0)
    paths = [_path(words, index) for index in range(width)]
    sides = [_side(path) for path in paths]
    two_sided = {REVENUE, EXPENDITURE} <= set(sides)
    roles = _roles(paths, sides)
    if two_sided:
        sides = _begun_by_names(sides, roles)
    blocks = _blocks(roles, sides, paths)
    with_unit = [
        i
        for i in range(width)
        if roles[i] == "item" and paths[i][-1] in forms().heading["item_unit"]
    ]
    values = [i for i in range(width) if roles[i] == "value"]
    leaves = Counter((sides[i] if two_sided else None, paths[i][-1]) for i in values)
    pairs = Counter((sides[i] if two_sided else None, *paths[i][-2:]) for i in values)
    found = []
    for index, path in enumerate(paths):
        side = sides[index] if two_sided else None
        name = path[-1] if path else ""
        parents = path[1:-1] if two_sided else path[:-1]
        if roles[index] == "value" and leaves[side, name] > 1 and parents:
            clash = pairs[side, *path[-2:]] > 1 and len(parents) > 1
            name = "/".join([*(parents if clash else parents[-1:]), name])
        if side is not None and roles[index] == "value":
            name = f"{side}/{name}"
        beside_unit = roles[index] == "item" and bool(with_unit) and index not in with_unit
        preferred = beside_unit or any(word in forms().heading["item_preferred"] for word in path)
        further = roles[index] == "item" and not any(
            word in forms().heading["item_pair"] for word in path
        )
        found.append(Column(roles[index], side, name, preferred, blocks[index], further))
    return found


def _roles(paths: list[list[str]], sides: list[str | None]) -> list[str]:
    """The role of each column.

    A column without any heading behind the items holds the rest of a nested name (一般公共预算资金 | 小计).
    """
    roles: list[str] = []
    for index, path in enumerate(paths):
        more = (
            not path
            and index > 0
            and roles[-1] in {"item", "item_more"}
            and sides[index] in {None, sides[index - 1]}
        )
        roles.append("item_more" if more else _role(path))
    units = [
        index
        for index, path in enumerate(paths)
        if path and path[-1] in forms().heading["unit_code"]
    ]
    if units and any(
        role in {"code", "code_part"} for index, role in enumerate(roles) if index not in units
    ):
        roles = ["serial" if index in units else role for index, role in enumerate(roles)]
    return roles


def _begun_by_names(sides: list[str | None], roles: list[str]) -> list[str | None]:
    """The sides; one whose first column holds values while names stand right before it, behind
    values of the other side, begins with these names: its heading stands over the middle of its
    columns.
    """
    found = list(sides)
    for index in range(2, len(found)):
        other = (
            found[index - 1] is not None
            and found[index] is not None
            and found[index - 1] != found[index]
        )
        if (
            other
            and roles[index] == "value"
            and roles[index - 1] == "item"
            and "value" in roles[: index - 1]
        ):
            found[index - 1] = found[index]
    return found


def _blocks(roles: list[str], sides: list[str | None], paths: list[list[str]]) -> list[int]:
    """Which list of names on its side a column belongs to: a name or code column behind a value
    column begins another one. In a table without sides it has to be headed like one before (科目编码
    科目名称 金额, twice).
    """
    blocks: list[int] = []
    for index, name in enumerate(roles):
        same_side = index > 0 and sides[index] == sides[index - 1]
        opens = name in {"item", "code"} and same_side and roles[index - 1] == "value"
        if opens and sides[index] is None:
            opens = any(roles[i] == name and paths[i][-1] == paths[index][-1] for i in range(index))
        blocks.append((blocks[-1] + opens) if same_side else 0)
    return blocks


def _path(words: list[list[str]], index: int) -> list[str]:
    """The headings above a column, top to bottom; a parent is printed once and spans the blank
    cells to its right.
    """
    path: list[str] = []
    for depth, row in enumerate(words):
        text = row[index] if index < len(row) else ""
        if not text and any(index < len(lower) and lower[index] for lower in words[depth + 1 :]):
            text = next(
                (row[left] for left in range(min(index, len(row)) - 1, -1, -1) if row[left]), ""
            )
            if text and not _is_parent(words, depth, index):
                text = ""
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _is_parent(words: list[list[str]], depth: int, index: int) -> bool:
    """A blank cell belongs to the parent on its left only when that parent has a leaf of its own
    below, or leads a span.
    """
    row = words[depth]
    left = next(
        position for position in range(index - 1, -1, -1) if position < len(row) and row[position]
    )
    return any(left < len(lower) and lower[left] for lower in words[depth + 1 :])


def _side(path: list[str]) -> str | None:
    if not path:
        return None
    heading = forms().heading
    if path[0] in heading["revenue_side"]:
        return REVENUE
    return EXPENDITURE if path[0] in heading["expenditure_side"] else None


def _role(path: list[str]) -> str:
    if not path:
        return "none"
    heading, leaf = forms().heading, path[-1]
    for name in ("serial", "code", "item"):
        if leaf in heading[name]:
            return name
    if leaf in heading["code_parts"]:
        return "code_part"
    return "value"
