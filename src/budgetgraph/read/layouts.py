"""What readers ask of those who know layouts.

A reader knows geometry and file formats, and no word of a budget. Where it cannot go on without one
it asks the `Layouts` that it was handed: is this line a title, does this word head a column?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from budgetgraph.read.cells import NativeRow

#: What stands above a table, its rows, and the notes below it.
PartsOfRegion = tuple[Sequence[NativeRow], Sequence[NativeRow], Sequence[NativeRow]]


class Layouts(Protocol):
    """Answers what a text is in the layout of a disclosure."""

    def is_heading(self, text: str) -> bool:
        """Tell whether a text is a whole heading of a column: 基本支出."""

    def is_side(self, text: str) -> bool:
        """Tell whether a text heads all columns of one side of a table: 收入, 支出."""

    def wraps(self, text: str) -> bool:
        """Tell whether a text is a heading that narrow columns print in several lines."""

    def heads_words(self, text: str) -> bool:
        """Tell whether a text heads a column of words, of indicators or of units: 科目名称."""

    def is_caption(self, text: str) -> bool:
        """Tell whether a line is a caption of a table: 单位：万元."""

    def names_table(self, text: str) -> bool:
        """Tell whether a line is the title of a table, or a caption: 部门收支总表, 单位：万元."""

    def is_title(self, text: str) -> bool:
        """Tell whether a text is the title of a table or of a form."""

    def is_paper_title(self, text: str) -> bool:
        """Tell whether a line is the title of a paper and nothing else: 石桥县水务局2024年部门预算."""

    def is_page_mark(self, text: str) -> bool:
        """Tell whether a line is a mark of the page and nothing else: 附件2, - 3 -."""

    def is_note(self, text: str) -> bool:
        """Tell whether a line is a note below a table: 注：……."""

    def is_form_title(self, text: str) -> bool:
        """Tell whether a text is the title of a form: 项目支出绩效目标表."""

    def is_label(self, text: str) -> bool:
        """Tell whether a text is a label of a form: 项目名称."""

    def indicator_column(self, text: str) -> str | None:
        """Give what a heading of indicators heads: 三级指标 → level3."""

    def body_named(self, text: str) -> str | None:
        """Give the body that a name of a sheet tells for certain: 石桥县公路段2024年单位预算."""

    def regions(self, rows: Iterable[NativeRow]) -> Iterator[list[NativeRow]]:
        """Give the rows of a sheet, parted where a new table begins."""

    def parts(self, region: Sequence[NativeRow]) -> PartsOfRegion:
        """Give what stands above a table, its rows, and the notes below it."""
