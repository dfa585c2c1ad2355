"""Whether what was achieved meets its target: only where the two can be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import sample_disclosure

from budgetgraph.mapping import nquads
from budgetgraph.mapping.results import is_met
from budgetgraph.values.target import read_target


@pytest.mark.parametrize(
    ("target", "achieved", "met"),
    [
        ("≥95%", "95%", True),
        ("≥95%", "94.99%", False),
        (">95%", "95%", False),
        ("≤15万元", "15万元", True),
        ("≤15万元", "15.01万元", False),
        ("5次", "5次", True),
        ("5次", "6次", False),
        ("6-9个月", "9个月", True),
        ("6-9个月", "10个月", False),
        ("≥12公里", "13", True),
        ("≥5万人", "50000人", True),
        ("≥5次", "97%", None),
        ("≥95%", "全部完成", None),
        ("提高", "提高", True),
        ("提高", "有所提高", None),
    ],
)
def test_a_target_is_met_missed_or_not_comparable(
    target: str, achieved: str, met: bool | None
) -> None:
    assert is_met(read_target(target), achieved) is met


def test_what_was_achieved_stands_beside_the_target_and_not_in_it() -> None:
    sample = sample_disclosure()
    project = sample.projects[0]
    indicator = replace(
        project.indicators[0],
        target=read_target("≥95%"),
        achieved="90%",
        score="8",
        reason="人员不足",
    )
    changed = replace(sample, projects=(replace(project, indicators=(indicator,)),))
    lines = nquads(changed).decode().splitlines()
    of_indicator = [line for line in lines if "/indicator/1>" in line.split(" ")[0]]
    said = {line.split("#")[1].split(">")[0]: line for line in of_indicator if "ontology#" in line}
    assert '"90%"' in said["achieved"]
    assert '"8"' in said["score"]
    assert '"人员不足"@zh' in said["deviationReason"]
    assert '"false"' in said["met"]
    assert not [line for line in lines if "/target>" in line.split(" ")[0] and "90" in line]
