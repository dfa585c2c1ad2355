"""Which disclosures of a build count in sums, where several speak of the same money.

Two editions of one body and year print the same budget twice, and so do a department and the paper
of one of its units. One of them counts; `bg:standsBehind` leads to it from the other, from the
whole disclosure and from each of its projects that the other has, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from budgetgraph.forms import fold
from budgetgraph.mapping.across.said import said
from budgetgraph.mapping.phases import ACCOUNTS_KEY
from budgetgraph.rdf.iris import PREFIXES, Iris
from budgetgraph.rdf.nquads import Quads

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_EDITION = re.compile("[0-9a-f]{8}")
#: What makes an edition full: the kinds of things that a reader counts.
_FULL = ("Figure", "StatedFigure", "PerformanceIndicator", "Project")


@dataclass(frozen=True, slots=True)
class GraphKey:
    """A graph of a disclosure by the parts of its name.

    `130532/平乡县医疗保障局/2025/某单位/final-accounts/52ba71e2`: body and year, then what follows.
    """

    body: str
    year: str
    unit: str | None
    accounts: bool
    edition: str | None

    @property
    def paper(self) -> tuple[str, str, str | None, bool]:
        """What the editions of one paper have in common."""
        return self.body, self.year, self.unit, self.accounts


def graph_key(key: str) -> GraphKey:
    """Take the name of a graph apart."""
    division, department, year, *rest = key.split("/")
    edition = rest.pop() if rest and _EDITION.fullmatch(rest[-1]) else None
    accounts = bool(rest) and rest[-1] == ACCOUNTS_KEY
    if accounts:
        rest.pop()
    unit = rest[0] if rest else None
    return GraphKey(f"{division}/{department}", year, unit, accounts, edition)


class _Graph:
    """One disclosure's named graph in N-Quads: the one at `place` among `graphs`, which is read
    where more than its name is asked for.
    """

    def __init__(self, graphs: Sequence[bytes], place: int, base: str) -> None:
        self._graphs = graphs
        self._place = place
        self._iris = Iris(base)
        self.name = _graph_name(graphs[place], base)
        self.key = graph_key(self.name)
        self.iri = self._iris.disclosure(self.name)

    @cached_property
    def fullness(self) -> int:
        """How many things the edition prints."""
        ontology, nquads = self._iris.ontology, self._graphs[self._place]
        counted = 0
        for name in _FULL:
            counted += nquads.count(f"> {_TYPE} <{ontology}{name}> <".encode())
        return counted

    @cached_property
    def projects(self) -> dict[str, frozenset[str]]:
        """The IRI of each project, with its code and its folded name."""
        ontology, nquads = self._iris.ontology, self._graphs[self._place]
        typed = said(nquads, PREFIXES["rdf"], ("type",))
        named = chain(
            said(nquads, ontology, ("projectCode",)),
            said(nquads, PREFIXES["skos"], ("prefLabel",)),
        )
        names: dict[str, set[str]] = {}
        for iri, _, kind in typed:
            if kind == f"{ontology}Project":
                names[iri] = set()
        for iri, _, name in named:
            if iri in names:
                names[iri].add(fold(name))
        return {iri: frozenset(own) for iri, own in names.items()}


def map_editions(out: Quads, graphs: Sequence[bytes]) -> None:
    """Write which disclosures and projects stand behind which."""
    papers: dict[tuple[str, str, str | None, bool], list[_Graph]] = {}
    for place in range(len(graphs)):
        graph = _Graph(graphs, place, out.iris.base)
        papers.setdefault(graph.key.paper, []).append(graph)
    counted: dict[tuple[str, str, str | None, bool], _Graph] = {}
    for paper, editions in papers.items():
        best = counted[paper] = _counted(editions)
        for edition in editions:
            if edition is not best:
                _stand_behind(out, edition, best, whole=True)
    for (body, year, unit, accounts), paper_of_unit in counted.items():
        department = counted.get((body, year, None, accounts))
        if unit is not None and department is not None:
            _stand_behind(out, paper_of_unit, department, whole=False)


def _counted(editions: Sequence[_Graph]) -> _Graph:
    """Give the edition that counts: the fullest; of equally full ones the last by its name."""
    return max(editions, key=lambda edition: (len(editions) > 1 and edition.fullness, edition.name))


def _stand_behind(out: Quads, worse: _Graph, better: _Graph, *, whole: bool) -> None:
    """Write that a disclosure does not count, and its projects: all of them where `whole`, else
    those that the better one prints under the same code or name.
    """
    out.link(worse.iri, "bg:standsBehind", better.iri)
    for iri, names in worse.projects.items():
        same = _same_project(names, better)
        if same is not None or whole:
            out.link(iri, "bg:standsBehind", same or better.iri)


def _same_project(names: frozenset[str], better: _Graph) -> str | None:
    """Give the project of a disclosure that has one of these codes and names."""
    for other, known in better.projects.items():
        if names & known:
            return other
    return None


def _graph_name(nquads: bytes, base: str) -> str:
    """`130532/平乡县医疗保障局/2025` of a graph that holds one disclosure."""
    line = nquads[: nquads.find(b"\n")].decode()
    return line.rpartition(f" <{base}graph/")[2].removesuffix("> .")
