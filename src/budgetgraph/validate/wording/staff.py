"""Persons in office against the establishment, where one paragraph tells both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_ESTABLISHED = re.compile(
    r"(?:编制(?:总数|数|人数|人员)?|核定人数)(?:为|共有|共|合计|:){0,2}(?P<count>\d{1,5})[人名个]"
)
_IN_OFFICE = re.compile(
    r"(?:实有|在职|在编|现有)(?:在职|在编|人员|人数|职工|干部){0,3}(?:为|共有|共|合计|:){0,2}(?P<count>\d{1,5})[人名]"
)


def above_establishment(paper: CheckedPaper) -> Iterator[Fault]:
    """More persons in office than posts: 编制20人，实有在职23人."""
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        posts = _total([int(found["count"]) for found in _ESTABLISHED.finditer(text)])
        persons = _total([int(found["count"]) for found in _IN_OFFICE.finditer(text)])
        if posts is None or persons is None:
            continue
        if persons <= posts:
            paper.right["staff"] += 1
            continue
        yield Fault(
            "staff-exceeds-establishment",
            f"{persons} {posts}",
            f"编制 {posts} 人，在职 {persons} 人，超出 {persons - posts} 人。",
            f"{persons} persons in office, {posts} posts: {persons - posts} more than there are.",
            [passage.where],
        )


def _total(counts: Sequence[int]) -> int | None:
    """Give the total that a paragraph tells with its parts, or their sum; None without any."""
    if not counts:
        return None
    return next((one for one in counts if 2 * one == sum(counts)), sum(counts))
