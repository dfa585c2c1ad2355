"""The names that a query spells with a prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_NAME = re.compile(r"\b([a-z][\w-]{0,40}):([A-Za-z]\w*)")


def prefixed_names(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Give the IRIs of the prefixed names of a query: `?x bg:amount ?y` → `…/ontology#amount`.

    Names with other prefixes are passed over. Texts and comments are looked through as well, so
    that there may be more IRIs than the query asks for, and never fewer.
    """
    for prefix, local in _NAME.findall(query):
        if prefix in prefixes:
            yield prefixes[prefix] + local
