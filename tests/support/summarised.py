"""The summaries that a build would write, added to a graph that was written by hand.

They are put together here by queries over the graph itself, not by the mapping, so that an answer
by way of a summary is held against figures that were written by hand.
"""

from __future__ import annotations

import pyoxigraph as ox

from budgetgraph.mapping.summaries import map_citations, map_doubts
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.nquads import Quads, joined

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

_TOTALS = """CONSTRUCT {{
  ?paper bg:{leads} ?node . ?node a bg:Summary ; ?property ?amount ; prov:wasDerivedFrom ?key .
}} WHERE {{
  VALUES (?property ?measure) {{ {columns} }}
  ?paper bg:hasKeyFigure ?key ; bg:fiscalYear ?year .
  ?key bg:measure ?measure ; bg:forYear ?year ; bg:amount ?amount .
  BIND(IRI(CONCAT(STR(?paper), "/summary/{name}")) AS ?node)
}}"""
_SCOPES = """CONSTRUCT {{ ?node bg:scope ?scope ; bg:certainty ?certainty }} WHERE {{
  {{
    SELECT ?paper (COUNT(DISTINCT ?one) AS ?scopes) (MIN(?one) AS ?same)
      (GROUP_CONCAT(?named; SEPARATOR = "; ") AS ?listed) (MIN(?sure) AS ?certainty)
    WHERE {{
      {{
        SELECT ?paper ?rank ?one ?sure (CONCAT(?name, " ", ?one) AS ?named) WHERE {{
          VALUES (?measure ?name ?rank) {{ {ranked} }}
          ?paper bg:hasKeyFigure ?key ; bg:fiscalYear ?year .
          ?key bg:measure ?measure ; bg:forYear ?year ; bg:scope ?one ; bg:certainty ?sure .
        }} ORDER BY ?paper ?rank
      }}
    }} GROUP BY ?paper
  }}
  BIND(IF(?scopes = 1, ?same, ?listed) AS ?scope)
  BIND(IRI(CONCAT(STR(?paper), "/summary/{name}")) AS ?node)
}}"""
_CLASSES = """CONSTRUCT {
  ?paper bg:hasClassSummary ?node .
  ?node a bg:Summary ; ?kind ?class ; bg:code ?code ; bg:isLeaf ?leaf ; bg:item ?item ;
    bg:phase ?phase ; bg:scope ?scope ; bg:certainty ?certainty ; ?property ?amount ;
    prov:wasDerivedFrom ?key .
} WHERE {
  VALUES (?property ?measure) { (bg:total measure:total)
    (bg:basicExpenditure measure:basic_expenditure)
    (bg:projectExpenditure measure:project_expenditure)
    (bg:personnelExpenditure measure:personnel_expenditure)
    (bg:publicExpenditure measure:public_expenditure) }
  VALUES ?kind { bg:function bg:economicClass }
  ?paper bg:hasClassFigure ?key .
  ?key ?kind ?class ; bg:measure ?measure ; bg:amount ?amount ; bg:code ?code ; bg:isLeaf ?leaf ;
    bg:scope ?scope ; bg:certainty ?certainty ; bg:phase ?phase .
  OPTIONAL { ?key bg:item ?item }
  BIND(IRI(CONCAT(STR(?paper), "/summary/", STRAFTER(STR(?kind), "#"), "/", ?code,
    STRAFTER(STR(?phase), "/id/phase"))) AS ?node)
}"""
_COUNTS = """CONSTRUCT {{ ?thing bg:{property} ?number }} WHERE {{
  {{ SELECT ?thing (COUNT(DISTINCT ?part) AS ?number) WHERE {{ {pattern} }} GROUP BY ?thing }}
}}"""
_NOT_THEN = "OPTIONAL {{ {some} BIND({of} AS ?part) }}"
_PAPER = "?thing a bg:Disclosure . " + _NOT_THEN
_PROJECT = "?thing a bg:Project . " + _NOT_THEN
_INDICATORS = "?project bg:disclosure ?thing ; bg:hasIndicator ?one . "
_COUNTED = {
    "projectCount": (_PAPER, "?one bg:disclosure ?thing ; a bg:Project .", "?one"),
    "scheduledProjectCount": (
        *(_PAPER, "?one bg:disclosure ?thing ; bg:hasScheduleEntry ?entry .", "?one"),
    ),
    "measuredIndicatorCount": (
        *(_PAPER, _INDICATORS + "?one bg:hasTarget/bg:operator ?operator .", "?one"),
    ),
    "explainedIndicatorCount": (
        *(_PROJECT, "?thing bg:hasIndicator ?one . ?one bg:basisText ?why .", "?one"),
    ),
}
_EDITIONS = """CONSTRUCT { ?paper bg:editionName ?edition } WHERE {
  ?paper dcterms:isVersionOf ?series ; a bg:Disclosure .
  { SELECT ?paper (MIN(?name) AS ?file) WHERE { ?paper prov:wasDerivedFrom/bg:fileName ?name }
    GROUP BY ?paper }
  BIND(CONCAT(STRAFTER(STR(?paper), CONCAT(STR(?series), "/")), " ", ?file) AS ?edition)
}"""
_RIVALS = """CONSTRUCT { ?said bg:certainty "doubtful" } WHERE {
  ?said a bg:StatedFigure ; bg:scope ?whole ; bg:measure ?measure ; bg:disclosure ?paper ;
    bg:forYear ?year ; bg:amount ?amount .
  ?rival a bg:StatedFigure ; bg:measure ?measure ; bg:disclosure ?paper ; bg:forYear ?year ;
    bg:amount ?other .
  FILTER(?amount != ?other)
}"""
_MONEY_FROM = """CONSTRUCT { ?project bg:moneyFromLevels ?levels } WHERE {
  { SELECT ?project (GROUP_CONCAT(?level; SEPARATOR = "、") AS ?levels) WHERE {
    { SELECT DISTINCT ?project ?level ?rank WHERE {
      VALUES (?level ?rank) { ("central" 1) ("province" 2) ("city" 3) ("county" 4) }
      ?project bg:moneyFrom ?level
    } ORDER BY ?project ?rank }
  } GROUP BY ?project }
}"""
_DOUBTED = """SELECT DISTINCT ?thing ?rule WHERE {
  { ?finding sh:value|sh:focusNode ?thing } UNION { ?finding bg:compares ?thing ; bg:gap ?gap }
  ?finding bg:rule ?rule . FILTER(ISIRI(?thing))
}"""
_BUDGET = {
    "revenue": ("total_revenue", "revenue"),
    "expenditure": ("total_expenditure", "expenditure"),
    "basicExpenditure": ("basic_expenditure", "basic"),
    "projectExpenditure": ("project_expenditure", "project"),
}
_THREE_PUBLIC = {
    "threePublicTotal": ("three_public_total", "total"),
    "overseasTravel": ("overseas_travel", "overseas_travel"),
    "vehiclePurchase": ("vehicle_purchase", "vehicle_purchase"),
    "vehicleRunning": ("vehicle_running", "vehicle_running"),
    "reception": ("reception", "reception"),
}


