"""Look at the inputs that a person names, before any work is done for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from budgetgraph.document.problems import UsageError

#: A path loses one slash of two: `https://…` arrives as `https:/…`.
_ADDRESS = re.compile(r"(?:https?|ftp):/{1,2}\S", re.IGNORECASE)

_LOST_SLASH = re.compile(":/{1,2}")


def refuse_addresses(inputs: Iterable[str | Path]) -> None:
    """Refuse an address of the web: nothing is fetched, and a missing file would not say so."""
    for name in inputs:
        if _ADDRESS.match(str(name)):
            address = _LOST_SLASH.sub("://", str(name), count=1)
            raise UsageError(
                f"{address}: nothing is fetched from the web: "
                "download it and give the path of the file"
            )
