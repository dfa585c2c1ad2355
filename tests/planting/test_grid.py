"""A sample of the grid (`tests/planting/grid.py` runs all of it): faults are found in a Word document,
a workbook and a web page as they are in text, and harmless changes give nothing new.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from planting_grid import cells

ENOUGH = 0.95


@pytest.mark.parametrize(
    ("layout", "number", "form"),
    [
        ("county", 0, "docx"),
        pytest.param("town", 1, "xlsx", marks=pytest.mark.long),
        pytest.param("county", 2, "html", marks=pytest.mark.long),
    ],
)
def test_faults_are_found_in_every_format(
    layout: str, number: int, form: str, tmp_path: Path
) -> None:
    [cell] = cells(layout, number, [form], tmp_path)
    covered = [(kind, told, hit) for kind, hit, told in cell.faults if hit is not None]
    missed = [one for one in covered if not one[2]]
    assert len(covered) > 8
    assert len(missed) <= len(covered) * (1 - ENOUGH), missed
    assert cell.elsewhere == ()


@pytest.mark.parametrize(
    ("layout", "form"),
    [("county", "xlsx"), pytest.param("town", "docx", marks=pytest.mark.long)],
)
def test_harmless_changes_give_nothing(layout: str, form: str, tmp_path: Path) -> None:
    [cell] = cells(layout, 0, [form], tmp_path, "harmless")
    assert len(cell.faults) > 6
    assert cell.elsewhere == ()
