"""Which parts stand in the graph: of sources that share department and year their editions, of two
that complete each other what they say together.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetgraph.mapping.across.joined_papers import body_name
from budgetgraph.pipeline.kept.part import Built, Part

#: Two sources complete each other; with a third one nobody says which two.
_PAIR = 2


def final_parts(built: Mapping[str, Built], editions: Mapping[str, Built]) -> tuple[Part, ...]:
    """Give the parts of the graph: editions of sources that share department and year, and what
    sources that complete each other say together.

    An edition that is not there is out; its plain form would stand for both.
    """
    pairs = completing(built)
    sharing = clashing(built, pairs) | set(pairs)
    parts: list[Part] = []
    for digest, source in built.items():
        if digest not in sharing:
            parts += source.parts
        elif digest in editions:
            parts += editions[digest].parts
    return tuple(sorted(parts, key=lambda part: part.key))


def completing(built: Mapping[str, Built]) -> dict[str, str]:
    """Give the sources that complete each other, each by the other: prose and tables of one body,
    year and kind, published as two files.
    """
    alike: dict[tuple[str | int | None, ...], list[Part]] = {}
    for source in built.values():
        for part in source.parts if len(source.parts) == 1 else ():
            body = (part.division, body_name(part.department), part.unit)
            alike.setdefault((*body, part.fiscal_year, part.kind), []).append(part)
    pairs: dict[str, str] = {}
    for parts in alike.values():
        if len(parts) == _PAIR and {part.holds for part in parts} == {"prose", "tables"}:
            first, second = (part.sha256 for part in parts)
            pairs |= {first: second, second: first}
    return pairs


def clashing(built: Mapping[str, Built], pairs: Mapping[str, str]) -> set[str]:
    """Give the sources that share department and year with another one: text and tables published
    as two files, a corrected version. What each says stays its own, under a name of its own that
    does not depend on the order.
    """
    by_key: dict[str, list[str]] = {}
    for source in built.values():
        for part in source.parts if source.sha256 not in pairs else ():
            by_key.setdefault(part.key, []).append(part.sha256)
    found: set[str] = set()
    for digests in by_key.values():
        if len(digests) > 1:
            found.update(digests)
    return found
