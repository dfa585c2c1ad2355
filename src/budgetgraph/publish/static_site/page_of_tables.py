"""Put all tables of a disclosure on one page, which a copy has instead of a page for each."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import lxml.html
from starlette.types import ASGIApp

from budgetgraph.publish.static_site.parts_of_things import disclosure_of
from budgetgraph.publish.web.addresses import Address
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.publish.web.rendering import words


async def page_of_tables(app: ASGIApp, tables: Address) -> InProcessResponse:
    """Ask for a disclosure and for its tables, and join the tables in the order of the paper.

    The page has the head and foot of the disclosure's. The names of rows and cells begin with that
    of their table: `7/合计` becomes `revenue_summary/7/合计`.
    """
    disclosure = disclosure_of(tables)
    response = await get(app, disclosure.target)
    if response.status != 200:
        return response
    tree = parsed(response.body)
    article = _article(tree)
    keys = _keys(tree, disclosure)
    asked = [replace(tables, path=f"{tables.path}/{key}") for key in keys]
    answers = await asyncio.gather(*(get(app, address.target) for address in asked))
    for answer in answers:
        if answer.status != response.status:
            return answer
    _keep_heading(article, words()["disclosure.tables"][tables.lang])
    contents = lxml.html.Element("ul", {"class": "columns"})
    article.append(contents)
    for key, answer in zip(keys, answers, strict=True):
        section = _section(key, parsed(answer.body))
        article.append(section)
        contents.append(_entry(key, section))
    body = lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
    return replace(response, body=body)


def parsed(body: bytes) -> lxml.html.HtmlElement:
    """Read a page."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(body.decode(), parser=parser)


def _article(page: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Give the content of the page of a thing."""
    article = page.find(".//article")
    if article is None:
        raise RuntimeError("the page of a thing has no article")
    return article


def _keys(tree: lxml.html.HtmlElement, disclosure: Address) -> list[str]:
    """List the keys of the tables that the page of a disclosure links to, each once."""
    begin = f"{disclosure.path}/table/"
    keys: dict[str, None] = {}
    for link in tree.iterfind(".//a[@href]"):
        address = str(link.get("href")).partition("?")[0]
        if address.startswith(begin):
            keys.setdefault(address.removeprefix(begin).partition("/")[0])
    return list(keys)


def _keep_heading(article: lxml.html.HtmlElement, what: str) -> None:
    """Leave only the heading of a page, and add to it what follows."""
    for element in list(article):
        if element.tag != "h1":
            element.drop_tree()
    heading = article.find("h1")
    if heading is not None:
        heading.text = f"{heading.text} · {what}"


def _section(key: str, page: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Make a section of the page of a table."""
    section = lxml.html.Element("section", {"id": key})
    for element in list(_article(page)):
        has_no_place = element.tag == "details" or element.get("class") in ("kind", "data")
        if element.tag == "h1":
            element.tag = "h2"
        if not has_no_place:
            section.append(element)
    for element in section.iterfind(".//*[@id]"):
        element.set("id", f"{key}/{element.get('id')}")
    for element in section.iterfind(".//*[@aria-labelledby]"):
        element.set("aria-labelledby", f"{key}/{element.get('aria-labelledby')}")
    return section


def _entry(key: str, section: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Make the entry of a table in the list at the head of the page."""
    entry = lxml.html.Element("li")
    link = lxml.html.Element("a", {"href": f"#{key}"})
    link.text = str(section.xpath("string(./h2)"))
    entry.append(link)
    return entry
