"""What a line tells as it is printed: calculations, masked persons, pages that are pictures."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document.where import Where
from budgetgraph.validate.text_checks import wrong_calculations
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

#: So many places a message names; the finding has all.
_MOST_PLACES = 12


def calculations(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every sum or product that a line works out wrongly."""
    for wrong in wrong_calculations(paper.lines):
        yield Fault(
            "calculation-wrong",
            wrong.text,
            f"文字中的算式不成立：{wrong.text}，按所列数字计算应为 {wrong.exact:f}。",
            f"a calculation in the text does not hold: {wrong.text};"
            f" the figures give {wrong.exact:f}.",
            [Where(*wrong.lines)],
        )


def pictures(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every page that is a picture without text."""
    for note in paper.disclosure.notes:
        if note.code == "page-without-text" and note.where is not None:
            number = note.where.page
            yield Fault(
                "page-not-read",
                str(number),
                f"第 {number} 页只有图像，没有文字层：该页内容没有读取。",
                f"page {number} is a picture without a text layer: nothing on it was read.",
                [note.where],
            )


def personal_data(paper: CheckedPaper) -> Iterator[Fault]:
    """Say where personal data was masked: one finding for a disclosure, with all its places."""
    notes = [note for note in paper.disclosure.notes if note.code == "personal-data"]
    places = [note.where for note in notes if note.where is not None]
    if not places:
        return
    lines = ", ".join(str(place.first) for place in places[:_MOST_PLACES])
    more = ", …" if len(places) > _MOST_PLACES else ""
    yield Fault(
        "personal-data",
        str(len(places)),
        f"{len(places)} 行含有姓名、电话等个人信息，已遮盖（第 {lines}{more} 行）；公开前应删去。",
        f"{len(places)} line(s) hold a person's name or number, which was masked"
        f" (line {lines}{more}); take it out before publishing.",
        places,
    )
