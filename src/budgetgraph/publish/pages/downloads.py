"""`/download/`: the files of the build, and dumps and tables made of it, with their sizes and
checksums; nothing else of the folder.
"""

from __future__ import annotations

import asyncio
import json
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.export.dumps import DUMPS, TABLES, Dump, write
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, Site, key_of, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store

_TYPES = {
    ".gz": "application/gzip",
    ".ttl": "text/turtle; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    "SHA256SUMS": "text/plain; charset=utf-8",
}
#: What the build keeps for itself and for the server.
_INNER = ("store/", "sources/", "parts/", "/")


class Downloads:
    """The listing and the files.

    Dumps and tables are made once, when somebody first asks, in a folder that goes with the server.
    """

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self._made: dict[str, Dump] | None = None
        self._making = asyncio.Lock()
        self._folder: TemporaryDirectory[str] | None = None

    async def index(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        files = list((await self.files()).values())
        if offer is JSON:
            rows = [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in files]
            return self.site.reply(request, json.dumps(rows, ensure_ascii=False, indent=1), JSON)
        return self.site.reply(
            request, self.renderer.page(request, "download.html", files=files), HTML
        )

    async def file(self, request: Request) -> Response:
        """One file, as it lies in the folder; ranges are answered too."""
        name = unquote(key_of(request, "/download/"))
        download = self._built().get(name) or (await self.files()).get(name)
        if download is None:
            raise HTTPException(404, f"there is no download {name}; see /download/")
        tag = f'"{download.sha256 or self.site.digest}"'
        if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"ETag": tag})
        # A packed file is the thing itself: it is not announced as an encoding, which a client
        # would undo.
        kind = next(
            (kind for suffix, kind in _TYPES.items() if name.endswith(suffix)),
            "application/octet-stream",
        )
        return FileResponse(download.path, media_type=kind, headers={"ETag": tag})

    async def files(self) -> dict[str, Dump]:
        """Everything that may be taken, by name."""
        async with self._making:
            if self._made is None:
                self._folder = self._folder or TemporaryDirectory(
                    prefix="budgetgraph-", ignore_cleanup_errors=True
                )
                self._made = {
                    one.name: one
                    for form in (*DUMPS, *TABLES)
                    for one in await self._make(form, self._folder.name)
                }
        return dict(sorted((self._built() | self._made).items()))

    async def _make(self, form: str, out: str) -> list[Dump]:
        """The files of one format; none where a limit was reached, for the others are good all the
        same.
        """
        try:
            return await self.workers.run(
                write, str(self.site.folder), out, form, self.site.iris.base
            )
        except BudgetGraphError:
            return []

    def _built(self) -> dict[str, Dump]:
        """What SHA256SUMS lists, and the list itself, which has no checksum."""
        listed = {
            name: digest
            for name, digest in self.site.sums.items()
            if not name.startswith(_INNER) and ".." not in name
        }
        paths = {name: self.site.folder / name for name in [*listed, "SHA256SUMS"]}
        return {
            name: Dump(name, path, path.stat().st_size, listed.get(name, ""))
            for name, path in paths.items()
            if path.is_file()
        }

    def close(self) -> None:
        """Remove what was made."""
        if self._folder is not None:
            self._folder.cleanup()
