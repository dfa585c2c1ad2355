"""Show the text of a source, line by line, with what each line became: `/source`."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.descriptions import Section, ask, bound, texts
from budgetgraph.publish.pages.source.page_pictures import anchor, pages_of, parts_of
from budgetgraph.publish.pages.things import Pages
from budgetgraph.publish.web.negotiation import split_suffix
from budgetgraph.publish.web.site import GRAPH_OFFERS, HTML, TEXT, key_of, wanted

_SHA256 = re.compile(r"[0-9a-f]{64}")
#: The question for the places of single cells, which only a scan has.
_BOXES = "boxes"


class SourceView:
    """The route of sources; what is said of them as RDF, `pages` send."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.site, self.workers, self.renderer = pages.site, pages.workers, pages.renderer

    async def source(self, request: Request) -> Response:
        """Show a source: its text with an anchor at every line.

        By format also the plain text, or the description as RDF: of the source, or of the selector
        of some of its lines (`…/selector/497-498`), whose page is that of the source.
        """
        part, suffix = split_suffix(key_of(request, "/source/"), (TEXT, *GRAPH_OFFERS))
        key = part.partition("/")[0]
        offer = wanted(request, (HTML, TEXT, *GRAPH_OFFERS), suffix)
        if offer in GRAPH_OFFERS:
            return await self.pages.description(request, "source/" + part, offer)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        text = self._source_text(key)
        if offer is TEXT:
            return self.site.reply(request, text, TEXT)
        return self.site.reply(request, await self._source_page(request, key, text), HTML)

    async def _source_page(self, request: Request, key: str, text: str) -> str:
        """Render the page of a source, with what each of its lines became."""
        iri, base = self.pages.iri("source/" + key), self.site.iris.base
        pages = pages_of(self.site.folder, key)
        queries: dict[str, str] = {}
        for name, query in texts("source", base).items():
            if name != _BOXES or (pages and not self.site.settings.copied):
                queries[name] = bound(query, iri, base)
        sections = await self.workers.run(ask, queries)
        boxes = sections[_BOXES].rows if _BOXES in sections else ()
        return self.renderer.page(
            request,
            "source.html",
            key=key,
            iri=iri,
            parts_of_source=parts_of(_lines(text), pages, boxes),
            anchor=anchor,
            sections=sections,
            became=_became(sections["lines"]),
            ledger=self._ledger(key),
        )

    def _source_text(self, key: str) -> str:
        """Read the text of a source; 404 where the build kept none."""
        if _SHA256.fullmatch(key) is None:
            raise HTTPException(404, "a source's address is /source/ and the SHA-256 of the file")
        try:
            # Line ends as they are: the lines are numbered as they were read.
            return (self.site.folder / "sources" / f"{key}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            raise HTTPException(404, f"the text of {key} was not kept in this build") from error

    def _ledger(self, key: str) -> dict[int, tuple[str, str]]:
        """Read the lines that became nothing, ignored or unparsed, and the reason.

        Empty where the build kept no ledger.
        """
        path = self.site.folder / "sources" / f"{key}.ledger.tsv"
        if not path.is_file():
            return {}
        ledger = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            number, status, reason = line.split("\t")
            ledger[int(number)] = (status, reason)
        return ledger


def _lines(text: str) -> list[str]:
    """Split a text into its lines; the end of the last line begins no new one."""
    lines = text.split("\n")
    if text.endswith("\n"):
        lines.pop()
    return lines


def _became(lines: Section) -> dict[int, list[dict[str, object]]]:
    """List what each line became, by line number (from 1)."""
    became: dict[int, list[dict[str, object]]] = {}
    for row in lines.rows:
        if isinstance(row["first"], int):
            became.setdefault(row["first"], []).append(dict(row))
    return became
