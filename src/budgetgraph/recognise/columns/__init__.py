"""What each column of a budget table is: serial number, code, item or value, on which side, and its
name. The words of its heading say it, and the cells below where the heading does not.

    收入 |      | 支出 |
    项目 | 金额 | 项目 | 金额     → item, value 收入/金额, item, value 支出/金额
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetgraph.document import GridRow
from budgetgraph.forms import forms
from budgetgraph.recognise.columns import cell_kinds, heading_paths, sides
from budgetgraph.recognise.columns.sides import EXPENDITURE, REVENUE
from budgetgraph.recognise.headings import numbers_columns, texts

#: So many rows tell what a column holds.
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role (serial, code, code_part, item, item_more, value, none), its side in a
    two-sided table, its name in the contract. `block` counts the names of a side: 支出 may list its
    functions and, beside them, its uses. `further` marks a name column that is a cell where another
    one gives the item (采购品目, 专项名称, 采购物品名称). `coded` marks a name column whose cells begin with a
    code: `208 社会保障和就业支出`.
    """

    role: str
    side: str | None
    name: str
    preferred: bool = False
    block: int = 0
    further: bool = False
    coded: bool = False


def columns(heading: Sequence[GridRow], body: Sequence[GridRow] = ()) -> list[Column]:
    """What each column of a heading is, with the rows `body` below it as further evidence.

    Names are leaves; a leaf that stands under several parents is `parent/leaf`.
    """
    words = [texts(row) for row in heading if not numbers_columns(texts(row))]
    rows = [texts(row) for row in body[:_SAMPLE]]
    width = max((len(row) for row in heading), default=0)
    paths = heading_paths.paths(words, width)
    roles = _roles(paths)
    roles = cell_kinds.corrected(roles, paths, rows)
    told = sides.told(paths, roles, rows)
    if told:
        paths = [sides.without_side(path) for path in paths]
    blocks = _blocks(roles, told, paths, rows)
    names = _names(paths, roles, told)
    found = [
        Column(role, side, name, block=block)
        for role, side, name, block in zip(
            roles, told or [None] * width, names, blocks, strict=True
        )
    ]
    return _with_marks(found, paths, rows)


def _roles(paths: list[list[str]]) -> list[str]:
    """The role of each column by its heading.

    A column without any heading behind the items holds the rest of a nested name (一般公共预算资金 | 小计).
    """
    roles: list[str] = []
    for path in paths:
        is_more = not path and bool(roles) and roles[-1] in {"item", "item_more"}
        roles.append("item_more" if is_more else _role(path))
    return _unit_codes_aside(roles, paths)


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


def _unit_codes_aside(roles: list[str], paths: list[list[str]]) -> list[str]:
    """The roles; the code of a unit beside a code of the row itself only says whose row it is."""
    is_unit = [bool(path) and path[-1] in forms().heading["unit_code"] for path in paths]
    has_own_code = any(
        role in {"code", "code_part"} and not unit
        for role, unit in zip(roles, is_unit, strict=True)
    )
    if not has_own_code:
        return roles
    return ["serial" if unit else role for role, unit in zip(roles, is_unit, strict=True)]


def _blocks(
    roles: list[str], told: list[str | None], paths: list[list[str]], rows: list[list[str]]
) -> list[int]:
    """Which list of names on its side a column belongs to: a name or code column behind a value
    column begins another one. In a table without sides it has to be headed like one before (科目编码
    科目名称 金额, twice), or to hold the codes of classes as one before does.
    """
    blocks: list[int] = []
    for index, name in enumerate(roles):
        if index == 0 or _side(told, index) != _side(told, index - 1):
            blocks.append(0)
            continue
        opens = name in {"item", "code", "code_part"} and roles[index - 1] == "value"
        if opens and _side(told, index) is None:
            opens = _headed_before(roles, paths, index) or _coded_before(roles, rows, index)
        blocks.append(blocks[-1] + opens)
    return blocks


def _coded_before(roles: list[str], rows: list[list[str]], index: int) -> bool:
    """Whether this column and one on its left both hold codes of classes."""
    if roles[index] != "code" or not cell_kinds.holds_codes(rows, index):
        return False
    return any(
        roles[left] == "code" and cell_kinds.holds_codes(rows, left) for left in range(index)
    )


def _side(told: list[str | None], index: int) -> str | None:
    return told[index] if told else None


def _headed_before(roles: list[str], paths: list[list[str]], index: int) -> bool:
    """Whether a column on the left has the same role under the same leaf."""
    leaf = paths[index][-1:]
    return any(roles[left] == roles[index] and paths[left][-1:] == leaf for left in range(index))


def _names(paths: list[list[str]], roles: list[str], told: list[str | None]) -> list[str]:
    """The name of each column; a leaf that occurs once on its side stays bare."""
    values = [index for index, role in enumerate(roles) if role == "value" and paths[index]]
    leaves = Counter((_side(told, index), paths[index][-1]) for index in values)
    pairs = Counter((_side(told, index), *paths[index][-2:]) for index in values)
    found = [path[-1] if path else "" for path in paths]
    for index in values:
        *parents, leaf = paths[index]
        side = _side(told, index)
        if leaves[side, leaf] > 1 and parents:
            is_clash = pairs[side, parents[-1], leaf] > 1
            kept = parents if is_clash else parents[-1:]
            found[index] = "/".join([*kept, leaf])
        if side is not None:
            found[index] = f"{side}/{found[index]}"
    return found


def _with_marks(found: list[Column], paths: list[list[str]], rows: list[list[str]]) -> list[Column]:
    """The columns with what tells the name columns apart: preferred, further, coded."""
    heading = forms().heading
    is_unit = [
        column.role == "item" and bool(path) and path[-1] in heading["item_unit"]
        for column, path in zip(found, paths, strict=True)
    ]
    marked = []
    for index, (column, path) in enumerate(zip(found, paths, strict=True)):
        if column.role == "item":
            is_beside_unit = any(is_unit) and not is_unit[index]
            is_preferred = any(word in heading["item_preferred"] for word in path)
            is_pair = any(word in heading["item_pair"] for word in path)
            column = replace(
                column,
                preferred=is_beside_unit or is_preferred,
                further=not is_pair,
                coded=cell_kinds.begins_with_codes(rows, index),
            )
        elif any(word in heading["item_preferred"] for word in path):
            column = replace(column, preferred=True)
        marked.append(column)
    return marked


def is_two_sided(found: Sequence[Column]) -> bool:
    """Whether both revenue and expenditure have columns."""
    return {REVENUE, EXPENDITURE} <= {column.side for column in found}
