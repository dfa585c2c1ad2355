"""One slip is one finding: what follows from its cell is listed under the most direct one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
#: What is worked out from amounts, and what finds one of these wrong by itself.
_COMPLETED = "completion-rate"
_WORKED_OUT = frozenset({"change-percentage", _COMPLETED})
_OF_AMOUNTS = frozenset(
    {
        "statement-matches-table",
        "statement-contradicted",
        "statement-parts",
        "item-two-amounts",
        "change-parts",
    }
)
#: The amounts that a message says are told: 说明文字为 6.70 万元, 先写 56.12万元，后写 57.8万元; and those that
#: something is worked out from: 按所列金额（本年 9.10万元，增加 0.40万元）.
_STATED = re.compile(r"(?:[为写]|增减) ?[“-]?(\d[\d,]*(?:\.\d+)?)")
_NOT_STATED = re.compile("报表|按所列|应为|所列|各项|，[^，]{0,20}之和")
_NOW = re.compile(r"按所列金额（本年 (\d[\d,]*(?:\.\d+)?)")
_FROM = re.compile(r"按所列金额（([^（）]{1,80})）")
#: 说明文字为 0.95 万元，报表中为 “三公”经费表·合计 0.95 元: one number in two units.
_IN_TABLE = re.compile(
    r"说明文字为 (?P<told>[\d,.]+) ?(?P<unit>\S?元)，报表中为 (?P<table>[^·]{1,60})·[^，、]{0,80}? "
    r"(?P<printed>[\d,.]+) (?P<other>\S?元)"
)
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
        if at is None:
            at = _unit_head(finding, below)
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
    if finding.disclosure != head.disclosure:
        return False
    if _lines(finding).isdisjoint(_lines(head)):
        return _is_worked_from_elsewhere(finding, head)
    return _is_near(finding.gap, head.gap) or _is_worked_from(finding, head)


def _is_worked_from_elsewhere(finding: Finding, head: Finding) -> bool:
    """Tell whether a finding is worked out from a wrong amount that its own sentence does not tell.

    `公务接待费较2024年预算下降20.00%，减少0.80万元`, and 2.30万元 in another paragraph, 3.20 in the table.
    """
    now = _NOW.search(finding.message_zh)
    if now is None or head.rule == finding.rule or now[1] in (finding.quote or now[1]):
        return False
    return _is_worked_from(replace(finding, message_zh=f"按所列金额（{now[1]}）"), head)


def _is_worked_from(finding: Finding, head: Finding) -> bool:
    """Tell whether a finding is worked out from an amount that another one finds wrong, or from the
    same amounts as another one.

    `完成年初预算的98.61%` of 464.11, where the table prints 446.11, and 决算数小于预算数.
    """
    amounts = _FROM.search(finding.message_zh)
    if finding.rule not in _WORKED_OUT or amounts is None:
        return False
    if head.rule == finding.rule:
        others = _FROM.search(head.message_zh)
        return others is not None and others[1] == amounts[1]
    told = _NOT_STATED.split(head.message_zh)[0]
    stated = {_digits(number) for number in _STATED.findall(told)} - {""}
    is_of_amount = head.rule in _OF_AMOUNTS
    return is_of_amount and not stated.isdisjoint(map(_digits, _NUMBER.findall(amounts[1])))


def _is_near(gap: Decimal | None, other: Decimal | None) -> bool:
    """Tell whether two gaps are one, up to 0.01 万元 where they are large: the prose rounds."""
    if not gap or not other:
        return False
    slack = _CENT if min(gap, other) >= _LARGE else 0
    return abs(gap - other) <= slack


def _lines(finding: Finding) -> set[int]:
    """Give the first line of each place that a finding quotes."""
    return {place.first_line for place in finding.passages if place.first_line is not None}


def _unit_head(finding: Finding, below: Mapping[int, Sequence[Finding]]) -> int | None:
    """Give the number of a head one of whose consequences is of the same table in another unit."""
    for at, consequences in below.items():
        if any(_is_of_one_unit(finding, one) for one in consequences):
            return at
    return None


def _head_of(finding: Finding, heads: Sequence[Finding]) -> int | None:
    """Give the number of the first head that a finding follows from."""
    for at, head in enumerate(heads):
        if _follows(finding, head):
            return at
    return None


def _directness(finding: Finding) -> tuple[int, tuple[object, ...]]:
    """Give the order of findings by how much they say of their cell: a row-total comes before
    a column-total, two amounts of one item before the rate of completion that one of them makes.
    """
    if finding.rule not in _DIRECT:
        is_rate = finding.rule == _COMPLETED
        return len(_DIRECT) + is_rate, finding.order
    return _DIRECT.index(finding.rule), finding.order


def _follows(finding: Finding, head: Finding) -> bool:
    """Tell whether a finding is of the slip that another one found: of the same gap, and of a cell
    of its own or across tables.
    """
    if (head.rule, finding.rule) == (_OF_YEAR, _TWICE):
        return bool(_cells(finding) & _cells(head))
    is_of_one_paper = finding.disclosure == head.disclosure
    if _is_of_one_cell(finding, head) or (is_of_one_paper and _is_of_one_unit(finding, head)):
        return True
    is_direct = finding.rule in _DIRECT
    if not all((is_direct, _has_gap_of(finding, head), is_of_one_paper)):
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


def _has_gap_of(finding: Finding, head: Finding) -> bool:
    """Tell whether two findings have one gap, up to what the prose rounds where one is of it."""
    if finding.gap in (None, 0):
        return False
    is_of_prose = not _OF_PROSE.isdisjoint({finding.rule, head.rule})
    return finding.gap == head.gap or (is_of_prose and _is_near(finding.gap, head.gap))


def _is_of_one_unit(finding: Finding, head: Finding) -> bool:
    """Tell whether two figures of the prose are those of one table in another unit, which is wrong
    above it: 0.95 万元 and 0.95 元, 229.43 万元 and 229.43 元.
    """
    tables: set[str] = set()
    for told in (finding, head):
        match = _IN_TABLE.search(told.message_zh)
        if match is None or match["unit"] == match["other"]:
            return False
        if _digits(match["told"]) != _digits(match["printed"]):
            return False
        tables.add(match["table"])
    return len(tables) == 1


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
