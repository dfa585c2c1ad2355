"""Write the site as files that any web server can serve.

The same application is asked for page after page. Links are rewritten: `/page/x` becomes
`page/x.html`, `?lang=en` the folder `en/`, a question with parameters a file under its name. A link
to a query needs a server; it leads to the page of queries, which shows the query's text.
"""

from __future__ import annotations

import asyncio
import posixpath
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

import lxml.html
from starlette.applications import Starlette

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.static_site.indexes import (
    WrittenPage,
    named_things,
    put,
    write_indexes,
)
from budgetgraph.publish.static_site.parts_of_things import owner
from budgetgraph.publish.web.addresses import Address, read, relative
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.publish.web.site import Settings

_MOVED = 301
_ANSWERED = (200, _MOVED)
COPIED = Settings(timeout=600.0, workers=4, data_forms=("ttl",))
"""How the server answers for a copy: a thing's data in one format, not in four, and without the
hurry of a visitor.
"""

#: The first pages; all others are found by links.
_BEGIN = (Address("/"), Address("/", lang="en"))
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
#: The script of every copied page.
_SCRIPT = Address("/static/frozen.js")
#: Addresses that only a running server answers.
_LIVE = ("/-/", "/id/", "/feed")
#: Pages with endlessly many answers. A link with parameters leads to the page without them, and its
#: script does the rest.
_OPEN = ("/sparql", "/sparql/form", "/search")
#: The server's policy, without the part that only a header can set.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
#: A page with filters links to itself with each further filter. A link with more filters than this
#: leads to the page without any.
_FILTERS = 1


@dataclass(slots=True)
class Frozen:
    """What was written: the number of files, the pages among them, and the broken links.

    `broken` has the reason and the linking page by address.
    """

    files: int = 0
    pages: list[WrittenPage] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def export(folder: Path, out: Path) -> list[Path]:
    """Write the site of a built folder into `out`, and give its start pages.

    UnreadableInput where `out` is not empty; RuntimeError where a link leads nowhere, which is a
    fault of this program.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UnreadableInput(
            str(out), "is there already and not empty; choose another --out, or remove it yourself"
        )
    frozen = freeze(folder, out)
    if frozen.broken:
        reasons = [f"{address}: {reason}" for address, reason in frozen.broken.items()]
        raise RuntimeError(f"links that lead nowhere: {'; '.join(reasons)}")
    return [out / address.file for address in _BEGIN]


def freeze(folder: Path, out: Path) -> Frozen:
    """Write every page and file that a link leads to from the start pages, in both languages."""
    # In a thread of its own: in a notebook an event loop runs already, and a thread has one loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        done = thread.submit(asyncio.run, _walk(create_app(folder, COPIED), out)).result()
    done.files += write_indexes(out, done.pages, named_things(folder))
    return done


async def _walk(app: Starlette, out: Path) -> Frozen:
    """Ask for the start pages and then, link by link, for all others; write each."""
    done = Frozen()
    built = bundle()
    waiting = list(_BEGIN)
    if built is not None:
        # The scripts load each other; no link names them.
        waiting += [Address(f"/static/bundle/{name}") for name in built.files]
    linked_from = dict.fromkeys(waiting, "")
    async with app.router.lifespan_context(app):
        while waiting:
            batch, waiting = waiting[:16], waiting[16:]
            responses = await asyncio.gather(*(get(app, address.target) for address in batch))
            for address, response in zip(batch, responses, strict=True):
                if response.status not in _ANSWERED:
                    where = linked_from[address] or "nowhere"
                    done.broken[address.target] = f"{response.status}, linked from {where}"
                    continue
                for link in _written(address, response, out, done):
                    if link not in linked_from:
                        linked_from[link] = address.target
                        waiting.append(link)
    return done


def _written(
    address: Address, response: InProcessResponse, out: Path, done: Frozen
) -> list[Address]:
    """Write one response, and give the addresses that it links to."""
    links: list[Address] = []
    body = response.body
    if response.status == _MOVED:
        goal = read(response.headers["location"], address)
        if goal is None:
            raise RuntimeError(f"{address.target} has moved out of this site")
        now = replace(goal[0], lang=address.lang)
        put(out / address.file, _forward(address, now))
        done.files += 1
        return [now]
    if response.media_type == "text/html":
        body, links, page = _rewritten(body, address)
        done.pages.append(page)
        if address.path.startswith("/page/"):
            name = _identifier(address)
            put(out / name.file, _forward(name, address))
            done.files += 1
    put(out / address.file, body)
    done.files += 1
    return links


def _rewritten(body: bytes, page: Address) -> tuple[bytes, list[Address], WrittenPage]:
    """Rewrite the links of a page as links between files, and give where they lead."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(body.decode(), parser=parser)
    links = _rewrite_links(tree, page)
    head, content = tree.find("head"), tree.find("body")
    if head is None or content is None:
        raise RuntimeError(f"{page.target} is no whole page")
    content.set("data-frozen", posixpath.relpath(".", posixpath.dirname(page.file) or "."))
    content.set("data-path", page.path)
    head.append(lxml.html.Element("script", src=relative(page, _SCRIPT), defer="defer"))
    policy = {"http-equiv": "Content-Security-Policy", "content": _POLICY}
    head.insert(1, lxml.html.Element("meta", policy))
    text: bytes = lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
    title, kind = _words(tree, "//h1"), _words(tree, "//p[@class='kind']")
    return text, [*links, _SCRIPT], WrittenPage(page, title, kind)


