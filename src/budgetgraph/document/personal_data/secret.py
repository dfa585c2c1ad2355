"""What a secret is: its place in the lines of a source, and its kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Secret:
    """Personal data in line `line` (0-based), from character `start` up to `end`.

    `kind` is name, telephone, identity, account, mail, address or contact.
    """

    line: int
    start: int
    end: int
    kind: str