def summarised(store: ox.Store, base: str = BASE) -> ox.Store:
    """Adds the summaries to the store, and gives it back."""
    for text in _constructs():
        query = (_PREFIXES + f"PREFIX measure: <{BASE}id/measure/>\n" + text).replace(BASE, base)
        triples = store.query(query, use_default_graph_as_union=True)
        assert isinstance(triples, ox.QueryTriples)
        graph = ox.NamedNode(Iris(base).across_graph)
        for triple in list(triples):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
    for line in _across(store, base).splitlines():
        store.load(line + b"\n", ox.RdfFormat.N_QUADS)
    return store


def _constructs() -> list[str]:
    texts = [_CLASSES, _EDITIONS, _RIVALS, _MONEY_FROM]
    for name, leads, columns in (
        ("budget", "hasBudgetSummary", _BUDGET),
        ("three-public", "hasThreePublicSummary", _THREE_PUBLIC),
    ):
        pairs = [f"(bg:{one} measure:{measure})" for one, (measure, _) in columns.items()]
        ranked = [
            f'(measure:{measure} "{word}" {rank})'
            for rank, (measure, word) in enumerate(columns.values())
        ]
        texts.append(_TOTALS.format(name=name, leads=leads, columns=" ".join(pairs)))
        texts.append(_SCOPES.format(name=name, ranked=" ".join(ranked)))
    for name, (pattern, some, of) in _COUNTED.items():
        texts.append(_COUNTS.format(property=name, pattern=pattern.format(some=some, of=of)))
    for pattern, some in (
        (_PAPER, _INDICATORS),
        (_PROJECT, "?thing bg:hasIndicator ?one ."),
    ):
        counted = pattern.format(some=some, of="?one")
        texts.append(_COUNTS.format(property="indicatorCount", pattern=counted))
    return texts


def _across(store: ox.Store, base: str) -> bytes:
    """The summaries of citations and of doubts, as the mapping writes them."""
    quads = store.dump(format=ox.RdfFormat.N_QUADS)
    assert quads is not None
    out = Quads(Iris(base), Iris(base).across_graph)
    out.lines = [line for line in quads.decode().split("\n") if "#standsBehind>" in line]
    behind = len(out.lines)
    map_citations(out, [quads])
    doubted: dict[str, set[str]] = {}
    found = store.query((_PREFIXES + _DOUBTED).replace(BASE, base), use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    for thing, rule in found:
        assert isinstance(thing, ox.NamedNode)
        assert isinstance(rule, ox.Literal)
        doubted.setdefault(thing.value, set()).add(rule.value)
    map_doubts(out, [quads], doubted)
    return joined(out.lines[behind:])
