"""Check that an extraction invents nothing: copied values stand in the lines that they name, and
derived ones follow from copied text. And mutate documents, to have many to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from budgetgraph.disclosure import Disclosure, Indicator, Project, Row
from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.recognise.labels import UNKNOWN, labelled_cells
from budgetgraph.values import document_number
from budgetgraph.values.target import read_target

_MOST_PIECES = 3
_NUMBER = re.compile(r"[\d.]+")
_AMOUNT = re.compile(r"\d\.\d{2}(?!\d)")


def inventions(disclosure: Disclosure) -> Iterator[str]:
    """Give each value that its own lines do not bear out, in words."""
    quotes = _Quotes(disclosure.source.lines)
    for table in disclosure.tables:
        if table.empty and any(map(_AMOUNT.search, quotes.lines(table.where))):
            yield f"{table.where}: an empty table with an amount"
        for row in table.rows:
            yield from _of_row(row, quotes)
    for statement in disclosure.statements:
        if not quotes.hold_number(statement.printed or statement.value, statement.where):
            yield f"{statement.where}: statement {statement.value}"
    for project in disclosure.projects:
        yield from _of_project(project, quotes)
    for document in disclosure.documents:
        for mention in document.mentions:
            found = [one.number for one in document_number.find(mention.printed)]
            if found != [document.number]:
                yield f"{mention.where}: {mention.printed} gives {found}, not {document.number}"
            if not quotes.hold(mention.printed, mention.where):
                yield f"{mention.where}: number {mention.printed}"


class _Quotes:
    """The lines of a source, folded."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [fold(line) for line in lines]

    def lines(self, where: Where) -> list[str]:
        return self._lines[max(where.first - 1, 0) : where.last]

    def hold(self, text: str, where: Where) -> bool:
        """Tell whether a text stands in the lines, in one piece or torn over them: in not more
        pieces than three a line, as a target in the columns of operator, value and unit is.
        """
        rest, pieces = fold(text), 0
        lines = self.lines(where)
        while rest:
            length = max((_longest(rest, line) for line in lines), default=0)
            if length == 0:
                return False
            rest, pieces = rest[length:], pieces + 1
        return pieces <= _MOST_PIECES * len(lines)

    def hold_anywhere(self, text: str) -> bool:
        """Tell whether a text stands in the lines, in one or torn over some: the unit of a form is
        printed above it.
        """
        return fold(text) in "".join(self._lines)

    def hold_number(self, text: str, where: Where) -> bool:
        """Tell whether the digits of an amount stand in the lines, marks of thousands aside."""
        numbers = _NUMBER.findall(fold(text).replace(",", ""))
        quoted = "".join(self.lines(where)).replace(",", "")
        return all(number in quoted for number in numbers)


def _longest(text: str, line: str) -> int:
    """Give the length of the longest beginning of a text that stands in a line."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in line else (low, middle - 1)
    return low


def _of_row(row: Row, quotes: _Quotes) -> Iterator[str]:
    if not quotes.hold(row.item, row.where):
        yield f"{row.where}: item {row.item}"
    if row.code and not quotes.hold(row.code, row.where):
        yield f"{row.where}: code {row.code}"
    for cell in row.cells:
        is_there = quotes.hold(cell.printed or cell.value, cell.where)
        if not is_there and not quotes.hold_number(cell.value, cell.where):
            yield f"{cell.where}: cell {cell.column} {cell.value}"


def _of_project(project: Project, quotes: _Quotes) -> Iterator[str]:
    if project.unit is not None and not quotes.hold_anywhere(project.unit.name):
        yield f"{project.where}: unit {project.unit.name}"
    texts = [project.name, project.purpose]
    for text in filter(None, texts):
        if not quotes.hold(text, project.where):
            yield f"{project.where}: text {text}"
        if _holds_label(text):
            yield f"{project.where}: a label in {text}"
    for amount in (project.total, project.fiscal, project.other):
        if amount is None:
            continue
        if not quotes.hold_number(amount.value, amount.where):
            yield f"{amount.where}: amount {amount.value}"
        if _NUMBER.search(amount.value) is None:
            yield f"{amount.where}: {amount.value} is no amount"
    for goal in project.goals:
        if not quotes.hold(goal.text, goal.where):
            yield f"{goal.where}: goal {goal.text}"
    for indicator in project.indicators:
        yield from _of_indicator(indicator, quotes)


def _of_indicator(indicator: Indicator, quotes: _Quotes) -> Iterator[str]:
    target = indicator.target
    texts = [indicator.level3, indicator.description, indicator.basis]
    texts += [target.text if target else None, *(text for _, text in indicator.other)]
    for text in filter(None, texts):
        if not quotes.hold(text, indicator.where):
            yield f"{indicator.where}: indicator text {text}"
    if target is not None and read_target(target.text) != target:
        yield f"{indicator.where}: {target} does not follow from {target.text}"


def _holds_label(text: str) -> bool:
    """Tell whether a value is, or holds, a known label in front of a value."""
    cells = labelled_cells((passage(text, Where(1, 1)),))
    return any(cell.key not in (None, UNKNOWN) for cell in cells)


# --- mutations ------------------------------------------------------------------------------------
def mutated(text: str, rng: Random) -> str:
    """Give a document with a few lines changed as copying, saving and page breaks change them."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 12)):
        if not lines:
            break
        at = rng.randrange(len(lines))
        lines[at : at + 1] = rng.choice(_CHANGES)(lines[at], rng)
    return "\n".join(lines)


def _dropped(line: str, rng: Random) -> list[str]:
    return []


def _torn(line: str, rng: Random) -> list[str]:
    at = rng.randint(0, len(line))
    return [line[:at], line[at:]]


def _swapped(line: str, rng: Random) -> list[str]:
    cells = line.split("\t")
    rng.shuffle(cells)
    return ["\t".join(cells)]


def _blanks(line: str, rng: Random) -> list[str]:
    return [line.replace("\t", rng.choice([" ", "  ", "    "]))]


def _cell_lost(line: str, rng: Random) -> list[str]:
    cells = line.split("\t")
    cells.pop(rng.randrange(len(cells)))
    return ["\t".join(cells)]


def _run_together(line: str, rng: Random) -> list[str]:
    return [line.replace("\t", "", 1)]


def _page_break(line: str, rng: Random) -> list[str]:
    return [line, "", f"- {rng.randint(1, 99)} -", ""]


def _twice(line: str, rng: Random) -> list[str]:
    return [line, line]


_CHANGES = (
    _dropped, _torn, _swapped, _blanks, _cell_lost, _run_together, _page_break, _twice,
)  # fmt: skip
