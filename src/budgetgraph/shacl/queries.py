"""Queries compiled, messages filled in, and faults in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def filled(template: str, values: Mapping[str, str]) -> str:
    """Give the template with `{?name}` and `{$name}` replaced; a name without a value stays as it
    is.
    """
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


@lru_cache(maxsize=256)
def prepared(text: str) -> Query:
    """Give a SPARQL query compiled, once however often it is asked."""
    return prepareQuery(text)


def reason(fault: BaseException) -> str:
    """Tell what went wrong in one line."""
    return " ".join(str(getattr(fault, "message", "") or fault).split()) or type(fault).__name__
