"""The project forms of made-up disclosures, as the rows of four ways of printing them, with the
answers that they must give.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from mutation import Budget, Indicator, Project

Row = list[str]
HEADING = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "description": "绩效指标描述",
    "target": "指标值",
    "basis": "指标值确定依据",
}
BY = ("3月底", "6月底", "10月底", "12月底")


@dataclass(slots=True)
class Page:
    """Lines in the making."""

    lines: list[str] = field(default_factory=list)

    def __call__(self, *lines: str) -> int:
        """Adds lines; the number of the last one."""
        self.lines.extend(lines)
        return len(self.lines)

    def row(self, *cells: str) -> int:
        return self("\t".join(cells))


def printed_levels(rng: Random, indicators: tuple[Indicator, ...]) -> list[tuple[str, str]]:
    """The level cells of each row: the first level where it changes, the second in each row or
    where it changes.
    """
    always, before, found = rng.random() < 0.6, ("", ""), []
    for one in indicators:
        now = (one.level1, one.level2)
        found.append(
            (
                one.level1 if now[0] != before[0] else "",
                one.level2 if always or now != before else "",
            )
        )
        before = now
    return found


def indicator_answer(one: Indicator, first: int, last: int) -> dict[str, Any]:
    target = one.target
    return {
        "level1": one.level1,
        "level2": one.level2,
        "level3": one.level3,
        "description": one.description or None,
        "target": {
            key: getattr(target, key)
            for key in ("text", "operator", "value", "low", "high", "unit")
        }
        if target
        else None,
        "basis": {"text": one.basis or None, "documents": list(one.documents)},
        "lines": [first, last],
    }


def project_answer(project: Project, number: int | None, **said: Any) -> dict[str, Any]:
    """What the contract says of a project; what its layout prints beside title, goals and
    indicators comes in `said`.
    """
    blank: dict[str, Any] = {
        "code": None,
        "unit": None,
        "amounts": {"total": None, "fiscal": None, "other": None},
        "purpose": None,
    }
    blank |= {
        "schedule": [],
        "goals": list(project.goals),
        "funding_documents": list(project.funding),
        "basis_documents": [],
    }
    return {"number": number, "name": project.name, **blank, **said}


def title(rng: Random, project: Project, number: int) -> tuple[int | None, str]:
    """The form's title with its ordinal or without."""
    mark = rng.choice(["{}、", "{}.", "{}、", ""])
    return (number if mark else None), f"{mark.format(number)}{project.name}绩效目标表"


def goals_in_a_cell(rng: Random, project: Project) -> str:
    """All goals in one cell, each behind its number."""
    mark = rng.choice(["{}.", "{}、", "（{}）"])
    return " ".join(mark.format(index) + goal for index, goal in enumerate(project.goals, start=1))


class Table:
    """Indicator rows in tabs: six columns, seven on some pages, with page breaks between rows or in
    the middle of a cell.
    """

    def __init__(self, rng: Random, page: Page, project: Project) -> None:
        self.rng, self.page, self.project = rng, page, project
        tail = ["description", "target", "basis"]
        if rng.random() < 0.2:
            rng.shuffle(tail)
        self.order = ["level1", "level2", "level3", *tail]
        self.wide = False
        self.breaks = rng.choice([0, 0.1, 0.3])

    def cells(self, values: dict[str, str]) -> Row:
        """A row of the width of its page: a wide one has a further blank column behind the
        description.
        """
        row: Row = []
        for key in self.order:
            row.append(values.get(key, ""))
            if self.wide and key == "description":
                row.append("")
        return row

    def heading(self) -> int:
        return self.page.row(*self.cells(HEADING))

    def turn_page(self) -> None:
        """A page break: blank lines, a page number on some, the heading again."""
        self.page("", *self.rng.choice([[], ["- 7 -", ""]]))
        self.wide = not self.wide if self.rng.random() < 0.6 else self.wide
        self.heading()

    def print(self, wide: bool) -> list[dict[str, Any]]:
        """The heading and every row; the answers."""
        self.wide = wide
        self.heading()
        answers, levels = [], printed_levels(self.rng, self.project.indicators)
        for index, (one, (level1, level2)) in enumerate(
            zip(self.project.indicators, levels, strict=True)
        ):
            told = bool(level1 or level2 or one.target)
            if index and told and self.rng.random() < self.breaks:
                self.turn_page()
            values = {
                "level1": level1,
                "level2": level2,
                "level3": one.level3,
                "description": one.description,
                "basis": one.basis,
            }
            values["target"] = one.target.text if one.target else ""
            answers.append(indicator_answer(one, *self._row(values)))
        return answers

    def _row(self, values: dict[str, str]) -> tuple[int, int]:
        """One row, with a cell or two cut by a page break now and then."""
        long = [key for key in ("description", "basis") if len(values[key]) > 6]
        if not long or self.rng.random() >= self.breaks:
            line = self.page.row(*self.cells(values))
            return line, line
        rest = {}
        for key in self.rng.sample(long, self.rng.randint(1, len(long))):
            at = self.rng.randint(1, len(values[key]) - 1)
            values[key], rest[key] = values[key][:at], values[key][at:]
        first = self.page.row(*self.cells(values))
        self.turn_page()
        return first, self.page.row(*self.cells(rest))


