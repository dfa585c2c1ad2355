"""One slip is one finding: what follows from its cell is listed under the most direct one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetgraph.validate.findings import Finding
from budgetgraph.validate.shapes import OF_ONE_BODY

#: What these find lies in one table, and another table with the same gap is wrong by itself.
_IN_ONE_TABLE = (
    "row-total",
    "children-sum-to-parent",
    "column-total",
    "items-sum-to-total",
    "revenue-equals-expenditure",
)
#: Rules that compare sums, the most direct one first: a row says more of its cell than a total.
_DIRECT = (
    *_IN_ONE_TABLE,
    "summary-matches-detail",
    "project-part-exceeds-whole",
    "project-amount-parts",
    "three-public-swapped",
    "economic-class-differs",
    "statement-parts",
    "change-parts",
    "statement-matches-table",
    *OF_ONE_BODY,
    "statement-year",
    "statement-contradicted",
)
#: What these find in the prose may have the gap of a slip in a table by chance, where the gap is as
#: round as 10.00 or 0.09: so few digits.
_OF_PROSE = frozenset({"statement-parts", "statement-matches-table"})
_ROUND = 2
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: A figure of another year than its own is said of that year twice: the year is the slip.
_OF_YEAR, _TWICE = "statement-year", "statement-contradicted"
#: 0.01 万元, and a gap beside which that is little, in 元.
_CENT, _LARGE = Decimal(100), Decimal(5000)
#: Two projects with one gap are two slips.
_OF_ONE_PROJECT = frozenset({"project-part-exceeds-whole", "project-amount-parts"})


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings, those with the gap of a more direct one as its consequences.

    A gap of 6.01 in a row, in the total above it, in the summary and in the prose is one finding.
    """
    kept: list[Finding] = []
    heads: list[Finding] = []
    below: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=_directness):
        at = _head_of(finding, heads)
        if at is not None:
            below.setdefault(at, []).append(replace(finding, is_consequence=True))
        elif finding.rule in _DIRECT:
            heads.append(finding)
        else:
            kept.append(finding)
    for at, head in enumerate(heads):
        consequences = tuple(below.get(at, ()))
        kept.append(replace(head, consequences=consequences))
    return kept


def with_those_of_page(of_graph: Iterable[Finding], of_page: Iterable[Finding]) -> list[Finding]:
    """Give the findings of the graph and of the page, those of the page below another one that
    tells of the same slip.

    The graph finds a cell of 26.00 whose row shows 62.00, the page the form of the project with
    62.00: one finding.
    """
    heads = list(of_graph)
    for finding in sorted(of_page, key=_directness):
        at = next((at for at, head in enumerate(heads) if _is_of_one_slip(finding, head)), None)
        if at is None:
            heads.append(finding)
            continue
        below = (*heads[at].consequences, replace(finding, is_consequence=True))
        heads[at] = replace(heads[at], consequences=below)
    return heads


def _is_of_one_slip(finding: Finding, head: Finding) -> bool:
    """Tell whether two findings of a paper have one gap, and quote one line."""
    is_of_one_paper = finding.disclosure == head.disclosure
    has_gap = _is_near(finding.gap, head.gap)
    return is_of_one_paper and has_gap and not _lines(finding).isdisjoint(_lines(head))


def _is_near(gap: Decimal | None, other: Decimal | None) -> bool:
    """Tell whether two gaps are one, up to 0.01 万元 where they are large: the prose rounds."""
    if not gap or not other:
        return False
    slack = _CENT if min(gap, other) >= _LARGE else 0
    return abs(gap - other) <= slack


def _lines(finding: Finding) -> set[int]:
    """Give the first line of each place that a finding quotes."""
    return {place.first_line for place in finding.passages if place.first_line is not None}


def _head_of(finding: Finding, heads: Sequence[Finding]) -> int | None:
    """Give the number of the first head that a finding follows from."""
    for at, head in enumerate(heads):
        if _follows(finding, head):
            return at
    return None


def _directness(finding: Finding) -> tuple[int, tuple[object, ...]]:
    """Give the order of findings by how much they say of their cell: a row-total comes before
    a column-total.
    """
    if finding.rule not in _DIRECT:
        return len(_DIRECT), finding.order
    return _DIRECT.index(finding.rule), finding.order


def _follows(finding: Finding, head: Finding) -> bool:
    """Tell whether a finding is of the slip that another one found: of the same gap, and of a cell
    of its own or across tables.
    """
    if (head.rule, finding.rule) == (_OF_YEAR, _TWICE):
        return bool(_cells(finding) & _cells(head))
    if _is_of_one_cell(finding, head):
        return True
    is_direct = finding.rule in _DIRECT
    has_gap = finding.gap not in (None, 0)
    is_of_one_paper = finding.disclosure == head.disclosure
    if not all((is_direct, has_gap, finding.gap == head.gap, is_of_one_paper)):
        return False
    rules = {finding.rule, head.rule}
    # A figure of another paper that differs is quoted by each total that holds it.
    if len(rules) == 1 and rules.issubset(OF_ONE_BODY):
        return True
    is_across = _is_across(rules) and not _is_chance(finding, head)
    shares_a_cell = bool(_cells(finding) & _cells(head))
    is_of_one_row = len(rules) == 1 and _row(finding) == _row(head)
    return is_across or shares_a_cell or is_of_one_row


def _is_of_one_cell(finding: Finding, head: Finding) -> bool:
    """Tell whether two sums of one table find the same cell wrong: that of its row and that of its
    column, which round otherwise, so that their gaps are 36000.34 and 36000.00.
    """
    rules = {finding.rule, head.rule}
    is_of_one_table = len(rules) == 2 and rules.issubset(_IN_ONE_TABLE)
    return is_of_one_table and finding.value_text == head.value_text


def _is_across(rules: set[str]) -> bool:
    """Tell whether two rules look at one figure in two places: not in one table or one project."""
    is_of_one_table = rules.issubset(_IN_ONE_TABLE)
    is_of_one_project = bool(rules & _OF_ONE_PROJECT)
    return len(rules) == 2 and not (is_of_one_table or is_of_one_project)


def _is_chance(finding: Finding, head: Finding) -> bool:
    """Tell whether two findings may have one gap by chance: a round one, of a figure of the prose,
    and no number that both of them name.

    10.00 between 1248.58 and its parts in the prose, and between 210.00 and 200.00 in a table
    → True.
    """
    is_round = finding.gap is not None and len(_digits(f"{finding.gap:f}")) <= _ROUND
    if finding.rule not in _OF_PROSE or not is_round:
        return False
    return not _numbers(finding) & _numbers(head)


def _numbers(finding: Finding) -> set[str]:
    """Give the digits of the amounts that a message names, but for the gap: 1,185,000.00 元 and
    118.50 万元 are one.
    """
    named = {_digits(number) for number in _NUMBER.findall(finding.message_zh)}
    return named - {"", _digits(f"{finding.gap:f}")}


def _digits(number: str) -> str:
    """Give the digits of a number without its unit: 1,185,000.00 and 118.50 → 1185."""
    return re.sub(r"[,.]", "", number).strip("0")


def _row(finding: Finding) -> str:
    """Give the row of the cell at fault: its IRI ends with the column, `…/table/revenue/7/合计`.

    One gap in two columns of a row is of a line below it that is wrong in both, or missing.
    """
    return finding.value_text.rpartition("/")[0] or finding.value_text


def _cells(finding: Finding) -> set[str]:
    """Give the cells that a finding is about: the one at fault and those it was compared with."""
    return {finding.value_text, *finding.figures}
