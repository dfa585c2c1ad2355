"""budgetgraph: Chinese department budget disclosures in, a validated RDF graph out; `tables(path)`
gives a built graph as data frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetgraph.export.data_frames import tables

__all__ = ["__version__", "tables"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """What the package offers beside its modules, imported when it is asked for (PEP 562): pandas
    is slow to start.
    """
    if name == "tables":
        from budgetgraph.export.data_frames import tables

        return tables
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
