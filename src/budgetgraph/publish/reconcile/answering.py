"""Write an answer of the service."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.site import JSON, Site


def json_answer(site: Site, request: Request, content: object) -> Response:
    """Write an answer as JSON that nobody keeps: the next build may answer otherwise."""
    body = json.dumps(content, ensure_ascii=False)
    return site.reply(request, body, JSON, headers={"Cache-Control": "no-store"})
