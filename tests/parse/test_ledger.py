"""Every non-blank line of a source is accounted for: mapped, ignored with a reason, or openly not
understood.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from examples import EXAMPLES, SEEDS

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
    assert torn >= 0.96, torn
