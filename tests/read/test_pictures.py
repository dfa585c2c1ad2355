"""Pages that are pictures: their characters are recognised (the extra `ocr`), put into the ruled
cells that the picture shows, and every value says how sure that is and where it stands.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from paper import FONT, HEIGHT, Page, pdf
from PIL import Image
from scanned import chinese_face, scanned_page

from budgetgraph.disclosure import Disclosure
from budgetgraph.disclosure.extraction import to_json
from budgetgraph.document import Paragraph
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.document.where import PictureBox, Where, around, span
from budgetgraph.extras import can_recognise
from budgetgraph.mapping import nquads
from budgetgraph.pipeline.line import extract
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.pictures import document as picture_document
from budgetgraph.read.pictures.kept_answers import answers_kept_in

EDGES = (60.0, 150.0, 330.0, 430.0, 530.0)
ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出"],
    ["208", "社会保障和就业支出", "3,508.64", "3,508.64"],
    ["20805", "行政事业单位养老支出", "3,508.64", "3,508.64"],
    ["2080505", "基本养老保险缴费支出", "3,508.64", "3,508.64"],
    ["210", "卫生健康支出", "782.16", "782.16"],
    ["21011", "行政事业单位医疗", "782.16", "782.16"],
    ["2101101", "行政单位医疗", "782.16", "782.16"],
    ["合计", "", "4,290.80", "4,290.80"],
]
AMOUNTS = [row[2] for row in ROWS[1:]]


def draw(page: Page) -> None:
    page.text(60, 180, "石桥县水务局2025年部门预算")
    page.text(90, 200, "一般公共预算支出表")
    page.text(110, 450, "单位：万元")
    page.table(130, EDGES, ROWS)


def photographed(resolution: int = 200, turn: Callable[[Image.Image], Image.Image] | None = None) -> Image.Image:  # fmt: skip
    """The page as a scanner sees it."""
    picture = scanned_page(draw)
    share = resolution / 200
    picture = picture.resize((int(picture.width * share), int(picture.height * share)))
    return turn(picture) if turn is not None else picture


def written(picture: Image.Image, path: Path) -> Path:
    picture.save(path, resolution=200)
    return path


needs_ocr = pytest.mark.skipif(
    not can_recognise() or chinese_face() is None,
    reason="the extra ocr is not installed, or no font for Chinese",
)


def amounts(disclosure: Disclosure) -> list[str]:
    (table,) = disclosure.tables
    return [row.cells[0].value for row in table.rows]


@needs_ocr
def test_a_scanned_table_is_read_as_a_printed_one(tmp_path: Path) -> None:
    """A PDF of one picture gives the rows of the PDF with text; each cell has a confidence."""
    (tmp_path / "printed.pdf").write_bytes(pdf(draw))
    printed = extract(tmp_path / "printed.pdf")
    scanned = extract(written(photographed(), tmp_path / "scanned.pdf"))
    assert scanned.owner.name == "石桥县水务局"
    assert scanned.fiscal_year == 2025
    assert amounts(scanned) == amounts(printed) == AMOUNTS
    rows = [(row.code, row.item) for row in scanned.tables[0].rows]
    assert rows == [(row.code, row.item) for row in printed.tables[0].rows]
    assert scanned.tables[0].closes is True
    assert "recognised" in {note.code for note in scanned.notes}
    cell = to_json(scanned)["tables"][0]["rows"][0]["cells"][0]
    assert 0.5 < float(cell["confidence"]) <= 1
    left, top, right, bottom = map(float, cell["box"])
    assert 325 < left < right < 435
    assert 140 < top < bottom < 180


@pytest.mark.long
@needs_ocr
def test_a_scanned_figure_is_doubtful_in_the_graph(tmp_path: Path) -> None:
    """Its sums close, and yet the recognition may be wrong: certainty `doubtful`."""
    scanned = extract(written(photographed(), tmp_path / "scanned.png"))
    assert scanned.source.media_type == "image/png"
    graph = nquads(scanned).decode()
    assert "#confidence>" in graph
    assert "#pictureBox>" in graph
    certainty = [line for line in graph.splitlines() if "#certainty>" in line]
    assert certainty
    assert all('"doubtful"' in line for line in certainty)


@needs_ocr
@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(
            lambda picture: picture.rotate(2, fillcolor=255),
            id="askew by two degrees",
            marks=pytest.mark.long,
        ),
        pytest.param(
            lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
            id="on its side",
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_page_is_put_upright(turn: Callable[[Image.Image], Image.Image], tmp_path: Path) -> None:
    assert amounts(extract(written(photographed(turn=turn), tmp_path / "scan.png"))) == AMOUNTS


@needs_ocr
def test_the_strokes_of_a_large_title_are_no_table(tmp_path: Path) -> None:
    """目, 田 and 日 of 30 points have rulings and cells as a table has, but not its width."""

    def large(page: Page) -> None:
        page.canvas.setFont(FONT, 30)
        page.canvas.drawString(120, HEIGHT - 100, "项目田日支出预算表")

    found = read(written(scanned_page(large), tmp_path / "title.png"))
    (block,) = found.blocks
    assert isinstance(block, Paragraph)
    assert "支出预算表" in block.text


@needs_ocr
def test_what_is_not_recognised_is_said(tmp_path: Path) -> None:
    """A blot over a figure is no amount and no blank cell."""
    picture = photographed()
    scale = 200 / 72
    box = [int(side * scale) for side in (340, 160, 420, 168)]
    for x in range(box[0], box[2]):
        for y in range(box[1], box[3]):
            if (x // 7 + y // 5) % 2:
                picture.putpixel((x, y), 0)
    disclosure = extract(written(picture, tmp_path / "blot.png"))
    read = [cell.value for cell in disclosure.tables[0].rows[0].cells]
    told = {note.code for note in disclosure.notes}
    assert AMOUNTS[0] in read or told & {"recognised-doubtful", "part-not-read"}


@needs_ocr
def test_a_kept_page_is_read_without_the_recogniser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes of it is the same to the last digit."""
    from budgetgraph.read.pictures import recogniser

    scan = written(photographed(), tmp_path / "scan.pdf")
    with answers_kept_in(tmp_path / "kept"):
        first = to_json(extract(scan))
        monkeypatch.setattr(recogniser, "_engine", None)
        second = to_json(extract(scan))
    assert first == second


