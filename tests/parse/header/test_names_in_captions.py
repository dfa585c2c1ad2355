"""A caption with the short name of a body below a title with its full one: one department."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.forms.captions import are_captions


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("青山省文化和旅游厅（青山省文物局）", "省文化和旅游厅"),
        ("东川市住房和城乡建设局（东川市人民防空办公室）", "市住建局"),
        ("东川市市场监督管理局（知识产权局）", "市市场监管局"),
        ("中国共产党东川市纪律检查委员会", "市纪委"),
    ],
)
def test_the_fullest_name_is_the_department(full: str, short: str) -> None:
    table = tabbed(
        "项目 | 预算数 | 项目 | 预算数",
        "一、一般公共预算拨款收入 | 4.00 | 一、一般公共服务支出 | 4.00",
        "本年收入合计 | 4.00 | 本年支出合计 | 4.00",
    )
    found = parsed(f"{full}2025年部门预算\n\n部门收支总表\n部门：{short}　单位：万元\n{table}\n")
    assert found.department is not None
    assert found.department.name.replace("(", "（").replace(")", "）") == full
    assert found.department.other_names == (short,)
    assert "another-department" not in {note.code for note in found.notes}


def test_a_label_with_the_day_is_a_caption_and_one_with_words_is_none() -> None:
    assert are_captions(["编制部门：", "石桥县水务局", "编制日期：", "2024年1月8日"])
    assert not are_captions(["项目名称：", "河道清淤", "编制日期：", "2024年1月8日"])


@pytest.mark.parametrize("year", ["年度： | 2024年", "预算年度： | 2024", " | （2024年度）"])
def test_labels_and_values_in_cells_are_captions(year: str) -> None:
    table = tabbed(
        f"部门： | 石桥县水务局 | {year}",
        "单位： | 万元 | | ",
        "项目 | 预算数 | 项目 | 预算数",
        "一、一般公共预算拨款收入 | 4.00 | 一、农林水支出 | 4.00",
        "本年收入合计 | 4.00 | 本年支出合计 | 4.00",
    )
    found = parsed(f"部门收支总表\n{table}\n")
    assert found.department is not None
    assert (found.department.name, found.fiscal_year) == ("石桥县水务局", 2024)
    assert [(read.scale, len(read.rows)) for read in found.tables] == [("万元", 4)]


@pytest.mark.parametrize(("says", "others"), [(True, ("民进石桥市委",)), (False, ())])
def test_a_sentence_may_say_that_two_names_are_of_one_body(
    says: bool, others: tuple[str, ...]
) -> None:
    full = "中国民主促进会石桥市委员会"
    bracket = "（简称民进石桥市委）" if says else ""
    table = tabbed(
        "项目 | 预算数 | 项目 | 预算数",
        "一、一般公共预算拨款收入 | 4.00 | 一、一般公共服务支出 | 4.00",
        "本年收入合计 | 4.00 | 本年支出合计 | 4.00",
    )
    text = f"民进石桥市委2025年部门预算\n\n{full}{bracket}是民主党派。\n\n部门收支总表\n"
    found = parsed(f"{text}部门：{full}　单位：万元\n{table}\n")
    assert found.department is not None
    assert ("another-department" in {note.code for note in found.notes}) is not says
    assert not says or (found.department.name, found.department.other_names) == (full, others)
