"""How much of a disclosure was understood: what became of its lines, measured in DQV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from budgetgraph.disclosure import LedgerLine
from budgetgraph.rdf.nquads import SourcedQuads

#: Status in the ledger → the metric's name in Chinese and English; the metadata measures the whole
#: dataset by the same metrics.
METRICS = {
    "mapped": ("入图的原文行数", "Source lines that went into the graph"),
    "ignored": ("按规则略过的原文行数", "Source lines left out on purpose"),
    "unparsed": ("没有读懂的原文行数", "Source lines not understood"),
}


def map_quality(out: SourcedQuads, owner: str, ledger: Sequence[LedgerLine]) -> None:
    """Write the count of each status of the disclosure `owner`, as a property of it and as a
    measurement; nothing where no line was counted.
    """
    fates = Counter(line.status for line in ledger)
    for status, (name_zh, name_en) in METRICS.items() if ledger else ():
        out.integer(owner, f"bg:{status}Lines", fates[status])
        node, metric = (
            out.iris.part(owner, "quality", f"{status}-lines"),
            f"{out.iris.base}dataset/metric/{status}-lines",
        )
        out.a(node, "dqv:QualityMeasurement")
        out.link(node, "dqv:isMeasurementOf", metric)
        out.link(node, "dqv:computedOn", owner)
        out.integer(node, "dqv:value", fates[status])
        out.a(metric, "dqv:Metric")
        out.zh(metric, "skos:prefLabel", name_zh)
        out.en(metric, "skos:prefLabel", name_en)
        out.term(metric, "dqv:expectedDataType", "xsd:integer")
