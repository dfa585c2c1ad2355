"""Pages call everything in words of the reader's language, whatever has no label too."""

from __future__ import annotations

import re

import pytest
from sample import sample_nquads

from budgetgraph.publish.names.called import Names, terms_of_others
from budgetgraph.publish.pages.terms import labels
from budgetgraph.rdf.iris import BASE, Iris

DIGEST = "ab" * 32
NAMES = Names(Iris(BASE), labels(BASE), {DIGEST: "平乡县医疗保障局2025.md"})
PAPER = "id/disclosure/130532/平乡县医疗保障局/2025"


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        (PAPER, "平乡县医疗保障局 2025", "平乡县医疗保障局 2025"),
        (
            f"{PAPER}/final-accounts",
            "平乡县医疗保障局 2025 决算",
            "平乡县医疗保障局 2025, final accounts",
        ),
        (
            f"{PAPER}/52ba71e2",
            "平乡县医疗保障局 2025（版本 52ba71e2）",
            "平乡县医疗保障局 2025 (edition 52ba71e2)",
        ),
        (
            f"{PAPER}/县医保中心/key-figure/total_revenue",
            "平乡县医疗保障局 2025 县医保中心：收入总计",
            "平乡县医疗保障局 2025, 县医保中心: Total revenue",
        ),
        (
            f"{PAPER}/key-figure/function/208/total",
            "平乡县医疗保障局 2025：科目 208 的合计",
            "平乡县医疗保障局 2025: class 208, Total",
        ),
        (
            f"{PAPER}/summary/budget",
            "平乡县医疗保障局 2025：收支汇总",
            "平乡县医疗保障局 2025: budget summary",
        ),
        (
            f"{PAPER}/table/revenue_summary/4/合计",
            "平乡县医疗保障局 2025：部门预算收入总表 第 4 行 合计",
            "平乡县医疗保障局 2025: Summary of revenue, row 4, 合计",
        ),
        (
            "id/project/P1/2025/key-figure",
            "项目 P1（2025）：可引用数字",
            "project P1 (2025): key figure",
        ),
        (
            f"{PAPER}/project/3/indicator/2/target",
            "平乡县医疗保障局 2025：项目 3 指标 2 的指标值",
            "平乡县医疗保障局 2025: project 3, indicator 2, its target",
        ),
        ("id/finding/00e568443efdc62d", "核查发现 00e56844", "finding 00e56844"),
        (f"source/{DIGEST}", "平乡县医疗保障局2025.md", "平乡县医疗保障局2025.md"),
        (f"source/{'cd' * 32}", "cdcdcdcd", "cdcdcdcd"),
        (
            "shapes#row-total",
            "合计不等于本行各部分之和",
            "a total differs from the parts in its row",
        ),
        (
            "id/cube/revenue_summary/constraint/all/property/2",
            "数据立方体：部门预算收入总表，约束 2",
            "data cube: Summary of revenue, constraint 2",
        ),
        ("id/document/冀财社/2023/208", "冀财社〔2023〕208号", "冀财社〔2023〕208号"),
        ("id/something/else", "something/else", "something/else"),
    ],
)
def test_a_thing_without_a_label_is_called_by_its_path(
    path: str, chinese: str, english: str
) -> None:
    assert (NAMES.name(BASE + path), NAMES.name(BASE + path, "en")) == (chinese, english)


def test_a_heading_is_in_the_readers_language_where_it_can_be() -> None:
    measure = f"{BASE}id/measure/total_revenue"
    assert NAMES.heading(measure, "收入总计", "en") == "Total revenue"
    assert NAMES.heading(f"{BASE}id/finding/00", "row-total", "zh") == NAMES.rule("row-total")
    assert NAMES.heading(f"{BASE}{PAPER}", "部门预算公开", "en") == "部门预算公开"


def test_terms_of_others_have_both_languages() -> None:
    assert len(terms_of_others()) > 150
    assert all(set(names) == {"zh", "en"} for names in terms_of_others().values())


def test_every_class_and_property_of_a_graph_has_a_name() -> None:
    quads = sample_nquads().decode()
    properties = set(re.findall(r"(?m)^\S+ <([^>]+)> ", quads))
    classes = set(re.findall(r"(?m)^\S+ <[^>]+#type> <([^>]+)> ", quads))
    assert len(properties) > 60
    assert len(classes) > 20
    unnamed = {iri for iri in properties | classes if not NAMES.kinds([iri])}
    assert unnamed == set()
