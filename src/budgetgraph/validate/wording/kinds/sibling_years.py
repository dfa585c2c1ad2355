"""A year that one entry of a list tells, where its neighbours, worded alike, tell another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words

_RULE = "statement-year"
_TOLD = pattern("sibling_years", "told")
#: So many entries are worded alike, where one of ten and no more tells another year.
_FEWEST, _ONE_OF = 8, 10

#: An entry, and the years that it tells before its amounts.
_Entry = tuple[Passage, Sequence[re.Match[str]]]


def sibling_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each year that an entry tells in a place where nearly all others tell another one.

    `2026年度预算9.00万元，2024年度预算10.00万元` among entries that say 2026年度预算…，2025年度预算….
    """
    alike: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for passage in paper.prose:
        told = tuple(_TOLD.finditer(fold_in_place(passage.text)))
        kinds = tuple(match["kind"] for match in told)
        alike[kinds].append((passage, told))
    for kinds, entries in alike.items():
        is_list = len(entries) >= _FEWEST and len(kinds) > 1
        places = range(len(kinds)) if is_list else range(0)
        for place in places:
            yield from _strange(paper, entries, place)


def _strange(paper: CheckedPaper, entries: Sequence[_Entry], place: int) -> Iterator[Fault]:
    """Give the entries whose year in one place is not that of the others."""
    years = Counter(told[place]["year"] for _, told in entries)
    usual, count = years.most_common(1)[0]
    if len(entries) - count > max(1, len(entries) // _ONE_OF):
        return
    paper.right["years"] += count
    for passage, told in entries:
        match = told[place]
        if match["year"] != usual:
            zh = f"写为“{match[0]}”，其他 {count} 段写法相同的此处为 {usual} 年。"
            en = f"it says “{match[0]}”; {count} other entries worded alike tell {usual} here."
            yield fault_of_words(_RULE, passage, match.span(), match[0], (zh, en))
