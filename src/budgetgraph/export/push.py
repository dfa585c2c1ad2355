"""Send a built graph to a SPARQL 1.1 store, by the Graph Store HTTP Protocol.

Every named graph replaces the one of its name. What was put is written down beside the folder's
generations, so that a push that broke goes on where it stopped, and the next one sends only the
graphs that changed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import netrc
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import httpx

from budgetgraph.document.problems import BudgetGraphError, UsageError
from budgetgraph.export.graph_files import by_graph, read_graph
from budgetgraph.rdf.without_graphs import without_graphs

_LOG = logging.getLogger(__package__)

#: How long a store may take over one graph, in seconds.
TIMEOUT = 300.0
#: A store's own words are cut to so many characters.
_TOLD = 300
#: The variables that name a user and a password, so that neither stands on the command line.
USER, PASSWORD = "BUDGETGRAPH_STORE_USER", "BUDGETGRAPH_STORE_PASSWORD"
#: Beside the generations of a folder: what was put where.
PUSHED = "pushed"


class PushFailed(BudgetGraphError):
    """The store did not take a graph; the message says which one and what the store answered."""

    status = 3


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The URL of a graph store without its user and password, and who asks."""

    url: str
    login: tuple[str, str] | None

    def address(self, graph: str) -> str:
        """Give the URL of a named graph: `…/store?graph=https%3A…`."""
        sign = "&" if "?" in self.url else "?"
        return f"{self.url}{sign}graph={quote(graph, safe='')}"


