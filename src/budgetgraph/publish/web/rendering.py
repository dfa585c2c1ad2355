"""Render the templates, and give them links from IRIs, labels, money, and the words of both
languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request

from budgetgraph import __version__
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.rdf.iris import Iris

LANGUAGES = ("zh", "en")
#: What a path may keep as it is; Chinese is percent-encoded on the wire and shown as Chinese by
#: every browser.
_SAFE = "/%:@!$&'()*+,;=~-._"
_LINES = re.compile(r"#line=(\d+),(\d+)$")
_PAGE = re.compile(r"#page=(\d+)$")
_YUAN_A_WAN = 10_000
#: Paths below the base that have a page or a file of their own.
_PLACES = ("id/", "source/", "graph/", "ontology", "shapes")


class Renderer:
    """Pages from templates.

    `labels` are the names of classes and properties by IRI, as `{"zh": …, "en": …}`.
    """

    def __init__(self, iris: Iris, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.iris, self.labels = iris, labels
        environment = Environment(
            loader=PackageLoader("budgetgraph.publish"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters.update(
            href=self.href,
            name=self.name,
            lines=self.lines,
            wan=wan,
            plain_wan=plain_wan,
            grouped=grouped,
            within=self.within,
            size=size,
        )
        environment.globals.update(
            t=_word,
            bundle=bundle(),
            query_link=query_link,
            asset_version=__version__,
            is_iri=_is_iri,
        )
        self._environment = environment

    @staticmethod
    def language(request: Request) -> str:
        """Give the request's language: `?lang=en`, else Chinese."""
        lang = request.query_params.get("lang", "zh")
        return lang if lang in LANGUAGES else "zh"

    def page(self, request: Request, template: str, **values: Any) -> str:
        """Render a page in the request's language."""
        lang = self.language(request)
        given = request.query_params.multi_items()
        others = urlencode([(name, text) for name, text in given if name != "lang"])
        language_link = f"?{others}&lang=" if others else "?lang="
        return self._environment.get_template(template).render(
            lang=lang,
            path=request.url.path,
            language_link=language_link,
            base=self.iris.base,
            bg=self.iris.ontology,
            **values,
        )

    def within(self, iri: object) -> bool:
        """Tell whether this site has a page for an IRI."""
        return isinstance(iri, str) and iri.startswith(self.iris.base)

    def href(self, iri: str) -> str:
        """Give the address of an IRI's page.

        A thing has `/page/…`, a span of a source `/source/…#L577`. An IRI that is not ours is given
        back, and one that no browser can open becomes `#`.
        """
        if not self.within(iri):
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
            return f"/{quote(without_fragment, safe=_SAFE)}.ttl"
        if path.startswith("id/"):
            path = path.replace("id/", "page/", 1)
        return "/" + quote(path, safe=_SAFE + "#")

    def lines(self, span: str, lang: str = "zh") -> str:
        """Say where a span stands, for a person: `第 577 行`, `line 577`."""
        chinese = lang == "zh"
        lines = _LINES.search(span)
        if lines is not None:
            first, last = int(lines[1]) + 1, int(lines[2])
            which = str(first) if first == last else f"{first}–{last}"
            return f"第 {which} 行" if chinese else f"line {which}"
        page = _PAGE.search(span)
        if page is not None:
            return f"第 {page[1]} 页" if chinese else f"page {page[1]}"
        return "原文" if chinese else "source"

    def name(self, iri: str, lang: str = "zh") -> str:
        """Give the label of a class or property, or else the last readable part of an IRI."""
        known = self.labels.get(iri) or words().get(f"names.{iri}")
        if known:
            return known.get(lang) or next(iter(known.values()))
        if self.within(iri):
            path = iri[len(self.iris.base) :]
            return path.removeprefix("id/").removeprefix("ontology#").replace("%2F", "/") or iri
        last_part = re.split(r"[/#]", iri.rstrip("/#"))[-1]
        return last_part or iri


def wan(yuan: Decimal | int | None) -> str:
    """Write an amount in 元 as 万元, grouped, with at least two decimals: `4,981.72`."""
    if yuan is None:
        return ""
    number = Decimal(yuan) / _YUAN_A_WAN
    places = max(2, -int(number.normalize().as_tuple().exponent))
    return f"{number:,.{places}f}"


def plain_wan(yuan: Decimal | int) -> str:
    """Write an amount in 元 as 万元 for a machine: no commas, no exponent."""
    return f"{Decimal(yuan) / _YUAN_A_WAN:f}"


def grouped(number: Decimal | int | str | None) -> str:
    """Write a number with thousands commas; text stays as it is."""
    if number is None:
        return ""
    if isinstance(number, str):
        return number
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"


def size(octets: int) -> str:
    """Write a file's size for a person: `1.4 MB`."""
    if octets < 1000:
        return f"{octets} B"
    number = octets / 1000
    for unit in ("kB", "MB"):
        if number < 1000:
            return f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"


def query_link(sparql: str) -> str:
    """Link to the editor with this query in it."""
    return "/sparql?" + urlencode({"query": sparql})


@cache
def words() -> dict[str, dict[str, str]]:
    """Read the texts of the pages by key, each in both languages."""
    file = resources.files("budgetgraph.publish").joinpath("words.toml")
    texts: dict[str, dict[str, str]] = {}
    for group, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for key, both in entries.items():
            texts[f"{group}.{key}"] = both
    return texts


@pass_context
def _word(context: Context, key: str, **values: object) -> str:
    """Give a text of the page in its language, with these values in it."""
    text = words()[key][str(context["lang"])]
    return text.format(**values) if values else text


def _is_iri(value: object) -> bool:
    """Tell whether a value is an IRI that a page can link to."""
    return isinstance(value, str) and value.startswith(("http://", "https://", "urn:"))
