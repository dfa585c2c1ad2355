"""What each column of a budget table is: serial number, code, item or value, on which side, and its
name. The words of its heading say it, and the cells below where the heading does not.

    收入 |      | 支出 |
    项目 | 金额 | 项目 | 金额     → item, value 收入/金额, item, value 支出/金额
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from budgetgraph.document import GridRow
from budgetgraph.forms import forms
from budgetgraph.forms.column_paths import is_part
from budgetgraph.recognise.columns import cell_kinds, column_names, heading_paths, sides
from budgetgraph.recognise.columns.sides import EXPENDITURE, REVENUE
from budgetgraph.recognise.headings import names_units, numbers_columns, texts, width

#: So many rows tell what a column holds.
_SAMPLE = 200
#: The columns that a list of names may begin with.
_OF_NAMES = frozenset({"item", "code", "code_part"})
#: The roles that a heading names by itself, in the order in which they are tried.
_BY_LEAF = {"serial": "serial", "code_parts": "code_part", "code": "code", "item": "item"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `role` is serial, code_aside, code, code_part, item, item_more, value or none; code_aside are
    codes of units and projects beside a code of the row itself. `block` counts the names of a side:
    支出 may list its functions and, beside them, its uses. `further` marks a name column that is a
    cell where another one gives the item (采购品目, 专项名称, 采购物品名称). `coded` marks a name column whose
    cells begin with a code: `208 社会保障和就业支出`. `path` are all headings over the column from top to
    bottom, that of its side aside: 基本支出, 小计.
    """

    role: str
    side: str | None
    name: str
    preferred: bool = False
    block: int = 0
    further: bool = False
    coded: bool = False
    path: tuple[str, ...] = ()


def columns(heading: Sequence[GridRow], body: Sequence[GridRow] = ()) -> list[Column]:
    """Say what each column of a heading is, with the rows `body` below it as further evidence.

    Names are leaves; a leaf that stands under several parents is `parent/leaf`.
    """
    heads = list(map(texts, heading))
    words = list(filter(any, map(_words, heads)))
    rows = list(map(texts, body[:_SAMPLE]))
    count = width(heading)
    paths = heading_paths.over_cells(heading_paths.paths(words, count), rows)
    roles = _codes_aside(cell_kinds.codes_beside_names(_roles(paths), rows), paths)
    roles = cell_kinds.corrected(roles, paths, rows)
    told = sides.told(paths, roles, rows)
    if told:
        paths = list(map(sides.without_side, paths))
    of_columns = told or [None] * count
    blocks = _blocks(roles, of_columns, paths, rows)
    names = column_names.names(paths, roles, of_columns)
    told_columns = []
    own = _without_heads_of_lists(paths, roles)
    for role, side, name, block, path in zip(roles, of_columns, names, blocks, own, strict=True):
        told_columns.append(Column(role, side, name, block=block, path=path))
    return _with_marks(told_columns, paths, rows)


def is_two_sided(of_table: Sequence[Column]) -> bool:
    """Tell whether both revenue and expenditure have columns."""
    return set(map(attrgetter("side"), of_table)) >= {REVENUE, EXPENDITURE}


def _without_heads_of_lists(paths: list[list[str]], roles: list[str]) -> list[tuple[str, ...]]:
    """Give the paths without parts that head whole lists, names and amounts: what stands in the
    list is each row's own, no amount of the part.

        人员经费        |      | 公用经费        |
        科目编码        | 金额 | 科目编码        | 金额     → 金额, not 人员经费 › 金额
    """
    of_names: set[str] = set()
    for path, role in zip(paths, roles, strict=True):
        if role in _OF_NAMES:
            of_names.update(filter(is_part, path[:-1]))
    return [tuple(heading for heading in path if heading not in of_names) for path in paths]


def _words(cells: list[str]) -> list[str]:
    """Give the words of a row of the heading; of one that numbers the columns only 类, 款 and 项, and
    none of one that names the units.
    """
    if names_units(cells):
        return []
    if not numbers_columns(cells):
        return cells
    of_codes = forms().heading["code_parts"]
    return [text if text in of_codes else "" for text in cells]


# --- roles ----------------------------------------------------------------------------------------
def _roles(paths: list[list[str]]) -> list[str]:
    """Give the role of each column by its heading.

    A column without any heading behind the items holds the rest of a nested name:

        项目           |      | 金额
        一般公共预算资金 | 小计 | 43.00     → item, item_more, value
    """
    roles: list[str] = []
    for path in paths:
        is_behind_item = roles[-1:] in (["item"], ["item_more"])
        role = "item_more" if is_behind_item and not path else _role(path)
        roles.append(role)
    return roles


