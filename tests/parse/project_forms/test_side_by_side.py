"""Forms and lists of indicators side by side, and levels that stand in one cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read

from budgetgraph.disclosure import Project
from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.forms.indicator_headings import heads_indicators, levels_of
from budgetgraph.parse.project_forms.indicator_table.joined_levels import parted_levels

FORM = "项目支出绩效目标表\n\n"


def rows_of(project: Project) -> list[tuple[str | None, str | None, str, str]]:
    rows = []
    for row in project.indicators:
        target = row.target.text if row.target else ""
        rows.append((row.level1, row.level2, row.level3, target))
    return rows


class TestForms:
    def test_two_forms_side_by_side_are_two_projects(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 机井修复 | | | 项目名称 | 塘坝清淤 | ",
            "预算数 | 18.00 | | | 预算数 | 31.00 | ",
            "二级指标 | 三级指标 | 指标值 | | 二级指标 | 三级指标 | 指标值",
            "数量指标 | 修复机井 | ≥22眼 | | 数量指标 | 清淤塘坝 | ≥9口",
        )
        left, right = read(tmp_path, FORM + form).projects
        assert (left.name, amounts(left)[0]) == ("机井修复", "18.00")
        assert rows_of(left) == [(None, "数量指标", "修复机井", "≥22眼")]
        assert (right.name, amounts(right)[0]) == ("塘坝清淤", "31.00")
        assert rows_of(right) == [(None, "数量指标", "清淤塘坝", "≥9口")]

    def test_two_names_above_one_table_of_indicators_are_one_form(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 机井修复 | 项目名称 | 塘坝清淤",
            "二级指标 | 三级指标 | 指标值 | 备注",
            "数量指标 | 修复机井 | ≥22眼 | ",
        )
        [project] = read(tmp_path, FORM + form).projects
        assert project.name == "机井修复"

    @pytest.mark.parametrize(
        ("heads", "goals"),
        [
            (" | 实施期总目标 | 年度目标", ["河道整洁", "清淤五公里"]),
            (" | 年度目标 | ", ["清淤五公里"]),
        ],
    )
    def test_goals_whose_section_has_no_label_above_them(
        self, tmp_path: Path, heads: str, goals: list[str]
    ) -> None:
        values = "".join(f" | {goal}" for goal in goals)
        form = grid(
            "项目名称 | 河道清淤 | ", heads, values, "三级指标 | 指标值 | ", "长度 | ≥5公里 | "
        )
        [project] = read(tmp_path, FORM + form).projects
        assert [goal.text for goal in project.goals] == goals


class TestLists:
    HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值"
    ROWS = (
        "产出指标 | 数量指标 | 监测断面 | ≥12个 | 监测频次 | ≥4次/年",
        "效益指标 | 生态效益指标 | 水质达标率 | ≥90% | | ",
    )

    def test_two_lists_of_one_year_are_both_read(self, tmp_path: Path) -> None:
        form = grid("项目名称 | 水质监测", self.HEADING, *self.ROWS)
        found = read(tmp_path, FORM + form)
        [project] = found.projects
        assert rows_of(project) == [
            ("产出指标", "数量指标", "监测断面", "≥12个"),
            ("产出指标", "数量指标", "监测频次", "≥4次/年"),
            ("效益指标", "生态效益指标", "水质达标率", "≥90%"),
        ]
        assert "column-not-known" not in codes(found)

    @pytest.mark.parametrize("words", ["实施期目标 | 年度目标", "中期目标 | 年度目标"])
    def test_beside_the_list_of_all_years_only_that_of_the_year_is_read(
        self, tmp_path: Path, words: str
    ) -> None:
        form = grid("项目名称 | 水质监测", words, self.HEADING, self.ROWS[0])
        found = read(tmp_path, FORM + form)
        [project] = found.projects
        assert [row[2] for row in rows_of(project)] == ["监测频次"]
        assert "column-not-known" in codes(found)

    def test_where_both_lists_name_one_indicator_the_first_is_of_all_years(
        self, tmp_path: Path
    ) -> None:
        form = grid(
            "项目名称 | 水质监测",
            self.HEADING,
            self.ROWS[0],
            "效益指标 | 生态效益指标 | 水质达标率 | ≥95% | 水质达标率 | ≥90%",
        )
        found = read(tmp_path, FORM + form)
        [project] = found.projects
        assert [row[2:] for row in rows_of(project)] == [
            ("监测频次", "≥4次/年"),
            ("水质达标率", "≥90%"),
        ]
        assert "column-not-known" in codes(found)


class TestLevels:
    @pytest.mark.parametrize(
        "cell",
        [
            "产出指标-数量指标-养护里程",
            "产出指标/数量/养护里程",
            "产出指标→数量指标→养护里程",
            "产出指标 数量指标 养护里程",
        ],
    )
    def test_levels_in_one_cell(self, tmp_path: Path, cell: str) -> None:
        form = grid("项目名称 | 公路养护", "指标名称 | 指标值", f"{cell} | ≥320公里")
        [project] = read(tmp_path, FORM + form).projects
        [(first, second, name, target)] = rows_of(project)
        assert (first, name, target) == ("产出指标", "养护里程", "≥320公里")
        assert second in {"数量指标", "数量"}

    def test_two_levels_in_one_column(self, tmp_path: Path) -> None:
        form = grid(
            "项目名称 | 渠系维修",
            "一级指标/二级指标 | 三级指标 | 目标值",
            "产出指标/质量指标 | 工程合格率 | 100%",
        )
        found = read(tmp_path, FORM + form)
        [project] = found.projects
        assert rows_of(project) == [("产出指标", "质量指标", "工程合格率", "100%")]
        assert "column-not-known" not in codes(found)

    @pytest.mark.parametrize("name", ["成本/效益比", "3-5岁儿童", "数量-质量", "养护里程"])
    def test_a_name_with_a_sign_in_it_stays_whole(self, name: str) -> None:
        assert [part.text for part in parted_levels(passage(name, Where(1, 1)))] == [name]

    def test_headings_of_several_levels(self) -> None:
        assert levels_of("一级指标/二级指标") == ["level1", "level2"]
        assert levels_of("一级指标") == []
        assert levels_of("一级指标/备注") == []
        assert heads_indicators(["一级指标-二级指标-三级指标", "指标值"])
        assert not heads_indicators(["一级指标-二级指标", "指标值"])
