"""Two SHACL engines with one kind of result: pySHACL, the reference, and a set-wise one that is
fast and refuses what it does not know.
"""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """`setwise` is the fast engine, `reference` is pySHACL; `auto` takes the fast one wherever it
    gives the reference's report.
    """

    AUTO = "auto"
    SETWISE = "setwise"
    REFERENCE = "reference"
