"""A document's page names the documents that go by its title, and its own other titles."""

from __future__ import annotations

import pytest

from budgetgraph.publish.pages.descriptions import gather
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.rdf.terms import Iri
from budgetgraph.store import Store

DOCUMENTS = {
    "冀财社/2023/1": ["关于下达资金的通知"],
    "冀财社/2023/2": ["《关于下达 资金的通知》"],
    "冀财社/2023/3": ["关于下达资金的通知", "另一个通知"],
    "冀财社/2023/4": ["另一个通知"],
}
#: Each finding names a document and the first one of its title.
FINDINGS = [("2", "1"), ("3", "1"), ("4", "3")]


def iri(key: str) -> str:
    return f"{BASE}id/document/{key}"


def triples() -> bytes:
    ontology, sh = f"{BASE}ontology#", PREFIXES["sh"]
    lines = []
    for key, titles in DOCUMENTS.items():
        document = f"<{iri(key)}>"
        lines.append(f"{document} a <{ontology}OfficialDocument> .")
        lines.append(f'{document} <{ontology}documentNumber> "{key}" .')
        lines += [f'{document} <{PREFIXES["dcterms"]}title> "{title}" .' for title in titles]
    for number, (focus, first) in enumerate(FINDINGS):
        finding = f"<{BASE}id/finding/{number}>"
        lines.append(f'{finding} <{ontology}rule> "title-with-two-documents" .')
        lines.append(f"{finding} <{sh}focusNode> <{iri(f'冀财社/2023/{focus}')}> .")
        lines.append(f"{finding} <{sh}value> <{iri(f'冀财社/2023/{first}')}> .")
    text = "\n".join(lines).replace(" a ", f" <{PREFIXES['rdf']}type> ")
    return text.encode()


STORE = Store.of_triples(triples())


@pytest.mark.parametrize(
    ("number", "others", "own"),
    [("1", "23", 0), ("2", "13", 0), ("3", "124", 2), ("4", "3", 0)],
)
def test_what_shares_a_title_is_named(number: str, others: str, own: int) -> None:
    thing = gather(STORE, iri(f"冀财社/2023/{number}"), BASE)
    assert thing is not None
    rows = thing.sections["conflicts"].rows
    shared = [row["other"] for row in rows if row["kind"] == "title-with-two-documents"]
    assert sorted(shared) == [Iri(iri(f"冀财社/2023/{other}")) for other in others]
    assert len(rows) - len(shared) == own
