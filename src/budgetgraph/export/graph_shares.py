"""What one named graph adds to the downloads: its TriG, its JSON-LD and its rows of the tables.

A share is made once, where the graph is made, and kept with it. The downloads are the shares of all
graphs behind each other, so that a graph that has not changed costs next to nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any

from budgetgraph.export.table_specs import TableSpec, one_a_thing, rows_of, specs
from budgetgraph.rdf.packed import packed
from budgetgraph.rdf.whole_graphs import json_ld_of, trig_of
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer, Value

Rows = tuple[tuple[Value, ...], ...]

#: A table whose rows stand in this order has those of a disclosure side by side.
_BY_DISCLOSURE = "ORDER BY ?division ?department ?fiscal_year ?disclosure "
_ORDER = ("division", "department", "fiscal_year", "disclosure")


@dataclass(frozen=True, slots=True)
class GraphShare:
    """The TriG and JSON-LD of a graph, packed and without heads; the prefixes and terms that the
    heads have need of; its rows by table.
    """

    trig: bytes
    json_ld: bytes
    prefixes: tuple[str, ...]
    terms: tuple[str, ...]
    rows: Mapping[str, Rows] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Write it for the next build; decimals become text."""
        return {
            "trig": base64.b64encode(self.trig).decode("ascii"),
            "json_ld": base64.b64encode(self.json_ld).decode("ascii"),
            "prefixes": self.prefixes,
            "terms": self.terms,
            "rows": self.rows,
        }

    @classmethod
    def of_json(cls, record: Mapping[str, Any]) -> GraphShare:
        """Read what `as_json` wrote."""
        rows: dict[str, Rows] = {}
        for name, written in record["rows"].items():
            rows[name] = _read(specs()[name], written)
        return cls(
            base64.b64decode(record["trig"]),
            base64.b64decode(record["json_ld"]),
            tuple(record["prefixes"]),
            tuple(record["terms"]),
            rows,
        )


def _read(spec: TableSpec, written: Iterable[list[Any]]) -> Rows:
    """Read the rows of a table: `"5.00"` of a column of decimals → Decimal."""
    exact = {place for place, column in enumerate(spec.columns) if column.type == "decimal"}
    rows: list[tuple[Value, ...]] = []
    for row in written:
        rows.append(
            tuple(
                Decimal(cell) if place in exact and isinstance(cell, str) else cell
                for place, cell in enumerate(row)
            )
        )
    return tuple(rows)


def share_of(name: str, nquads: bytes, base: str) -> GraphShare:
    """Make the share of a graph without rows in the tables of disclosures, such as the codes."""
    trig, prefixes = trig_of(nquads, base)
    json_ld, terms = json_ld_of(name, nquads, base)
    return GraphShare(packed(trig), packed(json_ld), tuple(sorted(prefixes)), tuple(sorted(terms)))


def share_of_disclosure(name: str, nquads: bytes, codes: bytes, base: str) -> GraphShare:
    """Make the share of a disclosure's graph; `codes` are quads of the codes that it uses."""
    plain = share_of(name, nquads, base)
    store = Store.of_triples([nquads, codes])
    rows = {spec.name: rows_of(store, spec, base).rows for spec in by_disclosure()}
    return GraphShare(plain.trig, plain.json_ld, plain.prefixes, plain.terms, rows)


def by_disclosure() -> list[TableSpec]:
    """List the tables that can be made of one disclosure after the other."""
    return [spec for spec in specs().values() if _BY_DISCLOSURE in spec.text]


def together(spec: TableSpec, shares: Iterable[GraphShare]) -> Answer:
    """Give a table of all graphs: as its query gives it of a store that holds all of them."""
    columns = tuple(column.name for column in spec.columns)
    places = [columns.index(name) for name in _ORDER]
    rows = [share.rows[spec.name] for share in shares if share.rows.get(spec.name)]
    rows.sort(key=lambda of_graph: [_sortable(of_graph[0][place]) for place in places])
    return Answer(columns, one_a_thing(chain.from_iterable(rows)))


def _sortable(cell: Value) -> tuple[bool, Value]:
    """Order a cell as SPARQL does: what is not known comes first."""
    return cell is not None, "" if cell is None else cell
