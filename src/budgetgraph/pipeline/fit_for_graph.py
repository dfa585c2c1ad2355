"""Whether a disclosure can go into a graph, and if not, why and what to do."""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure

_WHAT_TO_DO = (
    "give it a row in a file for build --sources (columns file,department,division,year); "
    "extract --department NAME --year YEAR shows what comes of it"
)
#: Notes which say that a paper is no department's.
_OF_NOBODY = frozenset({"template", "whole-place"})
_NAMES = {"department": "no department is named in it", "year": "no budget year is named in it"}


def unfit(disclosure: Disclosure) -> str | None:
    """Give the reason why a disclosure goes into no graph; None for one that does.

    A graph has need of its department and its year, and of something of a budget: a template that
    nobody filled in, a notice with document numbers alone and what all bodies of a place spend
    together are read and shown, no more.
    """
    told = next((note for note in disclosure.notes if note.code in _OF_NOBODY), None)
    if told is not None:
        return told.message
    if not _holds_budget(disclosure):
        return f"it holds no table, form or stated amount, {_cited(disclosure)}: no disclosure"
    reasons = [_NAMES[name] for name in disclosure.missing]
    return f"{' and '.join(reasons)}; {_WHAT_TO_DO}" if reasons else None


def is_citation_only(disclosure: Disclosure) -> bool:
    """Tell whether a paper holds document numbers and no budget, as a notice of funding does."""
    return bool(disclosure.documents) and not _holds_budget(disclosure)


def _holds_budget(disclosure: Disclosure) -> bool:
    parts = (disclosure.tables, disclosure.statements, disclosure.projects, disclosure.performance)
    return any(parts)


def _cited(disclosure: Disclosure) -> str:
    numbers = "、".join(str(document.number) for document in disclosure.documents)
    return f"only the documents {numbers}" if numbers else "nor a document number"
