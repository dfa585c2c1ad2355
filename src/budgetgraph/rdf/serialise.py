"""N-Quads to every other RDF syntax and back, with sorted bytes: the same graph is the same file,
whoever writes it and when.

Turtle and TriG are Oxigraph's with the prefixes sorted; RDF/XML and JSON-LD are our own, because
RDF/XML needs characters that XML cannot hold replaced, and JSON-LD is to read well.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, cast

import pyoxigraph as ox

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf import jsonld
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.jsonld import RdfStatement
from budgetgraph.rdf.nquads import joined
from budgetgraph.rdf.rdf_xml import rdf_xml
from budgetgraph.rdf.self_contained import self_contained
from budgetgraph.rdf.terms import Term

Form = Literal["ttl", "trig", "nt", "nq", "jsonld", "rdf"]

FORMATS: dict[str, Form] = {
    "turtle": "ttl",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nq",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
}
"""The names that a user gives to formats, and their suffixes, by which everything here goes."""

_SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_GZIP_MAGIC = b"\x1f\x8b"
#: A term without an escape that is no blank node, spelled as ours are: it can be read without the
#: engine, in less time.
_PLAIN_TERM = re.compile(r'<([^<>\\\n ]*+)>|"([^"\\\n]*+)"(?:@([a-z]++)|\^\^<([^<>\\\n ]*+)>)?+')
#: The terms of a triple.
_TRIPLE = 3
_STRING = PREFIXES["xsd"] + "string"
_WITH_LANGUAGE = PREFIXES["rdf"] + "langString"
#: Prefixes in Turtle as Oxigraph writes it: `bg:amount` → bg.
_USED_PREFIX = re.compile(r"(?<![\w:<\"-])([a-z][\w-]*):")


def serialise(nquads: bytes, form: Form, *, base: str = BASE, focus: str | None = None) -> bytes:
    """N-Quads (or N-Triples) as triples in `form`; `trig` and `nq` keep the named graphs, all
    others merge them.

    `focus` is the one thing that JSON-LD is about: it comes first, with what it points at inside
    it.
    """
    if form == "nq":
        return joined(line for line in nquads.decode().split("\n") if line)
    if form == "trig":
        return _trig(_quads(nquads), base)
    if form == "jsonld":
        merged = [statement._replace(graph=None) for statement in statements_of(nquads)]
        return jsonld.resource(merged, focus, base) if focus else jsonld.dataset(merged, base)
    triples = sorted({quad.triple for quad in _quads(nquads)}, key=str)
    if form == "nt":
        return joined(f"{triple} ." for triple in triples)
    if form == "ttl":
        return _headed(_oxigraph(triples, ox.RdfFormat.TURTLE, base), base)
    return rdf_xml([_statement(ox.Quad(*triple)) for triple in triples], base)


def serialise_dataset(nquads: bytes, form: Form, *, base: str = BASE) -> bytes:
    """N-Quads with their named graphs, as `trig`, `nq` or `jsonld`; ValueError for a syntax that
    has no graphs.
    """
    if form == "jsonld":
        return jsonld.dataset(statements_of(nquads), base)
    if form not in ("trig", "nq"):
        raise ValueError(f"{form} cannot hold named graphs; trig, nq and jsonld can")
    return serialise(nquads, form, base=base)


def read_rdf(path: Path) -> bytes:
    """Give an RDF file (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; `.gz` too) as sorted
    N-Quads.

    UnreadableInput names the file and says what is wrong with it.
    """
    syntax = _syntax(path)
    try:
        data = path.read_bytes()
        if data.startswith(_GZIP_MAGIC):
            data = gzip.decompress(data)
        data = self_contained(data, path)
        quads = ox.parse(data, format=syntax, base_iri=path.resolve().as_uri())
        return joined(f"{quad} ." for quad in quads)
    except (OSError, EOFError, zlib.error, SyntaxError) as error:
        raise UnreadableInput(str(path), f"cannot be read as RDF: {error}") from error


def triples_of(turtle: str) -> list[str]:
    """Turtle as the lines of sorted N-Triples, without their ends; SyntaxError where it is none."""
    triples = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return sorted({str(triple) for triple in cast("Iterable[ox.Quad]", triples)})


def _syntax(path: Path) -> ox.RdfFormat:
    """Return the syntax of a file by its name: `a.ttl.gz` is Turtle."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix != ".gz"]
    syntax = _SYNTAXES.get(suffixes[-1]) if suffixes else None
    if syntax is None:
        known = ", ".join(sorted(_SYNTAXES))
        raise UnreadableInput(str(path), f"is no RDF file by its name; known are {known}")
    return syntax


