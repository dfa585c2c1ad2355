"""A store that was made from an earlier one holds what a store that was loaded anew holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.export.catalogue.counts import tally
from budgetgraph.rdf.nquads import joined
from budgetgraph.store import Store, build
from budgetgraph.store.loading import changing
from budgetgraph.store.loading.union_change import union_change

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def line(subject: str, graph: str) -> str:
    return f'<http://x/{subject}> <http://x/p> "甲"@zh <http://x/g/{graph}> .'


OLD = joined([line("a", "1"), line("a", "2"), line("b", "1"), line("c", "2")])
#: b is gone; a stays in one of its two graphs; c stands in another graph; d is new.
NEW = joined([line("a", "2"), line("c", "1"), line("d", "1")])


def said(folder: Path) -> tuple[object, ...]:
    """All quads, the union of the graphs, and the graphs."""
    store = Store.open(folder)
    quads = store.select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s")
    union = store.select("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s")
    return quads, union, store.graphs()


def lines(nquads: bytes) -> list[bytes]:
    return nquads.splitlines(keepends=True)


def test_what_differs_between_two_sorted_files() -> None:
    different = changing.difference(lines(OLD), lines(NEW))
    assert set(different.removed) == set(lines(OLD)) - set(lines(NEW))
    assert set(different.added) == set(lines(NEW)) - set(lines(OLD))
    assert different.lines == len(lines(NEW))
    assert changing.difference([], []) == changing.Difference([], [], 0)
    assert changing.difference(lines(OLD), []).removed == lines(OLD)
    assert changing.difference([], lines(OLD)).added == lines(OLD)


def test_a_changed_store_is_the_store_that_would_be_loaded(tmp_path: Path) -> None:
    build(tmp_path / "old", [OLD])
    build(tmp_path / "new", [NEW])
    before = said(tmp_path / "old")
    different = changing.difference(lines(OLD), lines(NEW))
    assert changing.change(tmp_path / "changed", tmp_path / "old", different)
    assert said(tmp_path / "changed") == said(tmp_path / "new")
    assert said(tmp_path / "old") == before, "the earlier store is as it was"
    back = changing.difference(lines(NEW), lines(OLD))
    assert changing.change(tmp_path / "back", tmp_path / "changed", back)
    assert said(tmp_path / "back") == before


def test_counts_of_the_union_follow_what_differs(tmp_path: Path) -> None:
    """a stays, for another graph says it; c moves; 0.50 and 0.5 are one value to the engine."""
    classes = {"old": "Figure", "new": "Table"}
    graphs = {"old": OLD, "new": NEW}
    for name, kind in classes.items():
        kinds = [
            f"<http://x/k{place}> <{TYPE}> <http://x/{kind}> <http://x/g/1> ." for place in (1, 2)
        ]
        number = '"0.5{}"^^<http://www.w3.org/2001/XMLSchema#decimal>'.format("0" * (name == "new"))
        amount = f"<http://x/k1> <http://x/amount> {number} <http://x/g/1> ."
        graphs[name] = joined([*graphs[name].decode().splitlines(), *kinds, amount])
        build(tmp_path / name, [graphs[name]])
    before, after = (tally(Store.open(tmp_path / name)) for name in ("old", "new"))
    assert before != after
    for start, end, expected in (("old", "new", after), ("new", "old", before)):
        different = changing.difference(lines(graphs[start]), lines(graphs[end]))
        change = union_change(tmp_path / start, tmp_path / end, different)
        counted = before if start == "old" else after
        assert counted.changed(change) == expected
        assert change.things == {f"http://x/{name}" for name in ("b", "d", "k1", "k2")}


def test_much_that_differs_is_loaded_anew() -> None:
    many = [b"%02d\n" % number for number in range(16)]
    assert changing.difference(many, [*many[2:], b"98\n", b"99\n"]).is_small is False
    assert changing.difference(many, many[2:]).is_small is False, "2 of 14 are more than an eighth"
    assert changing.difference(many, [*many[1:], b"99\n"]).is_small, "2 of 16 are an eighth"


def test_a_store_is_loaded_anew_after_many_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "MOST_STEPS", 1)
    build(tmp_path / "old", [OLD])
    assert changing.can_change(tmp_path / "old")
    assert not changing.can_change(tmp_path / "none")
    different = changing.difference(lines(OLD), lines(NEW))
    assert changing.change(tmp_path / "changed", tmp_path / "old", different)
    assert not changing.can_change(tmp_path / "changed")


def test_a_disk_without_links_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError("no links here")

    build(tmp_path / "old", [OLD])
    monkeypatch.setattr(changing.os, "link", no_links)
    different = changing.difference(lines(OLD), lines(NEW))
    assert not changing.change(tmp_path / "changed", tmp_path / "old", different)
    assert not (tmp_path / "changed").exists()
