"""Forms without rulings: what their labels and the places of their words prove, and what is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from paper import Page, pdf
from reading import LAYOUTS, parsed

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract
from budgetgraph.read.pages.page import Line, Word
from budgetgraph.read.pages.unruled.form import form_below

HEAD = """石桥县水利局2025年部门预算公开

                              项目支出绩效目标表
                                                                单位：万元
"""
LABELS = """项目名称            河道清淤工程              预算数              60.00
主管部门            石桥县水利局              实施单位            石桥县灌区所
"""
GOAL = "年度目标            完成清淤12公里。\n"
HEADING = "一级指标            二级指标            三级指标            指标值\n"
ROWS = """产出指标            数量指标            清淤长度            ≥12公里
                    质量指标            验收合格率          ≥98%
效益指标            社会效益指标        受益人口            ≥3000人
"""
INDICATORS = [
    ("产出指标", "数量指标", "清淤长度", "≥12公里"),
    ("产出指标", "质量指标", "验收合格率", "≥98%"),
    ("效益指标", "社会效益指标", "受益人口", "≥3000人"),
]


def indicators(disclosure: Disclosure) -> list[tuple[str, ...]]:
    (project,) = disclosure.projects
    told = []
    for one in project.indicators:
        assert one.target is not None
        told.append((one.level1 or "", one.level2 or "", one.level3, one.target.text))
    return told


def test_labels_stand_beside_their_values_and_columns_hold_over_the_indicators() -> None:
    found = parsed(HEAD + LABELS + GOAL + HEADING + ROWS)
    (project,) = found.projects
    assert (project.name, project.total and project.total.value) == ("河道清淤工程", "60.00")
    assert project.unit is not None
    assert project.unit.name == "石桥县灌区所"
    assert [goal.text for goal in project.goals] == ["完成清淤12公里。"]
    assert indicators(found) == INDICATORS


def test_levels_may_stand_in_the_middle_of_their_rows() -> None:
    rows = """                一级指标        二级指标        三级指标        指标值
                                                清淤长度        ≥12公里
                                数量指标
                                                清淤土方        ≥3万立方米
                产出指标        质量指标        验收合格率      ≥98%
    绩效指标                    时效指标        完工率          100%
                                成本指标        清淤单价        ≤8元/立方米
                效益指标        社会效益指标    受益人口        ≥3000人
