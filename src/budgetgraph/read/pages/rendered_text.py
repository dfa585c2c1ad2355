"""The text rendering of a document, from which every quote is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.document.where import PictureBox, Where
from budgetgraph.read.pages.page import Line


@dataclass(slots=True)
class RenderedText:
    """The rendering as it grows, one entry a line.

    A text has its own lines already (`given`): there the top of a line laid out is its number.
    `pictured` are the places of lines and cells that were recognised on a picture.
    """

    lines: list[str] = field(default_factory=list)
    given: bool = False
    pictured: list[Where] = field(default_factory=list)

    def add(self, text: str, line: Line | None = None) -> int:
        """Add a line and give its number; of a text, give the number that the line has."""
        if self.given and line is not None:
            return int(line.top)
        self.lines.append(" ".join(text.split("\n")))
        return len(self.lines)

    def stands(self, number: int, page: int | None, box: PictureBox | None) -> None:
        """Say where a line, or a cell of it, stands on the picture of a page; nothing where its
        text was not recognised on one.
        """
        if box is not None and page is not None:
            self.pictured.append(Where(number, number, page, picture=box))
