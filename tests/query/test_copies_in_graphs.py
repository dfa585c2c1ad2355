"""A store whose union of graphs keeps copies, as the Oxigraph server's and Virtuoso's do, answers as
one that does not: what many graphs say alike is not multiplied.
"""

from __future__ import annotations

import pyoxigraph as ox

from budgetgraph.query.questions import bind, find, load
from budgetgraph.rdf.iris import BASE

#: So many graphs say the same of a document: two of their statements give 40,000 rows, four would
#: give more than any store can count.
_GRAPHS = 200
_DOCUMENT = BASE + "id/document/国办发/2022/1"
_ISSUER = f"{BASE}id/issuer/国务院办公厅"
_IN_EACH = {
    "documentNumber": '"国办发〔2022〕1号"',
    "agencyCode": '"国办发"',
    "year": '"2022"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    "serial": '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "issuer": f"<{_ISSUER}>",
}
_COUNTS = ("citingDepartments", "citingProjects", "citingIndicators", "mentionCount")


def quads() -> str:
    """What 200 disclosures say of a document, and what is counted of it once."""
    lines: list[str] = []
    for number in range(_GRAPHS):
        graph = f"<{BASE}graph/{number}>"
        for name, thing in _IN_EACH.items():
            lines.append(f"<{_DOCUMENT}> <{BASE}ontology#{name}> {thing} {graph} .")
        label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
        lines.append(f'<{_ISSUER}> {label} "国务院办公厅"@zh {graph} .')
    for name in _COUNTS:
        lines.append(f"<{_DOCUMENT}> <{BASE}ontology#{name}> {_GRAPHS} <{BASE}graph/across> .")
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    return "\n".join(lines).replace(f" {_GRAPHS} ", f' "{_GRAPHS}"^^{integer} ')


def test_documents_that_many_disclosures_name_are_told_once() -> None:
    store = ox.Store()
    store.load(quads().encode(), ox.RdfFormat.N_QUADS)
    query = bind(find("documents", load()), {}, BASE)
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    rows = [[cell.value if cell is not None else None for cell in row] for row in answer]
    count = str(_GRAPHS)
    told = ["国办发〔2022〕1号", "国办发", "2022", "1", "国务院办公厅"]
    assert rows == [[_DOCUMENT, *told, *[count] * 4]]
