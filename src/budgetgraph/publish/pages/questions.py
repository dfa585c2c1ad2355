"""The canned questions as forms, pages and files: `/questions` and `/questions/<name>`."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.web.negotiation import choose, split_suffix
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
from budgetgraph.query.questions import Question, bind, find, load
from budgetgraph.store import Store
from budgetgraph.store.answer_table import Answer, write

OFFERS = (HTML, CSV, TSV, JSON, XLSX, QUERY)
#: Parameters of the address that are ours and not the question's.
_OWN = ("lang", "format", "bom")


class Questions:
    """Every question has one address; what it is asked with stands in the address too."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self.questions = load()

    async def index(self, request: Request) -> Response:
        """All questions."""
        wanted(request, (HTML,))
        return self.site.unchanged(request, HTML.name) or self.site.reply(
            request, self.renderer.page(request, "questions.html", questions=self.questions), HTML
        )

    async def one(self, request: Request) -> Response:
        """A question's form and answer, or its answer as a file."""
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
            if offer is QUERY:
                return self.site.reply(request, bind(question, values, self.site.iris.base), QUERY)
            answer = await self._answer(question, values)
        except QuestionError as error:
            raise HTTPException(400, self._said(request, error)) from error
        body = write(answer, offer.name, bom="bom" in request.query_params)
        return self.site.reply(
            request,
            body,
            offer,
            headers={"Content-Disposition": f'inline; filename="{question.name}.{offer.name}"'},
        )

    def _said(self, request: Request, error: QuestionError) -> str:
        """What is wrong: to a browser in the page's language, to a program in both."""
        if choose(request.headers.get("accept"), (TEXT, HTML)) is not HTML:
            return str(error)
        return error.en if self.renderer.language(request) == "en" else error.zh

    async def _answer(self, question: Question, values: dict[str, str]) -> Answer:
        return await self.workers.run(Store.select, bind(question, values, self.site.iris.base))

    async def _page(self, request: Request, question: Question, values: dict[str, str]) -> Response:
        """The form, and below it the answer as soon as what is required is there, or what is wrong
        with it (400).
        """
        answer, sparql, fault = None, "", None
        asked = all(
            values.get(parameter.name, "").strip()
            for parameter in question.parameters
            if parameter.required
        )
        try:
            if asked:
                sparql = bind(question, values, self.site.iris.base)
                answer = await self._answer(question, values)
        except QuestionError as error:
            fault = error
        page = self.renderer.page(
            request,
            "question.html",
            question=question,
            values=values,
            answer=answer,
            sparql=sparql,
            fault=fault,
            limit=self.site.settings.page_rows,
            offers=OFFERS[1:],
            origin=str(request.base_url).rstrip("/"),
            numeric=_numeric(answer),
        )
        return self.site.reply(request, page, HTML, status=400 if fault else 200)


def _numeric(answer: Answer | None) -> list[bool]:
    """Which columns hold nothing but numbers; years are numbers, but not amounts, and stay as they
    are in the template.
    """
    if answer is None:
        return []
    columns = [
        [row[index] for row in answer.rows if row[index] is not None]
        for index in range(len(answer.columns))
    ]
    return [bool(cells) and not any(isinstance(cell, str) for cell in cells) for cells in columns]