def coded_head(rng: Random, page: Page, project: Project) -> dict[str, Any]:
    """The upper part of a form with project code, amounts, purpose and plan, in seven columns."""
    money = [
        f"{amount / 100:.2f}" if amount else ""
        for amount in (project.total, project.total - project.other, project.other)
    ]
    page.row("项目编码", project.code, "", "项目名称", project.name, "", "")
    size = rng.choice(["预算规模及 资金用途", "预算规模及资金用途"])
    page.row(size, "预算数", money[0], "其中：财政资金", money[1], "其他资金", money[2])
    page.row("", project.purpose, *[""] * 5)
    plan = dict(project.schedule)
    label = rng.choice(["资金支出计 划（%）", "资金支出计划（%）"])
    if rng.random() < 0.3 and "12月底" in plan:
        page.row(label, "3月底", "", "6月底", "", "10月底", "")
        page.row(
            "", plan.get("3月底", ""), "", plan.get("6月底", ""), "", plan.get("10月底", ""), ""
        )
        page.row("12月底", plan["12月底"], *[""] * 5)
    else:
        page.row(label, "3月底", "", "6月底", "10月底", "12月底", "")
        page.row("", plan.get("3月底", ""), "", *(plan.get(by, "") for by in BY[1:]), "")
    _goals(rng, page, project)
    total, fiscal, other = (value or None for value in money)
    plan_answer = [{"by": by, "value": value} for by, value in project.schedule]
    amounts = {"total": total, "fiscal": fiscal, "other": other}
    return {
        "code": project.code,
        "amounts": amounts,
        "purpose": project.purpose,
        "schedule": plan_answer,
    }


def _goals(rng: Random, page: Page, project: Project) -> None:
    form = rng.randint(0, 2)
    if form == 0:
        page.row("绩效目标", goals_in_a_cell(rng, project), *[""] * 5)
    elif form == 1:
        marked = " ".join(
            f"<p>{index}.{goal}</p>" for index, goal in enumerate(project.goals, start=1)
        )
        page.row("绩效目标", marked, *[""] * 5)
    else:
        for index, goal in enumerate(project.goals, start=1):
            page.row("绩效目标" if index == 1 else "", f"{index}.{goal}", *[""] * 5)


def application(rng: Random, page: Page, budget: Budget, project: Project) -> dict[str, Any]:
    """A form of the scanned layout (项目支出绩效目标申报表): no amounts, five columns; in some the target
    column is torn off.
    """
    first = page(
        f"{budget.year}年项目支出绩效目标申报表", "", f"项目申报单位:{budget.department}", ""
    )
    page.row("专项名称", project.name, "", "项目分类", "保障")
    page.row("项目类别", "延续性项目", "", "资金用途", project.purpose)
    page.row("项目联系人", "", "", "联系电话", "")
    page.row("项目开始时间", f"{budget.year}.1", "", "项目结束时间", "")
    page.row("立项依据", project.basis, "", "", "")
    page.row("项目绩效目标", "项目总目标", "", "年度绩效目标", "")
    goals = project.goals[:2] if len(project.goals) > 1 else (*project.goals, "")
    page.row("", goals[0], "", goals[1], "")
    page.row("年度绩效指标", "", "", "", "")
    page.row("一级指标", "二级指标", "三级指标", "目标值", "目标值说明")
    answers = _application_rows(rng, page, project)
    said: dict[str, Any] = {
        "unit": {"code": None, "name": budget.department},
        "purpose": project.purpose,
        "indicators": answers,
    }
    said |= {
        "goals": [goal for goal in goals if goal],
        "basis_documents": list(project.basis_documents),
        "lines": [first, first],
    }
    return project_answer(project, None, **said)


def _application_rows(rng: Random, page: Page, project: Project) -> list[dict[str, Any]]:
    """The indicators and what stands below them, the torn-off targets for instance; the answers."""
    torn, answers = rng.random() < 0.25, []
    for one, (level1, level2) in zip(
        project.indicators, printed_levels(rng, project.indicators), strict=True
    ):
        target = None if torn else one.target
        if (level2 or target) and rng.random() < 0.1:
            page("")
        line = page.row(level1, level2, one.level3, target.text if target else "", one.description)
        row = Indicator(one.level1, one.level2, one.level3, one.description, target, "", ())
        answers.append(indicator_answer(row, line, line))
    page("", "需要说明的问题", "")
    if torn:
        page(*(f"\t{one.target.text}" for one in project.indicators if one.target), "")
    return answers
