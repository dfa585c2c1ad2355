"""What the graphs of disclosures say by some properties, read off their N-Quads without taking
every line apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: Subject, local name of the property, and the IRI or the text that it leads to.
Said = tuple[str, str, str]


def said(nquads: bytes, vocabulary: str, names: Iterable[str]) -> Iterator[Said]:
    """Give every statement whose property is one of these names of a vocabulary.

    `<…/project/1/2025> <…ontology#cites> <…/document/冀财社/2024/158> <graph> .`
    → `("…/project/1/2025", "cites", "…/document/冀财社/2024/158")`. Of a literal it is the text, as
    N-Quads escape it.
    """
    for name in names:
        property_ = f"> <{vocabulary}{name}> ".encode()
        at = nquads.find(property_)
        while at >= 0:
            start = nquads.rfind(b"\n", 0, at) + 1
            end = nquads.find(b"\n", at) % (len(nquads) + 1)
            value = nquads[at + len(property_) : end]
            yield nquads[start + 1 : at].decode(), name, _plain(value)
            at = nquads.find(property_, end)


def _plain(value: bytes) -> str:
    """Give the IRI or the text of an object and of what stands behind it in its line.

    `<…/2024/158> <graph> .` → `…/2024/158`, `"冀财社"@zh <graph> .` → `冀财社`.
    """
    if value.startswith(b"<"):
        return value[1 : value.index(b">")].decode()
    return value[1 : value.rindex(b'"')].decode()
