"""The target that a phrase ends with."""

from __future__ import annotations

import pytest

from budgetgraph.parse.project_forms.worded.trailing_target import trailing_target


@pytest.mark.parametrize(
    ("phrase", "target"),
    [
        ("养护县道≥186公里", "≥186公里"),
        ("养护县道 ≥ 186 公里", "≥ 186 公里"),
        ("满意度≥９０％", "≥９０％"),
        ("培训不少于5次", "不少于5次"),
        ("覆盖率达到95%以上", "达到95%以上"),
        ("成本控制在12万元以内", "控制在12万元以内"),
        ("养护及时率100%", "100%"),
        ("2025年新建公厕5座", "5座"),
        ("发放补贴1,200人", "1,200人"),
        ("服务期限3-5年", "3-5年"),
        ("合格率≥95", "≥95"),
    ],
)
def test_a_phrase_ends_with_its_target(phrase: str, target: str) -> None:
    begin = trailing_target(phrase)
    assert begin is not None
    assert phrase[begin:] == target


@pytest.mark.parametrize(
    "phrase",
    [
        "开展5次培训",
        "道路通行能力明显提升",
        "完成时间2025年12月",
        "12月底前完成",
        "培训人数约500人",
        "档案编号186",
        "按第3季度",
        "印制宣传册A4页",
        "规划期2024-2025年",
        "",
    ],
)
def test_other_phrases_end_with_none(phrase: str) -> None:
    assert trailing_target(phrase) is None
