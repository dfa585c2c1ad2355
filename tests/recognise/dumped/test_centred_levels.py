"""First levels of a text with single blanks, printed in the middle of their rows."""

from __future__ import annotations

import pytest

from budgetgraph.document import Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.dumped.centred_levels import levelled_lines

NUMBER, QUALITY, TIME = "数量指标 长度 ≥12公里", "质量指标 合格率 ≥95%", "时效指标 时间 12月底前"
BENEFIT = "效益指标 社会效益指标 人口 ≥3万人"


def told(*lines: str) -> list[tuple[str | None, str]] | None:
    body = [Paragraph(passage(line, Where(at, at))) for at, line in enumerate(lines, start=1)]
    found = levelled_lines(body)
    if found is None:
        return None
    return [(one.level1 and one.level1.text, one.line.text) for one in found]


@pytest.mark.parametrize(
    "lines",
    [
        (NUMBER, f"产出指标 {QUALITY}", TIME, BENEFIT),
        (NUMBER, f"产出指标 {QUALITY}", "绩效指标", TIME, BENEFIT),
    ],
)
def test_a_first_level_in_the_middle_of_three_rows(lines: tuple[str, ...]) -> None:
    assert told(*lines) == [
        ("产出指标", NUMBER),
        (None, QUALITY),
        (None, TIME),
        ("效益指标", "社会效益指标 人口 ≥3万人"),
    ]


def test_a_first_level_between_two_rows_keeps_its_own_line() -> None:
    assert told(NUMBER, "产出指标", QUALITY, BENEFIT) == [
        ("产出指标", NUMBER),
        (None, QUALITY),
        ("效益指标", "社会效益指标 人口 ≥3万人"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (f"产出指标 {NUMBER}", QUALITY, BENEFIT),  # it may stand at the top of its rows
        ("产出指标", NUMBER, QUALITY),  # above them
        (NUMBER, f"产出指标 {QUALITY}", BENEFIT, "经济效益指标 收入 ≥3万元"),  # not in the middle
        (NUMBER, f"产出指标 {QUALITY}", "率", TIME),  # a piece of a cell
        (NUMBER, "效益指标", "社会效益指标 人口 ≥3万人"),  # no form has 效益指标 over 数量指标
        (NUMBER, QUALITY),
        (),
    ],
)
def test_where_first_levels_stand_otherwise_nothing_is_told(lines: tuple[str, ...]) -> None:
    assert told(*lines) is None
