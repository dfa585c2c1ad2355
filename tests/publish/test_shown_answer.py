"""Answers in words: headings, coded values, links by name and money in 万元 with equal decimals."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from budgetgraph.publish.pages.answers.document_answer import document_answer
from budgetgraph.publish.pages.answers.shown_answer import ShownAnswer, shown_answer
from budgetgraph.publish.pages.descriptions import Section
from budgetgraph.publish.web.answer_words import column_words, value_words
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.query.questions import load
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.store.answer import Answer

PAPER = "平乡县医疗保障局2025.md"
PROJECT = BASE + "id/project/13053225P00T216100029/2025"
DOCUMENT = BASE + "id/document/冀财社/2023/208"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    labels = {BASE + "id/measure/total_revenue": {"zh": "收入总计", "en": "total revenue"}}
    return Renderer(Iris(BASE), labels, {"ab" * 32: PAPER})


def texts(shown: ShownAnswer) -> dict[str, list[str]]:
    return {column.heading: [cell.text for cell in column.cells] for column in shown.columns}


def test_every_column_of_every_question_has_a_chinese_and_an_english_heading() -> None:
    columns = [(one.name, column) for one in load().values() for column in one.columns]
    assert len(columns) > 300
    for question, column in columns:
        words = column_words(question, column)
        assert HAN.search(words.zh), (question, column)
        assert words.en != column or column.isalpha(), (question, column)


def test_money_is_in_ten_thousands_with_the_decimals_that_the_column_needs(
    renderer: Renderer,
) -> None:
    answer = Answer(("amount",), ((160000,), (Decimal("1234567.5"),), (None,)))
    shown = texts(shown_answer("projects", answer, renderer, "zh"))
    assert shown == {"预算数（万元）": ["16.00000", "123.45675", ""]}
    answer = Answer(("amount",), ((160000,), (2300000,)))
    assert texts(shown_answer("projects", answer, renderer, "en")) == {
        "Budget (万元)": ["16.00", "230.00"]
    }


def test_the_same_name_means_a_target_in_one_question_and_money_in_another(
    renderer: Renderer,
) -> None:
    answer = Answer(("previous",), ((50000,),))
    assert texts(shown_answer("indicators-across-years", answer, renderer, "zh")) == {
        "上年指标值": ["50,000"]
    }
    assert texts(shown_answer("year-on-year", answer, renderer, "zh")) == {"上年（万元）": ["5.00"]}


def test_things_are_links_by_their_names_and_lines_stand_with_their_paper(
    renderer: Renderer,
) -> None:
    answer = Answer(
        ("project", "project_name", "source", "first_line", "last_line"),
        ((PROJECT, "护理保险", PAPER, 5, 7), (PROJECT, None, "other.txt", 9, 9)),
    )
    shown = shown_answer("projects", answer, renderer, "zh")
    assert texts(shown) == {
        "项目": ["护理保险", "项目 13053225P00T216100029（2025）"],
        "原文文件": [f"{PAPER} 第 5–7 行", "other.txt 第 9 行"],
    }
    links = [cell.href for cell in shown.columns[1].cells]
    assert links == [f"/source/{'ab' * 32}#L5", None]


def test_codes_are_words_in_the_readers_language(renderer: Renderer) -> None:
    answer = Answer(
        ("relation", "findings", "measure"),
        (
            ("funded-under; basis", "row-total column-total", "total_revenue"),
            ("basis", None, "not_known"),
        ),
    )
    chinese = texts(shown_answer("projects-citing-document", answer, renderer, "zh"))
    assert chinese["与文件的关系"] == ["由它安排资金并以它为依据", "以它为依据"]
    assert chinese["内容"] == ["收入总计", "not_known"]
    assert "；" in chinese["核查发现"][0]
    assert "row-total" not in chinese["核查发现"][0]
    english = texts(shown_answer("projects-citing-document", answer, renderer, "en"))
    assert english["Relation"][1] == "rests on it"


def test_a_scope_of_two_words_and_a_word_that_is_not_known() -> None:
    assert value_words("scope", "fiscal+carry-over", "zh") == "财政拨款，含结转"
    assert value_words("scope", "fiscal+something", "zh") is None


def test_what_is_the_same_in_every_row_is_said_once_and_blank_columns_are_left_out(
    renderer: Renderer,
) -> None:
    answer = Answer(
        ("document", "scope", "edition", "fiscal_year"),
        ((DOCUMENT, "all", None, 2024), (DOCUMENT, "all", None, 2024)),
    )
    shown = shown_answer("projects-citing-document", answer, renderer, "zh")
    assert [column.name for column in shown.columns] == ["fiscal_year"]
    assert [(one.heading, one.cells[0].text) for one in shown.alike] == [
        ("文件", "冀财社〔2023〕208号"),
        ("口径", "全部资金"),
    ]


def row(project: int, department: str, relation: str, amount: int | None) -> dict[str, object]:
    return {
        "project": f"{BASE}id/project/{project}",
        "department": department,
        "department_label": department,
        "year": 2024,
        "relation": relation,
        "amount": amount,
    }


def test_a_document_answers_by_department_and_adds_up_only_what_it_funds() -> None:
    rows = (
        row(1, "甲局", "basis", 900),
        row(2, "乙局", "funded-under", 100),
        row(2, "乙局", "funded-under", 70),
        row(3, "乙局", "funded-under", None),
        row(4, "丙局", "funded-under", 300),
    )
    answer = document_answer(Section(rows, False, ""))
    said = [
        (deed.department_label, deed.projects, deed.money, deed.unpriced) for deed in answer.deeds
    ]
    assert said == [("丙局", 1, 300, 0), ("乙局", 2, 100, 1), ("甲局", 1, 900, 0)]
    assert answer.money == 400
    assert len(answer.projects) == 4, "one row a project"
