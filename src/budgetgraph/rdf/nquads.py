"""Quads as N-Quads text, written straight from values: no term objects, no blank nodes, one place
for escaping and for source spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from budgetgraph.document import Source
from budgetgraph.document.where import Where
from budgetgraph.rdf.iris import Iris

RFC5147 = "http://tools.ietf.org/rfc/rfc5147"
"""Fragment identifiers for plain text (`line=576,577`), as the Web Annotation vocabulary names
them.
"""
RFC3778 = "http://tools.ietf.org/rfc/rfc3778"
"""Fragment identifiers for PDF (`page=3`)."""

#: What canonical N-Quads escapes; a lone surrogate has no UTF-8 form and becomes U+FFFD.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')
_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def escape(text: str) -> str:
    """Give the text as it stands between the quotation marks of an N-Quads literal."""
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda match: _escaped(match[0]), text)


def _escaped(character: str) -> str:
    if character >= "\ud800":
        return "�"
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def joined(lines: Iterable[str]) -> bytes:
    """Give lines as one N-Quads file: sorted, each once, UTF-8.

    The same quads give the same bytes in whatever order they came.
    """
    # Bytes sort three times as fast as text here, and in the same order.
    return b"".join(line + b"\n" for line in sorted({line.encode() for line in lines}))


def merged(blocks: Iterable[bytes]) -> bytes:
    """Give several N-Quads files as one: sorted, each line once.

    Each is sorted mostly, and sorting makes use of that; bytes end lines at line feeds only.
    """
    lines: list[bytes] = []
    for block in blocks:
        lines += block.splitlines(keepends=True)
    lines.sort()
    return b"".join(dict.fromkeys(lines))


class _Predicates(dict[str, str]):
    """Predicates by prefixed name (`bg:amount`) as `<…>`; an unknown prefix is a KeyError."""

    def __init__(self, iris: Iris) -> None:
        super().__init__()
        self._prefixes = iris.prefixes

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        self[name] = f"<{self._prefixes[prefix]}{local}>"
        return self[name]


class Quads:
    """The lines of one named graph.

    Subjects and linked things are IRIs, properties prefixed names; a value of None writes nothing.
    """

    def __init__(self, iris: Iris, graph: str) -> None:
        self.iris = iris
        self.lines: list[str] = []
        self._terms = _Predicates(iris)
        self._end = f" <{graph}> ."
        self._taken: dict[str, int] = {}

    def fresh(self, iri: str) -> str:
        """Give the IRI, with `/2`, `/3` … behind it where it has been given out before."""
        count = self._taken[iri] = self._taken.get(iri, 0) + 1
        return iri if count == 1 else f"{iri}/{count}"

    def a(self, subject: str, *classes: str) -> None:
        """Write the classes of a thing, as prefixed names."""
        for name in classes:
            self.lines.append(
                f"<{subject}> {self._terms['rdf:type']} {self._terms[name]}{self._end}"
            )

    def link(self, subject: str, name: str, thing: str | None) -> None:
        """Write a property whose value is the thing with this IRI."""
        if thing is not None:
            self.lines.append(f"<{subject}> {self._terms[name]} <{thing}>{self._end}")

    def term(self, subject: str, name: str, value: str) -> None:
        """Write a property whose value is a term of a vocabulary, as a prefixed name
        (`odrl:gteq`).
        """
        self.lines.append(f"<{subject}> {self._terms[name]} {self._terms[value]}{self._end}")

    def text(self, subject: str, name: str, value: str | None) -> None:
        """Write a plain string: codes, printed figures, words that queries match."""
        if value is not None:
            self.lines.append(f'<{subject}> {self._terms[name]} "{escape(value)}"{self._end}')

    def zh(self, subject: str, name: str, value: str | None) -> None:
        """Chinese text that a person reads: names, titles, prose."""
        if value is not None:
            self.lines.append(f'<{subject}> {self._terms[name]} "{escape(value)}"@zh{self._end}')

    def en(self, subject: str, name: str, value: str | None) -> None:
        """English text that a person reads."""
        if value is not None:
            self.lines.append(f'<{subject}> {self._terms[name]} "{escape(value)}"@en{self._end}')

    def decimal(self, subject: str, name: str, value: Decimal | None) -> None:
        """Write an exact number, never with an exponent and never `-0`."""
        if value is not None:
            lexical = f"{value:f}" if value else "0"
            self._typed(subject, name, lexical, "xsd:decimal")

    def integer(self, subject: str, name: str, value: int | None) -> None:
        if value is not None:
            self._typed(subject, name, str(value), "xsd:integer")

    def year(self, subject: str, name: str, value: int) -> None:
        self._typed(subject, name, f"{value:04d}", "xsd:gYear")

    def date(self, subject: str, name: str, value: str | None) -> None:
        """A day: `2024-02-05`."""
        if value is not None:
            self._typed(subject, name, value, "xsd:date")

    def boolean(self, subject: str, name: str, value: bool) -> None:
        lexical = "true" if value else "false"
        self._typed(subject, name, lexical, "xsd:boolean")

    def written(self, subject: str, name: str, term: str) -> None:
        """Write a property whose value is an N-Quads term already."""
        self.lines.append(f"<{subject}> {self._terms[name]} {term}{self._end}")

    def _typed(self, subject: str, name: str, lexical: str, datatype: str) -> None:
        self.lines.append(
            f'<{subject}> {self._terms[name]} "{lexical}"^^{self._terms[datatype]}{self._end}'
        )


class SourcedQuads(Quads):
    """The quads that come from one source file; every place that is cited becomes one span node,
    however often it is cited.
    """

    def __init__(self, iris: Iris, graph: str, source: Source) -> None:
        super().__init__(iris, graph)
        self.source = source
        self.file = iris.source(source.sha256)
        self._spans: dict[tuple[int, int] | int, str] = {}
        self._paged: set[str] = set()

    def cite(self, subject: str, where: Where | None) -> None:
        """`bg:source` from a thing to the span it was read from.

        What was recognised on a picture says where, and how sure that is.
        """
        if where is None:
            return
        self.link(subject, "bg:source", self.span(where))
        box = where.picture
        if box is not None:
            edges = (box.x0, box.top, box.x1, box.bottom)
            self.decimal(subject, "bg:confidence", Decimal(str(box.confidence)))
            self.text(subject, "bg:pictureBox", " ".join(map(str, edges)))

    def span(self, where: Where) -> str:
        """Give the span node of a place: its lines; its page where the source has no lines; all
        lines where it says neither.
        """
        if where.first:
            return self._line_span(where.first, where.last, where.page)
        if where.page is not None:
            return self._page_span(where.page)
        return self._line_span(1, max(len(self.source.lines), 1), None, quoted=False)

    def _line_span(self, first: int, last: int, page: int | None, *, quoted: bool = True) -> str:
        span = self._spans.get((first, last))
        if span is None:
            span = self._spans[first, last] = self.iris.line_span(self.source.sha256, first, last)
            selector = self.iris.line_selector(self.source.sha256, first, last)
            self._selected(span, selector, f"line={first - 1},{last}", RFC5147)
            self.integer(span, "bg:firstLine", first)
            self.integer(span, "bg:lastLine", last)
            quote = "\n".join(self.source.lines[first - 1 : last])
            if quoted and quote:
                self.a(selector, "oa:TextQuoteSelector")
                self.text(selector, "oa:exact", quote)
        if page is not None and span not in self._paged:
            self._paged.add(span)
            self.integer(span, "bg:page", page)
        return span

    def _page_span(self, page: int) -> str:
        span = self._spans.get(page)
        if span is None:
            span = self._spans[page] = self.iris.page_span(self.source.sha256, page)
            self._selected(
                span, self.iris.page_selector(self.source.sha256, page), f"page={page}", RFC3778
            )
            self.integer(span, "bg:page", page)
        return span

    def _selected(self, span: str, selector: str, fragment: str, scheme: str) -> None:
        self.a(span, "bg:SourceSpan")
        self.link(span, "oa:hasSource", self.file)
        self.link(span, "oa:hasSelector", selector)
        self.a(selector, "oa:FragmentSelector")
        self.text(selector, "rdf:value", fragment)
        self.link(selector, "dcterms:conformsTo", scheme)
