"""What readers may know of layouts: the answers to what they ask (`read/layouts.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.forms import forms, is_caption, is_furniture, is_one_of, role, table_type
from budgetgraph.forms.bodies import begins_with_place, is_certain
from budgetgraph.forms.heading_words import is_side, is_word, wraps
from budgetgraph.forms.title_kinds import FORM_TITLES, names_table
from budgetgraph.forms.title_lines import read_title
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.sheet_regions import Row, parts, regions

#: Names of a table or of a form beside the titles of budget tables.
_NAMES = ("project", "generic_project", "department", "units")
#: The headings of the catalogue that head columns of words.
_WORD_COLUMNS = ("serial", "code", "code_parts", "item", "revenue_side", "expenditure_side")

#: The key of what a column of levels holds ends so: level1_names.
_LEVEL_NAMES = "_names"


class KnownLayouts:
    """The catalogue of `forms/`, as far as a reader asks for it."""

    def is_heading(self, text: str) -> bool:
        """Tell whether a text is a whole heading of a column: 基本支出."""
        return is_word(text)

    def is_side(self, text: str) -> bool:
        """Tell whether a text heads all columns of one side of a table: 收入, 支出."""
        return is_side(text)

    def wraps(self, text: str) -> bool:
        """Tell whether a text is a heading that narrow columns print in several lines."""
        return wraps(text)

    def heads_words(self, text: str) -> bool:
        """Tell whether a text heads a column of words, of indicators or of units: 科目名称; the name of
        a level, 成本指标, stands below such a heading.
        """
        if is_one_of(forms().heading, _WORD_COLUMNS, text):
            return True
        of_indicators = role(forms().indicator, text) or _LEVEL_NAMES
        heads_indicators = not of_indicators.endswith(_LEVEL_NAMES)
        return heads_indicators or role(forms().unit, text) is not None

    def is_caption(self, text: str) -> bool:
        """Tell whether a line is a caption of a table: 单位：万元."""
        return is_caption(text)

    def names_table(self, text: str) -> bool:
        """Tell whether a line is the title of a table, or a caption: 部门收支总表, 单位：万元."""
        return names_table(text)

    def is_title(self, text: str) -> bool:
        """Tell whether a text names a budget table, a project's form or the units, so that what
        follows belongs to it.
        """
        return table_type(text) is not None or is_one_of(forms().form, _NAMES, text)

    def is_paper_title(self, text: str) -> bool:
        """Tell whether a line is the title of a paper and nothing else: 石桥县水务局2024年部门预算."""
        title = read_title(text)
        return title is not None and title.is_whole

    def is_page_mark(self, text: str) -> bool:
        """Tell whether a line is a mark of the page and nothing else: 附件2, - 3 -; not 2025年度, which
        tells the year of a paper.
        """
        return is_furniture(text) and not is_caption(text)

    def is_note(self, text: str) -> bool:
        """Tell whether a line is a note below a table: 注：……."""
        return text in forms().form["note"]

    def is_form_title(self, text: str) -> bool:
        """Tell whether a text is the title of a form: 项目支出绩效目标表."""
        return is_one_of(forms().form, FORM_TITLES, text)

    def is_label(self, text: str) -> bool:
        """Tell whether a text is a label of a form: 项目名称."""
        return label_of(text) is not None

    def indicator_column(self, text: str) -> str | None:
        """Give what a heading of indicators heads: 三级指标 → level3."""
        return role(forms().indicator, text)

    def body_named(self, text: str) -> str | None:
        """Give the body that a name of a sheet tells for certain: 石桥县公路段2024年单位预算."""
        title = read_title(text)
        body = text if title is None else title.name
        if body is None:
            return None
        is_told = is_certain(body) and begins_with_place(body)
        return body if is_told else None

    def regions(self, rows: Iterable[Row]) -> Iterator[list[Row]]:
        """Give the rows of a sheet, parted where a new table begins."""
        return regions(rows, self.is_title)

    def parts(self, region: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
        """Give what stands above a table, its rows, and the notes below it."""
        return parts(region, self.is_note)
