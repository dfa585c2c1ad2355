"""The site as files: what the server answers, asked of the same application page by page and
written so that any web server can serve it.

A link keeps its meaning: `/page/x` becomes `page/x.html`, `?lang=en` the folder `en/`, a question
with parameters a file under its name. What needs a server stays recognisable: a link to a query
leads to the page of queries, which shows its text.
"""

from __future__ import annotations

import asyncio
import json
import posixpath
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import lxml.html
from starlette.applications import Starlette

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.addresses import Address, read, relative
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.publish.web.site import Settings
from budgetgraph.query.run_query import base_of
from budgetgraph.query.search_index import names
from budgetgraph.store import Store

#: Where the walk begins; everything else is found by links.
_BEGIN = (Address("/"), Address("/", lang="en"))
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
#: Written by the freezer itself, or answered only by a living server.
_SCRIPT = Address("/static/frozen.js")
_LIVE = ("/-/", "/id/")
#: Pages whose answers cannot all be written: a link with parameters leads to the page without them,
#: and its script does the rest.
_OPEN = ("/sparql", "/search")
#: As the server sends it, less what a page cannot say of itself.
_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
#: A page that filters links to itself with every further filter; beyond this many, a link leads to
#: the page without any.
_FILTERS = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A written page, its title and the kind of thing it is about as the page says it."""

    address: Address
    title: str
    kind: str


@dataclass(slots=True)
class Frozen:
    """What was written: how many files, the pages among them, and what could not be had, with the
    page that links to it.
    """

    files: int = 0
    pages: list[Page] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def export(folder: Path, out: Path) -> list[Path]:
    """Write the site of a built folder into `out`, which must be new or empty; its start pages.

    UnreadableInput where `out` holds something; RuntimeError, a fault of ours, where a link leads
    nowhere.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UnreadableInput(
            str(out), "is there already and not empty; choose another --out, or remove it yourself"
        )
    frozen = freeze(folder, out)
    if frozen.broken:
        raise RuntimeError(
            "links that lead nowhere: "
            + "; ".join(f"{address}: {reason}" for address, reason in frozen.broken.items())
        )
    return [out / address.file for address in _BEGIN]


def freeze(folder: Path, out: Path) -> Frozen:
    """Write every page and file that a link leads to from the start pages, in both languages."""
    done = asyncio.run(_walk(create_app(folder, Settings()), out))
    _indexes(out, done, _named(folder))
    return done


async def _walk(app: Starlette, out: Path) -> Frozen:
    done = Frozen()
    built = bundle()
    # Scripts load each other; no link tells of them.
    waiting = [
        *_BEGIN,
        *(Address(f"/static/bundle/{name}") for name in (built.files if built else ())),
    ]
    linked = dict.fromkeys(waiting, "")
    async with app.router.lifespan_context(app):
        while waiting:
            batch, waiting = waiting[:16], waiting[16:]
            for address, answer in zip(
                batch, await asyncio.gather(*(get(app, one.target) for one in batch)), strict=True
            ):
                if answer.status != 200:
                    done.broken[address.target] = (
                        f"{answer.status}, linked from {linked[address] or 'nowhere'}"
                    )
                    continue
                for found in _written(address, answer, out, done):
                    if found not in linked:
                        linked[found] = address.target
                        waiting.append(found)
    return done


def _written(address: Address, answer: InProcessResponse, out: Path, done: Frozen) -> list[Address]:
    """Write one answer; the addresses that it links to."""
    found: list[Address] = []
    body = answer.body
    if answer.media_type == "text/html":
        body, found, page = _rewritten(body, address)
        done.pages.append(page)
        if address.path.startswith("/page/"):
            _put(
                out / Address(address.path.replace("/page/", "/id/", 1), lang=address.lang).file,
                _forward(address),
            )
            done.files += 1
    _put(out / address.file, body)
    done.files += 1
    return found


