"""A unit's amounts in the paper of its department are not the department's."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import read_amounts

_TEXT = "{}收入预算120万元，支出预算110万元。"


def _totals(bearer: str, names: tuple[str, ...]) -> list[str]:
    line = passage(_TEXT.format(bearer), Where(1, 1))
    return [one.value for one in read_amounts([line], 2025, "budget", names).statements]


@pytest.mark.parametrize(
    "bearer", ["石桥县灌区所", "灌区所", "水利工程质量监督站", "石桥县人民医院"]
)
def test_a_unit_named_without_its_rank_is_another_body(bearer: str) -> None:
    assert _totals(bearer, ("石桥县水利局",)) == []


@pytest.mark.parametrize(
    "bearer", ["石桥县水利局", "水利局", "县水利局机关及灌区所", "石桥县水务局", "本部门", "2025年"]
)
def test_the_department_under_another_name_is_itself(bearer: str) -> None:
    assert _totals(bearer, ("石桥县水利局",)) == ["120", "110"]


def test_the_paper_of_a_unit_is_its_own() -> None:
    assert _totals("石桥县灌区所", ("石桥县灌区管理所",)) == ["120", "110"]
    assert _totals("石桥县灌区所", ()) == ["120", "110"]
