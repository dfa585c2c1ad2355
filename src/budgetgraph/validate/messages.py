"""The words of a finding: a shape's message in Chinese and English with what its query found filled
in, as a person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from budgetgraph.shacl.queries import filled
from budgetgraph.values import codes
from budgetgraph.values.money import plain

#: What a query gathers in no order of its own, with what separates it there and in a message:
#: addends, and alternatives. A title may hold 、 itself: 一、三公经费支出表.
_GATHERED = {"parts": (" + ", " + "), "compared": (" | ", "、")}
_LISTS = {"measure": "measures", "table-type": "table-types"}
_CONCEPT = re.compile(rf"https?://\S{{1,300}}/id/({'|'.join(_LISTS)})/([^/\s]+)")


def messages(templates: Iterable[Node], solution: Mapping[str, Node]) -> tuple[str, str]:
    """Give the Chinese and the English message; one without a language counts as English."""
    by_language: dict[str, str] = {}
    for template in templates:
        language = (getattr(template, "language", None) or "en").partition("-")[0]
        shown = {name: _shown(name, term, language) for name, term in solution.items()}
        by_language.setdefault(language, filled(str(template), shown))
    return by_language.get("zh", ""), by_language.get("en", "")


def decimal_of(term: Node | None) -> Decimal | None:
    """Give a numeric literal as a plain decimal; None for any other term, a boolean too."""
    value = term.toPython() if isinstance(term, Literal) else None
    if isinstance(value, bool):
        return None
    if not isinstance(value, int | Decimal):
        return None
    return plain(Decimal(value))


def _shown(name: str, term: Node, language: str) -> str:
    """Give a variable as a message shows it: decimals with two places or more, what was gathered in
    a fixed order, concepts by their label.
    """
    if name in _GATHERED:
        return _gathered(name, str(term), language)
    if isinstance(term, URIRef):
        return _label(str(term), language)
    is_decimal = isinstance(term, Literal) and term.datatype == XSD.decimal
    number = decimal_of(term) if is_decimal else None
    if number is None:
        return str(term)
    places = -int(number.as_tuple().exponent)
    return f"{number:.2f}" if places < 2 else f"{number:f}"


def _gathered(name: str, text: str, language: str) -> str:
    """Give what a query gathered, sorted, each part with its concepts by their labels."""
    separator, between = _GATHERED[name]
    parts: list[str] = []
    for part in text.split(separator):
        if part.strip():
            parts.append(_CONCEPT.sub(lambda iri: _label(iri[0], language), part))
    return between.join(sorted(parts)) or "—"


def _label(iri: str, language: str) -> str:
    """Tell what a measure or a type of table is called; any other IRI as it is.

    `…/id/measure/reception` → 公务接待费, or Official receptions.
    """
    match = _CONCEPT.fullmatch(iri)
    if match is None:
        return iri
    concept = codes.concepts(_LISTS[match[1]]).get(match[2])
    if concept is None:
        return iri
    label = concept.first("prefLabel") or iri
    if language == "zh":
        return label
    return concept.first(f"prefLabel@{language}") or label
