"""The ledger: what became of every non-blank source line — mapped into the disclosure, ignored with
a reason, or not understood. A line that holds an amount, a document number or a target is never
ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from budgetgraph.disclosure import Disclosure, LedgerLine
from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms
from budgetgraph.recognise import FormClaim, Recognised, TableClaim
from budgetgraph.values import document_number

MAPPED, IGNORED, UNPARSED = "mapped", "ignored", "unparsed"

#: The dots of a line of a table of contents, with a page number or without.
_LEADER = re.compile(r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+)\d*+$")
#: What a line may hold that must not be passed over: an amount of money, a comparison, a share.
#: (473002 元氏县 is a code and a county.)
_MATTERS = re.compile(r"\d\s*(?:万元|亿元|元(?!.{0,3}[县市区]))|[≥≤≧≦]|\\(?:geq|leq)|\d\s*[%％]")

#: A heading that opens a part of a disclosure is no longer; a note to a table is shorter than this.
_LONGEST_HEADING, _LONGEST_NOTE = 40, 120


def account(
    found: Recognised, disclosure: Disclosure, stated: Iterable[Where]
) -> tuple[LedgerLine, ...]:
    """One entry for each non-blank line, in order.

    `stated` are the places of the amounts that were read in the running text. Sources without
    lines (a picture of a page) have none.
    """
    lines = disclosure.source.lines
    mapped = _numbers([*_mapped(found, disclosure), *stated])
    reasons = _marks(lines, mapped)
    for where, reason in reversed(list(_reasons(found))):
        reasons |= dict.fromkeys(_lines_of(where), reason)
    first, last = disclosure.extent or (1, len(lines))
    entries: list[LedgerLine] = []
    for number in range(first, last + 1):
        line = lines[number - 1]
        if line.strip():
            entries.append(_entry(number, line, number in mapped, reasons.get(number)))
    return tuple(entries)


def _lines_of(where: Where) -> range:
    """The numbers of the lines of a place."""
    return range(where.first, where.last + 1)


def _numbers(places: Iterable[Where]) -> set[int]:
    """The numbers of all lines of some places."""
    return set(chain.from_iterable(map(_lines_of, places)))


def _marks(lines: Sequence[str], mapped: set[int]) -> dict[int, str]:
    """The reasons of lines that the reader of plain columns took out between two pages of one form:
    a heading printed again, the number of a page.
    """
    several = (lines[number - 1] for number in mapped if len(lines[number - 1].split()) > 2)
    headings = set(map(fold, several))
    found: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        mark = "repeated heading" if fold(line) in headings else _mark(line)
        if mark is not None and number not in mapped:
            found[number] = mark
    return found


def missed(disclosure: Disclosure) -> str:
    """For a person: how many lines were not understood, and each of them."""
    numbers = [line.number for line in disclosure.ledger if line.status == UNPARSED]
    listed = "".join(
        f"{number:>6}  {disclosure.source.lines[number - 1].strip()}\n" for number in numbers
    )
    return f"\n{len(numbers)} of {len(disclosure.ledger)} lines were not understood:\n{listed}"


def _entry(number: int, line: str, is_mapped: bool, reason: str | None) -> LedgerLine:
    """What became of one line; one that holds something that matters is not passed over."""
    if is_mapped:
        return LedgerLine(number, MAPPED, None)
    is_ignored = reason is not None and not _matters(line)
    return LedgerLine(number, IGNORED if is_ignored else UNPARSED, reason)


def _matters(line: str) -> bool:
    """Whether a line holds an amount, a target or a document number: 3 万元, ≥95%, 冀财〔2024〕3号."""
    return _MATTERS.search(line) is not None or bool(document_number.find(line))


# --- what was read --------------------------------------------------------------------------------
def _mapped(found: Recognised, disclosure: Disclosure) -> Iterator[Where]:
    """Every place that a value of the disclosure was taken from, and the headings and captions that
    gave it its meaning.
    """
    yield from _first_captions(found)
    department = disclosure.department
    if department is not None and department.where is not None:
        yield department.where
    yield from (unit.where for unit in disclosure.units)
    yield from (row_where(claim.heading) for claim in found.units)
    for claim in found.tables:
        yield from _table(claim)
    for project in disclosure.projects:
        yield project.title
    for form in found.forms:
        yield from _form(form)
        yield from (caption.where for caption in form.captions)
    yield from (statement.where for statement in disclosure.statements)
    if disclosure.performance is not None:
        yield disclosure.performance.title
        yield from (goal.where for goal in disclosure.performance.goals)
        yield from (indicator.where for indicator in disclosure.performance.indicators)
    yield from (mention.where for document in disclosure.documents for mention in document.mentions)


def _first_captions(found: Recognised) -> Iterator[Where]:
    seen: set[str] = set()
    for caption in found.captions:
        if fold(caption.text) not in seen:
            seen.add(fold(caption.text))
            yield caption.where


def _table(claim: TableClaim) -> Iterator[Where]:
    """Its title, its first heading, its rows; a repeated heading is no news."""
    yield claim.title.where
    for index, fragment in enumerate(claim.fragments):
        rows = (*fragment.heading, *fragment.rows) if index == 0 else fragment.rows
        yield from (row_where(row) for row in rows if any(row))


def _form(form: FormClaim) -> Iterator[Where]:
    """The rows of a project's form but for the fields that go nowhere; of equal rows the first."""
    if form.kind != "project":
        return
    yield form.title.where
    seen: set[str] = set()
    for row in filter(any, chain.from_iterable(form.pages)):
        text = fold("".join(cell.text for cell in row))
        if text not in seen and not _is_other_field(row):
            seen.add(text)
            yield row_where(row)


