"""The ledger: what became of every non-blank source line — mapped into the disclosure, ignored with
a reason, or not understood. A line is mapped only when a value of the disclosure stands on it. A
line that holds an amount, a document number or a target is never ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetgraph.disclosure import Disclosure, LedgerLine
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.parse.ledger.passed_over import HEADING, mark, reasons
from budgetgraph.parse.ledger.read_lines import read_lines
from budgetgraph.recognise import Recognised
from budgetgraph.values import document_number

#: A line of more words that is printed again is a heading of columns.
_FEW_WORDS = 2
MAPPED, IGNORED, UNPARSED = "mapped", "ignored", "unparsed"

#: What a line may hold that must not be passed over: an amount of money, a comparison, a share.
#: (473002 元氏县 is a code and a county.)
_MATTERS = re.compile(r"\d\s*(?:万元|亿元|元(?!.{0,3}[县市区]))|[≥≤≧≦]|\\(?:geq|leq)|\d\s*[%％]")


def account(
    recognised: Recognised, disclosure: Disclosure, stated: Iterable[Where]
) -> tuple[LedgerLine, ...]:
    """Give one entry for each non-blank line, in order.

    `stated` are the places of the amounts that were read in the running text. Sources without
    lines (a picture of a page) have none.
    """
    lines = disclosure.source.lines
    mapped = read_lines(recognised, disclosure, stated)
    why: dict[int, str] = {}
    for where, reason in reversed(list(reasons(recognised, disclosure, mapped))):
        why |= dict.fromkeys(range(where.first, where.last + 1), reason)
    why = _marks(lines, mapped, why) | why
    first, last = disclosure.extent or (1, len(lines))
    entries: list[LedgerLine] = []
    for number in range(first, last + 1):
        line = lines[number - 1]
        if line.strip():
            entries.append(_entry(number, line, number in mapped, why.get(number)))
    return tuple(entries)


def _marks(lines: Sequence[str], mapped: set[int], why: dict[int, str]) -> dict[int, str]:
    """Give the reasons of lines that the reader of plain columns took out between two pages of one
    form: a heading printed again, the number of a page.
    """
    headings: set[str] = set()
    for number, line in enumerate(lines, start=1):
        is_known = number in mapped or why.get(number) == HEADING
        if is_known and len(line.split()) > _FEW_WORDS:
            headings.add(fold(line))
    marks: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        reason = "repeated heading" if fold(line) in headings else mark(line)
        if reason is not None and number not in mapped:
            marks[number] = reason
    return marks


def missed(disclosure: Disclosure) -> str:
    """For a person: how many lines were not understood, and each of them."""
    numbers = [line.number for line in disclosure.ledger if line.status == UNPARSED]
    listed = "".join(
        f"{number:>6}  {disclosure.source.lines[number - 1].strip()}\n" for number in numbers
    )
    return f"\n{len(numbers)} of {len(disclosure.ledger)} lines were not understood:\n{listed}"


def _entry(number: int, line: str, is_mapped: bool, reason: str | None) -> LedgerLine:
    """Tell what became of one line; one that holds something that matters is not passed over."""
    if is_mapped:
        return LedgerLine(number, MAPPED, None)
    is_ignored = reason is not None and not _matters(line)
    fate = IGNORED if is_ignored else UNPARSED
    return LedgerLine(number, fate, reason)


def _matters(line: str) -> bool:
    """Tell whether a line holds an amount, a target or a document number: 3 万元, ≥95%,
    冀财〔2024〕3号.
    """
    return _MATTERS.search(line) is not None or bool(document_number.find(line))
