"""The text layer of a PDF as a layout: one visual line a line, blank lines between, cells wrapped
in their columns; a blank at the end of a line ends its cell or its paragraph.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from mutation import Indicator, Project
from mutation_forms import indicator_answer, printed_levels, project_answer, title
from mutation_layouts import Layout
from mutation_words import target_at_random

#: So many characters stand in a line of prose, of the description column and of the basis column.
PROSE, DESCRIBED, BASIS = 48, 13, 10
HEADING = "一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据 "


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of so many characters; no line begins or ends with a blank of its own."""
    lines = []
    while text:
        cut = min(width, len(text))
        while cut < len(text) and cut > 1 and " " in text[cut - 1 : cut + 1]:
            cut -= 1
        lines.append(text[:cut].strip())
        text = text[cut:]
    return lines


def told(rng: Random, one: Indicator) -> Indicator:
    """The indicator with the cells that blanks alone can tell: a target always, and where it is no
    figure, a description too.
    """
    target = one.target or target_at_random(rng)
    return replace(
        one,
        target=target,
        description=one.description or ("" if target.operator else f"{one.level3}的情况"),
    )


class Wrapped(Layout):
    """No budget tables but the fixed assets; forms without codes and amounts."""

    def build(self) -> dict[str, Any]:
        page, whole, dept = self.page, self.budget, self.budget.department
        self.prose.gap = " "
        page(f" {dept} {whole.year} 年部门预算信息公开情况说明 ", "")
        self.paragraphs("一、部门职责及机构设置情况", "本局按照职责管理全县的有关工作。")
        page("部门机构设置情况 ", "", "单位名称 单位性质 单位规格 经费保障形式 ", "")
        for unit in whole.units:
            page(" ".join(unit[1:]) + " ", "")
        self.units_printed = True
        self.paragraphs("二、部门预算安排的总体情况")
        for heading, text in self.prose.parts():
            self.paragraphs(heading, text())
        self.paragraphs("五、预算绩效信息")
        page(" 第二部分  预算项目绩效目标 ", "", " ", "")
        for number, project in enumerate(whole.projects, start=1):
            self.project(project, number)
        self.paragraphs(
            "六、政府采购预算情况",
            self.prose.procurement(),
            "七、国有资产信息",
            self.prose.assets(),
        )
        self.assets()
        self.paragraphs("八、其他需要说明的事项", "我部门无其他需要说明的事项。")
        return self.answer(whole.code)

    def paragraphs(self, *texts: str) -> None:
        for text in texts:
            lines = wrapped(text, PROSE)
            for line in lines[:-1]:
                self.page(line, "")
            self.page(lines[-1] + " ", "")

    def cell(self, text: str, width: int) -> tuple[int, int]:
        """A cell in lines of its own, blank lines between them; first and last line."""
        lines, first = wrapped(text, width), len(self.page.lines) + 1
        for line in lines[:-1]:
            self.page(line, "")
        return first, self.page(lines[-1] + " ")

    def project(self, project: Project, number: int) -> None:
        rng, page = self.rng, self.page
        ordinal, heading = title(rng, project, number)
        self.paragraphs(heading) if len(heading) > PROSE else page(heading + " ", "")
        mark = rng.choice(["{}.", "{}、"])
        goals = [mark.format(index) + goal for index, goal in enumerate(project.goals, start=1)]
        page("绩效目标 " + goals[0] + " ") if rng.random() < 0.3 else page(
            "绩效目标 ", goals[0] + " "
        )
        for goal in goals[1:]:
            page("", goal + " ")
        page("  ", "", HEADING, "")
        found: list[dict[str, Any]] = []
        for printed, (level1, _) in zip(
            project.indicators, printed_levels(rng, project.indicators), strict=True
        ):
            one = told(rng, printed)
            if found and rng.random() < self.breaks:
                self.turn_page()
            found.append(indicator_answer(one, *self.row(one, level1)))
        page(" ", "")
        self.projects.append(project_answer(project, ordinal, indicators=found))

    def turn_page(self) -> None:
        if self.rng.random() < 0.5:
            self.page("", "", f" {self.rng.randint(2, 40)} ", "", HEADING, "")
        else:
            self.page.lines[-1:] = [] if self.page.lines[-1] == "" else self.page.lines[-1:]
            self.page(f" {HEADING}", "")

    def row(self, one: Any, level1: str) -> tuple[int, int]:
        """Short cells share a line up to the first that is wrapped; the basis stands apart.

        First and last line.
        """
        rng, page = self.rng, self.page
        first = len(page.lines) + 1
        run = [one.level2, one.level3]
        if level1 and rng.random() < 0.5:
            page(level1 + " ", "")
        elif level1:
            run = [level1, *run]
        target = one.target.text if one.target else ""
        if len(one.description) > DESCRIBED:
            page(" ".join(run) + " ")
            last = self.cell(one.description, DESCRIBED)[1]
            run = []
        elif one.description:
            run.append(one.description)
        if target:
            run.append(target)
        if run:
            last = page(" ".join(run) + " ")
        page("")
        if one.basis:
            last = self.cell(one.basis, BASIS)[1]
            page("")
        return first, last

    def assets(self) -> None:
        whole, sheet = self.budget, self.sheets.assets()
        self.page(
            f" {sheet.title} ",
            "",
            f"{whole.code} {whole.department} 截止时间：{whole.year - 1}-12-31 ",
            "",
        )
        self.page("项   目 数量 价值（金额单位：万元） ", "")
        rows = []
        for item, count, value in sheet.rows:
            count = count.replace("-----", "")
            line = self.page(f"{self.rng.choice(['', '  '])}{item} {count} {value} ")
            self.page("")
            rows += sheet.answer([item, count, value], line)
        self.tables.append(
            {
                "type": sheet.type,
                "title": sheet.title,
                "scale": "万元",
                "empty": False,
                "rows": rows,
            }
        )
        self.page("  ", "")
