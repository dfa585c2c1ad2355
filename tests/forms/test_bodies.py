"""Printed names of bodies: what belongs to the department's name and what does not."""

from __future__ import annotations

import pytest

from budgetgraph.forms.bodies import bare


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("石桥县水务局", "石桥县水务局"),
        ("石桥县水务局（汇总）", "石桥县水务局"),
        ("石桥县水务局（本级）", "石桥县水务局"),
        ("石桥县水务局机关", "石桥县水务局"),
        ("石桥县水务局部门", "石桥县水务局"),
        ("石桥县水务局部门本级", "石桥县水务局"),
        ("石桥县水务局（本级）（汇总）", "石桥县水务局"),
        ("中共石桥县委组织部部门", "中共石桥县委组织部"),
        ("石桥县执法部门", "石桥县执法部门"),
        ("本级", "本级"),
    ],
)
def test_the_name_of_the_department_in_a_printed_name(printed: str, name: str) -> None:
    assert bare(printed) == name
