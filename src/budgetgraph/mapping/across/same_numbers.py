"""Documents with one number that may be one document, or several: linked, and never merged.

临政办字〔2019〕37号 stands in papers of 临西县 and of 临城县. Nothing says whether 临 is the same
county in both, so that each is a document of its own, and each says which other it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import Quads

_PLACED = 4
"""How many parts follow `id/document/` with a place among them: place, agency, year, serial."""

#: So many documents of one number are each linked with every other one.
_FEW = 8

_REASON_ZH = "{number}：发文机关未能确定，同一文号在不同地方可能是不同文件，也可能是同一份。"
_REASON_EN = (
    "{number}: its issuer could not be told; the same number in another place may be the same"
    " document or another one."
)


def map_same_numbers(out: Quads, graphs: Iterable[bytes]) -> None:
    """Write which documents may be one, why, and which IRI each of them had before its place was a
    part of it.
    """
    by_number: dict[str, set[str]] = {}
    for nquads in graphs:
        for iri, _, number in said(nquads, out.iris.ontology, ("documentNumber",)):
            by_number.setdefault(number, set()).add(iri)
    for number, iris in sorted(by_number.items()):
        _link(out, number, sorted(iris))


def _link(out: Quads, number: str, iris: Sequence[str]) -> None:
    """Write the links of the documents of one number; none where its issuer is certain for all."""
    placed = [iri for iri in iris if len(_parts(out.iris, iri)) == _PLACED]
    if not placed:
        return
    former = out.iris.base + "id/document/" + "/".join(_parts(out.iris, placed[0])[1:])
    for iri in placed:
        if former not in iris:
            out.link(former, "dcterms:isReplacedBy", iri)
        if len(iris) > 1:
            out.zh(iri, "bg:identityNote", _REASON_ZH.format(number=number))
            out.en(iri, "bg:identityNote", _REASON_EN.format(number=number))
    for one, other in _pairs(iris, placed):
        out.link(one, "bg:possiblySameAs", other)
        out.link(other, "bg:possiblySameAs", one)


def _pairs(iris: Sequence[str], placed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the documents of one number that are linked: each with every other one, but for two
    whose issuers are certain.

    A number of the centre may stand in the papers of thousands of counties. Of many documents each
    is linked with the ones before and behind it, so that there are no more links than documents.
    """
    certain = [iri for iri in iris if iri not in placed]
    if len(iris) > _FEW:
        yield from pairwise([*certain[-1:], *placed])
        yield from ((iri, placed[0]) for iri in certain[:-1])
        return
    yield from combinations(placed, 2)
    yield from product(certain, placed)


def _parts(iris: Iris, document: str) -> list[str]:
    """`130535/临政办字/2019/37` → its four parts."""
    return document.removeprefix(iris.base + "id/document/").split("/")
