"""Render the templates, and give them links from IRIs, labels, money, and the words of both
languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request

from budgetgraph import __version__
from budgetgraph.document.data_file import read_data
from budgetgraph.publish.names.called import Names
from budgetgraph.publish.web.amounts import (
    about,
    grouped,
    places_in,
    places_of,
    plain_wan,
    size,
    wan,
)
from budgetgraph.publish.web.answer_words import value_words
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.negotiation import asked_language, in_language, language_of
from budgetgraph.publish.web.sentences import filled
from budgetgraph.rdf.iris import Iris

#: What a path may keep as it is; Chinese is percent-encoded on the wire and shown as Chinese by
#: every browser.
_SAFE = "/%:@!$&'()*+,;=~-._"
_LINES = re.compile(r"#line=(\d+),(\d+)$")
_PAGE = re.compile(r"#page=(\d+)$")
#: The end of the address of a graph in one format; a graph itself may be called 2024 or codes.
_GRAPH_FILE = re.compile(r"\.(?:ttl|trig|nq|jsonld)$")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
#: Paths below the base that have a page or a file of their own.
_PLACES = ("id/", "source/", "graph/", "ontology", "shapes")


class Renderer:
    """Pages from templates.

    `labels` are the names of classes, properties and measures by IRI, as `{"zh": …, "en": …}`;
    `papers` are the names of the source files by their SHA-256. With `copied`, the pages leave out
    what only a server answers; with `checks`, they lead to the check of papers.
    """

    def __init__(
        self,
        iris: Iris,
        labels: Mapping[str, Mapping[str, str]],
        papers: Mapping[str, str] | None = None,
        *,
        copied: bool = False,
        checks: bool = False,
    ) -> None:
        self.iris, self.papers = iris, dict(papers or {})
        self.names = Names(iris, labels, self.papers)
        self._addresses = _addresses(self.papers)
        environment = Environment(
            loader=PackageLoader("budgetgraph.publish"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters.update(
            href=self._href,
            address=self.href,
            localised=_localised,
            name=self.names.name,
            heading=self.names.heading,
            lines=self.lines,
            paper=self.paper,
            rule=self.names.rule,
            kinds=self.names.kinds,
            wan=wan,
            about=about,
            places=places_in,
            places_of=places_of,
            plain_wan=plain_wan,
            grouped=grouped,
            within=self.names.within,
            size=size,
        )
        environment.globals.update(_global_names(), copied=copied, checks=checks)
        self._environment = environment

    def prepare(self) -> None:
        """Compile all templates and read the rules, for whose names the first page would wait.

        It takes a second: ask in a thread.
        """
        for template in self._environment.list_templates():
            self._environment.get_template(template)
        self.names.rule("")

    #: The language that a request is answered in.
    language = staticmethod(language_of)

    def page(self, request: Request, template: str, **values: Any) -> str:
        """Render a page in the request's language."""
        lang, asked = language_of(request), asked_language(request)
        given = request.query_params.multi_items()
        others = urlencode([(name, text) for name, text in given if name != "lang"])
        language_link = f"?{others}&lang=" if others else "?lang="
        named = f"lang={asked}" if asked else ""
        return self._environment.get_template(template).render(
            lang=lang,
            path=request.url.path,
            language_link=language_link,
            asked_language=asked,
            lang_first=named and f"?{named}",
            lang_next=named and f"&{named}",
            canonical=self._canonical(request, lang, bool(others)),
            base=self.iris.base,
            bg=self.iris.ontology,
            **values,
        )

    @pass_context
    def _href(self, context: Context, iri: str) -> str:
        """Give the address of an IRI's page in the language that the reader has chosen."""
        return _localised(context, self.href(iri))

    def _canonical(self, request: Request, lang: str, has_parameters: bool) -> str:
        """Give the one address of a page below the base, whatever host it was asked of.

        "" for a page with parameters, which is one answer of many.
        """
        if has_parameters:
            return ""
        address = self.iris.base + quote(request.url.path.lstrip("/"), safe=_SAFE)
        return address if lang == "zh" else f"{address}?lang={lang}"

    def href(self, iri: str) -> str:
        """Give the address of an IRI's page.

        A thing has `/page/…`, a span of a source `/source/…#L577`. An IRI that is not ours is given
        back, and one that no browser can open becomes `#`.
        """
        if not self.names.within(iri):
            return iri if iri.startswith(("http://", "https://")) else "#"
        path = iri[len(self.iris.base) :]
        lines = _LINES.search(path)
        if lines is not None:
            return f"/{quote(path[: lines.start()], safe=_SAFE)}#L{int(lines[1]) + 1}"
        if not path.startswith(_PLACES):
            return "/catalog"
        without_fragment = path.partition("#")[0]
        if path.startswith("source/"):
            return "/" + quote(without_fragment.partition("/selector/")[0], safe=_SAFE)
        if path.startswith("graph/"):
            graph = quote(without_fragment, safe=_SAFE)
            return f"/{graph}" if _GRAPH_FILE.search(graph) else f"/{graph}.ttl"
        if path.startswith("id/"):
            path = path.replace("id/", "page/", 1)
        return "/" + quote(path, safe=_SAFE + "#")

    @staticmethod
    def lines(span: str, lang: str = "zh") -> str:
        """Say where a span stands, for a person: `第 577 行`, `line 577`."""
        chinese = lang == "zh"
        lines = _LINES.search(span)
        if lines is not None:
            return Renderer.line_words(int(lines[1]) + 1, int(lines[2]), lang)
        page = _PAGE.search(span)
        if page is not None:
            return Renderer.page_words(page[1], lang)
        return "原文" if chinese else "source"

    @staticmethod
    def line_words(first: int, last: int, lang: str) -> str:
        """Say lines: `第 72–76 行`, `lines 72–76`, `line 72`."""
        is_one = first == last
        which = str(first) if is_one else f"{first}–{last}"
        if lang == "zh":
            return f"第 {which} 行"
        return f"line {which}" if is_one else f"lines {which}"

    @staticmethod
    def page_words(page: str, lang: str) -> str:
        """Say a page: `第 3 页`, `page 3`."""
        return f"第 {page} 页" if lang == "zh" else f"page {page}"

    def paper(self, span: str) -> str:
        """Give the name of the source file that a span stands in; "" where it is not known."""
        return self.papers.get(self.digest(span), "")

    @staticmethod
    def digest(span: str) -> str:
        """Give the SHA-256 in the IRI of a span; "" where it has none."""
        digest = _DIGEST.search(span)
        return digest[0] if digest is not None else ""

    def paper_address(self, paper: str) -> str | None:
        """Give the address of a source file by its name; None where no one file is called so."""
        return self._addresses.get(paper)


