"""A place prints as a citation, and several places have one that covers them all."""

import pytest

from budgetgraph.document.where import PictureBox, Where, span


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (Where(577, 577), "line 577"),
        (Where(537, 540), "lines 537-540"),
        (Where(0, 0, page=3), "page 3"),
        (Where(12, 14, page=3), "page 3, lines 12-14"),
    ],
)
def test_a_place_reads_like_a_citation(place: Where, printed: str) -> None:
    assert str(place) == printed


def test_a_span_covers_its_places() -> None:
    assert span([Where(540, 540), Where(537, 538)]) == Where(537, 540)
    assert span([Where(0, 0, page=4), Where(0, 0, page=3)]) == Where(0, 0, page=3)


def test_a_span_keeps_the_cell_that_its_places_share() -> None:
    """A cell wrapped over two lines is still that cell; two cells of a row are the row."""
    assert span([Where(5, 5, 1, 2, 3, 4), Where(6, 6, 1, 2, 3, 4)]) == Where(5, 6, 1, 2, 3, 4)
    assert span([Where(5, 5, 1, 2, 3, 4), Where(5, 5, 1, 2, 3, 5)]) == Where(5, 5, 1, 2, 3, None)
    assert span([Where(5, 5, 1, 2, 3, 4), Where(9, 9, 1, 3, 3, 4)]) == Where(
        5, 9, 1, None, None, None
    )


def test_cells_of_one_line_stand_in_that_line() -> None:
    line = Where(5, 5)
    assert span([line, line, line]) is line
    assert span([line, Where(5, 5)]) == line


def test_a_place_on_a_picture_keeps_one_reading_where_it_comes_twice() -> None:
    """What two pieces of one place may also read is told of neither."""
    place = Where(5, 5, page=1, picture=PictureBox(0, 0, 9, 9, 0.9, ("1,284.50",)))
    twice = span([place, place]).picture
    assert twice is not None
    assert twice.others == ()


def test_a_place_without_lines_has_none() -> None:
    assert Where(0, 0, page=1).lines is None
    assert Where(3, 4).lines == [3, 4]


def test_nothing_covers_nothing() -> None:
    with pytest.raises(ValueError, match="no places"):
        span([])
