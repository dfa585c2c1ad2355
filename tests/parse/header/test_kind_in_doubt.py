"""Papers that say neither 预算 nor 决算: what was spent tells accounts, and nothing else tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.pipeline.line import extract


@pytest.mark.parametrize(
    ("title", "told", "kind", "is_in_doubt"),
    [
        ("三公经费情况", "公务接待费9.00万元，比上年下降5.00%。", "budget", True),
        (
            "三公经费情况",
            "公务接待费9.00万元，比上年累计支出减少1.00万元。",
            "final_accounts",
            False,
        ),
        ("三公经费情况", "公务接待费实际支出9.00万元。", "final_accounts", False),
        ("三公经费情况", "公务接待费预算9.00万元，上年实际支出10.00万元。", "budget", False),
        ("三公经费预算情况", "公务接待费9.00万元。", "budget", False),
        ("三公经费决算情况", "公务接待费9.00万元。", "final_accounts", False),
        # The law has the word, too.
        ("三公经费情况", "根据《预算法》公开如下：公务接待费9.00万元。", "budget", True),
    ],
)
def test_what_was_spent_tells_accounts(
    title: str, told: str, kind: str, is_in_doubt: bool, tmp_path: Path
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"石桥县水务局2024年{title}\n{told}\n", "utf-8")
    disclosure = extract(path)
    assert disclosure.kind == kind
    codes = [note.code for note in disclosure.notes]
    assert ("kind-in-doubt" in codes) == is_in_doubt
