"""Do the figures of a table add up? A table that closes was read right; of two readings the one
that closes wins.

What is added up: the children of a code (20805 of 208), the parts of a total (top classes, or the
numbered items above it), and the two sides of a summary.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import filterfalse, takewhile

from budgetgraph.document.list_marks import MarkStyle, entry_mark
from budgetgraph.values import code_notation
from budgetgraph.values.sums import is_total

#: 本年收入小计: Henan.
_TOTAL = re.compile(r"[一-鿿]{0,6}[合总]计|本年(?:收入|支出)小计")
_GRAND = re.compile(r"(?:收入|支出)?(?:[合总]计|总额)")
_AMONG = "其中"
_BOTH_SIDES = frozenset({"收入", "支出"})
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """The amounts of one row by their columns; `block` says in which list of names it stands."""

    code: str | None
    item: str
    amounts: Mapping[str, Decimal]
    block: str = ""


#: A whole and its parts.
_Sum = tuple[Figures, Sequence[Figures]]


def closes(rows: Sequence[Figures], unit: Decimal = _CENT) -> bool | None:
    """Tell whether everything that can be added up does; None where there is nothing to add up.

    Each part may be off by one `unit`, the last digit that the table prints.
    """
    checks = list(_sides(rows))
    for whole, parts in sums(rows):
        checks.extend(_adds_up(whole, parts, unit))
    for whole, parts in possible_sums(rows):
        if agrees(whole, parts, _CENT):
            checks.extend(_adds_up(whole, parts, unit))
    return all(checks) if checks else None


def sums(rows: Sequence[Figures]) -> list[_Sum]:
    """Give everything in the rows that is the sum of others by its code, its name or its number."""
    return [*_children(rows), *_top_classes(rows), *_numbered(rows)]


def possible_sums(rows: Sequence[Figures]) -> list[_Sum]:
    """Give what is the sum of others if its amounts agree, and else tells nothing.

    A list may hold notes and subtotals that nothing marks.
    """
    return [*_numbered_below(rows), *_listed(rows), *_divided(rows)]


def agrees(whole: Figures, parts: Sequence[Figures], unit: Decimal) -> bool:
    """Tell whether a whole is the sum of its parts in every column."""
    return all(_adds_up(whole, parts, unit))


# --- by codes -------------------------------------------------------------------------------------
def _children(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give each class with its own classes.

    A code that is printed twice does not tell whose classes they are.

        201    一般公共服务支出  30.00
        20101  人大事务          20.00
        20102  政协事务          10.00     → 201 is the sum of 20101 and 20102
    """
    coded = list(filter(_is_class, rows))
    printed = Counter(map(_code, coded))
    below = _by_parent(coded)
    for parent in coded:
        children = below[_code(parent)]
        is_once = printed[_code(parent)] == 1
        if children and is_once and _all_differ(children):
            yield parent, children


def _by_parent(coded: Sequence[Figures]) -> defaultdict[str, list[Figures]]:
    """Sort classes by the code of the class above them: 20101, 20102 → {201: [20101, 20102]}."""
    below: defaultdict[str, list[Figures]] = defaultdict(list)
    for row in coded:
        below[_code(row)[:-2]].append(row)
    return below


