"""The ledger: what became of every non-blank source line — mapped into the disclosure, ignored with
a reason, or not understood. A line that holds an amount, a document number or a target is never
ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Disclosure, LedgerLine
from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms
from budgetgraph.recognise import FormClaim, Recognised, TableClaim
from budgetgraph.values import document_number

MAPPED, IGNORED, UNPARSED = "mapped", "ignored", "unparsed"

#: What a line may hold that must not be passed over: an amount of money, a comparison, a share.
#: (473002 元氏县 is a code and a county.)
#: The dots of a line of a table of contents, with a page number or without.
_LEADER = re.compile(r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+)\d*+$")
_MATTERS = re.compile(r"\d\s*(?:万元|亿元|元(?!.{0,3}[县市区]))|[≥≤≧≦]|\\(?:geq|leq)|\d\s*[%％]")


def account(
    found: Recognised, disclosure: Disclosure, stated: Iterable[Where]
) -> tuple[LedgerLine, ...]:
    """One entry for each non-blank line, in order.

    `stated` are the places of the amounts that were read in the running text. Sources without
    lines (a picture of a page) have none.
    """
    lines = disclosure.source.lines
    mapped = {
        number
        for where in (*_mapped(found, disclosure), *stated)
        for number in range(where.first, where.last + 1)
    }
    reasons: dict[int, str] = {}
    for where, reason in _reasons(found):
        for number in range(where.first, where.last + 1):
            reasons.setdefault(number, reason)
    headings = {fold(lines[number - 1]) for number in mapped if len(lines[number - 1].split()) > 2}
    for number, line in enumerate(lines, start=1):
        if number not in mapped and number not in reasons:
            # what the reader of plain columns took out between two pages of one form
            reasons |= (
                {number: "repeated heading"}
                if fold(line) in headings
                else {number: mark}
                if (mark := _mark(line))
                else {}
            )
    first, last = disclosure.extent or (1, len(lines))
    numbers = [number for number in range(first, last + 1) if lines[number - 1].strip()]
    return tuple(
        _entry(number, lines[number - 1], number in mapped, reasons.get(number))
        for number in numbers
    )


def missed(disclosure: Disclosure) -> str:
    """For a person: how many lines were not understood, and each of them."""
    numbers = [line.number for line in disclosure.ledger if line.status == UNPARSED]
    listed = "".join(
        f"{number:>6}  {disclosure.source.lines[number - 1].strip()}\n" for number in numbers
    )
    return f"\n{len(numbers)} of {len(disclosure.ledger)} lines were not understood:\n{listed}"


def _entry(number: int, line: str, is_mapped: bool, reason: str | None) -> LedgerLine:
    if is_mapped:
        return LedgerLine(number, MAPPED, None)
    if reason is None or _MATTERS.search(line) or document_number.find(line):
        return LedgerLine(number, UNPARSED, reason)
    return LedgerLine(number, IGNORED, reason)


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
    """The rows of a project's form but for the fields that go nowhere."""
    if form.kind != "project":
        return
    yield form.title.where
    headings: set[str] = set()
    for page in form.pages:
        for row in page:
            text = fold("".join(cell.text for cell in row))
            if any(row) and text not in headings and not _is_other_field(row):
                headings.add(text)
                yield row_where(row)


def _is_other_field(row: GridRow) -> bool:
    first = next((cell for cell in row if cell), row[0])
    return first.text in forms().label["plain"] or first.text in forms().label["end"]


# --- what was passed over, and why ----------------------------------------------------------------
def _reasons(found: Recognised) -> Iterator[tuple[Where, str]]:
    """The reason for each place that may be passed over; a place without one was not understood."""
    yield from ((caption.where, "repeated caption") for caption in found.captions)
    yield from ((title.where, "repeated title") for title in found.titles)
    for claim in found.tables:
        for fragment in claim.fragments[1:]:
            yield from (
                (row_where(row), "repeated heading") for row in fragment.heading if any(row)
            )
    for form in found.forms:
        what = (
            "other field of a project's form"
            if form.kind == "project"
            else "form of the whole department"
        )
        yield from ((row_where(row), what) for page in form.pages for row in page if any(row))
        yield from (
            (row_where(row), "behind the end of a form")
            for page in form.rest
            for row in page
            if any(row)
        )
    yield from _prose(found)


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
    if folded in forms().form["note"] and len(folded) < 120:
        return "note to a table"
    return "contents" if _LEADER.search(folded) else None


def _part(text: str) -> str | None:
    """The part of a disclosure that a heading opens."""
    folded = fold(text)
    if len(folded) > 40:
        return None
    return next((name for name, pattern in forms().part.items() if folded in pattern), None)
