"""Every rule by its id, as a person reads about it: what it is called and what it says, from the
shapes and from the checks of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDFS, SH, SKOS, Graph
from rdflib.term import Node

from budgetgraph.document.data_file import read_data
from budgetgraph.document.problems import Severity
from budgetgraph.validate.shapes import load_shapes

_SEVERITIES = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, how serious it is, its name and its definition in Chinese and English."""

    id: str
    severity: Severity
    name_zh: str
    name_en: str
    text_zh: str
    text_en: str


def _page_rules() -> dict[str, Rule]:
    listed = read_data("budgetgraph.validate", "page_rules.toml")
    return {
        rule: Rule(rule, Severity[said.pop("severity").upper()], **said)
        for rule, said in listed.items()
    }


#: What needs the page, not the graph: the graph knows neither the heading of a plan nor what was
#: masked in the source, and of a sentence only its amounts.
PAGE_RULES = _page_rules()
_STRUCTURE = Rule(
    "structure",
    Severity.VIOLATION,
    "图谱结构",
    "the structure of the graph",
    "每个事物必须具备的属性、个数和取值形式。",
    "What every thing in the graph must have: kinds, counts, forms of values.",
)


@cache
def rules() -> dict[str, Rule]:
    """Give all of our rules by id, in the order of their ids.

    Where a rule has several queries, each has a shape of its own, for some engines run one query of
    a shape; the first of these shapes tells what the rule is.
    """
    shapes = load_shapes()
    by_name = {_STRUCTURE.id: _STRUCTURE} | PAGE_RULES
    for graph in (shapes.graph, *([shapes.across.graph] if shapes.across else [])):
        for shape in graph.subjects(SH.sparql):
            if (shape, SKOS.definition, None) not in graph:
                continue
            rule = shapes.rules[shape]
            named = graph.value(shape, SH.severity)
            severity = _SEVERITIES.get(named, Severity.VIOLATION)  # type: ignore[call-overload]
            names, texts = _texts(graph, shape, RDFS.label), _texts(graph, shape, SKOS.definition)
            by_name[rule] = Rule(rule, severity, names["zh"], names["en"], texts["zh"], texts["en"])
    return dict(sorted(by_name.items()))


def _texts(graph: Graph, shape: Node, property: Node) -> dict[str, str]:
    return {
        str(getattr(text, "language", "")): str(text) for text in graph.objects(shape, property)
    }
