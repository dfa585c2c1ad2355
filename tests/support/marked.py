"""Short disclosures in marked text (Markdown) as extractions, for the tests of forms."""

from __future__ import annotations

from pathlib import Path

from budgetgraph.disclosure import Disclosure, Indicator, Project
from budgetgraph.pipeline.line import extract

HEAD = "青湖县水务局2024年部门预算公开\n\n2024年收入总预算100.00万元。\n\n"


def grid(*rows: str) -> str:
    """Rows written with `|` between their cells as a table of marked text, filled up to one width."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    width = max(map(len, cells))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in cells]
    rule = "|" + " --- |" * width
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n\n"


def read(folder: Path, text: str, name: str = "x.md") -> Disclosure:
    path = folder / name
    path.write_text(HEAD + text, "utf-8")
    return extract(path)


def amounts(project: Project) -> tuple[str | None, ...]:
    found = (project.total, project.fiscal, project.other)
    return tuple(amount.value if amount else None for amount in found)


def shown(indicators: tuple[Indicator, ...]) -> list[tuple[str | None, ...]]:
    """Levels and target text of each indicator."""
    return [
        (one.level1, one.level2, one.level3, one.target.text if one.target else None)
        for one in indicators
    ]


def codes(disclosure: Disclosure) -> list[str]:
    return [note.code for note in disclosure.notes]
