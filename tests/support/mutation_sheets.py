"""The budget tables of a made-up disclosure as sheets: columns with their headings, rows of cells,
and the rows that the contract makes of them. A sheet knows nothing of lines; the layouts print it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from mutation import Budget, Line, shares

Row = list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """`role` is serial, code, item or value; `parent` the heading over several columns; `side` 收入
    or 支出 in a two-sided table.
    """

    role: str
    word: str
    parent: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `note` stands below an empty one."""

    type: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def heading(self) -> list[Row]:
        """The heading rows: parents, printed once each over their columns, and the words below
        them.
        """
        if not any(column.parent for column in self.columns):
            return [[column.word for column in self.columns]]
        above: Row = []
        for index, column in enumerate(self.columns):
            before = self.columns[index - 1] if index else None
            repeated = before is not None and column.parent and before.parent == column.parent
            above.append("" if repeated else column.parent or column.word)
        return [above, [column.word if column.parent else "" for column in self.columns]]

    def names(self) -> list[str]:
        """What the contract calls each column."""
        leaves = Counter(
            (column.side, column.word) for column in self.columns if column.role == "value"
        )
        found = []
        for column in self.columns:
            twice = leaves[column.side, column.word] > 1 and column.parent and not column.side
            name = f"{column.parent}/{column.word}" if twice else column.word
            found.append(f"{column.side}/{name}" if column.side else name)
        return ["".join(name.split()) for name in found]

    def answer(self, row: Row, line: int) -> list[dict[str, Any]]:
        """What the contract makes of a row: one row for each side that names an item."""
        made = []
        for side in dict.fromkeys(column.side for column in self.columns if column.role == "item"):
            part = [
                one
                for one in zip(row, self.columns, self.names(), strict=True)
                if one[1].side == side
            ]
            item = next(cell for cell, column, _ in part if column.role == "item")
            code = next((cell for cell, column, _ in part if column.role == "code" and cell), None)
            cells = [
                {"column": name, "value": cell}
                for cell, column, name in part
                if column.role == "value" and cell
            ]
            if item:
                made.append({"line": line, "code": code, "item": item, "cells": cells})
        return made


#: Other wordings of titles.
TITLES = {
    "部门预算收支总表": ("部门收支总表", "收支预算总表"),
    "部门预算收入总表": ("部门收入总表", "收入预算总表"),
    "部门预算支出总表": ("部门支出总表",),
    "部门预算财政拨款收支总表": ("财政拨款收支总表",),
    "部门预算一般公共预算财政拨款支出表": ("一般公共预算支出表",),
    "部门预算一般公共预算财政拨款基本支出表": ("一般公共预算基本支出表",),
    "部门预算政府性基金预算财政拨款支出表": ("政府性基金预算支出表",),
    "部门预算国有资本经营预算财政拨款支出表": ("国有资本经营预算支出表",),
    "部门预算财政拨款“三公”经费支出表": ("“三公”经费支出表", "一般公共预算“三公”经费支出表"),
}