def _global_names() -> dict[str, Any]:
    """Give what every template can call by name."""
    return {
        "t": _word,
        "bundle": bundle(),
        "query_link": _query_link,
        "asset_version": __version__,
        "is_iri": _is_iri,
        "value_words": value_words,
    }


def _addresses(papers: Mapping[str, str]) -> dict[str, str]:
    """Give the address of every paper by its name; names that several files share are left out."""
    counted = Counter(papers.values())
    named = {}
    for digest, name in papers.items():
        if counted[name] == 1:
            named[name] = f"/source/{digest}"
    return named


@pass_context
def _query_link(context: Context, sparql: str) -> str:
    """Link to the editor with this query in it."""
    return _localised(context, "/sparql?" + urlencode({"query": sparql}))


@pass_context
def _localised(context: Context, address: str) -> str:
    """Give an address in the language that the reader has chosen."""
    return in_language(address, str(context["asked_language"]))


@cache
def words() -> dict[str, dict[str, str]]:
    """Read the texts of the pages by key, each in both languages."""
    texts: dict[str, dict[str, str]] = {}
    for group, entries in read_data("budgetgraph.publish", "words.toml").items():
        for key, both in entries.items():
            texts[f"{group}.{key}"] = both
    return texts


@pass_context
def _word(context: Context, key: str, **values: object) -> str:
    """Give a text of the page in its language, with these values in it."""
    text = words()[key][str(context["lang"])]
    return filled(text, **values) if values else text


def _is_iri(value: object) -> bool:
    """Tell whether a value is an IRI that a page can link to."""
    return isinstance(value, str) and value.startswith(("http://", "https://", "urn:"))
