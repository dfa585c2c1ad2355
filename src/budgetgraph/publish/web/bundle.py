"""Read the browser bundle, where one was built: the script of the pages, and the licences of the
packages inside.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class BundledPackage:
    """One npm package inside the bundle, with the text of its licence."""

    name: str
    version: str
    licence: str
    home: str
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What `web/build.mjs` wrote: the entry script's file name below `/static/bundle/`, all its
    files, and what is in them.
    """

    entry: str
    files: tuple[str, ...]
    packages: tuple[BundledPackage, ...]


@cache
def bundle() -> Bundle | None:
    """Read the bundle of this installation.

    None where it was not built; every page is plain HTML then.
    """
    manifest = resources.files("budgetgraph.publish").joinpath("static", "bundle", "manifest.json")
    if not manifest.is_file():
        return None
    written = json.loads(manifest.read_text(encoding="utf-8"))
    packages = [BundledPackage(**package) for package in written["packages"]]
    return Bundle(written["entry"], tuple(written["files"]), tuple(packages))
