"""Which of several disclosures of one budget counts: editions, and a unit beside its department."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from sample import other_disclosure, sample_disclosure

from budgetgraph.disclosure import FINAL_ACCOUNTS, Disclosure, ProjectUnit
from budgetgraph.mapping import across_quads, key_of, nquads
from budgetgraph.mapping.across.editions import graph_key
from budgetgraph.rdf.iris import PREFIXES, Iris

IRIS = Iris()


def behind(*disclosures: Disclosure) -> dict[str, str]:
    """What stands behind what, by the IRIs below the base."""
    data = across_quads([nquads(one) for one in disclosures])
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))  # type: ignore[call-overload]
    assert {quad.graph_name.value for quad in quads} <= {IRIS.across_graph}
    return {
        IRIS.path_of(quad.subject.value): IRIS.path_of(quad.object.value)
        for quad in quads
        if quad.predicate.value == PREFIXES["bg"] + "standsBehind"
    }


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("130532/甲局/2025", ("130532/甲局", "2025", None, False, None)),
        ("130532/甲局/2025/52ba71e2", ("130532/甲局", "2025", None, False, "52ba71e2")),
        ("130532/甲局/2025/甲中心", ("130532/甲局", "2025", "甲中心", False, None)),
        ("130532/甲局/2024/final-accounts", ("130532/甲局", "2024", None, True, None)),
        (
            "130532/甲局/2024/甲中心/final-accounts/52ba71e2",
            ("130532/甲局", "2024", "甲中心", True, "52ba71e2"),
        ),
    ],
)
def test_the_name_of_a_graph_tells_whose_paper_it_is(
    key: str, parts: tuple[str, str, str | None, bool, str | None]
) -> None:
    found = graph_key(key)
    assert (found.body, found.year, found.unit, found.accounts, found.edition) == parts


def test_papers_of_two_bodies_and_two_phases_stand_behind_nothing() -> None:
    budget = sample_disclosure()
    assert behind(budget, other_disclosure(), replace(budget, kind=FINAL_ACCOUNTS)) == {}


def test_the_fuller_edition_counts_whatever_the_order() -> None:
    full = replace(sample_disclosure(), edition="aaaaaaaa")
    short = replace(sample_disclosure(), edition="bbbbbbbb", tables=full.tables[:1])
    found = behind(full, short)
    assert found == behind(short, full)
    assert found[f"id/disclosure/{key_of(short)}"] == f"id/disclosure/{key_of(full)}"
    code = full.projects[0].code
    project = f"id/project/{code}/{full.year}"
    assert found[f"{project}/bbbbbbbb"] == f"{project}/aaaaaaaa"
    assert not [iri for iri in found if iri.endswith("aaaaaaaa")]


def test_a_project_that_only_the_other_edition_has_does_not_count_either() -> None:
    full = replace(sample_disclosure(), edition="aaaaaaaa")
    more = replace(full.projects[0], code=None, name="只在另一版中的项目")
    short = replace(full, edition="bbbbbbbb", tables=(), statements=(), projects=(more,))
    found = behind(full, short)
    own = f"id/disclosure/{key_of(short)}"
    assert found[f"{own}/project/1"] == f"id/disclosure/{key_of(full)}"


def test_a_unit_stands_behind_its_department_with_the_projects_that_both_print() -> None:
    department = sample_disclosure()
    own = replace(department.projects[0], code=None, name="只在单位预算中的项目")
    unit = replace(
        department,
        unit=ProjectUnit("450001", "平乡县医疗保障局本级"),
        projects=(department.projects[0], own),
    )
    found = behind(department, unit)
    assert found[f"id/disclosure/{key_of(unit)}"] == f"id/disclosure/{key_of(department)}"
    assert f"id/disclosure/{key_of(unit)}/project/2" not in found, "it is in no other paper"
    assert len(found) == 2
    assert behind(unit) == {}, "without the department's paper the unit's counts"
