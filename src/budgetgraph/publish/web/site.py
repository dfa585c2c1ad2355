"""Open the built folder that is served, and write the headers, entity tags and formats of every
response.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import __version__
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.edited import stamp
from budgetgraph.publish.web.kept_answers import KeptAnswers
from budgetgraph.publish.web.negotiation import Offer, choose, encodings, language_of, named
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.serialise import read_rdf
from budgetgraph.store import Store
from budgetgraph.store.built_by import unlike_ours, way_out

HTML = Offer("html", "text/html; charset=utf-8", ("application/xhtml+xml",))
TURTLE = Offer(
    "ttl",
    "text/turtle; charset=utf-8",
    ("application/turtle", "application/x-turtle", "text/n3"),
    ("turtle", "n3"),
)
NTRIPLES = Offer("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples"))
JSONLD = Offer("jsonld", "application/ld+json", ("application/json",), ("json-ld", "json"))
RDFXML = Offer(
    "rdf", "application/rdf+xml", ("application/xml", "text/xml"), ("rdf+xml", "rdfxml", "xml")
)
TRIG = Offer("trig", "application/trig", ("application/x-trig",))
NQUADS = Offer("nq", "application/n-quads", ("text/x-nquads",))
JSON = Offer("json", "application/json")
CSV = Offer("csv", "text/csv; charset=utf-8")
TSV = Offer("tsv", "text/tab-separated-values; charset=utf-8")
XLSX = Offer("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
QUERY = Offer("rq", "application/sparql-query")
TEXT = Offer("txt", "text/plain; charset=utf-8")

GRAPH_OFFERS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
QUAD_OFFERS = (TRIG, NQUADS, TURTLE, JSONLD)
TRUNCATED = "Budgetgraph-Truncated"
"""The response header that says why an answer is not whole."""

RETRY_AFTER = {"Retry-After": "10"}
"""The header of every 503: when to come again, in seconds."""

FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors *"
    )
}
"""The headers of such a page: it has no script and no form, and any site may frame it."""


def headers_of_refusal(status: int) -> dict[str, str]:
    """Give the headers of an error: nobody keeps it, and 503 says when to come again."""
    later = RETRY_AFTER if status == 503 else {}
    return {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **later}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who runs the server decides.

    Times in seconds, sizes in bytes; `patience` is for a request's body to arrive, `page_rows` for
    tables on pages. With `isolated`, no worker answers that could reach a network. With `check`,
    papers that are sent to `/check` are checked. With `reload`, questions and shapes that are
    edited are read again. With `copied`, pages are written for a copy without a server. The
    `request_log` is a file that gets a line for each request.
    """

    timeout: float = 30.0
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    rows: int = 1_000_000
    size: int = 256 << 20
    body: int = 1 << 20
    patience: float = 30.0
    memory: int = 8 << 30
    queue: int = 64
    page_rows: int = 1000
    isolated: bool = False
    check: bool = False
    reload: bool = False
    copied: bool = False
    request_log: Path | None = None


