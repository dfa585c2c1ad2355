"""A wide list of projects that a spreadsheet printed on two pages, left half and right half."""

from __future__ import annotations

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.project_list.listed import ProjectList, read_list
from budgetgraph.recognise import FormClaim

LEFT = (
    "单位名称 | 项目名称 | 年度预算 | 一级指标 | 二级指标 | 三级指标",
    "石桥县河道所 | 河道清淤 | 60.00 | 产出指标 | 数量指标 | 清淤长度",
    " | | | 产出指标 | 质量指标 | 验收合格率",
    "石桥县水库所 | 水库加固 | 40.00 | 产出指标 | 数量指标 | 加固水库",
)
RIGHT = ("指标值 | 度量单位 | 权重", "≥12 | 公里 | 30", "100 | % | 30", "2 | 座 | 60")


def _grid(page: int, *rows: str) -> tuple[GridRow, ...]:
    grid: list[GridRow] = []
    for number, text in enumerate(rows, start=1):
        where = Where(0, 0, page=page, row=number)
        grid.append(tuple(passage(cell.strip(), where) for cell in text.split("|")))
    return tuple(grid)


def _list(*pages: tuple[str, ...]) -> ProjectList:
    grids = [_grid(number, *rows) for number, rows in enumerate(pages, start=1)]
    claim = FormClaim("project", passage("绩效目标表", Where(0, 0)), None, None, [], grids)
    listed = read_list(claim)
    assert listed is not None
    return listed


def _targets(listed: ProjectList) -> list[tuple[str, list[str]]]:
    """Give the names of the projects, each with its targets and their units as printed."""
    targets: list[tuple[str, list[str]]] = []
    for project in listed.projects:
        rows = project.said.rows
        printed = [f"{row['target'].text}{row['unit'].text}" for row in rows if "target" in row]
        targets.append((project.name.text, printed))
    return targets


def test_the_right_half_is_put_beside_the_left_one() -> None:
    listed = _list(LEFT, RIGHT)
    assert _targets(listed) == [("河道清淤", ["≥12公里", "100%"]), ("水库加固", ["2座"])]
    assert listed.unknown == ()


def test_a_half_with_another_number_of_rows_is_not_read_and_said() -> None:
    listed = _list(LEFT, RIGHT[:-1])
    assert _targets(listed) == [("河道清淤", []), ("水库加固", [])]
    assert [name for name, _ in listed.unknown] == ["指标值", "度量单位", "权重"]


def test_a_half_of_one_row_may_have_as_many_rows_by_chance() -> None:
    assert _targets(_list(LEFT[:3], RIGHT[:3])) == [("河道清淤", ["≥12公里", "100%"])]
    assert _targets(_list(LEFT[:2], RIGHT[:2])) == [("河道清淤", [])]


def test_a_page_with_its_heading_again_is_no_half() -> None:
    listed = _list((*LEFT[:1], *LEFT[1:]), LEFT)
    names = [project.name.text for project in listed.projects]
    assert names == ["河道清淤", "水库加固", "河道清淤", "水库加固"]
