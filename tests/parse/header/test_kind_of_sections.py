"""The kind of a paper without cover, title and tables: what its sections are called."""

from __future__ import annotations

import pytest
from reading import parsed

_BUDGET = "五、一般公共预算财政拨款支出预算情况说明\n2025年一般公共预算财政拨款支出9.00万元。"
_ACCOUNTS = "五、一般公共预算财政拨款支出决算情况说明\n2025年一般公共预算财政拨款支出9.00万元。"
_OF_LAST_YEAR = "六、“三公”经费支出决算情况说明\n2024年“三公”经费支出1.00万元。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_BUDGET, "budget"),
        (_ACCOUNTS, "final_accounts"),
        (f"{_BUDGET}\n{_OF_LAST_YEAR}", "budget"),
        (f"{_ACCOUNTS}\n{_OF_LAST_YEAR}", "final_accounts"),
        ("一般公共预算财政拨款支出情况说明\n2025年支出决算9.00万元。", "budget"),
    ],
    ids=["a budget", "accounts", "one of each", "two of accounts", "a sentence alone"],
)
def test_kind(text: str, kind: str) -> None:
    assert parsed(f"石桥县水务局\n{text}").kind == kind
