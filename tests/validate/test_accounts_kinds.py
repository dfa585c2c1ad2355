"""Slips of final accounts: a change of what was spent, marks of projects, parts beside another whole,
a sentence that names last year's paper.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2024年度部门决算\n\n石桥县水务局2024年度收入总计900.00万元，支出总计900.00万元。\n\n"
SPENT = "公务接待费支出预算为5.80万元，支出决算为4.26万元，完成预算的73.45%"
LESS = "决算数小于预算数的主要原因是厉行节约"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (f"{SPENT}，{LESS}，与上年相比减少0.54万元，下降11.25%。", 0),
        (f"{SPENT}，{LESS}，与上年相比减少0.54万元，下降12.15%。", 1),
        (f"{SPENT}，比上年减少0.54万元，下降12.15%。", 1),
        # What fell is another thing, or it may be.
        (f"{SPENT}，{LESS}，外事接待费与上年相比减少0.54万元，下降12.15%。", 0),
    ],
)
def test_a_change_of_what_was_spent(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("自评项目8个，其中6个项目评为“优”，2个项目评为“良”。", 0),
        ("自评项目8个，其中7个项目评为“优”，2个项目评为“良”。", 1),
        ("自评项目8个，其中7个评价等级为优，2个为良。", 1),
        # Some projects have no mark yet; a project may be of two kinds.
        ("自评项目8个，其中5个项目评为“优”，2个项目评为“良”。", 0),
        ("自评项目8个，其中7个项目为民生类，2个项目为基建类。", 0),
    ],
)
def test_marks_behind_the_numbers_of_projects(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(("whole", "count"), [("500.00", 0), ("480.00", 1)])
def test_parts_beside_a_whole_that_is_told_twice(tmp_path: Path, whole: str, count: int) -> None:
    told = (
        "支出合计900.00万元，其中：基本支出500.00万元，项目支出400.00万元。\n\n"
        f"财政拨款基本支出{whole}万元，其中：人员经费420.00万元，公用经费80.00万元。"
    )
    assert len(of("statement-parts", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("石桥县水务局2023年度部门决算汇总公开单位构成包括：局本级、水文站。", 1),
        ("石桥县水务局2024年度部门决算汇总公开单位构成包括：局本级、水文站。", 0),
        ("与2023年度部门决算公开范围相比，增加1个单位。", 0),
        ("2023年度部门决算公开范围与本年一致。", 0),
    ],
)
def test_a_sentence_that_names_last_years_paper(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told, ACCOUNTS))) == count


@pytest.mark.parametrize(
    ("rate", "words", "count"),
    [
        ("完成年初预算的100.00%", "决算数小于预算数", 1),
        ("完成年初预算的100.00%", "决算数大于预算数", 1),
        ("完成年初预算的100.00%", "决算数等于预算数", 0),
        # What is printed alike may have been rounded to it.
        ("完成年初预算的99.99%", "决算数小于预算数", 0),
        ("按进度支付", "决算数小于预算数", 0),
    ],
)
def test_less_than_a_budget_that_was_spent_to_the_end(
    tmp_path: Path, rate: str, words: str, count: int
) -> None:
    told = f"年初预算为50.00万元，支出决算为50.00万元，{rate}，{words}的主要原因是厉行节约。"
    findings = of("completion-rate", found(tmp_path, told, ACCOUNTS))
    assert len(findings) == count
    assert all("决算数等于预算数" in message for message in findings)


@pytest.mark.parametrize(
    ("kept", "owned", "count"),
    [
        ("公务用车保有量为8辆", "本部门共有车辆7辆", 1),
        ("公务用车保有量为7辆", "本部门共有车辆7辆", 0),
        ("公务用车保有量为8辆", "所属单位共有车辆7辆", 0),
        ("公务用车保有量为8辆。2023年公务用车保有量为9辆", "本部门共有车辆7辆", 0),
    ],
)
def test_vehicles_that_are_more_than_all(tmp_path: Path, kept: str, owned: str, count: int) -> None:
    told = f"年末开支财政拨款的{kept}。\n\n截至2024年12月31日，{owned}，其中：其他用车7辆。"
    messages = of("statement-contradicted", found(tmp_path, told, ACCOUNTS))
    assert len(messages) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("公务接待费支出3.00万元2024年公务用车购置费支出2.00万元。", 1),
        ("公务接待费支出3.00万元。2024年公务用车购置费支出2.00万元。", 0),
        ("公务接待费支出3.00万元2024年年末结清。", 0),
    ],
)
def test_a_sentence_that_runs_into_the_next(tmp_path: Path, told: str, count: int) -> None:
    messages = of("broken-sentence", found(tmp_path, told, ACCOUNTS))
    assert sum("后缺少标点" in message for message in messages) == count
