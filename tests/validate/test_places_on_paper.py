"""A finding in a scan names the place on the paper, in centimetres from its left and upper edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.pipeline.line import extract
from budgetgraph.validate.page_checks import check
from budgetgraph.validate.seen_places import SeenPlaces, on_paper

TEXT = """石桥县水务局2026年部门预算
2026年石桥县水务局收入预算120.00万元，上年预算100.00万元，同比增长25.00%。
"""


def scanned(folder: Path) -> Disclosure:
    """A paper of two lines, the second of which was recognised on page 3."""
    path = folder / "scan.txt"
    path.write_text(TEXT, "utf-8")
    paper = extract(path)
    place = Where(2, 2, 3, picture=PictureBox(72.0, 144.0, 300.0, 156.0, 0.99))
    return replace(paper, source=replace(paper.source, pictured=(place,)))


def test_a_finding_says_where_on_the_paper(tmp_path: Path) -> None:
    paper = scanned(tmp_path)
    (finding,) = [finding for finding in check(paper) if finding.rule == "change-percentage"]
    (placed,) = SeenPlaces(paper).placed([finding])
    assert placed.cell == "第 3 页，左起 2.5 cm、上起 5.1 cm"


def test_a_place_that_was_not_recognised_is_told_by_its_lines(tmp_path: Path) -> None:
    assert on_paper(Where(2, 2, 3)) is None
    paper = scanned(tmp_path)
    plain = replace(paper, source=replace(paper.source, pictured=()))
    cells = {finding.cell for finding in SeenPlaces(plain).placed(check(plain))}
    assert cells == {None}
