"""What tables look like that have no title: the part `evidence` of the catalogue, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns
from budgetgraph.forms.patterns import Patterns


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """What a table of a type looks like: `words` that are all found in its heading or items, words
    that it is `without`, whether it has two `sides`, the kind of `codes` of its rows. `sides` and
    `codes` are None where they do not matter. `over` are the types of titles that it corrects.
    """

    type: str
    words: tuple[re.Pattern[str], ...]
    without: Patterns
    sides: bool | None
    codes: str | None
    over: frozenset[str]


@cache
def table_evidence() -> tuple[TableEvidence, ...]:
    """Give the kinds of tables in the order in which they are tried."""
    return tuple(map(_evidence, read_patterns("budgetgraph.forms", "tables.toml")["evidence"]))


def _evidence(entry: dict[str, Any]) -> TableEvidence:
    return TableEvidence(
        entry["type"],
        tuple(map(re.compile, entry["words"])),
        Patterns(entry.get("without", [])),
        entry.get("sides"),
        entry.get("codes"),
        frozenset(entry.get("over", ())),
    )
