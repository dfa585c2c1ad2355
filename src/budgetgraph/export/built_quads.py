"""Open the graph of a built folder, to be read line by line."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast

from budgetgraph.document.problems import UnreadableInput


def opened_graph(folder: Path) -> IO[bytes]:
    """Open the sorted N-Quads of a built folder; UnreadableInput where there are none."""
    path = folder / "graph.nq.gz"
    if not path.is_file():
        raise UnreadableInput(
            str(folder), "is no built folder (it has no graph.nq.gz); run `budgetgraph build` first"
        )
    return cast("IO[bytes]", gzip.open(path, "rb"))
