"""A heading, or an entry of the contents, with last year's number, that stands elsewhere with this
year's.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_HEADING = pattern("kinds", "heading_with_year")


def twin_headings(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each heading that names last year and is another one of the paper but for that.

    `第二部分 2023年部门预算表` in the contents, `第二部分 2024年部门预算表` above the tables.
    """
    year = paper.disclosure.year
    last, this = str(year - 1), str(year)
    headings = {_bare(passage): passage for passage in paper.prose}
    for heading, passage in headings.items():
        match = _HEADING.fullmatch(heading)
        meant = heading.replace(last, this)
        is_twin = meant != heading and meant in headings
        if match is not None and is_twin:
            yield _fault(passage, heading, meant)


def _bare(passage: Passage) -> str:
    """Give a heading without its blanks."""
    text = fold(passage.text)
    return text.replace(" ", "")


def _fault(passage: Passage, heading: str, meant: str) -> Fault:
    """Say what a heading is, and what it is elsewhere."""
    zh = f"标题写为“{heading}”，另一处为“{meant}”。"
    en = f"a heading says “{heading}”; elsewhere it is “{meant}”."
    places = [passage.where]
    return Fault(_RULE, heading, zh, en, places)
