"""The form of the whole department (部门整体支出绩效目标表) → its goals, amounts and indicators.

Its goals and indicators are read as those of a project's form. Pages of a scan lose columns and
their heading: there only a row that holds a name and, right beside it, a target gives an indicator;
no target is looked for in another row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Goal, Indicator, Performance, Statement
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.forms import fold, forms
from budgetgraph.parse.goals import split_goals
from budgetgraph.parse.project_forms.columns import VALUES
from budgetgraph.parse.project_forms.form_rows import FormRows, read_form
from budgetgraph.parse.project_forms.indicators import indicators
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.headings import is_amount, texts
from budgetgraph.values.amount import cell_text
from budgetgraph.values.target import read_target

#: A share of the goal (任务1) stands in the place of a second level.
_TASK = re.compile(r"^任务[\d一二三四五六七八九十]{1,2}$")
_GOAL = re.compile(r"目标\d{1,2}[:：]\s*")
_MONEY = re.compile(r"\((?P<unit>亿元|万元|元)\)$")
_LAST_YEAR = "上年"


def parse_performance(claims: Iterable[FormClaim]) -> Performance | None:
    """The goals and indicators of the department's forms; None where there is no such form."""
    own = [claim for claim in claims if claim.kind == "department"]
    goals = tuple(goal for claim in own for goal in _goals(claim))
    found = tuple(indicator for claim in own for indicator in _indicators(claim))
    return Performance(goals, found, own[0].title.where) if goals or found else None


def parse_amounts(claims: Iterable[FormClaim], fiscal_year: int) -> tuple[Statement, ...]:
    """The money of the form: each number of a row of numbers, under the words above it, in the
    field that names its unit.
    """
    found: list[Statement] = []
    for claim in claims:
        if claim.kind != "department":
            continue
        label = ""
        above: GridRow = ()
        for row in _rows(claim):
            label = fold(row[0].text) if row[0] else label
            unit = _MONEY.search(label)
            filled = [(index, cell) for index, cell in enumerate(row) if cell]
            if unit and filled and all(is_amount(cell.text) for _, cell in filled):
                year = fiscal_year - 1 if label.startswith(_LAST_YEAR) else fiscal_year
                for index, cell in filled:
                    head = squeeze(above[index].text) if index < len(above) else ""
                    subject = f"{label}/{head}" if head else label
                    found.append(
                        Statement(
                            "form_amount",
                            cell_text(cell.text, unit["unit"])[0],
                            unit["unit"],
                            year,
                            subject,
                            cell.where,
                        )
                    )
            above = row
    return tuple(found)


def _goals(claim: FormClaim) -> Iterator[Goal]:
    for cell in read_form(claim).goals:
        yield from _split(cell)


def _split(cell: Passage) -> Iterator[Goal]:
    """`目标1: … 目标2: …` as one goal each; other lists as those of a project."""
    marks = [match.span() for match in _GOAL.finditer(cell.text)]
    if not marks:
        yield from split_goals(cell)
        return
    ends = [start for start, _ in marks[1:]] + [len(cell.text)]
    for (_, start), end in zip(marks, ends, strict=True):
        text = cell.text[start:end].strip()
        if text:
            yield Goal(text, cell.place(start, end))


def _indicators(claim: FormClaim) -> Iterator[Indicator]:
    """The indicators by the columns of their heading; of torn pages those that stand whole in a
    row.
    """
    form = read_form(claim)
    return indicators(form.rows) if _keeps_columns(form) else _torn_indicators(claim)


def _keeps_columns(form: FormRows) -> bool:
    """Whether every heading names a third level and every row fills its column.

    Pages of a scan lose columns: there a row has no name in the column of names.
    """
    is_headed = all("level3" in heading.columns for heading in form.headings)
    rows = [cells for cells in form.rows if cells]
    named = [cells for cells in rows if "level3" in cells or not VALUES & cells.keys()]
    return is_headed and bool(named) and len(named) == len(rows)


# --- torn pages -----------------------------------------------------------------------------------
def _rows(claim: FormClaim) -> Iterator[GridRow]:
    """The rows of the form down to the boxes for its review."""
    for row in (row for page in claim.pages for row in page if any(row)):
        if row[0] and row[0].text in forms().label["end"]:
            return
        yield row


def _torn_indicators(claim: FormClaim) -> Iterator[Indicator]:
    """The rows below the heading that names a 目标值."""
    levels: dict[str, str] = {}
    begun = False
    for row in _rows(claim):
        if any(cell in forms().indicator["target"] for cell in texts(row) if cell):
            begun = True
            continue
        cells = [cell for cell in row if cell and cell.text not in forms().label["plain"]]
        named = {
            key: squeeze(cell.text) for cell in cells if (key := _level(cell.text)) is not None
        }
        rest = [cell for cell in cells if _level(cell.text) is None]
        if len(rest) == 3:
            named["level2"] = squeeze(rest.pop(0).text)
        levels = ({} if "level1" in named else levels) | named
        if begun and len(rest) == 2:
            yield _indicator(levels, rest[0], rest[1], row)


def _level(text: str) -> str | None:
    if text in forms().indicator["level1_names"]:
        return "level1"
    is_second = _TASK.match(squeeze(text)) or text in forms().indicator["level2_names"]
    return "level2" if is_second else None


def _indicator(levels: dict[str, str], name: Passage, target: Passage, row: GridRow) -> Indicator:
    return Indicator(
        level1=levels.get("level1"),
        level2=levels.get("level2"),
        level3=squeeze(name.text),
        description=None,
        target=read_target(target.text.strip()),
        basis=None,
        documents=(),
        where=row_where(row),
    )
