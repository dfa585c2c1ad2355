"""What lies over the cells of a sheet: text boxes, with the row that each begins in, and pictures
(ECMA-376 part 1 §20.5).
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from budgetgraph.read.sheets.sheet import Sheet

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def lay_over(archive: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    """Put the text boxes of the sheet of a part, and the number of its pictures, into it."""
    for name in _drawings(archive, part):
        root = etree.fromstring(archive.read(name), _PARSER)
        sheet.pictures += sum(1 for _ in root.iter("{*}pic"))
        for anchor in root:
            row = anchor.findtext("{*}from/{*}row", "0").strip()
            if row.isdecimal():
                sheet.boxes += [(int(row), text) for text in _texts(anchor)]


def _texts(anchor: etree._Element) -> Iterator[str]:
    """Give the paragraphs of the text boxes that hang on one place."""
    for paragraph in anchor.iterfind(".//{*}txBody/{*}p"):
        text = "".join(run.text or "" for run in paragraph.iter("{*}t"))
        if text.strip():
            yield text.strip()


def _drawings(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Give the names of the drawings that the relations of a part lead to."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.NameToInfo:
        return
    for relation in etree.fromstring(archive.read(relations), _PARSER):
        if not relation.get("Type", "").endswith("/drawing"):
            continue
        target = posixpath.join(f"/{folder}", relation.get("Target", "").replace("\\", "/"))
        drawing = posixpath.normpath(target).lstrip("/")
        if drawing in archive.NameToInfo:
            yield drawing
