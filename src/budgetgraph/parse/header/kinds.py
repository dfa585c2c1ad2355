"""What kind of paper a document is: a budget, final accounts (决算), forms of performance alone; or
one that is no disclosure of a department, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import BUDGET, FINAL_ACCOUNTS, PERFORMANCE, Disclosure
from budgetgraph.document import Passage
from budgetgraph.forms import captioned_body, fold
from budgetgraph.forms.bodies import is_blank, is_place
from budgetgraph.forms.title_lines import with_digits
from budgetgraph.forms.titles import of_whole_place
from budgetgraph.parse.header import Header
from budgetgraph.recognise import Recognised
from budgetgraph.values.money import decimal_or_none

_ACCOUNTS = "决算"
#: So many of the first lines may be the title of a paper.
_FIRST = 8
_LONGEST = 60


def parse_kind(found: Recognised, header: Header, *, states: bool) -> str:
    """The kind: as the cover or the first title says, else as most titles of the tables do.

    A paper without tables and amounts in its prose (`states`) is one of forms alone. The word 决算 in
    a sentence says nothing: a budget tells last year's accounts too.
    """
    if found.forms and not found.tables and not states:
        return PERFORMANCE
    if header.cover is not None:
        return header.cover.kind
    said = [
        at.title.kind for at in header.titles if at.title.is_whole and at.title.kind != PERFORMANCE
    ]
    if said:
        return said[0]
    of_tables = [_ACCOUNTS in fold(claim.title.text) for claim in found.tables]
    return FINAL_ACCOUNTS if 2 * sum(of_tables) > len(of_tables) else BUDGET


# --- what is none ---------------------------------------------------------------------------------
def whole_place(found: Recognised) -> tuple[str, str] | None:
    """What the title says where the paper is a government's: its words and `government` (政府预算) or
    `transfers` (转移支付). None for every other paper.
    """
    for passage in _first_lines(found):
        text = with_digits(fold(passage.text))
        if len(text) > _LONGEST:
            continue
        for kind in ("transfers", "government"):
            match = of_whole_place(kind).match(text)
            if match is not None and is_place(match["place"]):
                return text, kind
    return None


def _first_lines(found: Recognised) -> Iterator[Passage]:
    prose = [paragraph.passage for paragraph in found.prose[:_FIRST]]
    yield from prose
    yield from found.titles[:_FIRST]


def blank_name(found: Recognised) -> str | None:
    """The blank that a template prints for the body: `部门：XX局`, `XX局2024年部门预算`."""
    for caption in found.captions:
        body = captioned_body(caption.text)
        if body is not None and is_blank(body.name):
            return body.name
    for passage in _first_lines(found):
        text = fold(passage.text)
        is_title = len(text) <= _LONGEST and ("预算" in text or _ACCOUNTS in text)
        if is_title and is_blank(text):
            return text
    return None


def is_all_zero(disclosure: Disclosure) -> bool:
    """Whether no amount of a disclosure is more or less than nothing."""
    printed = [
        cell.value for table in disclosure.tables for row in table.rows for cell in row.cells
    ]
    printed += [statement.value for statement in disclosure.statements]
    amounts = (decimal_or_none(text) for text in printed)
    return all(amount in {None, Decimal(0)} for amount in amounts)
