"""Papers of one body: their figures are compared with each other and with nobody else's, so the
papers of each body can be looked at by themselves. Over all papers at once time and memory would
grow with the square of the papers, since every figure meets every other one of its measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.iris import Iris


@dataclass(frozen=True, slots=True)
class _Papers:
    """Papers that share bodies, by their places, and how often each body is that of a paper."""

    places: tuple[int, ...]
    bodies: Counter[str]

    def joined(self, other: _Papers) -> _Papers:
        """Give these papers and the others as one group."""
        return _Papers((*self.places, *other.places), self.bodies + other.bodies)


def papers_of_bodies(papers: Iterable[bytes], base: str) -> Iterator[tuple[int, ...]]:
    """Give the places of papers (N-Quads) that share a body with another paper, body by body.

    水务局 2024, 教育局 2025, 水务局 2025 → 0 and 2, those of 水务局; nothing compares with 教育局's
    only paper.
    """
    ontology = Iris(base).ontology
    of_body: dict[str, _Papers] = {}
    for place, nquads in enumerate(papers):
        bodies = Counter(body for _, _, body in set(said(nquads, ontology, ("department",))))
        together = _Papers((place,), bodies)
        before = {id(of_body[body]): of_body[body] for body in bodies if body in of_body}
        for earlier in before.values():
            together = earlier.joined(together)
        of_body.update(dict.fromkeys(together.bodies, together))
    for group in {id(group): group for group in of_body.values()}.values():
        if max(group.bodies.values()) > 1:
            yield tuple(sorted(group.places))
