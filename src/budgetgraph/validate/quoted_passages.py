"""From a node of a graph to what a person looks at: the lines of the source that it was read from,
and the disclosure it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rdflib import RDFS, SKOS

from budgetgraph.rdf.iris import Iris
from budgetgraph.shacl.triples import TYPE, Triples
from budgetgraph.validate.findings import QuotedPassage

_OA = "http://www.w3.org/ns/oa#"
_DATA_SET = "<http://purl.org/linked-data/cube#dataSet>"
_TITLE = "<http://purl.org/dc/terms/title>"
_LABELS = (f"<{SKOS.prefLabel}>", f"<{RDFS.label}>")
#: No chain of owners in the model is longer: target, indicator, project, disclosure.
_DEPTH = 5


class Passages:
    """The places of one graph.

    Nodes are canonical N-Triples terms; `quotes` gives the literal that a selector node quotes.
    """

    def __init__(self, graph: Triples, quotes: Mapping[str, str], iris: Iris) -> None:
        self._graph = graph
        self._quotes = quotes
        self._ontology = iris.ontology
        self._upward = [*map(self._bg, ("disclosure", "project", "table", "row")), _DATA_SET]

    def _bg(self, name: str) -> str:
        """Give a term of our vocabulary: Table → `<https://…/ontology#Table>`."""
        return f"<{self._ontology}{name}>"

    def has(self, node: str) -> bool:
        """Tell whether a node says itself where it stands."""
        return bool(self._graph.objects(node, self._bg("source")))

    def of(self, *nodes: str) -> tuple[QuotedPassage, ...]:
        """Give the passages of nodes in the order given, each once; a node without a source of its
        own gives its owner's.
        """
        tables: dict[str, str | None] = {}
        for node in nodes:
            table = self._table(node)
            for span in self._spans(node):
                tables.setdefault(span, table)
        return tuple(self._passage(span, table) for span, table in tables.items())

    def _table(self, node: str) -> str | None:
        """Give the title of the table that a node is in, or is.

        A figure of 部门支出总表 → 部门支出总表; a sentence → None.
        """
        for owner in self._owners(node):
            if self._bg("Table") in self._graph.objects(owner, TYPE):
                title = self._graph.value(owner, _TITLE)
                return None if title is None else self._text(title)
        return None

    def _spans(self, node: str) -> list[str]:
        """Give the lines that a node was read from, or else those of what it is part of.

        A target has none of its own: those of its indicator.
        """
        for owner in self._owners(node):
            if self._bg("SourceSpan") in self._graph.objects(owner, TYPE):
                return [owner]
            if spans := sorted(self._graph.objects(owner, self._bg("source"))):
                return spans
        return []

    def _passage(self, span: str, table: str | None) -> QuotedPassage:
        """Give what a reader sees of a span: its file, its lines or its page, its words, and the
        table around it.
        """
        source = self._graph.value(span, f"<{_OA}hasSource>")
        name = self._graph.value(source, self._bg("fileName")) if source is not None else None
        file = self._text(name) if name is not None else None
        return QuotedPassage(
            iri=span[1:-1],
            file=file,
            first_line=self._integer(span, "firstLine"),
            last_line=self._integer(span, "lastLine"),
            page=self._integer(span, "page"),
            quote=self._quote(self._graph.value(span, f"<{_OA}hasSelector>")),
            table=table,
        )

    def _quote(self, selector: str | None) -> str | None:
        """Give the words that a selector quotes; None where the node has none.

        `<…#selector>` → 合计 47,483,458 36,197,265.
        """
        literal = None if selector is None else self._quotes.get(selector)
        return None if literal is None else self._text(literal)

    def _text(self, term: str) -> str:
        """Give the words of a literal without its language or type: `"合计"@zh` → 合计."""
        return str(self._graph.term(term))

    def _integer(self, node: str, name: str) -> int | None:
        """Give a whole number that a node tells, such as its line; None where it tells none.

        bg:firstLine "87" → 87.
        """
        value = self._graph.value(node, self._bg(name))
        text = "" if value is None else self._text(value)
        return int(text) if text.isdecimal() else None

    def disclosure(self, focus: str) -> str | None:
        """Give the disclosure that a node belongs to; else the only one of the graph.

        `…/2025/table/revenue_summary/7/合计` → `…/2025`.
        """
        for owner in self._owners(focus):
            if self._bg("Disclosure") in self._graph.objects(owner, TYPE):
                return owner
        all_there = self._graph.subjects(TYPE, self._bg("Disclosure"))
        return all_there[0] if len(all_there) == 1 else None

    def department(self, disclosure: str | None) -> str | None:
        """Give the label of the department whose disclosure it is."""
        body = (
            self._graph.value(disclosure, self._bg("department"))
            if disclosure is not None
            else None
        )
        if body is None:
            return None
        return min(
            (self._text(label) for name in _LABELS for label in self._graph.objects(body, name)),
            default=None,
        )

    def fiscal_year(self, disclosure: str | None) -> int | None:
        """Give the year of a disclosure; None where there is none."""
        return self._integer(disclosure, "fiscalYear") if disclosure is not None else None

    def _owners(self, node: str) -> Iterable[str]:
        """Give the node, then what it is part of, nearest first."""
        level: list[str] = [node]
        for _ in range(_DEPTH):
            yield from level
            level = sorted(set(chain.from_iterable(map(self._owners_of, level))))

    def _owners_of(self, part: str) -> Iterator[str]:
        """Give the nodes that a node is directly part of; a target is part of what has it."""
        for name in self._upward:
            yield from self._graph.objects(part, name)
        yield from self._graph.subjects(self._bg("hasTarget"), part)
