"""Rewrite the links of the server's pages as links between the files of a copy."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote_to_bytes

import lxml.html

from budgetgraph.publish.static_site.page_of_tables import parsed
from budgetgraph.publish.static_site.parts_of_things import owner
from budgetgraph.publish.web.addresses import Address, read, relative

_ELEMENTS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
#: What a link or a name holds, and the characters beyond ASCII in it.
_LINK = re.compile(rb' (?:href|src|action|id|aria-labelledby)="[^"]*"')
_ENCODED = re.compile(rb"(?:%[89A-Fa-f][0-9A-Fa-f])+")
#: End tags that HTML leaves out where the next cell or row begins, or its table ends (HTML Living
#: Standard, 13.1.2.4): a fifth of a page of tables.
_ENDS = (
    re.compile(rb"</t[dh]>(?=\s*+<(?:t[dh][ >]|/tr>))"),
    re.compile(rb"</tr>(?=\s*+<(?:tr[ >]|/tbody>|/thead>))"),
)
#: The script of every copied page.
SCRIPT = Address("/static/frozen.js")
#: Addresses that only a running server answers.
_LIVE = ("/-/", "/compare", "/data/", "/embed/", "/feed", "/graph/", "/openapi.json", "/sparql")
#: Pages whose script answers in the browser: what is asked stands behind `#` there.
_ANSWERED = ("/findings", "/questions/", "/search")
#: The server's policy, without the part that only a header can set.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
#: The filters of the start page by which it is written, beside the number of a page.
_FILTERS = ("year",)


def rewritten(body: bytes, page: Address) -> tuple[bytes, list[Address]]:
    """Rewrite the links of a page as links between files, and give where they lead."""
    tree = parsed(body)
    links = _rewrite(tree, page)
    head, content = tree.find("head"), tree.find("body")
    if head is None or content is None:
        raise RuntimeError(f"{page.target} is no whole page")
    content.set("data-frozen", posixpath.relpath(".", posixpath.dirname(page.file) or "."))
    content.set("data-path", page.path)
    head.append(lxml.html.Element("script", src=relative(page, SCRIPT), defer="defer"))
    policy = {"http-equiv": "Content-Security-Policy", "content": _POLICY}
    head.insert(1, lxml.html.Element("meta", policy))
    return written_out(tree), [*links, SCRIPT]


def written_out(tree: lxml.html.HtmlElement) -> bytes:
    """Write a page in few bytes: without end tags of cells and rows, and with Chinese in links as
    it is, which a browser reads as well. A percent-encoded character is three times as long.
    """
    text: bytes = lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
    for end in _ENDS:
        text = end.sub(b"", text)
    return _LINK.sub(lambda link: _ENCODED.sub(_decoded, link[0]), text)


def _decoded(octets: re.Match[bytes]) -> bytes:
    """Decode percent-encoded characters; what is no UTF-8 stays as it is."""
    decoded = unquote_to_bytes(octets[0])
    try:
        decoded.decode()
    except UnicodeDecodeError:
        return octets[0]
    return decoded


def link_between(page: Address, link: str) -> str | None:
    """Write a link of a page as a link between files; None where the copy has no such file."""
    goal = read(link, page)
    if goal is None:
        return link
    address, fragment = file_for(*goal)
    return None if address is None else relative(page, address, fragment)


def file_for(address: Address, fragment: str) -> tuple[Address | None, str]:
    """Choose the page that stands for an address in the copy; None where only a server has it."""
    path = address.path
    if path.startswith("/id/"):
        path = path.replace("/id/", "/page/", 1)
        address = Address(path, lang=address.lang)
    if path.startswith("/page/"):
        page, anchor = owner(address)
        return page, anchor or fragment
    if path.startswith(_LIVE):
        return None, fragment
    if path.startswith(_ANSWERED) and not address.is_data:
        asked = replace(address, lang="zh").target.partition("?")[2]
        return Address(path, lang=address.lang), asked or fragment
    if path == "/" and not _is_written(address):
        return Address(path, lang=address.lang), fragment
    return address, fragment


def _is_written(start: Address) -> bool:
    """Tell whether the start page is written with these parameters."""
    return all(name in (*_FILTERS, "page") for name, _ in start.parameters)


def _rewrite(tree: lxml.html.HtmlElement, page: Address) -> list[Address]:
    """Point every link of a page at a file, and give the files' addresses."""
    links: list[Address] = []
    for element in list(tree.iter(*_ELEMENTS)):
        name = _ELEMENTS[str(element.tag)]
        goal = read(element.get(name) or "", page)
        if goal is None:
            continue
        address, fragment = file_for(*goal)
        if address is None:
            _take_off(element)
            continue
        if element.tag == "form":
            address = replace(address, lang=page.lang)
        links.append(address)
        element.set(name, relative(page, address, fragment))
    return links


def _take_off(element: lxml.html.HtmlElement) -> None:
    """Take off a link that leads nowhere in a copy; its words stay."""
    if element.tag == "link":
        element.drop_tree()
    else:
        element.drop_tag()
