"""The line as a whole: what is a source, and that a file's encoding and line ends change nothing
but its hash.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.line import extract, masked, to_graph

FORM = """2025年部门预算信息公开

450 平乡县医疗保障局

预算年度：2025

1、基金监管绩效目标表

单位：{unit}

项目编码\t13053225P00273513715U\t项目名称\t基金监管
预算规模及资金用途\t预算数\t{total}\t其中：财政资金\t{total}\t其他资金\t
\t日常稽核
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t检查次数\t全年检查次数\t≥2次\t冀财社[2023]208号
"""


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "form.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("unit", "total", "multiplier"), [("万元", "2.00", 4), ("元", "20000.00", 0)]
)
def test_a_form_is_read_in_the_unit_that_it_prints(
    unit: str, total: str, multiplier: int, tmp_path: Path
) -> None:
    disclosure = extract(written(tmp_path, FORM.format(unit=unit, total=total)))
    assert disclosure.projects[0].total is not None
    assert disclosure.projects[0].total.value == total
    graph = to_graph(disclosure).decode()
    amounts = [line for line in graph.splitlines() if "#budgetAmount>" in line]
    assert len(amounts) == 1
    assert '"20000"' in amounts[0]
    assert f'unitMult> "{multiplier}"' in graph


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_changes_nothing_but_the_hash(encoding: str, tmp_path: Path) -> None:
    text = FORM.format(unit="万元", total="2.00")
    plain, other = extract(written(tmp_path, text)), extract(written(tmp_path, text, encoding))
    assert other.source.sha256 != plain.source.sha256
    assert replace(other, source=plain.source) == plain


def test_line_ends_change_nothing_but_the_hash(tmp_path: Path) -> None:
    text = FORM.format(unit="万元", total="2.00")
    plain, dos = (
        extract(written(tmp_path, text)),
        extract(written(tmp_path, text.replace("\n", "\r\n"))),
    )
    assert replace(dos, source=plain.source) == plain


def test_the_json_is_that_of_the_contract(tmp_path: Path) -> None:
    found = to_json(extract(written(tmp_path, FORM.format(unit="万元", total="2.00"))))
    assert found["department"] == {
        "name": "平乡县医疗保障局",
        "code": "450",
        "other_names": [],
    }
    assert found["division"] == {"name": "平乡县", "code": "130532"}
    assert found["projects"][0]["indicators"][0]["basis"]["documents"] == ["冀财社〔2023〕208号"]
    assert found["documents"][0]["lines"] == [[15, 15]]


def test_personal_data_is_masked_before_anything_quotes_it(tmp_path: Path) -> None:
    text = (
        FORM.format(unit="万元", total="2.00")
        + "\n填报人：甲某某 电话13012345678 冀财社[2023]208号\n"
    )
    disclosure = masked(extract(written(tmp_path, text)))
    graph = to_graph(disclosure).decode()
    assert "甲某某" not in graph
    assert "13012345678" not in graph
    assert "███" in graph


def test_a_table_that_no_form_claims_is_kept_as_it_stands(tmp_path: Path) -> None:
    """Its rows are in the extraction, heading first, and a note says that nobody understood them."""
    strange = "\n值班安排表\n\n日期\t地点\t次数\n周一\t大厅\t3\n"
    found = to_json(
        extract(
            written(
                tmp_path,
                FORM.format(unit="万元", total="2.00").replace(
                    "1、基金监管", strange + "\n1、基金监管"
                ),
            )
        )
    )
    assert [table["rows"] for table in found["unclaimed"]] == [
        [["日期", "地点", "次数"], ["周一", "大厅", "3"]]
    ]
    assert "table-not-known" in {note["code"] for note in found["notes"]}
    assert len(found["projects"]) == 1
