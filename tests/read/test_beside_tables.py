"""Figures that stand beside the rows of a table and in none of its cells are said."""

from __future__ import annotations

import pytest

from budgetgraph.read.pdf.beside_tables import beside_tables
from budgetgraph.read.pdf.drawing.drawn import Thing

#: A table from 100 to 160 of a page.
TABLE = (50.0, 100.0, 300.0, 160.0)


def char(text: str, top: float, left: float = 310.0) -> Thing:
    return {"text": text, "x0": left, "x1": left + 6.0, "top": top, "bottom": top + 10.0}


@pytest.mark.parametrize(
    ("chars", "said"),
    [
        ([char("9", 105.0), char("8", 125.0)], 1),
        ([char("9", 105.0), char("8", 105.0)], 0),
        ([char("左", 105.0), char("右", 125.0)], 0),
        ([char("9", 105.0), char("8", 165.0)], 0),
        ([char("9", 95.0), char("8", 125.0)], 0),
    ],
    ids=["two rows", "one row", "words alone", "one below", "one above"],
)
def test_a_column_that_nothing_rules_is_said(chars: list[Thing], said: int) -> None:
    notes = list(beside_tables(3, [TABLE], chars))
    assert [note.code for note in notes] == ["part-not-read"] * said
    assert all(note.where is not None and note.where.page == 3 for note in notes)


@pytest.mark.parametrize(("left", "said"), [(60.0, 1), (310.0, 0)])
def test_text_between_the_rulings_is_said(left: float, said: int) -> None:
    """A merged cell that is open at the end of its page is no cell."""
    notes = list(beside_tables(3, [TABLE], [char("左", 105.0, left)]))
    assert len(notes) == said
