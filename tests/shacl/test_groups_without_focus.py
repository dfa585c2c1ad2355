"""An OPTIONAL or EXISTS that nowhere speaks of the focus node is not joined with all of them."""

from __future__ import annotations

import pytest

from budgetgraph.shacl.setwise.select import TARGETS, set_wise

_PREFIXES = {"ex": "https://example.org/"}


@pytest.mark.parametrize(
    ("group", "joins"),
    [
        ("OPTIONAL { ?other ex:unit ?unit }", 1),
        ("OPTIONAL { ?other ex:unit ?unit . OPTIONAL { ?unit ex:name ?name } }", 1),
        ("OPTIONAL { $this ex:unit ?unit }", 2),
        ("OPTIONAL { ?other ex:unit ?unit . FILTER (?other != $this) }", 2),
        # what stands inside speaks of it, so that the groups around have to hand it on
        ("OPTIONAL { ?other ex:unit ?unit . OPTIONAL { $this ex:name ?name } }", 3),
        ("FILTER NOT EXISTS { ?other ex:unit ?unit }", 1),
        ("FILTER EXISTS { ?other ex:unit ?unit . FILTER (?unit != $this) }", 2),
    ],
)
def test_groups_that_are_joined_with_the_targets(group: str, joins: int) -> None:
    select = f"SELECT $this WHERE {{ $this ex:other ?other . {group} }}"
    assert set_wise(select, _PREFIXES, None, None).count(TARGETS) == joins
