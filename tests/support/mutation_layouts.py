"""Five ways of printing a made-up disclosure as text, those of the examples, each with the
extraction that it must give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from mutation import Project, budget
from mutation_forms import Page, Table, coded_head, goals_in_a_cell, project_answer, title
from mutation_prose import Prose
from mutation_sheets import Row, Sheet, Sheets
from mutation_words import typeset

Json = dict[str, Any]


class Layout:
    """What the layouts have in common: the page, the answer, and a table in tabs with its page
    breaks.
    """

    def __init__(self, rng: Random) -> None:
        self.rng, self.page, self.budget = rng, Page(), budget(rng)
        self.sheets, self.prose = Sheets(rng, self.budget), Prose(rng, self.budget)
        self.tables: list[Json] = []
        self.projects: list[Json] = []
        self.breaks = rng.choice([0, 0.05, 0.2])
        self.numbers = rng.random() < 0.8
        self.units_printed = False
        self.repeats = True

    def build(self) -> Json:
        """Prints the whole disclosure on the page; the extraction that it must give."""
        raise NotImplementedError

    def answer(self, code: str | None) -> Json:
        """The extraction; documents are those that the projects' names, bases and indicators cite."""
        whole = self.budget
        cited = {
            number
            for one in self.projects
            for number in (*one["funding_documents"], *one["basis_documents"])
        }
        cited |= {
            number
            for one in self.projects
            for row in one["indicators"]
            for number in row["basis"]["documents"]
        }
        by_number = {one.number: one for one in whole.citations}
        documents = [
            {
                "number": n,
                "agency": by_number[n].agency,
                "year": by_number[n].year,
                "serial": by_number[n].serial,
            }
            for n in cited
        ]
        units = [
            {"name": name, "nature": nature, "rank": rank, "funding": funding}
            for _, name, nature, rank, funding in whole.units
        ]
        return {
            "department": {"name": whole.department, "code": code},
            "division": {"name": whole.division.name, "code": whole.division.code},
            "fiscal_year": whole.year,
            "units": units if self.units_printed else [],
            "tables": self.tables,
            "statements": self.prose.stated,
            "projects": self.projects,
            "documents": documents,
        }

    def table(self, sheet: Sheet, scale: str, turn: Callable[[Sheet], None]) -> None:
        """Heading, rows and note; `turn` prints a page break with all that it repeats."""
        rows = self.answered(sheet, turn)
        filled = any(self._is_amount(cell["value"]) for row in rows for cell in row["cells"])
        entry = {
            "type": sheet.type,
            "title": sheet.title,
            "scale": scale,
            "empty": not filled,
            "rows": rows if filled else [],
        }
        self.tables.append(entry)
        if sheet.note:
            self.page("", sheet.note)
        self.page("")

    @staticmethod
    def _is_amount(text: str) -> bool:
        return text.replace(",", "").replace(".", "").isdigit()

    def heading(self, sheet: Sheet, numbers: bool) -> None:
        for row in sheet.heading():
            self.page.row(*row)
        if numbers and sheet.columns[0].role == "serial":
            self.page.row("栏次", *(str(number) for number in range(1, len(sheet.columns))))

    def answered(self, sheet: Sheet, turn: Callable[[Sheet], None]) -> list[Json]:
        """Prints heading and rows; the rows of the answer."""
        self.heading(sheet, self.numbers)
        found: list[Json] = []
        for index, row in enumerate(sheet.rows):
            if self.rng.random() < self.breaks and (index or self.repeats):
                turn(sheet)
            rest = self._cut(sheet, row) if self.rng.random() < self.breaks else None
            whole, row = row, list(row)
            if rest:
                row = [cell.removesuffix(piece) for cell, piece in zip(row, rest, strict=True)]
            found += sheet.answer(whole, self.page.row(*self.marked(row)))
            if rest:
                turn(sheet)
                self.page.row(*rest)
        return found

    def marked(self, row: Row) -> Row:
        """The row with the marks that the layout prints in it."""
        return row

    def _cut(self, sheet: Sheet, row: Row) -> Row | None:
        """The end of the row's item, as it stands below a page break; None where nothing tells that
        it is one.
        """
        roles = [column.role for column in sheet.columns]
        at = roles.index("item")
        code = row[roles.index("code")] if "code" in roles else ""
        if roles.count("item") > 1 or len(row[at]) < 6 or not (code or "serial" in roles):
            return None
        length = self.rng.randint(1, len(row[at]) - 2)
        return [cell[-length:] if index == at else "" for index, cell in enumerate(row)]

    def unit_table(self) -> None:
        self.units_printed = True
        self.page("")
        self.page.row("单位名称", "单位性质", "单位规格", "经费保障形式")
        for unit in self.budget.units:
            self.page.row(*unit[1:])
        self.page("")


