"""Write the site as files that any web server can serve.

The same application is asked for page after page. Links are rewritten: `/page/x` becomes
`page/x.html`, `?lang=en` the folder `en/`, a question with parameters a file under its name. A link
to a query needs a server; it leads to the page of queries, which shows the query's text.
"""

from __future__ import annotations

import asyncio
import json
import posixpath
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import lxml.html
from starlette.applications import Starlette

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.static_site.parts_of_things import owner
from budgetgraph.publish.web.addresses import Address, read, relative
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.publish.web.site import Settings
from budgetgraph.query.run_query import base_of
from budgetgraph.query.search_index import names
from budgetgraph.store import Store

COPIED = Settings(data_forms=("ttl",))
"""How the server answers for a copy: a thing's data in one format, not in four."""

#: The first pages; all others are found by links.
_BEGIN = (Address("/"), Address("/", lang="en"))
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
#: The script of every copied page.
_SCRIPT = Address("/static/frozen.js")
#: Addresses that only a running server answers.
_LIVE = ("/-/", "/id/", "/feed")
#: Pages with endlessly many answers. A link with parameters leads to the page without them, and its
#: script does the rest.
_OPEN = ("/sparql", "/search")
#: The server's policy, without the part that only a header can set.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
#: A page with filters links to itself with each further filter. A link with more filters than this
#: leads to the page without any.
_FILTERS = 1


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A written page: its title, and the kind of its thing in the words of the page."""

    address: Address
    title: str
    kind: str


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
    _write_indexes(out, done, _named(folder))
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
                if response.status != 200:
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
    if response.media_type == "text/html":
        body, links, page = _rewritten(body, address)
        done.pages.append(page)
        if address.path.startswith("/page/"):
            _put(out / _identifier(address).file, _forward(address))
            done.files += 1
    _put(out / address.file, body)
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


def _forward(page: Address) -> bytes:
    """Write the file of a thing's own name, which leads to its page.

    Some hosts send `id/x.html` when asked for `id/x`.
    """
    goal = escape(relative(_identifier(page), page), quote=True)
    language = "zh-CN" if page.lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>303</title>'
        f'<meta http-equiv="refresh" content="0; url={goal}">'
        f'<link rel="canonical" href="{goal}"><a href="{goal}">{goal}</a></html>\n'
    ).encode()


def _named(folder: Path) -> dict[str, tuple[int, list[str]]]:
    """Read what the server's search finds: by the path of a page, its weight and its names.

    Paths are decoded. The smallest weight comes first.
    """
    base = base_of(folder)
    by_path: dict[str, tuple[int, list[str]]] = {}
    for name in names(Store.open(folder / "store"), base):
        path = "/page/" + unquote(name.thing.removeprefix(base + "id/"))
        weight, texts = by_path.get(path, (name.weight, []))
        by_path[path] = (min(weight, name.weight), [*texts, name.text])
    return by_path


def _write_indexes(out: Path, done: Frozen, named: dict[str, tuple[int, list[str]]]) -> None:
    """Write the files that the script of the copy reads, for each language.

    `search.json` has the things with their names, `questions/written.json` the files of a
    question's answers by parameters.
    """
    pages = sorted(done.pages, key=lambda page: page.address)
    parts = _parts(named)
    for lang in sorted({page.address.lang for page in pages}):
        things: list[dict[str, str | int]] = []
        answers: dict[str, dict[str, str]] = {}
        for page in pages:
            address = page.address
            if address.lang != lang:
                continue
            weight_and_names = named.get(unquote(address.path))
            if weight_and_names is not None:
                things.append(_found_by(page, *weight_and_names))
                things.extend(_found_on(page, parts.get(unquote(address.path), ())))
            elif address.path.startswith("/questions/"):
                answers.setdefault(address.path, {})[urlencode(address.parameters)] = address.file
        folder = out / ("" if lang == "zh" else lang)
        _put_json(folder / "search.json", things)
        _put_json(folder / "questions" / "written.json", answers)
        done.files += 2


def _parts(
    named: dict[str, tuple[int, list[str]]],
) -> dict[str, list[tuple[str, int, list[str]]]]:
    """Sort what stands on the page of something else by that page: anchor, weight, names."""
    parts: dict[str, list[tuple[str, int, list[str]]]] = {}
    for path, (weight, texts) in named.items():
        page, anchor = owner(Address(path))
        if anchor:
            parts.setdefault(page.path, []).append((anchor, weight, texts))
    return parts


def _found_on(
    page: WrittenPage, parts: Iterable[tuple[str, int, list[str]]]
) -> Iterator[dict[str, str | int]]:
    """Describe the parts on a page for the search of the copy, under their own names."""
    for anchor, weight, texts in parts:
        yield {
            "label": f"{texts[0]} · {page.title}",
            "kind": page.kind,
            "weight": weight,
            "keys": "\n".join(sorted(set(texts))),
            "file": page.address.file,
            "at": quote(anchor, safe="/%:@!$&'()*+,;=~"),
        }


def _found_by(page: WrittenPage, weight: int, texts: list[str]) -> dict[str, str | int]:
    """Describe a page for the search of the copy."""
    return {
        "label": page.title,
        "kind": page.kind,
        "weight": weight,
        "keys": "\n".join(sorted(set(texts) - {page.title})),
        "file": page.address.file,
    }


def _put_json(path: Path, content: object) -> None:
    """Write a file as JSON."""
    _put(path, json.dumps(content, ensure_ascii=False, indent=0).encode())


def _put(path: Path, content: bytes) -> None:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
