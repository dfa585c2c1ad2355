"""The downloads, put together from the shares of graphs, are what the whole graph gives."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest
from examples import EXAMPLES

from budgetgraph.export.graph_files import read_graph
from budgetgraph.export.graph_shares import GraphShare, by_disclosure, together
from budgetgraph.export.table_files import export
from budgetgraph.export.table_specs import specs
from budgetgraph.pipeline.build import build
from budgetgraph.rdf.serialise import serialise, serialise_dataset


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shares") / "graph"
    build([str(path) for path in EXAMPLES[:2]], out)
    return out


def test_the_dumps_are_those_of_the_whole_graph(built: Path) -> None:
    quads = read_graph(built)

    def dump(form: str) -> bytes:
        return gzip.decompress((built / f"graph.{form}.gz").read_bytes())

    assert dump("ttl") == serialise(quads, "ttl")
    assert dump("trig") == serialise_dataset(quads, "trig")
    assert dump("jsonld") == serialise_dataset(quads, "jsonld")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_tables_are_those_that_the_store_gives(built: Path, tmp_path: Path, form: str) -> None:
    for path in export(built, form, tmp_path):
        assert (built / form / path.name).read_bytes() == path.read_bytes(), path.name


def test_most_tables_are_made_of_one_disclosure_after_the_other() -> None:
    names = {spec.name for spec in by_disclosure()}
    assert names == {"citations", "figures", "indicators", "projects", "statements"}


def test_a_share_is_read_back_as_it_was() -> None:
    spec = specs()["statements"]
    row = [None] * len(spec.columns)
    columns = [column.name for column in spec.columns]
    for name, cell in (("iri", "http://x/1"), ("amount", Decimal("1E+3")), ("first_line", 7)):
        row[columns.index(name)] = cell  # type: ignore[call-overload]
    share = GraphShare(b"\x1f\x8b", b"", ("bg",), ("label",), {"statements": (tuple(row),)})
    assert GraphShare.of_json(json.loads(json.dumps(share.as_json(), default=str))) == share


def test_rows_stand_by_division_department_year_and_disclosure_each_thing_once() -> None:
    spec = specs()["statements"]
    columns = [column.name for column in spec.columns]

    def share(iri: str, **cells: str | int) -> GraphShare:
        row = tuple({"iri": iri, **cells}.get(name) for name in columns)
        return GraphShare(b"", b"", (), (), {"statements": (row,)})

    # 乙 stands before 甲, by the code points of the two.
    first = share("http://x/1", department="甲", fiscal_year=2024)
    second = share("http://x/2", division="130532", department="乙", fiscal_year=2025)
    third = share("http://x/3", division="130532", department="甲", fiscal_year=2024)
    fourth = share("http://x/4", division="130532", department="甲", fiscal_year=2025)
    again = share("http://x/4", division="130532", department="甲", fiscal_year=2026)
    empty = GraphShare(b"", b"", (), ())
    answer = together(spec, [again, fourth, empty, third, second, first])
    assert [row[0] for row in answer.rows] == [f"http://x/{number}" for number in (1, 2, 3, 4)]
    assert answer.rows[-1] == fourth.rows["statements"][0], "the first row of a thing counts"
