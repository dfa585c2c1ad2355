"""Grants that one document passes on under another number, as a disclosure says.

The prose names the grant with the number of the level above:
  提前下达2021年中央财政医疗服务与保障能力提升补助资金18万元（临州财社[2020]105号）
and the project of that name gives the county's own paper as its basis:
  立项依据  临社财发【2020】92号关于提前下达2021年中央财政医疗服务与保障能力提升…的通知
So 临社财发〔2020〕92号 passes on 临州财社〔2020〕105号.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.disclosure import Disclosure, Mention, Project
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.issuer import issuer

#: A shorter name of a project stands in too many sentences.
_SHORTEST = 8
#: How far behind the name of the grant its number may stand: an amount, a bracket.
_FURTHEST = 24
_FROM_THE_TOP = ("central", "province", "city", "county")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """One grant passed on: the document above, the one that the project cites, the project's place
    in the disclosure, and the passage that names the grant with the number above.
    """

    above: DocumentNumber
    below: DocumentNumber
    project: int
    where: Where


def passed_on(disclosure: Disclosure) -> Iterator[PassedOn]:
    """Give the grants of a disclosure that are passed on, in the order of its projects."""
    outside = list(_outside_of_forms(disclosure))
    for position, project in enumerate(disclosure.projects):
        own = dict.fromkeys([*project.funding_documents, *project.basis_documents])
        for mention in outside:
            if mention.number in own or not _names(disclosure, mention, project):
                continue
            for below in own:
                if _is_above(mention.number, below, disclosure.division.code):
                    yield PassedOn(mention.number, below, position, mention.where)


def _outside_of_forms(disclosure: Disclosure) -> Iterator[Mention]:
    """Give the mentions of documents that stand in the form of no project."""
    forms = [project.where for project in disclosure.projects]
    for document in disclosure.documents:
        for mention in document.mentions:
            if not any(_is_inside(mention.where, form) for form in forms):
                yield mention


def _is_inside(place: Where, form: Where) -> bool:
    return form.first <= place.first <= form.last


def _names(disclosure: Disclosure, mention: Mention, project: Project) -> bool:
    """Tell whether the project's name stands shortly before the number in the text."""
    name = fold(project.name)
    if len(name) < _SHORTEST or not mention.where.first:
        return False
    first, last = mention.where.first, mention.where.last
    text = fold("".join(disclosure.source.lines[max(first - 2, 0) : last]))
    number = text.rfind(fold(mention.printed))
    end = text.rfind(name, 0, max(number, 0))
    return end >= 0 and number - (end + len(name)) <= _FURTHEST


def _is_above(above: DocumentNumber, below: DocumentNumber, division: str | None) -> bool:
    """Tell whether the first document is certainly of a higher level than the second may be."""
    higher = issuer(above.agency, above.year, division)
    lower = issuer(below.agency, below.year, division)
    if higher is None or higher.level not in _FROM_THE_TOP[:-1]:
        return False
    if lower is None:
        return True
    return _FROM_THE_TOP.index(higher.level) < _FROM_THE_TOP.index(lower.level)
