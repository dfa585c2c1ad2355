"""Count a graph as VoID does: as a whole, graph by graph, class by class, property by property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from budgetgraph.store.loading.union_change import UnionChange


@dataclass(frozen=True, slots=True)
class Tally:
    """What a graph counts: its subjects and values, the things of each class and the triples of
    each property; every triple once, however many named graphs hold it.
    """

    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]

    @property
    def triples(self) -> int:
        """Count all triples: each of them has one property."""
        return sum(self.properties.values())

    def changed(self, change: UnionChange) -> Tally:
        """Give the counts behind a change."""
        return Tally(
            self.subjects + change.subjects,
            self.objects + change.objects,
            _changed(self.classes, change.classes),
            _changed(self.properties, change.properties),
        )


def _changed(before: Mapping[str, int], by: Mapping[str, int]) -> dict[str, int]:
    """Give the counts by name behind a change, sorted, without those that are nothing now."""
    behind = {name: before.get(name, 0) + by.get(name, 0) for name in {*before, *by}}
    return {name: count for name, count in sorted(behind.items()) if count}


def tally(graph: Selects) -> Tally:
    """Ask a graph for its counts."""
    subjects, objects = (graph.select(query).rows[0][0] for query in (SUBJECTS, OBJECTS))
    classes, properties = (graph.select(query).rows for query in (CLASSES, PROPERTIES))
    return Tally(int(str(subjects)), int(str(objects)), _counted(classes), _counted(properties))


def _counted(rows: Rows) -> dict[str, int]:
    return {str(name): int(str(count)) for name, count in rows}


def counts(iris: Iris, graphs: Rows, used: Tally) -> Pairs:
    """Write the counts of the whole dataset, and list its parts."""
    pairs = [
        ("void:triples", str(used.triples)),
        ("void:entities", str(used.subjects)),
        ("void:distinctSubjects", str(used.subjects)),
        ("void:distinctObjects", str(used.objects)),
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


def _all_partitions(iris: Iris, kind: str, names: Iterable[str]) -> list[str]:
    """Name the parts of all classes or all properties."""
    return [_partition(iris, kind, name) for name in names]


def subset(graph: Value) -> str:
    """Name the dataset of one graph."""
    return f"{graph}#dataset"


def _partition(iris: Iris, kind: str, name: str) -> str:
    """Name the part of one class or property: `dataset/class/bg:Figure`.

    Where no prefix fits, the whole IRI is encoded.
    """
    short = name
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


def say_partitions(out: TurtleBlocks, used: Tally) -> None:
    """Describe the part of every class and of every property."""
    for name, count in used.classes.items():
        pairs = [("a", "void:Dataset"), ("void:class", f"<{name}>"), ("void:entities", str(count))]
        out.say(_partition(out.iris, "class", name), pairs)
    for name, count in used.properties.items():
        pairs = [
            ("a", "void:Dataset"),
            ("void:property", f"<{name}>"),
            ("void:triples", str(count)),
        ]
        out.say(_partition(out.iris, "property", name), pairs)
