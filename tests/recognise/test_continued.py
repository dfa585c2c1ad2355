"""When a table goes on behind a page break: for each threshold a case just inside and one just
outside.
"""

from __future__ import annotations

import pytest
from reading import recognised, tabbed

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.walk.continued import headings_agree

#: Four words of 20 characters together.
WORDS = ("科目编码", "科目名称", "本年预算合计", "上年预算合计")


def row(*texts: str) -> GridRow:
    return tuple(passage(text, Where(1, 1)) for text in texts)


@pytest.mark.parametrize(
    ("last", "agree"),
    [
        ("上年预算合计", True),
        ("上年预甲乙丙", True),  # 17 of 20 characters are the same
        ("上年甲乙丙丁", False),  # 16 of 20 are
    ],
)
def test_so_much_of_two_headings_is_the_same(last: str, agree: bool) -> None:
    again = row(*WORDS[:-1], last)
    assert (
        headings_agree([row(*WORDS)], [again, row("208", "社会保障支出", "5.00", "4.00")]) is agree
    )


@pytest.mark.parametrize(
    ("more", "fragments"),
    [("", [1, 1]), (" | 1.00", [1, 1]), (" | 1.00 | 2.00", [1])],
)
def test_a_page_without_a_heading_may_be_one_column_wider(more: str, fragments: list[int]) -> None:
    page = tabbed("序号 | 科目编码 | 科目名称 | 合计", "1 | 208 | 社会保障 | 5.00")
    again = tabbed(f"2 | 210 | 卫生健康 | 6.00{more}")
    first, *_ = recognised(f"部门预算支出总表\n单位：万元\n{page}\n\n{again}").tables
    assert [len(fragment.rows) for fragment in first.fragments] == fragments


@pytest.mark.parametrize(
    ("between", "total", "fragments"),
    [
        ("\n", "", [2, 1]),
        ("\n", "合计 | 5.00 | 3.00 | 2.00", [2, 2]),
        ("\n", "合计 | 4.00 | 2.00 | 2.00", [2]),
        ("\n以上为全部支出。\n", "", [2]),
        ("\n- 3 -\n", "", [2, 1]),
    ],
    ids=["no total", "the same total again", "another total", "a sentence", "the number of a page"],
)
def test_a_table_of_its_own_under_the_heading_again(
    between: str, total: str, fragments: list[int]
) -> None:
    heading = "科目名称 | 合计 | 基本支出 | 项目支出"
    first = tabbed(heading, "农林水支出 | 5.00 | 3.00 | 2.00", "合计 | 5.00 | 3.00 | 2.00")
    second = tabbed(heading, *filter(None, ("水利 | 4.00 | 2.00 | 2.00", total)))
    found = recognised(f"部门支出总表\n单位：万元\n{first}\n{between}{second}")
    assert [len(of.rows) for of in found.tables[0].fragments] == fragments
    assert len([*found.tables, *found.unclaimed]) == 3 - len(fragments)


@pytest.mark.parametrize(("total", "fragments"), [("5.00", [2, 1]), ("4.00", [2])])
def test_the_ordinal_of_a_total_is_no_part_of_it(total: str, fragments: list[int]) -> None:
    heading = "序号 | 科目名称 | 合计 | 基本支出"
    first = tabbed(heading, "1 | 农林水支出 | 5.00 | 3.00", "2 | 本年支出合计 | 5.00 | 3.00")
    second = tabbed(heading, f"3 | 支出总计 | {total} | 3.00")
    found = recognised(f"部门支出总表\n单位：万元\n{first}\n\n{second}")
    assert [len(of.rows) for of in found.tables[0].fragments] == fragments
