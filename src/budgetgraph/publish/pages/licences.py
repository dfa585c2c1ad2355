"""Show the packages that this site is made of, and their licences (`/licences`).

They are read from the installed packages and from the browser bundle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, Site, wanted

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Installed:
    """One Python package that the server runs with; `licence` as the package says it, "" where it
    does not.
    """

    name: str
    version: str
    licence: str


class Licences:
    """The route /licences: what the pages are made of, with the licence of each package."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def licences(self, request: Request) -> Response:
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        built = bundle()
        packages = built.packages if built else ()
        page = self.renderer.page(request, "licences.html", python=installed(), packages=packages)
        return self.site.reply(request, page, HTML)


@cache
def installed() -> tuple[Installed, ...]:
    """List this package and all that it needs to run, as installed, by name.

    Extras and what other systems need are left out.
    """
    packages: dict[str, Installed] = {}
    waiting = ["budgetgraph"]
    while waiting:
        name = waiting.pop()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if about.name.lower() in packages:
            continue
        packages[about.name.lower()] = Installed(about.name, about.version, _licence(about))
        waiting += _needs(about)
    return tuple(packages[name] for name in sorted(packages))


def _needs(about: metadata.Distribution) -> list[str]:
    """Name the packages that a package always needs: `jinja2>=3.1,<4` → `jinja2`."""
    names = []
    for need in about.requires or ():
        name = _NAME.match(need)
        if name is not None and ";" not in need:
            names.append(name[0])
    return names


def _licence(about: metadata.Distribution) -> str:
    """Give the SPDX expression; for older packages the short text or the classifiers."""
    written = _written_licence(about)
    if written and "\n" not in written and len(written) < 60:
        return written
    classified = []
    for classifier in about.metadata.get_all("Classifier", []):
        if classifier.startswith("License ::"):
            classified.append(classifier.rpartition("::")[2].strip())
    return ", ".join(classified) or written.partition("\n")[0]


def _written_licence(about: metadata.Distribution) -> str:
    """Give the first licence field of a package's metadata; "" where it has none."""
    for field in ("License-Expression", "License"):
        texts = about.metadata.get_all(field)
        if texts:
            return str(texts[0])
    return ""
