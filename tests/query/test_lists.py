"""The lists of a graph are read from the file of the build as they were asked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sample import sample_nquads

from budgetgraph.query import lists
from budgetgraph.rdf.iris import BASE
from budgetgraph.rdf.terms import Iri
from budgetgraph.store import Store

ONTOLOGY = f"{BASE}ontology#"
#: A project with 40600000.1 元 under a document.
FLOW = f"""<urn:p> <{ONTOLOGY}fundedUnder> <urn:d> <urn:g> .
<urn:p> <{ONTOLOGY}disclosure> <urn:x> <urn:g> .
<urn:p> <{ONTOLOGY}budgetAmount> "40600000.1"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .
<urn:d> <{ONTOLOGY}documentNumber> "冀财社〔2023〕208号" <urn:g> .
"""
NAMES = {"counts", "disclosures", "documents", "findings", "flow"}


def test_what_is_read_is_what_was_asked(tmp_path: Path) -> None:
    store = Store.memory([sample_nquads()])
    path = tmp_path / lists.NAME
    lists.write(path, store, BASE)
    read = lists.read(path, BASE)
    assert read.keys() == NAMES
    assert read == lists.asked(store, BASE, NAMES)
    disclosures = read["disclosures"].rows
    assert disclosures
    assert all(isinstance(row[0], Iri) for row in disclosures)


def test_amounts_stay_exact(tmp_path: Path) -> None:
    path = tmp_path / lists.NAME
    lists.write(path, Store.memory([FLOW.encode()]), BASE)
    assert lists.read(path, BASE)["flow"].rows[0][3:] == (Decimal("40600000.1"), 1)


def test_a_list_of_another_query_is_not_read(tmp_path: Path) -> None:
    store = Store.memory([sample_nquads()])
    path = tmp_path / lists.NAME
    lists.write(path, store, BASE)
    other = "https://example.org/budget/"
    assert lists.read(path, other) == {}, "its queries name other properties"
    assert lists.read(tmp_path / "none.json", BASE) == {}
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    assert lists.read(path, BASE) == {}, "a damaged file"
