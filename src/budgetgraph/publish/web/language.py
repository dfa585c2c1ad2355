"""Tell in which language a reader is answered: as the address says, else as the browser asks."""

from __future__ import annotations

from starlette.requests import Request

from budgetgraph.document.languages import LANGUAGES
from budgetgraph.publish.web.negotiation import weights_of


def asked_language(request: Request) -> str:
    """Give the language that the address asks for (`?lang=en`); "" where it asks for none of ours.

    Who has chosen a language stays in it: the links of a page name it where its own address does.
    """
    lang = request.query_params.get("lang", "")
    return lang if lang in LANGUAGES else ""


def language_of(request: Request) -> str:
    """Give the language that a request is answered in: as asked, else as its browser prefers."""
    return asked_language(request) or preferred(request.headers.get("accept-language"))


def preferred(header: str | None) -> str:
    """Choose the language of an Accept-Language header (RFC 9110 §12.5.4).

    `en-GB,en;q=0.9,zh;q=0.8` → `en`; among equals the one that is named first. Chinese where the
    header is missing or names none of ours.
    """
    chosen, best = LANGUAGES[0], 0.0
    for tag, weight in weights_of(header).items():
        language = tag.partition("-")[0]
        if language in LANGUAGES and weight > best:
            chosen, best = language, weight
    return chosen


def in_language(address: str, lang: str) -> str:
    """Give an address of this site with the language in it: `/page/x#a` → `/page/x?lang=en#a`.

    An address of another site, a place on the same page and a file of data stay as they are.
    """
    if not lang or not address.startswith("/") or address.startswith("/graph/"):
        return address
    page, mark, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}lang={lang}{mark}{fragment}"
