"""Write what is told of a generation as a whole: its metadata with all counts, the lists that pages
choose from, and the index of the search. Where the store was changed, so are counts and index; else
the store is asked for all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from budgetgraph import store
from budgetgraph.export import catalogue
from budgetgraph.export.catalogue.counts import Tally, tally
from budgetgraph.export.dumps import Dump
from budgetgraph.pipeline.build_report import BuildReport
from budgetgraph.pipeline.kept.part import PARTS
from budgetgraph.query import lists, search_entries
from budgetgraph.query.search_index import NAME
from budgetgraph.store.loading.union_change import UnionChange

#: The counts of a generation, for the next build.
_TALLY = "tally.json"


@dataclass(frozen=True, slots=True)
class ChangedStore:
    """The generation before, and how the union of all graphs differs from its own."""

    before: Path
    union: UnionChange


def write_descriptions(
    folder: Path,
    report: BuildReport,
    downloads: Sequence[Dump],
    sizes: Mapping[str, int],
    changed: ChangedStore | None,
) -> None:
    """Write what is told of the graph as a whole and of its files, and the index of its names."""
    built = store.Store.open(folder / "store")
    base = report.base
    counted = _tally(built, changed)
    described = catalogue.metadata(built, base, report.publication, downloads, sizes, counted)
    (folder / "metadata.ttl").write_bytes(described)
    kept = json.dumps(asdict(counted), ensure_ascii=False, indent=0)
    (folder / PARTS / _TALLY).write_text(kept, "utf-8")
    lists.write(folder / lists.NAME, built, base)
    if changed is None or not _changed_index(folder / NAME, built, base, changed):
        search_entries.build(folder / NAME, search_entries.names(built, base))


def _tally(built: store.Store, changed: ChangedStore | None) -> Tally:
    """Give the counts of the graph, by those of the generation before where it has them."""
    if changed is not None:
        try:
            kept = json.loads((changed.before / PARTS / _TALLY).read_text("utf-8"))
            return Tally(**kept).changed(changed.union)
        except (OSError, ValueError, TypeError):
            # A damaged file costs time, never a wrong count.
            pass
    return tally(built)


def _changed_index(path: Path, built: store.Store, base: str, changed: ChangedStore) -> bool:
    """Write the index from that of the generation before; False where it cannot be used."""
    before = store.Store.open(changed.before / "store")
    gone, new = (
        search_entries.names_of(graph, base, changed.union.things) for graph in (before, built)
    )
    return search_entries.change(path, changed.before / NAME, gone, new)
