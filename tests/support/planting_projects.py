"""Faults in project forms: amounts, codes, spending plans, goals, targets, repeated, copied and
misplaced cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from planting_tables import SLIPS, changed, number

from budgetgraph.disclosure import Disclosure, Indicator, Project
from budgetgraph.values.amount import decimal_or_none
from planting import Fault

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def project_faults(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """A fault or two in each form: one in its head, one in its indicators."""
    for project in disclosure.projects:
        for kinds in (_HEADS, _INDICATORS):
            for kind in rng.sample(kinds, len(kinds)):
                if fault := kind(rng, project, disclosure):
                    yield fault
                    break


def _amount(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    if project.total is None or project.fiscal is None:
        return None
    line, lines = project.total.where.first, disclosure.source.lines
    chosen, label = rng.choice([(project.total, "预算数"), (project.fiscal, "其中：财政资金")])
    fields = lines[line - 1].split("\t")
    if label not in fields or fields[fields.index(label) + 1] != chosen.value:
        return None
    kind = rng.choice(list(SLIPS))
    new = SLIPS[kind](rng, chosen.value)
    before, after = number(chosen.value), number(new)
    if before is None or after is None or before == after:
        return None
    covered = frozenset(
        {"project-amount-parts", "projects-sum-to-project-expenditure"}
        if abs(before - after) > Decimal("0.1")
        else ()
    )
    edits = {line: changed(lines[line - 1], fields.index(label) + 1, new)}
    return Fault(
        f"project-{kind}",
        edits,
        frozenset({line}),
        covered,
        f"{project.name} {label} {chosen.value} → {new}",
    )


def _code(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    code, lines = project.code, disclosure.source.lines
    if not code:
        return None
    line = next(
        (n for n in range(project.where.first, project.where.last + 1) if code in lines[n - 1]),
        None,
    )
    if line is None:
        return None
    at = rng.randrange(20) if code.startswith("13") else rng.choice([2, 3, 4, 5, 6, 7])
    letters = "0123456789" if at < 8 else "PTK" if at == 8 else _ALPHABET
    slip = code[:at] + rng.choice([one for one in letters if one != code[at]]) + code[at + 1 :]
    rules = {"project-code-division"} if at < 6 else {"project-code-year"} if at < 8 else set()
    if slip.startswith("13"):
        rules.add("project-code-check-character")
    edits = {line: lines[line - 1].replace(code, slip)}
    places = frozenset({line, project.title.first, project.where.first})
    return Fault("project-code", edits, places, frozenset(rules), f"{code} → {slip}")


def _plan(
    project: Project, disclosure: Disclosure, values: list[str]
) -> dict[int, str | None] | None:
    """The lines of a spending plan with other values in the same fields; None where they are not
    told apart.
    """
    edits: dict[int, str | None] = {}
    for entry, new in zip(project.schedule, values, strict=True):
        line = entry.where.first
        fields = (edits.get(line) or disclosure.source.lines[line - 1]).split("\t")
        if fields.count(entry.value) != 1:
            return None
        edits[line] = changed("\t".join(fields), fields.index(entry.value), new)
    return edits


def _plan_falls(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    values = [entry.value for entry in project.schedule]
    if len(values) < 2 or values[-1][:3] != "100" or not project.code:
        return None
    wrong = [*values[:-1], values[-1].replace("100", rng.choice(["90", "10", "120"]))]
    edits = _plan(project, disclosure, wrong)
    if edits is None:
        return None
    places = frozenset(entry.where.first for entry in project.schedule)
    return Fault(
        "plan-falls",
        edits,
        places,
        frozenset({"schedule-cumulative", "schedule-not-percent"}),
        f"{values} → {wrong}",
    )


def _plan_of_amounts(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    total = decimal_or_none(project.total.value) if project.total else None
    shares = [decimal_or_none(entry.value.rstrip("%")) for entry in project.schedule]
    if not total or total == 100 or not shares or None in shares:
        return None
    amounts = [f"{total * (share or 0) / 100:.2f}" for share in shares]
    edits = _plan(project, disclosure, amounts)
    if edits is None:
        return None
    places = frozenset(entry.where.first for entry in project.schedule)
    return Fault(
        "plan-of-amounts",
        edits,
        places,
        frozenset({"schedule-not-percent"}),
        f"{project.name} → {amounts}",
    )


def _goal(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    """A goal with a telephone number, a hint of the template, or a calculation that does not hold."""
    goal = next((one for one in project.goals if one.where.first == one.where.last), None)
    if goal is None or disclosure.source.lines[goal.where.first - 1].count(goal.text) != 1:
        return None
    line, text = goal.where.first, disclosure.source.lines[goal.where.first - 1]
    people, rate = rng.randint(20, 900), rng.randint(20, 900)
    kind, new, rule = rng.choice(
        [
            ("telephone", f"{goal.text}（联系电话：0310-1234567）", "personal-data"),
            ("telephone", f"{goal.text}，咨询13012345678", "personal-data"),
            ("residue", f"目标内容{rng.randint(1, 9)}{goal.text}", "template-residue"),
            (
                "calculation",
                f"{goal.text}，{people}人*{rate}元={people * rate + rng.randint(1, 9)}元",
                "calculation-wrong",
            ),
        ]
    )
    edits = {line: text.replace(goal.text, new)}
    return Fault(kind, edits, frozenset({line}), frozenset({rule}), new)


# --- indicators -----------------------------------------------------------------------------------
def _rows(project: Project, disclosure: Disclosure) -> list[tuple[Indicator, int, list[str]]]:
    """Indicators on one line of tabs each."""
    lines = disclosure.source.lines
    single = [one for one in project.indicators if one.where.first == one.where.last]
    return [(one, one.where.first, lines[one.where.first - 1].split("\t")) for one in single]


def _row_fault(kind: str, line: int, fields: list[str], rule: str, told: str) -> Fault:
    return Fault(kind, {line: "\t".join(fields)}, frozenset({line}), frozenset({rule}), told)


def _over_100(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    grows = ["增长", "增幅", "增速", "增加", "提高", "上升", "同比", "同期", "翻番"]
    fit = [
        (one, line, fields)
        for one, line, fields in _rows(project, disclosure)
        if one.target is not None
        and one.target.unit == "%"
        and one.target.operator == "≥"
        and one.target.value != "100"
        and fields.count(one.target.text) == 1
        and not any(word in one.level3 + (one.description or "") for word in grows)
    ]
    if not fit:
        return None
    one, line, fields = rng.choice(fit)
    assert one.target is not None
    fields[fields.index(one.target.text)] = "≥100%"
    return _row_fault(
        "over-100",
        line,
        fields,
        "target-over-100-percent",
        f"{one.level3}: {one.target.text} → ≥100%",
    )


def _repeated(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    fit = [
        (one, line, fields)
        for one, line, fields in _rows(project, disclosure)
        if one.target is not None and one.level3 in fields
    ]
    if not fit:
        return None
    one, line, fields = rng.choice(fit)
    text = "\t".join(fields)
    return Fault(
        "repeated",
        {line: f"{text}\n{text}"},
        frozenset({line}),
        frozenset({"indicator-repeated"}),
        one.level3,
    )


def _citation(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    fit = [
        (one, line, fields)
        for one, line, fields in _rows(project, disclosure)
        if one.description and len(one.description) > 8 and fields.count(one.description) == 1
    ]
    if not fit:
        return None
    one, line, fields = rng.choice(fit)
    fields[fields.index(one.description or "")] = (
        f"《{one.level3}管理办法》（财办〔2019〕{rng.randint(1, 99)}号）"
    )
    return _row_fault("citation", line, fields, "citation-outside-basis", one.level3)


def _turned(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    """A share that should be high is asked to be at most so much."""
    fit = [
        (one, line, fields)
        for one, line, fields in _rows(project, disclosure)
        if one.target is not None
        and one.target.text.startswith("≥")
        and one.target.unit == "%"
        and fields.count(one.target.text) == 1
        and one.level3.endswith(
            ("满意度", "覆盖率", "到位率", "完成率", "及时率", "合格率", "知晓率")
        )
        and not any(word in one.level2 or "" for word in ("成本", "时效"))
    ]
    if not fit:
        return None
    one, line, fields = rng.choice(fit)
    assert one.target is not None
    fields[fields.index(one.target.text)] = one.target.text.replace("≥", "≤")
    return _row_fault("turned", line, fields, "target-direction", f"{one.level3} {one.target.text}")


def _description(rng: Random, project: Project, disclosure: Disclosure) -> Fault | None:
    """A description copied from the row above."""
    rows = [
        (one, line, fields)
        for one, line, fields in _rows(project, disclosure)
        if one.description and fields.count(one.description) == 1
    ]
    pairs = [
        (one, two)
        for one, two in pairwise(rows)
        if one[0].level3 != two[0].level3 and len(one[0].description or "") > 9
    ]
    if not pairs:
        return None
    (model, above, _), (one, line, fields) = rng.choice(pairs)
    fields[fields.index(one.description or "")] = model.description or ""
    places = frozenset({line, above})
    return Fault(
        "description",
        {line: "\t".join(fields)},
        places,
        frozenset({"description-copied"}),
        f"{model.level3} → {one.level3}",
    )


_HEADS = (_amount, _code, _plan_falls, _plan_of_amounts, _goal)
_INDICATORS = (_over_100, _repeated, _citation, _turned, _description)
