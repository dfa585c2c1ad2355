"""Marks without their other half: a quotation mark, 《, a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_PAIRS = (("《", "》"), ("「", "」"), ("【", "】"), ("(", ")"))
_LIST_MARK = pattern("sentences", "list_mark")
_FURNITURE = pattern("sentences", "furniture")


def unpaired(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give a paragraph with an odd number of quotation marks, or 《 without 》, between two that have
    all theirs: a paragraph that was cut in two has its other half beside it.
    """
    odd = [_odd_mark_of(passage.text) for passage in passages]
    around = [None, *odd, None]
    for number, passage in enumerate(passages):
        mark = odd[number]
        if mark and not around[number] and not around[number + 2]:
            yield _alone(passage, mark)


def _odd_mark_of(text: str) -> str | None:
    """Give the mark of a paragraph that lacks its other half; none of what surrounds a web page."""
    return None if _FURNITURE.search(text) else _odd_mark(_unlisted(text))


def _alone(passage: Passage, mark: str) -> Break:
    """Tell where the mark stands that lacks its other half: the last one of its kind.

    按“三定规定安排 → “.
    """
    at = fold_in_place(passage.text).rfind(mark)
    words = passage.text[max(at - AROUND, 0) : at + AROUND]
    zh, en = f"的{mark}不成对", f"{mark} without its other half"
    return Break(words, zh, en, passage.place(at, at + 1))


def _unlisted(text: str) -> str:
    """Give a paragraph without the marks of lists, which have one bracket alone: 1）, a).

    `(表1)` holds none: its bracket has its other half before it.
    """
    folded = fold_in_place(text)

    def without(match: re.Match[str]) -> str:
        """Give nothing for a mark, and what stands within open brackets as it is."""
        before = folded[: match.start()]
        is_inside = before.count("(") > before.count(")")
        return match[0] if is_inside else ""

    return _LIST_MARK.sub(without, text)


def _odd_mark(text: str) -> str | None:
    """Give the mark of a text that lacks its other half; None where all are in pairs.

    `按《预算法和“三定”规定` → 《.
    """
    opened, closed = text.count("“"), text.count("”")
    if (opened + closed) % 2:
        return "“" if opened > closed else "”"
    folded = fold_in_place(text)
    for left, right in _PAIRS:
        lefts, rights = folded.count(left), folded.count(right)
        if lefts != rights:
            return left if lefts > rights else right
    return None
