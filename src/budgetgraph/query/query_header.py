"""Read the header of a `.rq` file: the comments at its beginning, `# key: value` each."""

from __future__ import annotations

import re
from collections.abc import Collection

#: A line of a header.
FIELD = re.compile(r"# (?P<key>[a-z-]+): (?P<value>\S.*)")


def header_fields(name: str, text: str, keys: Collection[str]) -> dict[str, list[str]]:
    """Give the values of each key of a header, in their order.

    `# columns: a, b` → `{"columns": ["a, b"]}`. ValueError for a line that is not of `keys`; it
    says which file and which line.
    """
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = FIELD.fullmatch(line)
        if match is None or match["key"] not in keys:
            raise ValueError(f"{name}.rq: not a header line: {line!r}")
        fields.setdefault(match["key"], []).append(match["value"].strip())
    return fields