class Sheets:
    """Makes the tables of one disclosure in one style: how amounts, blanks and headings are
    printed.
    """

    def __init__(self, rng: Random, budget: Budget) -> None:
        self.rng, self.budget = rng, budget
        self.scale = rng.choice(["万元", "万元", "元"])
        self.blank = rng.choice(["", "", "0.00"])
        self.commas = rng.random() < 0.2
        self.serial = rng.random() < 0.8
        self.named = rng.choice([("科目编码", "科目名称"), ("功能分类科目编码", "科目名称")])

    def money(self, amount: int) -> str:
        """An amount in hundredths of 万元 as a cell prints it."""
        if not amount:
            return self.blank
        value = f"{amount / 100:,.2f}" if self.scale == "万元" else f"{amount * 100:,}.00"
        return value if self.commas else value.replace(",", "")

    def spaced(self, word: str) -> str:
        """A word of two characters may be printed with a blank between them."""
        return " ".join(word) if len(word) == 2 and self.rng.random() < 0.2 else word

    def _sheet(
        self, type_: str, title: str, columns: list[Column], rows: list[Row], note: str = ""
    ) -> Sheet:
        if self.serial:
            columns = [Column("serial", "序号"), *columns]
            rows = [[str(number), *row] for number, row in enumerate(rows, start=1)]
        return Sheet(type_, title, tuple(columns), tuple(rows), note)

    def coded(
        self,
        type_: str,
        title: str,
        lines: list[Line],
        values: list[tuple[str, str, str]],
        parent: str = "功能分类科目",
    ) -> Sheet:
        """A table by code.

        `values` are columns as (parent, word, what): what is total, basic, project or nothing.
        """
        columns = [Column("code", self.named[0], parent), Column("item", self.named[1], parent)]
        columns += [Column("value", self.spaced(word), above) for above, word, _ in values]
        top = [line for line in lines if len(line.code) == 3]
        total = Line("", "合计", sum(line.basic for line in top), sum(line.project for line in top))
        amounts = {
            "total": lambda line: line.basic + line.project,
            "basic": lambda line: line.basic,
            "project": lambda line: line.project,
        }
        ordered = [total, *lines] if self.rng.random() < 0.7 else [*lines, total]
        rows = [
            [
                line.code,
                line.name,
                *(self.money(amounts[what](line)) if what else self.blank for _, _, what in values),
            ]
            for line in ordered
        ]
        return self._sheet(type_, title, columns, rows)

    def reordered(self, values: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """The columns in another order, columns under one parent together."""
        if self.rng.random() < 0.7:
            return values
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for one in values:
            groups.setdefault(one[0] or one[1], []).append(one)
        mixed = list(groups.values())
        self.rng.shuffle(mixed)
        return [one for group in mixed for one in group]

    def two_sided(
        self,
        type_: str,
        title: str,
        left: list[tuple[str, int]],
        right: list[tuple[str, int]],
        funds: bool,
    ) -> Sheet:
        """收入 beside 支出; with `funds` the right side is split by fund."""
        word = self.rng.choice(["预算数", "金额"])
        columns = [
            Column("item", self.spaced("项目"), "收入", "收入"),
            Column("value", word, "收入", "收入"),
        ]
        columns.append(Column("item", self.spaced("项目"), "支出", "支出"))
        kinds = (
            ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
            if funds
            else [word]
        )
        columns += [Column("value", kind, "支出", "支出") for kind in kinds]
        rows = []
        for index in range(max(len(left), len(right))):
            mine = [left[index][0], self.money(left[index][1])] if index < len(left) else ["", ""]
            theirs = ["", *[""] * len(kinds)]
            if index < len(right):
                item, amount = right[index]
                by_fund = self.fund(item, amount)
                split = (
                    [self.money(amount - by_fund), self.money(by_fund), self.blank] if funds else []
                )
                theirs = [item, self.money(amount), *split]
            rows.append([*mine, *theirs])
        return self._sheet(type_, title, columns, rows)

    def fund(self, item: str, amount: int) -> int:
        """How much of an item of the right side a government fund pays."""
        own = [
            line.basic + line.project
            for line in self.budget.functions
            if line.code == self.budget.fund
        ]
        name = next(
            (line.name for line in self.budget.functions if line.code == self.budget.fund), "-"
        )
        return (
            sum(own) if item.endswith(name) or (item.endswith(("合计", "总计")) and amount) else 0
        )

    def empty(self, type_: str, title: str) -> Sheet:
        """A table without rows, with a note below it or none."""
        columns = [
            Column("code", self.named[0], "功能分类科目"),
            Column("item", self.named[1], "功能分类科目"),
        ]
        columns += [Column("value", word) for word in ("合计", "基本支出", "项目支出")]
        note = self.rng.choice(
            [f"注：无{title[4:-1]}预算，空表列示。", f"我部门无{title[4:-1]}，空表列示。"]
        )
        return self._sheet(type_, title, columns, [], note)

    def county(self) -> list[Sheet]:
        """The tables that counties of Hebei publish, some of them empty."""
        budget, lines = self.budget, list(self.budget.functions)
        total, split = (
            budget.basic + budget.project,
            [("", "合计", "total"), ("", "基本支出", "basic"), ("", "项目支出", "project")],
        )
        top = [line for line in lines if len(line.code) == 3]
        right = [
            (f"{'一二三四五六七八九十'[n % 10]}、{line.name}", line.basic + line.project)
            for n, line in enumerate(top)
        ]
        funds = [
            ("一、一般公共预算{}", total),
            ("二、政府性基金预算{}", 0),
            ("三、国有资本经营预算{}", 0),
        ]
        more = [("四、财政专户管理资金收入", 0), ("五、单位资金", 0)][: self.rng.randint(0, 2)]
        left = [(name.format("拨款收入"), amount) for name, amount in funds] + more
        grants = [(name.format("财政拨款"), amount) for name, amount in funds]
        ends = [
            ("本年收入合计", "本年支出合计", total),
            ("上年结转结余", "年终结转结余", 0),
            ("收入总计", "支出总计", total),
        ]
        general = [
            line for line in lines if not budget.fund or not line.code.startswith(budget.fund)
        ]
        paid = [line for line in lines if line not in general]
        title = "部门预算政府性基金预算财政拨款支出表"
        sheets = [
            self.two_sided(
                "revenue_expenditure_summary",
                "部门预算收支总表",
                *_ended(left, right, ends),
                funds=False,
            ),
            self.coded(
                "revenue_summary", "部门预算收入总表", lines, self.reordered(self._revenue())
            ),
            self.coded(
                "expenditure_summary",
                "部门预算支出总表",
                lines,
                self.reordered([*split, ("", "经营支出", ""), ("", "上解上级支出", "")]),
            ),
            self.two_sided(
                "fiscal_appropriation_summary",
                "部门预算财政拨款收支总表",
                *_ended(grants, right, ends),
                funds=True,
            ),
            self.coded(
                "general_public_expenditure",
                "部门预算一般公共预算财政拨款支出表",
                general,
                self.reordered(split),
            ),
            self._basic(),
            self.coded("government_fund_expenditure", title, paid, split)
            if paid
            else self.empty("government_fund_expenditure", title),
            self.empty("state_capital_expenditure", "部门预算国有资本经营预算财政拨款支出表"),
            self._three_public(),
        ]
        kept = [
            sheets[index] for index in sorted(self.rng.sample(range(9), self.rng.randint(4, 9)))
        ]
        other = self.rng.random() < 0.3
        return [
            replace(sheet, title=self.rng.choice(TITLES[sheet.title])) if other else sheet
            for sheet in kept
        ]

    def _revenue(self) -> list[tuple[str, str, str]]:
        others = [("财政专户收入", ""), ("事业收入", ""), ("经营收入", ""), ("其他收入", "")]
        kinds = [("财政拨款收入", "total"), *self.rng.sample(others, self.rng.randint(1, 4))]
        return [
            ("", "合计", "total"),
            *[("本年收入", word, what) for word, what in [("小计", "total"), *kinds]],
            ("", "上年结转", ""),
        ]

    def _basic(self) -> Sheet:
        words = (("合计", "total"), ("人员经费", "basic"), ("公用经费", "project"))
        values = [("一般公共预算基本支出", *word) for word in words]
        title = "部门预算一般公共预算财政拨款基本支出表"
        return self.coded(
            "general_public_basic_expenditure",
            title,
            list(self.budget.economic),
            values,
            "支出部门经济分类科目",
        )

    def _three_public(self) -> Sheet:
        columns = [Column("item", self.spaced("项目"))]
        columns += [
            Column("value", word, "资金来源")
            for word in ("合计", "一般公共预算财政拨款", "政府性基金财政拨款")
        ]
        car, guests = self.rng.randint(1, 999), self.rng.randint(1, 99)
        lines = [
            ("合计", car + guests),
            ("一、因公出国（境）费", 0),
            ("二、公务用车购置及运维费", car),
        ]
        lines += [
            ("其中：公务用车购置费", 0),
            ("公务用车运行维护费", car),
            ("三、公务接待费", guests),
        ]
        rows = [
            [item, self.money(amount), self.money(amount), self.blank] for item, amount in lines
        ]
        return self._sheet(
            "three_public_expenditure", "部门预算财政拨款“三公”经费支出表", columns, rows
        )

    def assets(self) -> Sheet:
        """固定资产占用情况: a count and a value in 万元, blanks printed as nothing or as dashes."""
        rng, blank = self.rng, self.rng.choice(["", "", "-----"])
        cars, rest = shares(rng, self.budget.assets, 2)
        rows = [["资产总额", blank, f"{self.budget.assets / 100:.2f}"]]
        rows += [["1、房屋（平方米）", blank, ""], ["其中：办公用房（平方米）", blank, ""]]
        rows += [
            ["2、车辆（台、辆）", str(rng.randint(1, 9)), f"{cars / 100:.2f}"],
            ["3、单价在20万元以上的设备", blank, ""],
        ]
        rows += [["4、其他固定资产", str(rng.randint(10, 999)), f"{rest / 100:.2f}"]]
        columns = (
            Column("item", "项目"),
            Column("value", "数量"),
            Column("value", "价值（金额单位：万元）"),
        )
        return Sheet(
            "fixed_assets",
            rng.choice(["部门固定资产占用情况表", "固定资产占用情况表"]),
            columns,
            tuple(rows),
        )

    def by_unit(self) -> list[Sheet]:
        """The tables of the scanned layout: by unit, without codes but in one of them."""
        self.serial = False
        budget, total = self.budget, self.budget.basic + self.budget.project
        split = [
            ("", "合计", total),
            ("", "基本支出", budget.basic),
            ("", "项目支出", budget.project),
        ]
        fund = [("一般公共预算支出", *one[1:]) for one in split] + [
            ("政府性基金预算支出", one[1], 0) for one in split
        ]
        top = [line for line in budget.functions if len(line.code) == 3]
        right = [
            (f"({'一二三四五六七八九十'[n % 10]}) {line.name}", line.basic + line.project)
            for n, line in enumerate(top)
        ]
        left = [
            ("一、一般公共预算财政拨款收入", total),
            ("二、政府性基金预算财政拨款收入", 0),
            ("三、国有资本经营预算收入", 0),
        ]
        ends = [
            ("本年收入合计", "本年支出合计", total),
            ("上年结转", "结转下年", 0),
            ("收入总计", "支出总计", total),
        ]
        items = [line for line in budget.functions if len(line.code) == 7]
        values = [
            ("一般公共预算支出", word, what)
            for word, what in (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
        ]
        sheets = [
            self.two_sided(
                "revenue_expenditure_summary",
                f"{budget.year}年{budget.department}预算收支总表",
                *_ended(left, right, ends),
                funds=False,
            ),
            self._units(
                "revenue_summary",
                "部门预算收入总表",
                [("", "合计", total), ("", "财政拨款收入", total), ("", "其他收入", 0)],
            ),
            self._units("expenditure_summary", "部门预算支出总表", split),
            self._units(
                "fiscal_appropriation_expenditure",
                "部门预算财政拨款支出表",
                [("", "合计", total), *fund],
            ),
            self._items(items, values),
            self._procurement(),
            self._operating(),
        ]
        return [sheet for index, sheet in enumerate(sheets) if not index or self.rng.random() < 0.8]

    def _units(self, type_: str, title: str, values: list[tuple[str, str, int]]) -> Sheet:
        columns = [
            Column("item", "单位名称"),
            *[Column("value", word, parent) for parent, word, _ in values],
        ]
        amounts = [self.money(amount) for _, _, amount in values]
        return Sheet(
            type_, title, tuple(columns), ([self.budget.department, *amounts], ["合计", *amounts])
        )

    def _procurement(self) -> Sheet:
        columns = [Column("item", self.spaced("项目")), Column("value", "小计")]
        columns += [
            Column("value", word, "资金来源")
            for word in ("单位运转经费", "单位项目资金", "省州专项经费")
        ]
        parts = [shares(self.rng, self.rng.randint(10, 9999), 3) for _ in range(3)]
        sums = zip(*([sum(one), *one] for one in parts), strict=True)
        rows = [["合 计", *(self.money(sum(column)) for column in sums)]]
        names = ("货物 (办公设备、耗材等)", "工程 (装修、修缮等)", "服务 (印刷、银行代理服务等)")
        rows += [
            [name, *map(self.money, [sum(one), *one])]
            for name, one in zip(names, parts, strict=True)
        ]
        return Sheet("government_procurement", "部门政府采购预算表", tuple(columns), tuple(rows))

    def _operating(self) -> Sheet:
        columns = [
            Column("serial", "序号"),
            Column("item", "项目"),
            *(Column("value", word) for word in ("合计", "基本支出", "项目支出")),
        ]
        kinds = self.rng.sample(
            ["办公费", "印刷费", "水费", "邮电费", "差旅费", "会议费", "培训费"],
            self.rng.randint(2, 7),
        )
        parts = [(self.rng.randint(0, 999), self.rng.randint(0, 999)) for _ in kinds]
        sums = [sum(basic for basic, _ in parts), sum(project for _, project in parts)]
        rows = [["", "合计", *map(self.money, [sum(sums), *sums])]]
        for number, (kind, (basic, project)) in enumerate(zip(kinds, parts, strict=True), start=1):
            rows.append([str(number), kind, *map(self.money, [basic + project, basic, project])])
        return Sheet("operating_expenses", "部门预算机关运行经费表", tuple(columns), tuple(rows))

    def _items(self, items: list[Line], values: list[tuple[str, str, str]]) -> Sheet:
        """Items alone, without the classes above them, the total last."""
        whole = self.coded("general_public_expenditure", "一般公共预算支出表", items, values)
        rows = [row for row in whole.rows if row[0]]
        sums = [
            self.money(sum(pick))
            for pick in (
                [i.basic + i.project for i in items],
                [i.basic for i in items],
                [i.project for i in items],
            )
        ]
        return Sheet(whole.type, whole.title, whole.columns, (*rows, ["", "合计", *sums]))


Side = list[tuple[str, int]]


def _ended(left: Side, right: Side, ends: list[tuple[str, str, int]]) -> tuple[Side, Side]:
    """Both sides, the shorter one filled up with blank lines, and their totals below."""
    height = max(len(left), len(right))
    pad: Side = [("", 0)]
    left, right = left + pad * (height - len(left)), right + pad * (height - len(right))
    return left + [(one, amount) for one, _, amount in ends], right + [
        (one, amount) for _, one, amount in ends
    ]
