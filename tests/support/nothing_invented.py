"""Check that an extraction invents nothing: copied values stand in the lines that they name, and
derived ones follow from copied text. And mutate documents, to have many to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from random import Random

from quotes import Quotes, numbers

from budgetgraph.disclosure import Disclosure, Indicator, OfficialDocument, Project, Row, Table
from budgetgraph.disclosure.projects import Amount
from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.recognise.labels import UNKNOWN, labelled_cells
from budgetgraph.values import document_number
from budgetgraph.values.target import Target, read_target

#: Operator, value and unit of a target may stand in columns of their own.
_TARGET_COLUMNS = 3
_TARGET_PARTS = re.compile(r"([≥≤><=＝]*)([\d.,]+)(\D*)")
_LINES_OF_TITLE = 4
#: A code is printed in three columns, 类, 款 and 项.
_CODE_COLUMNS = 3
#: What an amount of a form may be printed with: its sign, marks of thousands, its unit.
_AMOUNT = re.compile(r"[(△▲+–−-]?[¥￥]?[\d,.]*\d[\d,.]*(?:[百千万亿]*元?)\)?")
#: Figures of an empty table that are no amounts: years, codes, numbers of tables, lines and items.
_NO_AMOUNTS = re.compile(
    r"20\d\d年?度?|(?:公开|预算|附|附件)?表?\(?[一二三四五六七八九十\d]+(?:-\d+)?\)?表|表[一二三\d-]+"
    r"|\(?\d{1,2}\)?[、.](?!\d)|\(\d{1,2}\)|(?<![\d.])\d{3}(?:\d\d){0,2}(?![\d.])"
    r"|(?<![\d.,])\d{1,2}(?![\d.,])|\d{1,2}月|\d{1,2}日"
)

#: The notes on a year that stands elsewhere than in the lines of the paper.
_YEAR_FROM_ELSEWHERE = frozenset({"year-from-file", "year-from-file-name"})


def inventions(disclosure: Disclosure) -> Iterator[str]:
    """Give each value that its own lines do not bear out, in words."""
    quotes = Quotes(disclosure.source.lines)
    for table in disclosure.tables:
        yield from _of_table(table, quotes)
    for statement in disclosure.statements:
        if not quotes.hold_number(statement.printed or statement.value, statement.where):
            yield f"{statement.where}: statement {statement.value}"
        # The subject of an amount in a form is the path of its labels.
        for label in (statement.subject or "").split("/"):
            if not quotes.hold(label, quotes.everywhere):
                yield f"{statement.where}: subject {statement.subject}"
    for unit in disclosure.units:
        yield from _texts(quotes, unit.where, {"unit": unit.name, "unit code": unit.code})
    for project in disclosure.projects:
        yield from _of_project(project, quotes)
    if disclosure.performance is not None:
        for goal in disclosure.performance.goals:
            yield from _texts(quotes, goal.where, {"goal": goal.text})
        for indicator in disclosure.performance.indicators:
            yield from _of_indicator(indicator, quotes.everywhere, quotes)
    for document in disclosure.documents:
        yield from _of_document(document, quotes)
    yield from _of_header(disclosure, quotes)


def _of_header(disclosure: Disclosure, quotes: Quotes) -> Iterator[str]:
    """Check the department and its other names, and the year, wherever the paper prints them.

    A year that the paper does not print may come from its file, where a note says so.
    """
    department, year = disclosure.department, disclosure.fiscal_year
    names = () if department is None else (department.name, *department.other_names)
    for name in names:
        if not quotes.hold_anywhere(name):
            yield f"header: department {name}"
    codes = [project.code for project in disclosure.projects if project.code]
    is_in_code = any(code[6:8] == str(year)[2:] for code in codes)
    is_said = any(note.code in _YEAR_FROM_ELSEWHERE for note in disclosure.notes)
    if year is not None and not (is_in_code or is_said or quotes.hold_year(year)):
        yield f"header: year {year}"


# --- tables ---------------------------------------------------------------------------------------
def _of_table(table: Table, quotes: Quotes) -> Iterator[str]:
    if table.empty:
        if table.rows:
            yield f"{table.where}: an empty table with rows"
        for line in quotes.printed(table.where):
            if re.search(r"\d", _NO_AMOUNTS.sub("", line)):
                yield f"{table.where}: an empty table with an amount in {line}"
    codes: set[str] = set()
    for row in table.rows:
        yield from _of_row(row, quotes)
        if row.code and not _holds_code(row.code, row.where, codes, quotes):
            yield f"{row.where}: code {row.code}"
        codes.add(row.code or "")


def _holds_code(code: str, where: Where, above: set[str], quotes: Quotes) -> bool:
    """Tell whether a code stands in its lines, in columns of 类, 款 and 项, or its last digits do
    below a row with those before them: 208 | | 社会保障, then | 05 | 养老.
    """
    if quotes.hold(code, where, _CODE_COLUMNS):
        return True
    return code[:-2] in above and quotes.hold(code[-2:], where)


def _of_row(row: Row, quotes: Quotes) -> Iterator[str]:
    if not quotes.hold(row.item, row.where):
        yield f"{row.where}: item {row.item}"
    for cell in row.cells:
        printed = cell.printed or cell.value
        is_there = quotes.hold(printed, cell.where)
        is_number = _AMOUNT.fullmatch(fold(printed)) is not None
        if is_number:
            # A raised mark of a note stands in `printed` only.
            is_there = any(quotes.hold_number(one, cell.where) for one in (printed, cell.value))
        if not is_there:
            yield f"{cell.where}: cell {cell.column} {cell.value}"


# --- projects -------------------------------------------------------------------------------------
def _of_project(project: Project, quotes: Quotes) -> Iterator[str]:
    if project.unit is not None and not quotes.hold_anywhere(project.unit.name):
        yield f"{project.where}: unit {project.unit.name}"
    names = (project.name, project.purpose, project.unit and project.unit.name)
    for name in filter(None, names):
        if _labels(name):
            yield f"{project.where}: label in the place of a name {name}"
    # A table of projects may print the code of one whose form stands elsewhere.
    if project.code and not quotes.hold_anywhere(project.code):
        yield f"{project.where}: code {project.code}"
    copied = {"name": project.name, "purpose": project.purpose}
    yield from _texts(quotes, project.where, copied)
    for amount in filter(None, (project.total, project.fiscal, project.other)):
        yield from _of_amount(amount, quotes)
    for goal in project.goals:
        yield from _texts(quotes, goal.where, {"goal": goal.text})
    for entry in project.schedule:
        yield from _texts(quotes, entry.where, {"plan": entry.value})
    for indicator in project.indicators:
        yield from _of_indicator(indicator, project.where, quotes)


def _of_amount(amount: Amount, quotes: Quotes) -> Iterator[str]:
    if not quotes.hold_number(amount.value, amount.where):
        yield f"{amount.where}: amount {amount.value}"
    if _AMOUNT.fullmatch(fold(amount.value)) is None:
        yield f"{amount.where}: {amount.value} is no amount"


def _of_indicator(indicator: Indicator, form: Where, quotes: Quotes) -> Iterator[str]:
    target = indicator.target
    for level in filter(None, (indicator.level1, indicator.level2)):
        if not quotes.hold(level, form):
            yield f"{indicator.where}: level {level}"
    copied: dict[str, str | None] = {
        "name": indicator.level3,
        "description": indicator.description,
        "basis": indicator.basis,
        "achieved": indicator.achieved,
        "score": indicator.score,
        "reason": indicator.reason,
    }
    copied |= {f"column {heading}": text for heading, text in indicator.other}
    yield from _texts(quotes, indicator.where, copied)
    if target is None:
        return
    if not _holds_target(quotes, target, indicator.where):
        yield f"{indicator.where}: target {target.text}"
    if read_target(target.text) != target:
        yield f"{indicator.where}: {target} does not follow from {target.text}"
    if target.value is not None and not numbers(target.text):
        yield f"{indicator.where}: a value without a figure in {target.text}"


def _holds_target(quotes: Quotes, target: Target, where: Where) -> bool:
    """Tell whether a target stands in its lines, or its operator, figure and unit in columns in any
    order: 亿元 | ≥ | 38.5.
    """
    if quotes.hold(target.text, where, _TARGET_COLUMNS):
        return True
    parts = _TARGET_PARTS.fullmatch(target.text)
    return parts is not None and all(quotes.hold(part, where) for part in parts.groups())


# --- documents ------------------------------------------------------------------------------------
def _of_document(document: OfficialDocument, quotes: Quotes) -> Iterator[str]:
    for mention in document.mentions:
        found = [one.number for one in document_number.find(mention.printed)]
        if found != [document.number]:
            yield f"{mention.where}: {mention.printed} gives {found}, not {document.number}"
        yield from _texts(quotes, mention.where, {"number": mention.printed})
    for title in document.titles:
        places = [_with_lines_above(mention.where) for mention in document.mentions]
        is_there = any(quotes.hold(title, where) for where in places)
        if not is_there and not quotes.hold_anywhere(title):
            yield f"{places[0]}: title {title}"


def _with_lines_above(where: Where) -> Where:
    """Give a place with the lines before it, where a title may begin that a page break tears."""
    return Where(max(where.first - _LINES_OF_TITLE, 1), where.last)


# --- texts ----------------------------------------------------------------------------------------
def _texts(quotes: Quotes, where: Where, copied: dict[str, str | None]) -> Iterator[str]:
    """Give the texts that do not stand in their lines, or hold a label of the form with its
    value.
    """
    for what, text in copied.items():
        if text is None:
            continue
        if not quotes.hold(text, where):
            yield f"{where}: {what} {text}"
        if any(len(label) < len(fold(text)) for label in _labels(text)):
            yield f"{where}: label in {what} {text}"


def _labels(text: str) -> list[str]:
    """Give the known labels that a value is, or holds in front of a value, folded."""
    cells = labelled_cells((passage(text, Where(1, 1)),))
    return [fold(cell.passage.text) for cell in cells if cell.key not in (None, UNKNOWN)]


def kinds(said: Iterable[str]) -> list[str]:
    """Give what kind of value each invention is of: item, cell, amount."""
    return [one.split(": ", 1)[1].split(" ")[0] for one in chain(said)]


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
