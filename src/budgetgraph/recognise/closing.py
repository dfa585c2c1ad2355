"""Do the figures of a table add up? A table that closes was read right; of two readings the one
that closes wins.

What is added up: the children of a code (20805 of 208), the parts of a total (top classes, or the
numbered items above it), and the two sides of a summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.values import code_notation

_TOTAL = re.compile(r"[一-鿿]{0,6}[合总]计")
_GRAND = re.compile(r"(?:收入|支出)?(?:[合总]计|总额)")
#: `一、` `（一）` `1.`: the marks of one style number the items of one level.
_STYLES = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[、.．]"),
)
_TOTAL_NAMES = frozenset({"合计", "总计"})
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """The amounts of one row by their columns; `side` and `block` say in which list it stands."""

    code: str | None
    item: str
    amounts: Mapping[str, Decimal]
    block: str = ""


def closes(rows: Sequence[Figures], unit: Decimal = _CENT) -> bool | None:
    """Whether everything that can be added up does; None where there is nothing to add up.

    Each part may be off by one `unit`, the last digit that the table prints.
    """
    told = [*sums(rows), *_numbered_below(rows), *_listed(rows)]
    checks = [check for whole, parts in told for check in _adds_up(whole, parts, unit)]
    checks.extend(_sides(rows))
    return all(checks) if checks else None


#: A whole and its parts.
_Sum = tuple[Figures, Sequence[Figures]]


def sums(rows: Sequence[Figures]) -> list[_Sum]:
    """Everything in the rows that is the sum of others by its code, its name or its number."""
    return [*_children(rows), *_top_classes(rows), *_numbered(rows)]


def _children(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """Each class against its own classes, column by column; a code that is printed twice tells not
    whose they are.
    """
    coded = [row for row in rows if row.code and code_notation.kind(row.code)]
    codes = [row.code for row in coded]
    for parent in coded:
        children = [row for row in coded if row.code and row.code[:-2] == parent.code]
        is_once = codes.count(parent.code) == 1
        if children and is_once and len({row.code for row in children}) == len(children):
            yield parent, children


def _top_classes(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """The total against the classes that stand below no other."""
    coded = [row for row in rows if row.code and code_notation.kind(row.code)]
    codes = {row.code for row in coded}
    totals = [row for row in rows if row.code is None and row.item in _TOTAL_NAMES]
    tops = [row for row in coded if not codes & set(_ancestors(row.code or ""))]
    if len(totals) == 1 and tops and len({row.code for row in tops}) == len(tops):
        yield totals[0], tops


def _ancestors(code: str) -> Iterator[str]:
    while (parent := code_notation.parent(code)) is not None:
        code = parent
        yield code


def _numbered(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """The first total of a list against the numbered items above it, of the style that it begins
    with.
    """
    for block in dict.fromkeys(row.block for row in rows):
        listed = [row for row in rows if row.block == block and row.code is None]
        total = next((at for at, row in enumerate(listed) if _TOTAL.fullmatch(row.item)), None)
        items = listed[:total]
        style = _style(items)
        if total and style is not None:
            parts = [row for row in items if style.match(row.item)]
            yield listed[total], parts


def _numbered_below(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """The total that a list begins with against the numbered items below it, where the two agree: a
    note among them (会议费) may be no part of it.
    """
    if not rows or not _TOTAL.search(rows[0].item) or any(row.code for row in rows):
        return
    style = _style(rows[1:])
    parts = [row for row in rows[1:] if style is not None and style.match(row.item)]
    if len(parts) > 1 and all(_adds_up(rows[0], parts, _CENT)):
        yield rows[0], parts


def _listed(rows: Sequence[Figures]) -> Iterator[_Sum]:
    """The total of a plain list (projects, purchases) against its rows, where the two agree.

    Such a list may hold subtotals that nothing marks, so that a gap tells nothing.
    """
    totals = [row for row in rows if row.item in _TOTAL_NAMES]
    others = [row for row in rows if row.item not in _TOTAL_NAMES]
    is_plain = not any(row.block or _marked(row) for row in rows)
    is_list = is_plain and len(totals) == 1 and len(others) > 1
    if is_list and all(_adds_up(totals[0], others, _CENT)):
        yield totals[0], others


def _marked(row: Figures) -> bool:
    """Whether a class or a number says of which level a row is."""
    is_class = row.code is not None and code_notation.kind(row.code) is not None
    return is_class or any(style.match(row.item) for style in _STYLES)


def _style(items: Iterable[Figures]) -> re.Pattern[str] | None:
    first = next(iter(items), None)
    if first is None:
        return None
    return next((style for style in _STYLES if style.match(first.item)), None)


def _sides(rows: Sequence[Figures]) -> Iterator[bool]:
    """The last total of the revenue against the last one of the expenditure."""
    last: dict[str, Decimal] = {}
    for row in rows:
        if row.block and _GRAND.fullmatch(row.item) and row.amounts:
            last[row.block.partition("#")[0]] = max(row.amounts.values())
    if len(last) == len(_BOTH_SIDES) and set(last) == _BOTH_SIDES:
        yield len(set(last.values())) == 1


_BOTH_SIDES = {"收入", "支出"}


def _adds_up(whole: Figures, parts: Sequence[Figures], unit: Decimal) -> Iterator[bool]:
    """One check for each column of the whole; a column of which no part prints anything tells
    nothing.
    """
    for column, amount in whole.amounts.items():
        printed = [row.amounts[column] for row in parts if column in row.amounts]
        if printed:
            yield abs(amount - sum(printed)) <= unit * len(parts)
