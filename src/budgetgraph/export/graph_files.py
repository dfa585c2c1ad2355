"""The graph of a built folder as files: read back as N-Quads, or written in another format."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.rdf.nquads import joined
from budgetgraph.rdf.serialise import FORMATS, serialise, serialise_dataset


def export(folder: Path, form: str, out: Path) -> list[Path]:
    """The graph of a built folder in another format: all of it in one file, and every disclosure in
    its own. The files written.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    content = read_graph(folder)
    base = str(json.loads((folder / "report.json").read_text("utf-8"))["base"])
    graphs: dict[str, list[str]] = {}
    for line in map(bytes.decode, content.splitlines()):
        graphs.setdefault(line[line.rindex("<") + 1 : line.rindex(">")], []).append(line)
    whole = serialise_dataset if FORMATS[form] in {"trig", "nq", "jsonld"} else serialise
    written = [_written(out / f"graph.{FORMATS[form]}", whole(content, FORMATS[form], base=base))]
    for graph, lines in sorted(graphs.items()):
        name = graph.removeprefix(base).removeprefix("graph/").replace("/", "-")
        written.append(
            _written(
                out / f"{name}.{FORMATS[form]}", serialise(joined(lines), FORMATS[form], base=base)
            )
        )
    return written


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def read_graph(folder: Path) -> bytes:
    """All quads of a built folder as N-Quads."""
    path = folder / "graph.nq.gz"
    if not path.is_file():
        raise UnreadableInput(
            str(folder), "is no built folder (it has no graph.nq.gz); run `budgetgraph build` first"
        )
    return gzip.decompress(path.read_bytes())
