"""Two layouts whose tables are torn apart: a cell a line, and a scan whose forms have lost a
column.
"""

from __future__ import annotations

from mutation import Project
from mutation_forms import application, indicator_answer, printed_levels, project_answer, title
from mutation_layouts import Json, Layout
from mutation_sheets import Sheet


class CellLines(Layout):
    """A cell a line behind a tab, an empty line after each row; forms alone, and only units are
    named.
    """

    def build(self) -> Json:
        rng, page = self.rng, self.page
        self.bookmarks = rng.random() < 0.5
        page(
            " 第一部分 ",
            "部门整体绩效目标",
            "",
            self.bookmark() + "一、总体绩效目标",
            "1、全面检查，规范服务行为。",
            "",
            "",
        )
        page("第二部分", "", "预算项目绩效目标", "", "")
        own = rng.randrange(len(self.budget.projects))
        for number, project in enumerate(self.budget.projects):
            self.project(
                project, number + 1, self.budget.units[0][:2] if number == own else project.unit
            )
        return self.answer(None)

    def bookmark(self) -> str:
        return f"[bookmark: _Toc_2_2_{self.rng.randrange(10**10):010d}]" if self.bookmarks else ""

    def broken(self, text: str) -> str:
        """A long cell may go on in a line without a tab."""
        at = self.rng.randint(2, len(text) - 2) if len(text) > 12 and self.rng.random() < 0.2 else 0
        return f"{text[:at].rstrip()}\n{text[at:].lstrip()}" if at else text

    def row(self, *cells: str) -> tuple[int, int]:
        """The cells and the empty line; first and last line of the filled cells."""
        first = next(index for index, cell in enumerate(cells, start=1) if cell) + len(
            self.page.lines
        )
        for cell in cells:
            self.page(*f"\t{cell}".split("\n"))
        last = max(index for index, line in enumerate(self.page.lines, start=1) if line.strip())
        self.page("")
        return first, last

    def project(self, project: Project, number: int, unit: tuple[str, str]) -> None:
        rng, plan = self.rng, dict(project.schedule)
        ordinal, heading = title(rng, project, number)
        money = [
            f"{amount / 100:.2f}" if amount else ""
            for amount in (project.total, project.total - project.other, project.other)
        ]
        self.page(self.bookmark() + heading)
        self.row(f"{unit[0]}{unit[1]}", "单位：万元")
        self.row("项目编码", project.code, "项目名称", project.name)
        self.row(
            "预算规模及资金用途",
            "预算数",
            money[0],
            "其中：财政    资金",
            money[1],
            "其他资金",
            money[2],
        )
        self.row("", project.purpose)
        self.row("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底")
        self.row("", *(plan.get(by, "") for by in ("3月底", "6月底", "10月底", "12月底")))
        mark = rng.choice(["{}.", "{}、"])
        goals = [mark.format(index) + goal for index, goal in enumerate(project.goals, start=1)]
        self.page("\t绩效目标", f"\t{goals[0]}", *goals[1:], "", "", "")
        heading_row = (
            "一级指标",
            "二级指标",
            "三级指标",
            "绩效指标描述",
            "指标值",
            "指标值确定依据",
        )
        self.row(*heading_row)
        found: list[Json] = []
        for one, (level1, level2) in zip(
            project.indicators, printed_levels(rng, project.indicators), strict=True
        ):
            if found and (level2 or one.target) and rng.random() < self.breaks:
                self.page("")
                if rng.random() < 0.5:
                    self.row(*heading_row)
            basis = self.broken(one.basis)
            lines = self.row(
                level1,
                level2,
                one.level3,
                one.description,
                one.target.text if one.target else "",
                basis,
            )
            found.append(indicator_answer(one, *lines))
        self.page("", "", "")
        amounts = dict(
            zip(("total", "fiscal", "other"), (value or None for value in money), strict=True)
        )
        said = {
            "code": project.code,
            "amounts": amounts,
            "purpose": project.purpose,
            "indicators": found,
        }
        said |= {
            "unit": {"code": unit[0], "name": unit[1]},
            "schedule": [{"by": by, "value": value} for by, value in project.schedule],
        }
        self.projects.append(project_answer(project, ordinal, **said))


class Scan(Layout):
    """Tables by unit under 表一, 表二 …; forms without titles of their own, some with their target
    column torn off.
    """

    def build(self) -> Json:
        page, whole = self.page, self.budget
        self.number = 0
        page(
            "",
            f"{whole.year} 年{whole.division.name}部门预算公开目录",
            "",
            f"- 一、{whole.year} 年部门预算说明",
            "- 二、部门预算收支总表",
            "",
        )
        page(
            f"{whole.department}预算说明",
            "",
            "一、部门职责",
            "",
            "(一) 按照职责管理全县的有关工作。",
            "",
        )
        for heading, text in self.prose.parts():
            page(heading, "", text(), "")
        page("五、其他重要事项情况说明", "", self.prose.assets(), "")
        for sheet in self.sheets.by_unit():
            self.number += 1
            self.titled(sheet)
            self.table(sheet, self.sheets.scale, lambda one: self.titled(one, again=True))
        for project in whole.projects:
            page("附件8", "")
            self.projects.append(application(self.rng, page, whole, project))
        return self.answer(None)

    def titled(self, sheet: Sheet, again: bool = False) -> None:
        """The mark, title and money unit above a table; `again` on its next page, with the heading."""
        number = "一二三四五六七八九"[self.number - 1]
        self.page(
            *[""] * again, f"表{number}", "", sheet.title, "", f"单位：{self.sheets.scale}", ""
        )
        if again:
            self.heading(sheet, False)
