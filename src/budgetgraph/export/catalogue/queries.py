"""Hold the queries that count a built graph for its metadata.

All but `GRAPHS` ask the default graph, in which each triple stands once however many named graphs
hold it: so the counts are those that anyone gets who asks the endpoint.
"""

from __future__ import annotations

GRAPHS = """
SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph ORDER BY ?graph"""
SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s ?p ?o }"
OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }"
CLASSES = """
SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class }
GROUP BY ?class ORDER BY ?class"""
PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o }
GROUP BY ?property ORDER BY ?property"""
DISCLOSURES = """PREFIX bg: <{ontology}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?graph ?disclosure ?label ?year ?body ?name ?place
  (MIN(?published) AS ?issued) (MAX(?changed) AS ?modified)
WHERE {{
  GRAPH ?graph {{
    ?disclosure a bg:Disclosure ; skos:prefLabel ?label .
    ?disclosure bg:fiscalYear ?year ; bg:department ?body .
    ?body skos:prefLabel ?name .
    OPTIONAL {{ ?disclosure bg:division ?place }}
    OPTIONAL {{ ?disclosure prov:wasDerivedFrom/dcterms:issued ?published }}
    OPTIONAL {{ ?disclosure prov:wasDerivedFrom/dcterms:modified ?changed }}
  }}
}} GROUP BY ?graph ?disclosure ?label ?year ?body ?name ?place ORDER BY ?graph ?disclosure"""
PLACES = """PREFIX bg: <{ontology}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?place (MIN(?given) AS ?name) WHERE {{
  ?disclosure a bg:Disclosure ; bg:division ?place
  OPTIONAL {{ ?place skos:prefLabel ?given FILTER(LANG(?given) = "zh") }}
}} GROUP BY ?place ORDER BY ?place"""
QUALITY = """PREFIX bg: <{ontology}>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT (SUM(?number) AS ?sum) WHERE {{ {pattern} }}"""
#: What is measured: its key, its name in both languages, and the pattern whose ?number is summed
#: over all graphs.
METRICS = (
    (
        "mapped-lines",
        ("入图的原文行数", "Source lines that went into the graph"),
        "?disclosure bg:mappedLines ?number",
    ),
    (
        "ignored-lines",
        ("按规则略过的原文行数", "Source lines left out on purpose"),
        "?disclosure bg:ignoredLines ?number",
    ),
    (
        "unparsed-lines",
        ("没有读懂的原文行数", "Source lines not understood"),
        "?disclosure bg:unparsedLines ?number",
    ),
    (
        "violations",
        ("核查发现的错误数", "Violations found"),
        "?finding sh:resultSeverity sh:Violation . BIND(1 AS ?number)",
    ),
    (
        "warnings",
        ("核查发现的警告数", "Warnings found"),
        "?finding sh:resultSeverity sh:Warning . BIND(1 AS ?number)",
    ),
)
