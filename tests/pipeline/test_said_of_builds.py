"""What a build says: one thing is one thing, and each file is named with what was done of it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from small_budgets import source

from budgetgraph.document.languages import message_in
from budgetgraph.extras import can_recognise
from budgetgraph.pipeline.build import build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks")


@pytest.mark.parametrize(
    ("names", "english", "chinese"),
    [
        (("平乡县水利局",), "1 disclosure, ", "1 份公开，"),
        (("平乡县水利局", "平乡县教育局"), "2 disclosures, ", "2 份公开，"),
    ],
)
def test_one_of_them_is_no_plural(
    tmp_path: Path, names: tuple[str, ...], english: str, chinese: str
) -> None:
    for name in names:
        source(tmp_path / "papers", name, "31.40")
    report = build([str(tmp_path / "papers")], tmp_path / "out", dumps=False)
    said = report.summary()
    assert said.startswith(english)
    assert ": 0 projects, " in said
    assert message_in(said, "zh").startswith(chinese)


def test_what_was_done_of_a_file_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = source(tmp_path, "平乡县水利局", "31.40")
    with caplog.at_level(logging.INFO, "budgetgraph.pipeline.sandbox"):
        build([str(path)], tmp_path / "out", dumps=False)
    said = [message for message in caplog.messages if path.name in message]
    counted = ["pages counted"] if can_recognise() else []
    assert [message.rpartition(": ")[2] for message in said] == ["opened", *counted, "made"]
