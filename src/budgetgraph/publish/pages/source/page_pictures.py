"""The pictures of the recognised pages of a scan, and where its lines stand on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from budgetgraph.publish.pages.source.source_lines import DrawnLine, drawn
from budgetgraph.publish.web.site import Site, holds

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PICTURE = "image/png"
#: So much (points) above and below a place is shown with it, and so much across where it is narrow
#: enough: on a phone, characters have their own size then.
_AROUND, _ACROSS = 60.0, 320.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A place on the picture of a page, in points from its top left."""

    line: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.x1 - self.x0, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 1)


@dataclass(frozen=True, slots=True)
class PageOfScan:
    """The picture of a page: its size in points, and the places of its lines."""

    number: int
    width: float
    height: float
    lines: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The lines of a source that stand on one page that has a picture, or on pages without one."""

    page: PageOfScan | None
    blocks: tuple[tuple[DrawnLine, ...], ...]
    cells: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Clipping:
    """The part of a page of `source` around a place, in points, and the name of that place."""

    source: str
    page: PageOfScan
    place: Marked
    name: str

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """What of the page is shown: left and upper side, width and height."""
        page, place = self.page, self.place
        top = max(place.top - _AROUND, 0.0)
        height = round(min(place.bottom + _AROUND, page.height) - top, 1)
        if place.width > _ACROSS or page.width <= _ACROSS:
            return 0.0, top, page.width, height
        left = (place.x0 + place.x1 - _ACROSS) / 2
        return round(min(max(left, 0.0), page.width - _ACROSS), 1), top, _ACROSS, height


class PagePictures:
    """The route of the pictures."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def picture(self, request: Request) -> Response:
        """Send the picture of a page; it stays as it is as long as the build does."""
        key, number = request.path_params["key"], request.path_params["number"]
        name = f"sources/{key}/{number}.png"
        digest = self.site.sums.get(name)
        if digest is None:
            raise HTTPException(404, f"this build has no picture of page {number} of {key}")
        headers = {"ETag": f'"{digest}"', "Cache-Control": "public, no-cache"}
        if holds(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return FileResponse(self.site.folder / name, media_type=_PICTURE, headers=headers)


def pages_of(folder: Path, key: str) -> dict[int, PageOfScan]:
    """Read the pages of a source that have a picture, by number; none where it is no scan."""
    path = folder / "sources" / key / "pages.json"
    if _SHA256.fullmatch(key) is None or not path.is_file():
        return {}
    pages: dict[int, PageOfScan] = {}
    for page in json.loads(path.read_text("utf-8"))["pages"]:
        lines = tuple(Marked(*line) for line in page["lines"])
        pages[page["page"]] = PageOfScan(page["page"], page["width"], page["height"], lines)
    return pages


def parts_of(
    lines: Sequence[str], pages: Mapping[int, PageOfScan], boxes: Iterable[Mapping[str, object]]
) -> list[SourcePart]:
    """Part the lines of a source by the pages that have a picture; all are one part without any.

    `boxes` are the places of single cells: the line (`first`) and the `box` of each.
    """
    page_of = {place.line: page for page in pages.values() for place in page.lines}
    cells: dict[int, list[Marked]] = {}
    for row in boxes:
        place = place_of(str(row["box"]), row["first"])
        if place is not None and place.line in page_of:
            cells.setdefault(page_of[place.line].number, []).append(place)
    parts: list[SourcePart] = []
    for page, first, last in _by_page(len(lines), page_of):
        mine = () if page is None else tuple(dict.fromkeys(cells.get(page.number, ())))
        parts.append(SourcePart(page, tuple(drawn(lines[first - 1 : last], first)), mine))
    return parts


def _by_page(
    count: int, page_of: Mapping[int, PageOfScan]
) -> Iterator[tuple[PageOfScan | None, int, int]]:
    """Give each page with the first and the last of its lines, of which there are `count` in all. A
    line without a place stands on the page of the line above.
    """
    page: PageOfScan | None = page_of.get(1)
    first = 1
    for number in range(2, count + 1):
        next_page = page_of.get(number, page)
        if next_page is not page:
            yield page, first, number - 1
            page, first = next_page, number
    yield page, first, count


def place_of(box: str, line: object = 0) -> Marked | None:
    """Read a place as the graph tells it, `622.1 205.0 671.3 214.9`; None for another text."""
    try:
        x0, top, x1, bottom = map(float, box.split())
    except ValueError:
        return None
    return Marked(int(str(line)), x0, top, x1, bottom)


def clipping(folder: Path, key: str, number: object, box: str) -> Clipping | None:
    """Give the part of page `number` of a source around a place; None where it has no picture."""
    if not isinstance(number, int):
        return None
    page, place = pages_of(folder, key).get(number), place_of(box)
    if page is None or place is None:
        return None
    return Clipping(key, page, place, anchor(page, place))


def anchor(page: PageOfScan, place: Marked) -> str:
    """Name a place on the page of a source: `P3-622.1-205.0-671.3-214.9`."""
    return f"P{page.number}-{place.x0}-{place.top}-{place.x1}-{place.bottom}"
