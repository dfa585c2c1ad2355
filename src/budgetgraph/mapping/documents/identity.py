"""What makes a numbered document the same document: its number, and its issuer or its place."""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure
from budgetgraph.rdf.iris import Iris
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.issuer import issuer


def document_iri(iris: Iris, number: DocumentNumber, citing: Disclosure) -> str:
    """Give the IRI of a document that a disclosure cites.

    冀财社〔2023〕208号 → `id/document/冀财社/2023/208`, for 河北省财政厅 is certain.
    临政办字〔2019〕37号 in 临西县 → `id/document/130535/临政办字/2019/37`, for 临 is many counties'.
    """
    place = identity_place(number, citing)
    return iris.document(number.agency, number.year, number.serial, place)


def identity_place(number: DocumentNumber, citing: Disclosure) -> str | None:
    """Give the place that is part of a document's identity; None where its issuer is certain.

    The division of the issuer where that much is certain, else the division that cites it, else the
    department: nothing then says that another one means the same paper.
    """
    issued_by = issuer(number.agency, number.year, citing.division.code)
    if issued_by is not None:
        return None if issued_by.name is not None else issued_by.division
    return citing.division.code or citing.owner.name
