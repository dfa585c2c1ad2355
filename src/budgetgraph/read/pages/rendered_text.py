"""The text rendering of a document, from which every quote is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.read.pages.page import Line


@dataclass(slots=True)
class RenderedText:
    """The rendering as it grows, one entry a line.

    A text has its own lines already (`given`): there the top of a line laid out is its number.
    """

    lines: list[str] = field(default_factory=list)
    given: bool = False

    def add(self, text: str, line: Line | None = None) -> int:
        """Add a line and give its number; of a text, give the number that the line has."""
        if self.given and line is not None:
            return int(line.top)
        self.lines.append(" ".join(text.split("\n")))
        return len(self.lines)