def _is_other_field(row: GridRow) -> bool:
    """Whether a row is of a field that is read into nothing: 联系人 | …"""
    first = next(filter(None, row), row[0])
    label = forms().label
    return first.text in label["plain"] or first.text in label["end"]


# --- what was passed over, and why ----------------------------------------------------------------
def _reasons(found: Recognised) -> Iterator[tuple[Where, str]]:
    """The reason for each place that may be passed over; a place without one was not understood."""
    yield from ((caption.where, "repeated caption") for caption in found.captions)
    yield from ((title.where, "repeated title") for title in found.titles)
    for claim in found.tables:
        for fragment in claim.fragments[1:]:
            yield from _because("repeated heading", fragment.heading)
    for form in found.forms:
        kind = _FORMS.get(form.kind, "form of the whole department")
        yield from _because(kind, chain.from_iterable(form.pages))
        yield from _because("behind the end of a form", chain.from_iterable(form.rest))
    yield from _prose(found)


_FORMS = {"project": "other field of a project's form"}


def _because(reason: str, rows: Iterable[GridRow]) -> Iterator[tuple[Where, str]]:
    """The places of the rows that hold anything, with one reason."""
    for row in filter(any, rows):
        yield row_where(row), reason


def _prose(found: Recognised) -> Iterator[tuple[Where, str]]:
    """Running text by the part it stands in, and the marks between pages."""
    claimed = {id(paragraph) for paragraph in found.prose}
    part = "prose"
    for block in found.document.blocks:
        passage = getattr(block, "passage", None)
        if not isinstance(passage, Passage):
            continue
        reason = _mark(passage.text)
        if id(block) in claimed and reason is None:
            part = _part(passage.text) or part
        yield passage.where, reason or part


def _mark(text: str) -> str | None:
    """Marks that stand between the pages of a document."""
    folded = fold(text)
    if folded in forms().form["furniture"]:
        return "page mark"
    if folded in forms().form["note"] and len(folded) < _LONGEST_NOTE:
        return "note to a table"
    return "contents" if _LEADER.search(folded) else None


def _part(text: str) -> str | None:
    """The part of a disclosure that a heading opens: 名词解释 → glossary."""
    folded = fold(text)
    if len(folded) > _LONGEST_HEADING:
        return None
    parts = forms().part
    return next((name for name in parts if folded in parts[name]), None)
