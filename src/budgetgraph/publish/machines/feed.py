"""Tell by build which disclosures came, changed and went (`/feed`): as Atom (RFC 4287), or as
ActivityStreams 2.0.

A build knows no clock; the time of an entry is that at which its generation was written. The feed
reaches back as far as generations are kept (`build --keep`).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.machines.news import news_by_build
from budgetgraph.publish.web.negotiation import Offer
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Site, wanted
from budgetgraph.store.generations import written_at

ATOM = Offer("atom", "application/atom+xml; charset=utf-8", ("application/xml", "text/xml"))
ACTIVITIES = Offer(
    "activities", "application/activity+json", ("application/ld+json", "application/json")
)
#: Entries of the feed, the youngest first.
MOST = 1000
_TITLE = "部门预算公开：新增、变更、撤下 / Budget disclosures that came, changed and went"
#: What happened: its words, and its activity.
_HOW = {
    "came": ("新增 / came", "Create"),
    "changed": ("变更 / changed", "Update"),
    "went": ("撤下 / went", "Delete"),
}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What happened to one disclosure (`130532/平乡县医疗保障局/2025`) in one generation, and when."""

    generation: str
    how: str
    key: str
    when: datetime

    @property
    def stamp(self) -> str:
        return _stamp(self.when)

    @property
    def mark(self) -> str:
        """A name of this entry that no other has."""
        told = f"{self.generation}|{self.how}|{self.key}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def title(self) -> str:
        return f"{_HOW[self.how][0]}: {unquote(self.key)}"


class Feed:
    """The route /feed.

    Its entries are read once: older generations may be removed while this one is served.
    """

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer
        self._entries: list[FeedEntry] | None = None
        self._reading = asyncio.Lock()

    async def feed(self, request: Request) -> Response:
        offer = wanted(request, (ATOM, ACTIVITIES))
        entries = await self._read()
        if offer is ATOM:
            body = self._atom(entries)
        else:
            body = json.dumps(self._activities(entries), ensure_ascii=False, indent=1)
        sent = {"Cache-Control": "no-store"}
        return self.site.reply(request, body, offer, headers=sent, beside=entries)

    async def _read(self) -> list[FeedEntry]:
        async with self._reading:
            if self._entries is None:
                self._entries = await asyncio.to_thread(entries_of, self.site.folder)
        return self._entries

    def _page(self, key: str) -> str:
        """Give the address of the page of a disclosure."""
        base = self.site.iris.base
        return base + self.renderer.href(self.site.iris.disclosure(key)).lstrip("/")

    def _atom(self, entries: Iterable[FeedEntry]) -> str:
        base = self.site.iris.base
        listed = list(entries)
        updated = listed[0].stamp if listed else _stamp(written_at(self.site.folder))
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        )
        text += f"<id>{escape(base)}feed</id>\n<title>{escape(_TITLE)}</title>\n"
        text += f'<link rel="self" href={quoteattr(base + "feed")}/>\n'
        text += f"<updated>{updated}</updated>\n<author><name>budgetgraph</name></author>\n"
        for entry in listed:
            text += self._atom_entry(entry)
        return f"{text}</feed>\n"

    def _atom_entry(self, entry: FeedEntry) -> str:
        link = ""
        if entry.how != "went":
            link = f"<link href={quoteattr(self._page(entry.key))}/>\n"
        return (
            f"<entry>\n<id>{escape(self.site.iris.base)}feed#{entry.mark}</id>\n"
            f"<title>{escape(entry.title)}</title>\n<updated>{entry.stamp}</updated>\n"
            f'<category term="{entry.how}"/>\n{link}'
            f"<summary>{escape(self.site.iris.disclosure(entry.key))}</summary>\n</entry>\n"
        )

    def _activities(self, entries: Iterable[FeedEntry]) -> dict[str, Any]:
        items = [self._activity(entry) for entry in entries]
        return {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": f"{self.site.iris.base}feed",
            "type": "OrderedCollection",
            "name": _TITLE,
            "totalItems": len(items),
            "orderedItems": items,
        }

    def _activity(self, entry: FeedEntry) -> dict[str, Any]:
        thing: dict[str, Any] = {
            "id": self.site.iris.disclosure(entry.key),
            "type": "Document",
            "name": unquote(entry.key),
        }
        if entry.how == "went":
            thing |= {"type": "Tombstone", "formerType": "Document"}
        else:
            thing["url"] = self._page(entry.key)
        return {
            "id": f"{self.site.iris.base}feed#{entry.mark}",
            "type": _HOW[entry.how][1],
            "summary": entry.title,
            "published": entry.stamp,
            "object": thing,
        }


def entries_of(folder: Path) -> list[FeedEntry]:
    """List what happened in the generations that are kept, the youngest first.

    `folder` is the generation that is served; a younger one is no part of it.
    """
    entries: list[FeedEntry] = []
    for generation, news in news_by_build(folder):
        when = written_at(generation)
        for how in _HOW:
            keys: tuple[str, ...] = getattr(news, how)
            entries += [FeedEntry(generation.name, how, key, when) for key in keys]
    return entries[:MOST]


def _stamp(when: datetime) -> str:
    """Write a time as RFC 3339 has it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