@dataclass(slots=True)
class Pushed:
    """What was put to a store by an earlier push: a digest for each graph, in a file of its own.

    Without a file nothing is remembered and everything is put.
    """

    file: Path | None
    digests: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def read(file: Path | None) -> Pushed:
        """Read the file of an earlier push; an unreadable one counts as none."""
        if file is None:
            return Pushed(None)
        try:
            digests = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            digests = {}
        if not isinstance(digests, dict):
            digests = {}
        return Pushed(file, digests)

    def note(self, graph: str, digest: str) -> None:
        """Write down that a graph was put, at once: the next graph may fail."""
        self.digests[graph] = digest
        self._write()

    def forget(self, graph: str) -> None:
        """Write down that a graph was removed."""
        del self.digests[graph]
        self._write()

    def _write(self) -> None:
        if self.file is None:
            return
        part = self.file.with_suffix(".part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self.digests, indent=0, sort_keys=True), "utf-8")
            part.replace(self.file)
        except OSError as error:
            # The graphs are in the store all the same; the next push sends all of them again.
            _LOG.warning("%s cannot be written: %s", self.file, error.strerror)
            self.file = None


@dataclass(frozen=True, slots=True)
class PushResult:
    """How many graphs and triples the folder has, how many graphs were put now, and how many went
    that an earlier push had put.
    """

    graphs: int
    triples: int
    put: int
    removed: int


def push(
    folder: Path,
    endpoint: str,
    *,
    memory: Path | None = None,
    every: bool = False,
    timeout: float = TIMEOUT,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> PushResult:
    """PUT each named graph of a built folder to `endpoint?graph=<iri>`.

    With `memory` (a folder), a graph that an earlier push put and that is still there is not put
    again unless `every` is set, and a graph that an earlier push put and that the folder has no
    longer is deleted. Graphs of the store that no push put stay as they are.

    The user and the password come from the URL, from the variables `BUDGETGRAPH_STORE_USER` and
    `BUDGETGRAPH_STORE_PASSWORD`, or from ~/.netrc, in this order, and are sent as basic or digest
    authentication, as the store asks. UsageError where the URL is not http(s); PushFailed with the
    store's own reason at the first graph that it refuses.
    """
    store = _store(endpoint)
    graphs = by_graph(read_graph(folder))
    pushed = Pushed.read(_memory_of(store, memory))
    put = 0
    with httpx.Client(timeout=timeout) as client:
        asking = _Asking(client, store)
        for number, (graph, lines) in enumerate(sorted(graphs.items()), start=1):
            put += _brought(asking, pushed, graph, lines, every=every)
            progress(number, len(graphs))
        removed = list(_removed(asking, pushed, graphs))
    return PushResult(len(graphs), sum(map(len, graphs.values())), put, len(removed))


def _brought(asking: _Asking, pushed: Pushed, graph: str, lines: list[str], *, every: bool) -> bool:
    """Put a graph where the store does not have it as it is; tell whether it was put."""
    body = without_graphs("".join(f"{line}\n" for line in lines).encode())
    digest = hashlib.sha256(body).hexdigest()
    is_there = pushed.digests.get(graph) == digest and not every
    if is_there and asking.has(graph):
        return False
    asking.put(graph, body)
    pushed.note(graph, digest)
    _LOG.info("%d triples put into the graph %s", len(lines), graph)
    return True


def _removed(asking: _Asking, pushed: Pushed, graphs: Mapping[str, object]) -> Iterator[str]:
    """Delete the graphs that an earlier push put and that the folder has no longer."""
    for graph in sorted(pushed.digests.keys() - graphs.keys()):
        asking.delete(graph)
        pushed.forget(graph)
        _LOG.info("the graph %s was removed: the folder has it no longer", graph)
        yield graph


def _memory_of(store: GraphStore, memory: Path | None) -> Path | None:
    """Give the file that says what was put to a store: one a store, named by its URL's digest."""
    if memory is None:
        return None
    name = hashlib.sha256(store.url.encode()).hexdigest()[:16]
    return memory / f"{name}.json"


def _store(endpoint: str) -> GraphStore:
    """Take a URL apart into the store and who asks it."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{endpoint!r} is no http or https URL of a graph store, "
            "such as http://localhost:7878/store"
        )
    host = parts.netloc.rpartition("@")[2]
    url = urlunsplit(parts._replace(netloc=host, fragment=""))
    if parts.username is not None:
        return GraphStore(url, (unquote(parts.username), unquote(parts.password or "")))
    return GraphStore(url, _login_of_environment() or _login_of_netrc(parts.hostname))


def _login_of_environment() -> tuple[str, str] | None:
    user = os.environ.get(USER)
    return (user, os.environ.get(PASSWORD, "")) if user else None


def _login_of_netrc(host: str) -> tuple[str, str] | None:
    """Look a host up in ~/.netrc, or the file that the variable NETRC names."""
    file = os.environ.get("NETRC")
    try:
        entry = netrc.netrc(file).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return (entry[0], entry[2]) if entry else None


class _Asking:
    """Requests to one store; the store's first challenge tells how it wants to be asked."""

    def __init__(self, client: httpx.Client, store: GraphStore) -> None:
        self._client = client
        self._store = store
        if store.login is not None:
            client.auth = httpx.BasicAuth(*store.login)

    def put(self, graph: str, body: bytes) -> None:
        """PUT one graph; PushFailed where the store does not take it."""
        answer = self._asked("PUT", graph, body)
        if not answer.is_success:
            raise _refusal(answer, graph)

    def delete(self, graph: str) -> None:
        """DELETE one graph; that it is gone already is no fault."""
        answer = self._asked("DELETE", graph)
        if not answer.is_success and answer.status_code != httpx.codes.NOT_FOUND:
            raise _refusal(answer, graph)

    def has(self, graph: str) -> bool:
        """Tell whether the store has a graph.

        A store that does not answer HEAD is asked with GET; only the status is read.
        """
        answer = self._asked("HEAD", graph)
        if answer.is_success or answer.status_code == httpx.codes.NOT_FOUND:
            return answer.is_success
        try:
            with self._client.stream("GET", self._store.address(graph)) as begun:
                return begun.is_success
        except httpx.HTTPError:
            return False

    def _asked(self, method: str, graph: str, body: bytes | None = None) -> httpx.Response:
        answer = self._sent(method, graph, body)
        challenge = answer.headers.get("WWW-Authenticate", "digest")
        is_refused = answer.status_code == httpx.codes.UNAUTHORIZED
        wants_digest = "digest" in challenge.lower()
        if self._store.login is None or not (is_refused and wants_digest):
            return answer
        # Virtuoso answers a wrong scheme without saying which one it wants.
        self._client.auth = httpx.DigestAuth(*self._store.login)
        return self._sent(method, graph, body)

    def _sent(self, method: str, graph: str, body: bytes | None) -> httpx.Response:
        headers = {"Content-Type": "application/n-triples"} if body is not None else {}
        address = self._store.address(graph)
        try:
            return self._client.request(method, address, content=body, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
            raise PushFailed(f"{self._store.url} cannot be reached: {problem}") from None
        except httpx.HTTPError as problem:
            raise PushFailed(
                f"the connection broke at the graph {graph}: {type(problem).__name__}: {problem}"
            ) from None


def _refusal(answer: httpx.Response, graph: str) -> PushFailed:
    """Say what a store answered to a graph, in its own words."""
    said = " ".join(answer.content.decode("utf-8", "replace").split())[:_TOLD]
    code, phrase = answer.status_code, answer.reason_phrase
    reason = f": {said}" if said else ""
    return PushFailed(f"the store answered {code} {phrase} to the graph {graph}{reason}")
