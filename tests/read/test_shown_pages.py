"""The picture of a recognised page that is shown: small, and only what its text shows."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from budgetgraph.document import Source
from budgetgraph.document.personal_data import MASK
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.pipeline.kept.pictures import shown_pictures
from budgetgraph.read.pictures.collected import PagePicture, collected_pictures, pictures_of
from budgetgraph.read.pictures.shown_pages import collect, with_only

SCALE = 2.0
WHITE, GREY = 255, 85
SHA = "a" * 64


def page_of(ink: list[tuple[float, float, float, float]], rulings: int = 0) -> PagePicture:
    """A page of 100 × 60 points with black places; the first `rulings` of them are rulings."""
    picture = np.full((120, 200), WHITE, np.uint8)
    for x0, top, x1, bottom in ink:
        picture[int(top * 2) : int(bottom * 2), int(x0 * 2) : int(x1 * 2)] = 0
    with collected_pictures() as pictures, pictures_of(SHA):
        collect(1, picture, SCALE, ink[:rulings])
    return pictures[SHA][0]


def seen(page: PagePicture) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(page.png)).convert("L"))


def placed(*box: float, line: int = 1, page: int = 1) -> Where:
    return Where(line, line, page, picture=PictureBox(*box, 0.99))


def test_a_page_has_four_greys_and_always_the_same_bytes() -> None:
    noisy = np.random.default_rng(1).integers(0, 256, (400, 300), dtype=np.uint8)
    kept = []
    for _ in range(2):
        with collected_pictures() as pictures, pictures_of(SHA):
            collect(7, noisy, 4.0, [])
        (page,) = pictures[SHA]
        kept.append(page)
    assert kept[0] == kept[1]
    assert (page.number, page.width, page.height) == (7, 75.0, 100.0)
    assert seen(page).shape == (200, 150)
    assert set(np.unique(seen(page))) == {0, GREY, 170, WHITE}


def test_nothing_is_made_where_nobody_collects() -> None:
    with collected_pictures() as pictures:
        pass
    collect(1, np.zeros((4, 4), np.uint8), SCALE, [])
    assert pictures == {}


def test_only_read_places_and_rulings_are_shown() -> None:
    """A signature between them is not; nor is what another page shows at that place."""
    ruling, word, signature = (10, 30, 90, 30.5), (10, 10, 40, 20), (60, 40, 90, 55)
    page = page_of([ruling, word, signature], rulings=1)
    shown = seen(with_only(page, [placed(*word), placed(*signature, page=2)], []))
    assert shown[30, 40] == 0
    assert shown[60, 100] == 0
    assert (shown[80:, :] == WHITE).all()


def test_a_hidden_place_is_grey_to_its_margin() -> None:
    word = (10, 10, 40, 20)
    shown = seen(with_only(page_of([word]), [placed(*word)], [placed(*word)]))
    assert 0 not in shown
    assert shown[20, 14] == shown[40, 86] == GREY


@pytest.mark.parametrize(("left", "is_shown"), [(42.5, True), (43.5, False)])
def test_three_points_beside_a_place_are_shown(left: float, is_shown: bool) -> None:
    """The recogniser's places cut a stroke off now and then."""
    page = page_of([(10, 10, 40, 20), (left, 10, left + 0.5, 20)])
    shown = seen(with_only(page, [placed(10, 10, 40, 20)], []))
    assert (0 in shown[30, 84:]) is is_shown


def test_the_place_of_a_masked_line_is_grey_in_all_its_cells() -> None:
    """Where each line stands is told beside the pictures, around all of its cells."""
    name, number, other = (10, 10, 30, 20), (50, 10, 90, 20), (10, 40, 40, 50)
    places = (placed(*name), placed(*number), placed(*other, line=2))
    source = Source("a.png", SHA, "image/png", (f"联系人\t{MASK * 3}", "合计"), pictured=places)
    files = shown_pictures(source, [page_of([name, number, other])])
    assert set(files) == {"1.png", "pages.json"}
    shown = np.asarray(Image.open(io.BytesIO(files["1.png"])).convert("L"))
    assert shown[30, 40] == shown[30, 140] == GREY
    assert shown[90, 50] == 0
    lines = b'"lines":[[1,10,10,90,20],[2,10,40,40,50]]'
    assert lines in files["pages.json"]


def test_a_paper_without_recognised_pages_has_no_pictures() -> None:
    assert shown_pictures(Source("a.txt", SHA, "text/plain", ("合计",)), []) == {}