def _quads(nquads: bytes) -> list[ox.Quad]:
    quads = cast("Iterable[ox.Quad]", ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    return sorted(set(quads), key=str)


# --- Turtle and TriG ------------------------------------------------------------------------------


def _trig(quads: list[ox.Quad], base: str) -> bytes:
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    return _headed(_oxigraph(ordered, ox.RdfFormat.TRIG, base), base)


def _oxigraph(
    graph: Iterable[ox.Triple] | Iterable[ox.Quad], syntax: ox.RdfFormat, base: str
) -> bytes:
    return cast("bytes", ox.serialize(graph, format=syntax, prefixes=Iris(base).prefixes))


def without_head(nquads: bytes, form: Literal["ttl", "trig"], base: str) -> bytes:
    """Write N-Quads in their order as Turtle (of the default graph) or TriG, without the
    declarations of prefixes.
    """
    quads = cast("Iterable[ox.Quad]", ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    written = _oxigraph(quads, _SYNTAXES[f".{form}"], base)
    # Oxigraph declares every prefix first, a line each.
    return written.split(b"\n", len(Iris(base).prefixes))[-1]


def _headed(turtle: bytes, base: str) -> bytes:
    """Return Turtle with its prefixes sorted, and only those in use.

    Oxigraph writes all of them, in the order of a hash.
    """
    lines = turtle.decode().split("\n")
    body = "\n".join(line for line in lines if not line.startswith("@prefix "))
    used = set(_USED_PREFIX.findall(body))
    head = ""
    for name, iri in sorted(Iris(base).prefixes.items()):
        if name in used:
            head += f"@prefix {name}: <{iri}> .\n"
    return f"{head}\n{body}".encode()


# --- statements, for what is written here ---------------------------------------------------------


class _PlainTerms(dict[str, Term | None]):
    """Terms by their spelling, each read once; None for one that only the engine reads."""

    def __missing__(self, spelling: str) -> Term | None:
        term: Term | None = None
        match = _PLAIN_TERM.fullmatch(spelling)
        if match is not None:
            iri, text, language, datatype = match.groups()
            untyped = _WITH_LANGUAGE if language else _STRING
            if text is None:
                term = Term("uri", iri)
            else:
                term = Term("literal", text, datatype or untyped, language)
        self[spelling] = term
        return term


def statements_of(nquads: bytes) -> Iterator[RdfStatement]:
    """Yield the quads as plain values, in their order."""
    terms = _PlainTerms()
    for line in nquads.decode().split("\n"):
        plain = _plain_statement(line, terms)
        if plain is None:
            quads = cast("Iterable[ox.Quad]", ox.parse(line, format=ox.RdfFormat.N_QUADS))
            yield from map(_statement, quads)
        else:
            yield plain


def _plain_statement(line: str, terms: _PlainTerms) -> RdfStatement | None:
    """Read a quad whose four terms are plain; None for any other line.

    `<s> <p> "a text" <graph> .` is cut at its first two blanks and at its last one.
    """
    quad, _, end = line.rpartition(" ")
    triple, _, graph = quad.rpartition(" ")
    spellings = triple.split(" ", 2)
    if end != "." or len(spellings) != _TRIPLE:
        return None
    subject, predicate, thing = map(terms.__getitem__, spellings)
    name = terms[graph]
    if not (subject and predicate and thing and name):
        return None
    if {subject.kind, predicate.kind, name.kind} != {"uri"}:
        return None
    return RdfStatement(subject.value, predicate.value, thing, name.value)


def _statement(quad: ox.Quad) -> RdfStatement:
    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else _name(quad.graph_name)
    return RdfStatement(_name(quad.subject), quad.predicate.value, _term(quad.object), graph)


def _name(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if isinstance(node, ox.Triple):
        raise TypeError("a triple as a subject cannot be written in this syntax")
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Term("literal", term.value, term.datatype.value, term.language)
    kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
    return Term(kind, _name(term))
