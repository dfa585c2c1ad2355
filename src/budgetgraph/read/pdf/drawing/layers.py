"""The layers of a file that are off when it is opened (optional content, ISO 32000 §8.11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from budgetgraph.read.pdf.drawing.interpreter import resolved


def hidden_groups(catalog: dict[str, Any]) -> frozenset[int]:
    """Give the groups of a file that are off when it is opened, by object number."""
    properties = resolved(catalog.get("OCProperties"))
    default = resolved(properties.get("D"))
    hidden = _numbers(default.get("OFF"))
    base = default.get("BaseState")
    if isinstance(base, PSLiteral) and base.name == "OFF":
        every = _numbers(properties.get("OCGs"))
        hidden = (hidden | every) - _numbers(default.get("ON"))
    return hidden


def hidden_names(resources: object, hidden: frozenset[int]) -> Iterator[str]:
    """Give the names by which the resources of a page call groups that are off."""
    properties = resolved(resolved(resources).get("Properties"))
    for name, reference in properties.items():
        if isinstance(reference, PDFObjRef) and reference.objid in hidden:
            yield str(name)


def _numbers(references: Any) -> frozenset[int]:
    """Give the object numbers of a list of references."""
    numbers = resolve1(references)
    if not isinstance(numbers, list):
        return frozenset()
    return frozenset(number.objid for number in numbers if isinstance(number, PDFObjRef))
