"""The page with the form, and the report of the file that is sent with it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.check.checker import CheckLimits, CheckOutcome, checked
from budgetgraph.publish.check.upload import SUFFIXES, Upload, upload_of
from budgetgraph.publish.sparql.asked import body_of
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.publish.web.client_addresses import client_of
from budgetgraph.publish.web.fair_places import FairPlaces, Shares
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, Site, is_browser, wanted

#: A report has its style in itself, and may do nothing else; no copy of it is kept on the way.
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_REPORT_HEADERS = {
    "Content-Security-Policy": _REPORT_POLICY,
    "Cache-Control": "no-store",
}
#: Files are checked one after the other; a client waits for one of its own at most.
_CHECKED = Shares(places=1, running=1, in_hand=8, in_hand_of_client=2, wait=120.0)
#: Files that are on their way lie in memory: so many at once, and a slow client keeps one place.
_SENT = Shares(places=8, running=1, in_hand=32, in_hand_of_client=2, wait=30.0)


class Check:
    """The route /check: a form, and the report of what is sent with it."""

    def __init__(self, site: Site, renderer: Renderer, limits: CheckLimits) -> None:
        self.site, self.renderer, self.limits = site, renderer, limits
        self._sent, self._checked = FairPlaces(_SENT), FairPlaces(_CHECKED)

    async def check(self, request: Request) -> Response:
        if request.method == "POST":
            return await self._report(request)
        wanted(request, (HTML,))
        page = self.renderer.page(
            request,
            "check.html",
            size=self.limits.file >> 20,
            seconds=self.limits.seconds,
            accepted=",".join(sorted(SUFFIXES)),
        )
        return self.site.reply(request, page, HTML)

    async def _report(self, request: Request) -> Response:
        """Give the report as HTML, or as JSON to who asks for it.

        Refused says why there is none: 413 too large, 422 not readable, 503 out of time.
        """
        offer = wanted(request, (HTML, JSON))
        host = request.client.host if request.client else ""
        client = client_of(host)
        async with self._sent.place(client):
            upload = await self._upload(request)
        async with self._checked.place(client):
            language = self._language(request)
            outcome = await checked(upload, offer.name, language, self.limits)
        return _answer(upload, outcome, offer.types[0])

    def _language(self, request: Request) -> str:
        """Give the language of a browser's reader; "" for a program, which is given a report
        in both languages.
        """
        return self.renderer.language(request) if is_browser(request) else ""

    async def _upload(self, request: Request) -> Upload:
        body = await body_of(request, self.limits.file, self.site.settings.patience)
        return await upload_of(request.headers.get("content-type", ""), body)


def _answer(upload: Upload, outcome: CheckOutcome, media_type: str) -> Response:
    if outcome.report is None:
        reason = outcome.reason.removeprefix(f"{upload.name}: ")
        raise Refused(outcome.status, f"{upload.name}: {reason}")
    return Response(outcome.report, 200, _REPORT_HEADERS, media_type)
