"""What content controls that nobody filled in print in place of a text: 单击此处输入文字."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from budgetgraph.read.word.package import W
from budgetgraph.read.word.styles import is_on


def placeholders_of(body: etree._Element) -> Iterator[str]:
    """Take these hints out of a body, and give the text of each."""
    for mark in body.iter(f"{W}showingPlcHdr"):
        properties = mark.getparent()
        control = None if properties is None else properties.getparent()
        if properties is None or control is None or not is_on(properties, "showingPlcHdr"):
            continue
        texts = list(control.iterfind(f"{W}sdtContent//{W}t"))
        yield "".join(text.text or "" for text in texts)
        for text in texts:
            text.text = ""
