"""A title and captions that name two bodies: the better evidence wins, and it is said."""

from __future__ import annotations

from test_wordings import AMOUNT, TABLE, parsed

from budgetgraph.disclosure import Disclosure

CAPTIONED = TABLE.format(caption="部门（单位）名称：青禾县农业农村局\n单位：万元")
TITLE = "青禾县水务局2024年部门预算公开"


def _said(found: Disclosure) -> tuple[str, list[str]]:
    assert found.department is not None
    return found.department.name, [
        note.message for note in found.notes if note.code == "another-department"
    ]


def test_the_title_wins_against_captions_alone() -> None:
    assert _said(parsed(f"{TITLE}\n{CAPTIONED}\n{AMOUNT}")) == (
        "青禾县水务局",
        ["tables of 青禾县农业农村局 stand in the disclosure of 青禾县水务局"],
    )


def test_captions_win_where_the_prose_names_their_body_too() -> None:
    prose = "青禾县农业农村局2024年度收入总计10.00万元。"
    assert _said(parsed(f"{TITLE}\n{CAPTIONED}\n{prose}\n")) == (
        "青禾县农业农村局",
        ["the paper is titled as one of 青禾县水务局, and taken for 青禾县农业农村局"],
    )


def test_a_title_behind_the_tables_changes_nothing() -> None:
    name, _ = _said(parsed(f"{CAPTIONED}\n{AMOUNT}\n附：{TITLE}\n"))
    assert name == "青禾县农业农村局"


def test_tables_of_a_school_under_the_title_of_its_bureau_are_the_schools() -> None:
    captioned = TABLE.format(caption="部门：青禾县第一小学\n单位：万元")
    assert _said(parsed(f"青禾县教育局2024年部门预算公开\n{captioned}\n{AMOUNT}")) == (
        "青禾县第一小学",
        ["the paper is titled as one of 青禾县教育局, and taken for 青禾县第一小学"],
    )


def test_two_names_of_one_body_are_no_rivals() -> None:
    captioned = TABLE.format(caption="部门：水务局\n单位：万元")
    assert _said(parsed(f"{TITLE}\n{captioned}\n{AMOUNT}")) == ("青禾县水务局", [])
