"""Word files made by hand, part by part, in each of their packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = {
    _OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    _W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def part(tag: str, content: str) -> str:
    """One part: its root with the usual prefixes."""
    return f'<w:{tag} xmlns:w="{_W}" xmlns:r="{_OFFICE}">{content}</w:{tag}>'


def parts(body: str, related: Mapping[str, tuple[str, str | bytes]] = {}) -> dict[str, bytes]:
    """The parts of a file. `related` are those that the body refers to, name → (kind, content); the
    identifier of each is its kind.
    """
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for name, (kind, _) in related.items()
    )
    found: dict[str, str | bytes] = {
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, (_, content) in related.items():
        if content:
            found[f"word/{name}"] = content
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in found.items()
    }


def _relations(content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{content}</Relationships>'


def packed(members: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def strict(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with the namespaces of Strict Open XML."""
    found = dict(members)
    for old, new in STRICT.items():
        found = {
            name: content.replace(old.encode(), new.encode()) for name, content in found.items()
        }
    return found


def flat(members: Mapping[str, bytes]) -> bytes:
    """The parts as one XML file."""
    inside = b"".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>'.encode()
        + content
        + b"</pkg:xmlData></pkg:part>"
        for name, content in members.items()
    )
    return (
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{_PKG}">'.encode()
        + inside
        + b"</pkg:package>"
    )
