"""Describe everything that can be had as a `dcat:Distribution`: each file with its size and its
checksum, and the endpoint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from budgetgraph.export.dumps import Dump
from budgetgraph.export.publication import Publication
from budgetgraph.export.turtle_blocks import Pairs, TurtleBlocks, both, english

_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_SHA256 = "checksumAlgorithm_sha256"
#: What a file is, by the end of its name: the type of its content, and that of its packing.
_KINDS: tuple[tuple[str, str, str | None], ...] = (
    (".nq.gz", "application/n-quads", "application/gzip"),
    (".trig.gz", "application/trig", "application/gzip"),
    (".ttl.gz", "text/turtle", "application/gzip"),
    (".jsonld.gz", "application/ld+json", "application/gzip"),
    (".ttl", "text/turtle", None),
    (".trig", "application/trig", None),
    (".nq", "application/n-quads", None),
    (".jsonld", "application/ld+json", None),
    (".json", "application/json", None),
    (".csv", "text/csv", None),
    (".parquet", "application/vnd.apache.parquet", None),
)
_TITLES = {
    "graph.nq.gz": ("全部数据（N-Quads）", "The whole graph as N-Quads"),
    "graph.trig.gz": ("全部数据（TriG）", "The whole graph as TriG"),
    "graph.ttl.gz": ("全部数据（Turtle）", "The whole graph as Turtle"),
    "graph.jsonld.gz": ("全部数据（JSON-LD）", "The whole graph as JSON-LD"),
    "validation.ttl": ("核查报告", "The report of the rules"),
    "report.json": ("生成报告", "The report of the build"),
}
GRAPH_FORMATS = ("ttl", "trig", "nq", "jsonld")
"""The formats in which the named graph of one disclosure can be had."""


def download(base: str, name: str) -> str:
    """Name the address of a file that is offered for download."""
    return f"{base}download/{name}"


def say_distributions(
    out: TurtleBlocks, downloads: Sequence[Dump], publication: Publication
) -> None:
    """Describe the endpoint and the files as distributions of the whole dataset."""
    base = out.iris.base
    licence = licensed(publication)
    by_query = [
        ("a", "dcat:Distribution"),
        ("dcterms:title", both(("SPARQL 查询", "SPARQL queries"))),
        ("dcat:accessURL", f"<{base}sparql>"),
        ("dcat:accessService", f"<{base}sparql>"),
    ]
    out.say(f"{base}distribution/sparql", [*by_query, *licence])
    for file in downloads:
        checksum = f"{download(base, file.name)}#sha256"
        pairs = [
            *_file(download(base, file.name), file.name),
            ("dcterms:title", both(_TITLES.get(file.name, (file.name, file.name)))),
            ("dcat:byteSize", f'"{file.size}"^^xsd:nonNegativeInteger'),
            ("spdx:checksum", f"<{checksum}>"),
        ]
        out.say(download(base, file.name), [*pairs, *licence])
        out.say(checksum, _checksum(file.sha256))
    if downloads:
        out.say(out.iris.prefixes["spdx"] + _SHA256, [("a", "spdx:ChecksumAlgorithm")])
    _say_media_types(out, map(attrgetter("name"), downloads))


def say_graph_files(out: TurtleBlocks, graph: str, publication: Publication) -> None:
    """Describe the files of one named graph."""
    for form in GRAPH_FORMATS:
        address = f"{graph}.{form}"
        title = ("dcterms:title", english(form))
        out.say(address, [*_file(address, f".{form}"), title, *licensed(publication)])


def _say_media_types(out: TurtleBlocks, names: Iterable[str]) -> None:
    """Say of every type of the files, and of those of the graphs, that it is a media type."""
    types: set[str] = set()
    for name in (*names, *map(".{}".format, GRAPH_FORMATS)):
        content, packing = _kind(name)
        types.add(content)
        if packing is not None:
            types.add(packing)
    for media_type in sorted(types):
        out.say(_MEDIA_TYPE + media_type, [("a", "dcterms:MediaType")])


def licensed(publication: Publication) -> Pairs:
    """Say the licence, where one was given."""
    if publication.licence is None:
        return []
    return [("dcterms:license", f"<{publication.licence}>")]


def _kind(name: str) -> tuple[str, str | None]:
    """Give the types of a file's content and of its packing, by the end of its name."""
    for ending, content, packing in _KINDS:
        if name.endswith(ending):
            return content, packing
    return "application/octet-stream", None


def _file(address: str, name: str) -> Pairs:
    """Say where a file is and of which type."""
    content, packing = _kind(name)
    pairs = [
        ("a", "dcat:Distribution, rdfs:Resource"),
        ("dcat:accessURL", f"<{address}>"),
        ("dcat:downloadURL", f"<{address}>"),
        ("dcat:mediaType", f"<{_MEDIA_TYPE}{content}>"),
    ]
    if packing is not None:
        pairs.append(("dcat:compressFormat", f"<{_MEDIA_TYPE}{packing}>"))
    return pairs


def _checksum(sha256: str) -> Pairs:
    """Say a checksum as DCAT has it, in terms of SPDX."""
    return [
        ("a", "spdx:Checksum"),
        ("spdx:algorithm", f"spdx:{_SHA256}"),
        ("spdx:checksumValue", f'"{sha256}"^^xsd:hexBinary'),
    ]
