"""The namespaces of OpenDocument, and the roots of a document's parts."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from budgetgraph.read.source.damage import Damaged

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TEXT, TABLE, STYLE, DRAW, FO, SVG = (
    f"{{{_NAMES}:{name}:1.0}}"
    for name in "office text table style drawing xsl-fo-compatible svg-compatible".split()
)
_PARTS = ("content.xml", "styles.xml")


def roots(data: bytes) -> list[etree._Element]:
    """Give the content and the styles of a package, or the one root of a flat document.

    Damaged, BadZipFile or XMLSyntaxError for what is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    if not data.startswith(b"PK"):
        return [etree.fromstring(data, parser)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
            raise Damaged("it is protected by a password")
        if "content.xml" not in archive.namelist():
            raise Damaged("its part content.xml is missing")
        parts = [_read(archive, name) for name in _PARTS]
    return [etree.fromstring(part, parser) for part in parts if part]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""
