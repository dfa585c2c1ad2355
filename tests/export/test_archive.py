"""An archive is understood without this program: other engines read all of it, and its checksums
hold.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from folder import make_folder
from places import ROOT
from rdflib import Dataset, Graph

from budgetgraph import export
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export import archive
from budgetgraph.rdf.iris import BASE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("archive") / "dir")


@pytest.fixture(scope="module")
def archived(folder: Path) -> Path:
    out = folder.parent / "archive"
    written = export.export(folder, "archive", out)
    assert sorted(written) == sorted(path for path in out.rglob("*") if path.is_file())
    return out


def manifest(archived: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((archived / "data/manifest.json").read_text("utf-8"))
    return found


def test_other_engines_count_the_same(archived: Path) -> None:
    path = archived / "data/graph.nq"
    by_rdflib = Dataset()
    by_rdflib.parse(path)
    of_rdflib = Counter(str(graph) for _, _, _, graph in by_rdflib.quads())
    by_oxigraph = ox.Store()
    by_oxigraph.bulk_load(path=path)
    of_oxigraph = Counter(quad.graph_name.value for quad in by_oxigraph)
    assert of_rdflib == of_oxigraph == manifest(archived)["graphs"]
    assert len(by_oxigraph) == manifest(archived)["quads"] == of_rdflib.total()


def test_everything_else_is_read_by_others_too(archived: Path) -> None:
    graphs = {path: Graph().parse(path) for path in archived.rglob("*.ttl")}
    names = {path.relative_to(archived / "data").as_posix() for path in graphs}
    assert {"metadata.ttl", "validation.ttl", "ontology/budget.ttl", "shapes/totals.ttl"} <= names
    assert sum(map(len, graphs.values())) > 1000


def test_every_piece_of_knowledge_is_in_it(archived: Path) -> None:
    found = 0
    for name in ("ontology", "shapes", "queries"):
        for path in (ROOT / name).rglob("*"):
            if path.suffix in (".ttl", ".rq", ".jsonld"):
                kept = archived / "data" / path.relative_to(ROOT)
                assert kept.read_bytes() == path.read_bytes()
                found += 1
    assert found > 100


def test_its_checksums_are_those_of_its_files(archived: Path) -> None:
    sums: dict[str, str] = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (archived / name).read_text("utf-8").splitlines():
            checksum, _, path = line.partition("  ")
            sums[path] = checksum
    files = {path for path in archived.rglob("*") if path.is_file()}
    named = {path.relative_to(archived).as_posix(): path for path in files}
    del named["tagmanifest-sha256.txt"]
    assert sums == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in named.items()
    }
    payload = [path for path in files if "data" in path.relative_to(archived).parts]
    size = sum(path.stat().st_size for path in payload)
    assert f"Payload-Oxum: {size}.{len(payload)}\n" in (archived / "bag-info.txt").read_text()


def test_its_manifest_names_every_other_file(archived: Path) -> None:
    files = manifest(archived)["files"]
    assert isinstance(files, list)
    names = {file["name"] for file in files}
    inside = {
        path.relative_to(archived / "data").as_posix()
        for path in (archived / "data").rglob("*")
        if path.is_file()
    }
    assert inside - names == {"manifest.json"}
    assert not names - inside


def test_equal_folders_give_equal_archives(folder: Path, archived: Path, tmp_path: Path) -> None:
    archive.export(folder, tmp_path / "again")
    for path in archived.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(archived)).read_bytes() == (
                path.read_bytes()
            )


def test_its_knowledge_has_the_base_of_its_graph() -> None:
    base = "https://budget.example.org/"
    for file in archive._knowledge(base):
        assert BASE not in file.content.decode(), file.name


def test_nothing_else_is_in_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("not of the archive", "utf-8")
    with pytest.raises(UsageError, match="new or empty folder"):
        archive.export(folder, tmp_path)


def test_a_folder_without_a_part_of_it_is_refused(tmp_path: Path) -> None:
    broken = make_folder(tmp_path / "dir")
    (broken / "metadata.ttl").unlink()
    with pytest.raises(UnreadableInput, match="build the folder again"):
        archive.export(broken, tmp_path / "out")