"""
    assert indicators(parsed(HEAD + LABELS + GOAL + rows)) == [
        ("产出指标", "数量指标", "清淤长度", "≥12公里"),
        ("产出指标", "数量指标", "清淤土方", "≥3万立方米"),
        ("产出指标", "质量指标", "验收合格率", "≥98%"),
        ("产出指标", "时效指标", "完工率", "100%"),
        ("产出指标", "成本指标", "清淤单价", "≤8元/立方米"),
        ("效益指标", "社会效益指标", "受益人口", "≥3000人"),
    ]
    torn = rows.replace(
        "                产出指标        质量指标", "                                质量指标"
    )
    assert not any(project.indicators for project in parsed(HEAD + LABELS + GOAL + torn).projects)


def test_words_at_the_side_of_the_indicators_are_no_column_of_theirs() -> None:
    sides = ["              ", "绩            ", "效            ", "指            "]
    lines = zip(sides, (HEADING + ROWS).splitlines(), strict=True)
    found = parsed(HEAD + LABELS + GOAL + "\n".join(map("".join, lines)))
    assert indicators(found) == INDICATORS


def test_a_goal_goes_on_below_itself_right_above_the_indicators() -> None:
    more = f"{'':<20}改善沿线水环境。\n"
    (project,) = parsed(HEAD + LABELS + GOAL + more + HEADING + ROWS).projects
    assert project.goals[0].where.last == project.goals[0].where.first + 1
    assert "改善沿线水环境。" in project.goals[0].text


REST = f"{'':<20}（二期）\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (LABELS + GOAL + HEADING + ROWS, 7),
        (GOAL + LABELS + HEADING + ROWS, 7),
        (REST + GOAL + LABELS + HEADING + ROWS, None),
        (LABELS + REST + GOAL + HEADING + ROWS, None),
        (LABELS + GOAL + HEADING + ROWS + f"{'':<40}（户籍人口）\n", None),
        (LABELS.replace("预算数", "（二期）") + GOAL + HEADING + ROWS, None),
        (
            LABELS + GOAL + HEADING + ROWS.replace("受益人口        ", "沿线乡镇受益的农村人口数"),
            None,
        ),
        (LABELS + GOAL + HEADING + ROWS.replace("受益人口", "        "), None),
        (LABELS + GOAL + HEADING.replace("三级指标", "三级内容") + ROWS, None),
        (LABELS + GOAL + HEADING, None),
        (GOAL + REST + HEADING + ROWS + "备注：本表公开。\n", 5),
        (GOAL + HEADING + ROWS + "填报人：" + " " * 16 + "填报日期：\n", 5),
        (GOAL + HEADING + ROWS + "项目支出绩效目标表\n", 5),
    ],
    ids=[
        "all is told",
        "labels in another order",
        "a line without a label above all labels",
        "a value that goes on before another label",
        "a name of an indicator that goes on",
        "two values beside each other",
        "words of two columns over each other",
        "a row without the name of its indicator",
        "a column without a known heading",
        "a heading alone",
        "a note ends it",
        "a label below the indicators ends it",
        "the next title ends it",
    ],
)
def test_a_form_is_told_as_a_whole_or_not_at_all(text: str, rows: int | None) -> None:
    lines = [Line(tuple(words(number, line))) for number, line in enumerate(text.splitlines())]
    found = form_below(lines, LAYOUTS)
    assert (found and len(found.rows)) == rows


def words(number: int, text: str) -> Iterator[Word]:
    """The words of a line that blanks lay out; a Chinese character takes two places (as in GBK)."""
    for match in re.finditer(r"\S+(?: \S+)*", text):
        left, right = (len(text[:end].encode("gbk")) for end in match.span())
        yield Word(match.group(), left, right, number, number + 2)


def test_a_first_level_in_the_middle_of_its_rows_is_not_given_to_others() -> None:
    rows = """                    数量指标            清淤长度            ≥12公里
效益指标            经济效益指标        亩均增收            ≥95元
                    社会效益指标        受益人口            ≥3000人
"""
    assert parsed(HEAD + LABELS + GOAL + HEADING + rows).projects == ()


def test_a_page_without_rulings(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.text(40, 60, "石桥县水利局2025年部门预算公开")
        for number, line in enumerate((HEAD + LABELS + GOAL + HEADING + ROWS).splitlines()[2:]):
            for word in words(number, line):
                page.text(100 + 22 * number, 60 + 6 * word.x0, word.text)

    paper = tmp_path / "form.pdf"
    paper.write_bytes(pdf(draw))
    assert indicators(extract(paper)) == INDICATORS


FIRST, *OTHERS = ROWS.splitlines(keepends=True)


@pytest.mark.parametrize("repeated", [HEADING, ""])
def test_a_form_goes_on_on_the_next_page(repeated: str) -> None:
    below = "\f" + repeated + "".join(OTHERS)
    assert indicators(parsed(HEAD + LABELS + GOAL + HEADING + FIRST + below)) == INDICATORS


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("".join(OTHERS).replace("≥98%", ""), id="a row without a target"),
        pytest.param(HEADING.replace(" ", "", 8) + "".join(OTHERS), id="columns elsewhere"),
    ],
)
def test_the_next_page_is_said_where_its_cells_are_not_told(below: str) -> None:
    found = parsed(f"{HEAD}{LABELS}{GOAL}{HEADING}{FIRST}\f{below}")
    assert indicators(found) == INDICATORS[:1]
    said = [note.message for note in found.notes if note.code == "part-not-read"]
    assert any("may go on here" in message for message in said)
    assert any("of indicators stand in no form" in note.message for note in found.notes)


def test_what_stands_on_the_next_page_and_is_no_row_ends_a_form() -> None:
    below = "\f二、其他说明\n2025年收入预算9.00万元。\n"
    found = parsed(HEAD + LABELS + GOAL + HEADING + ROWS + below)
    assert indicators(found) == INDICATORS
    assert "part-not-read" not in {note.code for note in found.notes}
