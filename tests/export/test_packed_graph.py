"""The downloads, put together from the pieces of graphs, are what the whole graph gives."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from built import built_examples
from pyarrow import parquet

from budgetgraph.export import table_writers
from budgetgraph.export.graph_files import by_graph, read_graph
from budgetgraph.export.pack import PackWriter
from budgetgraph.export.packed_graph import QUADS, PackedGraph, by_disclosure, together
from budgetgraph.export.table_files import export
from budgetgraph.export.table_rows import TableRows, joined, table_rows
from budgetgraph.export.table_specs import specs
from budgetgraph.export.table_writers import ParquetFile, in_blocks
from budgetgraph.rdf.serialise import serialise, serialise_dataset, triples_of
from budgetgraph.store.answer import Value


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_examples(tmp_path_factory)


def test_the_dumps_are_those_of_the_whole_graph(built: Path) -> None:
    quads = read_graph(built)

    def dump(form: str) -> bytes:
        return gzip.decompress((built / f"graph.{form}.gz").read_bytes())

    # What two graphs say stands in Turtle twice: the triples are the same, the bytes are not.
    assert set(triples_of(dump("ttl").decode())) == set(_lines(serialise(quads, "nt")))
    assert dump("trig") == serialise_dataset(quads, "trig")
    assert dump("jsonld") == serialise_dataset(quads, "jsonld")


def _lines(ntriples: bytes) -> list[str]:
    return [line.removesuffix(" .") for line in ntriples.decode().splitlines()]


def test_the_graphs_stand_behind_each_other(built: Path) -> None:
    """Each is sorted, and they come by their names."""
    graphs = by_graph(read_graph(built))
    assert list(graphs) == sorted(graphs)
    assert all(lines == sorted(lines) for lines in graphs.values())
    again = "".join(line + "\n" for lines in graphs.values() for line in lines)
    assert again.encode() == read_graph(built)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_tables_are_those_that_the_store_gives(built: Path, tmp_path: Path, form: str) -> None:
    for path in export(built, form, tmp_path):
        assert (built / form / path.name).read_bytes() == path.read_bytes(), path.name


def test_most_tables_are_made_of_one_disclosure_after_the_other() -> None:
    names = {spec.name for spec in by_disclosure()}
    assert names == {"citations", "figures", "indicators", "projects", "statements"}


STATEMENTS = specs()["statements"]


def packed(path: Path, iri: str = "", **cells: str | int | Decimal) -> PackedGraph:
    """A graph with one statement in a pack of its own; with none where no name is given."""
    columns = [column.name for column in STATEMENTS.columns]
    row = tuple({"iri": iri, **cells}.get(name) for name in columns)
    pack = PackWriter()
    places = {QUADS: pack.add(b"")}
    orders: dict[str, tuple[Value, ...]] = {}
    if iri:
        rows = table_rows(STATEMENTS, [row])
        places["statements"] = pack.add(rows.columns_as_json())
        places["statements.csv"] = pack.add(rows.csv)
        names = ("division", "department", "fiscal_year", "disclosure")
        orders["statements"] = tuple(cells.get(name) for name in names)
    path.write_bytes(pack.content())
    return PackedGraph("http://x/g", 0, places, ("bg",), ("label",), orders, path)


def test_a_graph_is_read_back_as_it_was(tmp_path: Path) -> None:
    graph = packed(tmp_path / "a", "http://x/1", amount=Decimal("1E+3"), first_line=7)
    again = PackedGraph.of_json(json.loads(json.dumps(graph.as_json())), tmp_path / "a")
    assert again == graph
    rows = again.rows(STATEMENTS)
    columns = [column.name for column in STATEMENTS.columns]
    cells = dict(zip(columns, rows.columns, strict=True))
    assert cells["amount"] == ["1000"]
    assert cells["first_line"] == [7]
    assert cells["subject"] == [None]
    assert rows.csv.startswith(b"http://x/1,")
    assert rows.csv.endswith(b"\r\n")


def test_rows_stand_by_division_department_year_and_disclosure_each_thing_once(
    tmp_path: Path,
) -> None:
    # 乙 stands before 甲, by the code points of the two.
    place = {"division": "130532"}
    first = packed(tmp_path / "1", "http://x/1", department="甲", fiscal_year=2024)
    second = packed(tmp_path / "2", "http://x/2", **place, department="乙", fiscal_year=2025)
    third = packed(tmp_path / "3", "http://x/3", **place, department="甲", fiscal_year=2024)
    fourth = packed(tmp_path / "4", "http://x/4", **place, department="甲", fiscal_year=2025)
    again = packed(tmp_path / "5", "http://x/4", **place, department="甲", fiscal_year=2026)
    empty = packed(tmp_path / "6")
    pieces = together(STATEMENTS, [again, fourth, empty, third, second, first])
    rows = joined(list(pieces))
    assert rows.columns[0] == [f"http://x/{number}" for number in (1, 2, 3, 4)]
    years = rows.columns[[column.name for column in STATEMENTS.columns].index("fiscal_year")]
    assert years == [2024, 2025, 2024, 2025], "the first row of a thing counts"
    assert [line.split(b",")[0][-1:] for line in rows.csv.splitlines()] == [b"1", b"2", b"3", b"4"]


def test_of_a_piece_only_the_rows_of_new_things_stay() -> None:
    rows = TableRows((["http://x/1", "http://x/2"], ["-5.00", None]), b"")
    assert rows.without({"http://x/3"}) is rows
    left = rows.without({"http://x/2"})
    assert left == TableRows((["http://x/1"], ["-5.00"]), b"http://x/1,-5.00\r\n")


def test_rows_are_put_together_to_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_writers, "_BLOCK", 3)
    pieces = [TableRows((list(names),), names.encode()) for names in ("ab", "", "c", "d")]
    assert list(in_blocks(pieces)) == [
        TableRows((["a", "b", "c"],), b"abc"),
        TableRows((["d"],), b"d"),
    ]
    assert list(in_blocks(pieces[1:2])) == [], "a table without rows has no block"


def test_a_block_with_more_digits_widens_the_column(tmp_path: Path) -> None:
    """An amount with seven digits behind the point comes after one with two."""
    columns = tuple(column.name for column in STATEMENTS.columns)
    path = tmp_path / "statements.parquet"
    amounts = [Decimal("1.25"), Decimal("0.1234567")]
    with closing(ParquetFile(path, STATEMENTS)) as file:
        for amount in amounts:
            row = tuple(
                {"iri": f"http://x/{amount}", "amount": amount}.get(name) for name in columns
            )
            file.add(table_rows(STATEMENTS, [row]))
    table = parquet.read_table(path)
    assert table.column("amount").to_pylist() == amounts
    assert str(table.schema.field("amount").type) == "decimal128(38, 7)"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