def _rewritten(body: bytes, page: Address) -> tuple[bytes, list[Address], Page]:
    """A page with its links as links between files, and where they lead."""
    tree = lxml.html.document_fromstring(
        body.decode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    found: list[Address] = []
    for element in tree.iter(*_LINKS):
        name = _LINKS[str(element.tag)]
        goal = read(element.get(name) or "", page)
        if goal is None:
            continue
        address, fragment = _goal(*goal)
        if address is None:
            continue
        if element.tag == "form":
            address = replace(address, lang=page.lang)
        found.append(address)
        element.set(name, relative(page, address, fragment))
    head, content = tree.find("head"), tree.find("body")
    if head is None or content is None:
        raise RuntimeError(f"{page.target} is no whole page")
    content.set("data-frozen", posixpath.relpath(".", posixpath.dirname(page.file) or "."))
    content.set("data-path", page.path)
    head.append(lxml.html.Element("script", src=relative(page, _SCRIPT), defer="defer"))
    head.insert(
        1, lxml.html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    )
    text: bytes = lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
    return (
        text,
        [*found, _SCRIPT],
        Page(page, _words(tree, "//h1"), _words(tree, "//p[@class='kind']")),
    )


def _words(tree: lxml.html.HtmlElement, path: str) -> str:
    return " ".join(str(tree.xpath(f"string({path})")).split())


def _goal(address: Address, fragment: str) -> tuple[Address | None, str]:
    """The file that stands for an address in the copy; None for what only a server has."""
    if address.path.startswith("/id/"):
        return Address(address.path.replace("/id/", "/page/", 1), lang=address.lang), fragment
    if address.path.startswith(_LIVE):
        return None, fragment
    if address.path in _OPEN:
        text = dict(address.parameters).get("query", "")
        return Address(
            address.path, lang=address.lang
        ), f"query={quote(text)}" if text else fragment
    if not address.path.startswith("/questions") and len(address.parameters) > _FILTERS:
        return Address(address.path, lang=address.lang), fragment
    return address, fragment


def _forward(address: Address) -> bytes:
    """The file under a thing's own name, for hosts that find `id/x.html` when asked for `id/x`: it
    leads to the page.
    """
    here = Address(address.path.replace("/page/", "/id/", 1), lang=address.lang)
    goal = escape(relative(here, address), quote=True)
    return (
        f'<!doctype html><html lang="{"zh-CN" if address.lang == "zh" else "en"}"><meta charset="utf-8"><title>303</title>'
        f'<meta http-equiv="refresh" content="0; url={goal}"><link rel="canonical" href="{goal}"><a href="{goal}">{goal}</a></html>\n'
    ).encode()


def _named(folder: Path) -> dict[str, tuple[int, list[str]]]:
    """What the server's search finds: by the path of its page, decoded, how early it comes and the
    texts that name it.
    """
    base = base_of(folder)
    found: dict[str, tuple[int, list[str]]] = {}
    for name in names(Store.open(folder / "store"), base):
        path = "/page/" + unquote(name.thing.removeprefix(base + "id/"))
        weight, texts = found.get(path, (name.weight, []))
        found[path] = (min(weight, name.weight), [*texts, name.text])
    return found


def _indexes(out: Path, done: Frozen, named: dict[str, tuple[int, list[str]]]) -> None:
    """What the script of the copy reads, by language: things with their names for the search, a
    question's answers by parameters.
    """
    for lang in sorted({page.address.lang for page in done.pages}):
        things: list[dict[str, str | int]] = []
        answers: dict[str, dict[str, str]] = {}
        for page in sorted(
            (page for page in done.pages if page.address.lang == lang),
            key=lambda page: page.address,
        ):
            address = page.address
            if (known := named.get(unquote(address.path))) is not None:
                keys = "\n".join(sorted({*known[1]} - {page.title}))
                things.append(
                    {
                        "label": page.title,
                        "kind": page.kind,
                        "weight": known[0],
                        "keys": keys,
                        "file": address.file,
                    }
                )
            elif address.path.startswith("/questions/"):
                answers.setdefault(address.path, {})[urlencode(address.parameters)] = address.file
        folder = out / ("" if lang == "zh" else lang)
        _put(folder / "search.json", json.dumps(things, ensure_ascii=False, indent=0).encode())
        _put(
            folder / "questions" / "written.json",
            json.dumps(answers, ensure_ascii=False, indent=0).encode(),
        )
        done.files += 2


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
