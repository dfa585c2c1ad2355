"""A page in a browser, for tests of what people do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(slots=True)
class Tab:
    """A page of the browser and what happened in it: requests that left the host, and what the
    console complained about.
    """

    page: Page
    server: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> int:
        """Go to a path of the server and wait until nothing is loading; the status of the answer."""
        answer = self.page.goto(self.server + path, wait_until="networkidle")
        assert answer is not None
        return answer.status
