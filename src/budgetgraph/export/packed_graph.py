"""One named graph as the pieces that files of the whole graph are put together of: its N-Quads, its
Turtle, TriG and JSON-LD, its rows of the tables.

The pieces are made once, where the graph is made, and kept in a pack. A file of the whole graph is
the pieces of all graphs behind each other, so that a graph that has not changed costs a copy, and
no process holds more than one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetgraph.export.pack import Pack, PackWriter, Places
from budgetgraph.export.table_rows import Cell, TableRows, table_rows
from budgetgraph.export.table_specs import TableSpec, properties, rows_of, specs
from budgetgraph.rdf.whole_graphs import json_ld_of, trig_of, turtle_of
from budgetgraph.rdf.without_graphs import triples_with
from budgetgraph.store import Store
from budgetgraph.store.answer import Value

QUADS, TURTLE, TRIG, JSON_LD = "nq", "ttl", "trig", "jsonld"
"""The pieces of every graph: its sorted N-Quads, and the rest without their heads."""

#: A table whose rows stand in this order has those of a disclosure side by side.
_BY_DISCLOSURE = "ORDER BY ?division ?department ?fiscal_year ?disclosure "
_ORDER = ("division", "department", "fiscal_year", "disclosure")


@dataclass(frozen=True, slots=True)
class PackedGraph:
    """A graph by its name, the number of its quads, and the pack that holds its pieces.

    `prefixes` and `terms` are what the heads of Turtle, TriG and JSON-LD have need of; `orders` has
    for each table with rows of this graph what its rows are sorted by.
    """

    name: str
    quads: int
    places: Places
    prefixes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    orders: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    path: Path | None = None

    @property
    def pack(self) -> Pack:
        """The file with the pieces; it is there once the pack has been written."""
        assert self.path is not None
        return Pack(self.path, self.places)

    @property
    def has_downloads(self) -> bool:
        """Tell whether the pieces of the downloads were made."""
        return TRIG in self.places

    def rows(self, spec: TableSpec) -> TableRows:
        """Read the rows that a table has of this graph; KeyError where it has none."""
        columns, csv = map(self.pack.content, _pieces(spec))
        return TableRows.of_json(columns, csv)

    def as_json(self) -> dict[str, Any]:
        """Write it for the record of the next build."""
        return {
            "name": self.name,
            "quads": self.quads,
            "places": self.places,
            "prefixes": self.prefixes,
            "terms": self.terms,
            "orders": self.orders,
        }

    @classmethod
    def of_json(cls, record: Mapping[str, Any], path: Path) -> PackedGraph:
        """Read what `as_json` wrote; the pieces are in the pack at `path`."""
        tuples = {name: tuple(record[name]) for name in ("prefixes", "terms")}
        places = {name: (start, size) for name, (start, size) in record["places"].items()}
        orders = {name: tuple(cells) for name, cells in record["orders"].items()}
        return cls(record["name"], record["quads"], places, **tuples, orders=orders, path=path)


def pack_graph(
    pack: PackWriter, name: str, nquads: bytes, base: str, *, dumps: bool = True
) -> PackedGraph:
    """Put a graph into a pack, with `dumps` in every format of the downloads."""
    places = {QUADS: pack.add(nquads)}
    plain = PackedGraph(name, nquads.count(b"\n"), places)
    if not dumps:
        return plain
    trig, prefixes = trig_of(nquads, base)
    json_ld, terms = json_ld_of(name, nquads, base)
    for piece, content in ((TURTLE, turtle_of(trig)), (TRIG, trig), (JSON_LD, json_ld)):
        places[piece] = pack.add(content)
    return replace(plain, prefixes=tuple(sorted(prefixes)), terms=tuple(sorted(terms)))


def pack_disclosure(
    pack: PackWriter, name: str, nquads: bytes, codes: bytes, base: str
) -> PackedGraph:
    """Put the graph of a disclosure into a pack, with its rows of the tables; `codes` are quads of
    the codes that it uses.
    """
    plain = pack_graph(pack, name, nquads, base)
    store = Store.of_triples(triples_with(nquads + codes, properties(base)))
    places = dict(plain.places)
    orders: dict[str, tuple[Value, ...]] = {}
    for spec in by_disclosure():
        rows = rows_of(store, spec, base).rows
        if rows:
            kept = table_rows(spec, rows)
            of_columns, of_csv = _pieces(spec)
            places[of_columns] = pack.add(kept.columns_as_json())
            places[of_csv] = pack.add(kept.csv)
            columns = [column.name for column in spec.columns]
            orders[spec.name] = tuple(rows[0][columns.index(cell)] for cell in _ORDER)
    return replace(plain, places=places, orders=orders)


def by_disclosure() -> list[TableSpec]:
    """List the tables that can be made of one disclosure after the other."""
    return [spec for spec in specs().values() if _BY_DISCLOSURE in spec.text]


def _pieces(spec: TableSpec) -> tuple[str, str]:
    """Name the two pieces with the rows of a table: as columns, and as CSV."""
    return spec.name, f"{spec.name}.csv"


def together(spec: TableSpec, graphs: Iterable[PackedGraph]) -> Iterator[TableRows]:
    """Give the rows of a table graph by graph, as its query gives them of a store that holds all of
    them: a thing that two graphs tell of has the first row alone.
    """
    with_rows = [graph for graph in graphs if spec.name in graph.orders]
    with_rows.sort(key=lambda graph: [*map(_sortable, graph.orders[spec.name])])
    known: set[Cell] = set()
    for graph in with_rows:
        rows = graph.rows(spec).without(known)
        known.update(rows.columns[0])
        yield rows


def _sortable(cell: Value) -> tuple[bool, Value]:
    """Order a cell as SPARQL does: what is not known comes first."""
    return cell is not None, "" if cell is None else cell