@needs_ocr
def test_a_page_of_nothing_is_refused(tmp_path: Path) -> None:
    blank = written(Image.new("L", (400, 500), 255), tmp_path / "blank.png")
    with pytest.raises(UnreadableInput, match="no text could be recognised"):
        extract(blank)


@needs_ocr
def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    photographed().save(whole, "PNG")
    (tmp_path / "cut.png").write_bytes(whole.getvalue()[:3000])
    with pytest.raises(UnreadableInput, match="cut off or damaged"):
        extract(tmp_path / "cut.png")


def test_without_the_extra_a_picture_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_document, "can_recognise", lambda: False)
    scan = written(Image.new("L", (40, 50), 255), tmp_path / "scan.png")
    with pytest.raises(UnreadableInput, match=r"budgetgraph\[ocr\]"):
        extract(scan)


def test_a_box_is_as_sure_as_its_least_sure_part() -> None:
    left, right = PictureBox(10, 20, 30, 40, 0.99), PictureBox(28, 18, 60, 41, 0.7)
    assert around([left, None, right]) == PictureBox(10, 18, 60, 41, 0.7)
    assert around([None]) is None
    places = [Where(1, 1, page=2, picture=left), Where(2, 2, page=2, picture=right)]
    assert span(places).picture == PictureBox(10, 18, 60, 41, 0.7)
    assert Where(1, 1, picture=left) == Where(1, 1)


_ASK_FOR_A_BLANK = """
import numpy as np
from budgetgraph.read.pictures.recogniser import read_strip
read_strip(np.full((48, 320, 3), 255, np.uint8))
"""


@needs_ocr
def test_the_recogniser_reports_to_nobody(tmp_path: Path) -> None:
    """Its runtime marks the machine in the user's folder where it is to report to its makers.

    It is silent on machines that test, so none of their variables is passed on.
    """
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    program = [sys.executable, "-c", _ASK_FOR_A_BLANK]
    said = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    assert said.stderr == ""
    assert list(tmp_path.rglob("*")) == []
