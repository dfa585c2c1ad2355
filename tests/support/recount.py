"""The rows of extracted papers as data frames, beside the graph made from the same papers: for
recounts that go another way than the queries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from places import ROOT, SHARED

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.mapping import across_quads, code_quads, nquads
from budgetgraph.pipeline.line import extract_all
from budgetgraph.query.questions import bind, load
from budgetgraph.store import Store

SETS = {"examples": ROOT / "examples", "seeds": SHARED / "seeds"}
#: What is recounted each time; the real papers where there is time.
ASKED = ("examples", pytest.param("seeds", marks=pytest.mark.long))
YUAN = {"万元": Decimal(10_000), "元": Decimal(1)}
TOTAL_COLUMNS = ("合计", "本年收入合计", "本年支出合计", "预算数", "金额")


@dataclass(frozen=True)
class Counted:
    """One set of papers: its graph, and its rows as data frames."""

    store: Store
    cells: pd.DataFrame
    projects: pd.DataFrame
    statements: pd.DataFrame
    mentions: pd.DataFrame
    indicators: pd.DataFrame

    def ask(self, name: str, **values: str) -> pd.DataFrame:
        answer = self.store.select(bind(load()[name], values))
        return pd.DataFrame(answer.rows, columns=list(answer.columns))


def amount(text: str, unit: str | None) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) * YUAN[unit or "万元"]
    except ArithmeticError:
        return None


def cells_of(paper: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, table in enumerate(paper["tables"]):
        for place, row in enumerate(table["rows"]):
            for cell in row["cells"]:
                side, _, leaf = cell["column"].rpartition("/")
                yield {
                    "department": paper["department"]["name"],
                    "type": table["type"],
                    "table": number,
                    "row": place,
                    "code": row["code"] or "",
                    "item": "".join(row["item"].split()),
                    "side": side.partition("/")[0],
                    "leaf": leaf,
                    "amount": amount(cell["value"], table["scale"]),
                }


def projects_of(paper: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place, project in enumerate(paper["projects"], start=1):
        total, unit = project["amounts"]["total"], project["amounts"]["unit"]
        based = [
            number
            for one in project["indicators"]
            if one["basis"]
            for number in one["basis"]["documents"]
        ]
        yield {
            "department": paper["department"]["name"],
            "year": paper["fiscal_year"],
            "name": project["name"],
            "amount": None if total is None else amount(total, unit),
            "number": place,
            "funding": project["funding_documents"],
            "basis": [*project["basis_documents"], *based],
            "indicators": len(project["indicators"]),
        }


def indicators_of(paper: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place, project in enumerate(paper["projects"], start=1):
        for one in project["indicators"]:
            target = one["target"] or {}
            yield {
                "department": paper["department"]["name"],
                "year": paper["fiscal_year"],
                "number": place,
                "project_name": project["name"],
                "funding": project["funding_documents"],
                "name": one["level3"],
                "target": target.get("text"),
                "operator": target.get("operator"),
                "value": target.get("value"),
                "unit": target.get("unit"),
                "basis": (one["basis"] or {}).get("documents", []),
            }


@cache
def counted(name: str) -> Counted:
    if not SETS[name].is_dir():
        pytest.skip(f"{name} are not at hand")
    found = [one for path in papers(SETS[name]) for one in extract_all(path)]
    graphs = [nquads(one) for one in found]
    store = Store.memory([*graphs, code_quads(graphs), across_quads(graphs)])
    read = [json.loads(json.dumps(to_json(one), default=str)) for one in found]
    return Counted(
        store,
        pd.DataFrame([cell for paper in read for cell in cells_of(paper)]),
        pd.DataFrame([project for paper in read for project in projects_of(paper)]),
        pd.DataFrame(
            [
                {"department": paper["department"]["name"], "own": paper["fiscal_year"], **one}
                for paper in read
                for one in paper["statements"]
            ]
        ),
        pd.DataFrame(
            [
                {"department": paper["department"]["name"], "number": one["number"], "line": place}
                for paper in read
                for one in paper["documents"]
                for place in one["lines"]
            ]
        ),
        pd.DataFrame([one for paper in read for one in indicators_of(paper)]),
    )


def papers(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in (".txt", ".md") and path.stem != "README"
    )
