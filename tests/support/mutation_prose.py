"""What the prose of a made-up disclosure states: sentences as they are published, with the
statements that the contract reads in them.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from mutation import Budget

Stated = dict[str, Any]


class Prose:
    """Writes sentences and remembers what they state."""

    def __init__(self, rng: Random, budget: Budget) -> None:
        self.rng, self.budget, self.year = rng, budget, budget.year
        self.stated: list[Stated] = []
        self.gap = rng.choice(["", "", " "])
        self.plain = rng.random() < 0.3
        self.unit = rng.choice(["万元", "万元", "万元", "元"])

    def amount(
        self,
        measure: str,
        value: int,
        year: int | None = None,
        subject: str | None = None,
        sign: str = "",
    ) -> str:
        """An amount in hundredths of 万元 with its unit, as printed; what it states is noted."""
        text = f"{value / 100:.2f}" if self.unit == "万元" else f"{value * 100}.00"
        if self.plain:
            text = text.rstrip("0").rstrip(".")
        stated = {
            "measure": measure,
            "value": sign + text,
            "unit": self.unit,
            "year": year or self.year,
        }
        self.stated.append(stated | ({"subject": subject} if subject else {}))
        return f"{self.gap}{text}{self.gap}{self.unit}"

    def change(self, measure: str) -> str:
        """增加 or 减少 and by how much."""
        word, sign = self.rng.choice([("增加", ""), ("减少", "-")])
        return word + self.amount(measure, self.rng.randint(1, 99999), sign=sign)

    def revenue(self) -> str:
        say, total = self.amount, self.budget.basic + self.budget.project
        form = self.rng.randint(0, 2)
        if form == 0:
            return (
                f"{self.year}年预算收入{say('total_revenue', total)}，其中：一般公共预算收入{say('general_public_revenue', total)}，"
                f"基金预算收入{say('government_fund_revenue', 0)}，国有资本经营预算收入{say('state_capital_revenue', 0)}，"
                f"财政专户核拨收入{say('special_account_revenue', 0)}，单位资金收入{say('unit_revenue', 0)}，"
                f"上年结转结余{say('carryover_revenue', 0)}。"
            )
        if form == 1:
            return (
                f"反映本部门当年全部收入。{self.year} 年预算总收入{say('total_revenue', total)}，其中：一般公共预算收入"
                f"{say('general_public_revenue', total)}，基金预算收入{say('government_fund_revenue', 0)}，"
                f"财政专户核拨收入{say('special_account_revenue', 0)}，其他来源收入{say('other_revenue', 0)}。"
            )
        return (
            f"{self.year}年预算收入{say('total_revenue', total)}，其中：当年财政拨款收入{say('fiscal_appropriation_revenue', total)}，"
            f"比上年预算{self.change('total_change')}。当年财政拨款包括：一般公共预算财政拨款收入{say('general_public_revenue', total)}；"
            f"政府性基金预算收入{say('government_fund_revenue', 0)}。上年结转{say('carryover_revenue', 0)}。"
        )

    def expenditure(self) -> str:
        budget, say = self.budget, self.amount
        total, people = budget.basic + budget.project, budget.basic - budget.public
        if self.rng.random() < 0.4:
            return (
                f"{self.year} 年，共安排我单位总支出{say('total_expenditure', total)}（基本支出{say('basic_expenditure', budget.basic)}包括"
                f"人员经费{say('personnel_expenditure', people)}、公用经费{say('public_expenditure', budget.public)}、"
                f"项目支出{say('project_expenditure', budget.project)}），其中：一般公共预算财政拨款支出"
                f"{say('general_public_expenditure', total)}，政府性基金预算收支{say('government_fund_expenditure', 0)}，"
                f"国有资本经营预算收支{say('state_capital_expenditure', 0)}。"
            )
        text = (
            f"{self.year}年{self.rng.choice(['支出预算', '部门支出预算为'])}{say('total_expenditure', total)}，其中基本支出"
            f"{say('basic_expenditure', budget.basic)}，包括人员经费{say('personnel_expenditure', people)}和日常公用经费"
            f"{say('public_expenditure', budget.public)}；项目支出{say('project_expenditure', budget.project)}"
        )
        plain = [one for one in budget.projects if not one.funding]
        if plain and self.rng.random() < 0.5:
            listed = "；".join(
                one.name + self.amount("project_amount", one.total, subject=one.name)
                for one in plain
            )
            return f"{text}，主要为{listed}。"
        return f"{text}。"

    def changes(self) -> str:
        # the change of the 财政拨款 stands for that of the total only where this one is not printed
        self.stated = [one for one in self.stated if one["measure"] != "total_change"]
        # 收支 are both sides
        self.amount("total_revenue", self.budget.basic + self.budget.project)
        total = self.amount("total_expenditure", self.budget.basic + self.budget.project)
        return (
            f"{self.year}年部门预算收支安排{total}，较{self.year - 1}年预算{self.change('total_change')}，其中："
            f"基本支出{self.change('basic_change')}，主要是人员变动。项目支出{self.change('project_change')}，主要是项目调整。"
        )

    def operating(self) -> str:
        words = self.rng.choice(["机关运行经费预算安排", "运行经费共计安排", "机关运行经费预算"])
        return f"{self.year}年，我部门{words}{self.amount('operating_expenses', self.budget.public)}，用于办公、印刷、邮电等支出。"

    def three_public(self) -> str:
        say, bought, run, guests = (
            self.amount,
            self.rng.choice([0, 1500]),
            self.rng.randint(0, 900),
            self.rng.randint(0, 99),
        )
        verb = self.rng.choice(["", "为"])
        return (
            f"{self.year}年，我部门财政拨款“三公”经费预算安排{say('three_public_total', bought + run + guests)}，其中因公出国（境）费"
            f"{say('overseas_travel', 0)}；公务用车购置及运维费{say('vehicle_total', bought + run)}（其中：公务用车购置费{verb}"
            f"{say('vehicle_purchase', bought)}，公务用车运维费{say('vehicle_running', run)}）；公务接待费{say('reception', guests)}。"
            f"与{self.year - 1}年相比没有变化。"
        )

    def procurement(self) -> str:
        spent = self.amount("procurement_total", self.rng.choice([0, 12345]))
        return f"{self.year} 年，{self.budget.department}安排政府采购预算{spent}。"

    def assets(self) -> str:
        held, planned = self.budget.assets, self.rng.choice([0, 500])
        if self.rng.random() < 0.5:
            had = self.amount("fixed_assets_total", held, self.year - 1)
            first = f"{self.budget.department}（含所属单位）上年末固定资产金额为{had}（详见下表）。"
        else:
            first = f"{self.year - 1} 年末固定资产原值{self.amount('fixed_assets_total', held, self.year - 1)}。"
        return (
            f"{first}本年度拟购置固定资产总额为{self.amount('asset_purchase_planned', planned)}。"
        )

    def parts(self) -> list[tuple[str, Callable[[], str]]]:
        """The titled paragraphs before the projects, some of them left out."""
        every = [
            ("1、收入说明", self.revenue),
            ("2、支出说明", self.expenditure),
            ("3、比上年增减情况", self.changes),
            ("三、机关运行经费安排情况", self.operating),
            ("四、财政拨款“三公”经费预算情况及增减变化原因", self.three_public),
        ]
        return [one for one in every if self.rng.random() < 0.85]
