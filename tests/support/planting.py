"""Clean made-up disclosures, and faults planted in their text: where, what was there, and which
rules have to find it.

A document is planted with many faults at once, each in a table, a project or a paragraph of its
own. A finding is a fault's when one of the passages it cites is a line of the fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from mutation import Budget
from mutation_layouts import Markdown, Tabbed
from mutation_prose import Prose
from mutation_sheets import Sheet, Sheets

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract, masked, to_graph
from budgetgraph.validate import load_shapes, validate_nquads
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.page_checks import check

#: The tables that a full disclosure prints.
NINE = 9


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of the text.

    `edits` gives lines (1-based) their new text, None for a line that is gone; `places` are the
    lines that a finding about it cites, those of the clean text; `rules` have to find it, one of
    them is enough, none where no rule covers it.
    """

    kind: str
    edits: Mapping[int, str | None]
    places: frozenset[int]
    rules: frozenset[str]
    told: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A clean document, the faults in it, and what was found that the clean one does not give, with
    lines of the clean text.
    """

    name: str
    faults: tuple[Fault, ...]
    new: tuple[tuple[Finding, frozenset[int]], ...]

    def missed(self) -> list[Fault]:
        """The faults that a rule covers and none of its rules found."""
        return [
            fault
            for fault in self.faults
            if fault.rules
            and not any(
                finding.rule in fault.rules and lines & fault.places for finding, lines in self.new
            )
        ]

    def elsewhere(self) -> list[Finding]:
        """New findings that cite no line of any fault."""
        touched = frozenset(line for fault in self.faults for line in fault.places)
        return [finding for finding, lines in self.new if not lines & touched]


class _FullSheets(Sheets):
    """All nine tables, the one of the three public expenses as the prose says it."""

    spent: tuple[int, int] = (0, 0)

    def county(self) -> list[Sheet]:
        while len(sheets := super().county()) < NINE:
            pass
        return sheets

    def _three_public(self) -> Sheet:
        sheet, (running, guests) = super()._three_public(), self.spent
        amounts = [running + guests, 0, running, 0, running, guests]
        at = next(index for index, column in enumerate(sheet.columns) if column.role == "value")
        rows = tuple(
            [*row[:at], self.money(amount), self.money(amount), *row[at + 2 :]]
            for row, amount in zip(sheet.rows, amounts, strict=True)
        )
        return replace(sheet, rows=rows)


class _TrueProse(Prose):
    """Every paragraph, and sums that hold."""

    spent: tuple[int, int] = (0, 0)
    changed: tuple[int, int] = (0, 0)

    def change(self, measure: str) -> str:
        return self._changed(measure, sum(self.changed))

    def changes(self) -> str:
        total, (basic, project) = (
            self.amount("total_expenditure", self.budget.basic + self.budget.project),
            self.changed,
        )
        told = [
            self._changed(*one)
            for one in (
                ("total_change", basic + project),
                ("basic_change", basic),
                ("project_change", project),
            )
        ]
        return (
            f"{self.year}年部门预算收支安排{total}，较{self.year - 1}年预算{told[0]}，其中：基本支出{told[1]}，主要是人员变动。"
            f"项目支出{told[2]}，主要是项目调整。"
        )

    def _changed(self, measure: str, amount: int) -> str:
        return ("增加" if amount >= 0 else "减少") + self.amount(
            measure, abs(amount), sign="" if amount >= 0 else "-"
        )

    def three_public(self) -> str:
        say, (running, guests) = self.amount, self.spent
        return (
            f"{self.year}年，我部门财政拨款“三公”经费预算安排{say('three_public_total', running + guests)}，其中因公出国（境）费"
            f"{say('overseas_travel', 0)}；公务用车购置及运维费{say('vehicle_total', running)}（其中：公务用车购置费"
            f"{say('vehicle_purchase', 0)}，公务用车运维费{say('vehicle_running', running)}）；公务接待费{say('reception', guests)}。"
        )

    def parts(self) -> list[tuple[str, object]]:  # type: ignore[override]
        while len(parts := super().parts()) < 5:
            pass
        return list(parts)


def clean(layout: type[Markdown] | type[Tabbed], rng: Random, hebei: bool) -> str:
    """A disclosure whose tables, prose and projects agree."""
    made = layout(rng)
    while hebei != made.budget.division.code.startswith("13"):
        made = layout(rng)
    whole: Budget = replace(made.budget, fund="")
    spent = (rng.randint(100, 900), rng.randint(10, 99))
    made.budget, made.sheets, made.prose = whole, _FullSheets(rng, whole), _TrueProse(rng, whole)
    made.sheets.spent = made.prose.spent = spent  # type: ignore[attr-defined]
    made.prose.changed = (rng.randint(-9999, 9999), rng.randint(-9999, 9999))  # type: ignore[attr-defined]
    made.breaks = min(made.breaks, 0.05)
    made.build()
    return "\n".join(made.page.lines) + "\n"


def findings(path: Path) -> tuple[Disclosure, list[Finding]]:
    """What is read in a file, and what the rules find in it."""
    disclosure = masked(extract(path))
    found = validate_nquads(to_graph(disclosure), load_shapes()).findings
    every = [one for finding in found for one in (finding, *finding.consequences)]
    return disclosure, [*every, *check(disclosure)]


def planted(
    name: str, text: str, faults: Iterable[Fault], before: list[Finding], folder: Path
) -> Planted:
    """The faults in the text, and what is found that was not found `before`."""
    given = tuple(faults)
    edits = {line: new for fault in given for line, new in fault.edits.items()}
    lines: list[str] = []
    origin: dict[int, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        edited = edits.get(number, line)
        for printed in [] if edited is None else edited.split("\n"):
            lines.append(printed)
            origin[len(lines)] = number
    path = folder / f"{name}.planted.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    known = {(finding.rule, finding.message_zh) for finding in before}
    after = findings(path)[1]
    new = [finding for finding in after if (finding.rule, finding.message_zh) not in known]
    return Planted(name, given, tuple((finding, _cited(finding, origin)) for finding in new))


def _cited(finding: Finding, origin: Mapping[int, int]) -> frozenset[int]:
    """The lines of the clean text that a finding cites."""
    return frozenset(
        origin[line]
        for passage in finding.passages
        if passage.first_line is not None
        for line in range(passage.first_line, (passage.last_line or passage.first_line) + 1)
        if line in origin
    )
