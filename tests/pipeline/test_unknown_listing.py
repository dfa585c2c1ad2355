"""The words that many files use and the catalogue does not know are listed, most frequent first."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.cli import run
from budgetgraph.document.where import Where
from budgetgraph.parse.unknown_words import UnknownWord
from budgetgraph.pipeline.upkeep.unknown_listing import UnknownListing, list_unknown

BUDGET = """平乡县水务局2025年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t{column}
213\t农林水支出\t43.50\t23.50\t20.00

"""
UNKNOWN_TABLE = """水闸管护一览

水闸\t河道\t闸门数
东闸\t漳河\t3
西闸\t滏阳河\t2

"""
FORM = """河道清淤绩效目标表

项目名称\t河道清淤\t验收方式：\t现场
预算数\t20.00\t其中：财政资金\t20.00
一级指标\t二级指标\t三级指标\t指标值\t验收口径
产出指标\t数量指标\t清淤长度\t≥12公里\t实测
"""


def listed(folder: Path, **files: str) -> UnknownListing:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return list_unknown([str(folder)])


def words(found: UnknownListing) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (kind, word.text): (word.count, len(word.files)) for (kind, _), word in found.words.items()
    }


def test_each_kind_of_word_is_listed_with_its_counts(tmp_path: Path) -> None:
    whole = BUDGET.format(column="机动支出") + UNKNOWN_TABLE + FORM
    found = listed(tmp_path, a=whole, b=BUDGET.format(column="机动 支出"))
    assert words(found) == {
        ("column of a table", "机动支出"): (2, 2),
        ("column of a form", "验收口径"): (1, 1),
        ("label", "验收方式"): (1, 1),
        ("title", "水闸管护一览"): (1, 1),
        ("first words of a table", "水闸 | 河道 | 闸门数"): (1, 1),
    }
    assert found.read == 2
    first = found.words["column of a table", "机动支出"]
    assert (first.file, str(first.where)) == (str(tmp_path / "a.txt"), "line 7")


@pytest.mark.parametrize(("lines", "titled"), [(5, True), (6, False)])
def test_a_title_stands_at_most_six_lines_above_its_table(
    lines: int, titled: bool, tmp_path: Path
) -> None:
    table = UNKNOWN_TABLE.replace("一览\n", "一览\n" + "\n" * (lines - 1))
    found = listed(tmp_path, a=BUDGET.format(column="项目支出") + table)
    assert (("title", "水闸管护一览") in words(found)) == titled


def test_a_known_column_is_not_listed(tmp_path: Path) -> None:
    assert words(listed(tmp_path, a=BUDGET.format(column="项目支出"))) == {}
    assert words(listed(tmp_path, a=BUDGET.format(column="2025年预算数"))) == {}


def test_the_most_frequent_word_stands_first() -> None:
    found = UnknownListing()
    where = Where(1, 1)
    found.add("a.txt", [UnknownWord("label", "甲", where), UnknownWord("label", "乙", where)])
    found.add("b.txt", [UnknownWord("label", "乙", where)])
    text = found.text()
    assert text.startswith("2 files read\n")
    assert text.index("乙") < text.index("甲")
    assert "     2      2  乙    (a.txt, line 1)" in text


def test_the_list_is_in_the_readers_language(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.txt").write_text(BUDGET.format(column="机动支出"), "utf-8")
    assert run(["--lang", "zh", "show", str(tmp_path), "--unknown"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.startswith("已读取 1 个文件\n\n表的列名")
    assert "机动支出" in out
    assert "第 7 行)" in out
    assert not {"read", "count", "line", "columns"} & set(out.replace("(", " ").split())


@pytest.mark.parametrize(
    ("where", "chinese"),
    [
        (Where(7, 7), "第 7 行"),
        (Where(7, 9), "第 7–9 行"),
        (Where(7, 9, 3), "第 3 页第 7–9 行"),
        (Where(0, 0, 3), "第 3 页"),
    ],
)
def test_a_place_in_chinese(where: Where, chinese: str) -> None:
    assert where.said("zh") == chinese
    assert where.said("en") == where.said(None) == str(where)


def test_the_command_lists_folders_and_says_what_it_could_not_read(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.txt").write_text(BUDGET.format(column="机动支出"), "utf-8")
    assert run(["show", str(tmp_path), "--unknown"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "columns of tables (forms/tables.toml, [column])" in out
    assert "机动支出" in out
    (tmp_path / "b.txt").write_bytes(b"")
    assert run(["show", str(tmp_path), "--unknown"]) == 3
    captured = capsysbinary.readouterr()
    assert "机动支出" in captured.out.decode()
    assert "b.txt: the file is empty" in captured.err.decode()


def test_show_without_unknown_takes_one_file(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["show", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 2
    assert b"--unknown takes several" in capsysbinary.readouterr().err
