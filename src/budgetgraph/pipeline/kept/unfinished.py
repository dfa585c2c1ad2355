"""What builds had made of sources when they were killed. The next build takes it up, and does not
read these sources again.
"""

from __future__ import annotations

from pathlib import Path

from budgetgraph.pipeline.kept.part import PARTS
from budgetgraph.pipeline.kept.record import PACK, RECORD

#: The folder beside the generations in which it waits.
UNFINISHED = ".unfinished"


def take_over(killed: Path, unfinished: Path) -> None:
    """Move what a killed build had made of its sources, each by itself, to what others had.

    What it made of several sources together, as editions or as one disclosure, is left: it follows
    from all of them, and one of them may have been made anew since.
    """
    for record in sorted((killed / PARTS).glob(f"*{RECORD}")):
        unfinished.mkdir(exist_ok=True)
        pack = record.with_name(record.name.removesuffix(RECORD) + PACK)
        # The record comes last: without its pack it tells of nothing.
        for path in filter(Path.is_file, (pack, record)):
            path.replace(unfinished / path.name)