class Markdown(Layout):
    """Tabs, Markdown headings or none, captions in lines of their own, project forms with codes and
    amounts.
    """

    def build(self) -> Json:
        rng, page, whole, dept = self.rng, self.page, self.budget, self.budget.department
        self.marks = rng.random() < 0.6
        page(
            "",
            f"{self.mark(1)}部门预算公开目录",
            "",
            "部门预算收支总表 .....\t1",
            "部门预算收入总表 .....\t2",
            "",
        )
        for sheet in self.sheets.county():
            page(f"{self.mark(2)}{sheet.title}", "")
            self.captions(f"{whole.code} {dept}")
            self.table(sheet, self.sheets.scale, self.turn)
        page(
            f"{self.mark(1)}{dept} {whole.year} 年部门预算信息公开情况说明",
            "",
            f"{self.mark(2)}一、部门职责及机构设置情况",
            "",
        )
        page("本局按照职责管理全县的有关工作。", "", f"{self.mark(2)}部门机构设置情况")
        self.unit_table()
        page(f"{self.mark(2)}二、部门预算安排的总体情况", "")
        for heading, text in self.prose.parts():
            page(f"{self.mark(3)}{heading}", "", text(), "")
        page(f"{self.mark(2)}六、部门项目预算安排情况及绩效目标", "")
        for number, project in enumerate(whole.projects, start=1):
            self.project(project, number)
        page(
            f"{self.mark(2)}七、政府采购预算情况",
            "",
            self.prose.procurement(),
            "",
            f"{self.mark(2)}八、国有资产信息",
            "",
            self.prose.assets(),
            "",
        )
        sheet = self.sheets.assets()
        page(
            f"{self.mark(3)}{sheet.title}",
            "",
            f"{whole.code} {dept}",
            "",
            f"截止时间：{whole.year - 1}-12-31",
            "",
        )
        self.breaks = 0
        self.table(sheet, "万元", self.turn)
        page(f"{self.mark(2)}九、其他需要说明的事项", "", "我部门无其他需要说明的事项。")
        return self.answer(whole.code)

    def marked(self, row: Row) -> Row:
        """A row of totals is bold in some documents."""
        bold = any("总计" in cell for cell in row) and self.rng.random() < 0.5
        return [f"<b>{cell}</b>" if bold and cell else cell for cell in row]

    def mark(self, depth: int) -> str:
        return "#" * depth + " " if self.marks else ""

    def captions(self, named: str) -> None:
        word = self.rng.choice(["单位", "金额单位"])
        self.page(
            named, "", f"预算年度：{self.budget.year}", "", f"{word}：{self.sheets.scale}", ""
        )

    def turn(self, sheet: Sheet) -> None:
        self.page("")
        self.captions(f"{self.mark(2)}{self.budget.code} {self.budget.department}")
        self.heading(sheet, self.numbers and self.rng.random() < 0.7)

    def project(self, project: Project, number: int) -> None:
        ordinal, heading = title(self.rng, project, number)
        self.page(f"{self.mark(3)}{heading}", "", "单位：万元", "")
        said = coded_head(self.rng, self.page, project)
        rows = tuple(
            replace(one, target=typeset(self.rng, one.target)) for one in project.indicators
        )
        project = replace(project, indicators=rows)
        said["indicators"] = Table(self.rng, self.page, project).print(wide=True)
        self.page("")
        self.projects.append(project_answer(project, ordinal, **said))


class Tabbed(Layout):
    """Tabs and no marks; captions in one row or in lines; forms without amounts under the line of
    their unit.
    """

    def build(self) -> Json:
        page, whole, dept = self.page, self.budget, self.budget.department
        page(
            "",
            "",
            f"{whole.year}年部门预算信息公开",
            "",
            dept,
            "",
            f"{whole.year} 年部门预算公开表",
            "",
        )
        self.in_row = self.rng.random() < 0.5
        self.repeats = False
        for sheet in self.sheets.county():
            page(sheet.title, "")
            self.captions()
            self.table(sheet, self.sheets.scale, self.turn)
        page(
            f"{whole.year} 年部门预算信息公开情况说明",
            "",
            "一、部门职责及机构设置情况",
            "",
            "本局按照职责管理全县的有关工作。",
            "",
            "部门机构设置情况",
        )
        self.unit_table()
        page("二、部门预算安排的总体情况", "")
        for heading, text in self.prose.parts():
            page(heading, "", text(), "")
        page("五、预算绩效信息", "")
        for number, project in enumerate(whole.projects, start=1):
            self.project(project, number)
        page(
            "六、政府采购预算情况",
            "",
            self.prose.procurement(),
            "",
            "七、国有资产信息",
            "",
            self.prose.assets(),
            "",
        )
        sheet = self.sheets.assets()
        page(sheet.title, "", f"编制部门：{dept}", "", f"截止时间：{whole.year - 1}年12月31日", "")
        self.breaks = 0
        self.table(sheet, "万元", self.turn)
        page(
            "八、名词解释",
            "",
            "- 1、基本支出：保证机构正常运转的人员支出和公用支出。",
            "",
            "九、其他需要说明的事项",
        )
        return self.answer(whole.code)

    def captions(self) -> None:
        named, scale = (
            f"部门编码及名称：[{self.budget.code}]{self.budget.department}",
            f"金额单位：{self.sheets.scale}",
        )
        if self.in_row:
            self.page.row(named, "", f"预算年度：{self.budget.year}", "", scale)
        else:
            self.page(named, "", f"预算年度：{self.budget.year}", "", scale, "")

    def turn(self, sheet: Sheet) -> None:
        """A blank line alone, the heading again, or captions and heading."""
        form = self.rng.randint(0, 2)
        self.page("")
        if form == 2:
            self.captions()
        if form:
            self.heading(sheet, self.numbers and self.rng.random() < 0.7)

    def project(self, project: Project, number: int) -> None:
        ordinal, heading = title(self.rng, project, number)
        code, name = project.unit
        self.page(heading, "", f"{code} {name}", "")
        self.page.row("绩效目标", goals_in_a_cell(self.rng, project), *[""] * 4)
        said = {
            "unit": {"code": code, "name": name},
            "indicators": Table(self.rng, self.page, project).print(wide=False),
        }
        self.page("")
        self.projects.append(project_answer(project, ordinal, **said))
