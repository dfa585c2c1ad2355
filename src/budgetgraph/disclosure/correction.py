"""A correction of a misread figure: where it stands, what was read, what stands there, who says
so.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.document import squeeze
from budgetgraph.document.where import Where

#: Who corrects an amount of a picture whose sums decide between its readings; the code of the note.
READ_BY_SUM = "read-by-sum"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a file of corrections.

    `line` or `page` is the place as `extract` prints it, `column` the column of a table's cell, ""
    for a figure that is in none or where the place tells enough.
    """

    line: int | None
    page: int | None
    column: str
    read: str
    printed: str
    by: str

    def fits(self, text: str, where: Where, column: str = "") -> bool:
        """Tell whether a figure is the one that was misread."""
        is_same_text = squeeze(text) == squeeze(self.read)
        is_in_column = self.column in ("", column)
        return is_same_text and is_in_column and self._is_at(where)

    def _is_at(self, where: Where) -> bool:
        if self.page is not None and where.page != self.page:
            return False
        return self.line is None or where.first <= self.line <= where.last

    def __str__(self) -> str:
        places = (("page", self.page), ("line", self.line))
        place = ", ".join(f"{name} {number}" for name, number in places if number is not None)
        return f"{place}, {self.column}" if self.column else place
