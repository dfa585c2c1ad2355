"""Every non-blank line of a source is accounted for: mapped, ignored with a reason, or openly not
understood.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from examples import EXAMPLES, SEEDS

from budgetgraph.parse.ledger.read_lines import is_piece, pieces_of
from budgetgraph.pipeline.line import extract
from budgetgraph.values import document_number

AMOUNT_OR_TARGET = re.compile(r"\d\s*(?:万元|亿元)|[≥≤]|\d\s*[%％]")

PAGE = """2025 年部门预算信息公开目录

部门预算收支总表 .....\t1

# 部门预算收支总表

450 平乡县医疗保障局

预算年度：2025

单位：万元

序号\t收入\t\t支出\t
\t项目\t预算数\t项目\t预算数
1\t一、一般公共预算拨款收入\t43.50\t一、卫生健康支出\t43.50

## 450 平乡县医疗保障局

单位：万元

序号\t收入\t\t支出\t
\t项目\t预算数\t项目\t预算数
2\t收入总计\t43.50\t支出总计\t43.50

部门职责：

制定全县医疗保障规划并组织实施。

2025年预算收入43.50万元。

办公楼维修另需 3 万元。

名词解释

财政拨款收入：指本级财政当年拨付的资金。
"""
FATES = {
    1: ("ignored", "contents"),
    3: ("ignored", "contents"),
    5: ("mapped", None),
    7: ("mapped", None),
    9: ("mapped", None),
    11: ("mapped", None),
    13: ("mapped", None),
    15: ("mapped", None),
    17: ("ignored", "repeated caption"),
    21: ("ignored", "repeated heading"),
    23: ("mapped", None),
    25: ("ignored", "duties"),
    27: ("ignored", "duties"),
    29: ("mapped", None),
    31: ("unparsed", "duties"),
    33: ("ignored", "glossary"),
    35: ("ignored", "glossary"),
}


def test_the_fate_of_each_line(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE, "utf-8")
    found = {line.number: (line.status, line.reason) for line in extract(path).ledger}
    assert {number: found[number] for number in FATES} == FATES
    assert len(found) == sum(1 for line in PAGE.split("\n") if line.strip())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_that_matters_is_passed_over(path: Path) -> None:
    disclosure = extract(path)
    lines = disclosure.source.lines
    assert [line.number for line in disclosure.ledger] == [
        number for number, line in enumerate(lines, 1) if line.strip()
    ]
    for entry in disclosure.ledger:
        assert entry.status in {"mapped", "ignored", "unparsed"}
        if entry.status == "ignored":
            text = lines[entry.number - 1]
            assert entry.reason
            assert not AMOUNT_OR_TARGET.search(text), (entry.number, text)
            assert not document_number.find(text), (entry.number, text)


@pytest.mark.skipif(not SEEDS, reason="the real disclosures are not beside this checkout")
def test_the_real_disclosures_are_accounted_for() -> None:
    shares = {}
    for path in SEEDS:
        fates = Counter(line.status for line in extract(path).ledger)
        shares[path.name[:3]] = (fates["mapped"] + fates["ignored"]) / fates.total()
    assert len(shares) == 5
    torn = shares.pop("004")
    assert min(shares.values()) >= 0.98, shares
    assert torn >= 0.95, torn


FORM = """平乡县水务局2025年部门预算

河道清淤绩效目标表

项目名称\t河道清淤
预算数\t20.00\t其中：财政资金\t20.00
其他资金\t
联系人\t
验收安排\t由乡镇自行组织
一级指标\t二级指标\t三级指标\t指标值\t权重
产出指标\t数量指标\t清淤长度\t≥12公里\t10
任务一览\t清淤\t
"""


def fates(path: Path, text: str) -> dict[int, tuple[str, str | None]]:
    path.write_text(text, "utf-8")
    return {line.number: (line.status, line.reason) for line in extract(path).ledger}


def test_a_line_of_a_form_is_mapped_only_where_a_value_stands(tmp_path: Path) -> None:
    found = fates(tmp_path / "form.txt", FORM)
    assert {number: found[number] for number in (5, 6, 11)} == {
        5: ("mapped", None),
        6: ("mapped", None),
        11: ("mapped", None),
    }
    assert found[7] == ("ignored", "label")
    assert found[8] == ("ignored", "other field of a form")
    assert found[9] == ("unparsed", None)
    assert found[10] == ("ignored", "heading")


def test_a_value_maps_only_the_lines_that_hold_a_piece_of_it() -> None:
    text = "提高参保率"
    assert any(is_piece(piece, text) for piece in pieces_of("产出指标\t提高参保"))
    assert any(is_piece(piece, text) for piece in pieces_of("率"))
    assert not any(is_piece(piece, text) for piece in pieces_of("参"))
    assert not any(is_piece(piece, text) for piece in pieces_of("产出指标\t10"))
    assert any(is_piece(piece, text) for piece in pieces_of("绩效目标：提高参保率。"))


def test_a_table_that_is_not_read_is_not_understood(tmp_path: Path) -> None:
    read = "平乡县水务局2025年部门预算\n\n部门支出总表\n\n科目编码\t科目名称\t合计\n213\t农林水支出\t43.50\n"
    found = fates(tmp_path / "read.txt", read)
    assert found[6] == ("mapped", None)
    other = read + "\n水闸一览\n\n水闸\t河道\t闸门\n东闸\t漳河\t3\n西闸\t滏阳河\t2\n"
    found = fates(tmp_path / "other.txt", other)
    assert [found[number][0] for number in (10, 11, 12)] == ["unparsed"] * 3


def test_the_rows_of_an_empty_table_are_passed_over(tmp_path: Path) -> None:
    text = (
        "平乡县水务局2025年部门预算\n\n政府性基金预算支出表\n\n科目编码\t科目名称\t合计\n\t合计\t\n"
    )
    found = fates(tmp_path / "empty.txt", text)
    assert found[3] == ("mapped", None)
    assert found[6] == ("ignored", "row of an empty table")
