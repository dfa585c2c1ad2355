"""A notice that holds document numbers alone is read, and checked without a finding or a failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetgraph.cli import run

NOTICE = "松溪县财政局关于转发《省财政厅关于下达林业资金的通知》的通知\n松财农〔2025〕12号\n各单位：现将省财政厅文件转发给你们。\n"


def test_a_notice_is_said_to_hold_nothing_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, "utf-8")
    assert run(["validate", str(path), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["findings"] == []
    assert run(["build", str(path), "--out", str(tmp_path / "built")]) == 3