class Site:
    """A built folder that was checked: its base, its digest (part of every entity tag), its report.

    UnreadableInput where the folder was not written by a build.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        _refuse_other_folder(folder)
        try:
            report = (folder / "report.json").read_text(encoding="utf-8")
            self.report: dict[str, Any] = json.loads(report)
            sums = (folder / "SHA256SUMS").read_bytes()
        except (OSError, ValueError) as error:
            raise UnreadableInput(
                str(folder / "report.json"), f"cannot be read: {error}"
            ) from error
        if "budgetgraph" in self.report:
            _refuse_other_version(folder, str(self.report["budgetgraph"]))
        self.iris = Iris(str(self.report.get("base") or BASE))
        # What is edited is part of every answer, so that no client keeps an older one.
        edition = stamp().encode() if settings.reload else b""
        self.digest = hashlib.sha256(sums + edition).hexdigest()
        self._kept = KeptAnswers()
        lines = sums.decode("utf-8").splitlines()
        self.sums = dict(_sum(line) for line in lines if line.strip())

    @cached_property
    def metadata(self) -> Store:
        """The metadata of the build, DCAT and VoID; empty where it has none.

        It is read once, when it is first asked for, which takes a while: ask in a thread.
        """
        path = self.folder / "metadata.ttl"
        if not path.is_file():
            return Store.memory([])
        return Store.memory([read_rdf(path)])

    def etag(self, request: Request, form: str, beside: object = "") -> str:
        """Make the strong entity tag of an address in a format.

        Two different bodies never share a tag: all that a body depends on is part of it. `beside`
        is what it depends on beside the build that is served.
        """
        built = bundle()
        parts = (
            self.digest,
            __version__,
            built.entry if built else "",
            _raw_path(request),
            request.scope.get("query_string", b"").decode("latin-1"),
            language_of(request),
            form,
            repr(beside),
        )
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        zipped = "-gzip" if encodings(request.headers.get("accept-encoding")) else ""
        return f'"{digest}{zipped}"'

    def unchanged(self, request: Request, form: str, beside: object = "") -> Response | None:
        """Answer 304 where the client holds this very answer already (RFC 9110 §13.1.2), or give
        the answer that was sent before.

        Asked before any work is done for the answer.
        """
        if request.method not in ("GET", "HEAD"):
            return None
        tag = self.etag(request, form, beside)
        if holds(request, tag):
            return Response(status_code=304, headers={"ETag": tag, **_CACHING})
        return self._kept.get(request, tag)

    def reply(
        self,
        request: Request,
        body: bytes | str,
        offer: Offer,
        *,
        headers: dict[str, str] | None = None,
        status: int = 200,
        beside: object = "",
    ) -> Response:
        """Write a response with all headers that caches need; compressed where the client allows
        it.
        """
        content = body.encode() if isinstance(body, str) else body
        sent = {"Content-Type": offer.media_type, **_CACHING, **(headers or {})}
        if encodings(request.headers.get("accept-encoding")):
            content = gzip.compress(content, compresslevel=5, mtime=0)
            sent["Content-Encoding"] = "gzip"
        if request.method in ("GET", "HEAD") and status == 200:
            tag = sent["ETag"] = self.etag(request, offer.name, beside)
            if "no-store" not in sent["Cache-Control"]:
                self._kept.keep(request, tag, content, dict(sent))
        return Response(content, status, sent)


def holds(request: Request, tag: str) -> bool:
    """Tell whether the client says that it holds the answer with this entity tag, or any answer
    (RFC 9110 §13.1.2): `If-None-Match: "a", W/"b"`.
    """
    held = request.headers.get("if-none-match", "")
    held_tags = [held_tag.strip().removeprefix("W/") for held_tag in held.split(",")]
    return tag in held_tags or held.strip() == "*"


def _refuse_other_folder(folder: Path) -> None:
    """Refuse a folder that no build wrote."""
    if not folder.is_dir():
        raise UnreadableInput(
            str(folder), "there is no such folder; run `budgetgraph build … --out` first"
        )
    for name in ("report.json", "SHA256SUMS", "store"):
        if not (folder / name).exists():
            raise UnreadableInput(
                str(folder),
                f"is no built folder: it has no {name}; "
                f"run `budgetgraph build … --out {folder}` first",
            )


def _refuse_other_version(folder: Path, built: str) -> None:
    """Refuse a folder of another version: pages need what builds of their own version write."""
    if unlike_ours(built) is not None:
        raise UnreadableInput(str(folder), way_out(built))


_CACHING = {"Vary": "Accept, Accept-Encoding, Accept-Language", "Cache-Control": "public, no-cache"}


def wanted(request: Request, offers: tuple[Offer, ...], suffix: Offer | None = None) -> Offer:
    """Choose the offer that a request asks for: by suffix, by `?format=`, or by Accept.

    HTTPException 406 where none fits.
    """
    if suffix is not None:
        return suffix
    name = request.query_params.get("format")
    offer = named(name, offers) if name else choose(request.headers.get("accept"), offers)
    if offer is None:
        there = ", ".join(f"{offered.name} ({offered.types[0]})" for offered in offers)
        raise HTTPException(
            406, f"none of the formats that were asked for is available here; there are {there}"
        )
    return offer


def is_browser(request: Request) -> bool:
    """Tell whether a page is asked for, as browsers do, and not just anything."""
    return choose(request.headers.get("accept"), (TEXT, HTML)) is HTML


def key_of(request: Request, prefix: str) -> str:
    """Give what follows `prefix` in the request's path, percent-encoded as it was sent."""
    return _raw_path(request).removeprefix(prefix)


def _raw_path(request: Request) -> str:
    """Give the request's path, percent-encoded as it was sent."""
    raw = request.scope.get("raw_path")
    if not isinstance(raw, bytes):
        return request.url.path
    return raw.decode("latin-1").partition("?")[0]


def _sum(line: str) -> tuple[str, str]:
    """Split a line as sha256sum writes it: `<hex>  ./<path>` → path and hex."""
    digest, _, path = line.partition(" ")
    return path.strip().removeprefix("*").removeprefix("./"), digest
