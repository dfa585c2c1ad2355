"""Offer the files of the build, and dumps and tables made of it, for download (`/download/`).

Each has its size and checksum. No other file of the folder can be had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from budgetgraph.export.dumps import Dump
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, TURTLE, Site, holds, key_of, wanted

#: The file of checksums, which has no checksum itself.
SUMS = "SHA256SUMS"
_TYPES = {
    ".gz": "application/gzip",
    ".ttl": "text/turtle; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    SUMS: "text/plain; charset=utf-8",
}
#: Folders that only the build and the server use.
_INNER = ("store/", "sources/", "parts/", "/")


class Downloads:
    """The routes of the listing and of the files.

    These are the files that SHA256SUMS names, all of them made by the build.
    """

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer
        self._sums = _sums_of_offer(site.sums).encode()
        self._files = self._built()

    async def index(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        files = list(self._files.values())
        if offer is JSON:
            rows = [_listed(file) for file in files]
            return self.site.reply(request, json.dumps(rows, ensure_ascii=False, indent=1), JSON)
        page = self.renderer.page(request, "download.html", files=files)
        return self.site.reply(request, page, HTML)

    async def file(self, request: Request) -> Response:
        """Send one file as it is in the folder, or the asked range of it."""
        name = unquote(key_of(request, "/download/"))
        download = self._files.get(name)
        if download is None:
            raise HTTPException(404, f"there is no download {name}; see /download/")
        tag = f'"{download.sha256 or self.site.digest}"'
        if holds(request, tag):
            return Response(status_code=304, headers={"ETag": tag})
        if name == SUMS:
            return Response(self._sums, media_type=_media_type(name), headers={"ETag": tag})
        return FileResponse(download.path, media_type=_media_type(name), headers={"ETag": tag})

    async def validation(self, request: Request) -> Response:
        """Lead from the name of the validation report to its file.

        A person is led to the list of findings.
        """
        offer = wanted(request, (TURTLE, HTML))
        about = "/findings" if offer is HTML else "/download/validation.ttl"
        return RedirectResponse(about, 303, headers={"Vary": "Accept"})

    def _built(self) -> dict[str, Dump]:
        """List the files that SHA256SUMS names, and SHA256SUMS, which has no checksum itself."""
        built = {SUMS: Dump(SUMS, self.site.folder / SUMS, len(self._sums), "")}
        for name, digest in _offered(self.site.sums):
            path = self.site.folder / name
            if path.is_file():
                built[name] = Dump(name, path, path.stat().st_size, digest)
        return dict(sorted(built.items()))


def _offered(sums: Mapping[str, str]) -> list[tuple[str, str]]:
    """List the files of the folder that are offered, each with its checksum."""
    outer = [name for name in sums if not name.startswith(_INNER)]
    return [(name, sums[name]) for name in outer if ".." not in name]


def _sums_of_offer(sums: Mapping[str, str]) -> str:
    """Write the checksums of what is offered, in the form of sha256sum.

    SHA256SUMS of the folder also names files that cannot be had here: `sha256sum -c` would fail.
    """
    return "".join(f"{digest}  {name}\n" for name, digest in _offered(sums))


def _listed(file: Dump) -> dict[str, str | int]:
    """Describe a file for the JSON listing."""
    return {"name": file.name, "size": file.size, "sha256": file.sha256}


def _media_type(name: str) -> str:
    """Give the media type of a file by its name.

    A packed file keeps the type of the packing and has no `Content-Encoding`, for a client would
    unpack it then.
    """
    for suffix, media_type in _TYPES.items():
        if name.endswith(suffix):
            return media_type
    return "application/octet-stream"
