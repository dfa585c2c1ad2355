"""Read the graph of a built folder back as N-Quads, or write it in another format."""

from __future__ import annotations

from pathlib import Path

from budgetgraph.export.built_quads import opened_graph
from budgetgraph.rdf.nquads import joined
from budgetgraph.rdf.serialise import FORMATS, serialise, serialise_dataset
from budgetgraph.store.report_file import report_of


def export(folder: Path, form: str, out: Path) -> list[Path]:
    """Write the graph of a built folder in another format, and give the written files.

    One file holds all of it, and every named graph has one of its own.
    """
    suffix = FORMATS[form]
    content = read_graph(folder)
    base = str(report_of(folder)["base"])
    whole = serialise_dataset if suffix in {"trig", "nq", "jsonld"} else serialise
    written = [_written(out / f"graph.{suffix}", whole(content, suffix, base=base))]
    for graph, lines in sorted(by_graph(content).items()):
        name = graph.removeprefix(base).removeprefix("graph/").replace("/", "-")
        body = serialise(joined(lines), suffix, base=base)
        written.append(_written(out / f"{name}.{suffix}", body))
    return written


def by_graph(quads: bytes) -> dict[str, list[str]]:
    """Sort the lines of N-Quads by their graph, in their order.

    The IRI of the graph is the last one of a line: `<s> <p> <o> <graph> .`
    """
    graphs: dict[str, list[str]] = {}
    for line in map(bytes.decode, quads.splitlines()):
        graph = line[line.rindex("<") + 1 : line.rindex(">")]
        graphs.setdefault(graph, []).append(line)
    return graphs


def _written(path: Path, content: bytes) -> Path:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def read_graph(folder: Path) -> bytes:
    """Read all quads of a built folder as N-Quads."""
    with opened_graph(folder) as quads:
        return quads.read()
