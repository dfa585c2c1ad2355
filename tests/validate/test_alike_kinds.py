"""Entries that are worded alike, blanks, rates in brackets and other things that checkers note in
budgets of streets and schools; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import COVER, found, of

ENTRY = (
    "{n}. “城乡社区支出（类）-城乡社区管理事务（款）-其他事务{n}（项）”{now}年度预算{n}0.12万元，"
    "{before}年度预算{n}0.84万元，主要用于：各类工作。2025年当年预算执行数为{n}0.39万元，"
    "{plan}年预算安排{n}0.12万元。"
)


def _entries(count: int, **last: str) -> str:
    """Give so many entries; the last tells the given years."""
    usual = {"now": "2026", "before": "2025", "plan": "2026"}
    told = [ENTRY.format(n=number, **usual) for number in range(1, count)]
    return "\n\n".join([*told, ENTRY.format(n=count, **usual | last)])


@pytest.mark.parametrize(
    ("count", "last", "shown"),
    [
        (8, {"before": "2024"}, "“2024年度预算”，其他 7 段"),
        (8, {"plan": "2025"}, "“2025年预算安排”，其他 7 段"),
        (7, {"before": "2024"}, ""),
        (8, {}, ""),
    ],
)
def test_a_year_that_other_entries_do_not_tell(
    tmp_path: Path, count: int, last: dict[str, str], shown: str
) -> None:
    messages = of("statement-year", found(tmp_path, _entries(count, **last)))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


def test_years_that_many_entries_do_not_tell(tmp_path: Path) -> None:
    """Two of eight are a second way of telling, not a slip."""
    entries = _entries(8, before="2024").split("\n\n")
    entries[1] = entries[1].replace("2025年度预算", "2024年度预算")
    assert of("statement-year", found(tmp_path, "\n\n".join(entries))) == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("较上年减少1.50万元（42.86%）。", "39.47%"),
        ("较上年减少1.50万元（39.47%）。", ""),
        ("较上年减少1.50万元（其中宴请占42.86%）。", ""),
    ],
)
def test_a_rate_in_a_bracket(tmp_path: Path, told: str, shown: str) -> None:
    messages = of("change-percentage", found(tmp_path, f"2、公务接待费2.30万元，{told}"))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("因公出国（境）费0万元，占 %，比上年减少 万元；公务接待费30万元。", 2),
        ("因公出国（境）费0万元，占0%，比上年减少0万元；公务接待费30万元。", 0),
        ("支出按资金来源占%的高低排列，金额减少万元以上的另作说明。", 0),
    ],
)
def test_blanks_that_nobody_filled_in(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("template-residue", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2026年度无购车计划，公务用车购置费0万", "缺少单位"),
        ("2026年度无购车计划，公务用车购置费0万元", ""),
        ("决算数小于预算数的主要原因是，与上年相比增加2.13万元，增长5.86%。", "没有写完"),
        ("决算数小于预算数的主要原因是，与上年相比人员减少，经费增加。", ""),
    ],
)
def test_sentences_that_break_off(tmp_path: Path, told: str, shown: str) -> None:
    messages = of("broken-sentence", found(tmp_path, told))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


@pytest.mark.parametrize(
    ("without", "with_mark", "count"), [(1, 3, 1), (1, 2, 0), (2, 5, 0), (2, 6, 1), (0, 4, 0)]
)
def test_a_year_without_its_mark(tmp_path: Path, without: int, with_mark: int, count: int) -> None:
    lines = [f"{n}、2026预算安排{n}0.00万元。" for n in range(1, without + 1)]
    lines += [f"{n}、2026年预算安排{n}0.00万元。" for n in range(11, 11 + with_mark)]
    messages = of("broken-sentence", found(tmp_path, "\n\n".join(lines)))
    assert len(messages) == count
    assert "缺少“年”字" in "".join(messages) or not count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("上年结转8.00万元，占8.70%；财政拨款收入92.00万元，占92.00%。", 1),
        ("上年结转8.00万元，占8.00%；财政拨款收入92.00万元，占92.00%。", 0),
        # 8.00 is not all that 92.00 leaves of another whole.
        ("上年结转8.00万元，占8.70%；财政拨款收入91.00万元，占92.00%。", 0),
    ],
)
def test_a_share_that_is_also_that_of_the_other_part(tmp_path: Path, told: str, count: int) -> None:
    body = f"收入总计100.00万元，其中：{told}"
    assert len(of("change-percentage", found(tmp_path, body))) == count


TOWN = "石桥县云台镇人民政府2026年部门预算\n\n石桥县云台镇人民政府2026年收入预算900.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("（二）元潭镇公务接待费较2025年预算下降20.00%。", "元潭镇"),
        ("（二）云台镇公务接待费较2025年预算下降20.00%。", ""),
        ("（二）全镇公务接待费较2025年预算下降20.00%。", ""),
        ("（二）支持元潭镇2026年收入增长。", ""),
    ],
)
def test_the_name_of_another_town(tmp_path: Path, told: str, shown: str) -> None:
    body = f"石桥县云台镇人民政府2026年支出预算900.00万元。\n\n{told}"
    messages = of("paper-kind", found(tmp_path, body, TOWN))
    assert len(messages) == bool(shown)
    assert shown in "".join(messages)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("单位现有公务用车3辆，其中：轿车3辆。", 1),
        ("单位现有公务用车2辆，其中：轿车2辆。", 0),
        ("单位现有公务用车3辆，其中：租赁车1辆。", 0),
        ("公务用车购置费18.00万元。单位现有公务用车3辆。", 0),
    ],
)
def test_more_vehicles_than_there_are_in_all(tmp_path: Path, told: str, count: int) -> None:
    owned = "截至2025年底，石桥县水务局共有车辆2辆，其中：其他用车2辆。"
    messages = of("statement-contradicted", found(tmp_path, f"{told}\n\n{owned}"))
    assert len(messages) == count


@pytest.mark.parametrize(
    ("persons", "count"), [("在编在职教师59人，退休人员31人", 1), ("在编在职教师49人", 0)]
)
def test_more_teachers_than_posts(tmp_path: Path, persons: str, count: int) -> None:
    told = f"核定编制52人，其中{persons}。"
    assert len(of("staff-exceeds-establishment", found(tmp_path, told))) == count


FORM = """项目支出绩效目标表
项目名称\t营养改善计划
项目资金（元）\t年度资金总额\t512000
\t其中：财政拨款\t512000
\t其他资金\t0
年度绩效目标\t为{told}名学生提供营养膳食补助，学生满意度达到90%以上。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t受益学生人数\t{operator}716人
满意度指标\t服务对象满意度指标\t学生满意度\t≥90%
"""


@pytest.mark.parametrize(
    ("told", "operator", "count"), [("761", "=", 1), ("716", "=", 0), ("761", "≥", 0)]
)
def test_pupils_of_a_goal(tmp_path: Path, told: str, operator: str, count: int) -> None:
    form = FORM.format(told=told, operator=operator)
    assert len(of("goal-matches-indicator", found(tmp_path, form))) == count


@pytest.mark.parametrize(("section", "count"), [("教育费附加安排的支出", 1), ("其他教育支出", 0)])
def test_classes_with_their_levels_and_dashes(tmp_path: Path, section: str, count: int) -> None:
    table = (
        "一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "\t合计\t20.00\t\t20.00\n205\t教育支出\t20.00\t\t20.00\n"
        "20599\t其他教育支出\t20.00\t\t20.00\n2059999\t其他教育支出\t20.00\t\t20.00\n\n"
    )
    told = f"1.“教育支出（类）-{section}（款）-其他教育支出（项）”20.00万元。"
    findings = found(tmp_path, table + told, COVER)
    assert len(of("class-name-code", findings)) == count
