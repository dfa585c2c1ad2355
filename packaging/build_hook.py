"""Say at the end of a build of the wheel whether it holds the browser bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MANIFEST = "src/budgetgraph/publish/static/bundle/manifest.json"
WITHOUT = (
    "This wheel holds NO browser bundle: its pages are plain HTML, without the query editor and the"
    " charts. Run `make bundle` first, or `make wheel`, which does."
)


class BundleHook(BuildHookInterface[Any]):
    """The hook of the wheel; hatchling finds it by this file's path in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Warn where the bundle is missing."""
        if version == "standard" and not (Path(self.root) / MANIFEST).is_file():
            self.app.display_warning(WITHOUT)
