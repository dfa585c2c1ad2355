"""Where a document names the body whose disclosure it is: every place with what it says, the surest
ones first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from budgetgraph.disclosure import Project, Unit
from budgetgraph.document import GridRow, Passage
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.where import Where
from budgetgraph.forms import CaptionedBody, captioned_body, fold
from budgetgraph.forms.bodies import bare, is_body, is_certain, is_own_level
from budgetgraph.forms.titles import name_words, title_words
from budgetgraph.parse.header.approvals import Approval, approval_of
from budgetgraph.parse.header.bodies_in_prose import alone, defined, in_prose, signed
from budgetgraph.parse.header.named import Named, Sure, certain_name
from budgetgraph.parse.header.pairs import values_beside
from budgetgraph.parse.header.titles import titles
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover


# --- names ----------------------------------------------------------------------------------------
def named_bodies(
    recognised: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    units: Sequence[Unit],
    cover: Cover | None,
) -> list[Named]:
    """Give every name of a department in the document, the surest ones first, else in reading
    order.
    """
    approval = approval_of(recognised)
    names = [
        *_captioned(recognised.captions),
        *_covered(cover),
        *_titled(recognised),
        *_approved(approval),
        *_in_forms(recognised),
        *_own_levels(units, projects),
        *in_prose(running),
        *defined(running),
        *(alone(recognised) if approval is None else ()),
        *signed(recognised),
    ]
    return sorted(names, key=lambda named: named.sure)


def _captioned(captions: Iterable[Passage]) -> Iterator[Named]:
    """`部门：平乡县医疗保障局` above a table."""
    for caption in captions:
        body = captioned_body(caption.text)
        if body is not None and _is_a_department(body):
            yield Named(body.name, body.code, caption.where, Sure.CAPTION)


def _is_a_department(body: CaptionedBody) -> bool:
    """Tell whether a caption names a department: no unit, and a name of a body or one with a
    code.
    """
    if not body.is_department or is_own_level(body.name):
        return False
    return is_body(body.name) or body.code is not None


def _covered(cover: Cover | None) -> Iterator[Named]:
    """Give the body of the cover: 石桥县水务局(本级)2025年部门预算 → 石桥县水务局."""
    if cover is not None:
        yield Named(bare(cover.name), None, cover.where, Sure.TITLE)


def _titled(recognised: Recognised) -> Iterator[Named]:
    """Give the bodies in the titles: 石桥县水务局2025年部门预算; in those of tables with a sure name."""
    for at in titles(recognised):
        if at.title.name is not None:
            sure = Sure.TITLE if at.title.is_whole else Sure.SENTENCE
            yield Named(bare(at.title.name), None, at.where, sure)
    for claim in recognised.tables:
        name = certain_name(_table_title(), with_digits(fold(claim.title.text)))
        if name is not None:
            yield Named(bare(name), None, claim.title.where, Sure.TITLE)


def _approved(approval: Approval | None) -> Iterator[Named]:
    """Give the body that a finance bureau writes to: 石桥县水务局： below 关于批复2025年部门预算的通知."""
    if approval is not None and approval.addressed is not None:
        name, where = approval.addressed
        yield Named(bare(name), None, where, Sure.TITLE)


@cache
def _table_title() -> re.Pattern[str]:
    """`一、2018年度江苏省高级人民法院收支预算总表`, the year in front or behind."""
    title = title_words()
    name = f"(?P<name>{name_words().name})"
    before, between = title.year, title.year.replace("(?P<year>", "(?:")
    return re.compile(
        rf"\A{title.before}(?:{before})?{name}{title.between}(?:{between})?{title.of_table}"
    )


def _own_levels(units: Sequence[Unit], projects: Sequence[Project]) -> Iterator[Named]:
    """Give the department of a 本级 unit: in the list of units, above a project's form."""
    for unit in units:
        if is_own_level(unit.name) and is_certain(unit.name):
            yield Named(bare(unit.name), None, unit.where, Sure.UNITS)
    for project in projects:
        if project.unit is not None:
            yield from _unit_of_a_project(project.unit.name, project.title)


def _unit_of_a_project(name: str, where: Where) -> Iterator[Named]:
    """Give the unit above a project's form: surely the department where it is its 本级."""
    if is_own_level(name):
        yield Named(bare(name), None, where, Sure.UNITS)
    if is_body(name):
        yield Named(name, None, where, Sure.PAIR)


# --- forms ----------------------------------------------------------------------------------------
def _in_forms(recognised: Recognised) -> Iterator[Named]:
    """Give the body in the cell beside its label, or behind it: `部门（单位）名称 | 石桥县林业局`.

    In the form of a whole department the label 部门名称 is as sure as 主管部门 is.
    """
    for claim in recognised.forms:
        of_department = Sure.FORM if claim.kind == "department" else Sure.PAIR
        rows = chain.from_iterable(claim.pages)
        yield from _in_rows(rows, of_department, Sure.FORM)
    for grid in recognised.unclaimed:
        yield from _in_rows(grid.rows, Sure.PAIR, Sure.PAIR)


def _in_rows(rows: Iterable[GridRow], of_department: Sure, of_supervisor: Sure) -> Iterator[Named]:
    """Give the bodies beside the labels of some rows: `部门名称 | 甲局`, `主管部门 | 乙局`."""
    for row in rows:
        yield from _in_row(row, "department", of_department)
        yield from _in_row(row, "supervisor", of_supervisor)


def _in_row(row: GridRow, label: str, sure: Sure) -> Iterator[Named]:
    """Give the body beside a label of the kind `department` or `supervisor`: `主管部门 |
    [322]石桥县水务局`.
    """
    for text, cell in values_beside(row, label):
        named = _coded(text)
        if named is not None:
            name, code = named
            yield Named(name, code, cell.where, sure)


_CODED = re.compile(
    r"^(?:\([^()]*章\))?(?:[\[(]?(?P<code>\d{3,6})[\])]?[-—_]?)?"
    r"(?P<name>[^\d(].*?)(?:\([^()]*章\))?$"
)


def _coded(text: str) -> tuple[str, str | None] | None:
    """Give a name with the code before it: `[322]元氏县水利局`; None for what is no name of a body."""
    match = _CODED.match(text)
    if match is None or not is_body(match["name"]):
        return None
    code = match["code"] or ""
    return bare(match["name"]), code if len(code) == _DEPARTMENT_DIGITS else None


_DEPARTMENT_DIGITS = 3


def code_in_tables(recognised: Recognised, name: str) -> str | None:
    """Give the code of three digits in the cell before the department's name in a table.

    `131 | 宾川县民政局` → 131.
    """
    for row in _table_rows(recognised):
        filled = [fold(cell.text) for cell in row if cell]
        for code, behind in pairwise(filled):
            if behind == fold(name) and _DEPARTMENT_CODE.fullmatch(code):
                return code
    return None


def _table_rows(recognised: Recognised) -> Iterator[GridRow]:
    """Give every row of the tables below their headings."""
    for claim in recognised.tables:
        for fragment in claim.fragments:
            yield from fragment.rows


_DEPARTMENT_CODE = re.compile(rf"\d{{{_DEPARTMENT_DIGITS}}}")
