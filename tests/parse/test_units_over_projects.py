"""A row with the code of a unit over the rows of its projects is their unit and no project."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

HEAD = (
    "石桥镇2025年部门综合预算\n专项业务经费支出表\n单位：万元\n"
    "单位编码 | 单位（项目）名称 | 项目金额 | 项目简介"
)
OWN = (
    "612 | 石桥镇人民政府 | 99.50 | ",
    "612001 | 石桥镇人民政府机关 | 69.50 | ",
    " | 专用项目 | 69.50 | ",
    " | 环境整治 | 45.00 | 清运垃圾",
    " | 村级运转 | 24.50 | ",
    "612002 | 石桥镇水利服务点 | 30.00 | ",
    " | 堰塘维修 | 30.00 | ",
)


def projects(*rows: str) -> list[tuple[str, str | None]]:
    found = parsed(f"{tabbed(HEAD)}\n{tabbed(*rows)}\n").projects
    return [(one.name, one.unit and one.unit.name) for one in found]


def test_units_with_their_projects() -> None:
    assert projects(*OWN) == [
        ("环境整治", "石桥镇人民政府机关"),
        ("村级运转", "石桥镇人民政府机关"),
        ("堰塘维修", "石桥镇水利服务点"),
    ]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("612 | 石桥镇人民政府 | 69.50 | ", *OWN[1:4], " | 村级运转 | 20.00 | "), "石桥镇人民政府机关"),
        (("612001 | 环境整治 | 69.50 | ", " | 清运 | 45.00 | ", " | 保洁 | 24.50 | "), "清运"),
        (("2130705 | 村级运转 | 69.50 | ", " | 补助 | 45.00 | ", " | 补贴 | 20.00 | "), "村级运转"),
    ],
    ids=["no sum of its projects", "no unit is named as bodies are", "the code of a class"],
)  # fmt: skip
def test_a_row_that_is_no_unit_for_certain_stays(rows: tuple[str, ...], name: str) -> None:
    assert name in [project for project, _ in projects(*rows)]
