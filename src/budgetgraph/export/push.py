"""Send a built graph to a SPARQL 1.1 store, by the Graph Store HTTP Protocol.

Every named graph replaces the one of its name.
"""

from __future__ import annotations

import base64
import http.client
import logging
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from budgetgraph.document.problems import BudgetGraphError, UsageError
from budgetgraph.export.graph_files import by_graph, read_graph
from budgetgraph.rdf.without_graphs import without_graphs

_LOG = logging.getLogger(__package__)

#: How long a store may take over one graph, in seconds.
TIMEOUT = 300.0
_TOLD = 300


class PushFailed(BudgetGraphError):
    """The store did not take a graph; the message says which one and what the store answered."""

    status = 3


def push(folder: Path, endpoint: str, *, timeout: float = TIMEOUT) -> tuple[int, int]:
    """PUT each named graph of a built folder to `endpoint?graph=<iri>`.

    Gives the number of graphs and of triples that were put. A user and password in the URL are sent
    as basic authentication. Graphs of the store that the folder does not have stay as they are.
    UsageError where the URL is not http(s); PushFailed with the store's own reason at the first
    graph that it refuses.
    """
    url, headers = _target(endpoint)
    graphs = by_graph(read_graph(folder))
    sign = "&" if "?" in url else "?"
    for graph, lines in sorted(graphs.items()):
        address = f"{url}{sign}graph={quote(graph, safe='')}"
        _put(address, headers, lines, graph, timeout)
        _LOG.info("%d triples put into the graph %s", len(lines), graph)
    return len(graphs), sum(map(len, graphs.values()))


def _target(endpoint: str) -> tuple[str, dict[str, str]]:
    """Give the URL without its user and password, and the headers of every request."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{endpoint!r} is no http or https URL of a graph store, "
            "such as http://localhost:7878/store"
        )
    headers = {"Content-Type": "application/n-triples"}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host, fragment="")), headers


def _put(url: str, headers: dict[str, str], lines: list[str], graph: str, timeout: float) -> None:
    """PUT one graph; PushFailed where the store does not take it."""
    quads = "".join(f"{line}\n" for line in lines)
    body = without_graphs(quads.encode())
    request = urllib.request.Request(url, data=body, headers=headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return
    except urllib.error.HTTPError as refusal:
        with refusal:
            said = " ".join(refusal.read(_TOLD).decode("utf-8", "replace").split())
        reason = f": {said}" if said else ""
        raise PushFailed(
            f"the store answered {refusal.code} {refusal.reason} to the graph {graph}{reason}"
        ) from None
    except urllib.error.URLError as problem:
        raise PushFailed(f"{url.partition('?')[0]} cannot be reached: {problem.reason}") from None
    except (OSError, http.client.HTTPException) as problem:
        raise PushFailed(
            f"the connection broke at the graph {graph}: {type(problem).__name__}: {problem}"
        ) from None
