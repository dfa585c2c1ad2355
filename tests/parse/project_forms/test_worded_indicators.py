"""Indicators that cells below or beside a level state in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import grid, read

from budgetgraph.disclosure import Project
from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.worded.sentences import stated

LIST = "部门项目绩效目标公开表\n\n"
FORM = "项目支出绩效目标表\n\n"


def rows_of(project: Project) -> list[tuple[str | None, str | None, str, str | None]]:
    rows = []
    for row in project.indicators:
        target = row.target.text if row.target else None
        rows.append((row.level1, row.level2, row.level3, target))
    return rows


def words_of(text: str) -> list[tuple[str | None, str, str | None]]:
    found = []
    for one in stated(passage(text, Where(1, 1))):
        level2 = one.level2.text if one.level2 else None
        found.append((level2, one.name.text, one.target.text if one.target else None))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "①养护县道≥186公里；②养护及时率100%。",
            [(None, "养护县道", "≥186公里"), (None, "养护及时率", "100%")],
        ),
        (
            "1.维修桥梁3座。2.清理边沟120公里。",
            [(None, "维修桥梁", "3座"), (None, "清理边沟", "120公里")],
        ),
        (
            "数量指标：补助学生≥1300人\n质量指标：审核合格率100%",
            [("数量指标", "补助学生", "≥1300人"), ("质量指标", "审核合格率", "100%")],
        ),
        (
            "数量指标：①桥梁≥1座；②涵洞≥2处；质量指标：合格率100%",
            [
                ("数量指标", "桥梁", "≥1座"),
                ("数量指标", "涵洞", "≥2处"),
                ("质量指标", "合格率", "100%"),
            ],
        ),
        (
            "数量指标1：培训≥120人；指标2：培训期数2期",
            [("数量指标", "培训", "≥120人"), ("数量指标", "培训期数", "2期")],
        ),
        (
            "新建公厕5座，改造公厕3座",
            [(None, "新建公厕", "5座"), (None, "改造公厕", "3座")],
        ),
        # a comma within a sentence, and a line end that may be a wrap
        ("完成全年目标，保障群众出行", [(None, "完成全年目标，保障群众出行", None)]),
        ("村道养护\n里程≥12公里", [(None, "村道养护\n里程", "≥12公里")]),
        ("完工时间：2025年12月底前", [(None, "完工时间", "2025年12月底前")]),
        ("每年开展2次培训", [(None, "每年开展2次培训", None)]),
        ("", []),
    ],
)
def test_a_cell_states_indicators(
    text: str, found: list[tuple[str | None, str, str | None]]
) -> None:
    assert words_of(text) == found


class TestBelowLevels:
    def test_each_statement_is_an_indicator_of_its_project(self, tmp_path: Path) -> None:
        form = grid(
            "序号 | 项目名称 | 预算金额 | 绩效目标 | 产出指标 | 效益指标 | 满意度指标",
            "1 | 道路养护 | 216.00 | 路况良好。 | ①县道≥186公里；②及时率100% | 受益村≥138个 | 满意度≥90%",
            "2 | 治超站运行 | 58.00 | 遏制超限。 | ①检测货车≥2.4万辆次 | ①出行更安全 | ",
            " | 合计 | 274.00 | | | | ",
        )
        found = read(tmp_path, LIST + form)
        road, station = found.projects
        assert rows_of(road) == [
            ("产出指标", None, "县道", "≥186公里"),
            ("产出指标", None, "及时率", "100%"),
            ("效益指标", None, "受益村", "≥138个"),
            ("满意度指标", None, "满意度", "≥90%"),
        ]
        assert rows_of(station) == [
            ("产出指标", None, "检测货车", "≥2.4万辆次"),
            ("效益指标", None, "出行更安全", None),
        ]
        assert "column-not-known" not in {note.code for note in found.notes}

    def test_second_levels_stand_in_a_row_of_their_own(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 预算金额 | 产出指标 | | 效益指标 | ",
            " | | 数量指标 | 质量指标 | 社会效益指标 | 生态效益指标",
            "道路养护 | 216.00 | 县道≥186公里 | 合格率100% | 受益村≥138个 | 绿化率≥30%",
        )
        [project] = read(tmp_path, LIST + form).projects
        assert rows_of(project) == [
            ("产出指标", "数量指标", "县道", "≥186公里"),
            ("产出指标", "质量指标", "合格率", "100%"),
            ("效益指标", "社会效益指标", "受益村", "≥138个"),
            ("效益指标", "生态效益指标", "绿化率", "≥30%"),
        ]

    def test_one_level_alone_or_targets_apart_are_no_words(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 预算金额 | 产出指标 | 指标值 | 效益指标 | 指标值",
            "道路养护 | 216.00 | 县道 | ≥186公里 | 受益村 | ≥138个",
        )
        [project] = read(tmp_path, LIST + form).projects
        assert ("产出指标", None, "县道", None) not in rows_of(project)


class TestBesideLevels:
    def test_statements_beside_a_level_are_its_indicators(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 桥梁维修 | |",
            "预算金额 | 60.00 | |",
            "绩效目标 | 保障桥梁安全。 | |",
            "绩效指标 | 产出指标 | 数量指标 | 1.维修桥梁3座；2.清理边沟120公里",
            " | | 质量指标 | 验收合格率100%",
            " | 效益指标 | 社会效益指标 | 受益人口≥3600人",
            "备注 | | |",
        )
        [project] = read(tmp_path, FORM + form).projects
        assert rows_of(project) == [
            ("产出指标", "数量指标", "维修桥梁", "3座"),
            ("产出指标", "数量指标", "清理边沟", "120公里"),
            ("产出指标", "质量指标", "验收合格率", "100%"),
            ("效益指标", "社会效益指标", "受益人口", "≥3600人"),
        ]
        assert [goal.text for goal in project.goals] == ["保障桥梁安全。"]

    def test_a_form_with_a_heading_stays_as_it_is(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 桥梁维修 | |",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 维修桥梁 | 3座",
            "效益指标 | 社会效益指标 | 受益人口≥3600人 | ",
        )
        [project] = read(tmp_path, FORM + form).projects
        assert rows_of(project)[1] == ("效益指标", "社会效益指标", "受益人口≥3600人", None)
