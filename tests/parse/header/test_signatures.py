"""Who signs a paper that names nobody, names that end in a verb or a rank, and the later year."""

from __future__ import annotations

import pytest
from reading import parsed

_SAYS = "".join(
    f"（{number}）{expense}\n2015年{expense}345950元，较2014年决算数增加270380元。\n"
    for number, expense in (
        ("一", "公务接待费"),
        ("二", "会议费"),
        ("三", "培训费"),
        ("四", "公用经费"),
    )
)


def _of(text: str) -> tuple[str | None, list[str]]:
    found = parsed(text)
    name = None if found.department is None else found.department.name
    return name, [note.code for note in found.notes if note.code.startswith("department")]


def test_the_signature_tells_where_nothing_else_does() -> None:
    assert _of(f"{_SAYS}石桥县水务局\n2016年12月15日\n") == (
        "石桥县水务局",
        ["department-in-doubt"],
    )


@pytest.mark.parametrize("blank", ["     ", "\u3000\u3000"])
def test_of_two_that_sign_side_by_side_the_first_is_named(blank: str) -> None:
    assert _of(f"{_SAYS}石桥县水务局{blank}石桥县财政局\n2016年12月15日\n")[0] == "石桥县水务局"
    assert _of(f"{_SAYS}石桥县{blank}水务局\n2016年12月15日\n")[0] == "石桥县水务局"


@pytest.mark.parametrize(
    "end", ["石桥县水务局\n", "石桥县水务局\n2016年度\n", "水务局\n2016年12月15日\n"]
)
def test_a_name_without_a_day_or_a_place_signs_nothing(end: str) -> None:
    assert _of(_SAYS + end) == (None, ["department-not-told"])


def test_a_title_is_surer_than_a_signature() -> None:
    text = f"石桥县林业局2015年“三公”经费决算情况说明\n{_SAYS}石桥县财政局\n2016年12月15日\n"
    assert _of(text) == ("石桥县林业局", [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "2023年度石桥县王河镇学区部门决算\n石桥县王河镇学区为二级预算单位，纳入2023年度决算。\n",
            "石桥县王河镇学区",
        ),
        ("2023年度石桥县部门决算\n石桥县水务局为一级预算单位，纳入2023年度决算。\n", None),
    ],
)
def test_what_a_body_is_said_to_be_is_no_part_of_its_name(text: str, name: str | None) -> None:
    assert _of(f"{text}2023年度收入总计9万元。\n")[0] == name


def test_a_conference_has_the_division_that_it_names() -> None:
    found = parsed("政协天津市滨海新区委员会2026年部门预算\n2026年收入预算9万元。\n")
    assert found.division.code == "120116"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2010年收入预算9万元，2011年收入预算10万元。", 2011),
        ("2010年收入预算9万元，2010年支出预算9万元，2011年收入预算10万元。", 2010),
    ],
)
def test_of_two_years_told_as_often_the_later_one_is_the_papers(text: str, year: int) -> None:
    assert parsed(f"石桥县水务局收支情况\n{text}\n").fiscal_year == year
