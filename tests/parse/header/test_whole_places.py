"""Papers of a finance bureau on what all bodies of a place spend together."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.disclosure import Disclosure
from budgetgraph.parse import parse
from budgetgraph.pipeline.fit_for_graph import unfit
from budgetgraph.recognise import recognise

_SUM = "2024年，各乡（镇）、县本级一般公共预算拨款安排的“三公”经费决算支出数为165.08万元"
_PARTS = "其中：因公出国（境）费支出0万元。公务接待费支出95.70万元，同比减少6.14万元。"


def parsed(text: str) -> Disclosure:
    return parse(recognise(document(text)))


def _read(disclosure: Disclosure) -> list[tuple[str, str]]:
    return [(one.measure, one.value) for one in disclosure.statements]


def _codes(disclosure: Disclosure) -> set[str]:
    return {note.code for note in disclosure.notes}


def test_the_expenses_of_a_county() -> None:
    found = parsed(f"2024年度平乡县“三公”经费支出决算情况\n\n{_SUM}，按同口径下降5.2%。{_PARTS}")

    assert found.department is None
    assert (found.division.name, found.division.code) == ("平乡县", "130532")
    assert (found.fiscal_year, found.kind) == (2024, "final_accounts")
    assert _read(found) == [
        ("three_public_total", "165.08"),
        ("overseas_travel", "0"),
        ("reception", "95.70"),
    ]
    assert "whole-place" in _codes(found)
    assert "department-not-told" not in _codes(found)
    assert "平乡县" in (unfit(found) or "")


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("经汇总，2024年区本级一般公共预算中“三公”经费支出预算为32.50万元。", "32.50", ""),
        ("2024年度全区“三公”经费总支出为32.50万元。", "32.50", ""),
        ("经汇总，2024年一般公共预算财政拨款开支“三公”经费32.50万元。", "32.50", ""),
        ("2024年，市直部门“三公”经费预算32.50万元。", "32.50", ""),
        ("经平乡县财政局汇总，2024年县级行政事业单位“三公”经费预算32.50万元。", "32.50", "平乡县"),
        (
            "经平乡县财政局汇总，2024年平乡县部门及乡镇政府，包括行政单位、事业单位和其他单位因公出国（境）经费、"
            "公务接待费、公车购置费，公车运行费（“三公”经费）决算总额32.50万元。",
            "32.50",
            "平乡县",
        ),
    ],
)
def test_wordings(text: str, value: str, place: str) -> None:
    found = parsed(text)

    assert _read(found) == [("three_public_total", value)]
    assert found.division.name == place
    assert found.fiscal_year == 2024
    assert "whole-place" in _codes(found)


def test_what_a_government_takes_in_is_no_expense() -> None:
    found = parsed(
        "据介绍，2024年省级一般公共预算收入771万元。省级行政事业单位“三公”经费支出4.50万元。"
    )

    assert _read(found) == [("three_public_total", "4.50")]
    assert "amount-not-read" in _codes(found)


@pytest.mark.parametrize(
    "text",
    [
        "石桥县水务局2024年部门预算\n\n2024年县本级“三公”经费预算32.50万元。",
        "2024年“三公”经费预算32.50万元。\n\n“三公”经费：指纳入县级财政预算管理的“三公”经费。",
        "2024年县级财政拨款的“三公”经费预算32.50万元。",
        "经汇总，2024年我局“三公”经费预算32.50万元。",
    ],
    ids=["a department is named", "a glossary", "where the money comes from", "a bureau's own"],
)
def test_papers_of_one_body(text: str) -> None:
    assert "whole-place" not in _codes(parsed(text))


@pytest.mark.parametrize("title", ["平乡县本级", "平乡县县本级", "平乡县"])
def test_the_place_of_a_title_without_its_own_level(title: str) -> None:
    text = "2024年度县本级“三公”经费决算32.50万元。"
    found = parsed(f"{title}2024年度“三公”经费决算汇总说明\n\n{text}")

    assert found.division.code == "130532"


def test_all_departments_of_a_city_are_no_body() -> None:
    found = parsed("2024年平乡县县本级部门，使用财政拨款安排“三公”经费32.50万元。")

    assert found.department is None
    assert _read(found) == [("three_public_total", "32.50")]
