"""Economic classes that a table calls by the name of a neighbour: 30216 会议费, which is 30215."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.disclosure import Row
from budgetgraph.validate.wording.classes.reason import unmarked
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes

_RULE = "class-name-code"
_KIND: codes.Kind = "economic"
#: 款 of economic classes: 30216.
_LENGTH = 5


def economic_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each economic class whose name the list of the year has for another class beside it.

    `30216 会议费` → 30216 is 培训费. Names that the list does not have are left alone.
    """
    year = paper.disclosure.year
    for table in paper.disclosure.tables:
        for row in table.rows:
            is_class = len(row.code or "") == _LENGTH and codes.kind(row.code or "") == _KIND
            other = _other(row, year) if is_class and row.item else None
            if other is not None:
                yield _fault(row, other, year)


def _other(row: Row, year: int) -> str | None:
    """Give the class beside a row's that is called as the row is; None where the row is called as
    its own code.
    """
    code, name = row.code or "", unmarked(row.item)
    listed = codes.code_name(_KIND, code, year)
    if listed is None or unmarked(listed) == name:
        return None
    for other in codes.concepts(_KIND):
        is_beside = len(other) == _LENGTH and codes.parent(other) == codes.parent(code)
        if is_beside and unmarked(codes.code_name(_KIND, other, year) or "") == name:
            return other
    return None


def _fault(row: Row, other: str, year: int) -> Fault:
    """Say whose name it is, and what the code is called."""
    listed = codes.code_name(_KIND, row.code or "", year)
    return Fault(
        _RULE,
        f"{row.code} {row.item}",
        f"{row.item}（{row.code}）：是 {other} 的名称，{row.code} 为{listed}。",
        f"{row.item} ({row.code}): this is the name of {other}; {row.code} is {listed}.",
        [row.where],
    )
