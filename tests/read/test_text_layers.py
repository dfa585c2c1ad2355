"""Text layers: the text that `pdftotext` gives of a PDF without its layout, or with single blanks
between cells. Much of it cannot be read; nothing of it may be invented.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from examples import SEEDS
from printed import cells_of

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract

on_seeds = pytest.mark.skipif(not SEEDS, reason="the seeds are not on this machine")

#: A small disclosure, its cells parted by tabs.
TABBED = """平乡县示例局2025年部门预算公开

部门预算收支总表
单位：万元
项目\t预算数\t项目\t预算数
一、一般公共预算收入\t120.00\t一、教育支出\t95.50
二、其他收入\t5.50\t二、住房保障支出\t30.00
收入总计\t125.50\t支出总计\t125.50

政府性基金预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t\t\t

1、河道清淤绩效目标表
项目名称\t河道清淤\t预算数\t30.00
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t清淤长度\t完成清淤的长度\t≥12公里\t年度计划
\t质量指标\t合格率\t验收合格的河段占全部河段的比例\t100%\t行业标准
"""
#: The same with a single blank between cells, and wrapped cells on lines of their own.
SINGLE = re.sub(r"\t+", " ", TABBED).replace("验收合格的河段占", "\n验收合格的河段\n占")
#: The same with a line for each cell, as the page draws them.
A_LINE_EACH = re.sub(r"\t+", "\n\n", TABBED)


def read(folder: Path, content: str) -> Disclosure:
    path = folder / "x.txt"
    path.write_text(content, encoding="utf-8")
    return extract(path)


def targets(found: Disclosure) -> set[str]:
    texts = set()
    for project in found.projects:
        for indicator in project.indicators:
            texts.add(re.sub(r"\s", "", indicator.target.text))
    return texts - {""}


def empty_tables(found: Disclosure) -> Counter[str]:
    return Counter(table.title for table in found.tables if table.empty)


def unsaid_tables(found: Disclosure) -> list[str]:
    """Give the tables without rows that are neither empty nor in a note."""
    told = "\n".join(note.message for note in found.notes if note.code == "table-not-read")
    silent = [table.title for table in found.tables if not table.rows and not table.empty]
    return [title for title in silent if title not in told]


def assert_nothing_invented(layer: Disclosure, whole: Disclosure) -> None:
    assert cells_of(layer) <= cells_of(whole)
    assert empty_tables(layer) <= empty_tables(whole)
    assert unsaid_tables(layer) == []


@pytest.mark.parametrize("content", [SINGLE, A_LINE_EACH])
def test_a_text_layer_holds_nothing_that_the_paper_does_not(tmp_path: Path, content: str) -> None:
    whole, layer = read(tmp_path, TABBED), read(tmp_path, content)
    assert_nothing_invented(layer, whole)
    assert targets(layer) <= targets(whole) == {"≥12公里", "100%"}
    assert [table.title for table in layer.tables] == [table.title for table in whole.tables]


def test_a_torn_cell_of_an_indicator_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, SINGLE)
    assert targets(found) == {"≥12公里"}
    assert any("验收合格的河段" in note.message for note in found.notes)


@on_seeds
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_cell_is_invented_in_a_seed_with_single_blanks(path: Path, tmp_path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    single = "\n".join(re.sub(r"[ \t　]+", " ", line).strip() for line in lines)
    layer, whole = read(tmp_path, single), extract(path)
    assert cells_of(layer) <= cells_of(whole)
    assert unsaid_tables(layer) == []