def _role(path: list[str]) -> str:
    """Give the role that the leaf of a heading names: 科目编码 → code, 2025年预算数 → value."""
    if not path:
        return "none"
    heading = forms().heading
    for name, of_name in _BY_LEAF.items():
        if path[-1] in heading[name]:
            return of_name
    return "value"


def _codes_aside(roles: list[str], paths: list[list[str]]) -> list[str]:
    """Give the roles with the codes told apart that stand beside a code of the row itself.

    The code of a unit only says whose row it is, that of a project is none of its class: both are
    cells then.

        单位代码 | 科目编码 | 科目名称 | 合计     → code_aside, code, item, value
        科目编码 | 项目编码 | 项目名称 | 合计     → code, code_aside, item, value
    """
    for words in (forms().heading["unit_code"], forms().label["code"]):
        roles = _set_aside(roles, [words.in_any(path[-1:]) for path in paths])
    return roles


def _set_aside(roles: list[str], is_aside: list[bool]) -> list[str]:
    """Give the roles with some columns as codes aside, where another one holds the row's own
    code.
    """
    own = {role for role, aside in zip(roles, is_aside, strict=True) if not aside}
    if own.isdisjoint({"code", "code_part"}):
        return roles
    return ["code_aside" if aside else role for role, aside in zip(roles, is_aside, strict=True)]


# --- blocks ---------------------------------------------------------------------------------------
def _blocks(
    roles: list[str], of_columns: list[str | None], paths: list[list[str]], rows: list[list[str]]
) -> list[int]:
    """Say which list of names on its side each column belongs to.

    A name or code column behind a value column begins another list. In a table without sides it has
    to be headed like one before, or to hold the codes of classes as one before does:

        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额     → 0, 0, 0, 1, 1, 1
    """
    blocks: list[int] = []
    for index, side in enumerate(of_columns):
        is_first = index == 0 or side != of_columns[index - 1]
        if is_first:
            blocks.append(0)
            continue
        opens = _is_name_behind_value(roles, index)
        if opens and side is None:
            opens = _headed_before(roles, paths, index) or _coded_before(roles, rows, index)
        blocks.append(blocks[-1] + opens)
    return blocks


def _is_name_behind_value(roles: list[str], index: int) -> bool:
    """Tell whether a column of names or codes stands right behind one of values."""
    return roles[index] in _OF_NAMES and roles[index - 1] == "value"


def _headed_before(roles: list[str], paths: list[list[str]], index: int) -> bool:
    """Tell whether a column on the left has the same role under the same leaf."""
    heads = [(role, path[-1:]) for role, path in zip(roles, paths, strict=True)]
    return heads[index] in heads[:index]


def _coded_before(roles: list[str], rows: list[list[str]], index: int) -> bool:
    """Tell whether this column and one on its left both hold codes of classes."""
    codes = [at for at in range(index + 1) if _holds_codes(roles, rows, at)]
    return len(codes) > 1 and codes[-1] == index


def _holds_codes(roles: list[str], rows: list[list[str]], index: int) -> bool:
    """Tell whether a column is headed as codes and holds those of classes."""
    return roles[index] == "code" and cell_kinds.holds_codes(rows, index)


# --- marks ----------------------------------------------------------------------------------------
def _with_marks(
    unmarked: list[Column], paths: list[list[str]], rows: list[list[str]]
) -> list[Column]:
    """Give the columns with what tells the name columns apart: preferred, further, coded."""
    is_unit = [
        column.role == "item" and _is_item_unit(path)
        for column, path in zip(unmarked, paths, strict=True)
    ]
    marked = []
    for index, (column, path) in enumerate(zip(unmarked, paths, strict=True)):
        preferred = forms().heading["item_preferred"].in_any(path)
        if column.role == "item":
            is_beside_unit = any(is_unit) and not is_unit[index]
            preferred = preferred or is_beside_unit
            column = _marked_item(column, path, cell_kinds.begins_with_codes(rows, index))
        marked.append(replace(column, preferred=preferred))
    return marked


def _is_item_unit(path: list[str]) -> bool:
    """Tell whether a column is headed as the names of units are: 单位名称."""
    return forms().heading["item_unit"].in_any(path[-1:])


def _marked_item(column: Column, path: list[str], coded: bool) -> Column:
    """Give a name column with its marks; 采购品目 is a further name, 科目名称 is not."""
    is_pair = forms().heading["item_pair"].in_any(path)
    return replace(column, further=not is_pair, coded=coded)
