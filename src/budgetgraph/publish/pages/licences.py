"""`/licences`: what this site is made of, read from the packages that are installed and from the
browser bundle.
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
    """The route /licences."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def licences(self, request: Request) -> Response:
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        built = bundle()
        page = self.renderer.page(
            request, "licences.html", python=installed(), packages=built.packages if built else ()
        )
        return self.site.reply(request, page, HTML)


@cache
def installed() -> tuple[Installed, ...]:
    """This package and whatever it needs to run, as installed, by name.

    Extras and what other systems need are left out.
    """
    found: dict[str, Installed] = {}
    waiting = ["budgetgraph"]
    while waiting:
        name = waiting.pop()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if about.name.lower() in found:
            continue
        found[about.name.lower()] = Installed(about.name, about.version, _licence(about))
        waiting += [
            match[0]
            for need in about.requires or ()
            if ";" not in need and (match := _NAME.match(need))
        ]
    return tuple(found[name] for name in sorted(found))


def _licence(about: metadata.Distribution) -> str:
    """The SPDX expression; else the short text or the classifiers of older packages."""
    said = next(
        (
            text
            for name in ("License-Expression", "License")
            for text in about.metadata.get_all(name) or []
        ),
        "",
    )
    if said and "\n" not in said and len(said) < 60:
        return said
    classified = [
        line.rpartition("::")[2].strip()
        for line in about.metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    return ", ".join(classified) or said.partition("\n")[0]
