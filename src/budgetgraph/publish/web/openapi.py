"""`/openapi.json`: the routes as OpenAPI 3.1, put together from `openapi.toml` and from the files
of the questions.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import __version__
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

_MEDIA_TYPES = {
    one.name: one.types[0]
    for one in (HTML, JSON, CSV, TSV, XLSX, TEXT, TURTLE, NTRIPLES, JSONLD, RDFXML, NQUADS, TRIG)
} | {
    "json-results": "application/sparql-results+json",
    "xml-results": "application/sparql-results+xml",
    "metrics": "text/plain",
    "file": "application/octet-stream",
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
    "503": "out of time, or too many queries; the body says which, and Retry-After when to come again",
}


class OpenApi:
    """The route /openapi.json."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def document(self, request: Request) -> Response:
        wanted(request, (JSON,))
        if (same := self.site.unchanged(request, JSON.name)) is not None:
            return same
        return self.site.reply(request, json.dumps(document(), ensure_ascii=False, indent=1), JSON)


def document() -> dict[str, Any]:
    """The whole description."""
    routes = tomllib.loads(
        resources.files("budgetgraph.publish.web")
        .joinpath("openapi.toml")
        .read_text(encoding="utf-8")
    )
    known = routes.pop("parameter")
    paths: dict[str, Any] = {}
    for path, route in routes.items():
        parameters = [_parameter(name, known[name]) for name in route.get("parameters", [])]
        paths[path] = {"get": _operation(path, route["summary"], parameters, route["formats"])}
    paths["/sparql"]["post"] = _post(paths["/sparql"]["get"])
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


def _parameter(name: str, described: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | (
        {"enum": described["choices"]} if "choices" in described else {}
    )
    if described.get("array"):
        schema = {"type": "array", "items": schema}
    place = "path" if described.get("path") else "query"
    name = described.get("name", name)
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": described["description"],
        "schema": schema,
    }


def _operation(
    path: str, summary: str, parameters: list[dict[str, Any]], formats: Iterable[str]
) -> dict[str, Any]:
    content: dict[str, Any] = {_MEDIA_TYPES[name]: {} for name in formats}
    answer = (
        {"200": {"description": "the answer", "content": content}}
        if content
        else {"303": {"description": "where it is"}}
    )
    refusals = {
        status: {"description": text, "content": {"text/plain": {}, "text/html": {}}}
        for status, text in _REFUSALS.items()
    }
    words = [
        word
        for word in path.replace("{", "")
        .replace("}", "")
        .replace("-", "")
        .replace(".", "")
        .split("/")
        if word
    ]
    return {
        "operationId": "_".join(["get", *words]),
        "summary": summary,
        "parameters": parameters,
        "responses": answer | refusals,
    }


def _post(get: dict[str, Any]) -> dict[str, Any]:
    fields = {one["name"]: one["schema"] for one in get["parameters"]}
    form = {"schema": {"type": "object", "properties": fields, "required": ["query"]}}
    body = {
        "application/x-www-form-urlencoded": form,
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    refusals = {
        status: {"description": text, "content": {"text/plain": {}}}
        for status, text in {
            "403": "an update, or SERVICE",
            "413": "too long",
            "415": "neither a form nor a query",
        }.items()
    }
    others = [one for one in get["parameters"] if one["name"] != "query"]
    asked = {"required": True, "content": body}
    return get | {
        "operationId": "post_sparql",
        "parameters": others,
        "requestBody": asked,
        "responses": get["responses"] | refusals,
    }


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema = _SCHEMAS.get(parameter.type, {"type": "string"})
    choices = [int(one) if schema["type"] == "integer" else one for one in parameter.choices]
    return schema | ({"enum": choices} if choices else {})


def _question(question: Question, suffix: str) -> dict[str, Any]:
    parameters = [
        {
            "name": one.name,
            "in": "query",
            # The page of a question without its parameter is the form that asks for it.
            "required": one.required and bool(suffix),
            "description": one.description,
            "schema": _schema(one),
        }
        for one in question.parameters
    ]
    formats = [suffix.removeprefix(".")] if suffix else ["html", "csv", "tsv", "json", "xlsx"]
    operation = _operation(
        f"/questions/{question.name}{suffix}",
        f"{question.question_zh} / {question.question_en}",
        parameters,
        formats,
    )
    return operation | {"description": f"columns: {', '.join(question.columns)}"}
