"""budgetgraph: Chinese department budget disclosures in, a validated RDF graph out; `open(path)`
asks a built graph from Python, and `tables(path)` gives it as data frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetgraph.export.data_frames import tables
    from budgetgraph.export.opened_graph import open_graph as open

__all__ = ["__version__", "open", "tables"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Tell what the package offers beside its modules, imported when it is asked for (PEP 562):
    pandas is slow to start.
    """
    if name == "tables":
        from budgetgraph.export.data_frames import tables

        return tables
    if name == "open":
        from budgetgraph.export.opened_graph import open_graph

        return open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
