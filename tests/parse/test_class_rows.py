"""A row with the code of a class over the rows of its projects is none of them."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

HEAD = (
    "青禾县林业局2025年部门预算公开\n项目支出预算表\n单位：万元\n科目编码 | 科目名称（项目） | 金额"
)


def names(*rows: str) -> list[str]:
    found = parsed(f"{tabbed(HEAD)}\n{tabbed(*rows)}\n")
    return [project.name for project in found.projects]


@pytest.mark.parametrize(
    ("rows", "projects"),
    [
        pytest.param(
            ("2130209 | 林业管护支出 | 60.00", " | 护林员补助 | 36.00", " | 防火道维护 | 24.00"),
            ["护林员补助", "防火道维护"],
            id="two projects add up to a class",
        ),
        pytest.param(
            ("2130209 | 林业管护支出 | 60.00", " | 护林员补助 | 36.00", " | 防火道维护 | 20.00"),
            ["林业管护支出", "护林员补助", "防火道维护"],
            id="they do not add up",
        ),
        pytest.param(
            ("2130209 | 林业管护支出 | 60.00", " | 护林员补助 | 60.00", "2130234 | 防火 | 9.00",
             " | 防火道维护 | 9.00", "合计 | | 69.00"),
            ["护林员补助", "防火道维护"],
            id="each class has one project",
        ),
        pytest.param(
            ("2130209 | 林业管护 | 60.00", " | 护林员补助 | 60.00"),
            ["林业管护", "护林员补助"],
            id="one row of the same amount proves nothing",
        ),
        pytest.param(
            ("2210201 | 住房公积金 | 60.00", " | 补缴公积金 | 60.00"),
            ["补缴公积金"],
            id="but below the name of the class",
        ),
        pytest.param(
            ("2130209 | 林业管护 | 60.00", "2130209 | 护林员补助 | 36.00", "2130209 | 防火道维护 | 24.00",
             "2130234 | 防灾 | 9.00", "2130234 | 防火演练 | 9.00"),
            ["护林员补助", "防火道维护", "防火演练"],
            id="the code of the class stands again beside its projects",
        ),
        pytest.param(
            ("2130209 | 林业管护 | 60.00", "2130209 | 护林员补助 | 36.00"),
            ["林业管护", "护林员补助"],
            id="two projects of one class",
        ),
    ],
)  # fmt: skip
def test_classes_over_their_projects(rows: tuple[str, ...], projects: list[str]) -> None:
    assert names(*rows) == projects


@pytest.mark.parametrize(("named", "projects"), [("林业管护", 1), ("森林培育", 2)])
def test_another_table_names_the_class(named: str, projects: int) -> None:
    other = tabbed("科目编码 | 科目名称 | 合计", f"2130209 | {named}支出 | 60.00")
    rows = tabbed("2130209 | 林业管护 | 60.00", "2130209 | 护林员补助 | 60.00")
    found = parsed(f"{tabbed(HEAD)}\n{rows}\n部门支出总表\n单位：万元\n{other}\n")
    assert len(found.projects) == projects
