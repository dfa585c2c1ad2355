"""Which groups of a rewritten query are joined with the focus nodes."""

from __future__ import annotations

import pytest

from budgetgraph.shacl.setwise.select import TARGETS, set_wise

PREFIXES = {"ex": "http://example.org/"}


@pytest.mark.parametrize(
    ("pattern", "joins"),
    [
        ("$this ex:has ?cell OPTIONAL { ?cell ex:kind ?kind }", 1),
        ("$this ex:has ?cell OPTIONAL { $this ex:kind ?kind }", 2),
        ("$this ex:has ?cell FILTER NOT EXISTS { ?cell ex:kind ?kind }", 1),
        ("$this ex:has ?cell FILTER EXISTS { ?cell ex:kind ?kind FILTER (?kind = ?this) }", 2),
        ("$this ex:has ?cell . { ?cell ex:kind ?kind } UNION { ?cell ex:sort ?kind }", 1),
        ("{ $this ex:has ?cell . { ?cell ex:kind ?kind } } UNION { $this ex:sort ?kind }", 3),
        # Behind a variable the group might be that of a sub-query: it keeps its join.
        ("$this ex:has ?cell { ?cell ex:kind ?kind } UNION { ?cell ex:sort ?kind }", 2),
        # The group of a sub-query hands $this on, so it keeps the join that binds it.
        ("$this ex:has ?cell { SELECT $this ?kind WHERE { ?cell ex:kind ?kind } }", 2),
    ],
)
def test_a_group_that_does_not_speak_of_the_focus_is_not_joined(pattern: str, joins: int) -> None:
    written = set_wise(f"SELECT $this WHERE {{ {pattern} }}", PREFIXES, None, None)
    assert written.count(TARGETS) == joins
