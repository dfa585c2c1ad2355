"""Slips in how a paper is written: a mark left out behind an amount, the head of a table, the paper's
own name, the year of the cover, a code that one table mistypes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ITEMS = "\n\n".join(
    f"{at}.农林水支出（类）水利（款）{name}（项）8.00万元{{}}主要用于：{name}。"
    for at, name in enumerate(("防汛", "抗旱", "水质监测", "水土保持"), start=1)
)


@pytest.mark.parametrize(
    ("marks", "count"), [("。。。。", 0), ("。 。。", 1), ("    ", 0), ("  。。", 0)]
)
def test_a_mark_behind_an_amount(tmp_path: Path, marks: str, count: int) -> None:
    told = ITEMS.format(*marks.replace(" ", "-")).replace("-", "")
    assert "后缺少标点" * count in "".join(of("broken-sentence", found(tmp_path, told)))
    assert bool(of("broken-sentence", found(tmp_path, told))) == bool(count)


HEAD = "编制单位：石桥县水务局 单位：万元"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (HEAD, None),
        ("编制部门：石桥县水务局 单位：万元", "表上写为“编制部门”"),
        ("编制单位：石桥县水务局", "没有写金额单位"),
    ],
)
def test_the_head_of_a_table(tmp_path: Path, head: str, told: str | None) -> None:
    names = ("收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算支出表")
    tables = "\n\n".join(
        f"2026年部门{name}\n\n{head if at == 2 else HEAD}\n\n"
        f"| 项目 | 合计 |\n| --- | --- |\n| {name}甲 | 900.00 |"
        for at, name in enumerate(names)
    )
    messages = of("paper-kind", found(tmp_path, tables))
    assert [told in one for one in messages] == ([True] if told else [])


UNIT = "上海市普陀区司法局2026年单位预算\n\n2026年上海市普陀区司法局收入预算900.00万元，支出预算900.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("上海市普陀区司法局司法局设12个科室。", 1),
        ("2026年上海市普陀区司局的机关运行经费按规定安排。", 1),
        ("2026年上海普陀区司法局的机关运行经费按规定安排。", 0),
        ("上海市普陀区司法局、普陀区司法局所属单位按规定安排。", 0),
    ],
)
def test_the_name_of_the_paper(tmp_path: Path, told: str, count: int) -> None:
    messages = of("paper-kind", found(tmp_path, told, UNIT))
    assert len([one for one in messages if "名称" in one]) == count


@pytest.mark.parametrize(("year", "count"), [(2025, 1), (2026, 0)])
def test_the_year_of_the_cover(tmp_path: Path, year: int, count: int) -> None:
    cover = f"石桥县{year}年县级部门预算\n\n预算部门：石桥县水务局\n\n"
    told = (
        "石桥县水务局2026年部门预算编制说明\n\n2026年石桥县水务局收入预算900.00万元，比2025年预算增加"
        "5.00万元。\n\n2026年石桥县水务局支出预算900.00万元。\n\n2026年部门收支总表\n\n2026年部门收入总表"
    )
    messages = of("paper-kind", found(tmp_path, told, cover))
    assert len([one for one in messages if "标题" in one]) == count


@pytest.mark.parametrize(("code", "count"), [("2130340", 1), ("2130304", 0)])
def test_a_code_that_one_table_mistypes(tmp_path: Path, code: str, count: int) -> None:
    tables = "\n\n".join(
        f"2026年{title}\n\n| 科目编码 | 科目名称 | 合计 |\n| --- | --- | --- |\n| 213 | 农林水支出 | 9.00 |\n"
        f"| 21303 | 水利 | 9.00 |\n| {printed} | 水利行业业务管理 | 9.00 |"
        for title, printed in (
            ("部门收入总表", "2130304"),
            ("部门支出总表", code),
            ("一般公共预算支出表", "2130304"),
        )
    )
    messages = of("class-name-code", found(tmp_path, f"单位：万元\n\n{tables}"))
    assert len([one for one in messages if "2130304" in one]) == count


def test_a_list_of_projects_names_no_classes(tmp_path: Path) -> None:
    told = (
        "单位：万元\n\n2026年部门支出总表\n\n| 科目编码 | 科目名称 | 合计 |\n| --- | --- | --- |\n"
        "| 213 | 农林水支出 | 9.00 |\n| 21303 | 水利 | 9.00 |\n| 2130314 | 防汛 | 9.00 |\n\n"
        "2026年项目支出表\n\n| 科目编码 | 科目名称 | 项目名称 | 合计 |\n| --- | --- | --- | --- |\n"
        "| 2130314 | 防汛 | 渠道维护 | 5.00 |\n| 2130314 | 防汛 | 闸门检修 | 4.00 |\n| 合计 | | | 9.00 |\n"
    )
    assert of("class-name-code", found(tmp_path, told)) == []


ACCOUNTS = "石桥县水务局2025年度部门决算\n\n石桥县水务局2025年度收入总计900.00万元，支出总计900.00万元。\n\n"


@pytest.mark.parametrize(("guests", "rules"), [("2.14", []), ("2.41", ["items-sum-to-total"])])
def test_numbered_lines_below_a_total(tmp_path: Path, guests: str, rules: list[str]) -> None:
    told = (
        "单位：万元\n\n财政拨款“三公”经费支出信息表\n\n| 项目 | 全年预算数 | 决算统计数 |\n| --- | --- | --- |\n"
        "| （一）支出合计 | 12.00 | 9.86 |\n| 1.因公出国（境）费 | 0.00 | 0.00 |\n"
        "| 2.公务用车购置及运行维护费 | 8.00 | 7.72 |\n| （1）公务用车购置费 | 0.00 | 0.00 |\n"
        f"| （2）公务用车运行维护费 | 8.00 | 7.72 |\n| 3.公务接待费 | 4.00 | {guests} |\n"
    )
    assert [one.rule for one in found(tmp_path, told, ACCOUNTS)] == rules


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("支出预算为12.00万元，支出决算为9.86万元。较上年减少1.27万元，下降11.41%。", None),
        (
            "支出预算为12.00万元，支出决算为9.86万元。较上年减少1.27万元，下降14.11%。",
            "change-percentage",
        ),
        ("年末实有在职人员61人，其中行政人员29人，事业人员32人；退休人员17人。", None),
        ("年末实有在职人员61人，其中行政人员29人，事业人员23人；退休人员17人。", "part-not-told"),
        ("年末实有在职人员61人，其中行政人员29人，事业人员23人；编外人员9人。", None),
    ],
)
def test_what_is_compared_and_divided(tmp_path: Path, told: str, rule: str | None) -> None:
    rules = {one.rule for one in found(tmp_path, told, ACCOUNTS)}
    assert rules == ({rule} if rule else set())
