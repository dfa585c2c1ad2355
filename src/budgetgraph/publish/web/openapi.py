"""Describe the routes as OpenAPI 3.1 (`/openapi.json`), from `openapi.toml` and from the files of
the questions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import __version__
from budgetgraph.document.data_file import read_data
from budgetgraph.publish.web.site import (
    CSV,
    HTML,
    JSON,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    TEXT,
    TRIG,
    TSV,
    TURTLE,
    XLSX,
    Site,
    wanted,
)
from budgetgraph.query.parameters import Parameter
from budgetgraph.query.questions import Question, load

_OFFERS = (HTML, JSON, CSV, TSV, XLSX, TEXT, TURTLE, NTRIPLES, JSONLD, RDFXML, NQUADS, TRIG)
_MEDIA_TYPES = {offer.name: offer.types[0] for offer in _OFFERS} | {
    "json-results": "application/sparql-results+json",
    "xml-results": "application/sparql-results+xml",
    "metrics": "text/plain",
    "rq": "application/sparql-query",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "activities": "application/activity+json",
    "file": "application/octet-stream",
    "png": "image/png",
}
#: The JSON Schema of a question's parameter by its type; what has no row is text.
_SCHEMAS: dict[str, dict[str, Any]] = {
    "year": {"type": "integer", "minimum": 1000, "maximum": 2999},
    "digits": {"type": "integer"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
}
_REFUSALS = {
    "400": "the request cannot be read; the body says why",
    "404": "nothing of that name is here",
    "406": "none of the formats that were asked for",
    "503": "out of time, or too many queries; the body says which, "
    "and Retry-After when to come again",
}
_POST_REFUSALS = {
    "403": "an update, or SERVICE",
    "413": "too long",
    "415": "neither a form nor a query",
}
_UPLOAD_REFUSALS = {
    "413": "the file is too large",
    "415": "no form, or a file of a kind that is not read",
    "422": "the file cannot be read; the body says why",
}
_REPORT_FORMATS = ("html", "json")
_QUESTION_FORMATS = ("html", "csv", "tsv", "json", "xlsx")


class OpenApi:
    """The route /openapi.json."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def document(self, request: Request) -> Response:
        wanted(request, (JSON,))
        if (same := self.site.unchanged(request, JSON.name)) is not None:
            return same
        described = document(check=self.site.settings.check)
        return self.site.reply(request, json.dumps(described, ensure_ascii=False, indent=1), JSON)


def document(*, check: bool = False) -> dict[str, Any]:
    """Describe all routes; with `check` also the one that takes a paper, which is not always on."""
    paths = _fixed_routes()
    if not check:
        del paths["/check"]
    for question in load().values():
        for suffix in ("", ".csv", ".tsv", ".json", ".xlsx"):
            paths[f"/questions/{question.name}{suffix}"] = {"get": _question(question, suffix)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "budgetgraph",
            "version": __version__,
            "summary": "部门预算公开 / Department budget disclosures, read-only",
        },
        "paths": dict(sorted(paths.items())),
    }


def _fixed_routes() -> dict[str, Any]:
    """Describe the routes of `openapi.toml`, by path."""
    routes = read_data("budgetgraph.publish.web", "openapi.toml")
    known = routes.pop("parameter")
    paths: dict[str, Any] = {}
    for path, route in routes.items():
        parameters = [_parameter(name, known[name]) for name in route.get("parameters", [])]
        paths[path] = {"get": _operation(path, route["summary"], parameters, route["formats"])}
    paths["/sparql"]["post"] = _post(paths["/sparql"]["get"])
    paths["/check"]["post"] = _upload(paths["/check"]["get"])
    return paths


def _parameter(name: str, described: dict[str, Any]) -> dict[str, Any]:
    """Describe one parameter of a route."""
    schema: dict[str, Any] = {"type": "string"}
    if "choices" in described:
        schema["enum"] = described["choices"]
    if described.get("array"):
        schema = {"type": "array", "items": schema}
    place = "path" if described.get("path") else "query"
    name = described.get("name", name)
    return {
        "name": name,
        "in": place,
        "required": place == "path" or described.get("required", False),
        "description": described["description"],
        "schema": schema,
    }


