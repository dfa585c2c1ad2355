"""Lines that belong to a table or a form without being a row of it: titles, captions, notes."""

from __future__ import annotations

from budgetgraph.forms import forms, is_caption, is_one_of, table_type

FORM_TITLES = ("project", "generic_project", "department")
"""The kinds of titles that head a form: of one project, of projects in general, of a department."""

_BESIDE_ROWS = (*FORM_TITLES, "note", "part")


def names_table(text: str) -> bool:
    """Tell whether a line is the title of a table, or a caption of one: 收支总表, 单位：万元."""
    return table_type(text) is not None or is_caption(text)


def stands_beside_rows(text: str) -> bool:
    """Tell whether a line is no row of a table: the title of a table or of a form, a note below
    one, the heading of a part.
    """
    return table_type(text) is not None or is_one_of(forms().form, _BESIDE_ROWS, text)
