"""The money of a page by class alone: the same classes as among all functions."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.pipeline.build import build
from budgetgraph.publish.pages.money.classes import class_rows
from budgetgraph.publish.pages.money.overview import Accounts, accounts
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.store import Store

_HEADING = """平乡县档案局2023年部门预算公开
{title}
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t100.00\t60.00
"""
_CLASSES = """201\t一般公共服务支出\t150.00\t95.00\t55.00
20126\t档案事务\t150.00\t95.00\t55.00
2012604\t档案馆\t150.00\t95.00\t55.00
208\t社会保障和就业支出\t10.00\t5.00\t5.00
2080505\t机关事业单位基本养老保险缴费支出\t10.00\t5.00\t5.00
"""
_NO_TOTAL = _CLASSES.replace("208\t社会保障和就业支出\t10.00", "208\t社会保障和就业支出\t")
_WITHOUT_CLASSES = """2012604\t档案馆\t150.00\t95.00\t55.00
2080505\t机关事业单位基本养老保险缴费支出\t10.00\t5.00\t5.00
"""
IRI = Iris(BASE).disclosure("130532/平乡县档案局/2023")


def store_of(folder: Path, title: str, rows: str) -> Store:
    text = _HEADING.format(title=title, total="160.00") + rows
    (folder / "plan.txt").write_text(text, "utf-8")
    build([str(folder / "plan.txt")], folder / "out", dumps=False)
    return Store.open(folder / "out" / "store")


def classes(money: Accounts) -> list[tuple[str, str]]:
    return [(spent.code, f"{spent.amount.yuan:f}") for spent in money.of[IRI].classes]


@pytest.mark.parametrize("title", ["部门支出总表", "一般公共预算支出表"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (_CLASSES, [("201", "1500000"), ("208", "100000")]),
        # What states no total is no class of its own, and what is below it stands at the top.
        (_NO_TOTAL, [("201", "1500000"), ("2080505", "100000")]),
        (_WITHOUT_CLASSES, [("2012604", "1500000"), ("2080505", "100000")]),
    ],
)
def test_classes_alone_are_those_among_all_functions(
    tmp_path: Path, title: str, rows: str, expected: list[tuple[str, str]]
) -> None:
    store = store_of(tmp_path, title, rows)
    whole = accounts(store, [IRI], BASE)
    alone = accounts(store, [IRI], BASE, by_class=True)
    assert classes(whole) == classes(alone) == expected
    assert whole.of[IRI].classes == alone.of[IRI].classes
    assert whole.of[IRI].totals == alone.of[IRI].totals
    assert alone.functions_sparql == whole.functions_sparql


def test_only_what_stands_at_the_top_is_looked_up(tmp_path: Path) -> None:
    found = class_rows(store_of(tmp_path, "部门支出总表", _CLASSES), [IRI], BASE)
    assert found is not None
    assert [row["code"] for row in found[IRI]] == ["201", "208"]


def test_without_such_a_table_there_are_no_classes(tmp_path: Path) -> None:
    store = store_of(tmp_path, "部门支出总表", "")
    assert class_rows(store, [IRI], BASE) == {}
    assert classes(accounts(store, [IRI], BASE, by_class=True)) == []


def test_a_class_without_a_total_is_told_by_all_rows(tmp_path: Path) -> None:
    assert class_rows(store_of(tmp_path, "部门支出总表", _NO_TOTAL), [IRI], BASE) is None
