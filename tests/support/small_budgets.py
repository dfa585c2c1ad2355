"""Small budgets of one table, each of its own body and amount, for builds that have to differ."""

from __future__ import annotations

from pathlib import Path

_BUDGET = """{name}2025年部门预算公开

部门预算收入总表
部门：{name}
单位：万元
科目编码\t科目名称\t合计
\t合计\t{total}
208\t社会保障和就业支出\t{total}
"""


def source(folder: Path, name: str, total: str) -> Path:
    """Write the budget of a body with one total into a folder, and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(_BUDGET.format(name=name, total=total), "utf-8")
    return path