def _top_classes(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give the total with the classes that stand below no other."""
    coded = list(filter(_is_class, rows))
    codes = set(map(_code, coded))
    tops = [row for row in coded if codes.isdisjoint(_ancestors(_code(row)))]
    totals = list(filterfalse(_code, filter(_is_named_total, rows)))
    if len(totals) == 1 and tops and _all_differ(tops):
        yield totals[0], tops


def _ancestors(code: str) -> Iterator[str]:
    """Give the classes above one: 2080505 → 20805, 208."""
    while (parent := code_notation.parent(code)) is not None:
        code = parent
        yield code


def _all_differ(rows: Sequence[Figures]) -> bool:
    """Tell whether no code is printed twice."""
    return len(set(map(_code, rows))) == len(rows)


def _code(row: Figures) -> str:
    """Give the printed code of a row, "" where it has none."""
    return row.code or ""


def _is_class(row: Figures) -> bool:
    """Tell whether the code of a row is one of a class: 20805 is, the code of a unit is not."""
    return code_notation.kind(_code(row)) is not None


# --- by numbers and totals ------------------------------------------------------------------------
def _numbered(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give the first total of each list with the numbered items above it, of the style that the
    list begins with.

        一、教育支出    30.00
        二、卫生支出    10.00
        本年支出合计    40.00     → the total is the sum of 一、 and 二、
    """
    for listed in _uncoded_lists(rows):
        total = _first_total(listed)
        items = listed[:total]
        style = _style(items)
        if total and style is not None:
            yield listed[total], _of_style(items, style)


def _uncoded_lists(rows: Sequence[Figures]) -> Iterable[list[Figures]]:
    """Give the rows without a code, those of each list of names for themselves."""
    lists: defaultdict[str, list[Figures]] = defaultdict(list)
    for row in rows:
        if row.code is None:
            lists[row.block].append(row)
    return lists.values()


def _first_total(rows: Sequence[Figures]) -> int | None:
    """Give the place of the first row that is called a total; None where there is none."""
    for at, row in enumerate(rows):
        if _TOTAL.fullmatch(row.item):
            return at
    return None


def _numbered_below(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give the total that a list begins with, with the numbered items below it.

    Where they do not agree, a note among them (会议费) may be no part of the total.
    """
    items = rows[1:]
    style = _style(items)
    if style is None or not _begins_with_total(rows):
        return
    parts = _of_style(items, style)
    if len(parts) > 1:
        yield rows[0], parts


def _begins_with_total(rows: Sequence[Figures]) -> bool:
    """Tell whether the first row is called a total and no row has a code."""
    return _TOTAL.search(rows[0].item) is not None and not any(map(_code, rows))


def _listed(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give the total of a plain list (projects, purchases) with its rows.

    Such a list may hold subtotals that nothing marks, so that a gap tells nothing.
    """
    totals = list(filter(_is_named_total, rows))
    others = list(filterfalse(_is_named_total, rows))
    is_list = len(totals) == 1 and len(others) > 1
    if is_list and not any(map(_is_of_level, rows)):
        yield totals[0], others


def _divided(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Give what the last rows of a plain list divide, and its total without these.

    合计      6.00
    公务用车  5.00
    其中：购置 3.00
    运行      2.00     → 5.00 is the sum of the rows behind it, and none of those is of the 6.00
    """
    totals = list(filter(_is_named_total, rows))
    others = list(filterfalse(_is_named_total, rows))
    undivided = list(takewhile(_is_undivided, others))
    if len(totals) == 1 and 0 < len(undivided) < len(others):
        yield undivided[-1], others[len(undivided) :]
        yield totals[0], undivided


def _is_undivided(row: Figures) -> bool:
    """Tell whether a row of a plain list is no part of the row above it: not 其中：购置."""
    return not row.item.startswith(_AMONG) and not _is_of_level(row)


def _is_named_total(row: Figures) -> bool:
    """Tell whether a row is the total of its whole table: 合计, not 本年收入合计."""
    return is_total(row.item)


def _is_of_level(row: Figures) -> bool:
    """Tell whether a list, a class or a number says of which level a row is: `（一）工资`."""
    return bool(row.block) or _is_class(row) or _style_of(row) is not None


def _style(items: Sequence[Figures]) -> MarkStyle | None:
    """Give the style of numbers that a list begins with; None where it begins without a number."""
    return _style_of(items[0]) if items else None


def _style_of(row: Figures) -> MarkStyle | None:
    """Give the style of the number of a row: `二、卫生支出` → that of 一、; None without one."""
    mark = entry_mark(row.item)
    return None if mark is None else mark.style


def _of_style(rows: Sequence[Figures], style: MarkStyle) -> list[Figures]:
    """Give the rows that are numbered in one style."""
    return [row for row in rows if _style_of(row) is style]


# --- sides and columns ----------------------------------------------------------------------------
def _sides(rows: Sequence[Figures]) -> Iterator[bool]:
    """Check the last total of the revenue against the last one of the expenditure."""
    last: dict[str, Decimal] = {}
    for row in filter(_is_total_of_side, rows):
        side, _, _ = row.block.partition("#")
        last[side] = max(row.amounts.values())
    if last.keys() == _BOTH_SIDES:
        yield len(set(last.values())) == 1


def _is_total_of_side(row: Figures) -> bool:
    """Tell whether a row with amounts is the total of its side: 收入总计, 合计."""
    is_total = _GRAND.fullmatch(row.item) is not None
    return is_total and bool(row.block) and bool(row.amounts)


def _adds_up(whole: Figures, parts: Sequence[Figures], unit: Decimal) -> Iterator[bool]:
    """Check each column of the whole; a column of which no part prints anything tells nothing."""
    tolerance = unit * len(parts)
    for column, amount in whole.amounts.items():
        printed = [row.amounts[column] for row in parts if column in row.amounts]
        if printed:
            yield abs(amount - sum(printed)) <= tolerance
