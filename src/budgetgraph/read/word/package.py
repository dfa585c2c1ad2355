"""The parts of a Word file and how they refer to each other, as a ZIP, as one XML file (Flat OPC)
or as the XML of Word 2003. Every spelling of the namespaces becomes one.
"""

from __future__ import annotations

import base64
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from budgetgraph.read.source.damage import Damaged

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
W = f"{{{MAIN}}}"
R_ID = f"{{{_OFFICE}/relationships}}id"
#: Namespaces of Strict Open XML and of Word 2003, and the ones of Word since 2007.
_SAME = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": MAIN,
    "http://schemas.microsoft.com/office/word/2003/wordml": MAIN,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": f"{_OFFICE}/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/math": f"{_OFFICE}/math",
}
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}wordDocument"
_MAIN_PART = re.compile(r"word/document\d*\.xml", re.I)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to. `kind` is the last word of its type: header, footnotes, aFChunk."""

    kind: str
    target: str
    is_external: bool = False


@dataclass(slots=True)
class WordPackage:
    """Parts by their names, which begin without a slash."""

    parts: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> WordPackage:
        """Give the parts of a file. ValueError, BadZipFile or XMLSyntaxError for one that is
        damaged.
        """
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                return cls({_name(each.filename): archive.read(each) for each in members})
        root = parsed(data)
        if root.tag == _WORD_2003:
            return cls({"word/document.xml": etree.tostring(root)})
        return cls(dict(_flat(root)))

    def main(self) -> str:
        """Give the part that holds the body; ValueError where there is none."""
        named = [
            each.target for each in self.relations("").values() if each.kind == "officeDocument"
        ]
        names = [name for name in (*named, *self.parts) if name in self.parts]
        for name in names:
            if name in named or _MAIN_PART.fullmatch(name):
                return name
        raise Damaged("the part with its text is missing")

    def relations(self, part: str) -> dict[str, Relation]:
        """Tell what a part refers to, by identifier; "" is the package itself."""
        folder, name = posixpath.split(part)
        data = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if data is None:
            return {}
        by_identifier: dict[str, Relation] = {}
        for each in parsed(data).iterfind("{*}Relationship"):
            target = each.get("Target", "")
            is_external = each.get("TargetMode") == "External"
            kind = each.get("Type", "").rpartition("/")[2]
            place = target if is_external else _resolved(folder, target)
            by_identifier[each.get("Id", "")] = Relation(kind, place, is_external)
        return by_identifier

    def root(self, part: str) -> etree._Element | None:
        """Give the root of a part with the namespaces of Word since 2007; None for a
        missing one.
        """
        data = self.parts.get(part)
        return None if data is None else _with_one_namespace(parsed(data))


def parsed(data: bytes) -> etree._Element:
    """XML without entities of its own and without the network; XMLSyntaxError for what is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _with_one_namespace(root: etree._Element) -> etree._Element:
    used = {value for value in root.nsmap.values() if value in _SAME}
    if not used:
        return root
    text = etree.tostring(root, encoding="utf-8")
    for value in used:
        text = text.replace(value.encode(), _SAME[value].encode())
    return parsed(text)


def _flat(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Give the parts of a package in one XML file."""
    for part in root.iterfind(f"{_PKG}part"):
        name = _name(part.get(f"{_PKG}name", ""))
        xml = part.find(f"{_PKG}xmlData")
        binary = part.find(f"{_PKG}binaryData")
        if xml is not None and len(xml):
            yield name, etree.tostring(xml[0], with_tail=False)
        elif binary is not None:
            yield name, base64.b64decode(binary.text or "")


def _name(printed: str) -> str:
    return printed.replace("\\", "/").lstrip("/")


def _resolved(folder: str, target: str) -> str:
    """Give the name of a part that is named from a folder: `word` + `../media/a.png` →
    `media/a.png`.
    """
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return _name(posixpath.normpath(target))
    return _name(posixpath.normpath(posixpath.join(folder, target)))
