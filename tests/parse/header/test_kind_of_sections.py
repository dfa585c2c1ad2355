"""The kind of a paper without cover, title and tables: what its sections are called."""

from __future__ import annotations

import pytest
from reading import parsed

_BUDGET = "五、一般公共预算财政拨款支出预算情况说明\n2025年一般公共预算财政拨款支出9.00万元。"
_ACCOUNTS = "五、一般公共预算财政拨款支出决算情况说明\n2025年一般公共预算财政拨款支出9.00万元。"
_OF_LAST_YEAR = "六、“三公”经费支出决算情况说明\n2024年“三公”经费支出1.00万元。"

#: A line longer than a heading, with a law whose name holds 预算.
_LONG = "按照《中华人民共和国预算法》《中华人民共和国政府信息公开条例》及县政府关于推进政府信息公开工作部署和要求，"


_SUMMARY = "编制部门：石桥县水务局 2025年度\n金额单位：元\n收入\t\t支出\t\n"
_ROWS = "拨款收入\t9.00\t农林水支出\t9.00\n本年收入合计\t9.00\t本年支出合计\t9.00\n"
_BOTH = (
    "项目\t预算数\t决算数\t项目\t预算数\t决算数\n"
    "拨款收入\t9.00\t8.00\t农林水支出\t9.00\t8.00\n本年收入合计\t9.00\t8.00\t本年支出合计\t9.00\t8.00\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{_SUMMARY}项目\t决算数\t项目\t决算数\n{_ROWS}", "final_accounts"),
        (f"{_SUMMARY}项目\t预算数\t项目\t预算数\n{_ROWS}", "budget"),
        (f"收入支出决算批复表\n{_SUMMARY}项目\t金额\t项目\t金额\n{_ROWS}", "final_accounts"),
        (
            f"财决01表\n{_SUMMARY}项目\t预算数\t决算数\t项目\t预算数\t决算数\n{_BOTH}",
            "final_accounts",
        ),
        (
            f"公开01表\n编制单位：石桥县水务局 2025年度\n单位：元\n收入\t\t\t支出\t\t\n{_BOTH}",
            "budget",
        ),
        # the second table says nothing of the kind
        (
            "2025年度全县“三公”经费决算情况\n项目\t支出（万元）\n公务接待费\t9.00\n公务用车运行费\t1.00\n"
            "合计\t10.00\n\n使用项目\t2025年度数量或人次\n因公出国（境）团组数\t0\n"
            "公务用车购置数\t3\n公务用车保有量\t5\n"
            "国（境）外公务接待情况\t无\n",
            "final_accounts",
        ),
        (_BUDGET, "budget"),
        (_ACCOUNTS, "final_accounts"),
        (f"{_BUDGET}\n{_OF_LAST_YEAR}", "budget"),
        (f"{_ACCOUNTS}\n{_OF_LAST_YEAR}", "final_accounts"),
        ("一般公共预算财政拨款支出情况说明\n2025年预算9.00万元，2024年决算8.00万元。", "budget"),
        ("一般公共预算财政拨款支出情况说明\n2025年支出决算9.00万元。", "final_accounts"),
        ("支出情况说明\n公务接待费9万元，较2024年决算数下降5%。", "final_accounts"),
        ("支出情况说明\n公务接待费支出决算9万元，比预算减少1万元。", "final_accounts"),
        ("支出情况说明\n公务接待费支出决算9万元，支出预算10万元。", "budget"),
        ("支出情况说明\n2025年支出预算10万元，2025年实际支出决算为9万元。", "final_accounts"),
        ("支出情况说明\n2025年支出预算10万元，2024年实际支出决算为9万元。", "budget"),
        (
            "支出情况说明\n2025年度总支出9万元，较2024年度决算数增加1万元，与预算相比无变化。",
            "final_accounts",
        ),
        ("支出情况说明\n2025年支出预算9万元，较2024年度决算数增加1万元，与预算相同。", "budget"),
        ("二、支出与年初预算对比情况\n2025年支出9万元，年初预算为10万元。", "final_accounts"),
        ("二、年初预算安排情况\n2025年年初预算数为10万元。", "budget"),
        (
            f"{_LONG}现将石桥县水务局2025年度“三公”经费决算情况公布如下：\n“三公”经费9万元。",
            "final_accounts",
        ),
        (
            f"{_LONG}现将石桥县水务局2025年度“三公”经费预算情况公布如下：\n“三公”经费9万元。",
            "budget",
        ),
    ],
    ids=[
        "a table of accounts",
        "a table of a budget",
        "accounts that were approved",
        "both columns below the mark of accounts",
        "both columns below another mark",
        "a table of counts below one of accounts",
        "a budget",
        "accounts",
        "one of each",
        "two of accounts",
        "a sentence on both",
        "a sentence on accounts alone",
        "compared with accounts alone",
        "amounts of accounts alone",
        "amounts of both",
        "accounts of the year of the budget",
        "accounts of the year before",
        "compared with the accounts of the year before, nothing planned",
        "a plan compared with the accounts of the year before",
        "compared with the budget of the year's beginning",
        "the budget of the year's beginning",
        "accounts announced",
        "a budget announced",
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert parsed(f"石桥县水务局\n{text}").kind == kind


@pytest.mark.parametrize(("word", "kind"), [("决算", "final_accounts"), ("预算", "budget")])
def test_a_title_with_the_contents_behind_it_in_its_line(word: str, kind: str) -> None:
    contents = "（目录）第一部分：基本情况 一、部门主要职能 二、机构设置情况 三、人员构成情况"
    title = f"石桥县堤防建设管理处 2025 年度{word}公开说明 {contents}"
    assert len(title) > 60
    assert parsed(f"{title}\n收入总计9.00万元。\n").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # A title that says neither leaves it to the sections.
        (
            "2025年石桥县水务局“三公”经费情况说明\n现将石桥县水务局2025年度“三公”经费决算情况公布如下：\n"
            "2025年度“三公”经费15万元，较年初预算数减少1万元。",
            "final_accounts",
        ),
        ("2025年石桥县水务局“三公”经费情况说明\n2025年度“三公”经费15万元。", "budget"),
        (
            "石桥县水务局2025年度部门决算近日公布，2025年“三公”经费支出15万元。\n"
            "2025年石桥县水务局“三公”经费预算16万元，其中公务接待费16万元。",
            "final_accounts",
        ),
        # The title ends at a blank, the text goes on in its line.
        (
            "石桥县水务局2025年“三公”经费决算情况说明 根据县财政局关于推进政府信息公开的部署和要求，现将“三公”经费情况公开如下："
            "2025年“三公”经费15万元。",
            "final_accounts",
        ),
    ],
)
def test_titles_that_leave_the_kind_open_and_titles_within_a_line(text: str, kind: str) -> None:
    found = parsed(text + "\n")
    assert (found.kind, found.fiscal_year) == (kind, 2025)
