"""The cube alone, pivoted by body, year and phase, gives what the questions answer."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from places import ROOT

from budgetgraph.mapping import across_quads, code_quads, nquads
from budgetgraph.pipeline.line import extract_all
from budgetgraph.query.questions import bind, load
from budgetgraph.store import Store

BODIES = ("石桥县水利局", "白塔县水利局")
YEARS = (2023, 2024)
HEADINGS = {
    "预算": ("部门预算支出总表", "合计\t基本支出\t项目支出\t上年预算数"),
    "决算": ("支出决算表", "本年支出合计\t基本支出\t项目支出"),
}


def paper(body: str, year: int, kind: str, more: int) -> str:
    """One paper of a water bureau: three classes, whose amounts grow with `more`. A budget has
    amounts of the year before beside its own, which must not be added to that year's.
    """
    title, columns = HEADINGS[kind]
    office, works, flood = 30 + more, 100 + 2 * more, 20
    rows = [
        ("\t合计", office, works + flood),
        ("213\t农林水支出", office, works + flood),
        ("21303\t水利", office, works + flood),
        ("2130301\t行政运行", office, 0),
        ("2130305\t水利工程建设", 0, works),
        ("2130314\t防汛", 0, flood),
    ]
    lines = [f"{body}{year}年度部门{kind}公开", title, f"部门：{body}\t单位：万元"]
    lines.append(f"科目编码\t科目名称\t{columns}")
    for name, basic, project in rows:
        amounts = [basic + project, basic, project]
        if kind == "预算":
            amounts.append(basic + project - 1)
        lines.append("\t".join([name, *(f"{amount:.2f}" for amount in amounts)]))
    return "\n".join(lines) + "\n"


def made(folder: Path) -> Store:
    """The budgets and the final accounts of two bodies in two years."""
    every = itertools.product(BODIES, YEARS, HEADINGS)
    found = []
    for number, (body, year, kind) in enumerate(every):
        path = folder / f"{number}.txt"
        path.write_text(paper(body, year, kind, number), "utf-8")
        found += extract_all(path)
    graphs = [nquads(one) for one in found]
    return Store.memory([*graphs, code_quads(graphs), across_quads(graphs)])


def documented() -> str:
    """The pivot as docs/sparql.md has it."""
    text = (ROOT / "docs" / "sparql.md").read_text("utf-8")
    match = re.search(r"^## Bodies, years, .*?```sparql\n(.*?)```", text, re.M | re.S)
    assert match is not None
    return match[1]


def pivot(store: Store) -> dict[tuple[str, int, str], Any]:
    """The amounts by the names of body and phase."""
    return {
        (body.rpartition("/")[2], year, phase.rpartition("/")[2]): amount
        for body, year, phase, amount in store.select(documented()).rows
    }


def test_a_pivot_of_the_cube_gives_what_the_questions_answer(tmp_path: Path) -> None:
    store = made(tmp_path)
    found = pivot(store)
    assert set(found) == set(itertools.product(BODIES, YEARS, ("approved", "executed")))
    answered: Counter[tuple[str, int, str]] = Counter()
    classes = store.select(bind(load()["plan-and-actual"], {}))
    for row in classes.rows:
        of = dict(zip(classes.columns, row, strict=True))
        answered[of["department"], of["fiscal_year"], "approved"] += of["planned"]
        answered[of["department"], of["fiscal_year"], "executed"] += of["actual"]
    assert found == dict(answered)
    totals = store.select(bind(load()["budget-totals"], {}))
    for row in totals.rows:
        of = dict(zip(totals.columns, row, strict=True))
        key = (of["department"], of["fiscal_year"], "approved")
        assert found[key] == of["expenditure"]
    assert len(totals.rows) == 4
    assert found["石桥县水利局", 2023, "approved"] == Decimal(1_500_000)
    assert found["白塔县水利局", 2024, "executed"] == Decimal(1_710_000)
