"""A note below an empty table, or a sentence below a heading, that was copied from another one: it
names other money, or last year.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetgraph.disclosure import Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import is_entry
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_OF_EMPTY = pattern("kinds", "of_empty_table")
_HEADING = pattern("kinds", "heading_of_money")
_YEAR = pattern("kinds", "year_of_note")
#: What money each of the two tables tells that are empty in most papers.
_MONEY = {
    "government_fund_expenditure": pattern("kinds", "government_fund"),
    "state_capital_expenditure": pattern("kinds", "state_capital"),
}
_STOP = "。"
#: A note stands so many lines below its table.
_NEAR = 4


def strange_notes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each note below an empty table that tells of another table's money, or of another year.

    `注：本部门2025年无政府性基金预算…，故本表为空表。` below the table of 国有资本经营预算.
    """
    for table, note in _notes(paper):
        text = fold_in_place(note.text)
        own = _MONEY[table.type]
        others = [words for words in _MONEY.values() if words is not own and words.search(text)]
        if others and not own.search(text):
            match = others[0].search(text)
            assert match is not None
            yield _fault(table, note, match.span(), "是另一张表的内容", "belongs to another table")
        years = list(_YEAR.finditer(text))
        is_strange = len(years) == 1 and int(years[0]["year"]) == paper.disclosure.year - 1
        if is_strange:
            told = f"本文件为 {paper.disclosure.year} 年", f"is not {paper.disclosure.year}"
            yield _fault(table, note, years[0].span(), *told)


def strange_sections(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each paragraph below a heading on one of the two kinds of money that tells of the other.

    `本部门2025年没有使用政府性基金预算拨款安排的支出。` below 七、国有资本经营预算支出情况说明. In the contents,
    headings follow each other.
    """
    for heading, passage in pairwise(paper.prose):
        title, text = fold_in_place(heading.text), fold_in_place(passage.text)
        is_heading = is_entry(title) and _HEADING.search(title) is not None
        named = [words for words in _MONEY.values() if words.search(title)]
        is_below = is_heading and not is_entry(text) and _STOP in text
        if not is_below or len(named) != 1 or named[0].search(text):
            continue
        for words in _MONEY.values():
            match = words.search(text)
            if match is not None:
                yield _of_section(heading, passage, match.span())


def _of_section(heading: Passage, passage: Passage, span: tuple[int, int]) -> Fault:
    """Say that a paragraph tells of other money than its heading."""
    words = passage.text[slice(*span)]
    return Fault(
        _RULE,
        f"{heading.text} {words}",
        f"标题“{heading.text}”下写为“{words}”。",
        f"the paragraph below “{heading.text}” tells of “{words}”.",
        [passage.place(*span), heading.where],
    )


def _notes(paper: CheckedPaper) -> Iterator[tuple[Table, Passage]]:
    """Give each of the two tables, where it is empty, with the note right below it."""
    tables = paper.disclosure.tables
    ends = [table.where.first for table in tables[1:]]
    for table, end in zip(tables, [*ends, None], strict=False):
        if table.type not in _MONEY or not table.empty:
            continue
        last = table.where.last + _NEAR
        for passage in paper.prose:
            first = passage.where.first
            is_below = table.where.last <= first <= last and (end is None or first < end)
            if is_below and _OF_EMPTY.search(fold_in_place(passage.text)):
                yield table, passage
                break


def _fault(table: Table, note: Passage, span: tuple[int, int], zh: str, en: str) -> Fault:
    """Say which words of a note do not belong below its table."""
    words = note.text[slice(*span)]
    return Fault(
        _RULE,
        f"{table.title} {words}",
        f"表“{table.title}”下的说明写为“{words}”，{zh}。",
        f"the note below “{table.title}” says “{words}”, which {en}.",
        [note.place(*span)],
    )