def _rewrite_links(tree: lxml.html.HtmlElement, page: Address) -> list[Address]:
    """Point every link of a page at a file, and give the files' addresses."""
    links: list[Address] = []
    for element in list(tree.iter(*_LINKS)):
        name = _LINKS[str(element.tag)]
        goal = read(element.get(name) or "", page)
        if goal is None:
            continue
        address, fragment = _goal(*goal)
        if address is None:
            if element.tag == "link":
                element.drop_tree()
            continue
        if element.tag == "form":
            address = replace(address, lang=page.lang)
        links.append(address)
        element.set(name, relative(page, address, fragment))
    return links


def _words(tree: lxml.html.HtmlElement, path: str) -> str:
    """Give the text of the first element of a path."""
    return " ".join(str(tree.xpath(f"string({path})")).split())


def _goal(address: Address, fragment: str) -> tuple[Address | None, str]:
    """Choose the file that stands for an address in the copy; None where only a server has it."""
    if address.path.startswith("/id/"):
        page = address.path.replace("/id/", "/page/", 1)
        address = Address(page, lang=address.lang)
    if address.path.startswith("/page/"):
        page_of_it, anchor = owner(address)
        return page_of_it, anchor or fragment
    if address.path.startswith(_LIVE):
        return None, fragment
    without_parameters = Address(address.path, lang=address.lang)
    if address.path in _OPEN:
        query = dict(address.parameters).get("query", "")
        return without_parameters, f"query={quote(query)}" if query else fragment
    filters = len(address.parameters)
    if not address.path.startswith("/questions") and filters > _FILTERS:
        return without_parameters, fragment
    return address, fragment


def _identifier(page: Address) -> Address:
    """Give the address of a thing's own name, from that of its page."""
    return Address(page.path.replace("/page/", "/id/", 1), lang=page.lang)


def _forward(here: Address, page: Address) -> bytes:
    """Write a file that leads to a page: that of a thing's own name, or of a former name.

    Some hosts send `id/x.html` when asked for `id/x`.
    """
    goal = escape(relative(here, page), quote=True)
    language = "zh-CN" if page.lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>303</title>'
        f'<meta http-equiv="refresh" content="0; url={goal}">'
        f'<link rel="canonical" href="{goal}"><a href="{goal}">{goal}</a></html>\n'
    ).encode()
