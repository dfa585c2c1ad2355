"""Tell which things have no page in a copy: they stand on the page of what they belong to.

A budget of some tables has a thousand cells. The server makes a page of each when it is asked for
one; a copy would be files for the most part.
"""

from __future__ import annotations

from dataclasses import replace

from budgetgraph.publish.web.addresses import Address

_PAGE = "/page/"
_TABLE = "table"
#: What follows these words in the address of a thing is a part of what stands before them.
_PARTS = frozenset(
    """
    amount class-figure component constraint extraction goal indicator key-figure mention passing
    property quality schedule statement summary target
    """.split()
)
#: The kinds of codes; all codes stand on one page, under their paths: `/codes#function/2080505`.
_CODES = frozenset(
    """
    economic function fund indicator-type measure measurement-unit phase scheme table-type
    """.split()
)
_CODES_PAGE, _FINDINGS_PAGE = "/codes", "/findings"


def owner(address: Address) -> tuple[Address, str]:
    """Give the page that a thing stands on in a copy, and the anchor there, "" for the whole page.

    `…/2025/table/revenue_summary/7/合计` → `…/2025/table`, `revenue_summary/7/合计`: all tables of
    a disclosure are on one page; `…/project/1/indicator/2/target` → `…/project/1`, `indicator/2`.
    What is no part has a page of its own.
    """
    if not address.path.startswith(_PAGE):
        return address, ""
    segments = address.path.split("/")
    kind = segments[2]
    if kind in _CODES:
        return replace(address, path=_CODES_PAGE), "/".join(segments[2:])
    if kind == "finding":
        return replace(address, path=_FINDINGS_PAGE), "/".join(segments[2:])
    for place, segment in enumerate(segments):
        is_inside = place > len(_PAGE.split("/"))
        if segment == _TABLE and is_inside:
            tables = "/".join(segments[: place + 1])
            return replace(address, path=tables), "/".join(segments[place + 1 :])
        if segment in _PARTS and is_inside:
            return replace(address, path="/".join(segments[:place])), _anchor(segments, place)
    return address, ""


def is_page_of_tables(address: Address) -> bool:
    """Tell whether an address is that of all tables of a disclosure, which only a copy has."""
    return address.path.startswith(_PAGE) and address.path.endswith(f"/{_TABLE}")


def disclosure_of(tables: Address) -> Address:
    """Give the disclosure whose tables stand on a page."""
    return replace(tables, path=tables.path.removesuffix(f"/{_TABLE}"))


def _anchor(segments: list[str], place: int) -> str:
    """Give the anchor of a part: an indicator has a row on the page of its project."""
    is_of_a_project = "project" in segments[:place]
    if segments[place] == "indicator" and is_of_a_project:
        return "/".join(segments[place : place + 2])
    return ""
