"""A table whose head is not written as those of all others: 编制部门 among 编制单位, no unit of money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_HEAD = pattern("table_heads", "head")
#: So many heads show how they are written.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class _Head:
    """The line above a table that names its body: by which word, whether it has the name, and
    whether with a unit.
    """

    label: str
    has_name: bool
    has_unit: bool
    where: Where


def strange_heads(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one head that calls the body otherwise than all others, and the one without the name
    of the body or a unit of money where all others have theirs.
    """
    heads = list(_heads(paper))
    if len(heads) <= _FEWEST:
        return
    counted = Counter(head.label for head in heads)
    usual, times = counted.most_common(1)[0]
    for head in heads:
        if times == len(heads) - 1 and head.label != usual:
            yield _other_label(head, usual, times)
    bare = [head for head in heads if not head.has_unit]
    if len(bare) == 1:
        yield _no_unit(bare[0], len(heads) - 1)
    nameless = [head for head in heads if not head.has_name]
    if len(nameless) == 1:
        yield _no_name(nameless[0], len(heads) - 1)


def _heads(paper: CheckedPaper) -> Iterator[_Head]:
    """Give the heads of the tables: 编制单位：石桥县水文站  单位：元."""
    for number, line in enumerate(paper.lines, start=1):
        match = _HEAD.match(fold_in_place(re.sub(r"\s+", " ", line.strip())))
        if match is not None:
            has_name, has_unit = match["name"] is not None, match["unit"] is not None
            yield _Head(match["label"], has_name, has_unit, Where(number, number))


def _other_label(head: _Head, usual: str, times: int) -> Fault:
    """Say what a head calls the body, and what all others do."""
    return Fault(
        _RULE,
        head.label,
        f"表上写为“{head.label}”，其他 {times} 处为“{usual}”。",
        f"one table is headed “{head.label}”, the other {times} “{usual}”.",
        [head.where],
    )


def _no_unit(head: _Head, times: int) -> Fault:
    """Say that a head has no unit of money."""
    return Fault(
        _RULE,
        f"{head.label} 单位",
        f"一张表上没有写金额单位，其他 {times} 张都有。",
        f"one table has no unit of money in its head, the other {times} have.",
        [head.where],
    )


def _no_name(head: _Head, times: int) -> Fault:
    """Say that a head does not name the body."""
    return Fault(
        _RULE,
        f"{head.label} 名称",
        f"一张表上“{head.label}”后没有写名称，其他 {times} 张都有。",
        f"one table has no name behind “{head.label}”, the other {times} have.",
        [head.where],
    )
