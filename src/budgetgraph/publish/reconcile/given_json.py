"""Read the JSON of a request's parameter."""

from __future__ import annotations

import json
from typing import Any

from budgetgraph.publish.sparql.query_guard import Refused


def read_object(name: str, text: str, wanted: str) -> dict[str, Any]:
    """Read the JSON object of a parameter; Refused for anything else.

    `wanted` says for a person what the object holds: `with ids and properties`.
    """
    try:
        given = json.loads(text)
    except ValueError as error:
        raise Refused(400, f"{name}: not JSON ({error})") from error
    if not isinstance(given, dict):
        raise Refused(400, f"{name}: wants an object {wanted}")
    return given
