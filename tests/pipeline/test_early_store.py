"""The store is loaded while sources are read, and holds what it would hold if loaded at the end."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from kill_points import state_of

from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.pipeline.kept import early_store
from budgetgraph.pipeline.kept.early_store import EarlyStore
from budgetgraph.pipeline.kept.part import Built
from budgetgraph.pipeline.kept.record import known
from budgetgraph.query.run_query import open_store
from budgetgraph.rdf.iris import BASE

build = partial(whole_build, dumps=False)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks")

_PAPER = """{name}2025年部门预算公开

2025年收入预算总计{total}万元，其中：一般公共预算拨款收入{total}万元。

部门预算收入总表
部门：{name}
单位：万元
科目编码\t科目名称\t合计
\t合计\t{total}
208\t社会保障和就业支出\t{total}
"""
_NAMES = ("平乡县水利局", "平乡县教育局", "平乡县林业局")
_ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
_BY_GRAPH = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"


def paper(folder: Path, name: str, total: str, file: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{file or name}.txt"
    path.write_text(_PAPER.format(name=name, total=total), "utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    for number, name in enumerate(_NAMES, 1):
        paper(folder, name, f"{number}31.40")
    return folder


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Load each source as it comes, and count the graphs that were loaded before the end."""
    loaded: list[int] = []
    completed = EarlyStore.complete

    def noted(self: EarlyStore, graphs: dict[str, early_store.PackedGraph]) -> bool:
        self.wait()
        loaded.append(len(self._loaded))
        is_complete = completed(self, graphs)
        loaded.append(int(is_complete))
        return is_complete

    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", 1)
    monkeypatch.setattr(EarlyStore, "complete", noted)
    return loaded


def all_quads(out: Path) -> list[object]:
    store = open_store(out)
    return [store.select(query).rows for query in (_ALL, _BY_GRAPH)]


def without_early(tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", 10**9)
    build([str(papers)], tmp_path / "late")
    return tmp_path / "late"


def test_the_store_is_loaded_while_sources_are_read(
    tmp_path: Path, papers: Path, at_once: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    early = tmp_path / "early"
    build([str(papers)], early)
    # The last ones may have come while the first was being loaded.
    assert at_once[0] >= 1
    assert at_once[1]
    late = without_early(tmp_path, papers, monkeypatch)
    assert all_quads(early) == all_quads(late)
    assert state_of(early) == state_of(late)


def test_the_graph_of_an_edition_is_taken_out_again(
    tmp_path: Path, papers: Path, at_once: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two full papers of one department and year: what was loaded of the first under the name of
    the department has no such name in the end.
    """
    for number in range(9):
        paper(papers, f"平乡县第{'一二三四五六七八九'[number]}中学", f"{number}7.10")
    paper(papers, _NAMES[0], "931.40", file="更正")
    early = tmp_path / "early"
    build([str(papers)], early)
    assert at_once[1]
    late = without_early(tmp_path, papers, monkeypatch)
    assert all_quads(early) == all_quads(late)
    assert state_of(early) == state_of(late)


def test_a_small_change_is_made_in_the_store_before(
    tmp_path: Path, papers: Path, at_once: list[int]
) -> None:
    out = tmp_path / "out"
    build([str(papers)], out)
    paper(papers, "平乡县民政局", "55.00")
    build([str(papers)], out)
    assert at_once[2:] == [0, 0]


# --- thresholds and faults ------------------------------------------------------------------------
@pytest.fixture
def sources(tmp_path: Path, papers: Path) -> list[Built]:
    build([str(papers)], tmp_path / "built")
    return list(known(tmp_path / "built" / "parts", BASE).values())


def _quads(sources: list[Built]) -> int:
    graphs = [part.packed for built in sources for part in built.parts]
    return sum(graph.quads for graph in graphs if graph is not None)


def _graphs(sources: list[Built]) -> dict[str, early_store.PackedGraph]:
    graphs = [part.packed for built in sources for part in built.parts]
    return {graph.name: graph for graph in graphs if graph is not None}


@pytest.mark.parametrize(("more", "is_loaded"), [(0, True), (1, False)])
def test_what_is_less_than_a_piece_waits_for_the_end(
    more: int,
    is_loaded: bool,
    tmp_path: Path,
    sources: list[Built],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", _quads(sources) + more)
    with closing(EarlyStore(tmp_path / "store")) as early:
        for built in sources:
            early.add(built)
        assert early.complete(_graphs(sources)) == is_loaded


def test_where_much_is_to_be_taken_out_again_all_is_loaded_anew(
    tmp_path: Path, sources: list[Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", _quads(sources))
    with closing(EarlyStore(tmp_path / "store")) as early:
        for built in sources:
            early.add(built)
        assert not early.complete(_graphs(sources[1:]))


def test_where_a_part_cannot_be_loaded_all_is_loaded_at_the_end(
    tmp_path: Path, sources: list[Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", 1)
    (tmp_path / "store").write_bytes(b"no folder")
    with closing(EarlyStore(tmp_path / "store")) as early:
        for built in sources:
            early.add(built)
        assert not early.complete(_graphs(sources))


def test_whoever_leaves_ends_what_loads(
    tmp_path: Path, sources: list[Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_store, "QUADS_AT_A_TIME", 1)
    with closing(EarlyStore(tmp_path / "store")) as early:
        early.add(sources[0])
        process = early._process
        assert process is not None
    assert not process.is_alive()