def _operation(
    path: str, summary: str, parameters: list[dict[str, Any]], formats: Iterable[str]
) -> dict[str, Any]:
    """Describe a GET; one without formats redirects."""
    content: dict[str, Any] = {_MEDIA_TYPES[name]: {} for name in formats}
    responses: dict[str, Any] = {"303": {"description": "where it is"}}
    if content:
        responses = {"200": {"description": "the answer", "content": content}}
    return {
        "operationId": _operation_id(path),
        "summary": summary,
        "parameters": parameters,
        "responses": responses | _refusals(_REFUSALS, "text/plain", "text/html"),
    }


def _refusals(texts: dict[str, str], *media_types: str) -> dict[str, Any]:
    """Describe error responses, by status."""
    refusals = {}
    for status, text in texts.items():
        content: dict[str, Any] = {media_type: {} for media_type in media_types}
        refusals[status] = {"description": text, "content": content}
    return refusals


def _operation_id(path: str) -> str:
    """Name the GET of a path: `/page/{key}.ttl` → `get_page_keyttl`."""
    plain = re.sub(r"[{}.-]", "", path)
    words = [word for word in plain.split("/") if word]
    return "_".join(["get", *words])


def _post(get: dict[str, Any]) -> dict[str, Any]:
    """Describe the POST of a query, from its GET."""
    fields = {parameter["name"]: parameter["schema"] for parameter in get["parameters"]}
    form = {"schema": {"type": "object", "properties": fields, "required": ["query"]}}
    body = {
        "application/x-www-form-urlencoded": form,
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    others = [parameter for parameter in get["parameters"] if parameter["name"] != "query"]
    return get | {
        "operationId": "post_sparql",
        "parameters": others,
        "requestBody": {"required": True, "content": body},
        "responses": get["responses"] | _refusals(_POST_REFUSALS, "text/plain"),
    }


def _upload(get: dict[str, Any]) -> dict[str, Any]:
    """Describe the POST of a paper, from the GET of its form."""
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    form = {"schema": {"type": "object", "properties": {"file": file}, "required": ["file"]}}
    report: dict[str, Any] = {_MEDIA_TYPES[name]: {} for name in _REPORT_FORMATS}
    answer = {"200": {"description": "the report; nothing is kept", "content": report}}
    return get | {
        "operationId": "post_check",
        "requestBody": {"required": True, "content": {"multipart/form-data": form}},
        "responses": get["responses"] | answer | _refusals(_UPLOAD_REFUSALS, "text/plain"),
    }


def _schema(parameter: Parameter) -> dict[str, Any]:
    """Give the JSON Schema of a question's parameter."""
    schema = _SCHEMAS.get(parameter.type, {"type": "string"})
    if not parameter.choices:
        return schema
    if schema["type"] == "integer":
        return schema | {"enum": [int(choice) for choice in parameter.choices]}
    return schema | {"enum": list(parameter.choices)}


def _question(question: Question, suffix: str) -> dict[str, Any]:
    """Describe the GET of a question in one format; no suffix is its page."""
    parameters = [_question_parameter(parameter, suffix) for parameter in question.parameters]
    formats = (suffix.removeprefix("."),) if suffix else _QUESTION_FORMATS
    operation = _operation(
        f"/questions/{question.name}{suffix}",
        f"{question.question_zh} / {question.question_en}",
        parameters,
        formats,
    )
    return operation | {"description": f"columns: {', '.join(question.columns)}"}


def _question_parameter(parameter: Parameter, suffix: str) -> dict[str, Any]:
    """Describe a parameter of a question."""
    return {
        "name": parameter.name,
        "in": "query",
        # The page of a question without its parameter is the form that asks for it.
        "required": parameter.required and bool(suffix),
        "description": parameter.description,
        "schema": _schema(parameter),
    }
