"""The money of a project's form where none of its parts is known to be all that comes from the
treasury, and the rate at which a self-evaluation says that it was spent.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Amount, Project
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan
from budgetgraph.values.amount import decimal_or_none, last_digit

_PARTS_RULE, _LARGER_RULE = "project-amount-parts", "project-part-exceeds-whole"
_RATE_RULE = "completion-rate"
_OF_WHICH = pattern("form_money", "of_which")
_PERCENT, _NUMBER = pattern("form_money", "percent"), pattern("form_money", "number")
#: 0.01 万元 for each of two amounts, in 元.
_SLACK = Decimal(200)
_HUNDRED = Decimal(100)


def form_money(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each part of a form that is more than its total, the one part and 其他资金 that do not add
    up to it, and the rate that the amounts of its row do not show.

    `年度资金总额 145.00`, `其中：一般公共预算拨款 100.00`, `其他资金 54.00` → 154.00.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        yield from _parts(paper, project, iri)
        yield from _rate(paper, project, iri)


# --- parts ----------------------------------------------------------------------------------------


def _parts(paper: CheckedPaper, project: Project, iri: str) -> Iterator[Fault]:
    """Give the one part behind 其中 that is more than the total, or does not make it with 其他资金."""
    total, other = project.total, project.other
    if total is None or _tells_treasury(project) or len(project.further) != 1:
        return
    [part] = project.further
    whole, amount = yuan(total), yuan(part)
    if not _OF_WHICH.search(fold_in_place(paper.line(part.where))):
        return
    if amount > whole + _SLACK:
        yield _larger(project, iri, part, amount - whole)
    elif other is not None and _follow(total, part, other):
        gap = abs(amount + yuan(other) - whole)
        if gap > _SLACK:
            yield _unlike(project, iri, (part, other), gap)


def _tells_treasury(project: Project) -> bool:
    """Tell whether the form itself prints what comes from the treasury; the amount may be that of a
    row of 项目支出表.
    """
    if project.fiscal is None:
        return False
    return project.where.first <= project.fiscal.where.first <= project.where.last


def _follow(total: Amount, part: Amount, other: Amount) -> bool:
    """Tell whether a total and its two parts stand in rows right behind each other."""
    lines = [amount.where.first for amount in (total, part, other)]
    return lines == [lines[0], lines[0] + 1, lines[0] + 2]


def _larger(project: Project, iri: str, part: Amount, gap: Decimal) -> Fault:
    """Say that a part is more than the project."""
    total = project.total
    assert total is not None
    return Fault(
        _LARGER_RULE,
        f"{project.name} {part.value}",
        f"{project.name}：其中的 {part.value} {part.unit} 大于项目预算数 {total.value} {total.unit}。",
        f"{project.name}: {part.value} {part.unit} is said to be a part of {total.value} "
        f"{total.unit}.",
        [part.where, total.where],
        gap=gap,
        focus=iri,
    )


def _unlike(project: Project, iri: str, parts: tuple[Amount, Amount], gap: Decimal) -> Fault:
    """Say that the two parts of a project are not its total."""
    total = project.total
    assert total is not None
    told = " + ".join(f"{part.value} {part.unit}" for part in parts)
    shown = f"{gap / 10_000:f}"
    return Fault(
        _PARTS_RULE,
        f"{project.name} {total.value} {told}",
        f"{project.name}：预算数 {total.value} {total.unit}，所列资金为 {told}，相差 {shown} 万元。",
        f"{project.name}: the budget is {total.value} {total.unit}, its parts are {told}: a gap of "
        f"{shown} 万元.",
        [total.where, *(part.where for part in parts)],
        gap=gap,
        focus=iri,
    )


# --- rates ----------------------------------------------------------------------------------------


def _rate(paper: CheckedPaper, project: Project, iri: str) -> Iterator[Fault]:
    """Give the one percentage of the row that tells what was spent, where it has it of no other
    amount of the row.

    `年度资金总额 520.00 520.00 512.36 95.83%` → 98.53%.
    """
    spent = project.spent
    if spent is None:
        return
    line = fold_in_place(paper.line(spent.where))
    rates = list(_PERCENT.finditer(line))
    amount = decimal_or_none(spent.value)
    numbers = (decimal_or_none(number) for number in _NUMBER.findall(line))
    wholes = [number for number in numbers if number]
    if len(rates) != 1 or not amount or len(wholes) < 2:
        return
    if amount in wholes:
        wholes.remove(amount)
    told = Decimal(rates[0]["digits"])
    shown = [amount * _HUNDRED / whole for whole in wholes]
    if any(abs(rate - told) <= last_digit(told) for rate in shown):
        paper.right["rates of completion"] += 1
        return
    exact = amount * _HUNDRED / max(wholes)
    yield Fault(
        _RATE_RULE,
        f"{project.name} {rates[0][0]}",
        f"{project.name}：执行率写为“{rates[0][0]}”，按所列金额（{amount} ÷ {max(wholes)}）应为 {exact:.2f}%。",
        f"{project.name}: the rate is printed as “{rates[0][0]}”, its amounts ({amount} ÷ "
        f"{max(wholes)}) show {exact:.2f}%.",
        [spent.where],
        focus=iri,
    )
