"""The pictures of the recognised pages of a source, as they are shown: without personal data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from budgetgraph.document import Source
from budgetgraph.document.personal_data import MASK
from budgetgraph.document.where import PictureBox, Where, around
from budgetgraph.read.pictures.collected import PagePicture

PAGES = "pages.json"
"""The file that tells where the lines of a source stand on the pictures of its pages."""


def shown_pictures(source: Source, pages: Sequence[PagePicture]) -> dict[str, bytes]:
    """Give the files by name: `3.png` is page 3, `pages.json` tells where its lines stand.

    The source is masked already: the place of a line that hides something is grey on the picture.
    Nothing where no page was recognised.
    """
    if not pages:
        return {}
    from budgetgraph.read.pictures.shown_pages import with_only

    hidden = [place for place in source.pictured if MASK in source.lines[place.first - 1]]
    files: dict[str, bytes] = {}
    described: list[Mapping[str, object]] = []
    for page in sorted(pages, key=lambda page: page.number):
        shown = with_only(page, source.pictured, hidden)
        files[f"{page.number}.png"] = shown.png
        described.append(_described(page, source.pictured))
    files[PAGES] = json.dumps({"pages": described}, separators=(",", ":")).encode()
    return files


def _described(page: PagePicture, places: Sequence[Where]) -> Mapping[str, object]:
    """Tell the size of a page, and the place of each of its lines, around all of its cells."""
    boxes: dict[int, list[PictureBox | None]] = {}
    for place in places:
        if place.page == page.number:
            boxes.setdefault(place.first, []).append(place.picture)
    lines: list[list[float]] = []
    for number, cells in sorted(boxes.items()):
        whole = around(cells)
        if whole is not None:
            lines.append([number, whole.x0, whole.top, whole.x1, whole.bottom])
    return {"page": page.number, "width": page.width, "height": page.height, "lines": lines}
