"""Collect the pictures of the pages that are recognised, to be shown beside their text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Sides = tuple[float, float, float, float]
"""The left, upper, right and lower side of a place, in points."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The upright picture of one page as PNG; sizes and rulings in points."""

    number: int
    width: float
    height: float
    rulings: tuple[Sides, ...]
    png: bytes


PicturesBySource = dict[str, list[PagePicture]]
_COLLECTED: ContextVar[PicturesBySource | None] = ContextVar("_COLLECTED", default=None)
_SOURCE: ContextVar[str] = ContextVar("_SOURCE", default="")


@contextmanager
def collected_pictures() -> Iterator[PicturesBySource]:
    """Collect the pictures of all pages that are recognised while the block runs, by the SHA-256 of
    their source. Without such a block none is made.
    """
    pictures: PicturesBySource = {}
    token = _COLLECTED.set(pictures)
    try:
        yield pictures
    finally:
        _COLLECTED.reset(token)


@contextmanager
def pictures_of(sha256: str) -> Iterator[None]:
    """Say of which source the pages are that are recognised while the block runs."""
    token = _SOURCE.set(sha256)
    try:
        yield
    finally:
        _SOURCE.reset(token)


def pages_of_source() -> list[PagePicture] | None:
    """Give the list to which a page is added that is recognised now; None where nobody collects."""
    pictures = _COLLECTED.get()
    return None if pictures is None else pictures.setdefault(_SOURCE.get(), [])
