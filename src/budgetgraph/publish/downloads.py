"""`/download/`: the files of the build with their sizes and checksums, and nothing else of the folder."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from budgetgraph.publish.render import Renderer
from budgetgraph.publish.site import HTML, JSON, Site, key_of, wanted

_TYPES = {
    ".nq.gz": "application/n-quads",
    ".ttl": "text/turtle; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    "SHA256SUMS": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be taken; `sha256` is None for the list of checksums itself."""

    name: str
    size: int
    sha256: str | None


class Downloads:
    """The listing and the files."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer
        self.files = {download.name: download for download in self._found()}

    async def index(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        files = list(self.files.values())
        if offer is JSON:
            rows = ",\n ".join(f'{{"name": "{one.name}", "size": {one.size}, "sha256": "{one.sha256 or ""}"}}' for one in files)
            return self.site.reply(request, f"[{rows}]\n", JSON)
        return self.site.reply(request, self.renderer.page(request, "download.html", files=files), HTML)

    async def file(self, request: Request) -> Response:
        """One file, as it lies in the folder; ranges are answered too."""
        name = unquote(key_of(request, "/download/"))
        download = self.files.get(name)
        if download is None:
            raise HTTPException(404, f"there is no download {name}; see /download/")
        tag = f'"{download.sha256 or self.site.digest}"'
        if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"ETag": tag})
        kind = next((kind for suffix, kind in _TYPES.items() if name.endswith(suffix)), "application/octet-stream")
        # The packed file is the thing itself: it is not announced as an encoding, which a client would undo.
        return FileResponse(self.site.folder / name, media_type="application/gzip" if name.endswith(".gz") else kind, headers={"ETag": tag})

    def _found(self) -> list[Download]:
        """What SHA256SUMS lists, less the store, which is of use to nobody else."""
        names = [name for name in sorted(self.site.sums) if not name.startswith(("store/", "sources/", "/")) and ".." not in name]
        listed = [(name, self.site.sums[name]) for name in names if (self.site.folder / name).is_file()]
        found = [Download(name, (self.site.folder / name).stat().st_size, digest) for name, digest in listed]
        return [*found, Download("SHA256SUMS", (self.site.folder / "SHA256SUMS").stat().st_size, None)]
