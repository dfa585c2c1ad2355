"""Count a graph as VoID does: as a whole, graph by graph, class by class, property by property."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from budgetgraph.export.catalogue.queries import (
    CLASSES,
    METRICS,
    OBJECTS,
    PROPERTIES,
    QUALITY,
    SUBJECTS,
)
from budgetgraph.export.turtle_blocks import Pairs, Rows, TurtleBlocks, both, chinese, links
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.iris import Iris, segment
from budgetgraph.store.answer import Value


@dataclass(frozen=True, slots=True)
class UsedTerms:
    """The classes of a graph, each with the number of its things, and the properties, each with the
    number of its triples.
    """

    classes: Rows
    properties: Rows

    @property
    def triples(self) -> int:
        """Count all triples: each of them has one property."""
        return sum(int(str(count)) for _, count in self.properties)


def used_terms(graph: Selects) -> UsedTerms:
    """Ask a graph for its classes and properties."""
    return UsedTerms(graph.select(CLASSES).rows, graph.select(PROPERTIES).rows)


def counts(graph: Selects, iris: Iris, graphs: Rows, used: UsedTerms) -> Pairs:
    """Count the whole dataset, and list its parts."""
    subjects = str(graph.select(SUBJECTS).rows[0][0])
    pairs = [
        ("void:triples", str(used.triples)),
        ("void:entities", subjects),
        ("void:distinctSubjects", subjects),
        ("void:distinctObjects", str(graph.select(OBJECTS).rows[0][0])),
        ("void:classes", str(len(used.classes))),
        ("void:properties", str(len(used.properties))),
    ]
    parts = {
        "void:subset": list(map(subset, map(itemgetter(0), graphs))),
        "void:classPartition": _all_partitions(iris, "class", used.classes),
        "void:propertyPartition": _all_partitions(iris, "property", used.properties),
    }
    for name, listed in parts.items():
        if listed:
            pairs.append((name, links(listed)))
    return pairs


def _all_partitions(iris: Iris, kind: str, rows: Rows) -> list[str]:
    """Name the parts of all classes or all properties."""
    return [_partition(iris, kind, name) for name, _ in rows]


def subset(graph: Value) -> str:
    """Name the dataset of one graph."""
    return f"{graph}#dataset"


def _partition(iris: Iris, kind: str, name: Value) -> str:
    """Name the part of one class or property: `dataset/class/bg:Figure`.

    Where no prefix fits, the whole IRI is encoded.
    """
    short = str(name)
    for prefix, namespace in iris.prefixes.items():
        if short.startswith(namespace):
            short = f"{prefix}:{short[len(namespace) :]}"
            break
    return f"{iris.base}dataset/{kind}/{segment(short)}"


def say_quality(out: TurtleBlocks, graph: Selects) -> None:
    """Say how much of the sources was understood, and what the rules found (DQV)."""
    base = out.iris.base
    for key, name, pattern in METRICS:
        query = QUALITY.format(ontology=out.iris.ontology, pattern=pattern)
        total = graph.select(query).rows[0][0] or 0
        metric = f"{base}dataset/metric/{key}"
        measurement = [
            ("a", "dqv:QualityMeasurement"),
            ("dqv:isMeasurementOf", f"<{metric}>"),
            ("dqv:computedOn", f"<{base}dataset>"),
            ("dqv:value", str(total)),
        ]
        out.say(f"{base}dataset/quality/{key}", measurement)
        described = [
            ("a", "dqv:Metric"),
            ("skos:prefLabel", both(name)),
            ("dqv:expectedDataType", "xsd:integer"),
        ]
        out.say(metric, described)


def say_subsets(out: TurtleBlocks, graphs: Rows, disclosures: Rows) -> None:
    """Describe every named graph as a dataset of its own, with the disclosure that it holds."""
    held = {row[0]: (row[1], row[2]) for row in disclosures}
    for name, count in graphs:
        pairs = [("a", "void:Dataset, sd:Graph"), ("void:triples", str(count))]
        if name in held:
            thing, label = held[name]
            pairs.append(("dcterms:title", chinese(label)))
            pairs.append(("void:rootResource", f"<{thing}>"))
        out.say(subset(name), pairs)


def say_partitions(out: TurtleBlocks, used: UsedTerms) -> None:
    """Describe the part of every class and of every property."""
    for name, count in used.classes:
        pairs = [("a", "void:Dataset"), ("void:class", f"<{name}>"), ("void:entities", str(count))]
        out.say(_partition(out.iris, "class", name), pairs)
    for name, count in used.properties:
        pairs = [
            ("a", "void:Dataset"),
            ("void:property", f"<{name}>"),
            ("void:triples", str(count)),
        ]
        out.say(_partition(out.iris, "property", name), pairs)
