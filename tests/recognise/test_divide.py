"""Several disclosures in one file: where one begins it is cut, each comes out as its own with the
lines of the file; what only names another body begins nothing. The figures of each add up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import tabbed

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.mapping import key_of
from budgetgraph.pipeline.line import extract, extract_all, of_body


def budget(caption: str, pension: str, office: str, total: str, year: int = 2025) -> str:
    """Two tables of a department, captioned; the rows add up to `total`."""
    head = f"{caption}\n预算年度：{year}\n单位：万元\n"
    columns = "序号 | 科目编码 | 科目名称 | 合计"
    rows = (
        f"1 |  | 合计 | {total}",
        f"2 | 208 | 社会保障和就业支出 | {pension}",
        f"3 | 210 | 卫生健康支出 | {office}",
    )
    tables = [
        f"{title}\n{head}{tabbed(columns, *rows)}\n"
        for title in ("部门预算收入总表", "部门预算支出总表")
    ]
    return "\n".join(tables)


HEALTH = budget("部门：平乡县医疗保障局", "59.00", "172.40", "231.40")
SCHOOLS = budget("部门：平乡县教育局", "318.25", "12.75", "331.00")
BARE = HEALTH.replace("部门：平乡县医疗保障局\n", "")


def read(folder: Path, text: str, name: str = "公开.txt") -> tuple[Disclosure, ...]:
    path = folder / name
    path.write_text(text, "utf-8")
    return extract_all(path)


def totals(disclosure: Disclosure) -> list[str]:
    return [
        row.cells[-1].value
        for table in disclosure.tables
        for row in table.rows
        if row.item == "合计"
    ]


COVERS = {
    "one line": "{name}2025年部门预算信息公开\n",
    "year first": "2025年度{name}部门预算公开说明\n",
    "two lines": "{name}\n\n2025年部门预算公开\n",
    "two lines, year first": "2025年部门预算信息公开\n{name}\n",
    "numbered": "二、{name}2025年部门预算\n",
    "no cover": "",
}


@pytest.mark.parametrize("cover", COVERS)
def test_a_second_department_is_a_disclosure_of_its_own(cover: str, tmp_path: Path) -> None:
    text = COVERS[cover]
    one, two = read(
        tmp_path,
        text.format(name="平乡县医疗保障局")
        + HEALTH
        + "\n"
        + text.format(name="平乡县教育局")
        + SCHOOLS,
    )
    assert [(each.department.name, each.division.code, each.fiscal_year) for each in (one, two)] == [
        ("平乡县医疗保障局", "130532", 2025), ("平乡县教育局", "130532", 2025),
    ]  # fmt: skip
    assert [totals(one), totals(two)] == [["231.40", "231.40"], ["331.00", "331.00"]]
    assert {note.code for note in (*one.notes, *two.notes)} == {"several-disclosures"}


def test_the_pieces_share_the_lines_of_the_file(tmp_path: Path) -> None:
    """Every non-blank line is in exactly one ledger, and a value stands in its line of the whole
    file.
    """
    one, two = read(
        tmp_path,
        "平乡县医疗保障局2025年部门预算\n" + HEALTH + "\n平乡县教育局2025年部门预算\n" + SCHOOLS,
    )
    assert one.source == two.source
    lines = one.source.lines
    accounted = [line.number for disclosure in (one, two) for line in disclosure.ledger]
    assert accounted == [number for number, line in enumerate(lines, start=1) if line.strip()]
    assert one.extent is not None
    assert two.extent is not None
    assert (one.extent[0], one.extent[1] + 1, two.extent[1]) == (1, two.extent[0], len(lines))
    assert lines[two.extent[0] - 1] == "平乡县教育局2025年部门预算"
    cell = two.tables[1].rows[1].cells[-1]
    assert cell.value in lines[cell.where.first - 1]
    assert cell.where.first > one.extent[1]


def test_a_units_budget_beside_its_departments(tmp_path: Path) -> None:
    """单位预算 of 本级 behind the 部门预算: the same department, a disclosure and a graph of its own."""
    unit = budget("单位名称：[450001]平乡县医疗保障局本级", "41.00", "120.40", "161.40")
    text = (
        "平乡县医疗保障局2025年部门预算公开\n"
        + HEALTH.replace("部门：", "部门编码及名称：[450]")
        + "\n平乡县医疗保障局本级2025年单位预算公开\n"
        + unit
    )
    whole, own = read(tmp_path, text)
    assert [(each.department.name, each.unit and (each.unit.code, each.unit.name)) for each in (whole, own)] == [
        ("平乡县医疗保障局", None), ("平乡县医疗保障局", ("450001", "平乡县医疗保障局本级")),
    ]  # fmt: skip
    assert key_of(whole) == "130532/平乡县医疗保障局/2025"
    assert key_of(own) == "130532/平乡县医疗保障局/2025/平乡县医疗保障局本级"


def test_a_units_budget_alone_in_its_file(tmp_path: Path) -> None:
    (own,) = read(tmp_path, "平乡县医疗保障局本级2025年单位预算公开\n" + BARE)
    assert (own.department.name, own.body) == ("平乡县医疗保障局", "平乡县医疗保障局本级")


def test_two_years_in_one_file(tmp_path: Path) -> None:
    before = budget("部门：平乡县医疗保障局", "55.10", "160.00", "215.10", year=2024)
    old, new = read(
        tmp_path,
        "平乡县医疗保障局2024年部门预算\n" + before + "\n平乡县医疗保障局2025年部门预算\n" + HEALTH,
    )
    assert [(each.fiscal_year, totals(each)[0]) for each in (old, new)] == [
        (2024, "215.10"),
        (2025, "231.40"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "- 1 -\n", "\u200b"])
def test_a_file_without_a_line_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read(tmp_path, text)


def test_a_list_of_contents_opens_nothing(tmp_path: Path) -> None:
    """It names the units whose budgets follow, or stand elsewhere; what is disclosed is the one
    printed again below it.
    """
    contents = "目录\n平乡县医疗保障局2025年部门预算\n平乡县医疗保障局本级2025年单位预算\n平乡县医疗保障服务中心2025年单位预算\n"
    (alone,) = read(tmp_path, contents + BARE)
    assert (alone.department.name, alone.unit) == ("平乡县医疗保障局", None)
    one, two = read(
        tmp_path,
        contents
        + "平乡县医疗保障局2025年部门预算\n"
        + BARE
        + "\n平乡县医疗保障服务中心2025年单位预算\n"
        + BARE,
    )
    assert [each.body for each in (one, two)] == ["平乡县医疗保障局", "平乡县医疗保障服务中心"]


OWN = "平乡县医疗保障局2025年部门预算\n" + HEALTH
PURCHASES = "\n部门政府采购预算表\n部门：平乡县教育局\n单位：万元\n" + tabbed(
    "序号 | 科目名称 | 合计", "1 | 合计 | 3.00"
)
MENTIONS = {
    "a caption above one table": HEALTH + PURCHASES,
    "a table of another body between its own": HEALTH.replace(
        "支出总表\n部门：平乡县医疗保障局", "支出总表\n部门：平乡县教育局"
    )
    + HEALTH.replace("部门预算收入总表", "部门财政拨款收支总表"),
    "a heading about the units": HEALTH
    + "\n平乡县医疗保障服务中心2025年单位预算另行公开，收入预算9.00万元。\n",
    "a title with nothing below it": HEALTH
    + "\n附：平乡县教育局2025年部门预算\n平乡县教育局2025年部门预算\n",
    "a sentence": HEALTH.replace(
        "部门预算收入总表", "本表与平乡县教育局2025年部门预算合并编制。\n部门预算收入总表"
    ),
    "单位预算 in a heading of the same body": OWN
    + "\n平乡县医疗保障局2025年单位预算情况说明\n收入预算231.40万元。\n",
    "last year in a heading": OWN + "\n平乡县医疗保障局2024年部门预算情况\n收入预算215.10万元。\n",
}


@pytest.mark.parametrize("mention", MENTIONS)
def test_what_only_mentions_another_body_is_not_cut(mention: str, tmp_path: Path) -> None:
    (one,) = read(tmp_path, MENTIONS[mention])
    assert (one.department.name, one.extent) == ("平乡县医疗保障局", None)
    assert len(one.tables) >= 2


def test_a_part_without_a_year_takes_that_of_the_file(tmp_path: Path) -> None:
    _, two = read(tmp_path, HEALTH + "\n" + SCHOOLS.replace("预算年度：2025\n", ""), "平乡县.txt")
    assert (two.department.name, two.fiscal_year) == ("平乡县教育局", 2025)
    assert "year-from-file" in {note.code for note in two.notes}


def test_extract_gives_the_first_and_names_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, HEALTH + "\n" + SCHOOLS)
    first = extract(tmp_path / "公开.txt")
    assert first == found[0]
    assert [note.message for note in first.notes] == [
        "the file holds 2 disclosures: 平乡县医疗保障局 2025 (lines 1-18); 平乡县教育局 2025 (lines 19-35)"
    ]
    assert of_body(found, "平乡县教育局") == [found[1]]
    with pytest.raises(UsageError, match="no disclosure of 平乡县水利局"):
        of_body(found, "平乡县水利局")
