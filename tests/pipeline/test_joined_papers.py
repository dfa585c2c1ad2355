"""The prose of a budget and its tables, published as two files: one disclosure with two sources."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from budgetgraph.export.opened_graph import OpenedGraph
from budgetgraph.mapping.across.joined_papers import body_name
from budgetgraph.pipeline.build import build
from budgetgraph.query.questions import bind, load
from budgetgraph.query.run_query import open_store

PROSE = """中共石桥县委办公室2025年部门预算

2025年收入预算总计100.00万元，其中：一般公共预算拨款收入100.00万元。
2025年支出预算总计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。
"""
TABLES = """中国共产党石桥县委员会办公室2025年部门预算公开表

部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t100.00\t60.00\t40.00
201\t一般公共服务支出\t100.00\t60.00\t40.00
20131\t党委办公厅（室）及相关机构事务\t100.00\t60.00\t40.00
2013101\t行政运行\t60.00\t60.00\t
2013102\t一般行政管理事务\t40.00\t\t40.00
"""
FULL = PROSE + TABLES.partition("\n")[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国共产党江苏省委员会办公厅", "江苏省委办公厅"),
        ("中共石桥县委宣传部", "石桥县委员会宣传部"),
    ],
)
def test_the_long_and_the_short_name_of_a_committee_are_one(one: str, other: str) -> None:
    assert body_name(one) == body_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏省委办公厅", "江苏省人大常委会办公厅"),
        ("石桥县卫生健康委员会", "石桥县委"),
    ],
)
def test_other_bodies_stay_two(one: str, other: str) -> None:
    assert body_name(one) != body_name(other)


def built(folder: Path, **texts: str) -> Path:
    source = folder / "papers"
    source.mkdir()
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text, "utf-8")
    out = folder / "out"
    build([str(source)], out)
    return out


def ask(out: Path, name: str) -> list[dict[str, object]]:
    answer = open_store(out).select(bind(load()[name], {}))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def rules(out: Path) -> set[object]:
    return {row["rule"] for row in ask(out, "findings")}


def test_prose_and_tables_are_one_disclosure_with_two_sources(tmp_path: Path) -> None:
    out = built(tmp_path, prose=PROSE, tables=TABLES)
    (row,) = ask(out, "budget-totals")
    assert row["department"] == "中国共产党石桥县委员会办公室"
    assert (row["revenue"], row["expenditure"]) == (1_000_000, 1_000_000)
    assert (row["basic"], row["project"]) == (600_000, 400_000)
    assert row["edition"] is None
    coverage = ask(out, "coverage")
    assert [one["source"] for one in coverage] == ["prose.txt", "tables.txt"] or [
        one["source"] for one in coverage
    ] == ["tables.txt", "prose.txt"]
    assert sum(one["mapped"] is not None for one in coverage) == 1, "the lines are counted once"
    figures = [one["resource"] for one in ask(out, "budget-figures")]
    assert len(figures) == len(set(figures)) > 0
    (listed,) = OpenedGraph(out).disclosures().to_dict("records")
    assert listed["source"] == "prose.txt、tables.txt"
    assert listed["lines"] == sum(int(str(one["lines"])) for one in coverage)
    graph = gzip.decompress(next(out.rglob("graph.nq.gz")).read_bytes()).decode()
    owners = {
        line.split(" ")[0]
        for line in graph.splitlines()
        if "rdf-syntax-ns#type> <https://w3id.org/budgetgraph/ontology#Disclosure>" in line
    }
    assert len(owners) == 1
    assert '"中共石桥县委办公室"@zh' in graph, "the other name is kept"


def test_the_prose_is_checked_against_the_tables_of_the_other_file(tmp_path: Path) -> None:
    assert "statement-matches-table" not in rules(built(tmp_path, prose=PROSE, tables=TABLES))
    wrong = PROSE.replace("基本支出60.00", "基本支出65.00").replace(
        "项目支出40.00", "项目支出35.00"
    )
    other = tmp_path / "wrong"
    other.mkdir()
    assert "statement-matches-table" in rules(built(other, prose=wrong, tables=TABLES))


def test_two_full_papers_stay_two_and_one_of_them_counts(tmp_path: Path) -> None:
    out = built(tmp_path, first=FULL, second=FULL.replace("40.00", "40.00 ") + "\n")
    assert len(ask(out, "budget-totals")) == 1
    graph = gzip.decompress(next(out.rglob("graph.nq.gz")).read_bytes()).decode()
    assert "standsBehind" in graph


def test_the_papers_of_two_years_stay_two(tmp_path: Path) -> None:
    out = built(tmp_path, prose=PROSE.replace("2025", "2024"), tables=TABLES)
    assert len(ask(out, "budget-totals")) == 2
