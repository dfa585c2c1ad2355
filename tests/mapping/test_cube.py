"""The integrity constraints of the RDF Data Cube vocabulary (IC-1 … IC-21, section 11 of the
recommendation) on the tables of the examples. Each is asked as a query for what breaks it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from places import ROOT, SHARED
from rdflib import RDF, Graph, URIRef

from budgetgraph.assets import asset
from budgetgraph.mapping import across_quads, code_quads, nquads
from budgetgraph.pipeline.line import extract_all

SETS = {"examples": ROOT / "examples", "seeds": SHARED / "seeds"}
HEAD = """PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
#: What breaks each constraint; none of these may have a row.
BREAKS = {
    "IC-1 one data set": """SELECT ?cell { ?cell a qb:Observation .
        OPTIONAL { ?cell qb:dataSet ?set } }
        GROUP BY ?cell HAVING (COUNT(DISTINCT ?set) != 1)""",
    "IC-2 one structure": """SELECT ?set { ?set a qb:DataSet .
        OPTIONAL { ?set qb:structure ?structure } }
        GROUP BY ?set HAVING (COUNT(DISTINCT ?structure) != 1)""",
    "IC-3 a measure": """SELECT ?structure { ?structure a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty ?measure .
          ?measure a qb:MeasureProperty } }""",
    "IC-4 dimensions have a range": """SELECT ?dimension { ?dimension a qb:DimensionProperty .
        FILTER NOT EXISTS { ?dimension rdfs:range ?range } }""",
    "IC-5 concept dimensions have a code list": """SELECT ?dimension {
        ?dimension a qb:DimensionProperty ; rdfs:range skos:Concept .
        ?part qb:componentProperty ?dimension .
        FILTER NOT EXISTS { ?dimension qb:codeList ?list } }""",
    "IC-6 only attributes are optional": """SELECT ?part { ?part qb:componentRequired false ;
        qb:componentProperty ?property .
        FILTER NOT EXISTS { ?part qb:attribute ?property } }""",
    "IC-7 slice keys": "SELECT ?key { ?key a qb:SliceKey }",
    "IC-8 slice keys": "SELECT ?key { ?structure qb:sliceKey ?key }",
    "IC-9 slice structure": "SELECT ?slice { ?slice a qb:Slice }",
    "IC-10 slice dimensions": "SELECT ?slice { ?slice qb:sliceStructure ?key }",
    "IC-11 all dimensions": """SELECT ?cell ?dimension {
        ?cell qb:dataSet/qb:structure/qb:component ?part .
        ?part qb:dimension ?dimension .
        FILTER NOT EXISTS { ?cell ?dimension ?value } }""",
    "IC-12 no two of the same dimensions": """SELECT ?set ?row ?column {
        ?cell qb:dataSet ?set ; bg:row ?row ; bg:columnPosition ?column }
        GROUP BY ?set ?row ?column HAVING (COUNT(DISTINCT ?cell) > 1)""",
    "IC-13 required attributes": """SELECT ?cell ?attribute {
        ?cell qb:dataSet/qb:structure/qb:component ?part .
        ?part qb:attribute ?attribute ; qb:componentRequired true .
        FILTER NOT EXISTS { ?cell ?attribute ?value } }""",
    "IC-14 all measures": """SELECT ?cell ?measure {
        ?cell a qb:Observation ; qb:dataSet/qb:structure/qb:component ?part .
        ?part qb:measure ?measure .
        FILTER NOT EXISTS { ?cell ?measure ?value } }""",
    "IC-15 measure dimension": "SELECT ?part { ?part qb:componentProperty qb:measureType }",
    "IC-16 one measure on a measure dimension": "SELECT ?cell { ?cell qb:measureType ?measure }",
    "IC-17 all measures on a measure dimension": "SELECT ?part { ?part qb:dimension qb:measureType }",
    "IC-18 linked both ways": """SELECT ?cell { ?set qb:slice/qb:observation ?cell .
        FILTER NOT EXISTS { ?cell qb:dataSet ?set } }""",
    "IC-19 codes of the list": """SELECT ?cell ?code {
        ?cell a qb:Observation ; ?dimension ?code .
        ?part qb:dimension ?dimension .
        ?dimension qb:codeList ?list . ?list a skos:ConceptScheme .
        FILTER NOT EXISTS { ?code a skos:Concept ; skos:inScheme ?list } }""",
    "IC-20 hierarchical codes": "SELECT ?list { ?list a qb:HierarchicalCodeList }",
    "IC-21 hierarchical codes, inverse": "SELECT ?list { ?list qb:parentChildProperty ?property }",
}


def papers(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if path.suffix in (".txt", ".md")]
    return sorted(path for path in found if path.stem != "README")


