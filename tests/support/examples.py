"""The example disclosures of the project, and the real ones beside a checkout, where they are."""

from __future__ import annotations

from places import ROOT, SHARED

FOLDER = ROOT / "examples"
#: The files that are disclosures: the folder holds a description and a program too.
EXAMPLES = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {".md", ".txt"} and path.stem != "README"
)
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
#: The examples that the project began with: more may come, fewer not.
LEAST = 5
assert len(EXAMPLES) >= LEAST, (
    "a narrowed search would make tests over the examples pass on nothing"
)
#: The one that tests of other things take where any disclosure will do.
LINXIA = FOLDER / "临夏市医疗保障局2021.txt"
