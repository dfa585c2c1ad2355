"""Show the picture and the table of a thing alone, for the pages of other sites (`/embed`).

Only these pages and the previews of names may be framed; they hold no script and no form.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.money.year_panels import HEIGHT, WIDTH, year_panels
from budgetgraph.publish.pages.things import EMBEDDED, Pages
from budgetgraph.publish.web.site import FRAMED, HTML, key_of, wanted


class Embedding:
    """The route /embed."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    async def embed(self, request: Request) -> Response:
        """Show what can be embedded of a thing; 404 where there is nothing of the kind."""
        wanted(request, (HTML,))
        site, renderer = self.pages.site, self.pages.renderer
        if (same := site.unchanged(request, HTML.name)) is not None:
            return same
        key = key_of(request, "/embed/")
        thing, money = await self.pages.thing("id/" + key)
        if thing.kind not in EMBEDDED:
            kinds = ", ".join(sorted(EMBEDDED))
            raise HTTPException(404, f"only these kinds of things can be embedded: {kinds}")
        page = renderer.page(
            request,
            "embed.html",
            thing=thing,
            money=money,
            panels=year_panels(thing.sections.get("disclosures"), money),
            panel_width=WIDTH,
            panel_height=HEIGHT,
            answer=self.pages.answer(thing),
        )
        return site.reply(request, page, HTML, headers=FRAMED)
