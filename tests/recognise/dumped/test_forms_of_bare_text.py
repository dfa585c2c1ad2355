"""Forms that came out as bare text: one blank between the cells, or one cell a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, read, shown

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.pipeline.line import extract
from budgetgraph.recognise.dumped.aligned_words import cells

NAMES = "level1 level2 level3 operator target unit weight".split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产出指标 数量指标 清淤长度 ≥ 12 公里 30", "产出指标|数量指标|清淤长度|≥|12|公里|30"),
        ("质量指标 合格率 = 100 % 30", "|质量指标|合格率|=|100|%|30"),
        ("清淤方量 ≥ 3 万立方米 20", "||清淤方量|≥|3|万立方米|20"),
        ("效益指标 社会效益指标 改善环境 定性 明显 20", "效益指标|社会效益指标|改善环境|定性|明显||20"),
        ("注：以上 指标 由 各 单位 填报 后 汇总 而 成", None),
    ],
)  # fmt: skip
def test_words_fall_into_the_columns_that_may_hold_them(line: str, expected: str | None) -> None:
    words = [passage(word, Where(1, 1)) for word in line.split()]
    found = cells(words, NAMES)
    assert (None if found is None else "|".join(cell.text for cell in found)) == expected


SMALL = "level1 level2 level3 target description".split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产出指标 数量指标 清淤 长度 ≥98 完成清淤", "产出指标|数量指标|清淤 长度|≥98|完成清淤"),
        ("产出指标 数量指标 清淤长度 足额拨付 50万", "产出指标|数量指标|清淤长度|足额拨付|50万"),
        ("满意度指标 服务对象满意度指标 服务对象满意度 ≥90 问卷", "满意度指标|服务对象满意度指标|服务对象满意度|≥90|问卷"),
    ],
)  # fmt: skip
def test_no_word_of_a_name_goes_into_the_target_and_no_figure_into_the_name(
    line: str, expected: str
) -> None:
    words = [passage(word, Where(1, 1)) for word in line.split()]
    found = cells(words, SMALL)
    assert found is not None
    assert "|".join(cell.text for cell in found) == expected


FORM = """项目支出绩效目标表

项目名称 河道清淤工程

主管部门 青湖县水务局 实施单位 青湖县河道所

年度资金总额 60.00 其中：财政拨款 50.00 其他资金 10.00

一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重

产出指标 数量指标 清淤长度 ≥ 12 公里 30

质量指标 验收合格率 = 100 % 30
"""


def test_one_blank_between_cells(tmp_path: Path) -> None:
    [project] = read(tmp_path, FORM, "x.txt").projects
    assert (project.name, amounts(project)) == ("河道清淤工程", ("60.00", "50.00", "10.00"))
    assert project.unit is not None
    assert project.unit.name == "青湖县河道所"
    assert shown(project.indicators) == [
        ("产出指标", "数量指标", "清淤长度", "≥12公里"),
        ("产出指标", "质量指标", "验收合格率", "=100%"),
    ]


def test_a_line_that_fits_no_columns_is_said(tmp_path: Path) -> None:
    line = "\n产出指标 数量指标 清淤 长度 十二 公里 约 三十 分 左右 的 样子\n"
    found = read(tmp_path, FORM + line, "x.txt")
    assert len(found.projects[0].indicators) == 2
    assert "cell-not-read" in codes(found)


CELLS = "项目名称 河道清淤 年度资金总额 60.00 一级指标 二级指标 三级指标 指标值 产出指标 数量指标 清淤长度 ≥12公里"


@pytest.mark.parametrize(
    ("more", "count", "is_said"),
    [("", 1, False), (" 质量指标 合格率 100%", 2, False), (" 满意度指标 群众满意度", 1, True)],
)
def test_one_cell_a_line(tmp_path: Path, more: str, count: int, is_said: bool) -> None:
    text = "项目支出绩效目标表\n\n" + "\n\n".join((CELLS + more).split())
    found = read(tmp_path, text, "x.txt")
    [project] = found.projects
    assert (project.name, amounts(project)[0]) == ("河道清淤", "60.00")
    assert len(project.indicators) == count
    assert ("cell-not-read" in codes(found)) is is_said


def test_labels_in_lines_above_the_grid_are_of_the_form(tmp_path: Path) -> None:
    text = (
        "项目支出绩效目标表\n（2024年度）\n项目名称：河道清淤工程\n年度资金总额\t60.00\n"
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t清淤长度\t≥12公里\n"
    )
    [project] = read(tmp_path, text, "x.txt").projects
    assert (project.name, amounts(project)[0]) == ("河道清淤工程", "60.00")


CELL_A_LINE = """项目支出绩效目标表
项目名称
河道清淤工程
一级指标
二级指标
三级指标
指标值
产出指标
数量指标
清淤长度
≥12公里
"""


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("质量指标\n合格率\n100%\n", False),
        # the second level is blank: a row begins with a name, which nothing tells from a cell
        ("清淤方量\n≥3万方\n质量指标\n合格率\n100%\n", True),
        ("备注\n", False),
    ],
)
def test_rows_behind_one_that_lacks_a_cell_are_said(tmp_path: Path, rest: str, said: bool) -> None:
    found = read(tmp_path, CELL_A_LINE + rest, "x.txt")
    [project] = found.projects
    assert project.indicators[0].level3 == "清淤长度"
    assert ("cell-not-read" in codes(found)) == said


def test_a_paper_with_nothing_but_a_form_that_is_not_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "青湖县水务局2024年部门预算\n项目支出绩效目标表\n项目名称\n河道清淤\n一级指标\n三级指标\n指标值\n"
        "清淤长度\n≥12公里\n",
        "utf-8",
    )
    found = extract(path)
    assert (found.projects, "table-not-read" in codes(found)) == ((), True)
