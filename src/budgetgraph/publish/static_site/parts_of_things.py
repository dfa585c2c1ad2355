"""Tell which things have no page in a copy: cells and other parts stand on the page of their owner.

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
    amount class-figure component constraint extraction goal key-figure mention property quality
    schedule statement target
    """.split()
)


def owner(address: Address) -> tuple[Address, str]:
    """Give the page that a thing stands on in a copy, and the anchor there, "" for the whole page.

    `…/2025/table/revenue_summary/7/合计` → `…/2025/table/revenue_summary`, `7/合计`;
    `…/indicator/1/target` → `…/indicator/1`, "". What is no part has a page of its own.
    """
    if not address.path.startswith(_PAGE):
        return address, ""
    segments = address.path.split("/")
    for place, segment in enumerate(segments):
        if segment == _TABLE and len(segments) > place + 2:
            whole = "/".join(segments[: place + 2])
            return replace(address, path=whole), "/".join(segments[place + 2 :])
        if segment in _PARTS and place > len(_PAGE.split("/")):
            return replace(address, path="/".join(segments[:place])), ""
    return address, ""
