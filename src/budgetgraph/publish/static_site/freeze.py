"""Write the site as files that any web server can serve.

The same application is asked for page after page. Links are rewritten: `/page/x` becomes
`page/x.html`, `?lang=en` the folder `en/`. There is one page for each thing that people visit;
cells, indicators, codes and findings are places on these pages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from html import escape
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.static_site.links import rewritten
from budgetgraph.publish.static_site.page_of_tables import page_of_tables
from budgetgraph.publish.static_site.parts_of_things import is_page_of_tables
from budgetgraph.publish.static_site.question_answers import write_answers
from budgetgraph.publish.static_site.search_file import write_search
from budgetgraph.publish.static_site.written_files import put
from budgetgraph.publish.web.addresses import Address, read, relative
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.publish.web.site import Settings

_MOVED = 301
_ANSWERED = (200, _MOVED)
COPIED = Settings(timeout=600.0, workers=4, queue=1 << 20, page_rows=50, copied=True)
"""How the server answers for a copy: without the hurry of a visitor, and however many questions
wait, for a page of tables asks for all of its tables at once.
"""

#: The first pages; all others are found by links.
_BEGIN = (Address("/"), Address("/", lang="en"))
#: Requests at one time.
_BATCH = 16
#: What a copy has no use for: there is no server to run a query.
_UNUSED = "editor-"

Progress = Callable[[int, int], None]
"""Takes the number of files that are written, and that of those that are known."""


@dataclass(slots=True)
class Frozen:
    """What was written: the number of files, the pages among them, and the broken links.

    `broken` has the reason and the linking page by address.
    """

    files: int = 0
    pages: list[Address] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def _quietly(written: int, known: int) -> None:
    """Say nothing about the progress."""


def export(folder: Path, out: Path, progress: Progress = _quietly) -> list[Path]:
    """Write the site of a built folder into `out`, and give its start pages.

    UnreadableInput where `out` is not empty; RuntimeError where a link leads nowhere, which is a
    fault of this program.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UnreadableInput(
            str(out), "is there already and not empty; choose another --out, or remove it yourself"
        )
    frozen = freeze(folder, out, progress)
    if frozen.broken:
        reasons = [f"{address}: {reason}" for address, reason in frozen.broken.items()]
        raise RuntimeError(f"links that lead nowhere: {'; '.join(reasons)}")
    return [out / address.file for address in _BEGIN]


def freeze(folder: Path, out: Path, progress: Progress = _quietly) -> Frozen:
    """Write every page and file that a link leads to from the start pages, in both languages."""
    # In a thread of its own: in a notebook an event loop runs already, and a thread has one loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        walk = _walk(create_app(folder, COPIED), out, progress)
        done = thread.submit(asyncio.run, walk).result()
    done.files += write_answers(folder, out, COPIED)
    done.files += write_search(folder, out, done.pages)
    put(out / "404.html", _not_found())
    done.files += 1
    return done


def _not_found() -> bytes:
    """Give the page that hosts of files show for other addresses: it knows the names of things."""
    return resources.files("budgetgraph.publish.static_site").joinpath("404.html").read_bytes()


async def _walk(app: Starlette, out: Path, progress: Progress) -> Frozen:
    """Ask for the start pages and then, link by link, for all others; write each."""
    done = Frozen()
    waiting = [*_BEGIN, *_scripts()]
    linked_from = dict.fromkeys(waiting, "")
    async with app.router.lifespan_context(app):
        while waiting:
            batch, waiting = waiting[:_BATCH], waiting[_BATCH:]
            responses = await asyncio.gather(*(_asked(app, address) for address in batch))
            for address, response in zip(batch, responses, strict=True):
                if response.status not in _ANSWERED:
                    where = linked_from[address] or "nowhere"
                    done.broken[address.target] = f"{response.status}, linked from {where}"
                    continue
                for link in _written(address, response, out, done):
                    if link not in linked_from:
                        linked_from[link] = address.target
                        waiting.append(link)
            progress(done.files, done.files + len(waiting))
    return done


def _scripts() -> list[Address]:
    """List the files of the bundle, which load each other: no link names them."""
    built = bundle()
    if built is None:
        return []
    used = [name for name in built.files if not name.startswith(_UNUSED)]
    return [Address(f"/static/bundle/{name}") for name in used]


async def _asked(app: Starlette, address: Address) -> InProcessResponse:
    """Ask for a page of the copy."""
    if is_page_of_tables(address):
        return await page_of_tables(app, address)
    return await get(app, address.target)


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
        body, links = _forward(address, now), [now]
    elif response.media_type == "text/html":
        body, links = rewritten(body, address)
        done.pages.append(address)
    put(out / address.file, body)
    done.files += 1
    return links


def _forward(here: Address, page: Address) -> bytes:
    """Write a file that leads from a former name of a thing to its page."""
    goal = escape(relative(here, page), quote=True)
    language = "zh-CN" if page.lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>301</title>'
        f'<meta http-equiv="refresh" content="0; url={goal}">'
        f'<link rel="canonical" href="{goal}"><a href="{goal}">{goal}</a></html>\n'
    ).encode()
