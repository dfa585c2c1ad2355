"""The page of the form: what can be chosen, the query that follows, and its answer."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.pages.province_tiles import tiles_of_links
from budgetgraph.publish.sparql.endpoint import Endpoint, client_name
from budgetgraph.publish.sparql.form.answer import FormTable, Shown, heading
from budgetgraph.publish.sparql.form.compose import CONDITIONS, FormChoice, compose
from budgetgraph.publish.sparql.form.kinds import form_kinds
from budgetgraph.publish.sparql.form.typed import (
    FilledForm,
    choice_of,
    filled_form,
    without_blanks,
)
from budgetgraph.publish.sparql.lanes import ClientQuery
from budgetgraph.publish.web.negotiation import Offer
from budgetgraph.publish.web.site import CSV, HTML, QUERY, XLSX, wanted
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer
from budgetgraph.store.answer_table import write

_OFFERS = (HTML, CSV, XLSX, QUERY)


class QueryForm:
    """The route /sparql/form."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.site, self.renderer = endpoint.site, endpoint.renderer
        self.kinds = form_kinds(self.site.iris.base)
        self.proposals = _proposals(self.renderer.names.labels, self.site.iris.base)

    async def form(self, request: Request) -> Response:
        offer = wanted(request, _OFFERS)
        shorter = without_blanks(request.query_params)
        if shorter is not None:
            return RedirectResponse(f"/sparql/form?{shorter}", 303)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        filled = filled_form(request.query_params, self.kinds)
        if offer is not HTML:
            return await self._file(request, filled, offer)
        return await self._page(request, filled)

    async def _page(self, request: Request, filled: FilledForm) -> Response:
        """Show the form, the query, and the answer once the form was sent.

        A wrong value is explained there instead (400).
        """
        try:
            choice = choice_of(filled)
            sparql = compose(choice, self.site.iris, self.renderer.language(request))
        except QuestionError as error:
            page = self._rendered(request, filled, fault=error)
            return self.site.reply(request, page, HTML, status=400)
        if not filled.is_sent:
            page = self._rendered(request, filled, sparql=sparql)
            return self.site.reply(request, page, HTML)
        answer = await self._answer(request, sparql)
        page = self._rendered(
            request,
            filled,
            sparql=sparql,
            table=self._table(request, choice, answer),
            count=len(answer.rows),
        )
        return self.site.reply(request, page, HTML)

    def _table(self, request: Request, choice: FormChoice, answer: Answer) -> FormTable:
        """Make the table of the first rows."""
        first = Answer(answer.columns, answer.rows[: self.site.settings.page_rows])
        lang = self.renderer.language(request)
        return Shown(choice, first, self.renderer, lang).table()

    async def _file(self, request: Request, filled: FilledForm, offer: Offer) -> Response:
        """Send the answer as a file, or the query."""
        lang = self.renderer.language(request)
        choice = choice_of(filled)
        sparql = compose(choice, self.site.iris, lang)
        if offer is QUERY:
            return self.site.reply(request, sparql, QUERY)
        answer = await self._answer(request, sparql)
        table = Shown(choice, answer, self.renderer, lang).file()
        # A file of the form is opened in Excel, which needs the byte order mark for Chinese.
        body = write(table, offer.name, bom=offer is CSV)
        disposition = f'attachment; filename="{filled.kind.key}.{offer.name}"'
        return self.site.reply(request, body, offer, headers={"Content-Disposition": disposition})

    async def _answer(self, request: Request, sparql: str) -> Answer:
        """Ask the query, in the lane that any other query of the client would have."""
        asked = ClientQuery(client_name(request), sparql)
        return await self.endpoint.lanes.run(asked, Store.select, sparql)

    def _rendered(
        self,
        request: Request,
        filled: FilledForm,
        *,
        sparql: str = "",
        table: FormTable | None = None,
        count: int = 0,
        fault: QuestionError | None = None,
    ) -> str:
        """Render the page."""
        links = [] if table is None else table.links
        return self.renderer.page(
            request,
            "query_form.html",
            kinds=self.kinds.values(),
            filled=filled,
            conditions=CONDITIONS,
            proposals=self.proposals,
            heading=heading,
            sparql=sparql,
            table=table,
            tiles=tiles_of_links(links),
            count=count,
            limit=self.site.settings.page_rows,
            offers=_OFFERS[1:],
            address=f"/sparql/form?{request.url.query}",
            fault=fault,
        )


def _proposals(
    labels: Mapping[str, Mapping[str, str]], base: str
) -> dict[str, list[dict[str, str]]]:
    """List the names of the short code lists, by list: `phase` → 批复预算, 决算 …"""
    proposals: dict[str, list[dict[str, str]]] = {}
    for iri, names in labels.items():
        path = iri.removeprefix(f"{base}id/")
        name, slash, _ = path.partition("/")
        if path != iri and slash:
            proposals.setdefault(name, []).append(dict(names))
    return proposals
