"""Numbered documents: their identity, what is said of them, and every place that names them."""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure, OfficialDocument
from budgetgraph.document.where import Where
from budgetgraph.mapping.documents.identity import document_iri, identity_place
from budgetgraph.mapping.documents.passed_on import passed_on
from budgetgraph.mapping.projects import MappedProject
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.issuer import CENTRE, issuer


def map_documents(
    out: SourcedQuads, owner: str, disclosure: Disclosure, projects: list[MappedProject]
) -> None:
    """Write every numbered document, by what cites it and wherever it stands."""
    funding = {number for project in disclosure.projects for number in project.funding_documents}
    cited = [number for project in projects for number in project.cited]
    known = {document.number: document for document in disclosure.documents}
    for number in dict.fromkeys([*known, *cited]):
        iri = document_iri(out.iris, number, disclosure)
        _document(out, iri, number, known.get(number), number in funding)
        _issuer(out, iri, number, disclosure)
        out.link(owner, "bg:mentions", iri)
        document = known.get(number)
        mentions = document.mentions if document else ()
        for position, mention in enumerate(mentions, start=1):
            node = out.iris.mention(owner, number.agency, number.year, number.serial, position)
            out.a(node, "bg:Mention")
            out.link(node, "bg:disclosure", owner)
            out.link(node, "bg:document", iri)
            out.link(node, "bg:inProject", _project_around(mention.where, projects))
            out.text(node, "bg:printed", mention.printed)
            out.cite(node, mention.where)


def _project_around(place: Where, projects: list[MappedProject]) -> str | None:
    """Give the project whose form a place stands in, the last one where several hold it."""
    if not place.first:
        return None
    around = [project.iri for project in projects if project.holds(place)]
    return around[-1] if around else None


def map_passed_on(
    out: SourcedQuads, owner: str, disclosure: Disclosure, projects: list[MappedProject]
) -> None:
    """Write every grant that one document passes on under another number, with the passage."""
    for position, grant in enumerate(passed_on(disclosure), start=1):
        above = document_iri(out.iris, grant.above, disclosure)
        below = document_iri(out.iris, grant.below, disclosure)
        out.link(below, "bg:passesOn", above)
        node = out.iris.part(owner, "passing", position)
        out.a(node, "bg:PassedGrant")
        out.link(node, "bg:disclosure", owner)
        out.link(node, "bg:grantOf", above)
        out.link(node, "bg:passedOnAs", below)
        out.link(node, "bg:project", projects[grant.project].iri)
        out.cite(node, grant.where)


def _document(
    out: SourcedQuads,
    iri: str,
    number: DocumentNumber,
    document: OfficialDocument | None,
    funds: bool,
) -> None:
    """Write what is said of a document itself."""
    out.a(iri, "bg:OfficialDocument", "eli:LegalResource")
    if funds:
        out.a(iri, "bg:FundingDocument")
    out.text(iri, "bg:documentNumber", str(number))
    out.zh(iri, "skos:prefLabel", str(number))
    out.text(iri, "bg:agencyCode", number.agency)
    out.year(iri, "bg:year", number.year)
    out.integer(iri, "bg:serial", number.serial)
    for title in document.titles if document else ():
        out.zh(iri, "dcterms:title", title)


def _issuer(out: SourcedQuads, document: str, number: DocumentNumber, citing: Disclosure) -> None:
    """Write the level and the organisation that a document comes from, as far as the lineage of the
    disclosure's division tells them; else that it is known by the place that cites it.
    """
    issued_by = issuer(number.agency, number.year, citing.division.code)
    place = identity_place(number, citing)
    if place is not None and place.isdigit():
        out.link(document, "bg:knownIn", out.iris.division(place))
    if issued_by is None:
        return
    out.text(document, "bg:level", issued_by.level)
    if issued_by.name is not None:
        body = out.iris.department(issued_by.division, issued_by.name)
        out.link(document, "bg:issuer", body)
        out.a(body, "org:FormalOrganization")
        out.zh(body, "skos:prefLabel", issued_by.name)
        division = None if issued_by.division == CENTRE else out.iris.division(issued_by.division)
        out.link(body, "bg:division", division)
