"""Tell language models what this site is and how to ask it (`/llms.txt`, https://llmstxt.org)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.site import TEXT, Site
from budgetgraph.query.questions import load

_TEXT = """# 部门预算图谱 · Budget graph

> Chinese department budgets (部门预算公开) as a graph: amounts, projects, performance targets and \
the numbered documents that they cite. Every figure leads to the line of the paper that states it.

Amounts in files and answers are in 元, exact. What is missing is unknown, not zero. Years, and \
editions of one budget, are not added together. A finding names a gap and is no verdict. Cite the \
paper and the line with every number.

## Ask

- [Questions]({site}/questions): each has a stable address; add .json or .csv, and its parameters
- [Search]({site}/search?q=医疗&format=json): `?q=` any part of a name, number or code
- [SPARQL]({site}/sparql): read-only; the default graph is the union of all named graphs
- [Findings]({site}/findings?format=json): what the audit found, by rule, department and year
- [OpenAPI]({site}/openapi.json): all routes for programs

Things have names below {site}/id/; ask for text/turtle or application/ld+json, or add .ttl. The \
same graph is offered by the Model Context Protocol: `budgetgraph mcp DIR`.

## Questions

{questions}

## Optional

- [Vocabulary]({site}/ontology?format=ttl): classes and properties
- [Rules]({site}/shapes?format=ttl): what the audit checks
- [Downloads]({site}/download/): the whole graph and tables, with checksums
"""


class Llms:
    """The route /llms.txt."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def document(self, request: Request) -> Response:
        if (same := self.site.unchanged(request, TEXT.name)) is not None:
            return same
        site = str(request.base_url).rstrip("/")
        listed = []
        for question in load().values():
            names = [parameter.name for parameter in question.parameters]
            given = ", ".join(names) or "no parameters"
            address = f"{site}/questions/{question.name}.json"
            listed.append(f"- [{question.title_en}]({address}): {question.question_en} ({given})")
        text = _TEXT.format(site=site, questions="\n".join(listed))
        return self.site.reply(request, text, TEXT)
