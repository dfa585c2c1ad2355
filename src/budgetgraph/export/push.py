"""A built graph into a SPARQL 1.1 store: by the Graph Store HTTP Protocol, every named graph
replaces the one of its name.
"""

from __future__ import annotations

import base64
import http.client
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from budgetgraph.document.problems import BudgetGraphError, UsageError
from budgetgraph.export.graph_files import read_graph
from budgetgraph.rdf.without_graphs import without_graphs

#: How long a store may take over one graph, in seconds.
TIMEOUT = 300.0
_TOLD = 300


class PushFailed(BudgetGraphError):
    """The store did not take a graph; the message says which one and what the store answered."""

    status = 3


def push(folder: Path, endpoint: str, *, timeout: float = TIMEOUT) -> tuple[int, int]:
    """PUT each named graph of a built folder to `endpoint?graph=<iri>`; the number of graphs and of
    triples that were put.

    A user and password in the URL are sent as basic authentication. Graphs of the store that the
    folder does not have stay as they are. UsageError for what is no http(s) URL; PushFailed with
    the store's own reason at the first graph that it refuses.
    """
    url, headers = _target(endpoint)
    graphs: dict[str, list[str]] = {}
    for line in map(bytes.decode, read_graph(folder).splitlines()):
        graphs.setdefault(line[line.rindex("<") + 1 : line.rindex(">")], []).append(line)
    for graph, lines in sorted(graphs.items()):
        _put(
            f"{url}{'&' if '?' in url else '?'}graph={quote(graph, safe='')}",
            headers,
            lines,
            graph,
            timeout,
        )
    return len(graphs), sum(map(len, graphs.values()))


def _target(endpoint: str) -> tuple[str, dict[str, str]]:
    """The URL without its user and password, and the headers of every request."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{endpoint!r} is no http or https URL of a graph store, such as http://localhost:7878/store"
        )
    headers = {"Content-Type": "application/n-triples"}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")), headers


def _put(url: str, headers: dict[str, str], lines: list[str], graph: str, timeout: float) -> None:
    body = without_graphs("".join(line + "\n" for line in lines).encode())
    request = urllib.request.Request(url, data=body, headers=headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return
    except urllib.error.HTTPError as refusal:
        with refusal:
            said = " ".join(refusal.read(_TOLD).decode("utf-8", "replace").split())
        raise PushFailed(
            f"the store answered {refusal.code} {refusal.reason} to the graph {graph}"
            + (f": {said}" if said else "")
        ) from None
    except urllib.error.URLError as problem:
        raise PushFailed(f"{url.partition('?')[0]} cannot be reached: {problem.reason}") from None
    except (OSError, http.client.HTTPException) as problem:
        raise PushFailed(
            f"the connection broke at the graph {graph}: {type(problem).__name__}: {problem}"
        ) from None
