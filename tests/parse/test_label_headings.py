"""A line that is a label and nothing else heads what stands below it."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements

SECTION = "“三公”经费情况"


def _told(*lines: str) -> list[tuple[str, str]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    return [(one.measure, one.value) for one in parse_statements(passages, 2026)]


def test_amounts_below_a_label_are_of_it_and_not_of_the_section() -> None:
    assert _told(
        SECTION,
        "公务接待费",
        "2026年预算0.20万元。",
        "公务用车运行维护费：",
        "2026年预算3.00万元。",
    ) == [("reception", "0.20"), ("vehicle_running", "3.00")]


@pytest.mark.parametrize("heading", ["机关运行经费情况说明", "二、机关运行经费", "机关运行经费"])
def test_the_next_heading_ends_a_label(heading: str) -> None:
    lines = (SECTION, "公务接待费", "2026年预算0.20万元。", heading, "2026年预算9.00万元。")
    assert _told(*lines) == [("reception", "0.20"), ("operating_expenses", "9.00")]


@pytest.mark.parametrize("line", ["支出", "合计", "公务接待费、会议费", "公务接待费增加"])
def test_a_line_of_other_words_is_no_label(line: str) -> None:
    assert _told(SECTION, line, "2026年预算3.20万元。") == [("three_public_total", "3.20")]