@cache
def cube(name: str) -> ox.Store:
    """The graphs of one set of papers with the vocabulary."""
    if not SETS[name].is_dir():
        pytest.skip(f"{name} are not at hand")
    graphs = [nquads(one) for path in papers(SETS[name]) for one in extract_all(path)]
    store = ox.Store()
    for block in (*graphs, code_quads(graphs), across_quads(graphs)):
        text = "\n".join(
            line.rpartition(" <")[0] + " ." for line in block.decode().split("\n")[:-1]
        )
        store.load(text.encode(), ox.RdfFormat.N_TRIPLES)
    vocabulary = Graph().parse(asset("ontology/budget.ttl"))
    vocabulary.parse(asset("ontology/alignments.ttl"))
    store.load(vocabulary.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    return store


def prefixed(query: str) -> str:
    return f"{HEAD}PREFIX bg: <https://w3id.org/budgetgraph/ontology#>\n{query}"


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.parametrize("constraint", BREAKS)
def test_the_tables_keep_the_integrity_constraints(name: str, constraint: str) -> None:
    found = cube(name).query(prefixed(BREAKS[constraint] + " LIMIT 5"))
    assert isinstance(found, ox.QuerySolutions)
    assert [str(row) for row in found] == []


def test_every_observation_says_whose_when_and_what() -> None:
    store = cube("examples")
    cells = list(store.query(prefixed("SELECT ?cell { ?cell a qb:Observation }")))  # type: ignore[arg-type]
    assert len(cells) > 700
    whole = """SELECT ?cell { ?cell a qb:Observation, <https://cube.link/Observation> ;
        bg:ofBody ?body ; bg:forYear ?year ; bg:phase ?phase ; bg:row ?row ; bg:columnPosition ?column ; bg:printed ?printed
        { ?cell bg:measure ?any } UNION { ?cell skos:note ?any FILTER(LANG(?any) = "en") } }"""
    assert len(list(store.query(prefixed(whole)))) == len(cells)  # type: ignore[arg-type]
    money = """SELECT ?cell ?fund { ?cell a qb:Observation ; bg:amount ?amount .
        ?cell <http://data.openbudgets.eu/ontology/dsd/attribute/currency> ?currency ;
          <http://qudt.org/schema/qudt/hasUnit> ?unit
        OPTIONAL { ?cell bg:fundType ?fund } }"""
    amounts = list(store.query(prefixed(money)))  # type: ignore[arg-type]
    counted = "SELECT ?cell { ?cell a qb:Observation ; bg:amount ?amount }"
    assert len(amounts) == len(list(store.query(prefixed(counted)))) > 500  # type: ignore[arg-type]
    assert sum(row["fund"] is not None for row in amounts) > 300


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_shapes_of_cube_link_hold(name: str) -> None:
    """Every kind of tables is a cube of its own, as the readers of cube.link want it."""
    path = SHARED / "suites" / "cube-link" / "validation" / "basic-cube-constraint.ttl"
    if not path.is_file():
        pytest.skip(f"the shapes of cube.link are not at {path}")
    found = Graph()
    asked = """CONSTRUCT { ?s ?p ?o } { ?s ?p ?o .
        FILTER(STRSTARTS(STR(?s), "https://w3id.org/budgetgraph/id/cube/")) }"""
    for triple in cube(name).query(prefixed(asked)):  # type: ignore[union-attr]
        found.parse(data=f"{triple} .", format="nt")
    cubes = set(found.subjects(RDF.type, URIRef("https://cube.link/Cube")))
    assert len(cubes) > 5
    conforms, _, text = pyshacl.validate(found, shacl_graph=Graph().parse(path))
    assert conforms, text
    shapes = "SELECT ?p { ?p a <https://cube.link/MeasureDimension> ; sh:path bg:amount }"
    asked = "PREFIX sh: <http://www.w3.org/ns/shacl#> " + shapes
    of_amounts = [one for one in cubes if not str(one).endswith("-cells")]
    assert len(list(cube(name).query(prefixed(asked)))) == len(of_amounts) > 5  # type: ignore[arg-type]
    found.remove((None, URIRef("https://cube.link/observation"), None))
    conforms, *_ = pyshacl.validate(found, shacl_graph=Graph().parse(path))
    assert not conforms, "a cube without observations is none"


def test_a_query_of_open_budgets_is_answered() -> None:
    """Spending by function, body and year, in terms of OpenBudgets alone but for the super-property
    that a reasoner would follow.
    """
    asked = """PREFIX obeu-measure: <http://data.openbudgets.eu/ontology/dsd/measure/>
        PREFIX obeu-dimension: <http://data.openbudgets.eu/ontology/dsd/dimension/>
        SELECT ?class ?year (SUM(?amount) AS ?sum) {
          ?measure rdfs:subPropertyOf obeu-measure:amount .
          ?dimension rdfs:subPropertyOf obeu-dimension:functionalClassification .
          ?cell a qb:Observation ; ?measure ?amount ; ?dimension ?class ; bg:forYear ?year ;
            bg:measure <https://w3id.org/budgetgraph/id/measure/total> ;
            qb:dataSet/bg:tableType
              <https://w3id.org/budgetgraph/id/table-type/expenditure_summary> .
        } GROUP BY ?class ?year ORDER BY ?class ?year"""
    sums = list(cube("examples").query(prefixed(asked)))  # type: ignore[arg-type]
    assert len(sums) > 10
    assert all(float(row["sum"].value) > 0 for row in sums)


@pytest.mark.parametrize(
    ("constraint", "broken"),
    [
        ("IC-1 one data set", "<x:cell> a qb:Observation"),
        ("IC-2 one structure", "<x:set> a qb:DataSet"),
        ("IC-3 a measure", "<x:structure> a qb:DataStructureDefinition"),
        ("IC-11 all dimensions", "<x:cell> qb:dataSet ?set"),
        ("IC-14 all measures", "<x:cell> a qb:Observation ; qb:dataSet ?set"),
    ],
)
def test_a_broken_cube_is_found(constraint: str, broken: str) -> None:
    """The queries can fail: one cell or set that lacks what it needs is told."""
    store = ox.Store()
    store.extend(cube("examples"))
    where = "?set a qb:DataSet" if "?set" in broken else ""
    store.update(prefixed(f"INSERT {{ {broken} }} WHERE {{ {where} }}"))
    assert list(store.query(prefixed(BREAKS[constraint])))  # type: ignore[arg-type]
