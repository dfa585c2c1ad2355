"""Write a built folder as an archive, to be understood without this program: a bag (RFC 8493).

The archive holds the graph as N-Quads, its metadata, the report and the findings of its build, the
texts of its sources, and the ontology, the shapes and the queries that it was built with, each with
its checksum. Equal folders give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from budgetgraph import __version__
from budgetgraph.assets import FOLDERS, asset
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export.graph_files import by_graph, read_graph
from budgetgraph.rdf.iris import BASE
from budgetgraph.store.report_file import report_of

FORMAT = "1"
"""The version of the form of archives; it changes where a reader of the old form would fail."""

_PAYLOAD = "data"
_FROM_FOLDER = ("metadata.ttl", "validation.ttl", "report.json")
_KNOWLEDGE_SUFFIXES = (".ttl", ".rq", ".jsonld")
_MEDIA_TYPES = {
    ".png": "image/png",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query",
    ".txt": "text/plain; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the archive: its path below `data/`, its content and the checksum of it."""

    name: str
    content: bytes
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        # The way to set a field of a frozen dataclass.
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())

    def as_json(self) -> dict[str, str | int]:
        """Describe the file in the manifest."""
        return {
            "name": self.name,
            "mediaType": _MEDIA_TYPES[Path(self.name).suffix],
            "bytes": len(self.content),
            "sha256": self.sha256,
        }


def export(folder: Path, out: Path) -> list[Path]:
    """Write the built folder `folder` as an archive into `out`, and give the written files.

    UsageError where `out` holds something already: its files would seem to be part of the archive.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"--out {out}: an archive is written into a new or empty folder")
    quads = read_graph(folder)
    report = report_of(folder)
    base = str(report["base"])
    files = [
        ArchivedFile("graph.nq", quads),
        *_files_of_build(folder),
        *_knowledge(base),
        ArchivedFile("README.txt", _readme()),
    ]
    files.append(_manifest(files, quads, report))
    written = [_write(out / _PAYLOAD / file.name, file.content) for file in files]
    return [*written, *_write_tags(out, files)]


def _files_of_build(folder: Path) -> list[ArchivedFile]:
    """Read what the build wrote beside the graph: descriptions and texts of sources."""
    files = [ArchivedFile(name, _read(folder / name)) for name in _FROM_FOLDER]
    for path in sorted((folder / "sources").rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            files.append(ArchivedFile(name, _read(path)))
    return files


def _knowledge(base: str) -> list[ArchivedFile]:
    """Read the ontology, the shapes and the queries, for a graph with this base."""
    files: list[ArchivedFile] = []
    for name in FOLDERS:
        root = asset(name)
        for path in sorted(root.rglob("*")):
            if path.suffix not in _KNOWLEDGE_SUFFIXES:
                continue
            text = path.read_text("utf-8").replace(BASE, base)
            files.append(ArchivedFile(f"{name}/{path.relative_to(root).as_posix()}", text.encode()))
    return files


def _manifest(
    files: Iterable[ArchivedFile], quads: bytes, report: dict[str, object]
) -> ArchivedFile:
    """Say what the archive holds: every file, and how many quads every graph has."""
    graphs = {graph: len(lines) for graph, lines in sorted(by_graph(quads).items())}
    described = {
        "archive": FORMAT,
        "budgetgraph": report.get("budgetgraph", __version__),
        "base": report["base"],
        "quads": sum(graphs.values()),
        "graphs": graphs,
        "files": [file.as_json() for file in sorted(files, key=lambda file: file.name)],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    return ArchivedFile("manifest.json", f"{text}\n".encode())


def _write_tags(out: Path, files: list[ArchivedFile]) -> list[Path]:
    """Write what makes the folder a bag: the declaration, the information, the checksums."""
    size = sum(len(file.content) for file in files)
    sums = sorted(f"{file.sha256}  {_PAYLOAD}/{file.name}\n" for file in files)
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Bag-Software-Agent: budgetgraph {__version__}\n"
        f"Payload-Oxum: {size}.{len(files)}\n",
        "manifest-sha256.txt": "".join(sums),
    }
    tag_sums = ""
    for name, text in tags.items():
        tag_sums += f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
    tags["tagmanifest-sha256.txt"] = tag_sums
    return [_write(out / name, text.encode()) for name, text in tags.items()]


def _read(path: Path) -> bytes:
    """Read a file of the built folder; UnreadableInput where it has none."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); build the folder again with --force"
        raise UnreadableInput(str(path), reason) from error


def _write(path: Path, content: bytes) -> Path:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _readme() -> bytes:
    """Read what an archive says of itself, in Chinese and English."""
    return resources.files("budgetgraph.export").joinpath("archive_readme.txt").read_bytes()
