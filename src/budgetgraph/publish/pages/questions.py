"""Answer the written questions as forms, pages and files (`/questions`, `/questions/<name>`)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.pages.answers.shown_answer import shown_answer
from budgetgraph.publish.web.negotiation import Offer, choose, split_suffix
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import (
    CSV,
    HTML,
    JSON,
    QUERY,
    TEXT,
    TSV,
    XLSX,
    Site,
    key_of,
    wanted,
)
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.narrowed import answered
from budgetgraph.query.query_comments import in_language
from budgetgraph.query.questions import Question, bind, find, load, nothing_cites
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer
from budgetgraph.store.answer_table import write

OFFERS = (HTML, CSV, TSV, JSON, XLSX, QUERY)
#: Parameters of the address that are ours and not the question's.
_OWN = ("lang", "format", "bom")


class Questions:
    """The routes of the questions; a question's values are parameters of its address."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.questions = load()

    async def index(self, request: Request) -> Response:
        """List all questions."""
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        page = self.renderer.page(request, "questions.html", questions=self.questions)
        return self.site.reply(request, page, HTML)

    async def question(self, request: Request) -> Response:
        """Show a question's form and answer, or send its answer as a file."""
        name, suffix = split_suffix(key_of(request, "/questions/"), OFFERS)
        try:
            question = find(name, self.questions)
        except QuestionError as error:
            raise HTTPException(404, self._said(request, error)) from error
        offer = wanted(request, OFFERS, suffix)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        values = {key: value for key, value in request.query_params.items() if key not in _OWN}
        if offer is HTML:
            return await self._page(request, question, values)
        try:
            return await self._file(request, question, values, offer)
        except QuestionError as error:
            raise HTTPException(400, self._said(request, error)) from error

    async def _file(
        self, request: Request, question: Question, values: dict[str, str], offer: Offer
    ) -> Response:
        """Send the answer as a file, or the query with the values in it."""
        if offer is QUERY:
            return self.site.reply(request, bind(question, values, self.site.iris.base), QUERY)
        answer = await self._answer(question, values)
        # A copy has one CSV file of an answer, and Excel needs the mark.
        bom = self.site.settings.copied or "bom" in request.query_params
        body = write(answer, offer.name, bom=bom)
        disposition = f'inline; filename="{question.name}.{offer.name}"'
        return self.site.reply(request, body, offer, headers={"Content-Disposition": disposition})

    def _said(self, request: Request, error: QuestionError) -> str:
        """Say what is wrong: to a browser in the page's language, to a program in both."""
        if choose(request.headers.get("accept"), (TEXT, HTML)) is not HTML:
            return str(error)
        return error.en if self.renderer.language(request) == "en" else error.zh

    async def _answer(self, question: Question, values: dict[str, str]) -> Answer:
        """Ask a question in a worker."""
        return await self.workers.run(answered, bind(question, values, self.site.iris.base))

    async def _page(self, request: Request, question: Question, values: dict[str, str]) -> Response:
        """Show the form, with the answer below it once all required values are given.

        A wrong value is explained there instead (400).
        """
        answer, sparql, fault = None, "", None
        lang = self.renderer.language(request)
        try:
            if _is_complete(question, values):
                sparql = in_language(bind(question, values, self.site.iris.base), lang)
                answer = await self._answer(question, values)
        except QuestionError as error:
            fault = error
        limit = self.site.settings.page_rows
        shown = None
        if answer is not None:
            first = Answer(answer.columns, answer.rows[:limit])
            shown = shown_answer(question.name, first, self.renderer, lang)
        page = self.renderer.page(
            request,
            "question.html",
            question=question,
            values=values,
            answer=answer,
            shown=shown,
            sparql=sparql,
            fault=fault,
            nothing=nothing_cites(question, values),
            limit=limit,
            offers=OFFERS[1:],
            origin=str(request.base_url).rstrip("/"),
        )
        status = 400 if fault else 200
        return self.site.reply(request, page, HTML, status=status)


def _is_complete(question: Question, values: dict[str, str]) -> bool:
    """Tell whether every required parameter of the question has a value."""
    required = [parameter.name for parameter in question.parameters if parameter.required]
    return all(values.get(name, "").strip() for name in required)
